"""What git knows of a root (git's only home)."""

from __future__ import annotations

import subprocess
from pathlib import Path

UNCOMMITTED = "+"
"""Marks a revision to which uncommitted changes were added."""


def revision(root: Path) -> str:
    """The commit that the root's files are of, with ``+`` if some differ from it; empty outside git."""
    commit = _git(root, "rev-parse", "--verify", "HEAD")
    if not commit:
        return ""
    changed = _git(
        root,
        "status",
        "--porcelain",
        "--untracked-files=all",
        "--",
        "data",
        "content",
        "site_templates",
        "mkdocs.yml",
    )
    return commit + (UNCOMMITTED if changed else "")


def _git(root: Path, *arguments: str) -> str:
    """What git prints, stripped; empty if it cannot answer (no git, no repository, no commit)."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
