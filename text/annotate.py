"""Annotating an article: language, topics, countries, names, headline, sentences, index words, and story features."""

from collections.abc import Sequence

from domain.article import Annotation
from text.cache_sizes import WORDS
from text.clean import clean, html_to_text
from text.countries import countries
from text.denials import with_verdicts
from text.features import features
from text.headline import headline
from text.language import detect
from text.lexicon.lexicon import Lexicon
from text.mentions import named_in
from text.names import find_names, load_names
from text.phrases import Phrases, is_recall
from text.sentences import split
from text.spaces import tidied
from text.topics import Topic, TopicModel
from text.truncation import shortened
from text.words import index_words

_READ = 200_000  # characters; a longer text is cut, so that no article keeps a worker busy for long
_SENTENCES = 24  # sentences that are kept of each article, enough for any summary
_AT_ONCE = 60  # words of the lexicon that `fill_caches` joins into one text
_SENTENCES_LENGTH = 5_000  # characters in all kept sentences of an article together


class ArticleReader:
    """The reader of articles. A process needs only one, because it holds the models (about 200 MB, shared by forks)."""

    def __init__(self, topics: Sequence[Topic], phrases: Phrases, lexicon: Lexicon) -> None:
        self._phrases = phrases
        self._lexicon = lexicon
        self._topics = TopicModel(topics, lexicon)

    def with_topics(self, topics: Sequence[Topic]) -> "ArticleReader":
        """Return a reader for these topics that shares this reader's lexicon and phrases."""
        return ArticleReader(topics, self._phrases, self._lexicon)

    def load(self) -> None:
        """Load all models now, so that forked processes share them.

        Otherwise the first Russian text would load them.
        """
        self._topics.load()
        load_names()

    def fill_caches(self) -> None:
        """Fill the caches of words by annotating words of the lexicon in each language; this takes a second."""
        for language in self._lexicon.languages:
            words = self._lexicon.some_words(language, most=WORDS // 4)
            for start in range(0, len(words), _AT_ONCE):
                self.annotate(None, " ".join(words[start : start + _AT_ONCE]), language=language)

    def clean(self, text: str, *, furniture: frozenset[str] = frozenset()) -> str:
        """Return the plain text of an article without service lines, in the form that `annotate` expects."""
        return clean(text[: 4 * _READ], self._phrases, furniture=furniture)

    def clean_html(self, markup: str, *, furniture: frozenset[str] = frozenset()) -> str:
        """Return the plain text of a feed item's HTML, without service lines."""
        return self.clean(html_to_text(markup[: 20 * _READ]), furniture=furniture)

    def annotate(
        self, title: str | None, text: str, *, source_country: str | None = None, language: str | None = None
    ) -> Annotation:
        """Return the annotation of an article with cleaned text.

        `language` is the publisher's, which is only a hint.
        """
        title, text = _fit(title, text)
        found = detect(f"{title or ''}\n{text}", hint=language)
        sentences = with_verdicts(split(text), text, found)
        named = named_in(title, text, found, self._lexicon)
        return Annotation(
            language=found,
            topics=self._topics.topics(named, found),
            countries=countries(named, self._lexicon, found, source_country),
            names=find_names(f"{title}\n{text}" if title else text, found, self._lexicon, named),
            headline=headline(title, sentences, found),
            sentences=_first(self._reminders_last(sentences)),
            words=index_words(title or "", text, found, named),
            features=features(title=title or "", text=text, language=found, named=named),
        )

    def topics(self, title: str | None, text: str, *, language: str | None = None) -> tuple[str, ...]:
        """Return only the topics that `annotate` would give the article, best first."""
        title, text = _fit(title, text)
        found = detect(f"{title or ''}\n{text}", hint=language)
        return self._topics.topics(named_in(title, text, found, self._lexicon), found)

    def _reminders_last(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        """Return the sentences, last of all those that recall older news («Напомним, …», “We recall …”).

        Summaries prefer earlier sentences, so they avoid these.
        """
        reminds = [is_recall(sentence, self._phrases) for sentence in sentences]
        if not any(reminds):
            return sentences
        placed = sorted(zip(reminds, range(len(sentences)), sentences, strict=True))
        return tuple(sentence for _, _, sentence in placed)


def _fit(title: str | None, text: str) -> tuple[str | None, str]:
    """Return the title on one line, and the beginning of the text up to the limit that is read."""
    title = " ".join(tidied(shortened(title, 2000)).split()) if title else None
    return title, text[:_READ]


def unread(title: str | None, text: str, language: str) -> Annotation:
    """Return a minimal annotation for an article whose text cannot be read; it can be listed but not compared."""
    return Annotation(language=language, headline=title or shortened(text, 100))


def _first(sentences: tuple[str, ...]) -> tuple[str, ...]:
    length = 0
    for number, sentence in enumerate(sentences):
        length += len(sentence)
        if number and (number >= _SENTENCES or length > _SENTENCES_LENGTH):
            return sentences[:number]
    return sentences
