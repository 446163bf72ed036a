"""The door: what is in the Disclosure on a day, and what must not be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from building import NOTES, Root
from each import each

from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.condition import Condition
from generator.model.declared.condition import Test as ConditionTest
from generator.model.declared.record_type import ChildTable, Field, Period, RecordType, Relation, State
from generator.model.declared.site import Site
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.wording import Wording

DAY = date(2026, 11, 24)
COMMON = ("draft", "publish_at", "scope", "published_on", "fictional")
BELOW = Wording("下级", {"en": "Below"})
OPEN = Condition((ConditionTest("on", "on_or_before", "today"), ConditionTest("to", "on_or_after", "today")))
OVER = Condition((ConditionTest("to", "before", "today"),))
STATES = (State("open", Wording("公示中"), "live", OPEN), State("over", Wording("已期满"), "wait", OVER))


def a_type(name: str = "notes", **changes: Any) -> RecordType:
    fields = tuple(map(Field, ("id", "title", "on", "to", "parent", "see", *COMMON)))
    settings: dict[str, Any] = {
        "id_field": "id",
        "title_field": "title",
        "date_field": "on",
        "common": frozenset(COMMON),
        "tree_field": "parent",
        "relations": (
            Relation("parent", name, inverse=BELOW),
            Relation("see", name),
            Relation("note", name, "rows"),
        ),
        "children": (ChildTable("rows", (Field("note"), Field("draft"))),),
        "states": STATES,
        "period": Period("on", "to"),
    }
    return RecordType(name, fields, **{**settings, **changes})


def record(id: str, rows: tuple[Mapping[str, Any], ...] = (), type: str = "notes", **values: Any) -> Record:
    children = {"rows": tuple(Row(row, Source("x.yaml", 1)) for row in rows)} if rows else {}
    return Record(type, id, Row({"id": id, "title": f"题{id}", **values}, Source("x.yaml", 1)), children)


def disclosed(*records: Record, as_of: date = DAY, type: RecordType | None = None) -> Disclosure:
    type = type or a_type()
    return disclose(Register(Site(), {type.name: type}, {type.name: records}), as_of)


def entries(disclosure: Disclosure) -> dict[str, Entry]:
    return {entry.id: entry for entry in disclosure.entries["notes"]}


def withheld(disclosure: Disclosure) -> dict[str, int]:
    return {item.reason: item.count for item in disclosure.withheld}


@each(
    ("values", "reason"),
    [
        ({"draft": True}, "draft"),
        ({"draft": True, "scope": "党内"}, "draft"),
        ({"publish_at": date(2026, 11, 25)}, "not-yet"),
        ({"publish_at": datetime(2026, 11, 25, 0, 0)}, "not-yet"),
        ({"scope": "党内"}, "scope"),
        ({"scope": "单位内"}, "scope"),
        ({"scope": "unheard of"}, "scope"),
    ],
)
def test_what_is_withheld_and_why(values: dict[str, Any], reason: str) -> None:
    disclosure = disclosed(record("a", **values), record("b"))
    assert list(entries(disclosure)) == ["b"]
    assert withheld(disclosure) == {reason: 1}
    assert disclosure.published == 1


@each(
    "values", [{}, {"draft": False}, {"publish_at": DAY}, {"publish_at": date(2020, 1, 1)}, {"scope": "公开"}]
)
def test_what_is_public(values: dict[str, Any]) -> None:
    disclosure = disclosed(record("a", **values))
    assert list(entries(disclosure)) == ["a"]
    assert withheld(disclosure) == {}


def test_an_embargo_ends_on_its_day() -> None:
    kept = record("a", publish_at=date(2026, 12, 1))
    assert not entries(disclosed(kept, as_of=date(2026, 11, 30)))
    assert entries(disclosed(kept, as_of=date(2026, 12, 1)))


def test_fields_that_steer_disclosure_are_not_shown() -> None:
    entry = entries(disclosed(record("a", draft=False, publish_at=DAY, scope="公开", fictional=True)))["a"]
    assert set(entry.values) == {"id", "title", "fictional"}


def test_a_field_that_a_schema_declares_itself_keeps_its_own_meaning() -> None:
    own = a_type(common=frozenset())
    entry = entries(disclosed(record("a", draft=True, scope="县内", publish_at=date(2030, 1, 1)), type=own))[
        "a"
    ]
    assert (entry.values["draft"], entry.values["scope"]) == (True, "县内")


def test_a_column_of_a_child_table_keeps_its_own_meaning() -> None:
    entry = entries(disclosed(record("a", ({"draft": True},))))["a"]
    assert entry.children["rows"] == ({"draft": True},)


def test_references_to_withheld_records_vanish() -> None:
    hidden = record("secret", draft=True)
    disclosure = disclosed(
        hidden,
        record("a", ({"note": "secret"}, {"note": "b"}), parent="secret", see=("secret", "b")),
        record("b", see="secret"),
    )
    assert "secret" not in repr(disclosure.entries).replace("disclosure", "")
    a, b = entries(disclosure)["a"], entries(disclosure)["b"]
    assert "parent" not in a.values
    assert a.values["see"] == ("b",)
    assert a.children["rows"] == ({}, {"note": "b"})
    assert "see" not in b.values
    assert a.ancestors == ()


def test_a_list_of_withheld_records_vanishes_whole() -> None:
    disclosure = disclosed(record("x", scope="党内"), record("y", draft=True), record("a", see=("x", "y")))
    assert "see" not in entries(disclosure)["a"].values
    assert entries(disclosure)["a"].links == ()


def test_a_withheld_record_is_not_pointed_from() -> None:
    disclosure = disclosed(record("a"), record("secret", draft=True, parent="a", see="a"))
    assert entries(disclosure)["a"].links == ()


def test_links_lead_both_ways() -> None:
    disclosure = disclosed(record("a"), record("b", ({"note": "a"},), parent="a"))
    forward = {
        links.title.base: [target.id for target in links.targets] for links in entries(disclosure)["b"].links
    }
    backward = {
        links.title.base: [target.id for target in links.targets] for links in entries(disclosure)["a"].links
    }
    assert forward == {"parent": ["a"], "note": ["a"]}
    assert backward == {"下级": ["b"], "notes": ["b"]}


def test_a_record_that_points_twice_is_linked_once() -> None:
    disclosure = disclosed(record("a"), record("b", ({"note": "a"}, {"note": "a"}), see=("a", "a")))
    (see, note) = entries(disclosure)["b"].links
    assert [target.id for target in (*see.targets, *note.targets)] == ["a", "a"]
    assert [len(links.targets) for links in entries(disclosure)["a"].links] == [1, 1]


def test_ancestors_run_from_the_top() -> None:
    disclosure = disclosed(record("c", parent="b"), record("b", parent="a"), record("a"))
    assert [above.id for above in entries(disclosure)["c"].ancestors] == ["a", "b"]
    assert entries(disclosure)["a"].ancestors == ()


def test_a_tree_is_cut_at_a_withheld_record() -> None:
    disclosure = disclosed(record("a"), record("b", parent="a", draft=True), record("c", parent="b"))
    assert entries(disclosure)["c"].ancestors == ()


@each(
    ("day", "state"),
    [
        (date(2026, 5, 6), None),
        (date(2026, 5, 7), "open"),
        (date(2026, 5, 12), "open"),
        (date(2026, 5, 13), "over"),
    ],
)
def test_states_follow_the_day(day: date, state: str | None) -> None:
    notice = record("a", on=date(2026, 5, 7), to=date(2026, 5, 12))
    found = entries(disclosed(notice, as_of=day))["a"].state
    assert (found.id if found else None) == state


def test_entries_run_oldest_first_and_a_list_shows_equals_in_file_order() -> None:
    days = {"n1": None, "b": date(2026, 2, 1), "a": date(2026, 1, 1), "b2": date(2026, 2, 1), "n2": None}
    records = [record(id, **({"on": day} if day else {})) for id, day in days.items()]
    assert [entry.id for entry in reversed(disclosed(*records).entries["notes"])] == [
        "b",
        "b2",
        "a",
        "n1",
        "n2",
    ]


def test_a_record_without_a_title_is_called_by_its_id() -> None:
    untitled = Record("notes", "a", Row({"id": "a"}, Source("x.yaml", 1)))
    assert entries(disclosed(untitled))["a"].title == "a"


def test_the_day_of_publication_is_the_record_s_own_word_else_its_date() -> None:
    told = record("a", on=date(2026, 1, 1), published_on=date(2026, 3, 1))
    silent = record("b", on=date(2026, 1, 2))
    found = entries(disclosed(told, silent, record("c")))
    assert [found[id].published_on for id in "abc"] == [date(2026, 3, 1), date(2026, 1, 2), None]


def test_withheld_records_leave_no_trace_in_a_built_tree(root: Root) -> None:
    relations = {"relations": [{"field": "see", "to": "notes"}], "tree": "see"}
    schema = {**NOTES, "fields": [*NOTES["fields"], {"name": "see", "type": "string"}]}
    root.schema({**schema, "sunlit": {**NOTES["sunlit"], **relations}})  # type: ignore[dict-item]
    root.declare("data/site.yaml", {"name": "站", "languages": ["zh", "en"]})
    root.records(
        {"id": "a", "title": "甲", "see": "kanarie-1"},
        {"id": "kanarie-1", "title": "金丝雀一", "draft": "是"},
        {"id": "kanarie-2", "title": "金丝雀二", "publish_at": "2026-11-25", "see": "a"},
        {"id": "kanarie-3", "title": "金丝雀三", "scope": "党内", "see": "kanarie-1"},
    )
    outcome = root.build()
    assert withheld(outcome.disclosure) == {"draft": 1, "not-yet": 1, "scope": 1}
    for path in root.site.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert "kanarie" not in str(path)
        assert b"kanarie" not in content, path
        assert "金丝雀".encode() not in content, path
