"""The control API under /control/: with it the page, tests and benchmarks act for people and cause trouble."""
