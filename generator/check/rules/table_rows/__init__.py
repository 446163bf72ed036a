"""Rules on the rows of a table of one record."""
