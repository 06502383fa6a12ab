"""From posts to entries: which posts are news, with title, text, source, and the address that a reader opens."""

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from domain.addresses import address_key, is_front_page, names_an_article
from domain.channels import ROOT, is_post_address, post_address
from domain.feed import LeftOut
from feeds.parsing.channel.lines import Line
from feeds.parsing.channel.page import Page
from feeds.parsing.channel.post import Post, PostKind
from feeds.parsing.channel.tongues import by_language
from feeds.parsing.channel.words import (
    is_advert,
    is_divider,
    is_verdict,
    repeated_tails,
    without_opening,
    without_shout,
    without_signs,
    without_tail,
)
from feeds.parsing.parsed import RawEntry, RawText
from text.markup import Form

FEWEST_LETTERS = 20  # a text with fewer letters says nothing besides a link
_LONGEST_TITLE = 300
# Characters; a first line that an empty line follows is a title only if it is not longer than this.
_LONGEST_PLAIN_TITLE = 120
# A site is the channel's own if at least this many posts, and at least this part of the page's posts, link to it.
_FEWEST_LINKS, _SHARE_OF_LINKS = 3, 0.25
_LEFT_OUT = {
    PostKind.SERVICE: LeftOut.SERVICE,
    PostKind.POLL: LeftOut.POLL,
    PostKind.MEDIA: LeftOut.MEDIA,
}
# Hosts that are never the site of a channel.
_PLATFORMS = """
t.me telegram.me telegram.org telegra.ph instagram.com facebook.com fb.com fb.me fb.watch youtube.com youtu.be
tiktok.com twitter.com x.com threads.net vk.com vk.ru ok.ru whatsapp.com wa.me viber.com dzen.ru rutube.ru
google.com goo.gl apple.com bit.ly clck.ru linktr.ee taplink.cc yandex.ru
""".split()  # noqa: SIM905 - a table of words


def entries_of(page: Page, left_out: Counter[LeftOut]) -> Iterator[RawEntry]:
    """Yield the entries on a page, newest first; posts that are not entries are counted in `left_out`."""
    left_out[LeftOut.TORN] += page.torn
    texts = [post for post in page.posts if post.kind is PostKind.TEXT]
    tails = repeated_tails([post.lines for post in texts])
    sites = _own_sites(page, texts)
    for post in reversed(page.posts):
        if post.kind is not PostKind.TEXT:
            left_out[_LEFT_OUT[post.kind]] += 1
        elif is_advert(post.lines):
            left_out[LeftOut.ADVERT] += 1
        else:
            found = list(_entries(post, tails, sites))
            left_out[LeftOut.MEDIA] += not found
            yield from found


def _entries(post: Post, tails: frozenset[str], sites: frozenset[str]) -> Iterator[RawEntry]:
    address = _address(post)
    source = post.origin.name if post.origin is not None and post.origin.address else None
    lines = without_tail(without_opening(post.lines), tails)
    links = {address_key(link): link for line in post.lines for link in line.links}
    own = [link for link in links.values() if _site(link) in sites and _leads_to_article(link)]
    if sum(line.letters for line in lines) < FEWEST_LETTERS and links and post.preview is None:
        return
    if _says_only_links(lines):
        if post.preview is not None and post.preview.title:
            about = post.preview
            yield _entry(post, address, about.title, about.description, about.address, source=source)
        return
    link = own[0] if len(own) == 1 else address
    parts = by_language(lines)
    for language, part in parts:
        part = without_tail(without_opening(part), tails)
        title, text = _titled(part)
        guid = f"{address}?in={language}" if language else address
        yield _entry(post, guid, title, text, link, source=source, language=language)


def _entry(
    post: Post, guid: str, title: str | None, text: str, link: str, *, source: str | None, language: str | None = None
) -> RawEntry:
    return RawEntry(
        guid=guid,
        link=link,
        title=title,
        texts=(RawText(text, Form.TEXT),) if text else (),
        published=post.moment,
        language=language,
        title_form=Form.TEXT,
        source=source,
    )


def _address(post: Post) -> str:
    """Return the address of a post; for a forwarded post that of its original, so that both are the same article."""
    origin = post.origin.address if post.origin is not None else None
    if origin:
        parts = urlsplit(origin)
        steps = parts.path.strip("/").removeprefix("s/").split("/")
        found = f"{ROOT}/{'/'.join(steps)}"
        if is_post_address(found):
            return post_address(steps[0], int(steps[1]))
    return post_address(post.name, post.number)


def _titled(lines: Sequence[Line]) -> tuple[str | None, str]:
    """Return the title and the text of a post; the title is None if nothing distinguishes the first line."""
    lines = [line for line in lines if not is_divider(line)]
    if len(lines) > 1 and _is_title(lines[0], lines[1:]):
        return without_shout(without_signs(lines[0].text)), _text(lines[1:])
    return None, _text(lines)


def _is_title(first: Line, rest: Sequence[Line]) -> bool:
    words = without_shout(without_signs(first.text))
    if len(words.split()) < 2 or is_verdict(first) or not any(line.letters for line in rest):
        return False
    if first.is_bold:
        return len(words) <= _LONGEST_TITLE and not all(line.is_bold for line in rest)
    return len(words) <= _LONGEST_PLAIN_TITLE and rest[0].is_first and words[-1] not in ".,:;…"


def _text(lines: Sequence[Line]) -> str:
    words = [without_signs(line.text) for line in lines]
    return "\n".join([without_shout(words[0]), *words[1:]]) if words else ""


def _says_only_links(lines: Sequence[Line]) -> bool:
    words = " ".join(word for line in lines for word in line.text.split() if "://" not in word)
    return sum(map(str.isalpha, words)) < FEWEST_LETTERS


def _own_sites(page: Page, texts: Sequence[Post]) -> frozenset[str]:
    """Return the channel's own sites: those linked in its description, and those to which many of its posts link."""
    told = {_site(link) for link in page.links}
    linked = Counter(site for post in texts for site in {_site(link) for line in post.lines for link in line.links})
    often = {site for site, count in linked.items() if count >= max(_FEWEST_LINKS, _SHARE_OF_LINKS * len(texts))}
    return frozenset(site for site in told | often if site and not _is_platform(site))


def _is_platform(site: str) -> bool:
    return any(site == name or site.endswith(f".{name}") for name in _PLATFORMS)


def _site(link: str) -> str:
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""


def _leads_to_article(link: str) -> bool:
    return names_an_article(link) and not is_front_page(link)
