"""Whether a tree is what its manifest says: every file, no other, byte by byte."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from generator.model.addresses import MANIFEST
from generator.website.tree import own_manifest

SIGNATURE = f"{MANIFEST}.sig"
BESIDE = frozenset({MANIFEST, SIGNATURE})
"""What a manifest does not name."""


def read_manifest(tree: Path) -> dict[str, object]:
    """The whole manifest, which stands beside the tree where the public one leaves files out; empty if none can be read."""
    own = own_manifest(tree)
    try:
        content = json.loads((own if own.is_file() else tree / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def differences(tree: Path) -> Iterator[str]:
    """Addresses that are missing, too many, or hold other bytes than the manifest says."""
    declared = read_manifest(tree).get("files")
    if not isinstance(declared, dict):
        yield MANIFEST
        return
    present = set(addresses(tree))
    yield from sorted((present ^ set(declared)) - BESIDE)
    for address in sorted(present & set(declared)):
        with (tree / address).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != declared[address]:
                yield address


def addresses(tree: Path) -> Iterator[str]:
    """Every file of a tree, and every link: none belongs there."""
    for folder, folders, names in os.walk(tree):
        links = (name for name in folders if (Path(folder) / name).is_symlink())
        for name in (*names, *links):
            yield (Path(folder) / name).relative_to(tree).as_posix()


def is_whole(tree: Path) -> bool:
    """Whether nothing differs."""
    return next(differences(tree), None) is None
