"""Tajik: Persian in Cyrillic letters; izofat joins a word with what describes it."""

import re

from text.languages.endings import chain, either
from text.languages.language import Hints, Language, Months, NameWords, Openers, VerbStems

_PLURAL = "ҳо он гон ён вон ҷот от"
_MAKING = "ӣ гӣ вӣ она"
_IZOFAT = "и ии"
_OWNERS = "ам ат аш амон атон ашон"
_CASES = "ро е ю у"
# китоб-ҳо-и, мактаб-ро, деҳа-гӣ, корманд-он-амон
_NOUN = chain(_MAKING, _PLURAL, _OWNERS, _IZOFAT, _CASES)
_VERB = chain("+ад анд ед ем ам ида а аанд аст астанд да та идан ондан")

# What follows makes no other word of a stem: degrees, plural (that of Arabic words makes one), owners, izofat, the
# copula; tenses and persons.
_INFLECTED_NOUN = chain(
    "тар тарин", "ҳо он гон ён вон", f"{_OWNERS} ям ят яш ямон ятон яшон", _IZOFAT, f"{_CASES} ву", "аст ст ест анд янд"
)
_PERSONS = "ам ад ем ед анд яд янд ям"
_PAST = "д ид"  # хон-д-анд, рас-ид-анд
_INFLECTED_VERB = chain(_PAST, "+ан а анда гӣ " + _PERSONS, "ҳо ам ӣ", "и ро аст анд аам аем аед")
_PAST_ALONE = chain("+д ид")
# Verbs whose present stem is not in their past one, by which they are known.
_PAST_STEMS = """
кун кард шав шуд деҳ дод диҳ дод гӯ гуфт гӯй гуфт дор дошт гир гирифт ор овард бар бурд бин дид рав рафт ой омад о омад
навис навишт хоҳ хост зан зад фурӯш фурӯхт сӯз сӯхт соз сохт андоз андохт парто партофт пардоз пардохт шинос шинохт
гузар гузашт гузор гузошт гард гашт шикан шикаст банд баст нишин нишаст хез хест рез рехт омӯз омӯхт фирист фиристод
ист истод афт афтод мир мурд шӯ шуст шӯй шуст ҷӯ ҷуст ҷӯй ҷуст намо намуд намой намуд фармо фармуд кушо кушод зо зод
шумор шумурд супор супурд пазир пазируфт ёб ёфт шунав шунид афзо афзуд гурез гурехт тоз тохт гудоз гудохт афрӯз афрӯхт
кӯб кӯфт дӯз дӯхт паз пухт афзой афзуд кор кошт
"""

LANGUAGE = Language(
    code="tg",
    name="тоҷикӣ",
    place=5,
    country="tj",
    called="таджикский",
    letters="а-яёғӣқӯҳҷ",
    endings=either(_NOUN, _VERB),
    inflections=either(_INFLECTED_NOUN, _INFLECTED_VERB, _PAST_ALONE),
    sure_roots="нав об",
    short_roots="об ор рӯ мо по ҷо то як оҳ оҷ ош",
    verbs=VerbStems(
        known_by=dict(re.findall(r"(\w+) (\w+)", _PAST_STEMS.replace("\n", " "))),
        alone="ме наме",
        prefixes="на би бе",
        persons=_PERSONS,
    ),
    hints=Hints(
        own_letters="ӣӯҷ",
        frequent="ва дар аз ба ки бо барои ин он ҳам аст буд шуд бояд худ мекунад кард дигар сол ё ҳар як нест шудааст",
        endings="ҳои|хои|ист|анд|ро|мекунад|шавад|они|ияи|ати|ини",
    ),
    months=Months(
        whole=("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
        beginnings=(
            "янва", "февр", "март", "апре", "майи", "июни", "июли", "авгу", "сент", "октя", "нояб", "дека",
        ),
    ),
    multipliers={"ҳазор": 1e3, "хазор": 1e3, "млн": 1e6, "миллион": 1e6, "млрд": 1e9, "миллиард": 1e9},
    numbers={"ду": 2, "се": 3, "чор": 4, "чаҳор": 4, "панҷ": 5, "шаш": 6, "ҳафт": 7},
    not_people="сол соат рӯз моҳ сомон ҳазор фоиз дарсад млн млрд",
    counted={
        "death": "ҳалок фавт= вафот кушта",
        "injured": "захм ҷароҳат маҷрӯҳ",
        "arrest": "дастгир ҳабс= боздошт",
        "missing": "гум= бедарак нопадид",
        "rescue": "наҷот",
    },
    names=NameWords(
        cases="ро ҳо ҳои анд",
        surnames="[оеё]в [оеё]ва зода пур",
        ends_whole="стон",
        organisations="""
        вазорат кумита созмон донишгоҳ ширкат маҷлис идора палата партия банк университет комитет комисси прокуратура
        департамент фонд
        """,
        places="вилоят шаҳр ноҳия деҳа водий ҷумҳури",
        regions="вилоят шаҳр ноҳия",
        office="(?:Вазорати|Кумитаи|Агентии|Хадамоти) (?:{W}+и )?(?:{W}+и )?{W}+",
        opening="президент президенти имрӯз",
    ),
    openers=Openers(
        pointing_back=("ӯ", "онҳо", "ҳамчунин", "ин", "чунин"),
        this="ин",
        times=r"сол\w*|моҳ\w*|ҳафта\w*",
        attributions=("дар ин бора", "инро", "ин хабарро"),
    ),
)  # fmt: skip
