"""The JSON twins of a type, and the list of what all of them hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.disclose.disclosure import Entry
from generator.model.addresses import twin_address
from generator.model.record_type import RecordType
from generator.model.site import Site
from generator.website.exports.places import data_address
from generator.website.twins import twin


def json_files(type: RecordType, entries: Sequence[Entry], site: Site) -> Iterator[tuple[str, bytes]]:
    """A twin for each record, then the list, one record a line."""
    twins = []
    for entry in entries:
        content = twin(entry, site)
        twins.append(content.rstrip())
        yield twin_address(type.name, entry.id), content
    yield data_address(type.name, "json"), b"[\n" + b",\n".join(twins) + b"\n]\n"
