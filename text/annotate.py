"""Reads one article: language, topics, countries, names, headline, sentences, index words, what stories compare."""

from collections.abc import Sequence

from domain.article import Annotation
from text.clean import clean, html_to_text
from text.countries import countries
from text.cutting import shortened
from text.features import features
from text.headline import headline
from text.language import detect
from text.lexicon.lexicon import Lexicon
from text.named import named_in
from text.names import find_names, load_names
from text.phrases import Phrases, is_recall
from text.sentences import split
from text.spaces import tidied
from text.topics import Topic, TopicModel
from text.words import index_words

_READ = 200_000  # characters; a longer text is cut, so that no article holds a worker
_SENTENCES = 24  # sentences kept of each article, enough for any summary
_SENTENCES_LENGTH = 5_000  # characters of all kept sentences together


class ArticleReader:
    """Reads articles; one for each process, since it holds the models (about 200 MB, shared over a fork)."""

    def __init__(self, topics: Sequence[Topic], phrases: Phrases, lexicon: Lexicon) -> None:
        self._phrases = phrases
        self._lexicon = lexicon
        self._topics = TopicModel(topics, lexicon)

    def load(self) -> None:
        """Load every model now, before a fork shares them, rather than at the first Russian text."""
        self._topics.load()
        load_names()

    def clean(self, text: str, *, furniture: frozenset[str] = frozenset()) -> str:
        """Return plain text without service lines, as `annotate` expects it."""
        return clean(text[: 4 * _READ], self._phrases, furniture=furniture)

    def clean_html(self, markup: str, *, furniture: frozenset[str] = frozenset()) -> str:
        """The same for a feed item's HTML."""
        return self.clean(html_to_text(markup[: 20 * _READ]), furniture=furniture)

    def annotate(
        self, title: str | None, text: str, *, source_country: str | None = None, language: str | None = None
    ) -> Annotation:
        """Return what a cleaned article says. `language` is what its publisher declares, a hint and no more."""
        title = " ".join(tidied(shortened(title, 2000)).split()) if title else None
        text = text[:_READ]
        found = detect(f"{title or ''}\n{text}", hint=language)
        sentences = split(text)
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

    def _reminders_last(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        """Return the sentences with reminders («Напомним, …») last: they are content, but not news."""
        reminds = [is_recall(sentence, self._phrases) for sentence in sentences]
        if not any(reminds):
            return sentences
        placed = sorted(zip(reminds, range(len(sentences)), sentences, strict=True))
        return tuple(sentence for _, _, sentence in placed)


def unread(title: str | None, text: str, language: str) -> Annotation:
    """Return what is known of an article that cannot be read: enough to be listed, too little to be compared."""
    return Annotation(language=language, headline=title or shortened(text, 100))


def _first(sentences: tuple[str, ...]) -> tuple[str, ...]:
    length = 0
    for number, sentence in enumerate(sentences):
        length += len(sentence)
        if number and (number >= _SENTENCES or length > _SENTENCES_LENGTH):
            return sentences[:number]
    return sentences
