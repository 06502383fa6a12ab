"""Cleaning: from the entries of a feed to NewArticle. Runs in a worker process."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

import regex

from domain.addresses import is_own_site
from domain.article import NewArticle
from domain.feed import LeftOut
from feeds.fetching.addresses import BadAddress, is_public, join_address
from feeds.parsing.alternates import choose
from feeds.parsing.dates import DateHabits, is_month_first, zone_of
from feeds.parsing.decode import decode
from feeds.parsing.identity import Identity, Named, content_hash, identify, is_address
from feeds.parsing.mojibake import mended
from feeds.parsing.order import is_oldest_first
from feeds.parsing.parsed import FeedContext, ParsedFeed, RawEntry, RawText, ReadFeed
from text.clean import Phrases, as_written, clean, clean_title, clean_url, html_to_text, is_markup
from text.denials import with_verdict
from text.invisible import visible
from text.language import detect
from text.markup import Form, Kept, has_words
from text.spaces import tidied
from text.truncation import shortened, shortened_at_word

TEXT_LIMIT = 60_000  # characters of an article; the longest news features have a quarter of that
TITLE_LIMIT = 400
# Characters from which the language is recognised, as many as a title has; more would take longer and hardly help.
LANGUAGE_SAMPLE = 40
GUID_LIMIT = 1000
_CHOICES = 3  # the most texts of an item that are cleaned until one has words of its own
_ORDINARY_URL = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}/[\w/.=&?-]{0,1000}", re.ASCII)
# The number of a visit, which is another one at each poll.
_VISIT = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
_ONE_SLASH = re.compile(r"\Ahttps?:/(?![/\\\s])", re.IGNORECASE)
_HREF = re.compile(r"""<a\s[^>]{0,300}?\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_AMPERSAND = re.compile("&(?:amp|#0{0,5}38|#x0{0,4}26);", re.IGNORECASE)
# What stands before the link in a link to which a site has put its own address once more.
_SITE_TWICE = re.compile(r"(https?://[^/?#\s]+?)/?(?=https?://)", re.IGNORECASE)
_SECOND = re.compile(r"(?<=\S)\s+https?://.*", re.IGNORECASE | re.DOTALL)  # another address after the link
_SCHEME_TWICE = re.compile(r"https?:/*\s*(?=https?:/)|(?<=://)\s+", re.IGNORECASE)
_PICTURE = regex.compile(r"\p{S}")
_WORD = re.compile(r"[^\W_]+")


def read(parsed: ParsedFeed, context: FeedContext, phrases: Phrases) -> ReadFeed:
    """Return the feed with an article for every entry that has a title or a text, and counts of what was left out."""
    left_out = Counter(parsed.left_out)
    articles = tuple(_articles(parsed, context, phrases, left_out))
    title = plain_title(parsed.title)
    return ReadFeed(title, parsed.language, parsed.refresh, articles, parsed.parser, dict(left_out), parsed.channel)


def plain_title(title: str | None, form: Form = Form.HTML) -> str | None:
    """Return the title as one line without markup and invisible characters; None if nothing is left."""
    if not title:
        return None
    plain = mended(clean_title(shortened(title, TITLE_LIMIT * 10), form))
    return shortened_at_word(plain, TITLE_LIMIT) or None


def absolute(link: str | None, base: str) -> str | None:
    """Return the link as an absolute http(s) address without tracking parameters and fragment.

    None if the link does not lead to an http(s) address.
    """
    whole = whole_address(link, base)
    return clean_url(whole.partition("#")[0]) if whole else None


def whole_address(link: str | None, base: str) -> str | None:
    """Return the link as an absolute http(s) address with all its parts; None if it leads to no such address."""
    if not link:
        return None
    link = _VISIT.sub("", link)
    if _ORDINARY_URL.fullmatch(link) and "/." not in link:
        return link  # the steps below would not change such an address
    try:
        return join_address(base, _with_scheme(_bare(visible(link).strip()), base), keep_fragment=True)
    except BadAddress:
        return None


def _bare(link: str) -> str:
    """Return the address in a link that the feed has escaped twice, or has wrapped in markup or signs."""
    if "%3ca%20" in link.lower():
        link = unquote(link)
    if "<" in link:
        found = _HREF.search(link)
        link = found[1] if found else html_to_text(link)
    return _AMPERSAND.sub("&", link.strip('<>"'))


def _with_scheme(link: str, base: str) -> str:
    """Return the link with exactly one scheme, if it names a host.

    A scheme or a site that stands twice is removed once, and a second address is left out. The scheme of `base` is put
    before a link that begins with `www.` or with the host of `base`, also if that stands behind a scheme with one
    slash. Other links are relative and returned unchanged.
    """
    scheme, _, rest = base.partition("://")
    site = rest.partition("/")[0].removeprefix("www.")
    page = _ONE_SLASH.sub("", link, count=1)
    if page.lower().startswith(("www.", f"{site}/")):
        return f"{scheme}://{page}"
    if link[:4].lower() != "http":
        return link
    link = _SECOND.sub("", _SCHEME_TWICE.sub("", link, count=1))
    twice = _SITE_TWICE.match(link)
    return link[twice.end() :] if twice and is_own_site(link[twice.end() :], twice[1]) else link


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry with its date and the cleaned values that identify it; its article is made from these later."""

    entry: RawEntry
    named: Named
    published_at: datetime | None


def _articles(
    parsed: ParsedFeed, context: FeedContext, phrases: Phrases, left_out: Counter[LeftOut]
) -> Iterator[NewArticle]:
    drafts = list(_drafts(parsed, context, phrases, left_out))
    if is_oldest_first([draft.published_at for draft in drafts if draft.published_at is not None]):
        drafts.reverse()
    hint = context.language or (parsed.language or "")[:2].lower()
    told: set[str] = set()
    for draft, identity in zip(drafts, identify([draft.named for draft in drafts], context.feed_id), strict=True):
        if identity.fingerprint in told:
            left_out[LeftOut.REPEATED] += 1
            continue
        told.add(identity.fingerprint)
        article = _article(draft, identity, hint)
        _count(draft, article, identity, left_out)
        yield article


def _drafts(parsed: ParsedFeed, context: FeedContext, phrases: Phrases, left_out: Counter[LeftOut]) -> Iterator[_Draft]:
    """Yield every entry that has a title or a text, cleaned, in the document's order; count others in `left_out`."""
    base = _base(parsed, context)
    moments = [moment for entry in parsed.entries for moment in (entry.published, entry.updated)]
    dates = DateHabits(zone_of(context.country, context.url), is_month_first(moments))
    for entry in parsed.entries:
        title, text = plain_title(entry.title, entry.title_form), clean_text(entry.texts, phrases)
        if not title:
            text = with_verdict(text)
        if not title and not text:
            left_out[LeftOut.NO_WORDS] += 1
            continue
        guid = (visible(entry.guid).strip() or None) if entry.guid else None
        guid_url = whole_address(guid, base) if is_address(guid) else None
        languages = (entry.language, parsed.language, context.language)
        link = choose(entry.alternates, languages) if entry.alternates else entry.link
        page = _public(whole_address(link, base), base, context)
        named = Named(guid, guid_url, page, title, text)
        yield _Draft(entry, named, dates.published_at(entry, now=context.now))


def _base(parsed: ParsedFeed, context: FeedContext) -> str:
    """Return the address to which links in the feed are relative.

    It is the site's address in RSS and RDF, which do not define it, and in other formats the feed's address.
    """
    site = absolute(parsed.link, context.url) if parsed.kind in ("rss", "rdf") else None
    return _public(site, context.url, context) or context.url


def _public(link: str | None, base: str, context: FeedContext) -> str | None:
    """Return the link; if its host is private, such as localhost, return the same page on the public site of `base`.

    Sites give such links if their software does not know under which address the public reaches it. A feed that is at a
    private address itself may well have pages there.
    """
    if link is None or is_public(link) or not is_public(context.url):
        return link
    parts = urlsplit(link)
    # Two slashes at the beginning would make a host of what follows.
    return urljoin(base, urlunsplit(("", "", "/" + parts.path.lstrip("/"), parts.query, parts.fragment)))


def _article(draft: _Draft, identity: Identity, hint: str) -> NewArticle:
    named = draft.named
    guid = named.guid[:GUID_LIMIT] if named.guid and not identity.has_shared_guid else None
    return NewArticle(
        fingerprint=identity.fingerprint,
        content_hash=content_hash(named.title, named.text),
        url=identity.url,
        title=named.title,
        text=named.text,
        language=language_of(named.title, named.text, hint=draft.entry.language or hint),
        published_at=draft.published_at,
        guid=guid,
        source=shortened_at_word(draft.entry.source, TITLE_LIMIT) if draft.entry.source else None,
    )


def _count(draft: _Draft, article: NewArticle, identity: Identity, left_out: Counter[LeftOut]) -> None:
    entry = draft.entry
    if article.published_at is None:
        left_out[LeftOut.BAD_DATE if entry.published or entry.updated else LeftOut.UNDATED] += 1
    if article.url is None and entry.link:
        left_out[LeftOut.BAD_LINK] += 1
    if identity.has_shared_guid:
        left_out[LeftOut.SHARED_GUID] += 1


def language_of(title: str | None, text: str, *, hint: str | None) -> str:
    """Return the language of a cleaned item, told from its first words; the annotator uses the whole text."""
    return detect(_sample(title, text), hint=hint)


def _sample(title: str | None, text: str) -> str:
    """Return the title, and if it is too short to tell the language by it, also the beginning of the text."""
    sample = title or ""
    return sample if len(sample) >= LANGUAGE_SAMPLE else f"{sample}\n{text[: 3 * LANGUAGE_SAMPLE]}"


def clean_text(texts: Sequence[RawText], phrases: Phrases) -> str:
    """Return the text with the most words, without markup, service phrases and invisible characters.

    Captions, comments and content for some browsers are used only if there is no other text. If a text turns out to be
    nothing but service phrases, the next one is taken.
    """
    for _ in range(_CHOICES):
        chosen, best = _wordiest(texts, Kept.NEWS)
        if not has_words(best):
            best = _wordiest(texts, Kept.ASIDES)[1] or (best if _PICTURE.search(best) else "")
        found = clean(shortened(mended(best), TEXT_LIMIT), phrases)
        texts = [text for text in texts if text is not chosen]
        if found or not texts:
            return found
    return ""


def _wordiest(texts: Sequence[RawText], kept: Kept) -> tuple[RawText | None, str]:
    """Return the text with the most words, and these words; (None, "") if there is no text."""
    chosen, best, most = None, "", 0
    for text in texts:  # the longest markup comes first, so that the loop can end early
        if len(text.value) < 2 * most - 1:
            break  # the remaining texts are too short to have more words
        is_html = is_markup(text.value, text.form)
        plain = html_to_text(text.value, kept) if is_html else as_written(text.value, text.form)
        count = len(_WORD.findall(plain)) if len(texts) > 1 else 1
        if count > most or not best:
            chosen, best, most = text, plain, count
    return chosen, best


def page_text(body: bytes, content_type: str, url: str, phrases: Phrases) -> str:
    """Return an article's text from its web page, without menus, comments and service phrases; "" if there is none."""
    import trafilatura  # imported here, because it takes a second and is needed only for feeds with `full_text`

    text = trafilatura.extract(
        decode(body, content_type), url=url, include_comments=False, include_tables=False, favor_precision=True
    )
    return clean(shortened(tidied(text or ""), TEXT_LIMIT), phrases)


def warm_up() -> None:
    """Load the modules and tables for parsing in the fork server, so that workers share them and need not load them."""
    import feeds.parsing.parse  # noqa: F401 - imported for the workers to share

    detect("Бишкекте жаңы китепкана ачылды")
    html_to_text("<p>Бишкек</p>")
