"""Whatever the generator reads as text, what stands there in the place of a file is refused by name."""

from __future__ import annotations

import re
from datetime import date

import pytest
from building import Root
from each import each

from generator.check.gate import judge
from generator.model.text.stop import CannotRun
from generator.read.text.placeholders import placeholder

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12\n"
ANNEX = "/annex/objects/SHA256E-s12--0.csv\n"
MERGE = "<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> b\n"
DAY = date(2026, 11, 28)
SCHEMA = {
    "fields": [{"name": "id"}, {"name": "text", "show": "long"}, {"name": "file", "show": "attachment"}]
}


def found(root: Root) -> list[tuple[str, str, int | None]]:
    return [
        (one.rule.id, one.source.path, one.source.line)
        for one in judge(root.folder, DAY).findings
        if one.rule.id != "unused-attachment"
    ]


@pytest.mark.parametrize(("text", "rule", "line"), [
    (POINTER, "pointer-file", None),
    (ANNEX, "pointer-file", None),
    ("/srv/office/办法.csv", "link-in-data", None),
    ("../2025/办法 新", "link-in-data", None),
    (r"C:\office\办法.csv", "link-in-data", None),
    ("2025/办法.§", "link-in-data", None),
    (MERGE, "merge-conflict", 1),
    (f"id,text\n1,x\n{MERGE}", "merge-conflict", 3),
    ("id,text\n1,x\n||||||| 1a2b3c4\n", "merge-conflict", 3),
])  # fmt: skip
@pytest.mark.parametrize(
    "path", ["data/notes/b.csv", "data/notes/b.yaml", "content/b.md", "data/attachments/2026/b.csv"]
)
def test_it_is_one_finding_wherever_a_text_is_read(
    root: Root, path: str, text: str, rule: str, line: int | None
) -> None:
    root.schema(SCHEMA)
    root.write(path, text.replace("§", path.rpartition(".")[2]))
    assert found(root) == [(rule, path, line)]


@pytest.mark.parametrize(
    "path", ["data/attachments/2026/b.pdf", "data/attachments/b.docx", "data/notes/b.xlsx", "content/b.png"]
)
def test_what_would_be_no_text_is_called_a_pointer_too(root: Root, path: str) -> None:
    root.schema(SCHEMA)
    root.write(path, POINTER)
    assert found(root) == [("pointer-file", path, None)]


def test_in_a_value_that_goes_over_several_lines_too(root: Root) -> None:
    root.schema(SCHEMA)
    root.write("data/notes/b.yaml", "id: b\ntext: |\n  <<<<<<< HEAD\n  甲\n  =======\n  乙\n  >>>>>>> b\n")
    root.write("data/notes/c.csv", 'id,text\nc,"<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> b"\n')
    assert found(root) == [
        ("merge-conflict", "data/notes/b.yaml", 3),
        ("merge-conflict", "data/notes/c.csv", 6),
    ]


@pytest.mark.parametrize("path", ["data/site.yaml", "data/schemas/more.yaml", "data/calendar/2026.yaml"])
@pytest.mark.parametrize(
    "text", [POINTER, "../site.yaml", "notice: |\n  <<<<<<< HEAD\n  甲\n  =======\n  乙\n  >>>>>>> b\n"]
)
def test_a_declaration_that_is_none_stops_the_run_by_name(root: Root, path: str, text: str) -> None:
    root.schema(SCHEMA)
    root.write(path, text)
    with pytest.raises(CannotRun) as stop:
        judge(root.folder, DAY)
    assert re.search(r"stands? here", stop.value.phrase.render(str, "en"))


@each("text", [
    "", "\n", "编号,标题\n1,a/b.csv\n", "a/b.csv\n", "单位/部门", "办法.csv,新", "=======\n", "a <<<<<<< HEAD\n", ">>>> 引文\n",
    "甲\n../b.csv", "b.csv: x", "version https://example.org\n", ".csv",
])  # fmt: skip
def test_what_only_looks_like_it_is_a_text(text: str) -> None:
    assert placeholder(text, "data/attachments/a.csv") is None
