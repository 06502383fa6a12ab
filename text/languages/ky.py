"""Kyrgyz: agglutinative, with vowel harmony in four open and four close vowels."""

from functools import partial

from text.languages.endings import chain, either, harmonised, one_of
from text.languages.language import Hints, Language, Months, NameWords, Openers

_written = partial(harmonised, vowels="аеоө ыиуү")

_MAKING = _written(
    "лIк", "DIк", "LIк", "луу", "лүү", "дуу", "дүү", "туу", "түү", "сIз", "чI", "чA", "дAй", "DAй", "чAк"
)
_PLURAL = _written("LAр")
_OWNERS = _written("Iм", "м", "Iң", "ң", "I", "сI", "IбIз", "бIз", "IңIз", "ңIз")
_CASES = _written("NIн", "NI", "н", "GA", "A", "нA", "DA", "ндA", "DAн", "нAн")
_BELONGING = _written("DAгI", "ндAгI", "NIкI")
# суу-луу, кыргыз-дар-ды-н, үй-лөр-үбүз-дөгү-лөр-дүн
_NOUN = chain("*" + _MAKING, _PLURAL, _OWNERS, _CASES, _BELONGING, _PLURAL, _CASES)

_VOICES = _written("Iл", "л", "Iн", "н", "DIр", "т", "Iш", "ш", "лA", "DA", "лAн", "DAн", "лAш", "DAш")
_NOT = _written("бA", "пA", "мA")
_TENSES = (
    _written("DI", "GAн", "Aт", "йт", "Aр", "Iп", "п", "сA", "сIн", "GIч", "IптIр", "птIр", "мAк", "Aйын")
    + " уу үү оо өө"
)
_PERSONS = _written("к", "м", "ң", "мIн", "сIң", "бIз", "LAр")
# айт-кан-дар, бар-ба-ды, кур-ул-ган, кел-ет
_VERB = chain("*" + _VOICES, _NOT, "+" + _TENSES, _PERSONS, _OWNERS, _CASES)

# What follows makes no other word of a stem: cases, owners, tenses, persons, the passive.
_THIRD, _OWN = _written("I", "сI"), _written("Iм", "м", "Iң", "ң", "IбIз", "бIз", "IңIз", "ңIз")
_AFTER_THIRD = _written("н", "нIн", "нA", "ндA", "нAн", "ндAгI")
_AFTER_OWN = _written("NIн", "NI", "GA", "A", "DA", "DAн", "DAгI")
_CASE = _written("NIн", "NI", "GA", "DA", "DAн", "DAгI", "NIкI")
_OWNED = f"(?:{one_of(_THIRD)}{one_of(_AFTER_THIRD)}?|{one_of(_OWN)}{one_of(_AFTER_OWN)}?|{one_of(_CASE)})?"
_INFLECTED_NOUN = f"{one_of(_PLURAL)}?{_OWNED}(?:{one_of(_BELONGING)}?{one_of(_PLURAL)}{_OWNED})?"
_PASSIVE = _written("Iл", "л")
_FINITE = chain(_PASSIVE, _NOT, "+" + _written("DI", "сA"), _written("м", "ң", "к", "ңIз", "лAр"))
_PRESENT = chain(
    _PASSIVE,
    _NOT,
    "+" + _written("Aт", "йт", "A", "й", "GAн", "Iп", "п", "IптIр", "птIр"),
    _written("мIн", "сIң", "бIз", "сIз"),
)
_PARTICIPLES = "+" + _written("GAн", "Aр", "чу", "чү", "Aт") + " уу үү оо өө"
_PARTICIPLE = chain(_PASSIVE, _NOT, _PARTICIPLES, _written("DIк", "DIг")) + f"{one_of(_PLURAL)}?{_OWNED}"
_OTHER_VERBS = chain(
    _PASSIVE,
    _NOT,
    "+" + _written("сIн", "IңIз", "ңIз", "мAк", "Aйын", "йын", "GAнI", "GIчA", "GIлA"),
)

LANGUAGE = Language(
    code="ky",
    name="кыргызча",
    place=2,
    country="kg",
    called="кыргызский киргизский",
    letters="а-яёңөү",
    endings=either(_NOUN, _VERB),
    inflections=either(_INFLECTED_NOUN, _FINITE, _PRESENT, _PARTICIPLE, _OTHER_VERBS),
    short_roots=(
        "үй эл эт ат ай ал ак аз от ой оң ор ок уч ук үн ун ур ыр"
        " ич иш из ит де же эр эс өт өч өс өз өл өң ач аш ас он ээ"
    ),
    no_stem="[бвгғджзйклмнңпқрстфхһчшщ]д|[бвгғджзйклмнңпқрстфхһчшщ]{3}",
    softened={"б": "п", "г": "к"},
    hints=Hints(
        frequent="жана менен бул үчүн боюнча деп эле анын болгон бир эмес кайсы ар болуп жок бар эч же эки алардын",
        endings=(
            "(?:лар|лер|лор|дар|дер|дор|тар|тер|тор)(?:ы|и|дын|дин|га|ге|го|да|до|де|дан|ды|ди)?|ууга|уунун|нын|нин|гыч"
            "|ылды|илди|алды|айт|оого|оону|оо|ээ|уу|аары|алык|дык|дагы|деги|догу|ган|ген|гон|кан|кен|кон|ууда"
        ),
    ),
    months=Months(
        # Folk names: three moons, one moon, false spring, …
        whole=(
            "янв үчтүн", "фев бирдин", "мар жалган", "апр чын", "май бугу", "июн кулжа", "июл теке", "авг баш",
            "сен аяк", "окт тогуздун", "ноя жетинин", "дек бештин",
        ),
        beginnings=(
            "янва", "февр", "март", "апре", "майы майд майн майи майг майл", "июнь июнд июнг июнн июни",
            "июль июлд июлг июлн июли", "авгу", "сент", "октя", "нояб", "дека",
        ),
    ),
    multipliers={"миң": 1e3, "млн": 1e6, "миллион": 1e6, "млрд": 1e9, "миллиард": 1e9},
    numbers={"эки": 2, "үч": 3, "төрт": 4, "беш": 5, "алты": 6, "жети": 7},
    not_people="жыл жаш саат сом миң млн млрд",
    counted={
        "death": "каза= өлдү өлгөн өлүм набыт",
        "injured": "жабырк жаракат",
        "arrest": "кармал кармаш камак камал",
        "missing": "жоголду жоголгон дайынсыз",
        "rescue": "куткар",
    },
    abbreviations="ж жб кб кк жн ын тж мн мр ш й",
    ending_abbreviations="ж",
    names=NameWords(
        cases="""
        нын нин нун нүн дын дин дун дүн тын тин тун түн дагы деги догу дөгү тагы теги тогу төгү дан ден дон дөн тан тен
        тон төн нан нен нон нөн га ге го гө ка ке ко кө ны ни ну нү ды ди ду дү ты ти ту тү да де до дө та те то тө
        лык лик лук лүк
        """,
        locatives="да де до дө та те то тө дан ден дон дөн тан тен тон төн дагы деги",
        surnames="уулу кызы",
        after_surnames="уулу кызы",
        joining="уулу кызы",
        ends_whole="стан султан канада астана",
        organisations="""
        министрли агенттиг кеңеш партия банк университет комитет комисси прокуратура соту кызмат башкарма департамент
        фонд уюм жогорку
        """,
        places="облус район шаар айыл көчө дарыя көл тоо республика",
        regions="аил облус шаар",
        last_of_office="министрлиги агенттиги комитети",
        opening="президент президенти премьер-министр министр бүгүн",
    ),
    openers=Openers(
        pointing_back=("ал", "алар", "анын", "бул", "мындай", "ошондой эле", "мындан тышкары"),
        this="бул",
        times=r"жыл(?:ы|д\w+)|айда|жумада|апта(?:да)?",
        attributions=("бул (?:тууралуу|жөнүндө)",),
    ),
)  # fmt: skip
