"""Pages over all types: the home page, families, open data, the search."""
