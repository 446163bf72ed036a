"""The commands, a file each: arguments → call → report → exit status. What they share is in ``common``."""
