"""The stages of a record by its dates, and what the door lets through in each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Entry, at_its_own_page
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.personal import After, Grace, Personal, PersonalClass, Public
from generator.model.declared.record_type import ChildTable, Field, Period, RecordType, Relation
from generator.model.declared.site import Site
from generator.model.records.public_life import WITHDRAWN_STATE, Life, Stage
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.wording import Wording

STARTS, ENDS = date(2026, 11, 18), date(2026, 11, 24)
COMMON = ("withdrawn", "body", "published_on", "former_ids", "fictional")
HERE = Source("x.yaml", 1)


def policed(
    name: str, public: Public, after: After = After.REMOVE, kind: PersonalClass = PersonalClass.NAME
) -> Field:
    return Field(name, personal=Personal(kind, public, after))


FIELDS = (
    *map(Field, ("id", "title", "unit", "from", "to", "see", "kept", *COMMON)),
    policed("person", Public.DURING_PERIOD),
    policed("masked", Public.DURING_PERIOD, After.MASK),
    policed("secret", Public.NEVER),
    policed("hidden", Public.NEVER, After.MASK),
    policed("signer", Public.ALWAYS),
)  # fmt: skip
ROWS = ChildTable(
    "rows", (Field("place"), policed("who", Public.DURING_PERIOD), policed("word", Public.NEVER))
)
CORRECTIONS = ChildTable(
    "corrections",
    tuple(map(Field, ("on", "kind", "field", "before", "after", "reason", "approver"))),
    common=True,
)


def a_type(**changes: Any) -> RecordType:
    settings: dict[str, Any] = {
        "id_field": "id", "title_field": "title", "date_field": "from", "period": Period("from", "to"),
        "neutral_titles": (Wording("公示（{unit}）"), Wording("公示")),
        "keeps": frozenset({"kept"}), "common": frozenset({*COMMON, "corrections"}),
        "children": (ROWS, CORRECTIONS), "states": (WITHDRAWN_STATE,), "relations": (Relation("see", "notes", supersedes=True),),
    }  # fmt: skip
    return RecordType("notes", FIELDS, **{**settings, **changes})


def rows(*values: dict[str, Any]) -> tuple[Row, ...]:
    return tuple(Row(row, HERE) for row in values)


VALUES = {
    "title": "题", "unit": "样例科", "from": STARTS, "to": ENDS, "kept": "留", "body": "样例局", "person": "样例甲",
    "masked": "欧阳小样", "secret": "密甲", "hidden": "李密乙", "signer": "签字人",
}  # fmt: skip


def record(id: str = "a", corrections: tuple[dict[str, Any], ...] = (), **values: Any) -> Record:
    children = {"rows": rows({"place": "样例镇", "who": "样例乙", "word": "密丙"}, {"who": "样例丙"})}
    if corrections:
        children["corrections"] = rows(*corrections)
    return Record("notes", id, Row({"id": id, **VALUES, **values}, HERE), children)


def entry(
    given: Record, as_of: date, type: RecordType | None = None, calendar: Any = None, *others: Record
) -> Entry:
    type = type or a_type()
    register = Register(Site(), {"notes": type}, {"notes": (given, *others)}, calendar or {})
    return next(one for one in disclose(register, as_of).entries["notes"] if one.id == given.id)


@each(("day", "stage"), [
    (STARTS - timedelta(1), Stage.ANNOUNCED),
    (STARTS, Stage.LIVE),
    (ENDS, Stage.LIVE),
    (ENDS + timedelta(1), Stage.OVER),
    (ENDS + timedelta(3), Stage.OVER),
    (ENDS + timedelta(4), Stage.TAKEN_DOWN),
])  # fmt: skip
def test_stages_follow_from_dates(day: date, stage: Stage) -> None:
    found = entry(record(), day, a_type(grace=Grace(3)))
    assert found.life.stage is stage
    assert found.life.last_day == ENDS + timedelta(3)
    assert (found.only_in_period is None) is (stage is Stage.TAKEN_DOWN)
    assert found.life.since == (ENDS + timedelta(4) if stage is Stage.TAKEN_DOWN else None)


def test_without_values_that_go_a_record_is_over_and_stays() -> None:
    plain = RecordType("notes", FIELDS[:12], "id", "title", "from", period=Period("from", "to"))
    found = entry(
        Record("notes", "a", Row({"id": "a", "title": "题", "from": STARTS, "to": ENDS}, HERE)),
        date(2030, 1, 1),
        plain,
    )
    assert found.life == Life(Stage.OVER)
    assert found.title == "题"
    dateless = entry(Record("notes", "a", Row({"id": "a", "title": "题"}, HERE)), date(2030, 1, 1), plain)
    assert dateless.life.stage is Stage.STANDING


@each(("grace", "years", "last"), [
    (Grace(working_days=2), {}, date(2026, 11, 26)),
    (Grace(working_days=4), {}, date(2026, 11, 30)),
    (Grace(working_days=2), {2026: CalendarYear(2026, frozenset({date(2026, 11, 25)}), frozenset())}, date(2026, 11, 27)),
    (Grace(0), {}, ENDS),
])  # fmt: skip
def test_grace_counts_as_the_calendar_does(grace: Grace, years: Any, last: date) -> None:
    assert entry(record(), STARTS, a_type(grace=grace), years).life.last_day == last


def test_where_days_off_are_not_known_values_go_early() -> None:
    far = record(**{"from": date(2090, 3, 1), "to": date(2090, 3, 3)})
    assert entry(far, STARTS, a_type(grace=Grace(working_days=5))).life.last_day == date(2090, 3, 8)


def test_the_end_of_all_days_is_no_trap() -> None:
    last = record(to=date.max)
    assert entry(last, STARTS, a_type(grace=Grace(5))).life.last_day == date.max - timedelta(1), (
        "a day is left"
    )


def test_values_whose_period_has_no_end_are_not_shown() -> None:
    for broken in (record(to=None), record(to="bald")):
        found = entry(broken, STARTS)
        assert found.life == Life(Stage.TAKEN_DOWN)
        assert found.only_in_period is None


def test_while_it_is_live_its_own_page_alone_has_the_values() -> None:
    found = entry(record(), STARTS)
    assert found.title == "题"
    assert found.values["masked"] == "欧阳**"
    assert found.values["hidden"] == "李**"
    assert found.values["signer"] == "签字人"
    assert not {"person", "secret"} & found.values.keys()
    assert found.children["rows"] == ({"place": "样例镇"},)
    page = at_its_own_page(found)
    assert (page.values["person"], page.values["masked"], page.values["hidden"]) == (
        "样例甲",
        "欧阳小样",
        "李**",
    )
    assert "secret" not in page.values
    assert page.children["rows"] == ({"place": "样例镇", "who": "样例乙"}, {"who": "样例丙"})


def test_a_record_without_such_values_holds_nothing_back() -> None:
    bare = Record(
        "notes", "a", Row({"id": "a", "title": "题", "from": STARTS, "to": ENDS, "secret": "密"}, HERE)
    )
    found = entry(bare, STARTS)
    assert found.only_in_period is None
    assert at_its_own_page(found) is found
    assert found.title == "题"


def test_afterwards_a_tombstone_keeps_what_is_declared() -> None:
    found = entry(record(), ENDS + timedelta(1))
    assert found.title == "公示（样例科）"
    assert dict(found.values) == {
        "id": "a", "unit": "样例科", "from": STARTS, "to": ENDS, "kept": "留", "body": "样例局",
        "masked": "欧阳**", "hidden": "李**",
    }  # fmt: skip
    assert found.children == {}
    assert at_its_own_page(found) is found


@each(("changes", "values", "title"), [
    ({}, {}, "公示（样例科）"),
    ({}, {"unit": None}, "公示"),
    ({"neutral_titles": (Wording("{unit}"), Wording("{kept}"))}, {"unit": "", "kept": ("甲", "乙")}, "甲、乙"),
    ({"neutral_titles": (Wording("{unit}"),)}, {"unit": None}, "notes a"),
])  # fmt: skip
def test_the_first_neutral_title_that_can_be_filled_is_taken(changes: Any, values: Any, title: str) -> None:
    assert entry(record(**values), ENDS + timedelta(1), a_type(**changes)).title == title


def test_a_title_that_goes_is_neutral_from_the_first_day_and_whole_on_its_own_page() -> None:
    titled = tuple(
        policed("title", Public.DURING_PERIOD) if field.name == "title" else field for field in FIELDS
    )
    type = RecordType(
        "notes",
        titled,
        "id",
        "title",
        "from",
        period=Period("from", "to"),
        neutral_titles=(Wording("公示"),),
        children=(ROWS,),
    )
    found = entry(record(), STARTS, type)
    assert found.title == "公示"
    assert at_its_own_page(found).title == "题"


WITHDRAWAL = {"on": date(2026, 11, 20), "kind": "撤回", "reason": "办错了", "approver": "批准人"}


@pytest.mark.parametrize("given", [
    record(corrections=(WITHDRAWAL,)),
    record(withdrawn=date(2026, 11, 20)),
    record(corrections=({**WITHDRAWAL, "on": date(2026, 11, 22)},), withdrawn=date(2026, 11, 20)),
])  # fmt: skip
def test_a_withdrawn_record_is_down_from_that_day(given: Record) -> None:
    assert entry(given, date(2026, 11, 19)).life.stage is Stage.LIVE
    found = entry(given, date(2026, 11, 20))
    assert found.life == Life(Stage.WITHDRAWN, since=date(2026, 11, 20))
    assert found.state is WITHDRAWN_STATE
    assert found.only_in_period is None
    assert found.title == "公示（样例科）"
    assert dict(found.values) == {
        "id": "a", "unit": "样例科", "from": STARTS, "to": ENDS, "body": "样例局", "withdrawn": date(2026, 11, 20),
    }  # fmt: skip


def test_of_a_withdrawal_the_reason_is_kept_and_nothing_of_the_content() -> None:
    before = {
        "on": date(2026, 11, 19),
        "kind": "更正",
        "field": "标题",
        "before": "旧题",
        "after": "题",
        "reason": "录错",
    }
    found = entry(record(corrections=(before, WITHDRAWAL)), ENDS)
    assert found.children["corrections"] == (
        {"on": date(2026, 11, 19), "kind": "更正", "reason": "录错"}, WITHDRAWAL,
    )  # fmt: skip


def test_a_withdrawal_of_one_field_leaves_the_record() -> None:
    found = entry(record(corrections=({**WITHDRAWAL, "field": "附件"},)), ENDS)
    assert found.life.stage is Stage.LIVE


def test_taken_down_by_hand_before_its_day() -> None:
    early = {**WITHDRAWAL, "kind": "到期下架"}
    found = entry(record(corrections=(early,)), date(2026, 11, 20))
    assert (found.life.stage, found.life.since) == (Stage.TAKEN_DOWN, date(2026, 11, 20))
    assert found.values["kept"] == "留"
    assert found.state is None
    assert found.only_in_period is None


def test_a_correction_of_a_day_to_come_is_not_told() -> None:
    coming = {"on": date(2026, 12, 1), "kind": "更正", "field": "标题", "before": "旧题", "reason": "录错"}
    assert not entry(record(corrections=(coming,)), STARTS).children.get("corrections")
    assert entry(record(corrections=(coming,)), date(2026, 12, 1)).children["corrections"]


@each("said", ["who", "rows", "person", "person（第二行）"])
def test_a_correction_of_what_goes_is_told_without_before_and_after(said: str) -> None:
    made = {
        "on": STARTS,
        "kind": "更正",
        "field": said,
        "before": "样例旧",
        "after": "样例甲",
        "reason": "录错",
    }
    found = at_its_own_page(entry(record(corrections=(made,)), STARTS))
    assert found.children["corrections"] == ({"on": STARTS, "kind": "更正", "field": said, "reason": "录错"},)
    other = {**made, "field": "unit"}
    assert entry(record(corrections=(other,)), STARTS).children["corrections"] == (other,)


def test_what_takes_another_s_place_is_told_there() -> None:
    newer = record("b", see="a")
    found = entry(record(), STARTS, None, None, newer)
    assert [reference.id for reference in found.superseded_by] == ["b"]
    gone = record("b", see="a", withdrawn=STARTS)
    assert entry(record(), STARTS, None, None, gone).superseded_by == ()


TOKENS = st.integers(min_value=10**8, max_value=10**9 - 1).map(lambda number: f"Tk{number}")


@given(
    tokens=st.lists(TOKENS, min_size=8, max_size=8, unique=True),
    as_of=st.dates(STARTS - timedelta(10), ENDS + timedelta(20)),
    grace=st.builds(Grace, st.integers(0, 5), st.booleans()),
    withdrawn=st.none() | st.dates(STARTS - timedelta(10), ENDS + timedelta(20)),
)
def test_no_value_that_goes_is_in_what_travels_and_all_are_gone_on_their_day(
    tokens: list[str], as_of: date, grace: Grace, withdrawn: date | None
) -> None:
    """Whatever is reachable from an entry but what its own page asks for."""
    passing = dict(zip(("person", "masked", "secret", "hidden"), tokens, strict=False))
    children = {"rows": rows({"place": tokens[4], "who": tokens[5], "word": tokens[6]})}
    values = {**VALUES, **passing, "signer": tokens[7], **({"withdrawn": withdrawn} if withdrawn else {})}
    found = entry(
        Record("notes", "a", Row({"id": "a", **values}, HERE), children), as_of, a_type(grace=grace)
    )
    travels = repr((found.title, found.values, found.children, found.links, found.ancestors, found.state))
    assert not [token for token in (*tokens[:4], tokens[5], tokens[6]) if token in travels]
    page = at_its_own_page(found)
    shown = repr((page.title, page.values, page.children))
    is_down = bool(withdrawn and withdrawn <= as_of) or as_of > (found.life.last_day or date.max)
    assert [token in shown for token in (tokens[0], tokens[1], tokens[5])] == [not is_down] * 3
    assert not [token for token in (tokens[2], tokens[3], tokens[6]) if token in shown]
    assert (tokens[7] in shown) is (not is_down)


@given(
    as_of=st.dates(STARTS - timedelta(10), ENDS + timedelta(10)),
    grace=st.builds(Grace, st.integers(0, 5), st.booleans()),
    withdrawn=st.none() | st.dates(STARTS - timedelta(10), ENDS + timedelta(10)),
    ended=st.none()
    | st.tuples(st.dates(STARTS, ENDS + timedelta(10)), st.sampled_from(["撤回", "到期下架", "更正"])),
)
def test_what_is_known_today_of_the_day_after_is_what_that_day_shows(
    as_of: date, grace: Grace, withdrawn: date | None, ended: tuple[date, str] | None
) -> None:
    """Also where the record says itself that it goes early: its last day is the last on which the values are shown."""
    corrections = ({"on": ended[0], "kind": ended[1], "reason": "办错了"},) if ended else ()
    given, type = record(corrections=corrections, withdrawn=withdrawn), a_type(grace=grace)
    found = entry(given, as_of, type)
    if found.only_in_period is None:
        assert found.afterwards is None
        return
    last_day = found.life.last_day
    assert last_day
    assert as_of <= last_day
    assert entry(given, last_day, type).only_in_period is not None
    after = entry(given, last_day + timedelta(1), type)
    assert after.life.is_down
    assert after == found.afterwards
