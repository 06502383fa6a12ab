"""The type that holds all that is known of one language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_NO_TABLE = ("",) * 12


@dataclass(frozen=True, slots=True)
class Months:
    """Names of the twelve months in lower case, one entry for each month."""

    whole: tuple[str, ...] = _NO_TABLE  # abbreviations and other names that are never inflected
    beginnings: tuple[str, ...] = _NO_TABLE  # beginnings of four letters or more; case endings may follow


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words and endings for finding names without a recogniser: lower-case words, and patterns for a word's end."""

    cases: str = ""  # case endings of names, as one pattern
    bound: str = ""  # endings that are certain only for names in the lexicon
    locatives: str = ""  # endings that only places take
    plural: str = ""  # the plural ending
    derived: str = ""  # endings that derive the inhabitants of a place, or what is there, from its name
    owned: str = ""  # the possessive ending of a kind after a name: облусу, министрлиги
    owned_cases: str = ""  # case endings that follow it
    linking: str = ""  # the ending of a word that is described by the next one: Донишгоҳи миллӣ
    # True: a single capitalised word may be an adjective, and need not be a name
    adjectives_have_capitals: bool = False
    surnames: str = ""  # endings of surnames
    patronymics: str = ""  # endings of patronymics, and words used in their place
    joining: str = ""  # lower-case words inside a person's name
    titles: str = ""  # beginnings of words that stand before a person's name
    epithets: str = ""  # words that follow the names of people only
    ends_whole: str = ""  # ends of names that look like case endings and are not
    organisations: str = ""  # beginnings of words for kinds of organisations
    offices: str = ""  # beginnings of words that, capitalised, name an office by themselves
    places: str = ""  # beginnings of words for kinds of places
    before_places: str = ""  # words after which an unknown name is that of a place
    place_ends: str = ""  # endings of place names
    concerning: str = ""  # words between the business and the kind of an office: дин иштери боюнча комитет
    directions: str = ""  # directions in names of places: Түндүк, Шимолӣ
    listing: str = ""  # words that join names of the same kind in a list
    regions: str = ""  # beginnings of words for kinds of places, which are left out when names are compared
    office: str = ""  # pattern of an office's whole name that continues in lower case; {U} stands for a capital
    opening: str = ""  # words that are capitalised at the beginning of a sentence and are not names


@dataclass(frozen=True, slots=True)
class Openers:
    """Openings with which no sentence of a summary may begin, as lower-case patterns."""

    pointing_back: tuple[str, ...] = ()  # at people or things named earlier
    this: str = ""  # words for "this" that point at nothing earlier if one of `times` follows
    times: str = ""
    attributions: tuple[str, ...] = ()  # openings of sentences that only say who reported
    longest_attribution: int = 7  # words of such an opening


@dataclass(frozen=True, slots=True)
class Hints:
    """Evidence that a text is in the language."""

    own_letters: str = ""  # letters that no other language we read has
    frequent: str = ""  # short words that are frequent
    certain: str = ""  # words of `frequent` that are words in no other language with the same letters
    endings: str = ""  # endings of words, as a pattern, for texts with Russian letters only


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words by which a sentence says that something happens in a place."""

    inside: str = ""  # lower-case words before such a place: в, дар, in
    ending: str = ""  # pattern of the end of its word, in a language without such words
    areas: str = ""  # beginnings of words for areas, which belong to a place's name: region, district, town


@dataclass(frozen=True, slots=True)
class Compression:
    """Patterns of the parts that are left out when a sentence becomes a headline."""

    openings: tuple[re.Pattern[str], ...]
    closings: tuple[re.Pattern[str], ...]
    clause: re.Pattern[str]  # the opening of a subordinate clause that may be left out


@dataclass(frozen=True, slots=True)
class PostWords:
    """What posts of channels hold besides the news, as lower-case patterns for the beginning of a line."""

    calls: str = ""  # calls to subscribe or to send in news, which close a post
    adverts: str = ""  # marks of an advert; they are alone on a line, before a symbol, or a hashtag
    shouts: str = ""  # exclamations that news is urgent; alone on a line, or before a symbol


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The letters on the keys of another keyboard layout, in the order of a Latin keyboard's keys."""

    latin: str
    letters: str
    latin_shifted: str


@dataclass(frozen=True, slots=True, eq=False)
class VerbStems:
    """Verbs that have another stem for some tenses, which is not part of the stem that they are indexed by."""

    known_by: Mapping[str, str]  # other stem → the stem that the verb is indexed by
    alone: str  # prefixes that make a finite form, with or without a personal ending
    prefixes: str  # prefixes that need a personal ending
    persons: str  # personal endings


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language that the bot reads; all tables that depend on a language are made from these values."""

    code: str
    name: str  # the language's own name for itself
    letters: str  # the alphabet, as a character class of a regular expression
    endings: re.Pattern[str]  # all grammatical endings that may follow a word's stem
    other_letters: str = ""  # a second alphabet in which the language is written
    place: int = 100  # the language's position in lists to choose from
    is_spoken: bool = True  # the bot has a locale for it; otherwise it only reads it
    country: str | None = None  # the country of most people who choose it
    called: str = ""  # what people type after lang: besides its code and its own name
    in_one_alphabet: Callable[[str], str] = str  # converts a word to the alphabet of the tables
    # A stem → possible Russian spellings, if the word is borrowed from Russian.
    in_russian: Callable[[str], tuple[str, ...]] | None = None
    false_friends: str = ""  # stems that are written as in Russian but have nothing to do with the Russian words

    inflections: re.Pattern[str] | None = None  # endings that do not make a new word; None: all `endings`
    short_roots: str = ""  # words of two letters that take endings
    sure_roots: str = ""  # short words that are recognised even if one of their forms is also a Russian word
    no_stem: str = ""  # pattern of ends that no stem has
    no_joint: str = ""  # pattern of what a stem and its ending cannot form together; + marks the border
    # A stem's last letter before an ending → at the end of a word.
    before_endings: Mapping[str, str] = field(default_factory=dict)
    softened: Mapping[str, str] = field(default_factory=dict)  # a stem's last letter before a vowel → in the base form
    verbs: VerbStems | None = None  # for languages whose verbs have two stems

    has_models: bool = False  # there are a dictionary, word vectors and a recogniser of names for it (text.models)
    stemmer: str | None = None  # name of the Snowball algorithm that finds its stems
    hints: Hints = Hints()
    keyboard: Keyboard | None = None

    months: Months = Months()
    zones: Mapping[str, str] = field(default_factory=dict)  # words for local time, as in "Tashkent time" → IANA zone
    multipliers: Mapping[str, float] = field(default_factory=dict)  # beginnings of words such as thousand → factor
    numbers: Mapping[str, int] = field(default_factory=dict)  # small numbers in words, in the form used to count people
    # Numbers below a thousand in words → value; a word that ends with = may take grammatical endings. `multipliers`
    # make larger ones.
    counting: Mapping[str, int] = field(default_factory=dict)
    counting_on: str = ""  # the word between the parts of a number, such as "and"
    # A unit → beginnings of the words for it, which follow a figure; = as in `counting`. A currency's unit is its code.
    units: Mapping[str, str] = field(default_factory=dict)
    # Beginnings of words that follow a figure and are not people; after one that ends with =, only grammatical endings
    # may follow.
    not_people: str = ""
    before_numbers: str = ""  # words after which a figure is not a count
    # An event that people are counted in → beginnings of the words for it; after one that ends with =, only grammatical
    # endings may follow.
    counted: Mapping[str, str] = field(default_factory=dict)
    # The span that a figure is for (day, week, month, months, year, years) → pattern of the lower-case words for it.
    periods: Mapping[str, str] = field(default_factory=dict)
    places: PlaceWords = PlaceWords()
    abbreviations: str = ""  # abbreviations that end in a full stop, given without it
    ending_abbreviations: str = ""  # abbreviations that may end a sentence

    names: NameWords = NameWords()
    openers: Openers = Openers()
    compression: Compression | None = None
    posts: PostWords = PostWords()

    @property
    def title(self) -> str:
        """The language's own name, as shown on a button."""
        return self.name[:1].upper() + self.name[1:]
