from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.model.declared.calendar import CalendarYear
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.read.schema.calendar_files import read_calendar


def write(root: Path, text: str, name: str = "2027.yaml") -> Path:
    folder = root / "data" / "calendar"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return root


def refusal(root: Path) -> str:
    with pytest.raises(CannotRun) as stop:
        read_calendar(root)
    return stop.value.phrase.render(translator("zh"), "zh")


def test_without_a_folder_there_are_no_years(tmp_path: Path) -> None:
    assert read_calendar(tmp_path) == {}


def test_a_year_with_its_days_off_and_its_make_up_days(tmp_path: Path) -> None:
    write(tmp_path, 'source: 放假通知\nholidays: [2027-01-01, "2027-10-01"]\nworking:\n  - 2027-10-09\n')
    days_off = frozenset({date(2027, 1, 1), date(2027, 10, 1)})
    assert read_calendar(tmp_path) == {2027: CalendarYear(2027, days_off, frozenset({date(2027, 10, 9)}))}


def test_each_list_may_be_left_out_or_empty(tmp_path: Path) -> None:
    write(tmp_path, "source: 没有调休\nworking:\n")
    write(tmp_path, "holidays: []\n", "2028.yaml")
    assert sorted(read_calendar(tmp_path)) == [2027, 2028]


@pytest.mark.parametrize("name", ["假期.yaml", "27.yaml", "２０２７.yaml", "2027-1.yaml"])
def test_a_file_is_named_by_its_year(tmp_path: Path, name: str) -> None:
    write(tmp_path, "holidays: []\n", name)
    assert refusal(tmp_path) == f"data/calendar/{name} 要以年份命名，如 2026.yaml。"


@pytest.mark.parametrize("day", ["2026-10-01", "2028-01-01"])
def test_a_day_is_of_that_year(tmp_path: Path, day: str) -> None:
    write(tmp_path, f"holidays: ['{day}']\n")
    assert (
        refusal(tmp_path) == f"data/calendar/2027.yaml：「{day}」不是 2027 年的日期，请写成 2027-05-01 这样。"
    )


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "holiday: []\n")
    assert "holidays" in refusal(tmp_path)


@pytest.mark.parametrize(
    "text", ["holidays: 2027-10-01\n", "holidays: {2027-10-01: 国庆}\n", "- 2027-10-01\n", "holidays: 5\n"]
)
def test_what_is_no_list_is_refused(tmp_path: Path, text: str) -> None:
    write(tmp_path, text)
    assert refusal(tmp_path)
