"""Kazakh: agglutinative, with vowel harmony of back and front vowels."""

from functools import partial

from text.languages.endings import chain, either, harmonised, one_of
from text.languages.language import Hints, Language, Months, NameWords, Openers

_written = partial(harmonised, vowels="ае ыі")

_MAKING = _written("лIк", "DIк", "лIқ", "DIқ", "лI", "DI", "сIз", "шI", "шA", "дAй", "DAй") + " ғы гі қы кі"
_PLURAL = _written("LAр")
_OWNERS = _written("Iм", "м", "Iң", "ң", "I", "сI", "IмIз", "мIз", "IңIз", "ңIз")
_CASES = _written("NIң", "NI", "н", "ғA", "қA", "гA", "кA", "A", "нA", "DA", "ндA", "DAн", "нAн") + " мен бен пен"
_BELONGING = _written("DAғI", "DAгI", "ндAғI", "ндAгI", "NIкI")
# қала-лар-ы-нда, мектеп-тер-ді-ң, ауыл-дық
_NOUN = chain("*" + _MAKING, _PLURAL, _OWNERS, _CASES, _BELONGING, _PLURAL, _CASES)

_VOICES = _written("Iл", "л", "Iн", "н", "DIр", "т", "Iс", "с", "лA", "DA", "лAн", "DAн", "лAс", "DAс")
_NOT = _written("бA", "пA", "мA")
_TENSES = (
    _written("DI", "ғAн", "қAн", "гAн", "кAн", "AдI", "йдI", "Aр", "Iп", "п", "сA", "сIн", "мAқ", "мAк", "AтIн", "йтIн")
    + " у ю"
)
_PERSONS = _written("қ", "к", "м", "ң", "мIн", "сIң", "мIз", "LAр")
# айт-қан-дар, бар-ма-ды, сал-ын-ған, кел-еді
_VERB = chain("*" + _VOICES, _NOT, "+" + _TENSES, _PERSONS, _OWNERS, _CASES)

# What follows makes no other word of a stem: cases, owners, tenses, persons, the passive.
_THIRD, _OWN = _written("I", "сI"), _written("Iм", "м", "Iң", "ң", "IмIз", "мIз", "IңIз", "ңIз")
_AFTER_THIRD = _written("н", "нIң", "нA", "ндA", "нAн", "ндAғI", "ндAгI") + " мен бен пен"
_AFTER_OWN = _written("NIң", "NI", "ғA", "қA", "гA", "кA", "A", "DA", "DAн", "DAғI", "DAгI") + " мен бен пен"
_CASE = _written("NIң", "NI", "ғA", "қA", "гA", "кA", "DA", "DAн", "DAғI", "DAгI", "NIкI") + " мен бен пен"
_OWNED = f"(?:{one_of(_THIRD)}{one_of(_AFTER_THIRD)}?|{one_of(_OWN)}{one_of(_AFTER_OWN)}?|{one_of(_CASE)})?"
_INFLECTED_NOUN = f"{one_of(_PLURAL)}?{_OWNED}(?:{one_of(_BELONGING)}?{one_of(_PLURAL)}{_OWNED})?"
_PASSIVE = _written("Iл", "л")
_FINITE = chain(_PASSIVE, _NOT, "+" + _written("DI", "сA"), _written("м", "ң", "қ", "к", "ңIз", "LAр"))
_PAST_PARTICIPLES = _written("ғAн", "қAн", "гAн", "кAн")
_PRESENT = chain(
    _PASSIVE,
    _NOT,
    f"+{_PAST_PARTICIPLES} "
    + _written("AдI", "йдI", "A", "й", "Iп", "п", "IптI", "птI", "AтIн", "йтIн", "Aр", "мAқ", "мAк"),
    _written("мIн", "сIң", "мIз", "сIз"),
)
_PARTICIPLES = f"+{_PAST_PARTICIPLES} " + _written("Aр", "AтIн", "йтIн") + " у ю"
_PARTICIPLE = chain(_PASSIVE, _NOT, _PARTICIPLES, _written("DIқ", "DIғ", "DIк", "DIг")) + f"{one_of(_PLURAL)}?{_OWNED}"
_OTHER_VERBS = chain(
    _PASSIVE,
    _NOT,
    "+"
    + _written("сIн", "IңIз", "ңIз", "ғAлI", "қAлI", "гAлI", "кAлI", "ғAндAй", "қAндAй", "гAндAй", "кAндAй")
    + " "
    + _written("ғAншA", "гAншA"),
)

LANGUAGE = Language(
    code="kk",
    name="қазақша",
    place=3,
    country="kz",
    called="казахский",
    letters="а-яёәғқңөұүһі",
    endings=either(_NOUN, _VERB),
    inflections=either(_INFLECTED_NOUN, _FINITE, _PRESENT, _PARTICIPLE, _OTHER_VERBS),
    short_roots=(
        "үй ел ет ат ай ал ақ аз от ой оң ор оқ ұш ұқ ұл ұн үн ұр ыр іш іс із ит"
        " де же су ту ер ес өт өш өс өз өл өң аш ас бу он жу қу аң ән ем ек ар ау"
    ),
    no_stem="[бвгғджзйклмнңпқрстфхһчшщ]д|[бвгғджзйклмнңпқрстфхһчшщ]{3}",
    softened={"б": "п", "г": "к", "ғ": "қ"},
    hints=Hints(
        own_letters="әұі",
        frequent=(
            "және бұл мен үшін бойынша деп бір емес болып бар жоқ туралы"
            " оның кейін жаңа қазақ барлық басқа немесе"
        ),
        endings="ның|нің|дың|дің|лық|дық|тық|ылды|ілді|сының|йды|йді|лады|леді|ады|еді",
    ),
    months=Months(
        whole=(
            "қаң qan", "ақп aqp", "нау nau", "сәу сау", "мам mam", "мау", "шіл shil", "там", "қыр", "қаз", "қар", "жел",
        ),
        beginnings=(
            "қаңта qanta", "ақпан aqpan", "наурыз naur", "сәуір sauir", "мамыр mamyr", "маусым mausym iiun",
            "шілде shilde iiul", "тамыз tamyz", "қыркүй qyrk", "қазан qazan", "қараша qaras", "желтоқ jelto",
        ),
    ),
    multipliers={"мың": 1e3, "млн": 1e6, "миллион": 1e6, "млрд": 1e9, "миллиард": 1e9},
    numbers={"екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7},
    not_people="жыл жас сағат теңге мың млн млрд",
    counted={
        "death": "қаза= қайтыс өлді өлген мерт=",
        "injured": "жарақат жаралан зардап",
        "arrest": "ұстал қамау қамал",
        "missing": "жоғалды жоғалған хабарсыз",
        "rescue": "құтқар",
    },
    abbreviations="ж б қ",
    ending_abbreviations="ж",
    names=NameWords(
        cases="""
        ның нің дың дің тың тің дағы дегі тағы тегі дан ден тан тен нан нен мен бен пен ға ге қа ке на не ны ні ды ді
        ты ті да де та те лық лік
        """,
        locatives="да де та те дан ден тан тен дағы дегі",
        surnames="ұлы қызы",
        after_surnames="ұлы қызы",
        joining="ұлы қызы",
        ends_whole="стан сұлтан канада астана",
        organisations="""
        министірлі агенттіг кеңес партия банк университет комитет комисси прокуратура соты қызмет басқарма департамент
        қор ұйым мәжіліс
        """,
        places="облыс аудан қала ауыл көше дарыя көл тоо республика",
        regions="аудан қала облыс",
        last_of_office="министрлігі агенттігі комитеті",
        opening="президент президенті премьер-министр министр бүгін",
    ),
    openers=Openers(
        pointing_back=("ол", "олар", "оның", "бұл", "мұндай", "сондай-ақ", "сонымен қатар", "бұдан бөлек"),
        this="бұл",
        times=r"жыл(?:ы|д\w+)|айда|апта(?:да)?",
        attributions=("бұл (?:туралы|жөнінде)", "ол туралы"),
    ),
)  # fmt: skip
