"""The control API under /control/: what the page, tests and benchmarks use to play the people and the trouble."""
