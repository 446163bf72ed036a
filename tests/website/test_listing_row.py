"""What a row of a listing says, and in which order rows stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from building import DAY
from declaring import block, refusal
from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.disclose.disclosure import Disclosure, Entry, Links, Reference
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import Site
from generator.read.schema.place import Place
from generator.read.schema.record_types import record_type
from generator.website.listing.page import listing_view, sheets
from generator.website.listing.row import column_views, row_view, shortened
from generator.website.listing.views import RowView
from generator.website.places.deadlines import (
    days_late,
    deadline_of,
    has_headings,
    heading_of,
    latest_first,
    pressing_first,
)
from generator.website.places.viewpoint import Viewpoint
from generator.website.words.language import language

FIELDS = [
    {"name": "id"},
    {"name": "title"},
    {"name": "by", "title": "期限", "title_en": "Deadline", "type": "date"},
    {"name": "done", "type": "date"},
    {"name": "phone", "show": "telephone"},
    {"name": "from", "type": "date"},
    {"name": "to", "title": "结束", "title_en": "Ends", "type": "date"},
    {"name": "said", "show": "long"},
    {"name": "all", "title": "问题", "title_en": "Problems", "type": "integer"},
    {"name": "good", "title": "改好", "title_en": "Put right", "type": "integer"},
    {"name": "parts", "title": "任务", "title_en": "Parts", "type": "array"},
]
STATES = [
    {"id": "done", "title": "完成", "title_en": "Done", "look": "done", "when": {"done": {"empty": False}}},
    {"id": "late", "title": "逾期", "title_en": "Late", "look": "late", "when": {"by": {"before": "today"}}},
    {"id": "live", "title": "可反映", "look": "live", "when": {"to": {"on_or_after": "today"}}},
    {"id": "over", "title": "等结果", "look": "wait", "when": {"to": {"before": "today"}}},
    {"id": "going", "title": "进行中", "title_en": "Under way", "look": "going", "when": {}},
]


def declared(row: Mapping[str, Any] | None = None, **sunlit: Any) -> RecordType:
    relations = [{"field": "parts", "to": "works"}]
    said = {"states": STATES, "relations": relations, **({"row": row} if row else {}), **sunlit}
    return record_type("works", {"fields": FIELDS, "sunlit": said}, Place("data/schemas/works.yaml", None))


def entry(type: RecordType, id: str = "a", links: tuple[Links, ...] = (), **values: Any) -> Entry:
    state = next((state for state in type.states if state.when.holds(values, DAY)), None)
    return Entry(type, id, id, DAY, None, state, values, {}, links)


def row(shown: Entry, code: str = "en", counts_days: bool = True) -> RowView:
    site = Disclosure(Site(), DAY, (shown.type,), {shown.type.name: (shown,)}, ())
    return row_view(Viewpoint(site, language(code), "works/index.html"), shown, counts_days)


@each(
    ("by", "done", "words", "look"),
    [
        (-35, None, "35 days late", "late"),
        (-1, None, "1 day late", "late"),
        (0, None, "due today", ""),
        (6, None, "6 days to go", ""),
        (-40, -28, "done 12 days late", "late"),
        (-10, -12, "done 2 days early", ""),
        (-10, -10, "done on the day", ""),
    ],
)
def test_a_deadline_says_how_many_days(by: int, done: int | None, words: str, look: str) -> None:
    finished = {} if done is None else {"done": DAY + timedelta(days=done)}
    shown = row(entry(declared({"done": "done"}), by=DAY + timedelta(days=by), **finished))
    assert shown.fact is not None
    assert (shown.fact.text, shown.fact.look) == (words, look)
    assert shown.fact.iso == (DAY + timedelta(days=by)).isoformat()


def test_a_page_that_is_not_made_each_day_counts_none() -> None:
    """What turns with the day is not on it; what is over for good is."""
    type = declared({"done": "done", "columns": ["by"]})
    late = row(entry(type, by=date(2026, 10, 20)), counts_days=False)
    assert late == row(entry(type, by=date(2026, 10, 20)), counts_days=False)
    assert [fact.order for fact in late.cells] == ["2026-10-20", ""]
    assert late.due is not None
    assert late.due.look == "late"
    assert "late" not in late.due.text
    over = row(entry(type, by=date(2026, 5, 31), done=date(2026, 6, 12)), counts_days=False)
    assert over.cells[1].text == "done 12 days late"


def test_a_deadline_stands_out_without_a_word_of_its_type() -> None:
    fact = row(entry(declared(), by=date(2026, 10, 20)), "zh").fact
    assert fact is not None
    assert (fact.label, fact.text, fact.day) == ("期限", "逾期 35 天", "2026年10月20日")


def test_a_telephone_stands_out_while_the_public_can_be_heard() -> None:
    type = declared({"fact": ["phone", "to"], "notes": ["to"]}, period={"from": "from", "to": "to"})
    days = {"from": date(2026, 11, 18), "phone": "0000-1234567"}
    live = row(entry(type, to=date(2026, 11, 26), **days))
    assert live.fact is not None
    assert live.fact.links[0].href == "tel:00001234567"
    assert [note.text for note in live.notes] == ["26 November 2026"]
    over = row(entry(type, to=date(2026, 11, 20), **days))
    assert over.fact is not None
    assert (over.fact.label, over.fact.text) == ("Ends", "20 November 2026")
    assert over.notes == ()


def test_parts_are_squares_and_words() -> None:
    type = declared({"part": {"of": "all", "done": "good"}})
    shown = row(entry(type, all=3, good=1))
    assert shown.fact is not None
    assert shown.fact.squares == ("done", "late", "late")
    assert (shown.fact.label, shown.fact.text) == ("Problems", "3")
    assert [(note.label, note.text) for note in shown.notes] == [("Put right", "1")]
    for wrong in ({"all": 1, "good": 2}, {"all": 4000, "good": 1}, {"all": 2}):
        told = row(entry(type, **wrong)).fact
        assert told is not None
        assert told.squares == ()


def test_records_that_it_leads_to_are_told_by_their_states_and_only_public_ones() -> None:
    type = declared({"columns": ["parts"]})
    states = {state.id: state for state in type.states}
    targets = tuple(Reference(type, id, id, states[id]) for id in ("late", "done", "going"))
    shown = row(
        entry(type, parts=("done", "late", "going", "kept-back"), links=(Links(type.label, targets),))
    )
    (cell,) = shown.cells
    assert cell.squares == ("going", "done", "late")
    assert cell.text == "3: Done 1, Late 1, Under way 1"


def test_a_deadline_is_two_columns() -> None:
    type = declared({"columns": ["by", "all"]})
    heads = column_views(language("en"), type)
    assert [(head.title, head.kind) for head in heads] == [
        ("Deadline", ""),
        ("Early or late", ""),
        ("Problems", "number"),
    ]
    assert len(row(entry(type)).cells) == len(heads)


@given(some.text(min_size=1, max_size=300))
def test_a_line_is_a_beginning_of_what_it_shortens(text: str) -> None:
    short = shortened(text)
    assert len(short) <= 90
    assert (
        short == text or text.startswith(short) or (text.startswith(short[:-1].rstrip()) and short[-1] == "…")
    )


def test_a_line_ends_where_a_sentence_does() -> None:
    assert shortened("改了制度。" + "很" * 200) == "改了制度。" + "很" * 84 + "…"
    assert shortened("甲" * 50 + "。" + "乙" * 80) == "甲" * 50 + "。"
    assert shortened("It costs 3.5 million " * 10).endswith("…")


@each("row", [{"line": "nothing"}, {"part": {"of": "Author"}}, {"colums": ["Author"]}])
def test_a_row_that_names_nothing_is_refused(tmp_path: Path, row: object) -> None:
    assert "row" in refusal(tmp_path, block(row=row)) or "part" in refusal(tmp_path, block(row=row))


def test_a_row_cannot_show_what_does_not_last(tmp_path: Path) -> None:
    fields = [{"name": "id"}, {"name": "name", "personal": {"class": "name", "public": "never"}}]
    for named in ({"line": "name"}, {"fact": "name"}, {"notes": ["name"]}, {"columns": ["name"]}):
        assert "do not stay public" in refusal(tmp_path, {"fields": fields, "sunlit": {"row": named}})


TYPE = declared(period={"from": "from", "to": "to"})
offsets = some.integers(-400, 400)
kinds = some.sampled_from(("by", "to", "done", ""))


def entries_of(drawn: list[tuple[str, int]], type: RecordType = TYPE) -> list[Entry]:
    def values(kind: str, days: int) -> dict[str, Any]:
        day = DAY + timedelta(days=days)
        return {"by": {"by": day}, "to": {"to": day}, "done": {"by": day, "done": DAY}, "": {}}[kind]

    return [entry(type, str(number), **values(*each)) for number, each in enumerate(drawn)]


@given(some.lists(some.tuples(kinds, offsets), max_size=60), some.integers(1, 12))
def test_the_first_page_begins_with_what_presses(drawn: list[tuple[str, int]], size: int) -> None:
    entries = entries_of(drawn)
    first, *numbered = sheets(entries, size, DAY)
    looks = [each.state.look for each in first.entries if each.state]
    pressing = [look for look in looks if look in ("live", "late")]
    assert looks[: len(pressing)] == pressing
    assert pressing == sorted(pressing, key=("live", "late").index)
    late = [days_late(each, DAY) or 0 for each in first.entries if days_late(each, DAY) is not None]
    assert late == sorted(late, reverse=True)
    ends = [deadline_of(each) for each in first.entries if each.state and each.state.look == "live"]
    assert ends == sorted(end for end in ends if end)
    # Nothing is left out, and what presses is on the first page wherever it stands, as far as there is room.
    everywhere = {each.id for sheet in (first, *numbered) for each in sheet.entries}
    assert everywhere == {each.id for each in entries}
    assert len(first.entries) < 3 * size
    urgent = {each.id for each in entries if each.state and each.state.look in ("live", "late")}
    shown = urgent & {each.id for each in first.entries}
    assert shown == urgent or len(shown) >= size


def headed(*ids: str) -> list[dict[str, Any]]:
    return [
        {**state, **({"heading": f"标题{state['id']}"} if state["id"] in ids else {})} for state in STATES
    ]


HEADED = declared(period={"from": "from", "to": "to"}, states=headed("over"))


@given(some.lists(some.tuples(kinds, offsets), max_size=60), some.data())
def test_what_stands_under_a_heading_stays_together(
    drawn: list[tuple[str, int]], data: some.DataObject
) -> None:
    """The headings have one order, whichever records there are: a script that finds some of them draws the same."""
    entries = entries_of(drawn, HEADED)
    ordered = pressing_first(reversed(entries), DAY)
    seen = list(dict.fromkeys(heading_of(each).base for each in ordered))
    assert seen == [heading for heading, _ in groupby(heading_of(each).base for each in ordered)]
    assert seen == [one for one in ("可反映", "逾期", "进行中", "标题over", "完成") if one in seen]
    plain = [each.id for each in pressing_first(reversed(entries_of(drawn)), DAY)]
    for heading in seen:
        under = [each.id for each in ordered if heading_of(each).base == heading]
        assert under == [id for id in plain if id in under]
    some_of_them = (
        data.draw(some.sets(some.sampled_from([each.id for each in entries]))) if entries else set()
    )
    kept = pressing_first((each for each in reversed(entries) if each.id in some_of_them), DAY)
    assert kept == [each for each in ordered if each.id in some_of_them]


def test_headings_are_of_listings_in_the_order_of_what_presses() -> None:
    """Not where no state declares one, where nothing has an end, or where the listing is a table."""
    period = {"from": "from", "to": "to"}
    endless = [{"id": "any", "title": "有", "look": "going", "heading": "所有的", "when": {}}]
    assert has_headings(HEADED)
    assert not has_headings(TYPE)
    assert not has_headings(declared(states=endless))
    assert not has_headings(declared({"columns": ["by"]}, period=period, states=headed("over")))


def test_a_heading_counts_what_further_pages_hold() -> None:
    entries = entries_of([("to", -number) for number in range(1, 8)], HEADED)
    first, *_ = sheets(entries, 2, DAY)
    site = Disclosure(Site(page_size=2), DAY, (HEADED,), {"works": tuple(entries)}, ())
    view = Viewpoint(site, language("zh"), "works/index.html")
    shown = listing_view(view, HEADED, first, len(entries), Counter({"over": 7}), {})
    assert [(group.title, group.total, len(group.rows)) for group in shown.groups] == [("标题over", 7, 3)]


def test_what_is_late_is_late_since_its_deadline_whenever_its_period_ends() -> None:
    shown = entry(TYPE, by=date(2026, 11, 20), **{"from": date(2026, 1, 1), "to": date(2026, 2, 1)})
    fact = row(shown).fact
    assert days_late(shown, DAY) == 4
    assert fact is not None
    assert fact.text == "4 days late"


@given(some.lists(some.tuples(kinds, offsets), max_size=40))
def test_what_is_latest_comes_first_of_what_is_late(drawn: list[tuple[str, int]]) -> None:
    entries = entries_of(drawn)
    late = latest_first(entries, DAY)
    assert {each.id for each in late} == {
        each.id for each in entries if each.state and each.state.id == "late"
    }
    days = [days_late(each, DAY) or 0 for each in late]
    assert days == sorted(days, reverse=True)


def test_what_comes_round_again_says_when_next_on_a_page_that_is_made_each_day() -> None:
    week = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    fields = [{"name": name} for name in ("id", "title", "at", "till", "where")]
    fields += [{"name": "since", "type": "date"}, {"name": "weekday", "constraints": {"enum": week}}]
    recurs = {"weekday": "weekday", "from": "at", "to": "till", "since": "since", "place": "where"}
    said = {"fields": fields, "sunlit": {"recurs": recurs, "row": {"fact": "where"}}}
    type = record_type("visits", said, Place("data/schemas/visits.yaml", None))
    values = {"at": "9:00", "till": "11:30", "since": date(2026, 1, 1), "weekday": "周三", "where": "101室"}
    shown = row(entry(type, **values))
    assert shown.fact is not None
    assert shown.fact.text == "25 Nov Wednesday 09:00–11:30"
    assert [note.text for note in shown.notes] == ["101室"]
    lasting = row(entry(type, **values), counts_days=False)
    assert lasting.fact is not None
    assert lasting.fact.text == "101室"
