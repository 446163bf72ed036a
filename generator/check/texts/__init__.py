"""The stream of public text, and what is asked of every text in it."""
