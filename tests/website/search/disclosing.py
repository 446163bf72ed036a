"""A root → what the public may see of it, and its index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from building import DAY

from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure
from generator.website.search import index
from generator.website.search.segments import PUBLISHED, Cutting


def disclosed(root: Path) -> Disclosure:
    verdict = judge(root, DAY)
    assert verdict.fit
    return disclose(verdict.register, verdict.as_of, verdict.checked, verdict.coverage)


@contextmanager
def segments_of(unit: int) -> Iterator[None]:
    """Segments of more documents than so many are made as those of thousands are: with processes of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "UNIT", unit)
        yield


def finely(unit: int) -> Cutting:
    """As an index with many times as many records is cut: into so many documents and their doubles."""
    return Cutting(unit, 2 * unit, PUBLISHED.share)
