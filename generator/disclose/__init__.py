"""The one door between what staff commit and what the public sees."""
