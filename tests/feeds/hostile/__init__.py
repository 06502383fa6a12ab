"""A server that behaves badly in every known way: groups of cases, each with the expected outcome."""
