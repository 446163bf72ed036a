"""What a file gave when it was read before, so that a file that did not change is not parsed again.

A reading is known by everything that it follows from: the bytes of the file and its place, the schema, the code. So it
is never out of date; it may be deleted at any time, and goes by itself when nothing asked for it for a month. Readings
with a finding are not kept.

They lie in the cache folder of whoever runs this, never beside the data: what is kept is unpickled, which does as it is
told, and who may push records must not get there. A folder that others may write to is left alone.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from generator.model.files.working_folders import KeptFiles
from generator.model.records.record import Record, Row, Source
from generator.read.cache.own_code import add, digest_of_generator

SCHEMAS = "schemas"
"""The folder of what is known of declared types: nothing of it is of a record."""
SMALLEST = 16_000
"""Bytes of a file from which on parsing it takes longer than looking it up."""
_DAMAGED = (
    pickle.UnpicklingError,
    EOFError,
    AttributeError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)


class Readings:
    """The kept readings; where there is no folder of one's own, none. ``folder``: the name of theirs in the cache."""

    def __init__(self, folder: str = "readings") -> None:
        self._kept = KeptFiles(folder)

    def key(self, content: bytes, *follows_from: bytes, dear: bool = False) -> str:
        """The name of a reading; empty where it would not be worth keeping, or what it follows from is not known.

        A ``dear`` one is worth keeping however small the file is.
        """
        too_small = len(content) < SMALLEST and not dear
        if not self._kept.are_possible or too_small or not all(follows_from):
            return ""
        total = sha256(digest_of_generator())
        add(total, (*follows_from, content))
        return total.hexdigest()

    def recall(self, key: str) -> Any:
        """What was kept under the key, or ``None``."""
        kept = self._kept.get(key) if key else None
        with suppress(*_DAMAGED):
            return pickle.loads(kept) if kept else None  # noqa: S301 - nobody else may write there
        return None

    def keep(self, key: str, reading: object) -> None:
        """Remember it; where that is not possible, the file is parsed again the next time."""
        if key:
            self._kept.put(key, _pickled(reading))


def _read_only(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(content)


_AS_CALLS: dict[type, Callable[[Any], Any]] = {
    **copyreg.dispatch_table,
    Row: lambda row: (Row, (row.values, row.source, row.places)),
    Record: lambda record: (Record, (record.type, record.id, record.row, record.children)),
    Source: lambda place: (Source, (place.path, place.line, place.column, place.sheet)),
    MappingProxyType: lambda mapping: (_read_only, (dict(mapping),)),
}
"""Rows as calls that make them again, which is several times faster than setting frozen fields one by one."""


def _pickled(reading: object) -> bytes:
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _AS_CALLS
    pickler.dump(reading)
    return written.getvalue()
