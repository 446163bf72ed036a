"""Names that a Windows computer cannot hold, or takes for another: found in data/ and content/, and of pages of records."""

from __future__ import annotations

import pytest
from building import DAY, Root
from hypothesis import given
from hypothesis import strategies as some

from generator.check.gate import judge
from generator.check.texts.checks import check_texts
from generator.check.texts.file_names import FileNames
from generator.check.texts.public_texts import texts_of_names
from generator.model.findings.finding import Finding
from generator.model.records.public_text import Place, PublicText
from generator.model.records.record import Source
from generator.model.text.catalogue import translator


@pytest.fixture
def notes(root: Root) -> Root:
    root.schema()
    return root


def named(root: Root) -> list[tuple[str, str]]:
    found = check_texts(texts_of_names(root.folder), [FileNames()])
    return [(finding.rule.id, finding.source.path) for finding in found]


HELD_NOWHERE = [
    "aux.csv", "NUL.yaml", "con", "Com7.tar.csv", "lpt\u00b2.csv", "conin$.csv", "prn .csv", "a:b.csv", "q?.csv", "a*.csv",
    'a"b.csv', "a<b>.csv", "a|b.csv", "a\\b.csv", "a\tb.csv", "a\x7f.csv", " a.csv", "a.", "a ", "年报<终>.csv",
]  # fmt: skip
HELD_EVERYWHERE = [
    "a.csv", "年报（终）.csv", "con1.csv", "console.yaml", "auxiliary.csv", "com.csv", "nul-a.csv", "a b.csv", "a.b.csv",
    "2026.3.5.csv",
    "名单　终稿.csv", "R&D #1; 50%.csv", "é.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", HELD_NOWHERE)
def test_what_windows_cannot_hold_is_named_wherever_it_stands(notes: Root, name: str) -> None:
    for folder in ("data/notes", "data/schemas", "content", "content/en"):
        notes.write(f"{folder}/{name}/a.png", "")
        assert ("file-name", f"{folder}/{name}") in named(notes)


def test_what_every_computer_holds_passes(notes: Root) -> None:
    for name in HELD_EVERYWHERE:
        notes.write(f"data/notes/{name}", "")
        notes.write(f"content/{name}/a.png", "")
    notes.write("data/notes/.a:b", "")
    notes.write("content/.con/aux.md", "")
    assert named(notes) == []


def test_names_that_differ_by_case_alone_are_named_once_in_their_folder(notes: Root) -> None:
    for path in ("A.csv", "a.csv", "é.csv", "e\u0301.csv", "x/b.csv", "y/B.csv", "X/c.csv"):
        notes.write(f"data/notes/{path}", "")
    twins = [path for rule, path in named(notes) if rule == "file-twin"]
    assert twins == ["data/notes/x", "data/notes/a.csv", "data/notes/é.csv"]


def test_the_gate_asks_and_refuses(notes: Root) -> None:
    notes.write("data/notes/aux.yaml", "id: a\ntitle: 甲\n")
    (finding,) = judge(notes.folder, DAY).findings
    assert (finding.rule.id, finding.severity.value) == ("file-name", "error")
    assert said(finding) == "'aux.yaml' cannot be a name on every computer."


@pytest.mark.parametrize(
    ("id", "odd"), [("con", True), ("com1", True), ("CON", False), ("con-1", False), ("nul.1", False)]
)
def test_an_id_whose_page_windows_cannot_hold_is_a_warning(notes: Root, id: str, odd: bool) -> None:
    """Any other sign than small letters is spelt out in the address."""
    notes.records({"id": id, "title": "甲"})
    found = [
        (one.rule.id, one.severity.value, one.record, one.field) for one in judge(notes.folder, DAY).findings
    ]
    assert found == ([("file-name", "warning", id, "id")] if odd else [])


@given(some.text(alphabet=some.characters(codec=None), min_size=1, max_size=8))
def test_a_name_that_passes_is_one_that_windows_documents_as_sound(name: str) -> None:
    text = PublicText(name, Place.NAME, Source("data"), path=f"data/{name}".replace("\n", "/"))
    if (
        not list(FileNames().findings(text))
        and not name.startswith((".", "~$"))
        and not name.endswith(("~", ".swp"))
    ):
        assert not set(name) & set('<>:"|?*\\')
        assert name.rstrip(" .") == name
        assert not any(ord(sign) < 0x20 for sign in name)


def said(finding: Finding) -> str:
    return finding.message.render(translator("en"), "en")
