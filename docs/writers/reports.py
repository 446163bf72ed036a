"""Examples in pages that people write: the files they show are checked, and the report is filled in.

A comment ``<!-- file: data/tasks/2026.csv -->`` before a code block names the file that the block is;
``<!-- empty: … -->`` makes an empty one. ``<!-- change: data/x.yaml: before => after -->`` changes the first
such text in a copy of the site's own data. ``<!-- report: zh -->`` before a block takes all of these since the last report,
runs the gate on them beside the shipped schemas, and the block becomes what ``sunlit check`` prints.
``<!-- clean: zh -->`` does the same without a block: the example must have no error.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.check.gate import judge
from generator.check.report import as_text
from generator.model.catalogue import translator
from generator.model.stop import CannotRun

AS_OF = date(2026, 11, 24)
"""The day that examples are judged for."""
_MARK = re.compile(
    r"^<!-- (?P<kind>file|empty|change|report|clean): (?P<text>.+?) -->\n(?P<block>\n*```\w*\n(?P<body>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)


@dataclass(slots=True)
class Example:
    """What was shown since the last report: files by their path, and changes of the site's own data."""

    files: dict[str, str] = field(default_factory=dict)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    language: str = ""

    def report(self, root: Path) -> str:
        """What ``sunlit check`` prints for it."""
        with laid_out(root, self.files, self.changes) as folder:
            try:
                return as_text(judge(folder, AS_OF), self.language)
            except CannotRun as stop:
                return stop.phrase.render(translator(self.language), self.language) + "\n"


@contextmanager
def laid_out(
    root: Path, files: Mapping[str, str], changes: list[tuple[str, str, str]] | None = None
) -> Iterator[Path]:
    """A folder with the files beside the shipped schemas, or with a changed copy of all of ``root``'s data."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = "data" if changes else "data/schemas"
        shutil.copytree(root / source, folder / source)
        for path, before, after in changes or ():
            _change(folder / path, before, after)
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
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
        report = example.report(root)
        if match["kind"] == "report":
            parts += [text[end : match.start("body")], report]
            end = match.end("body")
        elif not report.endswith(Example(language=match["text"]).report(root)):
            raise ValueError(f"an example should be clean, but: {report}")
    return "".join([*parts, text[end:]])


def examples(text: str) -> Iterator[Example]:
    """The examples of a page, in order."""
    for _, example in _examples(text):
        yield example


def _examples(text: str) -> Iterator[tuple[re.Match[str], Example]]:
    example = Example()
    for match in _MARK.finditer(text):
        if match["kind"] in ("report", "clean"):
            example.language = match["text"]
            yield match, example
            example = Example()
        elif match["kind"] == "change":
            path, _, change = match["text"].partition(": ")
            before, _, after = change.partition(" => ")
            example.changes.append((path, before, after))
        else:
            example.files[match["text"]] = match["body"] if match["kind"] == "file" else ""
