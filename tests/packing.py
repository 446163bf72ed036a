"""The wheel, built as whoever releases it does, from a copy of the project."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from building import PROJECT, run

PACKED = (
    "generator",
    "site_templates",
    "data/schemas",
    "docs/ci",
    "docs/serving",
    "constraints.txt",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "mkdocs.yml",
)


def build_wheel(source: Path, out: Path, version: str = "") -> Path:
    """Built from a copy in ``source``, so that nothing is written into the project; without network or isolation.

    ``version``: another number than the project's.
    """
    for name in PACKED:
        path, target = PROJECT / name, source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, target)
    if version:
        numbered = source / "generator" / "__init__.py"
        text, found = re.subn(
            r'(?m)^__version__ = ".*"$', f'__version__ = "{version}"', numbered.read_text(encoding="utf-8")
        )
        assert found == 1
        numbered.write_text(text, encoding="utf-8")
    options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", out)
    done = run("wheel", *options, source, module="pip", cwd=source)
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return built
