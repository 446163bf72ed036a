"""Values that may be left out: worked out from what the public may see on the day, marked, and no other than typed ones."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from building import DAY, Root
from construct.test_unchanged import FRAME
from declaring import in_english
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from proving import examples

from generator.check.changes.waiving import digest
from generator.check.gate import Verdict, judge, read_everything
from generator.check.report import FORMATS
from generator.construct.construction import Commission, begin
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure, Entry, at_its_own_page
from generator.disclose.outlook import OUTLOOKS
from generator.model.declared.severity import Severity
from generator.model.declared.site import Site
from generator.model.records.change import Baseline
from generator.model.records.derived import is_derived
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.website.build.pages import frame_keys
from generator.website.exports.twins import twin

GOALS: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "title", "type": "string"},
        {"name": "on", "type": "date"},
        {"name": "parent", "type": "string"},
        {"name": "weight", "type": "number"},
        {"name": "share", "title": "进度", "title_en": "Share", "type": "number", "show": "progress",
         "constraints": {"required": True, "maximum": 100}},
        {"name": "seen", "title": "截至", "title_en": "Seen", "type": "date"},
    ],
    "sunlit": {
        "title": "目标", "tree": "parent", "date": "on", "listing": ["share"], "derived": ["share", "seen"],
        "children": {"notes": {"fields": [{"name": "on", "type": "date"}, {"name": "share", "type": "number"}]}},
        "states": [
            {"id": "done", "title": "完成", "look": "done", "when": {"share": {"at_least": 100}}},
            {"id": "going", "title": "进行中", "look": "going"},
        ],
        "pages": [{"tree": {"by": "on", "progress": "share", "weight": "weight", "owner": "title", "unit": "title",
                            "due": "on", "expects": "title", "why": "title"}, "title": "树", "title_en": "Tree"}],
        "rules": [
            {"rolled-up": {"progress": "share", "weight": "weight"}},
            {"latest-agrees": {"table": "notes", "date": "on", "field": "share", "with": "share"}},
            {"rows-not-after": {"table": "notes", "date": "on", "field": "seen"}},
        ],
    },
}  # fmt: skip
PEOPLE_ARE = {"class": "name", "public": "during-period", "after": "remove"}
LISTS: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "title", "type": "string"},
        {"name": "starts", "type": "date"},
        {"name": "ends", "type": "date"},
        {"name": "count", "title": "人数", "title_en": "How many", "type": "integer", "constraints": {"required": True}},
        {"name": "posts", "type": "integer"},
        {"name": "spare", "type": "integer"},
        {"name": "total", "type": "integer"},
    ],
    "sunlit": {
        "title": "名单", "date": "starts", "period": {"from": "starts", "to": "ends"},
        "neutral_title": ["公示（{count} 人）", "公示"],
        "keeps": ["count", "posts", "spare", "total"], "listing": ["count", "total"],
        "derived": ["count", "total", "asked.all"],
        "children": {
            "people": {"fields": [
                {"name": "name", "type": "string", "personal": PEOPLE_ARE},
                {"name": "group", "type": "string"}]},
            "asked": {"fields": [{"name": name, "type": "integer"} for name in ("yes", "no", "all")]},
        },
        "rules": [
            {"rows-counted": {"table": "people", "field": "count"}},
            {"adds-up": {"fields": ["posts", "spare"], "total": "total"}},
            {"each-row-adds-up": {"table": "asked", "fields": ["yes", "no"], "total_field": "all"}},
        ],
    },
}  # fmt: skip
PEOPLE = [{"name": "钱一"}, {"name": "孙二"}, {"group": "调研组", "name": "李三"}]
NOTICE = {"id": "n", "title": "公示名单", "starts": "2026-11-20", "ends": "2026-11-27", "people": PEOPLE,
          "posts": 2, "spare": 1, "asked": [{"yes": 3, "no": 4}, {"yes": 5}]}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return written(Root(tmp_path))


def written(root: Root) -> Root:
    root.declare("data/site.yaml", {"name": "某办", "name_en": "Office", "languages": ["zh", "en"]})
    root.schema(in_english(GOALS), "goals")
    root.schema(in_english(LISTS), "lists")
    return root


def goal(id: str, parent: str | None = None, **values: Any) -> dict[str, Any]:
    return {"id": id, "title": f"目标{id}", "on": "2026-01-01", "parent": parent, "weight": 1, **values}


def judged(root: Root, day: date = DAY) -> Verdict:
    return judge(root.folder, day)


def public(root: Root, day: date = DAY) -> Disclosure:
    verdict = judged(root, day)
    return disclose(verdict.register, day, verdict.checked)


def entry(root: Root, id: str, day: date = DAY) -> Entry:
    found = public(root, day).index
    return next(entry for (_, name), entry in found.items() if name == id)


def said(verdict: Verdict, language: str = "en") -> str:
    return FORMATS["text"](verdict, language)


def test_what_is_left_out_is_worked_out_in_order_from_below_and_needs_not_be_filled_in(root: Root) -> None:
    notes = [{"on": "2026-03-31", "share": 20}, {"on": "2026-06-30", "share": 45}, {"on": "2026-09-30"}]
    root.records(
        goal("top"), goal("a", "top"), goal("a1", "a", share=10), goal("a2", "a", notes=notes, weight=2),
        goal("b", "top", share=80, seen="2026-10-01"), type="goals",
    )  # fmt: skip
    root.records(NOTICE, type="lists")
    assert judged(root).findings == ()
    values = {id: entry(root, id).values for id in ("top", "a", "a1", "a2", "b")}
    assert {id: str(each["share"]) for id, each in values.items()} == {
        "top": "56.67", "a": "33.33", "a1": "10", "a2": "45", "b": "80"}  # fmt: skip
    assert {id for id, each in values.items() if is_derived(each["share"])} == {"top", "a", "a2"}
    assert values["a2"]["seen"] == date(2026, 9, 30)
    assert is_derived(values["a2"]["seen"])
    assert "seen" not in values["a"]


def test_what_nothing_gives_is_missed_as_before(root: Root) -> None:
    root.records(goal("a"), goal("b", "a"), type="goals")
    assert [finding.rule.id for finding in judged(root).findings] == ["required", "required"]


def test_a_record_that_is_not_public_does_not_count_until_it_is(root: Root) -> None:
    root.records(
        goal("top"), goal("a", "top", share=10), goal("b", "top", share=90, publish_at="2026-11-26"),
        goal("c", "top", share=90, draft=True), goal("d", "top", share=90, scope="单位内"),
        goal("e", "top", share=90, withdrawn="2026-11-20"), type="goals",
    )  # fmt: skip
    shares = [entry(root, "top", DAY + timedelta(days)).values["share"] for days in range(4)]
    assert shares == [10, 10, 50, 50]


@pytest.mark.parametrize(("hidden", "severity"), [(True, Severity.WARNING), (False, Severity.ERROR)])
def test_where_what_is_not_public_makes_the_difference_no_figure_is_said(
    root: Root, hidden: bool, severity: Severity
) -> None:
    root.records(
        goal("top", share=63),
        goal("a", "top", share=37),
        goal("b", "top", share=91, draft=hidden),
        type="goals",
    )
    (finding,) = judged(root).findings
    assert finding.severity is severity
    for language in ("zh", "en"):
        text = said(judged(root), language).replace("goals/a.yaml", "")
        assert any(figure in text for figure in ("37", "91", "63")) is not hidden


def test_a_draft_is_held_against_the_drafts_below_it(root: Root) -> None:
    root.records(goal("top", share=10, draft=True), goal("a", "top", share=50, draft=True), type="goals")
    assert [finding.severity for finding in judged(root).findings] == [Severity.ERROR]


def test_a_count_of_people_is_public_as_long_as_they_are_and_stands_on_their_page_alone(root: Root) -> None:
    root.records(NOTICE, type="lists")
    found = entry(root, "n")
    assert "count" not in found.values
    assert (at_its_own_page(found).values["count"], found.values["total"]) == (3, 3)
    assert [row.get("all") for row in found.children["asked"]] == [7, 5]
    over = entry(root, "n", date(2026, 11, 28))
    assert over.title == "公示"
    assert over.life.is_down
    assert ("count" in over.values, over.values["total"]) == (False, 3)
    assert found.afterwards is not None
    assert found.afterwards.values == over.values


def test_what_rests_on_a_count_of_people_or_on_a_condition_over_them_goes_with_them(root: Root) -> None:
    block = LISTS["sunlit"]
    chained = {"adds-up": {"fields": ["count", "spare"], "total": "total"}}
    root.schema({**LISTS, "sunlit": {**block, "rules": [*block["rules"][::2], chained]}}, "lists")
    root.records(NOTICE, type="lists")
    found = entry(root, "n")
    assert ("total" in found.values, at_its_own_page(found).values["total"]) == (False, 4)
    only_if = {
        "adds-up": {"fields": ["posts", "spare"], "total": "total", "when": {"leader": {"empty": True}}}
    }
    leader = {"name": "leader", "type": "string", "personal": PEOPLE_ARE}
    fields = [*LISTS["fields"], leader]
    root.schema({"fields": fields, "sunlit": {**block, "rules": [*block["rules"][::2], only_if]}}, "lists")
    root.records({**NOTICE, "leader": "周四"}, type="lists")
    assert "total" not in entry(root, "n").values
    assert "total" not in at_its_own_page(entry(root, "n")).values


def test_records_below_each_other_and_of_one_id_do_no_harm(root: Root) -> None:
    root.records(
        goal("a", "b"), goal("b", "a"), goal("c", "c"), goal("d", "a", share=1), goal("d"), type="goals"
    )
    assert {finding.rule.id for finding in judged(root).findings} >= {"circular-tree", "duplicate-id"}


def test_of_a_value_that_two_rules_give_the_first_counts_and_the_other_says_what_to_add(root: Root) -> None:
    notes = [{"on": "2026-03-31", "share": 20}]
    root.records(goal("top", notes=notes), goal("a", "top", share=50), type="goals")
    (finding,) = judged(root).findings
    assert finding.rule.id == "latest-agrees"
    assert "Add the row that says 50." in said(judged(root))
    assert entry(root, "top").values["share"] == 50


@pytest.mark.parametrize("name", ["weight", "notes.share"])
def test_only_what_a_rule_works_out_may_be_declared(root: Root, name: str) -> None:
    root.schema({**GOALS, "sunlit": {**GOALS["sunlit"], "derived": [name]}}, "goals")
    with pytest.raises(CannotRun) as stop:
        judged(root)
    said = stop.value.phrase.render(translator("en"), "en")
    assert f"derived names '{name}', but no rule of the type works that out. These rules can: " in said


@pytest.mark.parametrize("name", ["title", "id", "parent", "published_on", "draft"])
def test_what_a_record_is_called_and_when_it_is_public_is_typed(root: Root, name: str) -> None:
    root.schema({**GOALS, "sunlit": {**GOALS["sunlit"], "derived": [name]}}, "goals")
    with pytest.raises(CannotRun) as stop:
        judged(root)
    assert f"derived names '{name}', by which a record is called" in stop.value.phrase.render(
        translator("en"), "en"
    )


def test_what_is_sorted_by_a_derived_day_stands_in_its_order(root: Root) -> None:
    root.schema({**GOALS, "sunlit": {**GOALS["sunlit"], "date": "seen"}}, "goals")
    days = {"a": "2026-06-30", "b": "2026-03-31", "c": "2026-09-30"}
    root.records(*(goal(id, notes=[{"on": day, "share": 1}]) for id, day in days.items()), type="goals")
    assert [entry.id for entry in public(root).entries["goals"]] == ["b", "a", "c"]


def test_a_record_that_is_withdrawn_says_nothing_that_is_derived(root: Root) -> None:
    root.records(goal("top", withdrawn="2026-11-20"), goal("a", "top", share=10), type="goals")
    assert "share" not in entry(root, "top").values


def built(root: Root, target: Path, day: date = DAY) -> Path:
    construction = begin(root.folder, target, day, Commission(revision="r"))
    construction.frames = dict.fromkeys(frame_keys(construction.disclosure), FRAME)
    construction.finish()
    return target


@pytest.fixture
def sites(tmp_path: Path) -> Callable[[], tuple[Path, Path]]:
    """The site of records that leave out, and that of the same records with everything typed."""

    def made() -> tuple[Path, Path]:
        left, typed = written(Root(tmp_path / "left")), written(Root(tmp_path / "typed"))
        notes = [{"on": "2026-06-30", "share": 45}]
        goals = [goal("top"), goal("a", "top", share=10), goal("b", "top", notes=notes)]
        left.records(*goals, type="goals")
        typed.records(
            {**goals[0], "share": 27.5},
            goals[1],
            {**goals[2], "share": 45, "seen": "2026-06-30"},
            type="goals",
        )
        left.records(NOTICE, type="lists")
        asked = [{"yes": 3, "no": 4, "all": 7}, {"yes": 5, "all": 5}]
        typed.records({**NOTICE, "total": 3, "asked": asked}, type="lists")
        return built(left, tmp_path / "left" / "site"), built(typed, tmp_path / "typed" / "site")

    return made


MARKS = (' <small class="sl-fine sl-nb">自动计算</small>', ' <small class="sl-fine sl-nb">computed</small>')


def without_marks(page: str) -> str:
    for mark in (*MARKS, ' title="自动计算"', ' title="computed"'):
        page = page.replace(mark, "")
    return re.sub(r"[\d.]+ K?B<", "<", page)


def test_pages_and_downloads_are_those_of_typed_values_but_for_the_mark(
    sites: Callable[[], tuple[Path, Path]],
) -> None:
    left, typed = sites()
    shown = [path for path in left.rglob("*.html") if "lists/n" not in str(path)]
    assert shown
    for path in shown:
        mine, other = (
            path.read_text(encoding="utf-8"),
            typed.joinpath(path.relative_to(left)).read_text(encoding="utf-8"),
        )
        assert without_marks(mine) == without_marks(other), path
    for page, marks in (("goals/top.html", 1), ("goals/b.html", 2), ("goals/a.html", 0), ("lists/n.html", 4)):
        text = (left / page).read_text(encoding="utf-8")
        assert text.count(MARKS[0]) == marks, page
        assert (left / "en" / page).read_text(encoding="utf-8").count(MARKS[1]) == marks, page
    b = json.loads((left / "goals" / "b.json").read_bytes())
    assert b.pop("computed") == ["/fields/share", "/fields/seen"]
    assert b == json.loads((typed / "goals" / "b.json").read_bytes())
    n = json.loads((left / "lists" / "n.json").read_bytes())
    assert n["computed"] == ["/fields/total", "/tables/asked/0/all", "/tables/asked/1/all"]
    mine, other = (list(table(site / "data" / "goals.csv")) for site in (left, typed))
    assert [row.pop("computed") for row in mine] == ["share seen", "", "share"]
    assert mine == other
    assert [row["computed"] for row in table(left / "data" / "lists.asked.csv")] == ["all", "all"]
    sheets = load_workbook(BytesIO((left / "data" / "goals.xlsx").read_bytes()))
    header, first = (list(row) for row in sheets.worksheets[0].iter_rows(max_row=2, values_only=True))
    assert (header[-1], first[-1], first[header.index("进度")]) == ("自动计算", "share seen", 45)


def table(path: Path) -> Iterator[dict[str, str]]:
    return csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())


SHARES = st.none() | st.integers(0, 100)
NODES = st.lists(
    st.tuples(
        SHARES, st.integers(0, 5), st.sampled_from([None, "draft", "2026-11-25", "2026-11-26"]), SHARES
    ),
    min_size=1,
    max_size=6,
)


def planted(nodes: list[tuple[int | None, int, str | None, int | None]]) -> list[dict[str, Any]]:
    """Any tree: each stands below one before it, or at the top."""
    goals = []
    for number, (share, above, hidden, noted) in enumerate(nodes):
        kept = {"draft": True} if hidden == "draft" else {"publish_at": hidden} if hidden else {}
        notes = [{"on": "2026-06-30", "share": noted}] if noted is not None else []
        goals.append(
            goal(f"g{number}", f"g{above}" if above < number else None, share=share, notes=notes, **kept)
        )
    return goals


def typed_in(records: list[dict[str, Any]], disclosure: Disclosure) -> list[dict[str, Any]]:
    """The records with every value that was worked out for the public as if staff had typed it."""
    found = {entry.id: entry.values for entry in disclosure.entries["goals"]}
    return [
        {**record, **{name: str(value) if name == "seen" else float(value)
                      for name, value in found.get(record["id"], {}).items() if is_derived(value)}}
        for record in records
    ]  # fmt: skip


@examples(20)
@given(NODES, st.integers(0, 2))
def test_any_tree_says_what_it_would_say_typed(nodes: list[Any], later: int) -> None:
    day = DAY + timedelta(days=later)
    with TemporaryDirectory() as folder:
        root, records = written(Root(Path(folder))), planted(nodes)
        root.records(*records, type="goals")
        left = public(root, day)
        root.records(*typed_in(records, left), type="goals")
        typed = public(root, day)
        assert [bare(each) for each in left.entries["goals"]] == [
            bare(each) for each in typed.entries["goals"]
        ]
        root.records(
            *(each for each in records if each["id"] in {entry.id for entry in left.entries["goals"]}),
            type="goals",
        )
        alone = public(root, day)
        kept = {entry.id for entry in left.entries["goals"]}
        if not any(
            record["parent"] and record["parent"] not in kept for record in records if record["id"] in kept
        ):
            assert [bare(each) for each in alone.entries["goals"]] == [
                bare(each) for each in left.entries["goals"]
            ], "what is withheld shows in nothing that is derived"


def bare(entry: Entry) -> Mapping[str, Any]:
    content: dict[str, Any] = json.loads(twin(entry, Site()))
    content.pop("computed", None)
    return content


def compared(old: Root, new: Root, day: date = DAY) -> Verdict:
    return judge(new.folder, day, Baseline(old.folder, date(2026, 11, 1), "v1", live=True))


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Root, Root]:
    return written(Root(tmp_path / "old")), written(Root(tmp_path / "new"))


def test_a_typed_value_that_gives_way_to_an_equal_one_is_told_and_needs_no_correction(
    pair: tuple[Root, Root],
) -> None:
    old, new = pair
    old.records({**NOTICE, "count": 3, "total": 3}, type="lists")
    new.records(NOTICE, type="lists")
    verdict = compared(old, new)
    assert verdict.findings == ()
    assert "How many: 3, now computed instead of typed" in OUTLOOKS["text"](verdict, "en")
    assert "人数：3，原为填写，改由系统计算，数值不变" in OUTLOOKS["text"](verdict, "zh")


def test_one_that_gives_way_to_another_or_to_none_is_a_change(pair: tuple[Root, Root]) -> None:
    old, new = pair
    old.records({**NOTICE, "total": 4, "posts": 3}, type="lists")
    new.records(NOTICE, type="lists")
    assert {finding.rule.id for finding in compared(old, new).findings} == {"changed-silently"}
    assert len(compared(old, new).findings) == 2
    old.records({**NOTICE, "count": 3}, type="lists")
    over = compared(old, new, date(2026, 12, 20))
    assert [finding.field for finding in over.findings] == ["count"], "the typed one would have stayed"


def test_what_follows_from_a_change_needs_no_correction_of_its_own(pair: tuple[Root, Root]) -> None:
    old, new = pair
    old.records(goal("top"), goal("a", "top", share=10), type="goals")
    new.records(goal("top"), goal("a", "top", share=30), type="goals")
    verdict = compared(old, new)
    assert [(finding.record, finding.field) for finding in verdict.findings] == [("a", "share")]
    assert "Share, computed: 10 → 30" in OUTLOOKS["text"](verdict, "en")
    old.records(goal("top"), goal("a", "top", draft=True), type="goals")
    assert "Share, computed: - → 30" in OUTLOOKS["text"](compared(old, new), "en")


def test_a_computed_value_that_is_typed_in_is_told_and_what_an_exception_names_is_what_was_typed(
    pair: tuple[Root, Root],
) -> None:
    old, new = pair
    old.records(goal("top"), goal("a", "top", share=10), type="goals")
    new.records(goal("top", share=10), goal("a", "top", share=10), type="goals")
    verdict = compared(old, new)
    assert verdict.findings == ()
    assert "Share: 10, now typed instead of computed" in OUTLOOKS["text"](verdict, "en")
    assert verdict.comparison is not None
    top = next(record for record in verdict.comparison.old if record.id == "top")
    raw = next(record for record in read_everything(old.folder).register if record.id == "top")
    assert digest(top, verdict.comparison.old) == digest(raw, verdict.comparison.old)


NEVER = {"personal": {"class": "other", "public": "never"}}


@pytest.mark.parametrize(
    ("declared", "field"), [("total", "posts"), ("total", "total"), ("asked.all", "yes")]
)
def test_nothing_is_worked_out_of_what_is_never_public_or_into_it(
    root: Root, declared: str, field: str
) -> None:
    block = LISTS["sunlit"]
    asked = [
        {**each, **(NEVER if each["name"] == field else {})} for each in block["children"]["asked"]["fields"]
    ]
    children = {**block["children"], "asked": {"fields": asked}}
    fields = [{**each, **(NEVER if each["name"] == field else {})} for each in LISTS["fields"]]
    keeps, listing = {"keeps": ["count"], "listing": ["count"]}, {"derived": [declared]}
    root.schema({"fields": fields, "sunlit": {**block, "children": children, **keeps, **listing}}, "lists")
    with pytest.raises(CannotRun) as stop:
        judged(root)
    assert f"'{field}', whose values do not stay public" in stop.value.phrase.render(translator("en"), "en")
