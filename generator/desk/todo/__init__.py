"""What is due, for staff."""
