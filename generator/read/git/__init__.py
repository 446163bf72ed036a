"""Git: the revision of a root, earlier revisions as files, what a push holds, what is live."""
