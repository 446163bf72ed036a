"""A package, because ``tests/read`` has a ``test_schemas`` too."""
