"""A site of one's own from an empty folder: presets for kinds of bodies, and the files that a new root begins with."""
