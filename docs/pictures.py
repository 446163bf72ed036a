"""Write the pictures of the handbook: ``python docs/pictures.py``; ``--check`` only compares, and exits 1 at a difference.

Each picture is what the commands in the handbook's tasks print, run in the handbook's order (:mod:`writers.handbook_tasks`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from writers.handbook_tasks import picture, sessions

DOCS = Path(__file__).resolve().parent
LANGUAGES = ("zh", "en")


def pictures(language: str) -> Iterator[tuple[Path, str]]:
    """The pictures of one handbook, and what each should hold."""
    text = (DOCS / f"handbook.{language}.md").read_text(encoding="utf-8")
    for session in sessions(text, language):
        yield DOCS / "pictures" / f"{session.name}.{language}.svg", picture(session)


def main(arguments: list[str]) -> int:
    """Write or compare all of them."""
    found = dict(made for language in LANGUAGES for made in pictures(language))
    changed = [path for path, text in found.items() if not path.is_file() or path.read_text("utf-8") != text]
    gone = [path for path in (DOCS / "pictures").glob("*.svg") if path not in found]
    for path in (*changed, *gone):
        sys.stdout.write(f"{path.relative_to(DOCS.parent).as_posix()}\n")
    if "--check" not in arguments:
        for path in changed:
            path.parent.mkdir(exist_ok=True)
            path.write_text(found[path], encoding="utf-8")
        for path in gone:
            path.unlink()
    return 1 if (changed or gone) and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
