"""What the personal-data gate finds and what it takes for personal wrongly: ``python -m benchmarks.personal [FOLDER…]``.

Recall is measured on invented values in hostile spellings; false positives on the files of the folders, which should
hold none. Every finding in them is printed (masked), so that a person can judge it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.personal_values import Spelt, hostile_values
from generator.check.personal.detection import personal_values
from generator.check.personal.kinds import Sighting
from generator.read.text.decoding import decode


def recall(each: int = 20) -> str:
    """The share that is found, how many of them as certain, and which spellings are missed."""
    values = list(hostile_values(each=each))
    found = {value: _sighting(value) for value in values}
    missed = Counter(f"{value.kind}: {value.spelling}" for value, sighting in found.items() if not sighting)
    certain = sum(sighting is not None and sighting.certain for sighting in found.values())
    hits = len(values) - missed.total()
    spellings = len({(value.kind, value.spelling) for value in values})
    share = f"recall: {hits} of {len(values)} = {hits / len(values):.4f} ({spellings} spellings)"
    grades = f"errors: {certain}, warnings: {hits - certain}"
    return "\n".join([share, grades, *(f"  missed {count}: {name}" for name, count in missed.most_common())])


def _sighting(value: Spelt) -> Sighting | None:
    return next((one for one in personal_values(value.typed) if one.kind is value.kind), None)


def false_positives(folder: Path) -> Iterator[str]:
    """Each finding in the text files of a folder, then the totals."""
    files, characters, by_grade = 0, 0, Counter[str]()
    for path in sorted(folder.rglob("*")):
        text = decode(path.read_bytes()) if path.is_file() else None
        if not isinstance(text, str):
            continue
        files, characters = files + 1, characters + len(text)
        for one in personal_values(text):
            by_grade["error" if one.certain else "warning"] += 1
            line = text.count("\n", 0, one.start) + 1
            yield f"  {path.relative_to(folder)}:{line} {one.kind} {one.masked} {'error' if one.certain else 'warning'}"
    yield f"{folder}: {files} text files, {characters} characters: {dict(by_grade) or 'nothing'}"


def main(folders: list[str]) -> None:
    """Print both."""
    print(recall())
    for folder in folders:
        for line in false_positives(Path(folder)):
            print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
