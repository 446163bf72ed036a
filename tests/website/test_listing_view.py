from __future__ import annotations

from building import DAY
from hypothesis import given
from hypothesis import strategies as some

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import Field, RecordType
from generator.website.listing.page import numbered_pages, sheets

TYPE = RecordType("notes", (Field("id"),), "id", "id")
totals = some.integers(0, 130)
sizes = some.integers(1, 25)


def entries(total: int) -> list[Entry]:
    return [Entry(TYPE, str(n), str(n), None, None, None, {}, {}) for n in range(total)]


@given(totals, sizes)
def test_every_entry_stands_on_exactly_one_page(total: int, size: int) -> None:
    shown = [entry.id for sheet in sheets(entries(total), size, DAY) for entry in sheet.entries]
    assert sorted(shown, key=int) == [str(n) for n in range(total)]


@given(totals, sizes)
def test_numbered_pages_are_full_and_counted_from_the_oldest(total: int, size: int) -> None:
    newest, *numbered = sheets(entries(total), size, DAY)
    assert newest.number is None
    assert [sheet.number for sheet in numbered] == list(range(1, numbered_pages(total, size) + 1))
    assert all(len(sheet.entries) == size for sheet in numbered)
    assert len(newest.entries) >= min(total, size)
    assert len(newest.entries) < 2 * size


@given(totals, some.integers(0, 60), sizes)
def test_a_numbered_page_never_changes_when_records_are_added(total: int, more: int, size: int) -> None:
    before = [sheet for sheet in sheets(entries(total), size, DAY) if sheet.number]
    after = {sheet.number: sheet.entries for sheet in sheets(entries(total + more), size, DAY)}
    assert all(after[sheet.number] == sheet.entries for sheet in before)


@given(totals, sizes)
def test_each_page_runs_from_the_newest_to_the_oldest(total: int, size: int) -> None:
    newest, *numbered = sheets(entries(total), size, DAY)
    read = [int(entry.id) for sheet in (newest, *reversed(numbered)) for entry in sheet.entries]
    assert read == sorted(read, reverse=True)
