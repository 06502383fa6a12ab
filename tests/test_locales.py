"""Every text of the bot exists in every language, with the same arguments, and no text is unused."""

# ruff: noqa: N802 - fluent.syntax calls visitors by the names of its nodes

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from catalogue.loader import load_topics
from domain.draft import KEPT
from jobs.retention import DELIVERIES_KEPT
from render.split import visible
from render.texts import Texts, TextsError
from tests.texts import TEXTS
from text.languages import LOCALES
from text.letters import name_key
from text.query import parse
from text.topics import titles_of

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "locales"
PACKAGES = ("delivery", "digest", "domain", "feeds", "handlers", "jobs", "render", "storage")
# Calls whose first argument is a text key.
SPEAKERS = {"t", "html", "Reason", "Notice", "StorageError", "BadAddress", "UnreadableFeed", "translator"}
# Literals that are always text keys.
KEY = re.compile(r"(feed-error|follow-error|error|storage|delivery|digest-title)-[a-z0-9-]+")
TAGS = re.compile(r"<(/?)(\w+)[^>]*>")


@cache
def messages(locale: str) -> dict[str, fluent.Message]:
    found: dict[str, fluent.Message] = {}
    for path in sorted((FOLDER / locale).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            assert not isinstance(entry, fluent.Junk), f"{path}: {entry.content}"
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {locale}"
                found[entry.id.name] = entry
    return found


class Parts(Visitor):
    def __init__(self) -> None:
        self.arguments: set[str] = set()
        self.references: set[str] = set()
        self.selects: list[fluent.SelectExpression] = []

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.arguments.add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:
        self.references.add(node.id.name)

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:
        self.selects.append(node)
        self.generic_visit(node)


def parts(message: fluent.Message) -> Parts:
    visitor = Parts()
    visitor.visit(message)
    return visitor


def arguments(locale: str, key: str) -> set[str]:
    """Return the arguments of a text, including those of texts that it refers to."""
    found = parts(messages(locale)[key])
    return found.arguments.union(*(arguments(locale, name) for name in found.references))


def sources() -> Iterator[ast.Module]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            yield ast.parse(path.read_text("utf-8"))


@cache
def keys_in_code() -> tuple[frozenset[str], frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return keys in the code: certain ones, all literals, and patterns of keys that are put together."""
    said: set[str] = set()
    literals: set[str] = set()
    shapes: set[str] = set()
    for tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literals.add(node.value)
                if KEY.fullmatch(node.value) and not node.value.endswith("-"):
                    said.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                fixed = [part.value for part in node.values if isinstance(part, ast.Constant)]
                if "-" in "".join(map(str, fixed)) and max(len(str(text)) for text in fixed) > 4:
                    shapes.add(
                        "".join(
                            re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+"
                            for part in node.values
                        )
                    )
            elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                value = node.args[0].value
                if name in SPEAKERS and isinstance(value, str) and re.fullmatch("[a-z][a-z0-9-]*-[a-z0-9-]+", value):
                    said.add(value)
    return frozenset(said), frozenset(literals), tuple(re.compile(shape) for shape in sorted(shapes))


def test_every_locale_has_its_folder_and_no_other_has() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_every_text_in_the_same_file(locale: str) -> None:
    names = {path.name for path in (FOLDER / "en").glob("*.ftl")}
    assert {path.name for path in (FOLDER / locale).glob("*.ftl")} == names
    # Needed only by languages that write weekdays in lower case within a line.
    own = set(messages(locale)) - {"weekday-low"}
    assert own == set(messages("en"))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_takes_the_same_arguments_in_every_locale(locale: str) -> None:
    differing = {key for key in messages("en") if arguments(locale, key) != arguments("en", key)}
    assert not differing


def test_every_key_in_the_code_stands_in_the_locales() -> None:
    said, _, _ = keys_in_code()
    assert len(said) > 100  # shows that reading the code works
    missing = sorted(said - set(messages("en")))
    assert not missing


def test_no_text_stands_in_the_locales_in_vain() -> None:
    _, literals, shapes = keys_in_code()
    referred = set().union(*(parts(message).references for message in messages("en").values()))
    unused = [
        key
        for key in messages("en")
        if key not in literals and key not in referred and not any(shape.fullmatch(key) for shape in shapes)
    ]
    assert not unused


@pytest.mark.parametrize("locale", LOCALES)
def test_plurals_have_every_form_of_the_language(locale: str) -> None:
    """Only forms for whole numbers; the form for fractions may be the default."""
    rule = Locale.parse(locale).plural_form
    needed = {rule(number) for number in range(200)}
    for key, message in messages(locale).items():
        for select in parts(message).selects:
            names = {str(getattr(variant.key, "name", "")) for variant in select.variants}
            if names & {"zero", "one", "two", "few", "many", "other"}:
                assert needed <= names | {"other"}, f"{key}: {names}"
                if locale == "ru":
                    assert needed <= names, f"{key}: {names}"


@pytest.mark.parametrize("locale", LOCALES)
def test_markup_is_telegrams_and_every_tag_is_closed(locale: str) -> None:
    for key, message in messages(locale).items():
        text = FOLDER.joinpath(locale).name and _source(message)
        opened: list[str] = []
        for closing, tag in TAGS.findall(text):
            assert tag in ("b", "i", "code"), f"{key}: <{tag}>"
            if closing:
                assert opened.pop() == tag, key
            else:
                opened.append(tag)
        assert not opened, key
        assert "&" not in text, key


@pytest.mark.parametrize("locale", LOCALES)
def test_labels_of_buttons_and_toasts_are_plain_and_short(locale: str) -> None:
    t = TEXTS.translator(locale)
    for key in messages(locale):
        if key.endswith("-button") or key.startswith("button-"):
            assert "<" not in t(key), key
            assert len(t(key)) <= (200 if key == "button-old" else 30), key
        if key.startswith("command-"):
            assert 3 <= len(t(key)) <= 256
            assert "<" not in t(key)


@pytest.mark.parametrize("locale", LOCALES)
def test_texts_are_written_in_the_letters_of_their_language(locale: str) -> None:
    """A Latin letter among Cyrillic ones, or a letter of another alphabet, is a typing error."""
    own = {
        "ru": "а-яё", "ky": "а-яёңөү", "kk": "а-яёәғқңөұүһі", "tg": "а-яёғӣқӯҳҷ", "uz": "a-zʻʼ", "en": "a-z’",
    }[locale]  # fmt: skip
    for key, message in messages(locale).items():
        shown = re.sub(r"https?://\S*|[/@]\w+|\b\w+:\w*", " ", visible(_source(message)))
        for word in re.findall(r"[^\W\d_]+", shown.lower()):
            if word in {
                "rss",
                "atom",
                "opml",
                "http",
                "https",
                "utc",
                "kg",
                "kz",
                "uz",
                "tj",
                "d",
                "source",
                "proxies",
            }:
                continue
            assert re.fullmatch(f"[{own}]+", word), f"{key}: {word}"


def test_uzbek_has_its_own_apostrophes() -> None:
    for key, message in messages("uz").items():
        assert not re.search("[oOgG]['’‘`]", _source(message)), key


@pytest.mark.parametrize("locale", LOCALES)
def test_quotation_marks_are_those_of_the_language_and_come_in_pairs(locale: str) -> None:
    """Straight marks stand only where a reader types them, and an apostrophe is never a straight one."""
    first, last = "“”" if locale in ("en", "uz") else "«»"
    for key, message in messages(locale).items():
        text = _source(message)
        marks = re.findall('[«»“”„"]', text if key != "search-usage" else text.replace('"', ""))
        assert marks == [first, last] * (len(marks) // 2), key
        assert "'" not in text, key


@pytest.mark.parametrize("locale", LOCALES)
def test_the_fields_that_a_search_explains_are_understood(locale: str) -> None:
    names = {name_key(title): key for key, title in titles_of(load_topics(ROOT / "catalogue"))[locale].items()}
    explained = re.findall(r"[^\W\d_]+:[^\W_]+", TEXTS.translator(locale)("search-usage"))
    assert len(explained) == 5
    for field in explained:
        found = parse(field, now=datetime(2026, 11, 24, tzinfo=UTC), topics=names)
        assert not found.words, f"{field} is searched for as words"


@pytest.mark.parametrize("locale", LOCALES)
def test_privacy_names_how_long_deliveries_and_suggestions_are_kept(locale: str) -> None:
    assert re.findall(r"\d+", _source(messages(locale)["privacy"])) == [str(DELIVERIES_KEPT.days), str(KEPT.days)]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    for locale in LOCALES:
        (tmp_path / locale).mkdir()
    (tmp_path / "ky" / "start.ftl").write_text("start-done = Даяр\nthis is no text\n", "utf-8")
    with pytest.raises(TextsError, match=r"start\.ftl"):
        Texts(tmp_path)


def test_what_a_locale_lacks_comes_in_english_and_what_nobody_has_as_its_key(tmp_path: Path) -> None:
    for locale in LOCALES:
        (tmp_path / locale).mkdir()
    (tmp_path / "en" / "start.ftl").write_text("start-done = Done\n", "utf-8")
    t = Texts(tmp_path).translator("ky")
    assert t("start-done") == "Done"
    assert t("no-such-text") == "no-such-text"


def test_arguments_are_escaped_in_html_and_left_alone_in_labels() -> None:
    t = TEXTS.translator("en")
    assert "a &lt;b&gt; &amp;amp;" in t.html("follow-added", words="a <b> &amp;")
    assert "a <b>" in t("follow-added", words="a <b>")


def _source(message: fluent.Message) -> str:
    """Return the whole text of a message, with all variants, and {…} for placeables."""
    found: list[str] = []

    class Collect(Visitor):
        def visit_TextElement(self, node: fluent.TextElement) -> None:
            found.append(node.value)

    Collect().visit(message)
    return "".join(found)
