"""The results of a poll in words, for people who manage feeds."""

from collections.abc import Mapping

from domain.feed import LeftOut, PollCounts
from render.texts import Translator

_KEYS: Mapping[LeftOut, str] = {
    LeftOut.NO_WORDS: "left-out-no-words",
    LeftOut.REPEATED: "left-out-repeated",
    LeftOut.BEYOND_LIMIT: "left-out-beyond-limit",
    LeftOut.BAD_LINK: "left-out-bad-link",
    LeftOut.SHARED_GUID: "left-out-shared-guid",
    LeftOut.UNDATED: "left-out-undated",
    LeftOut.BAD_DATE: "left-out-bad-date",
    LeftOut.SERVICE: "left-out-service",
    LeftOut.POLL: "left-out-poll",
    LeftOut.MEDIA: "left-out-media",
    LeftOut.ADVERT: "left-out-advert",
    LeftOut.TORN: "left-out-torn",
    LeftOut.OVER_BUDGET: "left-out-over-budget",
    LeftOut.EDITS_OVER_BUDGET: "left-out-edits-over-budget",
}


def counts_lines(counts: PollCounts, t: Translator) -> list[str]:
    """Return a line with the counts, and if anything was left out, a second line."""
    lines = [
        t(
            "feeds-counts",
            read=counts.read,
            new=counts.new,
            archived=counts.archived,
            edited=counts.edited,
            known=counts.known,
        )
    ]
    if said := left_out_words(counts.left_out, t):
        lines.append(t("feeds-left-out", reasons=said))
    return lines


def left_out_words(left_out: Mapping[LeftOut, int], t: Translator) -> str:
    """Return in words how many items were left out for each reason; "" if none were."""
    return ", ".join(t(_KEYS[reason], count=count) for reason, count in left_out.items() if count)
