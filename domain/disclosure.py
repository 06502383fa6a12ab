"""Statistical disclosure control: which counts of people may be shown without betraying a single person. Pure.

A count of fewer than five people is not shown (a frequency rule). Hiding a cell is not enough if a total betrays it, so
no total is shown as it was counted. Instead:

- The number of all readers is the sum of the counts by language that are shown, and so is the number of chats that a
  broadcast goes to. It is a lower bound, and it does not depend on hidden counts. Summing adjusted cells in this way is
  called small cell adjustment.
- A count of some readers, such as those of a country, is never shown as more than the number of all readers; a count of
  those who muted one source is never shown as more than the number of all who muted something.
- A broadcast's figures leave out the chats whose language is hidden. While the broadcast is being sent, a fate is shown
  only if at least five chats had it. When it is over, a fate that one to four chats had is hidden; the number of chats
  that got the message is then a lower bound, computed as if four chats had each hidden fate.
- The numbers of chats that joined, left or blocked the bot are rounded down to multiples of five, day by day; each
  remainder is added to the next day, so that long sums stay right. Earlier numbers of readers are computed backwards
  from today's number with the rounded counts. Today's own counts are left out, because somebody who watches them could
  see single changes.

Hence a report would look the same if a hidden count had any other value from one to four. Somebody can still compare
the reports of two days, as with every statistic that is published again.

Sources: A. Hundepool and others, Statistical Disclosure Control, Wiley 2012, chapter 5 (frequency tables: thresholds,
rounding); N. Shlomo, Statistical Disclosure Control Methods for Census Frequency Tables, International Statistical
Review 75 (2007), pages 199-217 (small cell adjustment, rounding).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.broadcast import Fates
from domain.chat import ChatState
from domain.stats import GROUPS, Counts, Days, FeedNews, NewsDay, ReaderEvent, Report, Week, first_week

# The smallest count of people that is shown. The numbers of chats that come and go in a day are rounded down to
# multiples of it.
LEAST = 5
_DAY = timedelta(days=1)
Shown = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Audience:
    """The number of chats that a message goes to, as far as it may be shown."""

    languages: Mapping[str, int | None]  # language → number of chats; None if that number is too small to be shown

    @property
    def count(self) -> int:
        """Return the sum of the numbers that are shown."""
        return sum(count or 0 for count in self.languages.values())

    @property
    def kind(self) -> str:
        """Return how `count` relates to the truth: `exact`, `least` (there are more) or `hidden` (none is shown)."""
        if None not in self.languages.values():
            return "exact"
        return "least" if self.count else "hidden"


def audience_of(languages: Mapping[str, int]) -> Audience:
    """Return the numbers of chats by language, with None for those that are too small to be shown."""
    return Audience(_hidden(languages))


@dataclass(frozen=True, slots=True)
class Course:
    """The progress of a broadcast, as far as it may be shown."""

    audience: Audience
    done: int  # the number of chats in `audience.count` for which nothing is left to do
    counts: Mapping[str, int | None]  # fate → number of chats in `audience.count` that had it; None: fewer than LEAST
    is_least: bool  # whether `counts["sent"]` is a lower bound
    is_over: bool

    @property
    def is_told(self) -> bool:
        """Return whether the broadcast's outcome may be shown; False if it would betray what few chats did."""
        return bool(self.counts) or not self.is_over


def course_of(fates: Mapping[str, Fates]) -> Course:
    """Return the progress of a broadcast, computed from the fates of its deliveries in each language."""
    audience = audience_of({language: found.all for language, found in fates.items()})
    known = sum((fates[language] for language, count in audience.languages.items() if count is not None), Fates())
    others = {name: getattr(known, name) for name in ("lost", "refused", "skipped", "stopped")}
    done = audience.count - known.waiting
    if any(found.waiting for found in fates.values()):
        many = {name: count for name, count in others.items() if count >= LEAST}
        return Course(audience, done, many, is_least=False, is_over=False)
    few = [name for name, count in others.items() if 0 < count < LEAST]
    # `rest` is the number of chats that got the message or have a hidden fate. For each hidden fate, LEAST - 1 is
    # subtracted, the most chats that it can have, so that `sent` is never too high.
    rest = audience.count - sum(count for name, count in others.items() if name not in few)
    sent = rest - (LEAST - 1) * len(few)
    if audience.kind == "hidden" or (sent < LEAST and (few or sent)):
        return Course(audience, done, {}, is_least=False, is_over=True)
    return Course(audience, done, {"sent": sent} | _hidden(others), is_least=bool(few), is_over=True)


def report_of(counts: Counts, reader_days: Days, news: tuple[NewsDay, ...], feeds: FeedNews, *, today: date) -> Report:
    """Return the statistics that may be shown; `reader_days` must begin on domain.stats.counted_from(today)."""
    audience = audience_of(counts.get("language", {}))
    readers = audience.count
    shown = {group: _hidden(counts.get(group, {})) for group in GROUPS}
    shown["state"].pop(ChatState.ACTIVE, None)  # left out, because it is the exact number of readers
    for group in ("country", "muted", "liked"):
        shown[group] = _hidden(counts.get(group, {}), readers)
    for group, among in (("muted_source", "muted"), ("liked_more", "liked")):
        shown[group] = _hidden(counts.get(group, {}), shown[among].get("") or 0)
    return Report(
        readers=readers,
        is_exact=audience.kind == "exact",
        counts={group: _largest_first(found) for group, found in shown.items()},
        weeks=_weeks(reader_days, readers, today),
        days=news,
        feeds=feeds,
    )


def _hidden(counts: Mapping[str, int], most: int | None = None) -> Shown:
    """Return the counts in the form in which they may be shown.

    Zeros are left out. A count above `most` is replaced by `most`, and one below LEAST by None.
    """
    limited = {key: count if most is None else min(count, most) for key, count in counts.items() if count}
    return {key: count if count >= LEAST else None for key, count in limited.items()}


def _largest_first(counts: Shown) -> Shown:
    return dict(sorted(counts.items(), key=lambda pair: (-(pair[1] or 0), pair[0])))


def _weeks(days: Days, readers: int, today: date) -> tuple[Week, ...]:
    """Return the weeks up to yesterday, oldest first.

    Weeks before the first change in the number of readers are left out. The numbers are computed backwards from
    `readers`, today's number. The rounded number of people who joined on a day is cut if the number of readers before
    that day would otherwise be negative.
    """
    first, last = first_week(today), today - _DAY
    joined, left, blocked = (_rounded(days.get(event, {}), first, last) for event in ReaderEvent)
    weeks: list[Week] = []
    end, level, sums = last, readers, (0, 0, 0)
    for day in (last - _DAY * ago for ago in range((last - first).days + 1)):
        lost = left[day] + blocked[day]
        came = min(joined[day], (level + lost) // LEAST * LEAST)
        sums = (sums[0] + came, sums[1] + left[day], sums[2] + blocked[day])
        level += lost - came
        if day.weekday() == 0:
            weeks.append(Week(day, end, *sums, level + sums[0] - sums[1] - sums[2]))
            end, sums = day - _DAY, (0, 0, 0)
    while len(weeks) > 1 and not (weeks[-1].joined or weeks[-1].left or weeks[-1].blocked):
        weeks.pop()
    return tuple(reversed(weeks))


def _rounded(counts: Mapping[date, int], first: date, last: date) -> dict[date, int]:
    """Return the count of each day from `first` to `last`, rounded down to a multiple of LEAST.

    The remainder is carried over to the next day. Carrying starts from 0 on 1 January of each year, so that a day has
    the same rounded count in every report.
    """
    shown, carried = {}, 0
    day = date(first.year, 1, 1)
    while day <= last:
        carried = counts.get(day, 0) + (0 if (day.month, day.day) == (1, 1) else carried)
        if day >= first:
            shown[day] = carried // LEAST * LEAST
        carried %= LEAST
        day += _DAY
    return shown
