"""The search over as many records as a portal may have: ``python -m benchmarks.search.million FOLDER [RECORDS [SHORTER]]``.

By default 1,000,000, with texts four times as short as those of the other benchmarks: 20 to 80 characters.

The records stand in memory at once, as the texts of :mod:`benchmarks.search.corpus`: what reading and judging so many costs is
another question. The index is made by both cores and stands in FOLDER, beside the documents that it was made of, as a loader of
PostgreSQL takes them: ``python -m benchmarks.search.beside_postgresql FOLDER`` asks both the same.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

from benchmarks.memory import watched
from benchmarks.records import FIRST_DAY, UNITS, write_root
from benchmarks.search.__main__ import AS_OF, build_index
from benchmarks.search.corpus import text
from generator.check.gate import read_everything
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure
from generator.model.records.record import Record, Row, Source
from generator.website.processes import run_all
from generator.website.search.documents import of_entry
from generator.website.search.segments import in_order
from generator.website.words.language import language

DOCUMENTS = "documents.jsonl"
AT_ONCE = 20_000


def main(folder: Path, records: int, shorter: int) -> None:
    """Print the figures; the index and the documents stay in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with watched() as held:
        disclosure = disclosed(records, shorter)
        print(
            f"{records:,} records: {held[-1] / 1e6:.0f} MB disclosed, at most {max(held) / 1e6:.0f}",
            flush=True,
        )
    build_index(disclosure, folder)
    write_documents(disclosure, folder / DOCUMENTS)


def disclosed(records: int, shorter: int) -> Disclosure:
    """That many records, half of them tasks with two rows each, half notes, as of the day of the benchmarks."""
    with tempfile.TemporaryDirectory() as name:
        write_root(Path(name), 0)
        register = read_everything(Path(name)).register
    tasks = records - records // 2
    made = {"tasks": tasks, "notes": records // 2}
    makers = {"tasks": _task, "notes": _note}
    works = [
        partial(_some, makers[type], range(start, min(start + AT_ONCE, count)), shorter)
        for type, count in made.items()
        for start in range(0, count, AT_ONCE)
    ]
    found: dict[str, list[Record]] = {name: [] for name in register.types}
    for some in run_all(works, 2):
        found[some[0].type] += some
    return disclose(replace(register, records={name: tuple(own) for name, own in found.items()}), AS_OF)


def _some(make, numbers: range, shorter: int) -> list[Record]:  # type: ignore[no-untyped-def]
    chance = random.Random(f"{make.__name__}{numbers.start}")
    return [make(number, chance, shorter) for number in numbers]


def _task(number: int, chance: random.Random, shorter: int) -> Record:
    values = {
        "id": f"t{number}",
        "title": text(chance, 16),
        "unit": chance.choice(UNITS),
        "parent": f"t{number // 10}" if number else None,
        "deadline": _day(chance),
        "progress": Decimal(chance.randrange(101)),
        "result": text(chance, 80 // shorter),
    }
    updates = tuple(Row({"on": _day(chance), "text": text(chance, 40 // shorter)}, _SOURCE) for _ in range(2))
    row = Row({name: value for name, value in values.items() if value is not None}, _SOURCE)
    return Record("tasks", f"t{number}", row, {"updates": updates})


def _note(number: int, chance: random.Random, shorter: int) -> Record:
    values = {
        "id": f"n{number}",
        "title": text(chance, 20),
        "on": _day(chance),
        "task": f"t{number}",
        "text": f"{text(chance, 150 // shorter)}\n{text(chance, 150 // shorter)}",
    }
    return Record("notes", f"n{number}", Row(values, _SOURCE))


_SOURCE = Source("data/made.yaml")


def _day(chance: random.Random) -> date:
    return FIRST_DAY + timedelta(days=chance.randrange(2500))


def write_documents(disclosure: Disclosure, path: Path) -> None:
    """What the index is made of, a document a line."""
    entries, first = in_order(disclosure), language(disclosure.site.languages[0])
    works = [
        partial(_lines, entries[start : start + AT_ONCE], first, disclosure.as_of)
        for start in range(0, len(entries), AT_ONCE)
    ]
    with path.open("w", encoding="utf-8") as file:
        for lines in run_all(works, 2):
            file.writelines(lines)


def _lines(entries, first, as_of: date) -> list[str]:  # type: ignore[no-untyped-def]
    return [f"{json.dumps(line, ensure_ascii=False)}\n" for line in _documents(entries, first, as_of)]


def _documents(entries, first, as_of: date) -> Iterator[list[str]]:  # type: ignore[no-untyped-def]
    for entry in entries:
        one = of_entry(entry, first, as_of)
        yield [
            one.type,
            one.name,
            one.id,
            one.title,
            one.heading,
            one.text,
            one.day.isoformat() if one.day else "",
        ]


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[2:]]
    main(Path(sys.argv[1]), *(numbers + [1_000_000, 4][len(numbers) :]))
