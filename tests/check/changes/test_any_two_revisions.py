"""For any two revisions: every public difference may be, or is accounted for by a correction, or is a finding.

The differences are told here in a plain way of their own, not by what is tested.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

from each import each
from hypothesis import given
from hypothesis import strategies as st
from proving import few

from generator.check.changes import compare, judge_changes
from generator.check.changes.suggestion import label, told
from generator.model.declared.severity import Severity
from generator.model.declared.site import Site
from generator.model.findings.finding import Finding
from generator.model.records.change import Baseline, Comparison
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.catalogue import translator
from generator.read.schema.place import Place
from generator.read.schema.record_types import record_type

from .revisions import SCHEMA

TODAY = date(2026, 11, 24)
TYPE = record_type("tasks", SCHEMA, Place("tasks.yaml"))
TEXTS = st.one_of(
    st.sampled_from(["甲", "乙", "甲乙甲", "100", "2026-12-31"]), st.text("甲乙 一\n1.。", max_size=90)
)
FIELDS: Mapping[str, st.SearchStrategy[Any]] = {
    "title": TEXTS,
    "due": st.dates(date(2026, 12, 30), date(2027, 1, 1)),
    "amount": st.integers(0, 3) | st.decimals("0", "3", places=1),
    "text": TEXTS,
    "units": st.lists(st.sampled_from(["甲科", "乙科", "丙科"]), min_size=1, unique=True).map(tuple),
    "progress": st.integers(0, 100),
    "result": TEXTS,
    "draft": st.booleans(),
    "scope": st.sampled_from(["公开", "党内"]),
    "publish_at": st.dates(date(2026, 11, 23), date(2026, 11, 25)),
    "former_ids": st.sampled_from([("a",), ("b", "c")]),
}
STEERING = {"draft", "scope", "publish_at", "former_ids"}
CELLS = {"updates": ("said",), "people": ("name", "post", "now")}
KINDS = ("更正", "补充", "撤回", "到期下架")
NAMED = (
    "期限",
    "amount",
    "正文",
    "units",
    "title",
    "名单",
    "名单·职务",
    "updates",
    "更正记录",
    "result",
    "错字",
    "",
)


def rows(columns: tuple[str, ...]) -> st.SearchStrategy[tuple[Row, ...]]:
    cells = st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(["甲", "乙", "丙"]) for name in columns}
    )
    filled = cells.filter(bool).map(lambda values: Row(values, Source("data/tasks/a.yaml", 1)))
    return st.lists(filled, max_size=3).map(tuple)


def corrections() -> st.SearchStrategy[tuple[Row, ...]]:
    entry = st.fixed_dictionaries(
        {
            "on": st.just(TODAY),
            "kind": st.sampled_from(KINDS),
            "reason": st.just("误"),
            "approver": st.just("甲"),
        },
        optional={
            "field": st.sampled_from(NAMED),
            "before": st.sampled_from(["甲", "乙", "100", "2026-12-31"]),
            "after": st.sampled_from(["甲", "乙", "0", "2027-01-01"]),
        },
    )
    return st.lists(entry.map(lambda values: Row(values, Source("data/tasks/a.yaml", 1))), max_size=2).map(
        tuple
    )


@st.composite
def records(draw: st.DrawFn, id: str) -> Record:
    values = draw(st.fixed_dictionaries({}, optional=dict(FIELDS)))
    children = {table: draw(rows(columns)) for table, columns in CELLS.items()}
    row = Row(
        {"id": id, **{name: value for name, value in values.items() if value != ""}},
        Source("data/tasks/a.yaml", 1),
    )
    return Record("tasks", id, row, {**children, "corrections": draw(corrections())})


@st.composite
def registers(draw: st.DrawFn) -> Register:
    ids = draw(st.sets(st.sampled_from(["a", "b", "c"])))
    return register(*(draw(records(id)) for id in sorted(ids)))


@st.composite
def edited(draw: st.DrawFn, before: Register) -> Register:
    """The register with single values of some records taken from elsewhere: most revisions change little."""
    after = []
    for record in before.records["tasks"]:
        other = draw(records(record.id))
        taken = draw(st.sets(st.sampled_from([*FIELDS, *CELLS, "corrections"]), max_size=3))
        values = {**record.values, **{name: other.values.get(name) for name in taken if name in FIELDS}}
        children = {**record.children, **{name: other.children[name] for name in taken if name not in FIELDS}}
        kept = {name: value for name, value in values.items() if value is not None}
        after.append(Record("tasks", record.id, Row(kept, record.source), children))
    return register(*(record for record in after if draw(st.integers(0, 9))))


PAIRS = registers().flatmap(lambda old: st.tuples(st.just(old), edited(old) | registers()))


def register(*records: Record) -> Register:
    return Register(Site(), {"tasks": TYPE}, {"tasks": records})


def public(register: Register) -> dict[str, Record]:
    return {record.id: record for record in register.records["tasks"] if _is_public(record.values)}


def _is_public(values: Mapping[str, Any]) -> bool:
    day = values.get("publish_at")
    return (
        values.get("draft") is not True
        and (day is None or day <= TODAY)
        and values.get("scope", "公开") == "公开"
    )


def plain(value: Any) -> str:
    """A value in a plain way of its own: lines joined, numbers as numbers, lists in order."""
    if isinstance(value, tuple):
        return "|".join(sorted(value))
    if value is None or isinstance(value, str):
        return " ".join((value or "").split())
    return str(value) if isinstance(value, date) else str(float(value))


def table(record: Record, name: str, columns: tuple[str, ...]) -> Counter[tuple[str, ...]]:
    return Counter(
        tuple(plain(row.values.get(column)) for column in columns) for row in record.children[name]
    )


def differing(old: Record, new: Record) -> set[str]:
    """What of a record must not differ without a word, and does."""
    fixed = {"title", "due", "amount", "text", "units"}
    found = {name for name in fixed if plain(old.values.get(name)) != plain(new.values.get(name))}
    result = plain(old.values.get("result"))
    found |= {"result"} if result and result != plain(new.values.get("result")) else set()
    # `now` may change and rows may come to updates; all else of the tables stays.
    found |= {"updates"} if table(old, "updates", ("said",)) - table(new, "updates", ("said",)) else set()
    people = ("name", "post")
    found |= {"people"} if table(old, "people", people) != table(new, "people", people) else set()
    entries = ("on", "kind", "field", "before", "after")
    texts = [
        Counter(tuple(str(row.values.get(name)) for name in entries) for row in r.children["corrections"])
        for r in (old, new)
    ]
    return found | ({"corrections"} if texts[0] - texts[1] else set())


NAMES = {"期限": "due", "amount": "amount", "正文": "text", "units": "units", "title": "title", "result": "result",
         "名单": "people", "名单·职务": "people", "updates": "updates", "更正记录": "corrections"}  # fmt: skip


def spoken_of(old: Record, new: Record) -> set[str]:
    """What the new correction entries name; a withdrawal speaks of everything."""

    def texts(record: Record) -> Counter[tuple[str, ...]]:
        return Counter(
            tuple(str(row.values.get(name)) for name in ("kind", "field", "before", "after"))
            for row in record.children["corrections"]
        )

    fresh = texts(new) - texts(old)
    if any(kind in ("撤回", "到期下架") and field in ("None", "") for kind, field, *_ in fresh):
        return {*NAMES.values()}
    return {NAMES[field] for _, field, *_ in fresh if field in NAMES}


def judged(old: Register, new: Register) -> tuple[Comparison, list[Finding]]:
    comparison = compare(old, new, TODAY, Baseline(Path(), TODAY, "v1"))
    return comparison, list(judge_changes(comparison, TODAY))


@few(20)
@given(PAIRS)
def test_no_public_difference_passes_without_a_word(pair: tuple[Register, Register]) -> None:
    old, new = pair
    _, findings = judged(old, new)
    errors = {finding.record for finding in findings if finding.severity is Severity.ERROR}
    after = public(new)
    heirs = {
        id: record
        for record in after.values()
        if record.id not in public(old)
        for id in record.values.get("former_ids", ())
    }
    for id, record in public(old).items():
        heir = after.get(id) or heirs.get(id)
        if heir is None:
            assert id in errors
        elif differing(record, heir) - spoken_of(record, heir):
            assert heir.id in errors


@few(20)
@given(registers())
def test_nothing_is_said_where_nothing_changed(register: Register) -> None:
    assert judged(register, register)[1] == []


@few(20)
@given(PAIRS)
def test_what_the_cure_says_is_a_cure(pair: tuple[Register, Register]) -> None:
    """Each open change, written down as the cure says, leaves no change open."""
    old, new = pair
    without = register(
        *(Record(r.type, r.id, r.row, {**r.children, "corrections": ()}) for r in old.records["tasks"])
    )
    bare = register(
        *(Record(r.type, r.id, r.row, {**r.children, "corrections": ()}) for r in new.records["tasks"])
    )
    comparison, _ = judged(without, bare)
    written = {
        d.new.id: [entry(change) for change in d.changes] for d in comparison.differences if d.new and d.old
    }
    cured = register(
        *(
            Record(r.type, r.id, r.row, {**r.children, "corrections": tuple(written.get(r.id, ()))})
            for r in bare.records["tasks"]
        )
    )
    left = judged(without, cured)[1]
    assert {finding.rule.id for finding in left} <= {"vanished"}, [(f.message, f.hint) for f in left]


def people(*rows: dict[str, str], corrections: tuple[Row, ...] = ()) -> Register:
    source = Source("data/tasks/a.yaml", 1)
    children = {"updates": (), "people": tuple(Row(row, source) for row in rows), "corrections": corrections}
    return register(Record("tasks", "a", Row({"id": "a"}, source), children))


@each(
    ("before", "after"),
    [
        # One of two like rows is gone, the other was filled in.
        ([{"name": "甲"}, {"name": "甲"}], [{"name": "甲", "now": "甲"}]),
        # Both rows get a name; two people change places; a row takes what another one had.
        ([{"post": "乙", "now": "乙"}, {"post": "甲"}], [{"name": "乙", "post": "甲"}, {"name": "甲", "post": "乙"}]),
        ([{"name": "甲"}, {"post": "甲", "now": "乙"}], [{"now": "甲"}, {"name": "乙", "post": "甲"}]),
        ([{"name": "甲", "now": "甲"}, {"now": "乙"}], [{"name": "甲", "post": "甲"}, {"post": "乙", "now": "乙"}]),
    ],
)  # fmt: skip
def test_each_of_two_rows_of_one_table_has_an_entry_of_its_own(
    before: list[dict[str, str]], after: list[dict[str, str]]
) -> None:
    (difference,) = judged(people(*before), people(*after))[0].differences
    assert len(difference.changes) > 1
    for entries in permutations(map(entry, difference.changes)):
        assert judged(people(*before), people(*after, corrections=entries))[1] == []


def entry(change: Any) -> Row:
    before, after = told(change)
    named = label(change).render(translator("zh"), "zh")
    values = {
        "on": TODAY,
        "kind": "更正",
        "field": named,
        "before": before,
        "after": after,
        "reason": "误",
        "approver": "甲",
    }
    return Row(values, Source("data/tasks/a.yaml", 1))
