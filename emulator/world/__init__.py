"""Invented outlets and their news, published through the day by the clock."""
