"""A package, because ``tests/read`` and others have modules of the same names."""
