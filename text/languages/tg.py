"""Tajik: Persian in Cyrillic letters; izofat joins a word with what describes it."""

from text.languages.endings import chain, either
from text.languages.language import Hints, Language, Months, NameWords, Openers

_PLURAL = "ҳо он гон ён вон ҷот от"
_MAKING = "ӣ гӣ вӣ она"
_IZOFAT = "и ии"
_OWNERS = "ам ат аш амон атон ашон"
_CASES = "ро е ю у"
# китоб-ҳо-и, мактаб-ро, деҳа-гӣ, корманд-он-амон
_NOUN = chain(_MAKING, _PLURAL, _OWNERS, _IZOFAT, _CASES)
_VERB = chain("+ад анд ед ем ам ида а аанд аст астанд да та идан ондан")

LANGUAGE = Language(
    code="tg",
    name="тоҷикӣ",
    place=5,
    country="tj",
    called="таджикский",
    letters="а-яёғӣқӯҳҷ",
    endings=either(_NOUN, _VERB),
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
