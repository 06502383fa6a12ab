"""Removes elements that feedparser would wrongly take for the title, link, guid or text of an item.

feedparser looks only at an element's name, and the last element with that name wins. So the link of a related item, the
description of a picture or the id of an author could replace the item's own.
"""

import re

from lxml import etree

# Groups of elements that fill the same field of an item. If an item has an element of a group in its own XML namespace,
# elements of that group in other namespaces are removed.
_GROUPS = (
    frozenset(["title"]),
    frozenset(["link"]),
    frozenset(["guid", "id"]),
    frozenset(["description", "summary", "content"]),
)
_ONCE = frozenset(["title", "link"])
_FIELDS = frozenset().union(*_GROUPS, ["pubdate", "published", "updated", "date"])
# Elements that contain markup, so that a <title> or <link> in them is part of the text.
_TEXTS = frozenset(["encoded", "body", "full-text", "text", "div"])
_OWN_TEXTS = _TEXTS | frozenset(["title", "description", "summary", "content"])
_PREFIX, _DECLARED = re.compile(r"</?([A-Za-z_][\w.-]*):"), re.compile(r"\sxmlns:([\w.-]+)\s*=")
_ROOT = re.compile(r"<[A-Za-z_][\w.:-]*")
# Common prefix → the namespace by which feedparser knows it. A prefix that a feed uses without declaring it gets this
# namespace.
_SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "yandex": "http://news.yandex.ru",
}
_ITEM = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)\b", re.IGNORECASE)
_CONTAINER = re.compile(
    r"<((?:[\w.-]+:)?(?:related|group|source|author|contributor|image)|media:content)\b[^<>]*(?<!/)>"
    r"(?:(?!</?(?:item|entry)\b|<!\[CDATA\[).){0,5000}?</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_ITEMS = frozenset(["item", "entry"])


def only_own(markup: str) -> str:
    """Return the feed without elements that would wrongly be taken for the title, link, guid or text of an item.

    If the feed is not well-formed, only the usual containers of such elements are removed.
    """
    root = _root(markup)
    if root is None:
        start = _ITEM.search(markup)
        at = start.start() if start else len(markup)
        return markup[:at] + _CONTAINER.sub("", markup[at:])
    strangers = [stranger for element in _holders(root) for stranger in _strangers(element)]
    for stranger in strangers:
        _save_description(stranger)
        _remove(stranger)
    return etree.tostring(root, encoding="unicode") if strangers else markup


def _root(markup: str) -> etree._Element | None:
    """Return the root of the document, None if it is not well-formed; missing declarations of prefixes are added."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    for document in (markup, _with_prefixes(markup)):
        try:
            return etree.fromstring(document.encode("utf-8", "replace"), parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
    return None


def _with_prefixes(markup: str) -> str:
    used, declared = set(_PREFIX.findall(markup)), set(_DECLARED.findall(markup))
    spaces = "".join(f' xmlns:{name}="{_SPACES.get(name, f"urn:prefix:{name}")}"' for name in sorted(used - declared))
    return _ROOT.sub(lambda match: match[0] + spaces, markup, count=1)


def _holders(root: etree._Element) -> list[etree._Element]:
    """Return the elements that have fields of their own: items, and the channel or feed elements around them.

    An item inside another item is left out.
    """
    items = [element for element in root.iter(etree.Element) if _name(element) in _ITEMS]
    outer = [item for item in items if not any(_name(above) in _ITEMS for above in item.iterancestors())]
    parents = {id(parent): parent for item in outer if (parent := item.getparent()) is not None}
    return [*parents.values(), *outer]


def _strangers(holder: etree._Element) -> list[etree._Element]:
    space = _space(holder)
    own = {_name(child) for child in holder.iterchildren(etree.Element) if _space(child) == space and _says(child)}
    if any(str(name).endswith("about") for name in holder.attrib):
        own.add("id")  # rdf:about is the item's own id, which an element `id` must not replace
    strangers = []
    seen: set[str] = set()
    for child in holder.iterchildren(etree.Element):
        name = _name(child)
        if name in _ITEMS or name == "channel":
            continue
        is_own = _space(child) == space
        is_doubled = not is_own and any(name in group and own & group for group in _GROUPS)
        is_text = name in (_OWN_TEXTS if is_own else _TEXTS)
        if is_own and name in _ONCE and (child.text or "").strip():
            is_doubled = name in seen  # the first is the item's own, though feedparser would take the last
            seen.add(name)
        if is_doubled or (len(child) and not is_text and _hides_a_field(child)):
            strangers.append(child)
    return strangers


def _hides_a_field(element: etree._Element) -> bool:
    return any(_name(part) in _FIELDS for part in element.iterdescendants(etree.Element))


def _save_description(stranger: etree._Element) -> None:
    """Move the description out of a media group into its item, if the item has no text of its own.

    Feeds of videos have their texts in such a group, and the group itself is removed afterwards.
    """
    item = stranger.getparent()
    if item is None or _name(stranger) != "group" or _name(item) not in _ITEMS:
        return
    if not any(_name(child) in _OWN_TEXTS - {"title"} for child in item.iterchildren(etree.Element)):
        texts = [part for part in stranger.iterchildren(etree.Element) if _name(part) == "description"]
        item.extend(texts[:1])


def _says(element: etree._Element) -> bool:
    return bool(len(element) or (element.text or "").strip() or element.get("href"))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _space(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[0]
