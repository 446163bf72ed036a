"""Groups of commands that would make ``cli.py`` long: arguments → call → report → exit status, as there."""
