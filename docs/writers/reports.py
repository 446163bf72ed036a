"""Examples in pages that people write: the files they show are checked, and what the commands say is filled in.

A comment ``<!-- file: data/tasks/2026.csv -->`` before a code block names the file that the block is;
``<!-- empty: … -->`` makes an empty one, ``<!-- workbook: … -->`` an Excel file (:mod:`writers.workbooks`).
``<!-- earlier: data/x.yaml: now => then -->`` holds the files against an earlier revision, in which that one said something else.
``<!-- change: data/x.yaml: before => after -->`` changes the first such text in a copy of the site's own data.
Then the block below ``<!-- report: zh -->`` becomes what ``sunlit check`` prints of all of these beside the
shipped schemas; below ``<!-- part: zh data/x.yaml -->`` it becomes what that says of one file; ``<!-- clean: zh -->``,
without a block, demands that there is no finding. Below ``<!-- due: zh NAME -->`` it becomes what ``sunlit todo`` says
to that person or unit, or without a name to everybody. ``<!-- explain: zh RULE -->`` fills in what ``sunlit explain RULE`` says.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from generator.check.gate import Verdict, judge
from generator.check.report import as_text
from generator.check.report.rule_page import ALL, rule_page
from generator.desk.todo.report import as_text as todo_text
from generator.desk.todo.todo import todo
from generator.model.records.change import Baseline
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import read_site
from writers.workbooks import workbook

AS_OF = date(2026, 11, 24)
"""The day that examples are judged for."""
PUBLISHED = date(2026, 11, 20)
"""The day of the earlier revision that an example is held against."""
_ENDS = ("report", "part", "clean", "explain", "due")
"""Marks at which what was shown before is judged."""
_MARK = re.compile(
    r"^<!-- (?P<kind>file|empty|workbook|earlier|change|report|part|clean|explain|due): (?P<text>.+?) -->\n"
    r"(?P<block>\n*```\w*\n(?P<body>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)


Change = tuple[str, str, str]
"""In which file, what stands there, what shall stand there."""


@dataclass(slots=True)
class Example:
    """What was shown since the last report: files by their path, and changes of the site's own data."""

    files: dict[str, str | bytes] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    language: str = ""
    earlier: list[Change] = field(default_factory=list)

    def report(self, root: Path) -> str:
        """What ``sunlit check`` prints for it."""
        outcome = _judged(root, tuple(self.files.items()), tuple(self.changes), tuple(self.earlier))
        if isinstance(outcome, Phrase):
            return outcome.render(translator(self.language), self.language) + "\n"
        return as_text(outcome, self.language)


@cache
def _judged(
    root: Path,
    files: tuple[tuple[str, str | bytes], ...],
    changes: tuple[Change, ...],
    earlier: tuple[Change, ...],
) -> Verdict | Phrase:
    """What comes of an example, or the sentence that stops it; once for the pages of all languages."""
    with laid_out(root, dict(files), changes) as now:
        try:
            if not earlier:
                return judge(now, AS_OF)
            with laid_out(root, dict(files)) as then:
                for path, before, after in earlier:
                    _change(then / path, before, after)
                return judge(now, AS_OF, Baseline(then, PUBLISHED, "release"))
        except CannotRun as stop:
            return stop.phrase


@contextmanager
def laid_out(root: Path, files: Mapping[str, str | bytes], changes: Sequence[Change] = ()) -> Iterator[Path]:
    """A folder with the files beside the shipped schemas, or with a changed copy of all of ``root``'s data."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = "data" if changes else "data/schemas"
        shutil.copytree(root / source, folder / source)
        for path, before, after in changes:
            _change(folder / path, before, after)
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        yield folder


def _change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    if before not in text:
        raise ValueError(f"an example changes {before!r}, which does not stand in {path.name}")
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def filled(text: str, root: Path) -> str:
    """The page with the report of every example as the code yields it now."""
    parts, end = [], 0
    for match, example in _examples(text):
        said = _said(match, example, root)
        if match["kind"] != "clean":
            parts += [text[end : match.start("body")], said]
            end = match.end("body")
        elif said != Example(language=example.language).report(root):
            raise ValueError(f"an example should be clean, but: {said}")
    return "".join([*parts, text[end:]])


def _said(match: re.Match[str], example: Example, root: Path) -> str:
    _, _, wanted = match["text"].partition(" ")
    if match["kind"] == "explain":
        return rule_page(ALL[wanted], read_types(root), read_site(root).packs, example.language)
    if match["kind"] == "due":
        with laid_out(root, example.files) as folder:
            return todo_text(todo(folder, AS_OF, who=wanted), example.language)
    report = example.report(root)
    return _part(report, wanted) if match["kind"] == "part" else report


def _part(report: str, path: str) -> str:
    """What a report says of one file."""
    for block in report.split("\n\n"):
        if block.startswith(f"{path}\n"):
            return f"{block}\n"
    raise ValueError(f"an example's report says nothing of {path}: {report}")


def examples(text: str) -> Iterator[Example]:
    """The examples of a page, in order."""
    for _, example in _examples(text):
        yield example


def _examples(text: str) -> Iterator[tuple[re.Match[str], Example]]:
    example = Example()
    for match in _MARK.finditer(text):
        if match["kind"] in _ENDS:
            example.language = match["text"].split()[0]
            yield match, example
            example = Example()
        elif match["kind"] in ("change", "earlier"):
            path, _, change = match["text"].partition(": ")
            before, _, after = change.partition(" => ")
            kept = example.changes if match["kind"] == "change" else example.earlier
            kept.append((path, before, after))
        else:
            path, _, orders = match["text"].partition("; ")
            example.files[path] = _content(match, orders)


def _content(match: re.Match[str], orders: str) -> str | bytes:
    if match["kind"] == "workbook":
        return workbook(match["body"], orders)
    return match["body"] if match["kind"] == "file" else ""
