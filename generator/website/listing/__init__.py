"""The pages that list the records of a type, their rows for scripts, and the facets that narrow them."""
