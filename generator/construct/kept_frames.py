"""Frames that an engine made in an earlier build, for as long as it would make the same: meanwhile it need not run.

What an engine makes follows from its configuration, its theme, the templates, and what it was asked for: no record is in a frame.
All of that is told by digests. While they are the same a build takes the frames, the files of the theme and what the engine
read in its configuration from here, and loads neither the engine nor the theme.

Whoever runs the engine decides what may be kept: a hook, a plugin that is not known, a value from the environment or a template
that shows the time make it run in every build, and so does its own warning, which would not be heard otherwise.

What is kept is JSON in a folder that nobody else may write to, sealed by a key that only this account has. Of a file that is
damaged, or another's, nothing is taken. Each frame is held to the contract as if it had just been made.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from generator.construct.as_digests import CannotTell, digests_of, installed_libraries
from generator.construct.configuration_files import configuration_files
from generator.construct.written_pages import (
    DEFAULT_SELECTION,
    Selection,
    selection_as_plain,
    selection_from_plain,
)
from generator.model.files.own_keys import own_key
from generator.model.files.site_root import CONFIGURATION, TEMPLATES
from generator.model.files.working_folders import KeptFiles
from generator.model.records.page import CONTENT
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, as_plain, from_plain
from generator.read.cache.own_code import add, digest_of_generator
from generator.read.files.shipped import shipped
from generator.website.frame.contract import FrameRequest
from generator.website.frame.policy import NO_SCRIPTS, Policy

FOLDER = "frames"
SAID = ("data/site.yaml", "data/locales")
"""What is in every frame of what the root declares: names, the address of the site, its own words. The rest is in requests."""
_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error, CannotRun, CannotTell)
_SEAL = "sha256"
_SEAL_BYTES = hashlib.new(_SEAL).digest_size


@dataclass(frozen=True, slots=True)
class MadeFrames:
    """All that an engine gave a build. Supplies it (:class:`~generator.website.frame.contract.FrameSupplier`) to others."""

    asked: str
    """A digest of the requests (:func:`digest_of_requests`)."""
    pages: Mapping[str, str]
    """By the address of the request."""
    beside: tuple[tuple[str, bytes], ...]
    """What they ask for: address and bytes."""
    policy: Policy = NO_SCRIPTS
    selection: Selection = DEFAULT_SELECTION
    site_dir: Path | None = None
    """Where the configuration says that the site goes; ``None`` where that was not asked, since somebody said it."""
    folders: tuple[Path, ...] = ()
    """Of the theme: those that are no library."""
    cautions: tuple[Phrase, ...] = ()
    """What is odd about the configuration."""

    def page(self, request: FrameRequest) -> str:
        """The frame's page, as it was made."""
        return self.pages[request.address]

    def files(self) -> Iterable[tuple[str, bytes]]:
        """Styles, scripts, pictures."""
        return self.beside

    def answers(self, requests: Iterable[FrameRequest]) -> bool:
        """Whether just these were made."""
        return self.asked == digest_of_requests(requests)


class KeptFrames:
    """What is kept for a root as it is now."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._kept = KeptFiles(FOLDER)
        self.configuration: tuple[Path, ...] = ()
        """The root's own files of it."""
        self._name = self._named()

    def recall(self) -> MadeFrames | None:
        """The frames, if nothing that they follow from changed but perhaps what is asked for."""
        content = self._kept.get(self._name) if self._name else None
        with suppress(*_DAMAGED):
            if content and (key := own_key(FOLDER)):
                seal, packed = content[:_SEAL_BYTES], content[_SEAL_BYTES:]
                if hmac.compare_digest(seal, self._seal(key, packed)):
                    return self._read(json.loads(zlib.decompress(packed)))
        return None

    def keep(self, made: MadeFrames) -> None:
        """Remember them, unless the root is another than it was when the engine began."""
        with suppress(*_DAMAGED):
            if self._name and self._name == self._named() and (key := own_key(FOLDER)):
                if made.site_dir is None and (before := self.recall()):
                    made = replace(made, site_dir=before.site_dir)
                packed = zlib.compress(json.dumps(self._written(made)).encode(), 1)
                self._kept.put(self._name, self._seal(key, packed) + packed)

    def _seal(self, key: bytes, packed: bytes) -> bytes:
        return hmac.new(key, self._name.encode() + packed, _SEAL).digest()

    def _named(self) -> str:
        """A digest of whatever frames follow from beside what is asked for; empty where that cannot be told."""
        if not self._kept.are_possible:
            return ""
        root, total = self._root, hashlib.sha256(digest_of_generator())
        try:
            own = root / CONFIGURATION
            has_own = own.is_file()
            chain = tuple(configuration_files(own if has_own else shipped(CONFIGURATION)))
            self.configuration = chain if has_own else ()
            add(total, [str(has_own).encode(), *(path.read_bytes() for path in chain)])
            add(total, (digests_of(root / place).content.encode() for place in (TEMPLATES, *SAID)))
        except (OSError, CannotRun, CannotTell):  # whoever reads it next says what is wrong
            return ""
        add(total, installed_libraries())
        add(total, _names_below(root / CONTENT))
        return total.hexdigest()

    def _written(self, made: MadeFrames) -> dict[str, Any]:
        places = [*made.folders, *([made.site_dir] if made.site_dir else [])]
        return {
            "root": "" if all(map(self._is_below, places)) and not self._is_named() else str(self._root),
            "asked": made.asked,
            "pages": dict(made.pages),
            "beside": [(address, base64.b64encode(content).decode()) for address, content in made.beside],
            "scripts": made.policy.scripts,
            "styles": made.policy.styles,
            "selection": selection_as_plain(made.selection),
            "site_dir": self._plain(made.site_dir) if made.site_dir else None,
            "folders": [(self._plain(folder), digests_of(folder).content) for folder in made.folders],
            "cautions": [as_plain(phrase) for phrase in made.cautions],
        }

    def _read(self, content: Mapping[str, Any]) -> MadeFrames | None:
        folders = [(self._root / place, digest) for place, digest in content["folders"]]
        if content["root"] not in ("", str(self._root)) or any(
            digests_of(folder).content != digest for folder, digest in folders
        ):
            return None
        site_dir = content["site_dir"]
        return MadeFrames(
            content["asked"],
            content["pages"],
            tuple((address, base64.b64decode(text, validate=True)) for address, text in content["beside"]),
            Policy(tuple(content["scripts"]), tuple(content["styles"])),
            selection_from_plain(content["selection"]),
            None if site_dir is None else self._root / site_dir,
            tuple(folder for folder, _ in folders),
            tuple(map(from_plain, content["cautions"])),
        )

    def _is_below(self, place: Path) -> bool:
        return place.is_relative_to(self._root)

    def _is_named(self) -> bool:
        """Whether the configuration names its root by its whole path, which it would do wherever it is copied to."""
        return any(os.fsencode(self._root) in path.read_bytes() for path in self.configuration)

    def _plain(self, place: Path) -> str:
        """A root that is copied elsewhere, as a server does for each release, has its places there."""
        return str(place.relative_to(self._root) if self._is_below(place) else place)


def digest_of_requests(requests: Iterable[FrameRequest]) -> str:
    """What was asked for: which pages in which languages, with what in header, tabs and footer."""
    plain = [(_plain(request.key), request.address, _plain(request.chrome)) for request in requests]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Of a text that says its language in HTML, both."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return [value, value.__html__()] if hasattr(value, "__html__") else value


def _names_below(folder: Path) -> Iterable[bytes]:
    """What stands in ``content/`` keeps the theme's own file of the same name from being there."""
    for above, folders, names in os.walk(folder):
        folders.sort()
        yield os.fsencode(os.path.relpath(above, folder))
        yield from map(os.fsencode, sorted(names))
