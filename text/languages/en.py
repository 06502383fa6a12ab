"""English."""

from text.languages.language import Language, chain, either

LANGUAGE = Language(
    code="en",
    name="English",
    place=6,
    called="английский",
    letters="a-z",
    endings=either(chain("s es 's s' d ed ing er ers")),
)
