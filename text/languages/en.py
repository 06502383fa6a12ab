"""English."""

from text.languages.language import Language, chain, either

ENGLISH = Language(code="en", name="English", letters="a-z", endings=either(chain("s es 's s' d ed ing er ers")))
