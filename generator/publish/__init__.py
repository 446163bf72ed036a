"""Publishing: a push is checked, built into a release beside the others, proven whole, and switched live.

Runs on a server with a POSIX file system. The build is handed in, so nothing here knows how a site is made.
"""
