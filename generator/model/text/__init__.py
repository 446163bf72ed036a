"""Words and what makes two of them the same to a reader."""
