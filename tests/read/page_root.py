"""A root with pages alone, and short words for what their reader says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.model.findings.finding import Finding
from generator.model.records.page import Page
from generator.read.content.pages import read_pages


@dataclass(frozen=True)
class PageReading:
    """What came out of ``content/``."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]

    @property
    def page(self) -> Page:
        """The one page there is."""
        (page,) = self.pages
        return page

    @property
    def places(self) -> list[tuple[str, str, int | None]]:
        return [(finding.rule.id, finding.source.path, finding.source.line) for finding in self.findings]


class PageRoot:
    """Pages on disk, written one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, content: str | bytes) -> None:
        path = self.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def read(self) -> PageReading:
        return PageReading(*read_pages(self.folder, ("zh", "en")))

    def read_page(self, content: str | bytes, name: str = "a.md") -> PageReading:
        self.write(name, content)
        return self.read()
