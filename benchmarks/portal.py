"""A portal over many bodies of eighty records: ``python -m benchmarks.portal FOLDER [BODIES]``, by default 300.

Of each body stands in FOLDER what a portal reads of a site (lists, package, completeness, manifest), made by the product's own
functions from records that the gate let through. Then: what a night costs, the next without news, and the next with news of one
body in twenty; whether the search finds what a scan of all lists finds; and whether the map of silence says what a count says
that knows nothing of rules.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from benchmarks.records import TASKS, UNITS, write_root
from benchmarks.search.corpus import name, text
from benchmarks.search.engine import Engine, running, stands
from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.model.files.addresses import MANIFEST
from generator.model.text.folding import fold
from generator.website.exports.completeness import completeness_file
from generator.website.exports.downloads import json_list, table_files
from generator.website.processes import run_all
from generator.website.search.folding import folded_lines

PROJECT = Path(__file__).parents[1]
RECORDS, DAY = 80, date(2026, 11, 24)
RULE = {
    "covers-values": {"field": "unit", "values": list(UNITS), "year": "deadline"},
    "title": "各科室每年都有任务",
}
SCHEMA = {**TASKS, "sunlit": {**TASKS["sunlit"], "rules": [RULE]}}
LENGTHS, QUERIES = range(1, 7), 30
MOST = 2000
"""Hits that are all looked at; of more, the first ones."""


def main(folder: Path, bodies: int) -> None:
    """Print what was measured, and what came out."""
    names = [f"b{number}" for number in range(bodies)]
    if not (folder / "sites").is_dir():
        began = time.perf_counter()
        list(run_all([partial(_body, folder, number) for number in range(bodies)], 2))
        print(f"{bodies} bodies of {RECORDS} records made in {time.perf_counter() - began:.0f} s", flush=True)
    _portal(folder, names)
    _night(folder, "the first night")
    _night(folder, "the next night, no news")
    for number in range(0, bodies, 20):
        _body(folder, number, seed=bodies)
    _night(folder, "news of one body in twenty")
    _silence(folder, names)
    _search(folder, names)


def _body(folder: Path, number: int, seed: int = 0) -> None:
    """What a portal reads of one body's site."""
    root, site = folder / f"roots{seed}" / f"b{number}", folder / "sites" / f"b{number}"
    write_root(root, RECORDS, text, seed + number + 1)
    _declare(root, f"单位{number}")
    verdict = judge(root, DAY)
    assert verdict.fit, verdict.findings[:1]
    disclosure = disclose(verdict.register, verdict.as_of, verdict.checked, verdict.coverage)
    files = dict(table_files(disclosure)) | dict(completeness_file(disclosure))
    for type in disclosure.types:
        files |= dict(json_list(type, disclosure.entries[type.name], disclosure.site))
    for address, content in files.items():
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_bytes(content)
    digests = {address: hashlib.sha256(content).hexdigest() for address, content in files.items()}
    said = {"generator": "sunlit", "revision": str(seed), "as_of": DAY.isoformat(), "files": digests}
    (site / MANIFEST).write_text(json.dumps(said), encoding="utf-8")


def _declare(root: Path, name: str) -> None:
    (root / "data/site.yaml").write_text(f"name: {name}\nlanguages: [zh]\n", encoding="utf-8")
    (root / "data/schemas/tasks.yaml").write_text(json.dumps(SCHEMA, ensure_ascii=False), encoding="utf-8")


def _portal(folder: Path, names: list[str]) -> None:
    root = folder / "portal"
    if not root.is_dir():
        write_root(root, 0)
        _declare(root, "省门户")
    rows = (f"{body},单位{body[1:]},sites/{body}\n" for body in names)
    (folder / "bodies.csv").write_text("body,name,live\n" + "".join(rows), encoding="utf-8")


def _night(folder: Path, label: str) -> None:
    command = [
        sys.executable,
        "-m",
        "generator",
        "--lang",
        "en",
        "-C",
        str(folder / "portal"),
        "portal",
        str(folder / "bodies.csv"),
    ]
    options = ["--site-dir", str(folder / "www"), "--frame", "builtin", "--as-of", DAY.isoformat()]
    began, before = time.perf_counter(), _computed()
    done = subprocess.run([*command, *options], cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"{label}: {time.perf_counter() - began:.0f} s, {_computed() - before:.0f} s of computing; largest process {most} MB",
        flush=True,
    )


def _computed() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _silence(folder: Path, names: list[str]) -> None:
    """The map against a count of the tables that the bodies typed: units that have no task in a year in which any has.

    The page of completeness has the two newest years, the pages of the bodies all of them.
    """
    newest, whole = Counter[str](), Counter[str]()
    for number, body in enumerate(names):
        root = folder / f"roots{len(names) if number % 20 == 0 else 0}" / body
        for year, units in _units(root).items():
            whole[f"单位{number}"] += len(UNITS) - len(units)
            newest[f"单位{number}"] += (len(UNITS) - len(units)) * (int(year) > DAY.year - 2)
    shown, said = Counter[str](), Counter[str]()
    for row in _cells((folder / "www/completeness/index.html").read_text("utf-8")):
        if len(row) > 1 and row[0] in newest and row[1].isdecimal():
            shown[row[0]] += int(row[1])
    for item in json.loads((folder / "www/data/bodies.json").read_bytes()):
        said[item["fields"]["name"]] += item["fields"]["missing"]
    for label, claimed, counted in (("the map", shown, newest), ("the pages of the bodies", said, whole)):
        wrong = [body for body in counted if counted[body] != claimed[body]]
        print(
            f"{label}: {claimed.total():,} missing, counted {counted.total():,}; bodies that differ: {wrong}"
        )


def _units(root: Path) -> dict[str, set[str]]:
    """Of each year the units that have a task."""
    units: dict[str, set[str]] = {}
    for path in (root / "data/tasks").glob("t[0-9]*[0-9].csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                units.setdefault(row["期限"][:4], set()).add(row["责任单位"])
    return units


class _Rows(HTMLParser):
    """The texts of the cells of each row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data.strip()


def _cells(page: str) -> list[list[str]]:
    rows = _Rows()
    rows.feed(page)
    return rows.rows


def _search(folder: Path, names: list[str]) -> None:
    texts = dict(_texts(folder / "www"))
    print(f"{len(texts):,} records in the lists of the portal; {len(texts) - len(names):,} of them of bodies")
    chance, sizes, milliseconds, wrong, asked = random.Random(3), [], [], [], 0
    with running(folder / "www") as engine:
        for query in _queries(chance, list(texts.values())):
            expected = {
                address
                for address, said in texts.items()
                if all(stands(word, said) for word in _words(query))
            }
            asked += 1
            first, ok = _ask(engine, query, expected)
            sizes.append(sum(size for _, size in first["fetched"]))
            milliseconds.append(first["milliseconds"])
            if not ok:
                wrong.append(query)
    sizes.sort()
    print(f"{asked} queries; recall or precision below 1: {wrong}")
    print(
        f"first results, boot file included, KB: median {sizes[len(sizes) // 2] / 1e3:.1f}, most {sizes[-1] / 1e3:.1f}"
    )


def _ask(engine: Engine, query: str, expected: set[str]) -> tuple[Mapping[str, Any], bool]:
    first = engine.answers(query, fresh=True, size=6)[0]
    shown = {hit["address"] for hit in first["hits"]}
    if len(expected) > MOST:
        return first, shown <= expected and len(shown) == 6
    return first, set(engine.found(query)) == expected


def _texts(site: Path) -> Iterator[tuple[str, str]]:
    """Of each record the address and all that its list says of it, folded, with the titles of records that its page names: no
    index has a part in it.
    """
    lists = {
        type: json.loads((site / f"data/{type}.json").read_bytes()) for type in ("tasks", "notes", "bodies")
    }
    titles = {item["id"]: item["title"] for item in (*lists["tasks"], *lists["bodies"])}
    for type, items in lists.items():
        for item in items:
            address = f"{type}/{item['id'].replace('/', '~2f')}.html"
            named = [
                titles[item["fields"][name]]
                for name in ("parent", "task", "publisher")
                if name in item["fields"]
            ]
            yield address, folded_lines("\n".join((*_said(item), *named)))


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _said(part)
    elif isinstance(value, list):
        for part in value:
            yield from _said(part)
    elif isinstance(value, str):
        yield " ".join(value.splitlines())  # a text over several lines is one text


def _queries(chance: random.Random, texts: list[str]) -> Iterator[str]:
    """Pieces of one to six signs of what the texts say, words of two places, names of people."""
    lines = [
        line
        for said in chance.sample(texts, min(2000, len(texts)))
        for line in said.split("\n")
        if len(line) > 12 and _is_text(line)
    ]
    for size in LENGTHS:
        for _ in range(QUERIES):
            line = chance.choice(lines)
            place = chance.randrange(len(line) - size)
            yield line[place : place + size]
    for _ in range(QUERIES):
        line = chance.choice(lines)
        yield f"{line[2:4]} {line[7:10]}"
        yield name(chance)


def _is_text(line: str) -> bool:
    """Of Chinese signs and nothing else, which no page writes otherwise than its list does."""
    return bool(re.fullmatch("[\u4e00-\u9fff]+", line))


def _words(query: str) -> list[str]:
    return [fold(word) for word in query.split()]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300)
