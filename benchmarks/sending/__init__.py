"""Return a line for each missed or wrongly found word, the worst first."""
