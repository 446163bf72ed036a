"""One build of a root with its pages alone, for other benchmarks to run: ``python -m benchmarks.pages_alone ROOT DAY``.

What is left out are the CSV, Excel and JSON files of whole types and the index of the search; pages,
listings, twins, feeds, calendars and the manifest are made. No option of the generator does that: it is for comparing
with tools that make pages alone.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.disclose.disclosure import Disclosure
from generator.plugin.run import build_site
from generator.website.build import assembly
from generator.website.build import exports as everything
from generator.website.build.fingerprints import Fingerprints
from generator.website.build.parts import Batch
from generator.website.exports.calendars import has_calendar
from generator.website.search.index import Segment

_all_batches = everything.batches


def _last_batch(disclosure: Disclosure, prints: Fingerprints) -> Iterator[Batch]:
    """Feeds and calendars, which come after the downloads."""
    calendars = sum(map(has_calendar, disclosure.types))
    yield from [*_all_batches(disclosure, prints)][-1 - calendars :]


def _no_segments(*_: object) -> Iterator[Segment]:
    yield from ()


if __name__ == "__main__":
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    everything.batches = _last_batch
    assembly.segments = _no_segments
    build_site(Path(sys.argv[1]), site_dir=None, as_of=date.fromisoformat(sys.argv[2]))
