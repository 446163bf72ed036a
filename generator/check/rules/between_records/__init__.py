"""Rules on records beside each other: what refers to what, a tree, a whole year."""
