"""From a URL to annotated articles."""
