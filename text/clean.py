"""Cleaning a publisher's text: markup, service lines and tracking parameters are removed.

Service lines are recognised by the phrases in catalogue/phrases.toml (text.service_lines), and by their repetition over
a source's articles (text.furniture). Cleaning a text that is already clean changes nothing.
"""

import re

from text.furniture import line_key
from text.markup import Form, headline_of, html_to_text, is_evidently_markup, plain_of
from text.phrases import Phrases
from text.service_lines import strip_service
from text.spaces import tidied

__all__ = ["Phrases", "as_written", "clean", "clean_title", "clean_url", "html_to_text", "is_markup"]

# Parameters of an address that only record who clicked where, on any site.
_CLICK = re.compile(
    r"utm_\w+|fbclid|gclid|yclid|[gw]braid|gclsrc|dclid|msclkid|twclid|ttclid|igsh|igshid|mc_[ce]id|_openstat|_ga|_gl"
    r"|phpsessid|jsessionid|aspsessionid\w*|yadclid|yadordid|ysclid|ymclid|mkt_tok|vero_id|wickedid|oly_\w+_id"
    r"|(?:mtm|matomo|piwik|hsa)_\w+|_hs(?:enc|mi)|wt_z?mc|ns_(?:campaign|mchannel|source|linkname|fee)|li_fat_id"
    r"|rb_clickid|guccounter|guce_referrer(?:_sig)?|__twitter_impression",
    re.IGNORECASE,
)
# Parameters that usually record clicks as well, but on some sites identify the article.
_MAYBE_CLICK = re.compile(r"from_rss|rss|ref_src|ref_url|fb_\w+|at_\w+|cmpid|pk_\w+", re.IGNORECASE)
_CLICK_FRAGMENT = re.compile(r"utm_|at_|xtor=|ref=rss")
_HTTP = re.compile(r"https?://(?:\[[^\[\]]*\])?[^\[\]/?#]*(?:[/?#]|$)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"»”)]+")


def clean(text: str, phrases: Phrases, *, furniture: frozenset[str] = frozenset()) -> str:
    """Return plain text without service lines: each paragraph on one line, single spaces, no invisible characters.

    `furniture` holds the keys (text.furniture.line_key) of lines that repeat over a source's articles.
    """
    text = _URL.sub(lambda match: clean_url(match[0]), tidied(text))
    if furniture:
        text = "\n".join(line for line in text.split("\n") if line_key(line) not in furniture)
    # When one line is removed, another service line may come to light (a credit after a related link), and the next
    # round removes it. Two rounds are usual; there is a limit to be safe.
    plain = set[str]()
    for _ in range(5):
        stripped = strip_service(text, phrases, plain)
        if stripped == text:
            break
        text = tidied(stripped)
    return text


def clean_title(title: str, form: Form = Form.HTML) -> str:
    """Return a title as one line of plain text; HTML is resolved, even if it was escaped twice."""
    return headline_of(title) if is_markup(title, form) else " ".join(as_written(title, form).split())


def is_markup(text: str, form: Form) -> bool:
    """Return whether to read the text as HTML: it is declared as that, or nothing is declared and it looks like it."""
    return form is Form.HTML or (form is Form.UNSAID and is_evidently_markup(text))


def as_written(text: str, form: Form) -> str:
    """Tidy a text that is to be read as plain words, not as HTML, and return it.

    Character references such as `&amp;` are replaced, unless the feed declares the text as plain words (Form.TEXT).
    """
    return tidied(text) if form is Form.TEXT else plain_of(text)


def clean_url(url: str) -> str:
    """Return the address without parameters that only record clicks; an address that is not http(s) is unchanged."""
    if "?" not in url and "#" not in url:
        return url
    if not _HTTP.match(url):
        return url
    page, mark, fragment = url.partition("#")
    path, _, query = page.partition("?")
    pairs = query.split("&") if query else []
    kept = [pair for pair in pairs if not _is_tracking(pair.partition("=")[0])]
    is_noise = _CLICK_FRAGMENT.match(fragment) is not None
    if len(kept) == len(pairs) and not is_noise:
        return url
    asked = "&".join(kept)
    cleaned = f"{path}?{asked}" if asked else path
    return cleaned if is_noise or not fragment else f"{cleaned}{mark}{fragment}"


def is_click(name: str) -> bool:
    """Return whether a parameter of an address only records a click, so that it never distinguishes two articles."""
    return _CLICK.fullmatch(name) is not None


def _is_tracking(name: str) -> bool:
    return is_click(name) or _MAYBE_CLICK.fullmatch(name) is not None
