"""What the site works out is neither asked for nor written; what it would show during a period alone is written."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from building import DAY, Root
from disclose.test_derived import PEOPLE, written
from openpyxl import load_workbook

from generator.check.gate import read_everything
from generator.desk.form.making import WantedForm, make_form
from generator.desk.importing.proposals import computed, left_out, needed
from generator.model.records.record import Register, Row, Source


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return read_everything(written(Root(tmp_path)).folder).register


def rows(*values: dict[str, Any]) -> list[Row]:
    return [Row(each, Source("")) for each in values]


def test_a_count_that_the_site_would_forget_is_written_and_a_sum_that_it_knows_is_not(
    register: Register,
) -> None:
    found = ({"posts": 2, "spare": 1}, {"people": rows(*PEOPLE)}, register, register.types["lists"], DAY)
    assert computed(*found) == {"count": 3, "total": 3}
    assert left_out(*found) == {"total"}
    assert needed(*found) == ["count"]


def test_what_is_required_and_worked_out_is_not_asked_for(register: Register) -> None:
    notes = {"notes": rows({"on": DAY, "share": 40})}
    assert needed({}, {}, register, register.types["goals"], DAY) == ["share"]
    assert needed({}, notes, register, register.types["goals"], DAY) == []


def test_a_form_says_that_it_may_be_left_empty(tmp_path: Path) -> None:
    root = written(Root(tmp_path))
    book = load_workbook(BytesIO(make_form(root.folder, WantedForm("goals", (), DAY)).content))
    header = {
        str(cell.value).splitlines()[0]: cell.comment.text for cell in book.worksheets[0][1] if cell.comment
    }
    assert "It may be left empty: it is computed then." in header["进度"]
    assert "Must be filled in." not in header["进度"]
