"""Workbooks → rows of texts as their cells show them, and what a table must not have."""
