"""Words in markup: none is lost, none is taken for a tag, and each letter is examined only a few times."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from text.clean import clean, clean_title, html_to_text
from text.markup import Form
from text.phrases import Phrases
from text.service_lines import _SENTENCE_END, _Ends
from text.spaces import tidied
from text.tag_scanner import Scanner


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<![CDATA[Парламент принял закон]]>", "Парламент принял закон"),
        ("&lt;![CDATA[Парламент <b>принял</b> закон]]&gt;", "Парламент принял закон"),
        ("<![CDATA[Парламент принял закон", "Парламент принял закон"),
        ("&amp;lt;p&amp;gt;Мост&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;открыт&amp;lt;/p&amp;gt;", "Мост\nоткрыт"),
        ("<p>Мост &amp;amp;laquo;Север&amp;amp;raquo;</p>", "Мост «Север»"),
        ("<!-- Мост открыт -->", "Мост открыт"),
        ("<!-- <p>Мост</p> открыт", "Мост\nоткрыт"),
        ("<noscript>Мост открыт</noscript>", "Мост открыт"),
        ("<template><p>Мост открыт</p></template>", "Мост открыт"),
        ("<plaintext>Мост открыт", "Мост открыт"),
        ("<xmp>Мост</xmp><listing>открыт</listing>", "Мост\nоткрыт"),
        ("<script>показать('да')<p>Мост открыт</p>", "Мост открыт"),
        ("<style>b{}<br>Мост открыт", "Мост открыт"),
        ("a]]>b -> c --> d", "a]]>b -> c --> d"),
        ("<script>alert('Мост')</script>", ""),
        ("<img alt='a > b' src=x>", ""),
    ],
)
def test_what_had_words_has_them_afterwards(markup: str, words: str) -> None:
    assert html_to_text(markup) == words


# An element that is dropped with its contents, left unclosed in every way that publishers do.
@pytest.mark.parametrize("name", ["iframe", "svg", "video", "audio", "object", "noscript", "form", "nav", "figcaption"])
@pytest.mark.parametrize("form", ["<{0} src='x'/>", "<{0}/>", "<{0} src='x'>", "<{0}></{0}>", "<{0}><{0}>x</{0}>"])
def test_a_dropped_element_never_swallows_what_follows(name: str, form: str) -> None:
    markup = f"<p>Видео.</p>{form.format(name)}<p>Школа получила автобус.</p><{name}>кадр</{name}><p>Конец.</p>"
    assert html_to_text(markup) == "Видео.\nШкола получила автобус.\nКонец."


@pytest.mark.parametrize("name", ["s", "del", "strike"])
def test_what_a_publisher_has_struck_out_is_no_longer_told(name: str) -> None:
    markup = f"<p><{name}>Погибли 12 человек.</{name}> Никто не погиб.</p>"
    assert html_to_text(markup) == "Никто не погиб."
    assert clean_title(f"<{name}>Дорога закрыта</{name}> Дорога открыта") == "Дорога открыта"
    assert html_to_text(f"<{name}>Погибли 12 человек.</{name}>") == "Погибли 12 человек."
    assert html_to_text(f"<{name}>Никто не погиб, сообщили врачи.") == "Никто не погиб, сообщили врачи."


def test_what_is_struck_out_by_a_style_is_no_longer_told() -> None:
    struck = '<span style="color:red; text-decoration: line-through">Погибли <b>12</b> человек.</span>'
    assert html_to_text(f"<p>{struck} Никто не погиб.</p>") == "Никто не погиб."
    assert html_to_text("<p><span style='text-decoration:none'>Никто</span> не погиб.</p>") == "Никто не погиб."
    assert html_to_text("Зачёркнуто (line-through) <b>слово</b>.") == "Зачёркнуто (line-through) слово."


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("10<sup>6</sup> тонн", "10⁶ тонн"),
        ("Погибли 5<sup><a href='#note1'>[1]</a></sup> человек", "Погибли 5¹ человек"),
        ("<b>2025</b><sup class=x>1</sup> год", "2025¹ год"),
        ("5 км<sup>2</sup>, 25<sup>th</sup>", "5 км2, 25th"),
    ],
)
def test_a_power_and_a_footnote_do_not_change_the_number_before_them(markup: str, words: str) -> None:
    assert html_to_text(markup) == clean_title(markup) == words


@pytest.mark.parametrize(
    "script", ["<script src=x />", "<script src=x>", "<script src=x></script>", "<SCRIPT>a</Script>"]
)
def test_a_script_swallows_its_own_code_alone(script: str) -> None:
    markup = f"<p>Видео.</p>{script}<p>Школа.</p><script>if (a<b) {{}}</script><figure><img><p>Конец.</p>"
    assert html_to_text(markup) == "Видео.\nШкола.\nКонец."


@pytest.mark.parametrize(
    "words",
    [
        "1 < 2 и 3 > 2, я <3 горы",
        "<<Барқарор>> ордени",
        "Vec<T>, Map<Ключ, Значение> и List<String>",
        "<https://a.example/1> <имя@a.example> <so-called>",
        "x<y и a<b c",
        "?id=5&region=1&copy=2 R&D, AT&T",
    ],
)
def test_what_is_no_tag_of_html_is_words(words: str) -> None:
    assert html_to_text(words) == words
    assert clean_title(words) == words


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<a href='x>Мост</a> открыт <a href='y'>сегодня</a>", "Мост открыт сегодня"),
        ('<p data-caption="<b>Вид</b>">Мост</p>', "Мост"),
        ("Мост открыт <a hre", "Мост открыт"),
        ("Мост открыт <img src='x", "Мост открыт"),
        ("<o:p>Мост</o:p> <x-tag a=1>открыт</x-tag>", "Мост открыт"),
        ("Мост</x-video> открыт</nav>", "Мост открыт"),
        ("<!DOCTYPE html><?xml version='1.0'?><p>Мост<![if !IE]> открыт<![endif]>", "Мост открыт"),
    ],
)
def test_broken_tags_cost_no_words(markup: str, words: str) -> None:
    assert html_to_text(markup) == words


@pytest.mark.parametrize(
    ("title", "form", "shown"),
    [
        ("Можно ли <col> внутри <colgroup>", Form.TEXT, "Можно ли <col> внутри <colgroup>"),
        ("Можно ли <col> внутри <colgroup>", Form.UNSAID, "Можно ли <col> внутри <colgroup>"),
        ("Можно ли <col> внутри <colgroup>", Form.HTML, "Можно ли <col> внутри <colgroup>"),
        ("Разница <b>и</b> &amp; между", Form.TEXT, "Разница <b>и</b> &amp; между"),
        ("Мост <b>открыт</b> &amp; украшен", Form.UNSAID, "Мост открыт & украшен"),
        ("<b>Мост</b> &laquo;Север&raquo;", Form.HTML, "Мост «Север»"),
        ("<b>Мост открыт", Form.HTML, "Мост открыт"),
        ("<![CDATA[Мост открыт]]>", Form.HTML, "Мост открыт"),
        ("<button>Мост открыт</button>", Form.HTML, "Мост открыт"),
        ("<noscript>Мост</noscript>", Form.HTML, "Мост"),
        ("<object>Мост</object>", Form.HTML, "Мост"),
        ("std::vector<int>, List<a> и Мост<br>открыт", Form.HTML, "std::vector<int>, List<a> и Мост открыт"),
        ("Мост<b>ы</b> открыт", Form.HTML, "Мосты открыт"),
        ("<Time to act>", Form.HTML, "<Time to act>"),
        ("<Парламент принял закон>", Form.HTML, "<Парламент принял закон>"),
        ("<img src=x onerror=alert(1)>", Form.HTML, ""),
    ],
)
def test_a_title_is_shown_as_its_feed_means_it(title: str, form: Form, shown: str) -> None:
    assert clean_title(title, form) == shown


@pytest.mark.parametrize("reference", ["&#{};", "&#x{:X};", "&amp;#{};"])
def test_letters_whose_bytes_were_made_references_are_letters(reference: str) -> None:
    words = "Сессия Жогорку Кеңеша: «чтение» закона"
    assert html_to_text("".join(map(reference.format, words.encode()))) == words
    assert html_to_text("&#209;&#8212;&#178;") == "Ñ—²"


def test_windows_references_are_signs() -> None:
    assert html_to_text("&#147;закон&#148; &#151; <b>суров&#133;</b>") == "“закон” — суров…"


class Counted(str):
    """A text that counts the letters searched by `find`, because profiles do not count C code."""

    searched = 0

    def find(self, *arguments: Any) -> int:
        found = super().find(*arguments)
        _, start, end = (*arguments, 0, len(self))[:3]
        Counted.searched += (found if found >= 0 else end) - start
        return found


def steps(work: Callable[[], object]) -> int:
    """Return how many functions are called, including Python's own."""
    count = 0

    def notice(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(notice)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


_UNITS = [
    "<div>", "<b>", "<b", "<", "<a x=1 ", "<a b='", "<a b='\"", '<a b==">', "<!--", "<![CDATA[", "<script>",
    "<script src=x>", "<svg>", "<svg></svg>", "<form>", "<?x ", "]]>", "&", "&lt;b&gt;", "&amp;", "<p>а</p>", "</p>",
    "<t> ",
]  # fmt: skip


@pytest.mark.parametrize("unit", _UNITS)
def test_markup_of_any_make_takes_steps_in_proportion_to_its_length(unit: str) -> None:
    assert steps(lambda: html_to_text(unit * 2000)) <= 4.4 * steps(lambda: html_to_text(unit * 500)) + 200


@pytest.mark.parametrize("unit", _UNITS)
def test_the_tags_of_markup_are_found_by_looking_at_each_letter_a_few_times(unit: str) -> None:
    for number in (500, 2000):
        markup, Counted.searched = Counted(unit * number), 0
        list(Scanner(markup).tags())
        assert Counted.searched <= 8 * len(markup)


@pytest.mark.parametrize(
    "unit",
    ["[Видео/", "(Фото: а ", "Читайте также: «А» ", "Читайте также: а» ", ". ", "Фото: А ", "подписывайтесь ", "© "],
)
def test_service_lines_take_steps_in_proportion_to_the_length_of_a_line(unit: str, phrases: Phrases) -> None:
    clean(unit, phrases)
    assert steps(lambda: clean(unit * 2000, phrases)) <= 4.4 * steps(lambda: clean(unit * 500, phrases)) + 400


def test_the_end_of_a_sentence_is_looked_for_once() -> None:
    line = "Читайте также: а» " * 500
    ends = _Ends(line)
    searches = steps(lambda: [ends.after(position) for position in range(0, len(line), 18)])
    assert ends.after(0) == len(line)
    assert searches <= 500 + 10
    assert [match.start() for match in _SENTENCE_END.finditer("." * 5000 + "а. б?! в")] == [5001, 5004]


def test_no_letter_keeps_more_accents_than_a_language_writes() -> None:
    assert tidied("а" + "\u0301\u0327" * 1000) == tidied("а" + "\u0301\u0327" * 15)
    assert tidied("е\u0308 и\u0306 Ё") == "ё й Ё"
