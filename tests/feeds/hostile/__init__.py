"""A server that does what servers on the internet should not do: groups of cases, each with the right outcome."""
