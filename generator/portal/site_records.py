"""The site of a portal, as it stands on disk → its records: what its search knows of each, and what its lists say.

Every file is the one that the site's manifest names, and none holds what is public for a time alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from generator.check.site.manifest import Manifest, manifest_of, read_manifest, read_plain
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.portal.snapshots import list_address
from generator.website.places.exports import COMPLETENESS_DATA, DATA_FOLDER
from generator.website.search.published import PublishedDocument, published_records
from generator.website.search.segment_files import BOOT_ADDRESS


class SiteRecords:
    """A built site. Raises :class:`CannotRun` if there is none, or if a file is not the one that was built."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.manifest: Manifest = read_manifest(manifest_of(folder))
        if BOOT_ADDRESS not in self.manifest.files:
            raise CannotRun(say("{path} is not the manifest of a built site.", path=str(folder)))

    def documents(self) -> Iterator[PublishedDocument]:
        """What the search knows of each record."""
        return published_records(self._content)

    def items(self) -> Iterator[tuple[str, str, str]]:
        """Of each list each record: its type, its id, and the JSON of it."""
        for address in self.manifest.files:
            type = address.removeprefix(DATA_FOLDER).removesuffix(".json")
            if address == list_address(type) and "/" not in type and address != COMPLETENESS_DATA:
                yield from self._listed(type, self._content(address))

    def _listed(self, type: str, content: bytes) -> Iterator[tuple[str, str, str]]:
        first, *lines = content.splitlines()
        for line in lines if first == b"[" else ():  # one record a line, between brackets
            if (record := line.rstrip(b",")) not in (b"", b"]"):
                yield type, json.loads(record)["id"], record.decode()

    def _content(self, address: str) -> bytes:
        content = read_plain(self._folder / address)
        if hashlib.sha256(content).hexdigest() != self.manifest.files.get(address):
            raise CannotRun(
                say(
                    "{address} is not the file that was built: build the portal again, then load it.",
                    address=address,
                )
            )
        return content
