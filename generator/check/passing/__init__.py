"""Values that are public during a period alone: where they stand, and how reports leave them out."""
