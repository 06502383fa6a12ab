"""Uzbek: agglutinative, without vowel harmony; written in Latin and Cyrillic letters. The tables here are in Latin."""

import re

from text.languages.endings import chain, either
from text.languages.language import Hints, Language, Months, NameWords, Openers, PlaceWords, PostWords
from text.letters import APOSTROPHES

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z", "и": "i", "й":
    "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х":
    "x", "ц": "s",
    "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "'", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ў": "o'",
    "қ": "q", "ғ": "g'",
    "ҳ": "h",
}  # fmt: skip
_VOWELS = "аеёиоуўэюяъь"


def in_latin(word: str) -> str:
    """Return a lower-case word in Latin letters, by the rules of the official alphabets (1995).

    For example, е is ye at the beginning of a syllable, and ц is ts between vowels. A word without Cyrillic letters is
    unchanged.
    """
    if not any(letter in _LATIN for letter in word):
        return word
    found = []
    for place, letter in enumerate(word):
        before = word[place - 1] if place else ""
        after = word[place + 1] if place + 1 < len(word) else ""
        if letter == "е" and (not before or before in _VOWELS):
            found.append("ye")
        elif letter == "ц" and before and before in _VOWELS and after in _VOWELS:
            found.append("ts")
        else:
            found.append(_LATIN.get(letter, letter))
    return "".join(found)


_DIGRAPHS = (
    ("tsiya", "ция"),
    ("sh", "ш"),
    ("ch", "ч"),
    ("yo", "ё"),
    ("yu", "ю"),
    ("ya", "я"),
    ("ye", "е"),
    ("ts", "ц"),
)
_CYRILLIC = str.maketrans("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз")


def in_russian(stem: str) -> tuple[str, ...]:
    """Return possible Russian spellings of a stem that Uzbek has borrowed, such as технология for texnologiya."""
    for latin, cyrillic in _DIGRAPHS:
        stem = stem.replace(latin, cyrillic)
    spelt = stem.translate(_CYRILLIC)
    return (spelt, spelt + "ь", re.sub("(?<=[пбвмфнтдсз])ю", "ью", spelt))


_MAKING = "lik lig ligi siz chi dosh li day dek cha la gi"
_PLURAL = "lar"
_OWNERS = "im m ing ng i si imiz miz ingiz ngiz"
_CASES = "ning ni n ga ka qa da dan gacha kacha qacha niki"
_BELONGING = "dagi gi"
# All endings of a noun in their order, as in kitob-lar-imiz-dan (“from our books”), shahr-i-dagi (“that is in its
# city”) and maktab-gacha (“as far as the school”).
_NOUN = chain("*" + _MAKING, _PLURAL, _OWNERS, _CASES, _BELONGING, _PLURAL, _CASES)

_VOICES = "il l in n tir dir t ish sh la lan lash"
_NOT = "ma"
_TENSES = "di gan kan qan adi ydi ar r ib b sa sin yap moqda moq uvchi ayotgan yotgan ildi"
_PERSONS = "m ng k ti man san miz siz lar"
# All endings of a verb in their order, as in bor-ma-yap-ti (“is not going”), yoz-il-gan (“written”) and boshla-n-di
# (“began”).
_VERB = chain("*" + _VOICES, _NOT, "+" + _TENSES, _PERSONS, _OWNERS, _CASES)

# The endings below do not make a new word: cases, possession, tenses, persons, the passive, verbal nouns.
_CASE = "ning ni ga ka qa da dan gacha kacha qacha niki cha"
_INFLECTED_NOUN = chain(_PLURAL, _OWNERS, _CASE, _BELONGING, _PLURAL, _CASE, "mi")
_PASSIVE = "il l in n"
_FINITE = chain(_PASSIVE, _NOT, "+di sa", "m ng k ngiz lar", "mi")
_PRESENT = chain(
    _PASSIVE,
    _NOT,
    "+adi ydi a y gan kan qan ib b yap ar r moqda moqchi s",
    "man san miz siz lar di ti",
    "mi",
)
_PARTICIPLE = chain(
    _PASSIVE,
    _NOT,
    "+gan kan qan ar r ish sh uv v uvchi vchi ayotgan yotgan adigan ydigan s",
    "lik",
    _PLURAL,
    _OWNERS,
    _CASE,
    _BELONGING,
)
_OTHER_VERBS = chain(_PASSIVE, _NOT, "+sin ing ngiz moq ay ylik aylik gach kach qach guncha guni gani gali sdan")

_COUNTING = {
    "bir=": 1, "ikki=": 2, "uch=": 3, "to'rt=": 4, "besh=": 5, "olti=": 6, "yetti=": 7, "sakkiz=": 8, "to'qqiz=": 9,
    "o'n=": 10, "yigirma=": 20, "o'ttiz=": 30, "qirq=": 40, "ellik=": 50, "oltmish=": 60, "yetmish=": 70,
    "sakson=": 80, "to'qson=": 90, "yuz=": 100,
}  # fmt: skip

LANGUAGE = Language(
    code="uz",
    name="oʻzbekcha",
    place=4,
    country="uz",
    called="узбекский",
    letters="a-z",
    other_letters="а-шъьэюяёўқғҳ",
    endings=either(_NOUN, _VERB),
    inflections=either(_INFLECTED_NOUN, _FINITE, _PRESENT, _PARTICIPLE, _OTHER_VERBS),
    short_roots="uy el et ot oy ol oq oz on un ur ish iz it de ye er es ov os uch ich ip och osh",
    no_stem="[bdfghjklmnpqrstvxyz]d|[bdfghjklmnpqrstvxyz]{4}",
    softened={"g": "q", "k": "q"},
    in_one_alphabet=in_latin,
    in_russian=in_russian,
    false_friends="xabar",
    hints=Hints(
        own_letters="ў",
        frequent=(
            "ва бу билан учун бўйича деб эса бир эмас ҳам ёки ўз бўлган ҳар унинг эди йил va bu bilan uchun haqida"
            " deb esa bir emas ham yoki o'z bo'lgan har uning edi yil qilindi lekin kerak ning"
        ),
        endings="лар|лари|нинг|илди|ланди|моқда|ди|дан|га|иб|ган|лик|чи",
    ),
    months=Months(
        whole=("yan", "fev", "mar", "apr", "may", "iyun", "iyul", "avg", "sen", "okt", "noy", "dek"),
        beginnings=(
            "yanv янва", "fevr февр", "mart март", "apre апре", "mayi maya mayd mayn майи майг майд",
            "iyun июнь июнд июнг июни", "iyul июль июлд июлг июли", "avgu авгу", "sent сент", "okta октя", "noya нояб",
            "deka дека",
        ),
    ),
    zones={"toshkent": "Asia/Tashkent", "тошкент": "Asia/Tashkent"},
    multipliers={
        "ming": 1e3, "минг": 1e3, "mln": 1e6, "million": 1e6, "млн": 1e6, "миллион": 1e6, "mlrd": 1e9, "milliard": 1e9,
        "млрд": 1e9, "миллиард": 1e9,
    },
    numbers={
        "ikki": 2, "uch": 3, "to'rt": 4, "besh": 5, "olti": 6, "yetti": 7, "икки": 2, "уч": 3, "тўрт": 4, "беш": 5,
        "олти": 6, "етти": 7,
    },
    # Number words, and the same words with -ta, which they have when they count things: o'n ikkita, twelve.
    counting=_COUNTING | {word.replace("=", "ta="): value for word, value in _COUNTING.items()},
    units={
        "percent": "foiz", "kgs": "som=", "kzt": "tenge", "uzs": "so'm", "tjs": "somoniy", "tmt": "manat",
        "rub": "rubl", "usd": "dollar", "eur": "yevro", "cny": "yuan", "km": "kilometr chaqirim km=",
        "m": "metr kvadrat", "t": "tonna", "kg": "kilogramm kilo= kg=", "ha": "gektar ga=", "l": "litr",
        "kw": "kilovatt kvt=", "mw": "megavatt mvt=", "degree": "daraja gradus", "year": "yil yosh", "hour": "soat",
        "day": "kun= sutka", "minute": "daqiqa",
    },
    not_people=(
        "yil yosh soat so'm ming mln mlrd foiz йил ёш соат сўм минг млн млрд фоиз hafta= oy= oila= uy= bino= "
        "xonadon= xo'jalik= avtomobil= mashina= bosh= mol= qo'y= sigir= kg= gektar= "
        "hisob= reys= daraxt= qishloq= kvartira= poyezd= vagon= shahar= tuman="
    ),
    counted={
        "death": "halok vafot o'ldi o'lgan qurbon",
        "injured": "jarohat yarador",
        "arrest": "ushlan hibs qamoq qamald",
        "missing": "yo'qol bedarak",
        "rescue": "qutqar",
    },
    denials=("hech", "yo'q emas bo'lmadi bo'lmagan olmadi olmagan topmadi topmagan etmadi etmagan"),
    refutations=(
        r"yolg'on\w*|(?:rad|inkor) (?:et|qil)\w+|tasdiqlanma\w+|feyk\w*|soxta \w+|asossiz\w*|mish-mish\w*"
        r"|haqiqatga to'g'ri kelma\w+"
    ),
    bounds={
        "least": (
            r"#-?(?:(?: \w+){0,2} )?\w*dan (?:ortiq|ko'p|oshiq|ziyod|kam bo'lmagan|kam emas)|kamida #"
        ),
        "most": r"#-?(?:(?: \w+){0,2} )?\w*dan kam|ko'pi bilan #",
        "about": r"(?:taxminan|qariyb|deyarli) #|#-?(?:(?: \w+){0,2} )?\w*[gkq]a yaqin",
        "earlier": r"#-?(?: ?\w+)?dan \d+\w*",
        "whole": r"# \w+ning \d+\w*",
    },
    periods={
        "day": r"(?:bir |so'nggi |o'tgan )?sutka(?:da| ichida| davomida)|bir kun(?:da| ichida)|kuniga|har kuni",
        "week": r"(?:bir |o'tgan )?hafta(?:da| ichida| davomida| boshidan(?: buyon)?)|haftasiga|har hafta",
        "month": (
            r"(?:bir |shu |o'tgan )?oy(?:da| ichida| davomida| boshidan(?: buyon)?)|oyiga|har oy"
            r"|(?<!\d)(?<!\d[ -])(?:yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|senta?y?abr|okty?abr|noyabr|dekabr)"
            r"(?:da| oyida)"
        ),
        "months": (
            r"(?:\d+|ikki|uch|to'rt|besh|olti|yetti|sakkiz|to'qqiz|o'n|o'n bir) oy(?:da| ichida| davomida|ligida)"
            r"|\w+ chorakda|yarim yillikda"
        ),
        "year": (
            r"(?:joriy )?yil(?:ning)? boshidan(?: buyon| beri)?"
            r"|(?:bir |bu |shu |joriy |o'tgan )?yil(?:da| ichida| davomida)"
            r"|(?:bu|shu) yil|o'tgan yili?|yiliga|har yili?|\d{4}-yilda"
        ),
        "years": r"(?:so'nggi )?(?:\d+|ikki|uch|to'rt|besh|o'n) yil(?:da| ichida| davomida)",
    },
    places=PlaceWords(ending="da|да", areas="viloyat tuman shahar shahr qishloq вилоят туман шаҳар шаҳр қишлоқ"),
    abbreviations="y yy k ming mln mlrd sh",
    ending_abbreviations="mln mlrd",
    names=NameWords(
        cases="ning|ni|ga|(?<=k)ka|(?<=q)qa|da|dan|dagi|gacha|нинг|ни|га|(?<=к)ка|(?<=қ)қа|да|дан|даги|гача",
        locatives="dan? dagi gacha дан? даги гача",
        plural="lar лар",
        derived="lik liklar lar cha лик ликлар лар ча",
        owned="s?i с?и",
        owned_cases="ning ni nga ga nda ndan ndagi da dan dagi нинг ни нга га нда ндан ндаги да дан даги",
        surnames="ov ova ev eva yev yeva in ina skiy skaya zoda [оеё]в [оеё]ва ин ина ский ская зода",
        patronymics="vich vna qizi o'g'li вич вна қизи ўғли",
        joining="o'g'li qizi ўғли қизи",
        titles="""
        prezident premer vazir rais raisi deputat hokim mer spiker direktor rahbar kotib elchi general polkovnik mayor
        kapitan professor akademik doktor shoir yozuvchi xonanda aktyor rejissyor sportchi murabbiy chempion prokuror
        sudya lider janob xonim jurnalist advokat faol bloger shifokor olim futbolchi bokschi senator senatori
        президент премьер вазир раис депутат ҳоким мэр спикер директор раҳбар котиб элчи генерал профессор академик
        шоир ёзувчи журналист адвокат блогер inspektor ofitser tergovchi инспектор
        """,
        epithets="aka opa domla hoji xon bek ака опа домла хон",
        ends_whole="ston стон",
        organisations="""
        vazirlik vazirlig agentlik agentlig qo'mita kengash sud palata tashkilot kompaniya partiya bank universitet
        institut akademiya komissiya prokuratura boshqarma departament jamg'arma xizmat teatr muzey kutubxona
        birlashma uyushma ittifoq klub telekanal radio gazeta inspeksiya federatsiya assotsiatsiya korporatsiya
        xolding markaz aviakompaniya zavod вазирлик вазирлиг агентлик агентлиг қўмита кенгаш суд палата ташкилот
        компания партия банк университет институт академия комиссия прокуратура бошқарма департамент жамғарма хизмат
        театр музей уюшма иттифоқ клуб телеканал федерация ассоциация марказ
        """,
        offices="parlament senat парламент сенат",
        places="""
        viloyat tuman shahar shahr qishloq ko'cha daryo ko'l tog' respublika vodiy orol dengiz okean aeroport bozor
        mahalla qo'rg'on dovon вилоят туман шаҳар шаҳр қишлоқ кўча дарё кўл тоғ республика водий орол денгиз океан
        аэропорт бозор маҳалла federatsiya федерация stansiya stantsiya dara kanal bekat станция дара канал бекат
        """,
        concerning="bo'yicha бўйича",
        place_ends="ston obod kent qo'rg'on стон обод кент қўрғон",
        directions="shimoliy janubiy sharqiy g'arbiy markaziy шимолий жанубий шарқий ғарбий марказий",
        listing="va bilan ва билан",
        regions="вилоят шаҳар шаҳр туман viloyat shahar shahr tuman",
        opening="""
        bugun kecha ertaga hozir hozirda endi avval keyin keyinchalik undan unda uning uni unga u ular ularning bu
        bular shu shunday shuning shundan o'sha bunday bundan bunda bunga shuningdek sababi chunki ammo lekin biroq va
        yoki esa agar masalan demak balki albatta aslida umuman ayrim ba'zi ko'p ko'pchilik barcha har hech bir ikki
        uch to'rt besh olti yetti sakkiz to'qqiz o'n yuz ming birinchi ikkinchi uchinchi yangi eski katta kichik yirik
        eng yana faqat aynan o'z biz bizda bizning siz sen men mening kim nima qanday qancha qachon qayer qayerda nega
        avvalroq dastlab so'nggi asosiy asosan ma'lum ma'lumotlarga aytishicha xabarlarga joriy o'tgan prezident
        dushanba seshanba chorshanba payshanba juma shanba yakshanba yanvar fevral mart aprel may iyun iyul avgust
        sentabr sentyabr oktabr oktyabr noyabr dekabr бугун кеча эртага ҳозир энди аввал кейин унда унинг уни у улар
        бу шу шундай бундай шунингдек чунки аммо лекин бироқ ва ёки агар масалан барча ҳар бир икки уч янги катта энг
        яна фақат биз сиз мен президент
        """,
    ),
    openers=Openers(
        pointing_back=(
            r"u(?!\.)", "ular(?:ning|ni|ga|da|dan)?", "uning", "uni", "unga", "unda", "undan", "bu", "bunga", "buni",
            "buning", "bundan", "bunday", "shunday", "shuningdek", "shu sababli", "shuning uchun", "o.sha", "ammo",
            "lekin", "biroq", "chunki", "mazkur", r"у(?!\.)", "улар(?:нинг|ни|га|да|дан)?", "унинг", "уни", "унга",
            "унда", "ундан", "бу", "бунга", "буни", "бунинг", "бундан", "бундай", "шундай", "шунингдек", "шу сабабли",
            "шунинг учун", "ўша", "аммо", "лекин", "бироқ", "чунки", "мазкур",
        ),
        this="bu|бу",
        times=r"yil\w*|oyda|hafta\w*|йил\w*|ойда|ҳафта\w*",
        attributions=("bu (?:haqda|haqida|to'g'rida)", "бу (?:ҳақда|ҳақида|тўғрида)"),
    ),
    posts=PostWords(
        calls=(
            f"(?:kanalga |kanalimizga |telegram kanalimizga )?(?:obuna bo[{APOSTROPHES}]?ling"
            f"|qo[{APOSTROPHES}]?shiling)"
            f"|obuna bo[{APOSTROPHES}]?lish|kanalimizga|bizning (?:kanal|sahifa|sayt)|bizni kuzating"
            "|bizni kuzatib boring|yangilik yuborish|yangilik yuboring|batafsil"
            f"|to[{APOSTROPHES}]?liq o[{APOSTROPHES}]?qish|ulashing|(?:каналга |каналимизга "
            "|телеграм каналимизга )?(?:обуна бўлинг|қўшилинг)|обуна бўлиш|каналимизга|бизнинг (?:канал"
            "|саҳифа|сайт)|бизни кузатинг|янгилик юбориш|батафсил|улашинг"
        ),
        adverts="reklama|reklama huquqi asosida|реклама|реклама ҳуқуқи асосида|tijorat xabari",
        shouts="tezkor|tezkor xabar|shoshilinch|shoshilinch xabar|muhim|diqqat|тезкор|шошилинч|муҳим|диққат",
    ),
)  # fmt: skip
