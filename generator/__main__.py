"""``sunlit``, and ``python -m generator``: so git's hooks, the timer and previews of other processes start it."""

import gc

gc.disable()  # of what is imported nothing becomes garbage, and looking for it takes a sixth of the start

from generator.cli import main  # noqa: E402

gc.freeze()
gc.set_threshold(20_000, 20, 20)  # looking as often as Python has it takes three to six hundredths of a build
gc.enable()

if __name__ == "__main__":
    main()
