"""A server that does what servers on the internet should not, by groups; what each must come to stands with it."""
