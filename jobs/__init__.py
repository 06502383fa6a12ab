"""What happens on a clock."""
