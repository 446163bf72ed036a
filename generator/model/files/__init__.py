"""Where files of a site may stand, and the folders that a process works in."""
