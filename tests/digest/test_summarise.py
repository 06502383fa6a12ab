"""Summaries: sentences of the articles, understandable by themselves, without repetition."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.summarise import summarise
from tests.builders import article, texts
from text.annotate import ArticleReader
from text.lexicon.lexicon import Lexicon
from text.phrases import Phrases
from text.sentences import split

FIRE = "Ночью в Токмоке сгорел склад с сахаром"


def test_the_opening_of_an_article_stays_and_is_traced_to_it() -> None:
    one = article(1, f"{FIRE}.", "Площадь пожара составила 600 метров.", "Склад построили в прошлом году.")
    summary = summarise([one])
    assert texts(summary) == list(one.sentences[:2])
    assert [(sentence.source, sentence.url) for sentence in summary] == [(one.source, one.url)] * 2


@pytest.mark.parametrize(
    "reminder",
    [
        "Напомним, в марте здесь горел рынок.", "Ранее сообщалось о поджоге рынка.",
        "Эске салсак, мартта базар күйгөн.",
        "Еске салсақ, наурызда базар өртенген.", "Eslatib o‘tamiz, mart oyida bozor yongan.",
        "Ёдовар мешавем, ки дар моҳи март бозор сӯхт.", "As reported earlier, a market burnt in March.",
        "К слову, рынок горел в марте.",
    ],
)  # fmt: skip
def test_a_reminder_is_never_a_first_choice(reminder: str, phrases: Phrases) -> None:
    rest = "Пострадавших нет, сообщили спасатели."
    for told in (article(1, reminder, f"{FIRE}.", rest), article(1, f"{FIRE}.", reminder, rest)):
        assert texts(summarise([told], phrases=phrases)) == [f"{FIRE}.", rest]


def test_a_reminder_an_operator_adds_is_no_first_choice_either(reader: ArticleReader, phrases: Phrases) -> None:
    taught = ArticleReader((), replace(phrases, recalls=(*phrases.recalls, "из архива")), Lexicon(()))
    text = "Из архива: в марте здесь горел рынок. Ночью в Токмоке сгорел склад. Пострадавших нет."
    assert taught.annotate(None, text).sentences[0] == "Ночью в Токмоке сгорел склад."
    archived = article(1, *text.replace(". ", ".|").split("|"))
    knowing = replace(phrases, recalls=("из архива",))
    assert texts(summarise([archived], phrases=knowing))[0] == "Ночью в Токмоке сгорел склад."
    assert reader.annotate(None, text).sentences[0].startswith("Из архива")


def test_what_points_back_stands_only_behind_what_it_points_to() -> None:
    dangling = "Он также пообещал жителям новую дорогу."
    behind = article(1, "Аким Таласа открыл школу.", dangling, "Школу строили три года.")
    assert texts(summarise([behind])) == ["Аким Таласа открыл школу.", dangling]
    alone = article(1, dangling, "Аким Таласа открыл школу.", "Школу строили три года.")
    assert texts(summarise([alone])) == ["Аким Таласа открыл школу.", "Школу строили три года."]


@pytest.mark.parametrize(
    ("language", "openings"),
    [
        ("ru", ("По его словам, дорогу откроют.", "Кроме него, в школе работают трое.", "Этой школы ждали все.")),
        ("ky", ("Ал мектепти кечээ ачты.", "Мындай чечимди айыл кеңеши кабыл алды.", "Алардын айтымында, мектеп жакшы.",
                "Аны эл куту менен тосту.", "Аталган мектеп эки кабаттуу болот.")),
        ("kk", ("Ол мектеп кеше ашылды.", "Бұл мектеп екі қабатты болады.", "Олардың айтуынша, мектеп жақсы.",
                "Оған барлық ата-ана қуанды.")),
        ("uz", ("Bunday maktablar juda ko‘p emas.", "Ularning aytishicha, maktab yaxshi.", "O‘sha maktab ikki qavatli.",
                "Унга барча ота-оналар қувонди.")),
        ("tg", ("Чунин мактабҳо хеле каманд.", "Вайро мардум истиқбол кард.", "Ба гуфтаи онҳо, мактаб хуб аст.")),
        ("en", ("She opened a new school.", "Those children walk to school.")),
    ],
)  # fmt: skip
def test_a_summary_does_not_begin_with_a_pronoun_in_any_case(language: str, openings: tuple[str, ...]) -> None:
    rest = "Ущерб владельцы оценили в 12 миллионов сомов."
    for opening in openings:
        assert texts(summarise([article(1, opening, f"{FIRE}.", rest, language=language)])) == [f"{FIRE}.", rest], (
            opening
        )


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "U.S. officials visited the mines of Naryn on Monday."), ("en", "This year fifty schools open in Osh."),
        ("ky", "Бул жылы Ошто элүү мектеп ачылат."), ("ky", "Он киши суу алган үйлөрүнөн көчүрүлдү."),
        ("kk", "Бұл аптада Таразда қар жауады."), ("kk", "Он мектеп биыл қыркүйекте ашылады."),
        ("uz", "Bu yil Toshkentda ellikta maktab ochiladi."), ("uz", "Бу йил Тошкентда элликта мактаб очилади."),
        ("tg", "Ин ҳафта дар Хуҷанд борон меборад."), ("ru", "Эта зима в Чуйской долине выдалась сухой."),
        ("ru", "Этой зимой в Оше построят три школы."), ("uz", "U.S. kompaniyasi Toshkentda maktab quradi."),
    ],
)  # fmt: skip
def test_a_year_a_number_or_a_country_points_at_nothing_named_before(language: str, opening: str) -> None:
    told = article(1, opening, "Пострадавших нет, сообщили спасатели.", f"{FIRE}.", language=language)
    assert texts(summarise([told]))[0] == opening


def test_who_told_it_is_no_second_sentence() -> None:
    told = article(1, f"{FIRE}.", "Об этом сообщает «Тандем».", "Огонь охватил весь двор склада.")
    assert texts(summarise([told])) == [f"{FIRE}.", "Огонь охватил весь двор склада."]
    for language, attribution in (
        ("ky", "Бул тууралуу ӨКМнын басма сөз кызматы билдирди."),
        ("kk", "Бұл туралы ТЖМ баспасөз қызметі хабарлады."),
        ("uz", "Bu haqda FVV matbuot xizmati xabar berdi."),
        ("tg", "Дар ин бора наҷотдиҳандагон хабар доданд."),
        ("en", "This was reported by the fire service."),
    ):
        told = article(1, f"{FIRE}.", attribution, "Огонь охватил весь двор склада.", language=language)
        assert attribution not in texts(summarise([told])), language
    told = article(1, f"{FIRE}.", "Об этом сообщил владелец склада, который видел, как начался пожар.")
    assert len(summarise([told])) == 2


def test_an_opening_that_keeps_nothing_of_the_headline_makes_room_for_what_does() -> None:
    told = article(
        1,
        "Осень в Чуйской долине выдалась сухой и ветреной.",
        "Жители давно просили поставить здесь гидранты.",
        "Минувшей ночью в Токмоке сгорел склад с сахаром.",
        "Ущерб владельцы оценили в 12 миллионов сомов.",
        headline="В Токмоке сгорел склад с сахаром: ущерб 12 миллионов",
    )
    assert texts(summarise([told])) == list(told.sentences[2:])
    assert texts(summarise([replace(told, headline="Сухая осень в Чуйской долине")])) == list(told.sentences[:2])


@pytest.mark.parametrize(
    "lacking",
    [
        ("«Мы ждали врача целый день.", "Он приехал вечером», — сказал владелец."),
        ("«Мы ждали врача целый день.", "Свет погас.", "Он приехал вечером», — сказал владелец."),
        ("“We waited for the doctor all day.", "He came in the evening,” the owner said."),
        ("Воды нет на следующих улицах:",),
    ],
)
def test_a_part_of_a_quotation_and_the_announcement_of_a_list_are_no_second_sentence(lacking: tuple[str, ...]) -> None:
    rest = "Ущерб владельцы оценили в 12 миллионов сомов."
    assert texts(summarise([article(1, f"{FIRE}.", *lacking, rest)])) == [f"{FIRE}.", rest]
    others = summarise([article(1, f"{FIRE}."), article(2, "Склад в Токмоке сгорел дотла.", *lacking, rest)])
    assert texts(others) == [f"{FIRE}.", rest]


def test_a_whole_quotation_and_a_quotation_mark_without_an_end_may_be_a_second_sentence() -> None:
    for second in ("«Пострадавших нет», — сказал спасатель.", "Склад «Кант и сын работал с весны."):
        told = article(1, f"{FIRE}.", second, "Ущерб владельцы оценили в 12 миллионов сомов.")
        assert texts(summarise([told])) == [f"{FIRE}.", second]


def test_a_part_of_a_quotation_is_better_than_no_second_sentence() -> None:
    told = article(1, f"{FIRE}.", "«Мы ждали врача целый день.", "Он приехал вечером», — сказал владелец.")
    assert texts(summarise([told])) == list(told.sentences[:2])


def test_a_summary_has_one_alphabet() -> None:
    latin = article(1, "Qarshida yangi ko‘prik ochildi.", "Yo‘l ikki kilometrga qisqardi.", language="uz")
    cyrillic = article(
        2, "Қаршида янги кўприк қуриб битказилди.", "Қурилишга йигирма миллион сўм сарфланди.", language="uz"
    )
    assert texts(summarise([latin, cyrillic])) == list(latin.sentences)
    assert texts(summarise([cyrillic, latin])) == list(cyrillic.sentences)


def test_no_two_sentences_say_the_same() -> None:
    one = article(1, f"{FIRE}.", "Склад с сахаром сгорел в Токмоке ночью.", "Пострадавших нет, сообщили спасатели.")
    assert texts(summarise([one])) == [f"{FIRE}.", "Пострадавших нет, сообщили спасатели."]


def test_many_articles_are_covered_together() -> None:
    told = [
        article(1, f"{FIRE}.", "Об этом сообщили спасатели утром."),
        article(2, "Склад в Токмоке сгорел дотла.", "Ущерб владельцы оценили в 12 миллионов сомов."),
        article(3, "Пожар на складе в Токмоке потушили.", "Ущерб составил 12 миллионов сомов, сказали владельцы."),
    ]
    first, second = summarise(told)
    assert (first.text, first.source) == (f"{FIRE}.", "Источник 1")
    assert "12 миллионов" in second.text
    assert second.source in ("Источник 2", "Источник 3")


def test_an_article_of_nothing_but_reminders_still_says_something(phrases: Phrases) -> None:
    only = "Напомним, в марте здесь горел рынок."
    assert texts(summarise([article(1, only)], phrases=phrases)) == [only]
    assert summarise([article(1)]) == ()
    assert summarise([]) == ()


sentences = st.lists(
    st.sampled_from(
        (
            f"{FIRE}.", "Он добавил, что помощь придёт.", "Напомним, рынок горел.", "Фото.", "…", "😀", "a",
            "По его словам, всё хорошо.", "Ущерб составил 12 миллионов.", "Пострадали 5 человек.", "Бишкек, 12 мая.",
            "Мост открыли в Оше.",
        )
    ),
    max_size=7,
)  # fmt: skip


@given(st.lists(sentences, max_size=4), st.integers(1, 4))
@settings(max_examples=150, deadline=None)
def test_every_sentence_stands_in_its_article(told: list[list[str]], count: int) -> None:
    articles = [article(number, *said) for number, said in enumerate(told)]
    by_source = {found.source: found for found in articles}
    summary = summarise(articles, sentences=count)
    assert len(summary) <= count
    for sentence in summary:
        assert any(sentence.text in said for said in by_source[sentence.source].sentences)
    assert len(set(texts(summary))) == len(summary)


def test_real_articles_are_summarised_in_their_own_words(data_dir: Path) -> None:
    for task in ("sum_title", "topic_ky"):
        for line in (data_dir / "quality" / f"{task}.in.jsonl").read_text("utf-8").splitlines()[:120]:
            text = json.loads(line)["text"]
            language = "ru" if task == "sum_title" else "ky"
            for count in (1, 2):
                found = summarise([article(1, *split(text), language=language)], sentences=count)
                assert all(sentence.text in text for sentence in found)
                assert bool(found) == bool(text.strip())
