from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import pytest
from building import Root, commit, copy_project, records_as_yaml

from generator.plugin.construction import Outcome
from html_page import Page, read_page

WITHHELD = {"id": "withheld-canary", "title": "不该出现的金丝雀标题", "draft": "true", "year": "2026"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Rewrite what tests/cases/ expect; review the diff."
    )


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path / "root")


@dataclass(frozen=True)
class BuiltSite:
    """The shipped site, built once: the project's data with one more record, a draft."""

    root: Root
    outcome: Outcome
    day: date

    @property
    def folder(self) -> Path:
        return self.root.site

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {
            path.relative_to(self.folder).as_posix(): read_page(path.read_text(encoding="utf-8"))
            for path in sorted(self.folder.rglob("*.html"))
        }


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    root = Root(tmp_path_factory.mktemp("shipped") / "root")
    copy_project(root.folder)
    root.write("data/tasks/withheld.yaml", records_as_yaml((WITHHELD,)))
    commit(root.folder)
    day = _a_day_that_no_file_names(root.folder)
    return BuiltSite(root, root.build(as_of=day), day)


def _a_day_that_no_file_names(folder: Path) -> date:
    """So that the as-of date on a page can only come from the build."""
    written = "".join(
        path.read_text(encoding="utf-8", errors="ignore") for path in folder.rglob("data/**/*") if path.is_file()
    )
    day = date(2026, 11, 24)
    while day.isoformat() in written or f"{day.month}月{day.day}日" in written:
        day += timedelta(days=1)
    return day
