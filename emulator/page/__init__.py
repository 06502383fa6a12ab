"""The chat page: plain HTML, CSS and JavaScript modules, no build step."""
