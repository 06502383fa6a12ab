"""Kyrgyz: agglutinative, with vowel harmony in four open and four close vowels."""

from functools import partial

from text.languages.endings import agreeing, chain, either, harmonised, one_of
from text.languages.language import Hints, Language, Months, NameWords, Openers, PlaceWords, PostWords
from text.languages.russian_spelling import spelt_alike

_written = partial(harmonised, vowels="аеоө ыиуү")

_MAKING = _written(
    "лIк", "DIк", "LIк", "луу", "лүү", "дуу", "дүү", "туу", "түү", "сIз", "чI", "чA", "дAй", "DAй", "чAк"
)
_PLURAL = _written("LAр")
_OWNERS = _written("Iм", "м", "Iң", "ң", "I", "сI", "IбIз", "бIз", "IңIз", "ңIз")
_CASES = _written("NIн", "NI", "н", "GA", "A", "нA", "DA", "ндA", "DAн", "нAн")
_BELONGING = _written("DAгI", "ндAгI", "NIкI")
# All endings of a noun in their order, as in суу-луу (“with water”), кыргыз-дар-ды-н (“of the Kyrgyz”) and
# үй-лөр-үбүз-дөгү-лөр-дүн (“of those in our houses”).
_NOUN = chain("*" + _MAKING, _PLURAL, _OWNERS, _CASES, _BELONGING, _PLURAL, _CASES)

_VOICES = _written("Iл", "л", "Iн", "н", "DIр", "т", "Iш", "ш", "лA", "DA", "лAн", "DAн", "лAш", "DAш")
_NOT = _written("бA", "пA", "мA")
_TENSES = (
    _written("DI", "GAн", "Aт", "йт", "Aр", "Iп", "п", "сA", "сIн", "GIч", "IптIр", "птIр", "мAк", "Aйын")
    + " уу үү оо өө"
)
_PERSONS = _written("к", "м", "ң", "мIн", "сIң", "бIз", "LAр")
# All endings of a verb in their order, as in айт-кан-дар (those who said), бар-ба-ды (did not go), кур-ул-ган (was
# built), кел-ет (comes).
_VERB = chain("*" + _VOICES, _NOT, "+" + _TENSES, _PERSONS, _OWNERS, _CASES)

# The endings below do not make a new word: cases, possession, tenses, persons, the passive.
_THIRD, _OWN = _written("I", "сI"), _written("Iм", "м", "Iң", "ң", "IбIз", "бIз", "IңIз", "ңIз")
_AFTER_THIRD = _written("н", "нIн", "нA", "ндA", "нAн")
_AFTER_OWN = _written("NIн", "NI", "GA", "A", "DA", "DAн")
_CASE = _written("NIн", "NI", "GA", "DA", "DAн")
_OWNED = f"(?:{one_of(_THIRD)}{one_of(_AFTER_THIRD)}?|{one_of(_OWN)}{one_of(_AFTER_OWN)}?|{one_of(_CASE)})?"
# Endings that make a word for what is in a place (-дагы) or belongs to somebody (-ныкы). Only after these may a second
# plural and a case follow, as in үй-дөгү-лөр-дүн ("of those who are in the house").
_RELATED = f"(?:{one_of(_THIRD)}{one_of(_written('ндAгI', 'нIкI'))}|{one_of(_OWN)}?{one_of(_written('DAгI', 'NIкI'))})"
_INFLECTED_NOUN = f"{one_of(_PLURAL)}?(?:{_RELATED}{one_of(_PLURAL)}?)?{_OWNED}"
_PASSIVE, _NEGATIVE = _written("Iл", "л"), _written("бA", "пA")
_PERSON = _written("мIн", "сIң", "бIз", "сIз")
_FINITE = chain(_PASSIVE, _NEGATIVE, "+" + _written("DI", "сA"), _written("м", "ң", "к", "ңIз", "лAр"))
# A verb and its negation have separate lists of endings: -ба, which negates, ends in a vowel, so only endings that
# begin with a consonant may follow it.
_PRESENT = chain(_PASSIVE, "+" + _written("Aт", "йт", "A", "й", "GAн", "Iп", "п", "IптIр", "птIр"), _PERSON)
_NOT_PRESENT = chain(_PASSIVE, "+" + _NEGATIVE, "+" + _written("йт", "й", "GAн", "п", "птIр", "с"), _PERSON)
_PARTICIPLE = (
    chain(_PASSIVE, "+" + _written("GAн", "Aр", "чу", "чү", "Aт") + " уу үү оо өө", _written("DIк", "DIг"))
    + f"{one_of(_PLURAL)}?{_OWNED}"
)
_NOT_PARTICIPLE = (
    chain(_PASSIVE, "+" + _written("бAгAн", "пAгAн", "бAс", "пAс") + " боо бөө поо пөө", _written("DIк", "DIг"))
    + f"{one_of(_PLURAL)}?{_OWNED}"
)
_OTHER_VERBS = chain(
    _PASSIVE, "+" + _written("сIн", "IңIз", "ңIз", "IңIздAр", "ңIздAр", "мAк", "Aйын", "йын", "GAнI", "GIчA", "GIлA")
)
_NOT_OTHER_VERBS = chain(
    _PASSIVE, "+" + _NEGATIVE, "+" + _written("сIн", "ңIз", "ңIздAр", "йын", "GAнI", "GIчA", "GIлA")
)

# Endings must agree with the last letter of the stem. The patterns in _NO_JOINT, of the form “stem+ending”, match wrong
# combinations. These are, in this order: a vowel and then a vowel or an ending that only follows consonants; a
# voiceless consonant and then a voiced one, unless two consonants end an abbreviation (АКШда, in the USA); a voiced
# consonant and then a voiceless one; -лар or -дар where the other is right; a consonant and then an ending that only
# follows vowels; and a form of the past, such as келди (came), that was divided as келд+и.
_VOWEL, _VOICELESS, _VOICED = "[аеёиоуыэюяөү]", "[кпстфхцчшщ]", "[бвгджзйлмнңр]"
_OBSTRUENT = "[бвгджзкпстфхцчшщ]"
_NO_JOINT = "|".join(
    (
        rf"{_VOWEL}\+(?:[аеиоуыөүтк]|п[аеоө]|д[ыиуү]н|д[аеоө]р).*",
        rf"(?<!{_OBSTRUENT}){_VOICELESS}\+[бгдлн].*",
        rf"{_VOICED}\+[ткп].*",
        r"[йр]\+д[аеоө]р.*|[бвгджзлмнң]\+л[аеоө]р.*",
        rf"(?<!{_OBSTRUENT})(?:{_VOICELESS}|{_VOICED})\+(?:[йнң]|м(?![аеоө]к)|с[ыиуү](?!н)).*",
        rf"(?:{_VOICELESS}|{_VOICED})д\+[аеиоуыөү].*",
    )
)

LANGUAGE = Language(
    code="ky",
    name="кыргызча",
    place=2,
    country="kg",
    called="кыргызский киргизский",
    in_russian=spelt_alike,
    false_friends="башка киргиз карма салам хабар катар канат",
    letters="а-яёңөү",
    endings=either(_NOUN, _VERB),
    inflections=either(
        _INFLECTED_NOUN, _FINITE, _PRESENT, _NOT_PRESENT, _PARTICIPLE, _NOT_PARTICIPLE, _OTHER_VERBS, _NOT_OTHER_VERBS
    ),
    no_joint=_NO_JOINT,
    # Which vowel a stem has lost before оо or өө is told by the vowel that it still has: башт-оо (beginning) is from
    # башта-, оңд-оо (mending) from оңдо-, ишт-өө (working) from иште-, сүйл-өө (speaking) from сүйлө-.
    contracted={
        "оо": dict.fromkeys("аыуяюи", "а") | dict.fromkeys("оё", "о"),
        "өө": dict.fromkeys("еэи", "е") | dict.fromkeys("өү", "ө"),
    },
    short_roots=(
        "үй эл эт ат ай ал ак аз от ой оң ор ок уч ук үн ун ур ыр"
        " ич иш из ит де же эр эс өт өч өс өз өл өң ач аш ас он ээ"
    ),
    no_stem="(?!.тр|нкт|кст|[нрл]ск)[бвгғджзйклмнңпқрстфхһчшщ]{3}|[жчш][бвгджзклмнпрсх]",
    softened={"б": "п", "г": "к"},
    hints=Hints(
        frequent="жана менен бул үчүн боюнча деп эле анын болгон бир эмес кайсы ар болуп жок бар эч же эки алардын",
        endings=(
            "(?:лар|лер|лор|дар|дер|дор|тар|тер|тор)(?:ы|и|дын|дин|га|ге|го|да|до|де|дан|ды|ди)?|ууга|уунун|нын|нин|гыч"
            "|ылды|илди|алды|айт|оого|оону|оо|ээ|уу|аары|алык|дык|дагы|деги|догу|ган|ген|гон|кан|кен|кон|ууда"
        ),
    ),
    months=Months(
        # For each month an abbreviation, and the first word of its traditional name, as үчтүн in үчтүн айы (January)
        # and жалган in жалган куран (March).
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
    counting={
        "бир=": 1, "эки=": 2, "үч=": 3, "төрт=": 4, "беш=": 5, "алты=": 6, "жети=": 7, "сегиз=": 8, "тогуз=": 9,
        "он=": 10,
        "жыйырма=": 20, "отуз=": 30, "кырк=": 40, "элүү=": 50, "алтымыш=": 60, "жетимиш=": 70, "сексен=": 80,
        "токсон=": 90, "жүз=": 100,
    },
    units={
        "percent": "пайыз", "kgs": "сом=", "kzt": "теңге тенге", "uzs": "сум=", "tjs": "сомони", "tmt": "манат",
        "rub": "рубл", "usd": "доллар", "eur": "евро", "cny": "юан", "km": "километр чакырым км=",
        "m": "метр чарчы квадрат", "t": "тонна", "kg": "килограмм кило= кг=", "ha": "гектар га=", "l": "литр",
        "kw": "киловатт квт=", "mw": "мегаватт мвт=", "degree": "градус", "year": "жыл жаш", "hour": "саат",
        "day": "күн=", "minute": "мүнөт",
    },
    not_people=(
        "жыл жаш саат сом миң млн млрд пайыз жума= ай= үй-бүлө үй= турак имарат чарба= автоунаа унаа= короо= "
        "түтүн= баш= мал= кой= уй= жылкы= кг= гектар= эсеп= рейс= дарак= айыл= батир= поезд= вагон= "
        "шаар= район="
    ),
    counted={
        "death": "каза= өлдү өлгөн өлүм набыт",
        "injured": "жабырк жаракат",
        "arrest": "кармал кармаш камак камал",
        "missing": "жоголду жоголгон дайынсыз",
        "rescue": "куткар",
    },
    denials=("эч", "жок эмес болбоду болбогон албады албаган"),
    refutations=r"төгүн\w*|жалган\w*|четке как\w+|(?:тастыктал|ырастал)\w+ (?:жок|эмес)|тастыкталба\w+|фейк\w*|имиш",
    bounds={
        "least": (
            r"#-?(?:(?: \w+){0,2} )?\w*[дт][аеоө]н (?:ашык|ашуун|көп|кем эмес|аз эмес)|# (?:ашык|ашуун)"
            "|(?:кеминде|эң аз дегенде) #"
        ),
        "most": r"#-?(?:(?: \w+){0,2} )?\w*[дт][аеоө]н (?:аз|кем)|көп дегенде #",
        "about": (
            r"(?:болжол менен|болжолдуу|дээрлик) #|#-?(?:(?: \w+){0,2} )?\w*[гк][аеоө] (?:жакын|чукул)"
            "|# (?:чакты|чамалуу)"
        ),
        "earlier": r"#-?(?: \w+)?[дт][аеоө]н \d+\w*",
        "whole": r"# \w+[нтд][ыиуү]н \d+\w*",
    },
    periods={
        "day": (
            r"(?:бир |акыркы |өткөн )?сутка(?:да|нын ичинде| ичинде)|суткасына|бир күн(?:дө|дүн ичинде| ичинде)"
            r"|күн ичинде|күнүнө|күн сайын"
        ),
        "week": r"(?:бир )?(?:жума|апта)(?:да|нын ичинде| ичинде| башынан бери| сайын)|жумасына",
        "month": (
            r"(?:бир |ушул |өткөн )?ай(?:да|дын ичинде| ичинде| сайын| башынан бери)|айдын башынан бери|айына"
            r"|(?<!\d)(?<!\d[ -])(?:январ|феврал|март|апрел|май|июн|июл|август|сентябр|октябр|ноябр|декабр)ь?"
            r"(?:да|де|дө| айында)"
        ),
        "months": (
            r"(?:\d+|эки|үч|төрт|беш|алты|жети|сегиз|тогуз|он|он бир) ай(?:да|дын ичинде| ичинде)|\w+ кварталда"
            r"|жарым жылда"
        ),
        "year": (
            r"жыл(?:дын)? башынан(?: бери)?|(?:бир )?жыл(?:да|дын ичинде| ичинде)|жылына|жыл сайын|быйыл|былтыр"
            r"|\d{4}-жыл(?:ы|да)(?! \d)"
        ),
        "years": r"(?:акыркы )?(?:\d+|эки|үч|төрт|беш|он) жыл(?:да|дын ичинде| ичинде)",
    },
    places=PlaceWords(ending="[дт][аеоө]", areas="облус район шаар айыл аймак"),
    abbreviations="ж жб кб кк жн ын тж мн мр ш й",
    ending_abbreviations="ж",
    names=NameWords(
        cases=agreeing(
            {"аяы": "аы", "ую": "ау", "оё": "оу", "еэи": "еи", "ө": "өү", "ү": "өү"},
            {
                "аяыуюоёеэиөү": "нIн нI гA дA дAн дAгI",
                "бвгджзйлмнңрь": "дIн дI гA дA дAн дAгI",
                "пкстфхцчшщ": "тIн тI кA тA тAн тAгI",
            },
        ),
        locatives="[дт][аеоө]н? [дт][аеоө]г[ыиуү]",
        plural="[лдт][аеоө]р",
        derived="[лдт][ыиуү]к [лдт][ыиуү]к[лдт][аеоө]р [лдт][аеоө]р ч[аеоө]",
        owned="с?[ыиуү]",
        owned_cases="н[ыиуү]н? н[аеоө]н? нд[аеоө] нд[аеоө]н нд[аеоө]г[ыиуү] н",
        surnames="[оеё]в [оеё]ва ин ина ский ская уулу кызы",
        patronymics="вич вна уулу кызы тегин",
        joining="уулу кызы тегин",
        titles="""
        президент премьер министр төрага депутат губернатор аким мэр спикер директор башчы жетекчи катчы элчи генерал
        полковник майор капитан профессор академик доктор акын жазуучу ырчы актёр актер режиссёр режиссер спортчу
        балбан машыктыруучу чемпион прокурор судья ажо лидер мырза айым журналист адвокат активист блогер өкүл
        окумуштуу врач окуучу студент футболчу тренер боксчу ардагер жарандык инспектор офицер тергөөчү мугалим
        """,
        epithets="баатыр батыр бий хан ажы мырза айым агай эже байке датка манасчы акын",
        ends_whole="стан султан",
        organisations="""
        министрлик министрлиг агенттик агенттиг кеңеш партия банк университет институт академия комитет комиссия
        прокуратура сот кызмат башкарма департамент фонд уюм палата мэрия инспекция федерация ассоциация компания
        авиакомпания корпорация холдинг театр музей китепкана бирикме биримдик биримдиг союз бирлик бирлиг клуб
        телеканал радио гезит агентство администрация аппарат ишкана завод борбору
        """,
        offices="өкмөт парламент",
        places="""
        облус район шаар айыл көчө дарыя көл тоо республика өрөөн өткөөл ашуу жайлоо коктулук аймак арал деңиз океан
        аэропорт базар проспект кичи конуш федерация станция капчыгай канал кыштак жайыт
        """,
        concerning="боюнча жөнүндөгү",
        place_ends="стан абад кент",
        directions="түндүк түштүк чыгыш батыш борбор борбордук",
        listing="жана менен",
        regions="айыл аил облус шаар",
        opening="""
        бүгүн кечээ эртең быйыл былтыр азыр учурда эми мурда кийин кийинчерээк андан анда анын аны ага ал алар алардын
        бул булар ушул ушундай ошол ошондой ошондо ошентип ошону мындай мындан мында ошондуктан себеби анткени бирок
        ошого жана же болсо эгер эгерде мисалы демек ырас балким албетте чынында жалпы жалпысынан айрым кээ көп көбү
        бардык бүт ар эч бир эки үч төрт беш алты жети сегиз тогуз он жүз миң биринчи экинчи үчүнчү жаңы эски чоң кичи
        ири эң дагы гана так дал өз өзү биз бизде биздин силер сиз сен мен менин ким кимдер эмне кантип кандай канча
        качан кайда кайсы эмнеге мурун алдын алгач акыркы негизги негизинен тактап айтканда буга буга чейин мурдагы
        азыркы элдик окуу иш дүйшөмбү шейшемби шаршемби бейшемби жума ишемби жекшемби январь февраль март апрель май
        июнь июль август сентябрь октябрь ноябрь декабрь
        """,
    ),
    openers=Openers(
        pointing_back=(
            "ал", "алар(?:дын|га|ды|да|дан)?", "анын", "аны", "ага", "анда", "андан", "бул", "буга", "муну", "мунун",
            "мында", "мындан", "мындай", "ошол", "ошондо", "ошондой", "ошондуктан", "бирок", "анткени", "аталган",
            "айтымында",
        ),
        this="бул",
        times=r"жыл(?:ы|д\w+)|айда|жумада|апта(?:да)?",
        attributions=("бул (?:тууралуу|жөнүндө)",),
    ),
    posts=PostWords(
        calls=(
            "(?:бизге |каналга |каналыбызга |телеграм каналыбызга )?(?:жазылыңыз|катталыңыз"
            "|кошулуңуз)(?:дар)?|каналга (?:жазылуу|кошулуу)|каналыбызга|биздин (?:канал|барак|сайт)"
            "|бизди окуңуз|жаңылык жөнөтүңүз|жаңылык жөнөтүү|кабар жөнөтүү|кененирээк|толугу менен"
            "|толук маалымат|бөлүшүңүз"
        ),
        adverts="жарнама|жарнак|жарнама укугунда|реклама",
        shouts="шашылыш|шашылыш кабар|маанилүү|көңүл буруңуздар",
    ),
)  # fmt: skip
