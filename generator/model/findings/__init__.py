"""What can be wrong, and what was found."""
