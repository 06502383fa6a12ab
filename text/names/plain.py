"""Names where no recogniser is: runs of capitalised words, told apart by their endings and neighbours."""

import re
from collections import Counter
from collections.abc import Iterator

from domain.article import Name
from text.letters import APOSTROPHES, STRAIGHT
from text.names.keys import country_of, organisation_key, person_key, place_key, sound
from text.places import COUNTRY_FORMS
from text.sentences import split

_READ = 4000  # characters
_UPPER = "A-ZА-ЯЁӘІҢҒҮҰҚӨҺӢӮҲҶЎ"
_NAME = rf"[{_UPPER}][\w{APOSTROPHES}-]*"
_RUN = re.compile(rf"{_NAME}(?: (?:{_NAME}|уулу|кызы|ұлы|қызы|o[{APOSTROPHES}]g[{APOSTROPHES}]li|qizi))*")
_QUOTES = "«»\"“”„‘’'"
_SURNAME = re.compile(
    r"(?:[оеёў]в|[оеё]ва|ин|ина|ский|ская|ov|ev|ova|eva|yev|yeva|skiy|sky|skaya|зода|zoda|уулу|кызы|ұлы|қызы|qizi|li|пур)$"
)
_AFTER_SURNAME = re.compile(r"(?:вич|вна|vich|vna|уулу|кызы|ұлы|қызы|li|qizi)$")


def _table(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _endings(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(text.split(), key=len, reverse=True))})$")


# Endings of cases, by language; what stays must be a word of at least three letters.
_CASES = {
    "ky": _endings(
        """
        нын нин нун нүн дын дин дун дүн тын тин тун түн дагы деги догу дөгү тагы теги тогу төгү дан ден дон дөн тан тен
        тон төн нан нен нон нөн га ге го гө ка ке ко кө ны ни ну нү ды ди ду дү ты ти ту тү да де до дө та те то тө
        лык лик лук лүк
        """
    ),
    "kk": _endings(
        """
        ның нің дың дің тың тің дағы дегі тағы тегі дан ден тан тен нан нен мен бен пен ға ге қа ке на не ны ні ды ді
        ты ті да де та те лық лік
        """
    ),
    "uz": _endings("ning dagi dan ga ka qa ni da cha lik нинг даги дан га ка қа ни да ча лик"),
    "tg": _endings("ро ҳо ҳои анд"),
    "en": re.compile(rf"[{APOSTROPHES}]s?$"),
}
_LOCATIVE = _endings("да де до дө та те то тө дан ден дон дөн тан тен тон төн dan da дагы деги дағы дегі dagi")
_KEEP = re.compile(r"(?:стан|ston|стон|султан|сұлтан|канада|kanada|астана|astana|украина)$")

_ORGANISATION = _table(
    """
    министрли министірлі агенттиг агенттіг кеңеш кеңес партия банк университет комитет комисси прокуратура соту соты
    кызмат қызмет башкарма басқарма департамент фонд қор уюм ұйым жогорку мәжіліс вазирлиг вазирлик вазорат агентлиг
    кенгаш қўмита суди палата идора кумита созмон донишгоҳ ширкат маҷлис vazirlig vazirlik agentlig qo'mita kengash sudi
    palata tashkilot kompaniya ministry agency committee council party bank university court commission office
    department service fund company union organization organisation group parliament senate prosecutor association
    institute
    """
)
_PLACE = _table(
    """
    облус облыс район аудан шаар қала айыл ауыл вилоят туман шаҳр ноҳия деҳа водий viloyat tuman shahr region district
    city village province valley oblast көчө көше дарыя көл тоо lake river republic республика ҷумҳури respublika
    """
)
# Offices whose name goes on, or begins, in small letters.
_OFFICE_LAST = re.compile(
    rf"[{_UPPER}][\w{APOSTROPHES}-]+(?:,? (?![{_UPPER}])[\w{APOSTROPHES}-]+){{0,4}}? (?:министрлиги|агенттиги|комитети"
    rf"|министрлігі|агенттігі|комитеті|vazirligi|agentligi|qo[{APOSTROPHES}]mitasi|вазирлиги|агентлиги|қўмитаси)"
)
_OFFICE_FIRST = re.compile(
    rf"\b(?:Вазорати|Кумитаи|Агентии|Хадамоти) (?:[\w{APOSTROPHES}]+и )?(?:[\w{APOSTROPHES}]+и )?[\w{APOSTROPHES}]+"
    rf"|\b(?:Ministry|Committee|Agency|Department|Bank|University|Council|Court) (?:of|for)(?: the)? [{_UPPER}]\w+"
    rf"(?:(?:,| and| of the| of)? [{_UPPER}]\w+)*"
)
_NOT_NAMES = frozenset(
    _table(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december the this that these those he she it they we i but and in on at for according
        his her their mr mrs ms dr president minister prime after before when while as if not all new
        президент президенти prezident prezidenti премьер-министр министр бүгүн бүгін bugun имрӯз
        """
    )
)


def plain_names(text: str, language: str) -> tuple[Name, ...]:
    """The names of a text in a language without a recogniser, each once, in the order they come."""
    text = text[:_READ]
    sentences = split(text)
    lower = Counter(re.findall(r"(?<![^\W_])[^\W\d_]+", " ".join(sentences)))
    inside = Counter(word for sentence in sentences for run, start, _ in _runs(sentence) if start for word in run)
    names: dict[str, Name] = {}
    surnames: dict[str, str] = {}
    for sentence in sentences:
        for office in (*_OFFICE_LAST.findall(sentence), *_OFFICE_FIRST.findall(sentence)):
            names.setdefault(organisation_key(office), Name(office, "organisation", organisation_key(office)))
        rest = _OFFICE_FIRST.sub(".", _OFFICE_LAST.sub(".", sentence))
        for run, start, following in _runs(rest):
            opened = _without_opening(run, lower, inside) if not start else run
            for words in _parts(opened, language):
                name = _read(words, following if words[-1] == run[-1] else "", language, is_inside=bool(start))
                if name is None or (name.kind == "person" and " " not in name.text and name.key in surnames):
                    continue  # nobody, or a surname alone after the full name
                key = name.key
                if name.kind == "person" and " " in name.text:
                    surnames[name.key] = name.text
                    names.pop(name.key, None)
                    key = f"{name.key} {name.text[:3].casefold()}"
                names.setdefault(key, name)
    return tuple(names.values())


def _parts(run: list[str], language: str) -> Iterator[list[str]]:
    """A run of capitalised words cut where one name ends and the next begins."""
    part: list[str] = []
    for number, word in enumerate(run):
        if part and _country_name(word, language):
            yield part
            part = []
        if part and _AFTER_SURNAME.search(word.casefold()):
            part.append(word)
            yield part
            part = []
            continue
        part.append(word)
        plain = _strip_case(word, language)
        is_end = (
            (plain != word and language != "tg") or _SURNAME.search(plain.casefold()) or _country_name(word, language)
        )
        if is_end and not (word == run[0] and len(word) < 3):
            following = next(iter(run[number + 1 : number + 2]), "").casefold()
            if _AFTER_SURNAME.search(following):
                continue
            is_first_name = _SURNAME.search(_strip_case(following, language)) and len(part) == 1
            if (
                is_first_name
                and not _SURNAME.search(plain.casefold())
                and not _is_town(plain)
                and not _is_country(plain)
            ):
                continue  # «Гүлзада Маматкулова»: her name ends like a case
            yield part
            part = []
    if part:
        yield part


def _country_name(word: str, language: str) -> bool:
    plain = _strip_case(word, language)
    return country_of(plain) is not None and _is_country(plain)


def _runs(sentence: str) -> Iterator[tuple[list[str], int, str]]:
    """Each run of capitalised words with its position and the word that follows."""
    opening = re.match(r"[\W_]*", sentence)
    first = opening.end() if opening else 0
    for match in _RUN.finditer(sentence):
        following = re.match(r"[»\"”]?\s+([^\W\d_]+)", sentence[match.end() : match.end() + 40])
        start = 0 if match.start() == first else match.start()
        yield match[0].split(), start, following[1].casefold() if following else ""


def _without_opening(run: list[str], lower: Counter[str], inside: Counter[str]) -> list[str]:
    """A run at a sentence's start without a first word that is capitalised only because it comes first."""
    word = run[0]
    if inside[word] or (word.isupper() and len(word) > 1):
        return run
    if lower[word.lower()] or len(run) == 1 or len(word) < 3:
        return run[1:]
    return run if _SURNAME.search(run[1].casefold()) or _SURNAME.search(word.casefold()) else run[1:]


def _read(words: list[str], following: str, language: str, *, is_inside: bool) -> Name | None:
    words = [word.strip(_QUOTES + "-") for word in words]
    words = [word for word in words if word]
    while words and words[0].casefold() in _NOT_NAMES:
        words = words[1:]
    if not words or len(words) > 6 or not words[-1][0].isalpha():
        return None
    plain = _strip_case(words[-1], language)
    base = " ".join([*words[:-1], plain])
    folded = [word.casefold().translate(STRAIGHT) for word in words]
    if any(word.startswith(_ORGANISATION) for word in folded):
        return Name(base, "organisation", organisation_key(base))
    is_surname = _SURNAME.search(plain.casefold()) is not None and len(plain) > 4
    if following.startswith(_ORGANISATION) and not is_surname:
        base = f"{base} {_strip_case(following, language)}"
        return Name(base, "organisation", organisation_key(base))
    if country_of(base) and folded[-1] != words[-1]:
        return Name(base, "place", place_key(base)) if _is_country(base) else None
    if following.startswith(_PLACE) or any(word.startswith(_PLACE) for word in folded):
        return Name(base, "place", place_key(base))
    if len(words) == 1 and re.fullmatch(rf"[{_UPPER}]{{2,7}}", plain):
        return Name(plain, "organisation", organisation_key(plain))
    if is_surname:
        return Name(base, "person", person_key(base))
    if len(words) in (2, 3) and all(len(word) > 2 and not word.isupper() for word in words):
        return Name(base, "person", person_key(base))
    if _is_town(plain):
        return Name(base, "place", place_key(base))
    if len(words) == 1 and is_inside and len(plain) > 3 and _LOCATIVE.search(words[0]) and plain != words[0]:
        return Name(plain, "place", place_key(plain))
    return None


def _strip_case(word: str, language: str) -> str:
    pattern = _CASES.get(language)
    if pattern is None or _KEEP.search(word.casefold()):
        return word
    for _ in range(2):
        shorter = pattern.sub("", word)
        if (
            shorter == word
            or len(shorter) < 3
            or (not re.search(r"[аеёиоуыэюяәіүұөўӯӣaeiou]", shorter, re.I) and not shorter.isupper())
        ):
            break
        word = shorter.rstrip(f"-{APOSTROPHES}")
        if _KEEP.search(word.casefold()) or _SURNAME.search(word.casefold()) or _is_town(word):
            break
    return word


def _is_country(base: str) -> bool:
    """A country, not its people: «Кыргызстан», not «Кыргыз»."""
    folded = base.casefold()
    return folded.split()[0].endswith(("стан", "stan", "ston", "стон")) or " " in folded


_TOWNS = frozenset(
    sound(form.rstrip("+")) for _, towns in COUNTRY_FORMS.values() for form in towns.split() if len(form) > 3
)


def _is_town(word: str) -> bool:
    return len(word) > 3 and sound(word) in _TOWNS
