"""Decoding bytes and garbled text: the original text is found, and correct text does not change."""

import random

import pytest

from feeds.parsing.decode import decode, without_doctype
from feeds.parsing.mojibake import mended

WORDS = (
    "Мост через реку открыт",
    "Қазақстанда жаңа мектеп ашылды",
    "Өзгөчө кырдаалдар кызматы эскертет",
    "Oʻzbekistonda yangi koʻprik ochildi",
    "O’qituvchilar — bugun",
    "Ҳукумати Тоҷикистон ӯҳдадориҳо",
    "Мост открыт 😀 «сегодня» № 5",
    "Türkmenistanda täze köpri açyldy",
    "Ёлка",
)


def taken_for(encoding: str, text: str) -> str:
    """Return the text's UTF-8 bytes decoded with another encoding; undefined bytes become control characters."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp1251"])
def test_utf_8_that_was_encoded_twice_is_made_whole(encoding: str, words: str) -> None:
    document = f"<rss><title>{taken_for(encoding, words)}</title></rss>"
    assert decode(document.encode()) == f"<rss><title>{words}</title></rss>"


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_utf_8_that_was_encoded_three_times_is_made_whole(encoding: str, words: str) -> None:
    assert mended(taken_for(encoding, taken_for(encoding, words))) == words


def test_of_a_document_only_the_garbled_items_are_mended() -> None:
    garbled = f"<t>{taken_for('cp1252', WORDS[0])}</t><t>{taken_for('cp1251', WORDS[1])}</t>"
    right = "<t>Мост закрыт</t><t>Café «Олимп»</t><t>GÜÝÇ»</t>"
    assert decode((garbled + right).encode()) == f"<t>{WORDS[0]}</t><t>{WORDS[1]}</t>{right}"


def test_one_byte_letters_that_were_taken_for_latin_are_made_whole() -> None:
    words = "Привет, друзья мира"
    for encoding in ("cp1251", "koi8-r"):
        assert mended(f"<t>{words.encode(encoding).decode('latin-1')}</t>") == f"<t>{words}</t>"
    assert mended("МОСТ ОТКРЫТ".encode("cp1251").decode("latin-1")) == "МОСТ ОТКРЫТ"


@pytest.mark.parametrize(
    "right",
    [
        "Ñandú, SÃO PAULO, «CAFÉ», OLÉ®, TSÜ™",
        "Il va à\u00a0«\u00a0Paris\u00a0», déjà… naïve — où ?",
        "«GÜÝÇ» — TÜRKMENISTANYŇ ÝÜZI, Aşgabat, Ä…",
        "20Ü°, Å², É³, SMÅ“",
        "Übergröße – Ärger… Öl»",
        "İstanbul'da ÇĞİÖŞÜ, Erdoğan",
        "СЁМГА, США», ТЎЙ, Сіє Вії, РФ — «Р», Ельцин",
        "ЎЗБЕКИСТОН, ҲУРМАТ, ЌЌ",
        "Почта показала «Ð¼Ð¾ÑÑ‚» вместо слова «мост»",
        "Вместо «мост» видят «РјРѕСЃС‚»",
        "Café Å la Ø, Ísland: Það er ð",
        "ROMÂ», «Â», «\xa0Â\xa0», Â, Â… Âge\xa0: 5",
    ],
)
def test_what_was_right_stays_letter_by_letter(right: str) -> None:
    assert mended(right) == right


# Lower case, capitals, and characters before and after a word.
_ALPHABETS = (
    ("àâçéèêëîïôöùûüœaeiounrst", "ÀÂÇÉÈÊËÎÏÔÖÙÛÜŒAEST", "«“‘ —", "»”’…™®.!"),
    ("äöüßaeinrst", "ÄÖÜAEST", "„‚»—", "“‘«…–.!"),
    ("äçňöşüýžaenrst", "ÄÇŇÖŞÜÝŽAEST", "«“—", "»”…."),
    ("ñáéíóúüaeions", "ÑÁÉÍÓÚÜAES", "«“¿¡", "»”…ºª.!"),
    ("абвгдеёжзийклмнрсту", "РСТУВАЕЖЎҚҒҲ", "«“—№", "»”…."),
    ("абвгдеёиіңөүқғһәј", "РСТУВАЕІҢӨҮҚҒ", "«“—№", "»”…."),
)


@pytest.mark.parametrize("alphabet", _ALPHABETS)
@pytest.mark.parametrize("seed", range(20))
def test_texts_of_one_language_are_never_mended(alphabet: tuple[str, ...], seed: int) -> None:
    small, capital, before, behind = alphabet
    rng = random.Random(seed)

    def word() -> str:
        letters = "".join(rng.choices(small, k=rng.randint(0, 7)))
        letters = letters.upper() if rng.random() < 0.2 else letters
        parts: list[str] = [rng.choice(["", *before]), rng.choice(["", *capital]), letters, rng.choice(["", *behind])]
        return "".join(parts)

    text = " ".join(word() for _ in range(80))
    assert mended(text) == text


@pytest.mark.parametrize("sign", ["\x93закон\x94 \x97 суров\x85", "&#147;закон&#148; &#151; суров&#133;"])
def test_windows_signs_are_read_as_browsers_read_them(sign: str) -> None:
    from feeds.parsing.sections import repaired

    assert repaired(decode(f"<t>{sign}</t>".encode())) == "<t>“закон” — суров…</t>"


def test_control_bytes_of_text_declared_latin_are_signs() -> None:
    document = '<?xml version="1.0" encoding="iso-8859-1"?><t>\x93caf\xe9\x94 \x96 \x80 5</t>'.encode("latin-1")
    assert decode(document).endswith("<t>“café” – € 5</t>")


@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", "koi8-r", "iso-8859-1", "utf-16", "x-unknown", ""])
@pytest.mark.parametrize("http", ["utf-8", "windows-1251", "koi8-r", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "koi8-r", "iso8859-5", "cp866"])
def test_an_encoding_is_believed_only_where_it_makes_words(encoding: str, declared: str, http: str) -> None:
    words = "<t>Над рекой открыли новый мост, жители двух берегов ждали его больше года</t>"
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    kind = f"application/rss+xml; charset={http}" if http else "application/rss+xml"
    assert decode((prolog + words).encode(encoding), kind) == prolog + words


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r"])
def test_a_template_s_mark_before_another_encoding_is_not_believed(encoding: str) -> None:
    words = "<t>Над рекой открыли новый мост, жители ждали его больше года</t>"
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        assert decode(mark + words.encode(encoding)) == words


def test_items_in_an_encoding_of_their_own_are_read_beside_others() -> None:
    first, second, third = "Над рекой открыли мост", "Жители ждали его больше года", "Café Олимп"
    body = f"<t>{first}</t><t>".encode() + second.encode("cp1251") + f"</t><t>{third}</t>".encode()
    assert decode(body) == f"<t>{first}</t><t>{second}</t><t>{third}</t>"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("document", ['{"title": "Мост"}', "<t>Мост</t>", "\n<t>Мост</t>"])
def test_wide_encodings_need_no_mark(encoding: str, document: str) -> None:
    assert decode(document.encode(encoding)) == document


@pytest.mark.parametrize(
    ("document", "left"),
    [
        ('<?xml version="1.0" encoding="UTF-8"><rss>a?></rss>', "<rss>a?></rss>"),
        ("<!-- без конца <rss/>", "без конца <rss/>"),
        ('<!DOCTYPE rss [<!ENTITY a "b"> <rss/>', "<rss/>"),
        ('<?xml version="1.0"?><!DOCTYPE rss><!-- a --><rss/>', "<rss/>"),
    ],
)
def test_a_prolog_that_is_not_closed_costs_no_document(document: str, left: str) -> None:
    assert without_doctype(document) == left


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "iso-8859-5"])
def test_a_declared_encoding_is_believed_where_a_few_letters_do_not_speak_against_it(encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><title>Ош</title></channel></rss>'
    assert decode(document.encode(encoding)) == document


def test_characters_encoded_in_two_halves_are_read_whole() -> None:
    halves = "Победа \ud83d\ude00, мост\ud83d открыт".encode("utf-8", "surrogatepass")
    assert decode(b"<t>" + halves + b"</t>") == "<t>Победа 😀, мост открыт</t>"
    cyrillic = "<t>Над рекой открыли новый «Вагон»… и жители ждали</t>"
    assert decode(cyrillic.encode("cp1251")) == cyrillic


@pytest.mark.parametrize("sign", ["\xa0", "°", "«", "»", "©", "±", "½"])
def test_what_is_left_before_a_sign_that_was_encoded_twice_goes(sign: str) -> None:
    for words in ("Цена 5{0}000 сом", "Opened.{0}The bridge", "Дорога{0}Север"):
        assert mended(words.format(f"\xc2{sign}")) == words.format(sign)
    assert mended(taken_for("cp1252", taken_for("cp1252", f"Мост{sign}"))) == f"Мост{sign}"


def test_an_uzbek_letter_that_was_encoded_twice_is_made_whole_behind_a_capital() -> None:
    for words in ("Oʻzbekiston", "Gʻallaorol", "Oʼqtam"):
        assert mended(taken_for("cp1252", words)) == words
    assert mended("VOCÊ» ALÔ»") == "VOCÊ» ALÔ»"
