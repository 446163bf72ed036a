"""``data/exceptions/``: changes of what is public that are let through without a correction, read as records are."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from generator.model.declared.record_type import RecordType
from generator.model.files.addresses import EXCEPTIONS
from generator.model.records.record import Register
from generator.read.schema.place import Place
from generator.read.schema.record_types import record_type
from generator.read.yaml.declarations import load


@lru_cache(maxsize=1)
def exception_type() -> RecordType:
    """The type that every exception is of: no site declares it, and no page is made of it but that of the corrections."""
    shown = "exceptions.yaml"
    return record_type(EXCEPTIONS, load(Path(__file__).with_name(shown), shown), Place(shown))


def as_register(register: Register) -> Register:
    """The exceptions of a register as one whose only records they are, for checks that are asked of records."""
    return replace(
        register, types={EXCEPTIONS: exception_type()}, records={EXCEPTIONS: register.exceptions}, pages=()
    )
