"""Topics in the hands of editors."""
