"""The shipped site as a whole: the project's own data with one record more, a draft, built for one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from building import Root, commit, copy_project, records_as_yaml
from html_page import Page, read_page

from generator.construct.construction import Outcome
from generator.model.declared.site import FrameName

WITHHELD = {
    "id": "withheld-canary",
    "title": "不该出现的金丝雀标题",
    "draft": "true",
    "year": "2026",
    "unit": "样例科",
    "responsible": "样例甲",
    "due_on": "2027-12-31",
    "expected": "样例成果",
    "published_on": "2026-01-20",
}


@dataclass(frozen=True)
class BuiltSite:
    """A built tree, and what it was built from."""

    root: Root
    outcome: Outcome
    day: date

    @property
    def folder(self) -> Path:
        return self.root.site

    @cached_property
    def pages(self) -> Pages:
        """Every HTML page by its address."""
        return Pages(self.folder)


class Pages(Mapping[str, Page]):
    """The HTML pages of a folder by their address, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        addresses = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html")))
        self._pages = dict.fromkeys(addresses, _NOT_READ)

    def __getitem__(self, address: str) -> Page:
        if self._pages[address] is _NOT_READ:
            self._pages[address] = read_page((self._folder / address).read_text(encoding="utf-8"))
        return self._pages[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, address: object) -> bool:
        return address in self._pages


_NOT_READ = Page("")


def build_shipped_site(folder: Path, frame: str = FrameName.MKDOCS) -> BuiltSite:
    root = Root(folder)
    copy_project(root.folder)
    root.write("data/tasks/withheld.yaml", records_as_yaml((WITHHELD,)))
    commit(root.folder)
    day = _a_day_that_no_file_names(root.folder)
    return BuiltSite(root, root.build(as_of=day, frame=frame), day)


def _a_day_that_no_file_names(folder: Path) -> date:
    """So that the as-of date on a page can only come from the build."""
    files = [path for path in (folder / "data").rglob("*") if path.is_file()]
    written = "".join(path.read_text(encoding="utf-8", errors="ignore") for path in files)
    day = date(2026, 11, 24)
    while day.isoformat() in written or f"{day.month}月{day.day}日" in written:
        day += timedelta(days=1)
    return day
