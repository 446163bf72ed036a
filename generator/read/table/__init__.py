"""Rows of cells or mappings → rows of a type: headers, shapes, spellings, values."""
