"""What was read before, kept so that a file that did not change is not parsed again."""
