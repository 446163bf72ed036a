"""What is dear to make and changed by no test: made once for a run, however many processes run the tests."""

from __future__ import annotations

import copyreg
import fcntl
import pickle
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

Made = TypeVar("Made")


class Once:
    """``once("shipped", build)`` is what ``build(folder)`` gave, and the folder stands as ``build`` left it.

    The first process to ask makes it, the others wait and read what it gave: so that must be values and paths, no
    server and no process.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str, make: Callable[[Path], Made]) -> Made:
        kept = self.folder / f"{name}.made"
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                (self.folder / name).mkdir(exist_ok=True)
                kept.write_bytes(pickle.dumps(make(self.folder / name / "root")))
        made: Made = pickle.loads(kept.read_bytes())
        return made


def _read_only(content: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(content)


copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))  # type: ignore[arg-type]
