"""One file per thing an operator can ask in a terminal."""
