"""The methods of the Bot API, by area; `method.py` says what a method is."""
