"""Disclosure → pages, stamped into the theme's frames. It sees no record that is not disclosed."""
