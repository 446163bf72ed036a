"""A name for each finding that stays the same while the file around it changes, so that reports can be compared."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.check.report.told import Told


def fingerprints(findings: Iterable[Told]) -> Iterator[tuple[Told, str]]:
    """Each finding with its name: made of rule, file, record and field, never of line, language or value."""
    seen: Counter[tuple[str, ...]] = Counter()
    for told in findings:
        key = (told.rule, told.path, told.source.sheet, told.record, told.field)
        seen[key] += 1
        parts = "\0".join((*key, str(seen[key])))
        yield told, hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()
