"""Ids: keys, references, trees, and the ids that records had before."""
