"""The scores of the labelled sets, item by item; intervals are computed from them.

A test compares these scores with those of the scorer that belongs to the data.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

# Our topic → category in the labelled set topic_tg; all other topics count as its category society.
_TO_CATEGORY = {
    "economy": "economy", "technology": "technology", "science": "science", "sports": "sports",
    "culture": "entertainment", "health": "science", "environment": "science",
}  # fmt: skip
# Label of topic_ky → our topic; a label for which we have no topic is left out.
_FROM_LABEL = {
    "politics": "politics", "law and crime": "law-and-crime", "foreign affairs": "foreign-affairs", "health": "health",
    "economics and finance": "economy", "accidents": "accidents", "culture": "culture", "education": "education",
    "citizens abroad": "migration", "sports": "sports", "religion": "religion", "natural hazards": "accidents",
    "science and technology": "technology", "border": "security", "ecology": "environment", "weather": "environment",
    "natural resources": "environment",
}  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
Counts = tuple[int, int, int]  # true positives, false positives, false negatives


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower().replace("ё", "е"))


def rouge_1(candidate: str, reference: str) -> float:
    """Return the F1 of the words that two texts have in common, from 0 to 1."""
    mine, theirs = words(candidate), words(reference)
    hits = sum((Counter(mine) & Counter(theirs)).values())
    return 2 * hits / (len(mine) + len(theirs)) if hits else 0.0


def f1(counts: Sequence[Counts]) -> float:
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return 2 * precision * recall / max(1e-9, precision + recall)


def precision(counts: Sequence[Counts]) -> float:
    return sum(right for right, _, _ in counts) / max(1, sum(right + wrong for right, wrong, _ in counts))


def cluster_counts(gold: Sequence[tuple[str, str, int]], rows: Mapping[str, Row]) -> list[Counts]:
    """Return (true positives, false positives, false negatives) for each labelled pair; at most one number is 1."""
    counts = []
    for one, other, is_same in gold:
        together = one in rows and other in rows and rows[one]["story"] == rows[other]["story"]
        counts.append(
            (int(bool(is_same) and together), int(not is_same and together), int(bool(is_same) and not together))
        )
    return counts


def summary_scores(gold: Mapping[str, str], rows: Mapping[str, Row]) -> list[float]:
    """Return ROUGE-1 against each reference, from 0 to 100."""
    return [100 * rouge_1(rows.get(key, {}).get("summary") or "", reference) for key, reference in gold.items()]


def summary_words(gold: Mapping[str, str], rows: Mapping[str, Row]) -> list[float]:
    return [float(len((rows.get(key, {}).get("summary") or "").split())) for key in gold]


def unsupported_numbers(gold: Mapping[str, str], rows: Mapping[str, Row], items: Mapping[str, Row]) -> list[float]:
    """Return 1 for each summary with a number that is not in its article, 0 for the others."""
    found = []
    for key in gold:
        source = f"{items[key].get('title', '')} {items[key]['text']}"
        summary = rows.get(key, {}).get("summary") or ""
        found.append(float(bool(set(_NUMBER.findall(summary)) - set(_NUMBER.findall(source)))))
    return found


def language_hits(gold: Mapping[str, Sequence[str]], rows: Mapping[str, Row], group: str) -> list[tuple[str, bool]]:
    """Return for each text of a group its language, and whether that was detected."""
    return [
        (language, rows.get(key, {}).get("language") == language)
        for key, (kind, language) in gold.items()
        if kind == group
    ]


def macro(hits: Sequence[tuple[str, bool]]) -> float:
    by_language: defaultdict[str, list[bool]] = defaultdict(list)
    for language, is_right in hits:
        by_language[language].append(is_right)
    rates = [sum(found) / len(found) for found in by_language.values()]
    return sum(rates) / max(1, len(rates))


def category_hits(gold: Mapping[str, str], rows: Mapping[str, Row]) -> list[float]:
    """Return for each article of the set topic_tg 1 if its first topic is in the labelled category, else 0.

    Articles with the label "other" or "not_news" are left out.
    """
    hits = []
    for key, label in gold.items():
        if label not in ("other", "not_news"):
            topics = rows.get(key, {}).get("topics") or ["society"]
            hits.append(float(_TO_CATEGORY.get(topics[0], "society") == label))
    return hits


def topic_counts(gold: Mapping[str, Sequence[str]], rows: Mapping[str, Row]) -> list[Counts]:
    """Return for each article of the set topic_ky its true positives, false positives and false negatives."""
    counts = []
    known = set(_FROM_LABEL.values())
    for key, labels in gold.items():
        want = {_FROM_LABEL[label] for label in labels if label in _FROM_LABEL}
        got = set(rows.get(key, {}).get("topics") or ()) & known
        counts.append((len(want & got), len(got - want), len(want - got)))
    return counts


# Category of topic_sib_* → our topics that are right for it; other categories are not scored.
_OF_SIB = {
    "politics": {"politics", "foreign-affairs", "security", "human-rights", "law-and-crime", "migration"},
    "science/technology": {"science", "technology"},
    "sports": {"sports"},
    "health": {"health"},
    "entertainment": {"culture", "media"},
}


def sib_hits(gold: Mapping[str, str], rows: Mapping[str, Row]) -> list[float]:
    """Return for each sentence of a set topic_sib_LANGUAGE 1 if its first topic fits its labelled category, else 0.

    Sentences of a category that is not in _OF_SIB are left out.
    """
    asked = {key: _OF_SIB[label] for key, label in gold.items() if label in _OF_SIB}
    return [float((rows.get(key, {}).get("topics") or [""])[0] in fitting) for key, fitting in asked.items()]


def acceptable_topics(gold: Mapping[str, Row], rows: Mapping[str, Row]) -> list[float]:
    """Return for each article of the set topics_region 1 if its first topic is an acceptable one, else 0."""
    return [float((rows.get(key, {}).get("topics") or [""])[0] in wanted["topics"]) for key, wanted in gold.items()]


def country_counts(gold: Mapping[str, Row], rows: Mapping[str, Row]) -> list[Counts]:
    """Return the counts for each article's countries; optional ones are neither right nor wrong."""
    counts = []
    for key, wanted in gold.items():
        said, asked = set(rows.get(key, {}).get("countries") or ()), set(wanted["countries"])
        counts.append(
            (len(said & asked), len(said - asked - set(wanted.get("countries_may") or ())), len(asked - said))
        )
    return counts
