"""What is known of one language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_NO_TABLE = ("",) * 12


@dataclass(frozen=True, slots=True)
class Months:
    """Names of the twelve months, in small letters; each entry lists those of one month."""

    whole: tuple[str, ...] = _NO_TABLE  # abbreviations and other names that stand as they are
    beginnings: tuple[str, ...] = _NO_TABLE  # of four letters and more; any ending of a case may follow


@dataclass(frozen=True, slots=True)
class NameWords:
    """What tells names apart where no recogniser is; words in lower case, patterns for a word's end."""

    cases: str = ""  # endings a name takes, as one pattern
    bound: str = ""  # endings that only names the lexicon knows are sure to have
    locatives: str = ""  # endings that only places take
    plural: str = ""  # the ending of several
    derived: str = ""  # endings that make of a place those who live there, and what is there
    owned: str = ""  # the ending of what belongs to the word before: of облусу, министрлиги
    owned_cases: str = ""  # cases behind it
    linking: str = ""  # how a word ends that the next one describes: Донишгоҳи миллӣ
    adjectives_have_capitals: bool = False  # so that one capitalised word alone is no sign of a name
    surnames: str = ""  # how surnames end
    patronymics: str = ""  # how patronymics end, and what stands for one
    joining: str = ""  # words in small letters inside a person's name
    titles: str = ""  # how words begin that stand before a person's name
    epithets: str = ""  # words behind a person's name that belong to people alone
    ends_whole: str = ""  # ends of names that only look like cases
    organisations: str = ""  # how words for kinds of organisations begin
    offices: str = ""  # how words begin that name an office alone, once they have a capital
    places: str = ""  # how words for kinds of places begin
    before_places: str = ""  # words that places stand behind, of names nobody knows
    place_ends: str = ""  # how names of places end
    concerning: str = ""  # words between an office's business and its kind: дин иштери боюнча комитет
    directions: str = ""  # words of places' names that divide them: Түндүк, Шимолӣ
    listing: str = ""  # words that join things of one kind
    regions: str = ""  # kinds of places without which a place is known as well
    office: str = ""  # an office whose name goes on in small letters, from its first word, as a pattern; {U}: a capital
    opening: str = ""  # words that are capitalised and no name


@dataclass(frozen=True, slots=True)
class Openers:
    """Openings of sentences that a summary does not begin with, as patterns in lower case."""

    pointing_back: tuple[str, ...] = ()  # at somebody or something named before
    this: str = ""  # words for "this" that point at nothing before one of `times`
    times: str = ""
    attributions: tuple[str, ...] = ()  # of a sentence that only says who reported
    longest_attribution: int = 7  # words


@dataclass(frozen=True, slots=True)
class Hints:
    """What shows that a text is in the language."""

    own_letters: str = ""  # that no other language we read has
    frequent: str = ""  # short words it says often
    certain: str = ""  # of these, what is no word at all in any other language written in the same letters
    endings: str = ""  # of words, as a pattern, for texts whose letters are Russian ones


@dataclass(frozen=True, slots=True)
class Compression:
    """What a headline made of a sentence leaves out."""

    openings: tuple[re.Pattern[str], ...]
    closings: tuple[re.Pattern[str], ...]
    clause: re.Pattern[str]  # opens a subordinate clause that may go


@dataclass(frozen=True, slots=True)
class PostWords:
    """What posts of channels say around the news, as patterns in lower case for the beginning of a line."""

    calls: str = ""  # to subscribe, or to send in news: what closes a post
    adverts: str = ""  # marks of an advert; they stand alone, before a sign or as a hashtag
    shouts: str = ""  # that the news is urgent; alone on a line, or before a sign


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Letters on the keys of another layout, in the order of a Latin keyboard's keys."""

    latin: str
    letters: str
    latin_shifted: str


@dataclass(frozen=True, slots=True, eq=False)
class VerbStems:
    """Verbs with a stem for some tenses that is not in the stem they are known by."""

    known_by: Mapping[str, str]  # the other stem → the one it is known by
    alone: str  # prefixes that make a finite form of either, with or without a person's ending
    prefixes: str  # those that need the ending
    persons: str  # endings of the finite forms


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language the bot reads: what every table about it is made from."""

    code: str
    name: str  # its own name for itself
    letters: str  # of its alphabet, as a class of a regular expression
    endings: re.Pattern[str]  # what grammar may put behind a word's stem, all at once
    other_letters: str = ""  # of a second alphabet that it is written in
    place: int = 100  # where it stands among the others when people choose
    is_spoken: bool = True  # the bot has a locale of it; otherwise it only reads it
    country: str | None = None  # where most who choose it live
    called: str = ""  # what people type behind lang: besides its code and its own name
    in_one_alphabet: Callable[[str], str] = str  # a word in the alphabet that tables are written in
    in_russian: Callable[[str], tuple[str, ...]] | None = None  # a stem → how Russian may spell it, if it lent the word
    false_friends: str = ""  # stems that Russian writes alike and that have nothing to do with its words

    inflections: re.Pattern[str] | None = None  # endings that make no other word; `endings` where none are given
    short_roots: str = ""  # words of two letters that take endings
    sure_roots: str = ""  # short ones that are meant even where a form of theirs is a Russian word as well
    no_stem: str = ""  # what no stem ends with, as a pattern
    no_joint: str = ""  # what no stem and its ending make together, as a pattern with + between them
    before_endings: Mapping[str, str] = field(default_factory=dict)  # a stem's last letter there → at the word's end
    softened: Mapping[str, str] = field(default_factory=dict)  # a stem's last letter before a vowel → in its base form
    verbs: VerbStems | None = None  # where a verb has two stems

    has_models: bool = False  # a dictionary, word vectors and a recogniser of names (text.models)
    stemmer: str | None = None  # Snowball's algorithm, where it finds a word's stem
    hints: Hints = Hints()
    keyboard: Keyboard | None = None

    months: Months = Months()
    zones: Mapping[str, str] = field(default_factory=dict)  # words for a place's time → IANA name
    multipliers: Mapping[str, float] = field(default_factory=dict)  # beginnings of words
    numbers: Mapping[str, int] = field(default_factory=dict)  # small numbers in words, as counts of people have them
    # Numbers in words → below a thousand; one that closes with = may have endings. `multipliers` make larger ones.
    counting: Mapping[str, int] = field(default_factory=dict)
    counting_on: str = ""  # stands between the words of one number
    # What a figure counts → beginnings of the words behind it; with = as in `counted`. A code names a currency.
    units: Mapping[str, str] = field(default_factory=dict)
    not_people: str = ""  # beginnings of words that a figure stands before and that are no people
    before_numbers: str = ""  # words after which a figure is no count
    # What happens to people and is counted → beginnings of the words that say it; one that closes with = is a word that
    # endings alone may follow.
    counted: Mapping[str, str] = field(default_factory=dict)
    abbreviations: str = ""  # that end in a full stop, without it
    ending_abbreviations: str = ""  # those among them that may well end a sentence

    names: NameWords = NameWords()
    openers: Openers = Openers()
    compression: Compression | None = None
    posts: PostWords = PostWords()

    @property
    def title(self) -> str:
        """Its own name, as a button shows it."""
        return self.name[:1].upper() + self.name[1:]
