"""Geometry of the pictures: dates and numbers → places in per cent. Templates draw; nothing here knows HTML."""
