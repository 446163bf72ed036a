"""Rules on the fields of one record."""
