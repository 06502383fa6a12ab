"""The methods of the Bot API, by area; each takes the state and a call and returns the `result` of the answer."""
