"""A file that did not change is not parsed again, and what is known of it is what parsing gives."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from books import rows_alone
from task_root import Reading

from generator.model.declared.record_type import Category, RecordType
from generator.model.declared.site import Site
from generator.model.files.working_folders import LONGEST_UNUSED, PLACE
from generator.model.text.stop import CannotRun
from generator.read import register
from generator.read.cache import readings
from generator.read.excel import sheets
from generator.read.register import read_register
from generator.read.schema import schemas
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import read_site

SCHEMA = """
fields:
  - {name: id, title: 编号, type: string}
  - {name: title, title: 标题, type: string}
  - {name: due, title: 期限, type: date}
  - {name: share, title: 进度, type: number}
primaryKey: id
sunlit:
  title: 任务
  children:
    steps:
      title: 步骤
      fields: [{name: name, title: 步骤, type: string}]
"""
ROWS = "编号,标题,期限,进度\nT-1,道路,2026-03-01,40%\nT-2,供水,2026年4月2日,7\n"
STEPS = "编号,步骤\nT-1,勘察\nT-1,开工\n"
YAML = "- 编号: Y-1\n  标题: 学校\n  步骤:\n    - 步骤: 选址\n"


class Folder:
    """A root with a schema, and a cache folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.root, self.cache = folder / "root", folder / "cache" / "readings"
        self.write("schemas/tasks.yaml", SCHEMA)

    def write(self, path: str, content: str | bytes) -> Path:
        target = self.root / "data" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def read(self) -> Reading:
        types: dict[str, RecordType] = read_types(self.root)
        found, findings = read_register(self.root, Site(), types)
        return Reading(found.records["tasks"], findings)

    @property
    def kept(self) -> list[Path]:
        return sorted(self.cache.iterdir()) if self.cache.is_dir() else []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    monkeypatch.setattr(readings, "SMALLEST", 1)
    return Folder(tmp_path)


@pytest.fixture
def no_parsing(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """From here on, parsing any file of records fails the test."""

    def refuse(*_: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(register, "sound_text", refuse)
    monkeypatch.setattr(sheets, "sort_sheets", refuse)
    return monkeypatch


def fill(folder: Folder) -> Reading:
    """Read a root with files of each kind for the first time."""
    folder.write("tasks/a.csv", ROWS)
    folder.write("tasks/a.steps.csv", STEPS)
    folder.write("tasks/b.yaml", YAML)
    folder.write("tasks/c.xlsx", rows_alone("任务", ("编号", "标题", "进度"), ("X-1", "桥梁", 0.5)))
    return folder.read()


def test_what_is_known_is_what_parsing_gives(folder: Folder, request: pytest.FixtureRequest) -> None:
    first = fill(folder)
    assert first.findings == ()
    assert [(record.id, len(record.children.get("steps", ()))) for record in first.records] == [
        ("T-1", 2), ("T-2", 0), ("Y-1", 1), ("X-1", 0),
    ]  # fmt: skip
    request.getfixturevalue("no_parsing")
    again = folder.read()
    assert again == first
    places = [record.row.source_of(name) for record in first.records for name in record.values]
    assert [record.row.source_of(name) for record in again.records for name in record.values] == places


@pytest.mark.parametrize("change", ["a byte", "the place", "the schema", "the code"])
def test_what_changed_is_parsed(folder: Folder, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    folder.write("tasks/a.csv", ROWS)
    before = folder.read()
    if change == "a byte":
        folder.write("tasks/a.csv", ROWS.replace("道路", "铁路"))
    elif change == "the place":
        (folder.root / "data/tasks/a.csv").rename(folder.root / "data/tasks/z.csv")
    elif change == "the schema":
        folder.write("schemas/tasks.yaml", SCHEMA.replace("type: number", "type: string"))
    else:
        monkeypatch.setattr(readings, "digest_of_generator", lambda: b"another")
    after, kept = folder.read(), len(folder.kept)
    assert kept == 2
    assert (after.records == before.records) is (change == "the code")


def test_what_is_wrong_is_told_every_time(folder: Folder) -> None:
    folder.write("tasks/a.csv", ROWS.replace("道路,", "道路,x,"))
    first = folder.read()
    assert first.findings
    assert folder.kept == []
    assert folder.read() == first


def test_a_damaged_reading_is_made_again(folder: Folder) -> None:
    first = fill(folder)
    for path in folder.kept:
        path.write_bytes(path.read_bytes()[:20])
    assert folder.read() == first
    for path in folder.kept:
        path.write_bytes(b"")
    assert folder.read() == first


@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_folder_that_others_may_write_to_is_left_alone(folder: Folder, mode: int) -> None:
    fill(folder)
    for path in folder.kept:
        path.write_bytes(b"cos\nsystem\n(S'exit 1'\ntR.")  # what would run
    folder.cache.chmod(mode)
    assert [record.id for record in folder.read().records] == ["T-1", "T-2", "Y-1", "X-1"]


@pytest.mark.parametrize("place", ["", "/proc/no-such-place"])
def test_without_a_folder_everything_is_parsed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv(PLACE, place)
    first = fill(folder)
    assert (folder.read(), folder.kept) == (first, [])


def test_small_files_are_not_kept(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "SMALLEST", len(ROWS.encode()) + 1)
    fill(folder)
    assert len(folder.kept) == 1, "the workbook alone is larger"


def test_what_nobody_asked_for_in_a_month_is_removed(folder: Folder) -> None:
    fill(folder)
    old = time.time() - LONGEST_UNUSED - 60
    for path in folder.kept:
        os.utime(path, (old, old))
    forgotten, used = folder.kept, folder.write("tasks/b.yaml", YAML)
    for path in (folder.root / "data" / "tasks").iterdir():
        if path != used:
            path.unlink()
    folder.read()
    folder.write("tasks/b.yaml", YAML.replace("学校", "医院"))
    folder.read()
    assert len(folder.kept) == 2
    assert len(set(folder.kept) & set(forgotten)) == 1, "asked for, so it is young again"


def test_nobody_else_can_read_what_is_kept(folder: Folder) -> None:
    fill(folder)
    assert folder.cache.stat().st_mode & 0o077 == 0


def test_what_schemas_declare_is_known_by_all_that_they_say(folder: Folder, tmp_path: Path) -> None:
    """Wherever they stand; and what is wrong with one is told every time."""
    kept = folder.cache.with_name("schemas")

    def types() -> dict[str, RecordType]:
        found = read_types(folder.root)
        schemas._declared.cache_clear()
        assert found == {type.name: type for type in schemas._declared_in(*declared())}
        assert all(type.file and type.file.is_file() for type in found.values())
        return found

    def declared() -> tuple[list[Path], tuple[Category, ...]]:
        paths = sorted((folder.root / "data" / "schemas").iterdir())
        return paths, read_site(folder.root).departments

    first = types()
    assert len(list(kept.iterdir())) == 1
    assert types() == first
    assert types()["tasks"].rules == first["tasks"].rules
    copied = tmp_path / "elsewhere"
    shutil.copytree(folder.root, copied)
    assert read_types(copied)["tasks"].file == copied / "data" / "schemas" / "tasks.yaml"
    assert len(list(kept.iterdir())) == 1
    folder.write("schemas/tasks.yaml", SCHEMA.replace("进度", "完成度"))
    assert types() != first
    folder.write("site.yaml", "departments: [{value: 甲处}]\n")
    folder.write("schemas/tasks.yaml", SCHEMA.replace("type: number}", "type: string, is_department: true}"))
    offered = types()
    folder.write("site.yaml", "departments: [{value: 乙处}]\n")
    assert types() != offered
    folder.write("schemas/tasks.yaml", "fields: 1\n")
    before = sorted(kept.iterdir())
    for _ in range(2):
        with pytest.raises(CannotRun):
            read_types(folder.root)
    assert sorted(kept.iterdir()) == before
