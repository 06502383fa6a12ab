"""What things are: frozen dataclasses, no I/O, nothing of ours imported."""
