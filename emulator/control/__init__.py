"""The control API under /control/, by which the page, tests and benchmarks act as people and cause faults."""
