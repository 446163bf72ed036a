"""Bytes → text → rows with their place in the file; schema files → record types."""
