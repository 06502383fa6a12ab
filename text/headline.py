"""A headline: the title, or one made from the text where there is none, compressed."""

import re
from collections.abc import Sequence

LONGEST = 160
_ASIDES = re.compile(r"\s*\([^()]{0,120}\)")
_DATELINE = re.compile(r"^[А-ЯЁA-Z][\w\- ]{2,30}[,.]?\s*(?:\d{1,2}\s\w+\s*)?[—–-]\s+(?=[А-ЯЁA-Z])")
_ATTRIBUTION = re.compile(
    r",\s+(?:сообщает|сообщили|передает|передаёт|пишет|информирует|сообщил[аи]?)\b[^.]*(?=[.!?]?$)"
)


def headline(title: str | None, sentences: Sequence[str], language: str) -> str:
    """At most LONGEST characters, without a full stop; empty when there is nothing to say."""
    if title and title.strip():
        return title.strip()
    if not sentences:
        return ""
    made = compress(sentences[0], language)
    if len(made) > LONGEST:
        made = made[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"
    return made


def compress(sentence: str, language: str) -> str:  # noqa: ARG001 - languages differ in their attributions
    """A sentence without dateline, agency and asides."""
    short = _DATELINE.sub("", sentence.strip())
    short = _ASIDES.sub("", short)
    short = _ATTRIBUTION.sub("", short)
    return short.rstrip(" .")
