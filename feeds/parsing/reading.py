"""An entry cleaned: what the feed says → NewArticle. Runs in a worker process."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin

from domain.article import NewArticle
from domain.feed import LeftOut
from feeds.fetching.addresses import BadAddress, check_address
from feeds.parsing.dates import DateHabits, is_month_first, zone_of
from feeds.parsing.decode import decode
from feeds.parsing.identity import content_hash, doubtful_guids, doubtful_links, fingerprint, is_address
from feeds.parsing.parsed import FeedContext, ParsedFeed, RawEntry, ReadFeed
from text.clean import Phrases, clean, clean_title, clean_url, html_to_text
from text.language import detect

TEXT_LIMIT = 60_000  # characters of one article: four times the longest news feature
TITLE_LIMIT = 400
LANGUAGE_SAMPLE = 40  # characters that tell a language: a title, mostly; more cost, and tell hardly more
GUID_LIMIT = 1000
_ORDINARY_URL = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}/[\w/.=&?-]{0,1000}", re.ASCII)
# Tags among what should be words: the publisher escaped the markup once more than it is read.
_ESCAPED_TWICE = re.compile(
    r"</?(?:p|br|div|a|b|i|strong|em|span|img|script|style|ul|ol|li|h[1-6]|table|iframe)\b[^<>]*>", re.IGNORECASE
)
# Control characters, and those that turn, hide or join text: bidirectional embeddings, overrides and isolates
# (https://www.unicode.org/reports/tr9/), zero-width spaces, soft hyphens, byte-order marks, tags.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\U000e0000-\U000e007f]"
)


def read(parsed: ParsedFeed, context: FeedContext, phrases: Phrases) -> ReadFeed:
    """Clean every entry that says anything."""
    left_out = Counter(parsed.left_out)
    articles = tuple(_articles(parsed, context, phrases, left_out))
    title = plain_title(parsed.title)
    return ReadFeed(title, parsed.language, parsed.refresh, articles, parsed.parser, dict(left_out))


def plain_title(title: str | None) -> str | None:
    """One line without markup and invisible characters, or None."""
    if not title:
        return None
    plain = visible(clean_title(title[: TITLE_LIMIT * 10]))
    plain = " ".join(plain.split())
    if len(plain) > TITLE_LIMIT:
        plain = plain[:TITLE_LIMIT].rsplit(" ", 1)[0] + "…"
    return plain or None


def visible(text: str) -> str:
    return _INVISIBLE.sub("", text)


def absolute(link: str | None, base: str) -> str | None:
    """The link as an absolute http(s) address without tracking parameters, or None."""
    if not link:
        return None
    if _ORDINARY_URL.fullmatch(link) and "/." not in link:
        return clean_url(link)  # what follows would change nothing
    try:
        return clean_url(check_address(urljoin(base, visible(link).strip())))
    except (BadAddress, ValueError):
        return None


def _articles(
    parsed: ParsedFeed, context: FeedContext, phrases: Phrases, left_out: Counter[LeftOut]
) -> Iterator[NewArticle]:
    guids, links = doubtful_guids(parsed.entries), doubtful_links(parsed.entries)
    base = absolute(parsed.link, context.url) or context.url
    moments = [moment for entry in parsed.entries for moment in (entry.published, entry.updated)]
    dates = DateHabits(zone_of(context.country, context.url), is_month_first(moments))
    hint = context.language or (parsed.language or "")[:2].lower()
    for entry in parsed.entries:
        guid = entry.guid if entry.guid not in guids else None
        article = _article(
            entry,
            context,
            phrases,
            base=base,
            dates=dates,
            guid=guid,
            hint=entry.language or hint,
            is_link_doubtful=entry.link in links,
        )
        if article is None:
            left_out[LeftOut.NO_WORDS] += 1
            continue
        if article.published_at is None:
            left_out[LeftOut.BAD_DATE if entry.published or entry.updated else LeftOut.UNDATED] += 1
        if article.url is None and entry.link:
            left_out[LeftOut.BAD_LINK] += 1
        if guid != entry.guid:
            left_out[LeftOut.SHARED_GUID] += 1
        yield article


def _article(
    entry: RawEntry,
    context: FeedContext,
    phrases: Phrases,
    *,
    base: str,
    dates: DateHabits,
    guid: str | None,
    hint: str,
    is_link_doubtful: bool,
) -> NewArticle | None:
    title = plain_title(entry.title)
    text = clean_text(entry.html, phrases)
    if not title and not text:
        return None
    guid = (visible(guid).strip() or None) if guid else None
    guid_url = absolute(guid, base) if is_address(guid) else None
    url = absolute(entry.link, base) or guid_url
    return NewArticle(
        fingerprint=fingerprint(
            feed_id=context.feed_id,
            guid=guid,
            guid_url=guid_url,
            url=None if is_link_doubtful else url,
            title=title,
            text=text,
        ),
        content_hash=content_hash(title, text),
        url=url,
        title=title,
        text=text,
        language=detect(_sample(title, text), hint=hint),
        published_at=dates.published_at(entry, now=context.now),
        guid=guid[:GUID_LIMIT] if guid else None,
    )


def _sample(title: str | None, text: str) -> str:
    """Enough words to tell the language by; the annotator reads the whole text again."""
    sample = title or ""
    return sample if len(sample) >= LANGUAGE_SAMPLE else f"{sample}\n{text[: 3 * LANGUAGE_SAMPLE]}"


def clean_text(html: str | None, phrases: Phrases) -> str:
    """Plain text of an entry's markup, without service phrases and invisible characters."""
    if not html:
        return ""
    text = html_to_text(html)
    if _ESCAPED_TWICE.search(text):
        text = html_to_text(text)
    return clean(visible(text)[:TEXT_LIMIT], phrases)


def page_text(body: bytes, content_type: str, url: str, phrases: Phrases) -> str:
    """The article's text on a page, without menus, comments and service phrases; empty where none is found."""
    import trafilatura  # a second to import, and off by default

    text = trafilatura.extract(
        decode(body, content_type), url=url, include_comments=False, include_tables=False, favor_precision=True
    )
    return clean(visible(text or "")[:TEXT_LIMIT], phrases)


def warm_up() -> None:
    """Load in the fork server what every worker would load for itself."""
    import feeds.parsing.parse  # noqa: F401 - imported for the workers to share

    detect("Бишкекте жаңы китепкана ачылды")
    html_to_text("<p>Бишкек</p>")
