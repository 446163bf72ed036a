"""Parts of a site that are made apart from each other, so that what did not change need not be made again.

A part is a few files and a key. The key is a digest of everything that the files show but the day, so the same key means the
same bytes on each day on which the part would have looked at today in the same way; a part without a key is made every time.
Parts come in batches. A batch is a function, so that another process can run it; batches share what they read and nothing
else, and it does not matter which process runs which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

File = tuple[str, bytes]
"""An address from the site's root, and the content."""

NO_KEY = b""


@dataclass(frozen=True, slots=True)
class Part:
    """Some files of a site. ``make`` gives the same ones whenever the key is the same, as far as the day lets it."""

    key: bytes
    make: Callable[[], Iterable[File]]


Batch = Callable[[], Iterable[Part]]
"""Parts that one process handles in one go."""
