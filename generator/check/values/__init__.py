"""Single values against the type and the constraints of their field, and what would be right instead."""
