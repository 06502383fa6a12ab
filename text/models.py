"""The models for Russian: word vectors (navec), recognition of names (slovnet), morphology (pymorphy3).

Their files come with the package natasha. That package is found but not imported, because it would import an abandoned
package. Each model is loaded when it is first used. The worker pool loads all models before it forks, so that its
processes share their memory.
"""

import importlib.util
import logging
import os
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from text.recogniser import NameRecogniser
    from text.vectors import WordVectors

# With more threads, numpy would take the cores from other workers. It reads this when it is first imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Pymorphy3 logs the names of its dictionaries at a lower level.
logging.getLogger("pymorphy3").setLevel(logging.WARNING)

# Words whose readings are kept: the terms of one word, and the names of one article, need the same readings repeatedly.
_READINGS_KEPT = 256

_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_NAMES = "model/slovnet_ner_news_v1.tar"


class ModelsMissing(Exception):
    """The files of the models are missing; the message says what to install."""


def model_files() -> tuple[Path, ...]:
    """Return the paths of the model files; raises ModelsMissing if they are missing."""
    spec = importlib.util.find_spec("natasha")
    if spec is None or spec.origin is None:
        raise ModelsMissing("the natasha package, which carries the model files, is not installed")
    files = tuple(Path(spec.origin).parent / "data" / name for name in (_VECTORS, _NAMES))
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise ModelsMissing(f"model files are missing: {', '.join(missing)}")
    return files


@cache
def word_vectors() -> "WordVectors":
    """Return navec's vectors of 250,000 Russian word forms, in 300 dimensions, quantised."""
    from text.vectors import read_vectors

    return read_vectors(model_files()[0])


@cache
def name_recogniser() -> "NameRecogniser":
    """Return slovnet's recogniser of names in Russian, which uses the vectors of `word_vectors`."""
    from text.recogniser import read_recogniser

    return read_recogniser(model_files()[1], word_vectors())


@cache
def morphology() -> Any:
    """Return pymorphy3's analyser of Russian word forms."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=_READINGS_KEPT)
def parses_of(word: str) -> tuple[Any, ...]:
    """Return pymorphy3's readings of a word, the most likely first; at least one.

    pymorphy3 looks letters up by their Unicode names and raises an error for those without a name (Tangut), so these
    are replaced by question marks.
    """
    try:
        return tuple(morphology().parse(word))
    except ValueError:
        return tuple(morphology().parse("".join(letter if unicodedata.name(letter, "") else "?" for letter in word)))
