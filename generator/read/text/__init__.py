"""Bytes → text, without guessing; texts that were read in a wrong encoding before they came here."""
