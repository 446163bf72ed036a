"""The search over invented records: ``python -m benchmarks.search [RECORDS…]``, by default 2,000 and 20,000.

For each number of records: what the index costs to make and how large it is, what one record more rewrites, and what
each query of ``queries.py`` finds and fetches, asked of an engine that has just been opened. What is found is held
against the texts themselves. Bytes do not depend on the machine; seconds and milliseconds do.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.memory import watched
from benchmarks.search.corpus import write_corpus
from benchmarks.search.engine import Engine, documents, running, truth
from benchmarks.search.queries import ABSENT, QUERIES
from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure
from generator.website.processes import run_all, useful_processes
from generator.website.search.index import boot_file, search_files, segments
from generator.website.search.segment_files import BOOT_ADDRESS
from generator.website.search.segments import cuts, in_order

AS_OF = date(2026, 11, 24)
PAGE = 6
"""Results that a page asks for first."""
FEW = 2000
"""So many hits are all looked at; of more, the first results."""
NEWEST = 2000
"""Added one after the other, to see how often segments merge."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query cost: bytes up to the first results without the boot file, and after those for the counts."""

    text: str
    first: int
    counts: int
    milliseconds: float
    recall: float
    precision: float


def main(sizes: Sequence[int]) -> None:
    """Print the figures of each size."""
    for records in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _measure(records, Path(folder))


def _measure(records: int, folder: Path) -> None:
    write_corpus(folder, records)
    verdict = judge(folder, AS_OF)
    disclosure = disclose(verdict.register, verdict.as_of, verdict.checked, verdict.coverage)
    del verdict
    print(f"\n## {records:,} records", flush=True)
    files = build_index(disclosure, folder)
    print(f"one record more: {_rewritten(disclosure, files):.2%} of the index bytes rewritten")
    print(f"in new segments, of {NEWEST:,} records added one by one: {_merges(records)}")
    with running(folder) as engine:
        boot = files[BOOT_ADDRESS]
        _report([_ask(engine, disclosure, text) for text in QUERIES], boot)
        shown = [hit for text in ABSENT for hit in engine.answers(text, fresh=True)[0]["hits"]]
    print(f"of {len(ABSENT)} queries that nothing holds, hits shown: {len(shown)}")


def build_index(disclosure: Disclosure, folder: Path) -> Mapping[str, int]:
    """Address and bytes of each file, which then stands in the folder."""
    began, cpu, found = time.perf_counter(), _processor_seconds(), list(segments(disclosure))
    works = [partial(_write, folder, segment.files(disclosure)) for segment in found]
    with watched() as held:
        files = dict(file for made in run_all(works, useful_processes(disclosure.published)) for file in made)
        boot = boot_file(disclosure, [(folder / segment.address).read_bytes() for segment in found])
        files.update(_write(folder, [boot]))
    wall, cpu = time.perf_counter() - began, _processor_seconds() - cpu
    peak, before, size = max(held) / 1e6, held[0] / 1e6, sum(files.values())
    print(f"build: {wall:.1f} s, {cpu:.1f} s of CPU; peak {peak:.0f} MB, {before:.0f} of them before it")
    print(f"index: {size / 1e6:.1f} MB in {len(files):,} files; boot {files[BOOT_ADDRESS] / 1e3:.1f} KB")
    return files


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[tuple[str, int]]:
    """Address and bytes of each file, which then stands in the folder."""
    made = []
    for address, content in files:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        made.append((address, len(content)))
    return made


def _processor_seconds() -> float:
    """Of this process and of all that it started and saw end."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


def _rewritten(disclosure: Disclosure, files: Mapping[str, int]) -> float:
    """The share of bytes that are not in the index of the same records without the newest."""
    newest = in_order(disclosure)[-1]
    entries = {
        name: tuple(entry for entry in own if entry is not newest) for name, own in disclosure.entries.items()
    }
    old = {
        address for address, _ in search_files(replace(disclosure, entries=entries))
        if address != BOOT_ADDRESS
    }  # fmt: skip
    new = sum(size for address, size in files.items() if address not in old)
    return new / sum(files.values())


def _merges(records: int) -> str:
    """How many of all records stand in new segments when one comes, also when segments merge."""
    shares = []
    for number in range(records, records + NEWEST):
        before = set(cuts(number))
        shares.append(sum(cut.count for cut in cuts(number + 1) if cut not in before) / number)
    return f"{statistics.mean(shares):.2%} of the records on average, at most {max(shares):.1%}"


def _ask(engine: Engine, disclosure: Disclosure, text: str) -> Asked:
    waited, after = engine.first_results(text, PAGE, fresh=True)
    first = waited[-1]
    expected = truth(documents(disclosure), text)
    shown = {hit["address"] for hit in first["hits"]}
    whole = set(engine.found(text)) if len(expected) <= FEW else set()
    recall = _share(whole & expected, len(expected)) if whole else _share(shown, min(PAGE, len(expected)))
    return Asked(
        text,
        _fetched(waited),
        _fetched(after),
        first["milliseconds"],
        recall,
        _share(shown & expected, len(shown)),
    )


def _fetched(answers: Sequence[Mapping[str, Any]]) -> int:
    """Bytes without the boot file."""
    return sum(size for one in answers for address, size in one["fetched"] if address != BOOT_ADDRESS)


def _share(part: set[str], of: int) -> float:
    return len(part) / of if of else 1.0


def _report(asked: Sequence[Asked], boot: int) -> None:
    print(f"{len(asked)} queries; recall {min(one.recall for one in asked)}, ", end="")
    print(f"precision of what is shown {min(one.precision for one in asked)}, at the least")
    _line("boot + first results, KB", [(boot + one.first) / 1e3 for one in asked])
    _line("later queries, first results, KB", [one.first / 1e3 for one in asked])
    _line("counts after that, KB", [one.counts / 1e3 for one in asked])
    _line("first results in node, ms", [one.milliseconds for one in asked])
    most = sorted(asked, key=lambda one: -one.first)[:5]
    print("most bytes: " + ", ".join(f"{one.text} {one.first / 1e3:.0f}" for one in most))
    least = [one.text for one in asked if min(one.recall, one.precision) < 1]
    print(f"incomplete or wrong: {least}")


def _line(what: str, values: Iterable[float]) -> None:
    known = list(values)
    print(f"{what}: median {statistics.median(known):.1f}, max {max(known):.1f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [2000, 20_000])
