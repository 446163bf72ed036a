"""``python -m generator`` is ``sunlit``: so git's hooks, the timer and previews of other processes start it."""

import gc

gc.disable()  # of what is imported nothing becomes garbage, and looking for it takes a sixth of the start

from generator.cli import main  # noqa: E402

gc.freeze()
gc.enable()
main()
