"""Loading topics, phrases and lexicon of the catalogue; errors name the line. sources.py loads the sources."""

import re
from pathlib import Path

from catalogue.document import CatalogueError, Document, text_of
from text.languages import LANGUAGES, LOCALES
from text.lexicon.lexicon import Lexicon
from text.lexicon.rows import faults_among, read_rows
from text.phrases import PHRASE_KINDS, Phrases
from text.topics import Topic

__all__ = ["CatalogueError", "load_lexicon", "load_phrases", "load_topics"]


def load_topics(catalogue_dir: Path) -> tuple[Topic, ...]:
    """Return the topics of topics.toml, in its order; raises CatalogueError."""
    document = Document(catalogue_dir / "topics.toml")
    topics: list[Topic] = []
    for number, table in enumerate(document.tables("topics")):
        line = document.line_of("topics", number)
        key = document.text(table, "key", line)
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", key):
            raise document.error(f"key {key!r}: small Latin letters, digits and hyphens, 40 at most", line, "key")
        if any(topic.key == key for topic in topics):
            raise document.error(f"topic {key!r} stands in the file twice", line, "key")
        document.only(table, {"key", "titles", "seeds"}, line)
        titles = document.by_language(table, "titles", line)
        missing = [
            locale for locale in LOCALES if not isinstance(titles.get(locale), str) or not titles[locale].strip()
        ]
        if missing:
            raise document.error(f"topic {key!r} has no title in {', '.join(missing)}", line, "titles")
        seeds = document.by_language(table, "seeds", line)
        for language, words in seeds.items():
            document.strings(words, f"seeds.{language} of topic {key!r}", line, language, section="seeds")
        if not any(seeds.values()):
            raise document.error(f"topic {key!r} has no seed words", line, "seeds")
        topics.append(Topic(key, dict(titles), {language: tuple(words) for language, words in seeds.items()}))
    if not topics:
        raise document.error("no [[topics]] table", 1)
    return tuple(topics)


def load_phrases(catalogue_dir: Path) -> Phrases:
    """Return the phrases of phrases.toml, for each kind and language a list; raises CatalogueError."""
    document = Document(catalogue_dir / "phrases.toml")
    pooled: dict[str, tuple[str, ...]] = {}
    for kind, table in document.values.items():
        line = document.line_matching(rf"\s*\[\s*{re.escape(kind)}\s*\]")
        if kind not in PHRASE_KINDS:
            raise document.error(f"table {kind!r} is none of {', '.join(PHRASE_KINDS)}", line)
        if not isinstance(table, dict):
            raise document.error(f"{kind} is a table: a list of phrases for each language", line, kind)
        found: list[str] = []
        for language, phrases in table.items():
            if language not in (*LANGUAGES, "any"):
                raise document.error(f"{language!r} is none of {', '.join(LANGUAGES)}, any", line, language)
            found += document.strings(phrases, f"{kind}.{language}", line, language)
        pooled[kind] = tuple(dict.fromkeys(found))
    return Phrases(**pooled)


def load_lexicon(catalogue_dir: Path) -> Lexicon:
    """Return the lexicon from the files lexicon/*.tsv; raises CatalogueError for the first wrong line."""
    folder = catalogue_dir / "lexicon"
    rows, placed = [], []
    for path in sorted(folder.glob("*.tsv")):
        found, faults = read_rows(path.name, text_of(path).splitlines())
        for fault in faults:
            raise CatalogueError(path, fault.line, fault.reason)
        rows += [row for _, row in found]
        placed += [(path.name, line, row) for line, row in found]
    for fault in faults_among(placed):
        raise CatalogueError(folder / fault.file, fault.line, fault.reason)
    return Lexicon(rows)
