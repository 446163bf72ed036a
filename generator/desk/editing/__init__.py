"""A record as somebody edits it, whatever file it stands in: what can be typed, what that changes, what the gate says of it."""
