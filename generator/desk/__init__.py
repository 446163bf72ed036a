"""The clerk's desk: from what an office has to records in ``data/``, and what helps to write them."""
