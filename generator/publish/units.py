"""systemd's units for one repository: the recipe of ``docs/serving/``, with its own names and paths."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.publish.settings import Settings, write_whole
from generator.read.files.shipped import shipped

RECIPE = "sunlit-tick"
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


def write_units(repository: Path, settings: Settings, folder: Path) -> str:
    """Write a service and a timer that run the tick of this repository every hour; the timer's name. What stands under these
    names is replaced. Raises :class:`CannotRun` if the folder cannot be written to.
    """
    name = f"sunlit-{_OTHER.sub('-', repository.stem) or 'site'}"
    told = {
        "User": repository.owner(),
        "ExecStart": " ".join(
            map(_quoted, (sys.executable, "-P", "-m", "generator", "-C", str(repository), "publish", "tick", "--quiet"))
        ),
        "Environment": "PYTHONUTF8=1",
        "ReadWritePaths": " ".join(map(_quoted, (str(repository), str(Path(settings.live).parent)))),
    }  # fmt: skip
    try:
        for suffix in ("service", "timer"):
            recipe = shipped("docs", "serving", f"{RECIPE}.{suffix}").read_text(encoding="utf-8")
            write_whole(folder / f"{name}.{suffix}", _filled(recipe.replace(RECIPE, name), told))
    except OSError as error:
        raise CannotRun(
            say("{path} cannot be written: {reason}.", path=str(folder), reason=str(error.strerror))
        ) from None
    return f"{name}.timer"


def _filled(recipe: str, told: dict[str, str]) -> str:
    """The recipe with what it says of its example said of this repository."""
    lines = []
    for line in recipe.splitlines():
        key = line.partition("=")[0]
        lines.append(f"{key}={told[key]}" if key in told and "=" in line else line)
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A word of a unit (systemd.syntax(7), systemd.service(5)): ``%`` and ``$`` mean nothing there."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if re.search(r"[\s'\"\\;]", text) else plain
