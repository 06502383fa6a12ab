"""The lexicon: valid rows, refused rows, and what is found among the words of a text."""

import pytest

from text.lexicon.lexicon import Lexicon
from text.lexicon.rows import faults_among, read_rows

ROWS = """\
id\tabout\tru\tky\tkk\tuz\ttg\ten
# a comment
fire\taccidents\tпожар сгоре\tөрт\tөрт\tyong'in\tсӯхтор\tfire= blaze
flood\taccidents\tпавод=\tташкын суу_ташк\tтасқын\ttoshqin\tобхезӣ\tflood
water\t-\tвод= вода= воды=\tсуу\tсу\tsuv\tоб\twater
police\tlaw-and-crime\tполиц\tички_иштер\tполиция\tichki_ishlar\t-\tpolice
peace\tforeign-affairs\tмир={war}\t-\t-\t-\tсулҳ\tpeace
war\tsecurity\tвойн= война=\tсогуш\tсоғыс\turush\tҷанг\twar=
house\t-\tдом!\t-\t-\t-\t-\t-
un\tforeign-affairs\tоон!\tбуу!\tбұұ!\tbmt=\tсмм!\tun!
place:osh\tkg\tош=\tош=\tош=\to'sh=\tӯш=\tosh!
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    rows, faults = read_rows("news.tsv", ROWS.splitlines())
    assert not faults
    return Lexicon(row for _, row in rows)


def found(lexicon: Lexicon, text: str, language: str) -> list[str]:
    return [mention.id for mention in lexicon.mentions(text.split(), language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "пожаров пожарный", ["fire", "fire"]),  # a beginning of five letters
        ("ky", "өрттү өрттөн өртүндө", ["fire"] * 3),  # a short word with grammatical endings
        ("ky", "өртмөл", []),  # not a grammatical ending
        ("kk", "суда судың сурет", ["water", "water"]),
        ("uz", "suvni suvlarning suvenir", ["water", "water"]),
        ("uz", "сувни ёнғин", ["water", "fire"]),  # in Cyrillic letters as well
        ("ky", "суу ташкынынан суунун", ["flood", "water"]),  # neighbouring words before the single word
        ("ky", "ички иштер министри", ["police"]),
        ("ky", "ички саясат", []),
        ("ru", "дом дома домой", ["house"]),  # exactly this word
        ("en", "fires fired fireplace", ["fire", "fire"]),
        ("ru", "оше ошибка", ["place:osh"]),
        ("tg", "обро оби обуна", ["water", "water"]),
        ("kk", "бұұ-ның бұұ-да бұұ-база", ["un", "un"]),  # an abbreviation's ending follows a hyphen
        ("tg", "смм-ро смм смм-парламент", ["un", "un"]),
        ("uz", "bmt-ning bmtning", ["un", "un"]),
        ("ru", "дом-музей", []),
        ("xx", "пожар", []),
    ],
)
def test_words_name_things(lexicon: Lexicon, language: str, text: str, expected: list[str]) -> None:
    assert found(lexicon, text, language) == expected


def test_an_ambiguous_word_counts_only_beside_what_decides(lexicon: Lexicon) -> None:
    assert found(lexicon, "мира после войны", "ru") == ["peace", "war"]
    assert found(lexicon, "мира искусства", "ru") == []


def test_a_mention_says_where_it_stands(lexicon: Lexicon) -> None:
    (flood,) = lexicon.mentions(["кечээ", "суу", "ташкыны", "болду"], "ky")
    assert (flood.start, flood.length) == (1, 2)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("fire\taccidents\tпожар", "3 columns instead of 8"),
        ("Пожар\t-\tпожар\t-\t-\t-\t-\t-", "not an id"),
        ("fire\t-\t-\t-\t-\t-\t-\t-", "no language has a form"),
        ("fire\t-\tпoжар\t-\t-\t-\t-\tfire", "letters of the language"),  # a Latin o
        ("fire\t-\tөрт\tөрт\t-\t-\t-\t-", "letters of the language"),
        ("fire\t-\tп\t-\t-\t-\t-\tfire", "too short"),
        ("fire\t-\tмир{war\t-\t-\t-\t-\tfire", "braces"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(line: str, reason: str) -> None:
    _, faults = read_rows("news.tsv", ["# first", line])
    assert [(fault.file, fault.line) for fault in faults] == [("news.tsv", 2)]
    assert reason in str(faults[0])


def test_a_form_that_cannot_be_read_leaves_the_others() -> None:
    rows, faults = read_rows("news.tsv", ["fire\t-\tпoжар сгоре\t-\t-\t-\t-\tblaze"])
    assert len(faults) == 1
    assert found(Lexicon(row for _, row in rows), "сгорел", "ru") == ["fire"]


@pytest.mark.parametrize(
    "form",
    [
        "пожар",
        "пожар!",
        "пожар=",
        "ук-",
        "у-",
        "у=",
        "у!",
        "п",
        "п{war}",
        "пр{war}",
        "пожар{war}",
        "пожар{a,b}",
        "пожар{}",
        "пожар{war",
        "пожар}war",
        "чс-",
        "24=",
        "q-qq",
        "fire",
        "пoжар",
        "poжар",
        "пожар_fire",
        "пожар_пoжар",
        "_пожар",
        "пожар_",
        "пожар__суу",
        "суу!_таш=",
        "а_б",
        "а-б",
        "-аб",
        "аб=!",
        "аб!!=",
        "{war}",
        "=",
        "-",
        "!",
    ],
)
def test_a_form_is_judged_alike_beside_others_and_alone(form: str) -> None:
    """One pattern accepts most cells without faults; with a dash in it, a cell is read form by form."""
    alone, among = (read_rows("a.tsv", [f"fire\t-\t{cell}\t-\t-\t-\t-\tfire"]) for cell in (form, f"- {form}"))
    assert alone == among


def test_ids_that_stand_twice_and_gates_that_lead_nowhere_are_told() -> None:
    lines = ["fire\t-\tпожар\t-\t-\t-\t-\t-", "fire\t-\tогонь\t-\t-\t-\t-\t-", "peace\t-\tмир{truce}\t-\t-\t-\t-\t-"]
    rows, faults = read_rows("news.tsv", lines)
    assert not faults
    told = [str(fault) for fault in faults_among([("news.tsv", line, row) for line, row in rows])]
    assert told == [
        "news.tsv:2: 'fire' stands in news.tsv:1 already",
        "news.tsv:3: waits for 'truce', which no row has",
    ]


def test_a_file_s_header_names_its_columns() -> None:
    lines = ["id\tabout\ten\ttlh\tru", "fire\taccidents\tfire\tqul\tпожар"]
    ((_, row),), faults = read_rows("a.tsv", lines)
    assert not faults
    assert row.written.keys() == {"en", "ru"}
    assert row.forms("ru")[0].words[0].letters == "пожар"
