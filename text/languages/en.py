"""English: the tables that the bot needs to read it and speak it."""

from text.languages.endings import chain, either
from text.languages.language import Hints, Language, Months, NameWords, Openers, PlaceWords, PostWords
from text.languages.russian_spelling import from_english
from text.letters import APOSTROPHES

LANGUAGE = Language(
    code="en",
    name="English",
    place=6,
    called="английский",
    letters="a-z",
    endings=either(chain("s es 's s' d ed ing er ers")),
    stemmer="english",
    in_russian=from_english,
    false_friends="""
    advocate audience auditorium camera carry concern data decoration fabric family hazard intelligent list magazine
    master novel obligation order physique prospect resin severe speculation stance study
    toward translation turn western
    """,
    hints=Hints(
        frequent=(
            "the of and to in is for on with that by at from as are was has have not be an it after over new will or no"
        ),
    ),
    months=Months(
        whole=("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        beginnings=("janu", "febr", "marc", "apri", "", "june", "july", "augu", "sept", "octo", "nove", "dece"),
    ),
    multipliers={"thousand": 1e3, "million": 1e6, "billion": 1e9},
    numbers={"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    counting={
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    },
    counting_on="and",
    units={
        "percent": "percent per= pct=", "kgs": "som= soms=", "kzt": "tenge", "uzs": "soum soums sum=", "tjs": "somoni",
        "tmt": "manat", "rub": "rouble ruble", "usd": "dollar usd=", "eur": "euro", "cny": "yuan", "km": "kilomet km=",
        "m": "metre meter square sq=", "t": "tonne tons=", "kg": "kilogram kilo= kg=", "ha": "hectare",
        "l": "litre liter",
        "kw": "kilowatt kwh=", "mw": "megawatt mw=", "degree": "degree", "year": "year", "hour": "hour", "day": "day=",
        "minute": "minute",
    },
    not_people=(
        "year hour km percent march april june july week month famil house= home= building= vehicle car= "
        "household livestock sheep= cattle= cow= horse= animal= bird= "
        "kg= hectare= account= tree= village= flat= apartment= wagon= shop= town= district="
    ),
    counted={
        "death": "killed died dead= death= fatal",
        "injured": "injur hurt= wounded",
        "arrest": "arrest detain",
        "missing": "missing= disappear",
        "rescue": "rescue saved=",
    },
    before_numbers=(
        "flight january february march april may june july august september october november december jan feb aug "
        "sept oct nov dec"
    ),
    denials=(
        "no not none nobody neither never without wasn't weren't isn't aren't didn't hasn't haven't hadn't", "nobody"
    ),
    refutations=(
        r"den(?:y|ied|ies|ying)|refut\w+|debunk\w*|disprov\w+|false(?:ly)?|fake\w*|hoax\w*|rumou?r\w*|untrue|retract\w+"
        r"|not confirmed|not true|no evidence"
    ),
    bounds={
        "least": (
            "(?:more than|over|above|at least|upwards of|exceeds|exceeded|no fewer than|no less than|not fewer than"
            "|not less than) #|# or more"
        ),
        "most": r"(?:fewer than|less than|under|no more than|not more than|at most|up to) #|between \w+ and #",
        "about": "(?:about|around|some|nearly|almost|roughly|approximately) #",
        "earlier": r"from #(?: \w+)? to \w+|between # and \w+|instead of #",
        "whole": (
            r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|none|some|most|half) of (?:the |these )?# \w+"
        ),
    },
    periods={
        "day": (
            r"(?:in|over|within|during|for) (?:the |a |one )?(?:past |last )?(?:day|24 hours)"
            r"|(?:per|each|every) day|daily"
        ),
        "week": (
            r"(?:in|over|within|during|for) (?:the |a |one )?(?:past |last )?week"
            r"|(?:this|last|per|each|every) week|weekly|since the (?:start|beginning) of the week"
        ),
        "month": (
            r"(?:in|over|within|during|for) (?:the |a |one )?(?:past |last )?month|(?:this|last|per|each|every) month"
            r"|monthly|since the (?:start|beginning) of the month"
            r"|in (?:january|february|march|april|may|june|july|august|september|october|november|december)"
        ),
        "months": (
            r"(?:in|over|within|during|for) (?:the )?(?:past |last |first )?"
            r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven) months"
            r"|(?:first|second|third|fourth|last) (?:quarter|half of the year)"
        ),
        "year": (
            r"since the (?:start|beginning) of (?:the|this) year|since (?:the (?:start|beginning) of )?\d{4}"
            r"|since january"
            r"|(?:in|over|within|during|for) (?:the |a |one )?(?:past |last )?year|(?:this|last|per|each|every) year"
            r"|annually|yearly|in \d{4}"
        ),
        "years": r"(?:in|over|within|during|for) (?:the )?(?:past |last )?(?:\d+|two|three|four|five|ten) years",
    },
    places=PlaceWords(inside="in", areas="region district city oblast province town village"),
    abbreviations="""
    mr mrs ms dr prof st vs etc inc ltd co corp jr sr no gen col lt sen rep gov jan feb mar apr aug sept oct nov dec
    """,
    ending_abbreviations="inc ltd etc",
    names=NameWords(
        cases=f"[{APOSTROPHES}]s?",
        derived="n ns s is ish ese an ans ch",
        adjectives_have_capitals=True,
        surnames="ov ev ova eva yev yeva skiy sky skaya zoda uulu kyzy",
        joining="uulu kyzy",
        patronymics="vich vna uulu kyzy",
        titles="""
        president minister premier chairman chairwoman deputy senator governor mayor speaker director chief ambassador
        general colonel professor doctor dr mr mrs ms poet writer singer actor coach champion judge prosecutor
        journalist activist spokesman spokeswoman
        """,
        organisations="""
        ministry agency committee council party bank university court commission office department service fund
        company union organization organisation group parliament senate prosecutor association institute
        """,
        places="region district city village province valley oblast lake river republic",
        before_places="in near",
        directions="northern southern eastern western central north south east west",
        listing="and",
        regions="region district city oblast province",
        office=(
            r"(?:Ministry|Committee|Agency|Department|Bank|University|Council|Court|Institute|Academy|Union|Fund)"
            r" (?:of|for)(?: the)? [{U}]\w+"
            r"(?:(?:,| and| of the| of)? [{U}]\w+)*"
        ),
        opening="""
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december the this that these those he she it they we i but and in on at for
        according his her their mr mrs ms dr president minister prime after before when while as if not all new
        """,
    ),
    openers=Openers(
        pointing_back=(
            "he", "she", "they", "it", "his", "her", "their", "its", "this", "that", "these", "those", "such", "also",
            "however", "but", "meanwhile", "instead",
            "according to (?:him|her|them)",
        ),
        this="this",
        times="year|month|week|weekend|morning|afternoon|evening|night|spring|summer|autumn|fall|winter",
        attributions=("this was (?:reported|announced|stated)", "the information was"),
    ),
    posts=PostWords(
        calls=(
            "subscribe|join (?:us|our)|follow (?:us|our)|send (?:us )?(?:your )?news|read more|more on"
            "|our (?:channel|site|website|chat)|share"
        ),
        adverts="advertisement|advert|ad|sponsored|sponsored content|promoted|promo",
        shouts="breaking|breaking news|urgent|just in|attention|important",
    ),
)  # fmt: skip
