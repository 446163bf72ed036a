"""Records as they are read, changed and shown."""
