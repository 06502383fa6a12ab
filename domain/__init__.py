"""The types of the product and the rules over them: frozen dataclasses and pure functions that import no other room."""
