"""The list of what all JSON twins of a type hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.disclose.disclosure import Entry
from generator.model.record_type import RecordType
from generator.model.site import Site
from generator.website.exports.twins import twin
from generator.website.places.exports import data_address


def json_list(type: RecordType, entries: Sequence[Entry], site: Site) -> Iterator[tuple[str, bytes]]:
    """One record a line, each as its twin has it."""
    lines = b",\n".join(twin(entry, site).rstrip() for entry in entries)
    yield data_address(type.name, "json"), b"[\n" + lines + b"\n]\n"
