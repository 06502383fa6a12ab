"""Recognising names in Russian text by slovnet's model, with the same results; we run its network ourselves.

slovnet itself spends much time on preparing small arrays, and would load the vocabulary of the word vectors a second
time, which takes 40 MB.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from slovnet.bio import parse_bio
from slovnet.const import SHAPE, TAG, B, I, O
from slovnet.exec.model import NER
from slovnet.exec.pack import Pack
from slovnet.shape import word_shape

from text.cache_sizes import WORDS
from text.tokens import tokens
from text.vectors import WordVectors

_AT_ONCE = 8  # texts in a batch, the same as in slovnet
_UNKNOWN, _PADDING = "<unk>", "<pad>"
Numbers = npt.NDArray[np.float32]


class NameSpan(NamedTuple):
    """A name in a text, which is `text[start:stop]`."""

    start: int
    stop: int
    type: str  # PER (person), LOC (place) or ORG (organisation)


class NameRecogniser:
    """The recogniser of names in Russian text."""

    def __init__(self, model: Any, shapes: Any, tags: Any, vectors: WordVectors) -> None:
        self._numbers = vectors.numbers
        self._unknown, self._padding = vectors.numbers.of([_UNKNOWN, _PADDING]).tolist()
        self._no_shape = shapes.pad_id
        self._shape = lru_cache(maxsize=WORDS)(lambda word: shapes.encode(word_shape(word)))
        self._tags = [parse_bio(tag) for tag in tags.items]
        self._network = _Network(model, vectors)

    def names(self, texts: Sequence[str]) -> Iterator[list[NameSpan]]:
        """Yield the names in each text.

        Texts are read in batches, as slovnet does. The other texts of its batch may change which names are found at the
        end of a text.
        """
        for start in range(0, len(texts), _AT_ONCE):
            batch = texts[start : start + _AT_ONCE]
            places = list(map(tokens, batch))
            words = [[text[at:end] for at, end in found] for text, found in zip(batch, places, strict=True)]
            tagged = iter(self._tagged([each for each in words if each]))
            for found in places:
                yield list(self._spans(found, next(tagged))) if found else []

    def _tagged(self, texts: Sequence[Sequence[str]]) -> list[list[int]]:
        """Return for each text the numbers of its words' tags."""
        if not texts:
            return []
        lengths = list(map(len, texts))
        numbers = np.full((len(texts), max(lengths)), self._padding)
        shapes = np.full((len(texts), max(lengths)), self._no_shape)
        for row, words in enumerate(texts):
            numbers[row, : len(words)] = self._numbers.of([word.lower() for word in words], unknown=self._unknown)
            shapes[row, : len(words)] = [self._shape(word) for word in words]
        emissions = self._network.emissions(numbers, shapes, numbers == self._padding)
        return _likeliest(emissions, self._network.transitions, lengths)

    def _spans(self, places: Sequence[tuple[int, int]], tags: Sequence[int]) -> Iterator[NameSpan]:
        """Yield the names that the tags mark: B begins a name, I continues it, O is outside."""
        name: NameSpan | None = None
        for (start, stop), tag in zip(places, tags, strict=True):
            part, kind = self._tags[tag]
            if part in (O, B) and name:
                yield name
                name = None
            if part == B:
                name = NameSpan(start, stop, kind)
            elif part == I and name:
                name = name._replace(stop=stop)
        if name:
            yield name


class _Network:
    """The layers of slovnet's model.

    They do the same operations in the same order as slovnet itself, so that the results are equal to slovnet's.
    """

    def __init__(self, model: Any, vectors: WordVectors) -> None:
        self._indexes, self._codes = vectors.pq.indexes, vectors.pq.codes
        self._parts = np.arange(len(self._codes))
        self._shapes = model.emb.shape.weight.array
        self._layers = [_Layer(layer) for layer in model.encoder.layers]
        self._weight, self._bias = model.head.proj.weight.array, model.head.proj.bias.array
        self.transitions: Numbers = model.head.crf.transitions.array  # [i, j] is the score of tag j after tag i

    def emissions(self, numbers: Any, shapes: Any, is_padding: Any) -> Numbers:
        """Return the scores of tags for words, an array of texts × words × tags."""
        count, longest = numbers.shape
        words = self._codes[self._parts, self._indexes[numbers.ravel()]].reshape(count, longest, -1)
        found = np.concatenate((words, self._shapes[shapes.ravel()].reshape(count, longest, -1)), axis=-1)
        for layer in self._layers:
            found = layer(found)
            found[is_padding] = 0
        scores: Numbers = found.reshape(count * longest, -1) @ self._weight + self._bias
        return scores.reshape(count, longest, -1)


class _Layer:
    """A convolution over neighbouring words, with ReLU and normalisation."""

    def __init__(self, layer: Any) -> None:
        conv, norm = layer.conv, layer.norm
        filters, self._width, self._kernel = conv.weight.array.shape
        self._weight = conv.weight.array.reshape(filters, -1).T
        self._bias, self._padding = conv.bias.array, conv.padding
        self._mean, self._spread, self._scale, self._shift = (
            part.array for part in (norm.mean, norm.std, norm.weight, norm.bias)
        )

    def __call__(self, words: Numbers) -> Numbers:
        count, longest, width = words.shape
        padded = np.zeros((count, longest + 2 * self._padding, width), np.float32)
        padded[:, self._padding : self._padding + longest] = words
        windows = np.lib.stride_tricks.sliding_window_view(padded, self._kernel, axis=1)
        found = windows.reshape(count * windows.shape[1], -1) @ self._weight
        found += self._bias
        np.maximum(found, 0, out=found)
        found -= self._mean
        found /= self._spread
        found *= self._scale
        found += self._shift
        told: Numbers = found.reshape(count, -1, found.shape[-1])
        return told


def _likeliest(emissions: Numbers, transitions: Numbers, lengths: Sequence[int]) -> list[list[int]]:
    """Return for each text the most likely sequence of tags, by Viterbi's algorithm."""
    steps = np.ascontiguousarray(emissions.swapaxes(0, 1))
    scores = np.empty_like(steps)  # [tag]: the best score of all sequences up to this word that end with the tag
    # [word, tag]: the tag of the previous word in the best sequence that ends with this tag.
    came = np.empty(steps.shape, np.intp)
    scores[0] = steps[0]
    for step in range(1, len(steps)):
        ways = scores[step - 1][:, :, None] + transitions
        ways += steps[step][:, None, :]
        ways.argmax(1, out=came[step])
        ways.max(1, out=scores[step])
    return [
        _way(came[:length, row].tolist(), int(scores[length - 1, row].argmax())) for row, length in enumerate(lengths)
    ]


def _way(came: Sequence[Sequence[int]], last: int) -> list[int]:
    tags = [last]
    for before in reversed(came[1:]):
        tags.append(before[tags[-1]])
    return tags[::-1]


def read_recogniser(path: Path, vectors: WordVectors) -> NameRecogniser:
    """Read a model file of slovnet; raises ValueError if the model was not trained with these vectors."""
    with Pack(path) as pack:
        pack.load_meta().check_protocol()
        model = pack.load_model(NER)
        model = model.inject_arrays(dict(pack.load_arrays(model.weights))).inject_navec(vectors)
        return NameRecogniser(model, pack.load_vocab(SHAPE), pack.load_vocab(TAG), vectors)
