"""What a site says of itself: its data governance, its accessibility statement and what the tests know of it."""
