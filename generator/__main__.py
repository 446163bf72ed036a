"""``python -m generator`` is ``sunlit``."""

from generator.cli import main

main()
