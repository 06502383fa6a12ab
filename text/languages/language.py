"""The type with everything that is known of one language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_NO_TABLE = ("",) * 12
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Months:
    """The names of the twelve months in lower case; each tuple has an entry for each month."""

    whole: tuple[str, ...] = _NO_TABLE  # abbreviations and other names that never have endings
    beginnings: tuple[str, ...] = _NO_TABLE  # beginnings of at least four letters, after which case endings may follow


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words and endings by which names are found in a language without a recogniser.

    Words are in lower case and separated by spaces; endings are patterns for the end of a word.
    """

    cases: str = ""  # case endings of names, as one pattern
    bound: str = ""  # endings that are taken for case endings only after a name in the lexicon
    locatives: str = ""  # endings that only names of places have
    plural: str = ""  # the ending of the plural
    # Endings that make from a place's name the word for its inhabitants or for what is there: -дык in кыргызстандык.
    derived: str = ""
    owned: str = ""  # the possessive ending of a word for a kind after a name: -у in «Ош облусу», the region of Osh
    owned_cases: str = ""  # case endings that may follow the possessive ending
    linking: str = ""  # the ending of a word that the next word describes: -и in Донишгоҳи миллӣ, National University
    # whether a single capitalised word may be an adjective, and so need not be a name
    adjectives_have_capitals: bool = False
    surnames: str = ""  # endings of surnames
    patronymics: str = ""  # endings of patronymics, and words used in their place
    joining: str = ""  # lower-case words that may stand inside a person's name, such as уулу (“son of”)
    titles: str = ""  # beginnings of titles that stand before a person's name
    epithets: str = ""  # words that follow only the names of people
    ends_whole: str = ""  # ends of names that look like case endings but are not
    organisations: str = ""  # beginnings of words for kinds of organisations
    offices: str = ""  # beginnings of words that, if capitalised, name an office by themselves, such as Парламент
    places: str = ""  # beginnings of words for kinds of places
    before_places: str = ""  # words after which an unknown name is the name of a place
    place_ends: str = ""  # endings of names of places
    # Words between what an office is for and its kind, as боюнча in дин иштери боюнча комитет, committee for religion.
    concerning: str = ""
    directions: str = ""  # words for directions in names of places, such as Түндүк (“north”) and Шимолӣ (“northern”)
    listing: str = ""  # words for “and” or “with” that join names in a list, such as Kyrgyz жана and менен
    regions: str = ""  # beginnings of words for kinds of places; such words are left out when names are compared
    # Pattern of an office's name with words in lower case inside, such as "of the"; inside [], {U} stands for all
    # capital letters.
    office: str = ""
    opening: str = ""  # words that are capitalised at the beginning of a sentence but are not names


@dataclass(frozen=True, slots=True)
class Openers:
    """Beginnings of sentences with which a summary must not begin, as lower-case patterns."""

    pointing_back: tuple[str, ...] = ()  # words that refer to people or things named before
    this: str = ""  # words for "this"; before a word of `times`, as in "this week", they do not refer back
    times: str = ""
    attributions: tuple[str, ...] = ()  # beginnings of sentences that only say who reported the news
    longest_attribution: int = 7  # the most words that a sentence of `attributions` may have


@dataclass(frozen=True, slots=True)
class Hints:
    """Signs that a text is in the language."""

    own_letters: str = ""  # letters that no other language of the bot has
    frequent: str = ""  # short frequent words, by which the language of a short text is recognised
    certain: str = ""  # words of `frequent` that are in no other language written with the same letters
    endings: str = ""  # pattern of word endings, for texts that have only Russian letters


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words by which a sentence says that something happens in a place."""

    inside: str = ""  # lower-case words for “in” that stand before a place's name, such as в, дар
    ending: str = ""  # pattern of the ending that means “in”, in a language without words for it, such as -да, -де
    areas: str = ""  # beginnings of words for areas that belong to a place's name, such as region, district, town


@dataclass(frozen=True, slots=True)
class Compression:
    """Patterns of the parts of a sentence that are left out to make a headline."""

    openings: tuple[re.Pattern[str], ...]
    closings: tuple[re.Pattern[str], ...]
    clause: re.Pattern[str]  # the beginning of a subordinate clause that may be left out


@dataclass(frozen=True, slots=True)
class PostWords:
    """What posts in channels contain besides news, as lower-case patterns for the beginning of a line."""

    calls: str = ""  # invitations to subscribe or to send news, at the end of a post
    adverts: str = ""  # words that mark an advertisement: alone on a line, before a symbol, or as a hashtag
    shouts: str = ""  # words that announce urgent news: alone on a line, or before a symbol


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A keyboard layout: its letters, in the order of the keys of a Latin keyboard."""

    latin: str
    letters: str
    latin_shifted: str


@dataclass(frozen=True, slots=True, eq=False)
class VerbStems:
    """Verbs whose stem is different in some tenses, so that these forms do not contain the stem used in the index."""

    known_by: Mapping[str, str]  # other stem → the stem that the index has for the verb
    alone: str  # prefixes after which a form of a verb needs no personal ending
    prefixes: str  # prefixes after which a form of a verb needs a personal ending
    persons: str  # personal endings


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language that the bot reads, with all tables that depend on the language."""

    code: str
    name: str  # the language's name in the language itself
    letters: str  # the letters, for use in a character class of a regular expression
    endings: re.Pattern[str]  # all grammatical endings that may follow the stem of a word
    other_letters: str = ""  # the letters of a second alphabet in which the language is written
    place: int = 100  # number by which languages are sorted in lists from which people choose
    is_spoken: bool = True  # whether the bot has a locale for it; if not, the bot only reads the language
    country: str | None = None  # the country of most people who choose the language
    called: str = ""  # words that people type after lang:, besides the code and the language's own name
    in_one_alphabet: Callable[[str], str] = str  # converts a word to the alphabet of the tables in this object
    # Returns possible Russian spellings of a stem, for the case that it was borrowed from Russian.
    in_russian: Callable[[str], tuple[str, ...]] | None = None
    false_friends: str = ""  # stems that are spelt like Russian words but are not related to them

    inflections: re.Pattern[str] | None = None  # endings that do not make a new word; None: all of `endings`
    short_roots: str = ""  # words of two letters that take endings
    sure_roots: str = ""  # short words that are recognised even where one of their forms is also a Russian word
    no_stem: str = ""  # pattern of ends that no stem has
    # Pattern of a stem and an ending, joined by “+”, that never follow one another: [^дт]\+ан in Tajik, because
    # the ending -ан follows only д and т.
    no_joint: str = ""
    # Beginning of an ending → {last vowel of what is left of a stem: vowel that the stem has lost before such an
    # ending}. So баштоо (“beginning”) is башт- and -оо, and because of the а in башт-, its stem is башта-.
    contracted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # Letter at the end of a stem before an ending → the letter without the ending.
    before_endings: Mapping[str, str] = field(default_factory=dict)
    # Letter at the end of a stem before a vowel → the letter in its place in the base form: б → п in китеб-и (“its
    # book”), from китеп.
    softened: Mapping[str, str] = field(default_factory=dict)
    verbs: VerbStems | None = None  # for a language whose verbs have two stems

    has_models: bool = False  # whether text.models has a dictionary, word vectors and a recogniser of names for it
    stemmer: str | None = None  # name of the Snowball algorithm for the language's stems; None if there is none
    hints: Hints = Hints()
    keyboard: Keyboard | None = None

    months: Months = Months()
    zones: Mapping[str, str] = field(default_factory=dict)  # words for local time, as in "Tashkent time" → IANA zone
    multipliers: Mapping[str, float] = field(default_factory=dict)  # beginnings of words such as "thousand" → factor
    # Small numbers in words, in the form for counting people → value.
    numbers: Mapping[str, int] = field(default_factory=dict)
    # Numbers below a thousand in words → value; a word that ends with = may have grammatical endings. Larger numbers
    # are made with `multipliers`.
    counting: Mapping[str, int] = field(default_factory=dict)
    counting_on: str = ""  # the word between the parts of a number, such as "and"
    # Unit → beginnings of the words for it that follow a figure; after a word that ends with =, only grammatical
    # endings may follow. The unit of a currency is its code.
    units: Mapping[str, str] = field(default_factory=dict)
    # Beginnings of words that follow a figure and do not mean people; after a word that ends with =, only grammatical
    # endings may follow.
    not_people: str = ""
    before_numbers: str = ""  # words after which a figure does not count anything
    # What happens to people, such as "dead" → beginnings of words for it; after a word that ends with =, only
    # grammatical endings may follow.
    counted: Mapping[str, str] = field(default_factory=dict)
    # Words before and after a word of `counted` that deny it, such as "nobody was killed".
    denials: tuple[str, str] = ("", "")
    # Pattern of the lower-case words by which a sentence says that a report is not true, such as "denied".
    refutations: str = ""
    # Kind of bound (text.bounds) → pattern of the lower-case words around a figure with it; # stands for the figure.
    bounds: Mapping[str, str] = field(default_factory=dict)
    # Kind of period (day, week, month, months, year, years) → pattern of the lower-case words that name such a period.
    periods: Mapping[str, str] = field(default_factory=dict)
    places: PlaceWords = PlaceWords()
    abbreviations: str = ""  # abbreviations with a full stop at the end, given without it
    ending_abbreviations: str = ""  # abbreviations that may be the last word of a sentence

    names: NameWords = NameWords()
    openers: Openers = Openers()
    compression: Compression | None = None
    posts: PostWords = PostWords()

    @property
    def title(self) -> str:
        """The language's own name, as it is shown on a button."""
        return self.name[:1].upper() + self.name[1:]

    def all_in_one_alphabet(self, text: str) -> str:
        """Return a text with each word in the alphabet of the tables in this object.

        `text` is in lower case and comes from `text.letters.straight`.
        """
        return _WORD.sub(lambda word: self.in_one_alphabet(word[0]), text) if self.other_letters else text
