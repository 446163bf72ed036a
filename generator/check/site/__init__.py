"""A built site, judged by its manifest and by the checks of the gate."""
