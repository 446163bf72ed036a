from __future__ import annotations

import os
import sys

import pytest
from task_root import Root

from generator.model.declared.record_type import Field, RecordType
from generator.model.declared.site import Site
from generator.model.findings import rules
from generator.read.register import read_register

RECORD = "id: T-1\n"


def test_files_of_all_depths_are_read_in_the_order_of_their_paths(root: Root) -> None:
    for path, id in (("b.yaml", 3), ("a/x.yaml", 2), ("a.yaml", 1), ("c/d/e.CSV", 4)):
        text = f"id\nT-{id}\n" if path.endswith("CSV") else f"id: T-{id}\n"
        root.write(f"tasks/{path}", text)
    reading = root.read()
    assert (reading.ids, reading.findings) == (["T-1", "T-2", "T-3", "T-4"], ())
    assert reading.records[1].source.path == "data/tasks/a/x.yaml"


def test_every_type_has_an_entry_and_order(root: Root) -> None:
    types = {name: RecordType(name, (Field("id"),), "id", "id") for name in ("b", "a")}
    root.write("a/x.yaml", RECORD)
    register, findings = read_register(root.folder, Site(), types)
    assert list(register.records) == ["b", "a"]
    assert (register.records["b"], len(register.records["a"]), findings) == ((), 1, ())


def test_a_root_without_data_is_empty(root: Root) -> None:
    assert root.read().findings == ()


def test_what_else_belongs_into_data_is_left_alone(root: Root) -> None:
    for path in ("site.yaml", "README.md", "schemas/tasks.yaml", "calendar/2026.yaml", "attachments/a.pdf"):
        root.write(path, "x")
    assert root.read().findings == ()


@pytest.mark.parametrize(
    "name", [".a.yaml", "~$a.yaml", "a.yaml~", ".a.yaml.swp", ".cache/a.yaml", "Thumbs.db", "Desktop.ini"]
)
def test_hidden_files_and_leftovers_are_ignored(root: Root, name: str) -> None:
    reading = root.read_file(f"tasks/{name}", ":::")
    assert (reading.ids, reading.findings) == ([], ())


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("tasks/a.xls", "save it as .xlsx"),
        ("tasks/a.xlsm", "save it as .xlsx"),
        ("tasks/a.et", "save it as .xlsx"),
        ("tasks/a.ods", "save it as .xlsx"),
        ("tasks/a.yml", "rename"),
        ("tasks/a.tsv", "rename"),
        ("tasks/a.pdf", ".yaml, .csv or .xlsx"),
        ("tasks/README.md", ".yaml, .csv or .xlsx"),
        ("tasks/a", ".yaml, .csv or .xlsx"),
        ("a.csv", "folder of its record type"),
    ],
)
def test_other_files_are_named(root: Root, path: str, hint: str) -> None:
    reading = root.read_file(path, RECORD)
    assert reading.places == [(f"data/{path}", None, None, "unknown-file")]
    found = reading.findings[0].hint
    assert found is not None
    assert hint in found.text


@pytest.mark.parametrize(
    ("beside", "free"),
    [
        (["a.yml", "a.yaml"], {"a.yml": "a-2.yaml"}),
        (["a.yml", "A.yaml"], {"a.yml": "a-2.yaml"}),
        (["a.YML", "a.yaml", "a-2.yaml"], {"a.YML": "a-3.yaml"}),
        (["a.tsv", "a.csv"], {"a.tsv": "a-2.csv"}),
        (["a.tsv", "a.txt"], {"a.txt": "a-2.csv"}),
        (["a.tsv", "a.txt", "a.csv"], {"a.tsv": "a-2.csv", "a.txt": "a-3.csv"}),
        (["a.steps.tsv", "a.steps.csv", "a.csv"], {"a.steps.tsv": "a-2.steps.csv"}),
        (["a.yml", "a.csv"], {}),
        (["a.xls", "a.xlsx"], {"a.xls": "a-2.xlsx"}),
        (["a.et", "a.xls"], {"a.xls": "a-2.xlsx"}),
    ],
)
def test_no_file_is_to_be_renamed_or_saved_over_another(
    root: Root, beside: list[str], free: dict[str, str]
) -> None:
    for name in beside:
        root.write(f"tasks/{name}", "")
    hints = {
        finding.source.path.rpartition("/")[2]: finding.hint
        for finding in root.read().findings
        if finding.rule is rules.UNKNOWN_FILE
    }
    assert {
        name: hint.parameters["free"] for name, hint in hints.items() if hint and "free" in hint.parameters
    } == free


@pytest.mark.parametrize(("name", "near"), [("task", "tasks"), ("Tasks", "tasks"), ("公示", None)])
def test_a_folder_without_a_schema_is_named(root: Root, name: str, near: str | None) -> None:
    reading = root.read_file(f"{name}/a.yaml", RECORD)
    assert reading.places == [(f"data/{name}", None, None, "unknown-folder")]
    hint = reading.findings[0].hint
    assert hint is not None
    assert hint.parameters == ({"near": near} if near else {"name": name})


@pytest.mark.parametrize("path", ["tasks/b.yaml", "tasks/b", "b", "site.yaml"])
def test_links_are_named_and_never_followed(root: Root, path: str) -> None:
    root.write("tasks/a.yaml", RECORD)
    (root.folder / "data" / path).symlink_to(root.folder / "data" / "tasks")
    reading = root.read()
    assert reading.places == [(f"data/{path}", None, None, "link-in-data")]
    assert reading.ids == ["T-1"]


def test_a_folder_of_data_that_is_a_link_is_named(root: Root) -> None:
    (root.folder / "elsewhere" / "tasks").mkdir(parents=True)
    (root.folder / "data").symlink_to(root.folder / "elsewhere")
    assert root.read().places == [("data", None, None, "link-in-data")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_named_and_not_waited_for(root: Root) -> None:
    root.write("tasks/a.yaml", RECORD)
    os.mkfifo(root.folder / "data/tasks/b.yaml")
    assert root.read().places == [("data/tasks/b.yaml", None, None, "unknown-file")]


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
@pytest.mark.parametrize("name", [b"\xb1\xe0.yaml", b"\xb1\xe0"])
def test_a_name_that_is_no_text_is_named(root: Root, name: bytes) -> None:
    root.write("tasks/a.yaml", RECORD)
    target = root.folder / "data/tasks" / os.fsdecode(name)
    if target.suffix:
        target.write_text(RECORD)
    else:
        target.mkdir()
    finding = root.read().only(rules.UNKNOWN_FILE)
    assert finding.source.path.startswith("data/tasks/\N{REPLACEMENT CHARACTER}")


def test_a_file_that_cannot_be_opened_is_named(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    root.write("tasks/a.yaml", RECORD)
    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert root.read().places == [("data/tasks/a.yaml", None, None, "unreadable-file")]


def test_a_folder_that_cannot_be_opened_is_named(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(folder: os.PathLike[str]) -> object:
        if os.fspath(folder).endswith("locked"):
            raise PermissionError
        return scandir(folder)

    root.write("tasks/locked/a.yaml", RECORD)
    root.write("tasks/b.yaml", RECORD)
    monkeypatch.setattr(os, "scandir", refuse)
    reading = root.read()
    assert reading.places == [("data/tasks/locked", None, None, "unreadable-file")]
    assert reading.ids == ["T-1"]


def test_findings_are_sorted(root: Root) -> None:
    root.write("tasks/b.csv", "编号,x\nT-1,\nT-2\n")
    root.write("tasks/a.yaml", "y: 1\nx: 2\n")
    places = root.read().places
    assert places == sorted(places, key=lambda place: (place[0], place[1] or 0, place[2] or 0, place[3]))
    assert len(places) == 5
