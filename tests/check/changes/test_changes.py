"""What may change without a word, what needs one, and whether the word is true."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import DAY

from generator.check.gate import judge
from generator.model.declared.severity import Severity

from .revisions import BEFORE, FIX, SCHEMA, Revisions, said

PEOPLE = BEFORE["people"]


@pytest.fixture
def revisions(tmp_path: Path) -> Revisions:
    return Revisions(tmp_path)


def test_what_did_not_change_gives_nothing(revisions: Revisions) -> None:
    assert revisions.findings() == []


@pytest.mark.parametrize("changes", [
    {"progress": 90},
    {"updates": [{"said": "完工"}, {"said": "开工"}]},
    {"people": [{**PEOPLE[0], "now": "退休"}, PEOPLE[1]]},
    {"people": [PEOPLE[1], PEOPLE[0]]},
    {"result": "路修好了"},
    {"amount": "100.00"},
    {"due": "2026年12月31日"},
    {"units": ["乙科", "甲科"]},
    {"text": BEFORE["text"].replace("，第二", "，\n第二").replace("\n", "") + "\n"},
    {"scope": "公开"},
    {"approvals": [{"stage": "审批", "person": "示例甲"}]},
])  # fmt: skip
def test_what_a_schema_lets_change_or_says_the_same_needs_no_word(
    revisions: Revisions, changes: dict[str, Any]
) -> None:
    revisions.write(**changes)
    assert revisions.findings() == []


@pytest.mark.parametrize(("changes", "field"), [
    ({"due": "2027-12-31"}, "due"),
    ({"amount": 1000}, "amount"),
    ({"amount": None}, "amount"),
    ({"title": "修桥"}, "title"),
    ({"units": ["甲科"]}, "units"),
    ({"text": BEFORE["text"].replace("十个", "二十个")}, "text"),
    ({"updates": []}, "updates"),
    ({"updates": [{"said": "完工"}]}, "updates"),
    ({"people": [PEOPLE[0]]}, "people"),
    ({"people": [*PEOPLE, {"name": "王五", "post": "科员"}]}, "people"),
    ({"people": [{**PEOPLE[0], "post": "处长"}, PEOPLE[1]]}, "post"),
])  # fmt: skip
def test_every_other_change_is_found_at_its_place(
    revisions: Revisions, changes: dict[str, Any], field: str
) -> None:
    revisions.write(**changes)
    found = revisions.findings()
    assert {(finding.rule.id, finding.severity) for finding in found} == {
        ("changed-silently", Severity.ERROR)
    }
    assert field in [finding.field for finding in found]
    assert all(finding.record == "a" and finding.source.line for finding in found)


@pytest.mark.parametrize("due", ["2026-12-32", "昨天"])
def test_a_value_that_is_none_is_told_of_once(revisions: Revisions, due: str) -> None:
    revisions.write(due=due)
    assert [finding.rule.id for finding in judge(revisions.new.folder, DAY).findings] == ["wrong-type"]
    assert revisions.findings() == [], "and not as a change as well"


def test_the_message_says_before_and_after_and_the_cure_is_the_entry_to_write(revisions: Revisions) -> None:
    revisions.write(due="2027-12-31")
    (finding,) = revisions.findings()
    assert said(finding) == (
        "'Due' said '2026-12-31' in revision v1, and says '2027-12-31' now. If it is a slip, put the old back. If it is "
        "right, add to the record, with the reason and who approved it: corrections: [{on: 2026-11-24, "
        'kind: "更正", field: "期限", before: "2026-12-31", after: "2027-12-31", reason: "", approver: ""}]'
    )
    assert "请把这一行加进这条记录" in said(finding, "zh")


@pytest.mark.parametrize("changes", [
    {"due": "2027-12-31"},
    {"amount": None},
    {"text": BEFORE["text"].replace("十个", '二十个"工作日": {急}')},
    {"units": ["甲科"]},
    {"people": [PEOPLE[0]]},
    {"people": [*PEOPLE, {"name": "王五", "post": "科员"}]},
    {"people": [{**PEOPLE[0], "post": "处长: #1"}, PEOPLE[1]]},
])  # fmt: skip
@pytest.mark.parametrize("others", [(), ({**FIX, "field": "金额", "after": "100", "kind": "补充"},)])
def test_the_line_of_the_cure_is_pasted_and_passes(
    revisions: Revisions, changes: dict[str, Any], others: tuple[dict[str, Any], ...]
) -> None:
    record = {**BEFORE, **changes, **({"corrections": list(others)} if others else {})}
    text = yaml.safe_dump(
        {name: value for name, value in record.items() if value is not None},
        allow_unicode=True,
        sort_keys=False,
    )
    revisions.old.records({**BEFORE, **({"corrections": list(others)} if others else {})}, type="tasks")
    revisions.new.write("data/tasks/a.yaml", text)
    (finding,) = revisions.findings()
    assert finding.hint
    line = str(finding.hint.parameters["entry"])
    assert line in said(finding)
    filled = line.replace('reason: ""', "reason: 录入有误").replace('approver: ""', "approver: 办公室示例丙")
    revisions.new.write("data/tasks/a.yaml", f"{text}{filled}\n")
    assert revisions.findings() == []


def test_of_a_long_text_only_what_changed_is_quoted(revisions: Revisions) -> None:
    revisions.write(text=BEFORE["text"].replace("十个", "二十个"))
    (finding,) = revisions.findings()
    assert "第一段说十个工作日内答复" in said(finding)
    assert "超过四十字" not in said(finding)


@pytest.mark.parametrize(("changes", "entries"), [
    ({"due": "2027-12-31"}, [{"field": "期限", "before": "2026年12月31日", "after": "2027/12/31"}]),
    ({"due": "2027-12-31"}, [{"field": "Due", "before": "2026-12-31", "after": "2027-12-31"}]),
    ({"due": "2027-12-31"}, [{"field": "due", "before": "2026-12-31", "after": "2026-12-30"},
                             {"field": "due", "before": "2026-12-30", "after": "2027-12-31"}]),
    ({"amount": None}, [{"field": "金额", "before": "100"}]),
    ({"text": BEFORE["text"].replace("十个", "二十个")}, [{"field": "正文", "before": "十个工作日", "after": "二十个工作日"}]),
    ({"text": BEFORE["text"] + "\n另附一段。"}, [{"field": "正文", "kind": "补充", "after": "另附一段。"}]),
    ({"units": ["甲科", "丙科"]}, [{"field": "单位", "before": "乙科", "after": "丙科"}]),
    ({"units": ["甲科", "乙科", "丙科", "丁科"]}, [{"field": "单位", "kind": "补充", "after": "丙科、丁科"}]),
    ({"people": [PEOPLE[0]]}, [{"field": "名单", "before": "李四"}]),
    ({"people": [*PEOPLE, {"name": "王五", "post": "科员"}]}, [{"field": "people", "kind": "补充", "after": "王五，科员"}]),
    ({"people": [{**PEOPLE[0], "post": "处长"}, PEOPLE[1]]}, [{"field": "名单·职务", "before": "科长", "after": "处长"}]),
    ({"people": [{**PEOPLE[0], "post": "处长"}, PEOPLE[1]]}, [{"field": "名单", "before": "科长", "after": "处长"}]),
])  # fmt: skip
def test_a_true_correction_accounts_for_a_change(
    revisions: Revisions, changes: dict[str, Any], entries: list[dict[str, Any]]
) -> None:
    revisions.write(**changes, corrections=[{**FIX, **entry} for entry in entries])
    assert revisions.findings() == []


@pytest.mark.parametrize(("changes", "entry"), [
    ({"due": "2027-12-31"}, {"field": "期限", "before": "2026-12-30", "after": "2027-12-31"}),
    ({"due": "2027-12-31"}, {"field": "期限", "before": "2026-12-31", "after": "2027-12-30"}),
    ({"amount": 1000}, {"field": "金额", "before": "100", "after": "999"}),
    ({"text": BEFORE["text"].replace("十个", "二十个")}, {"field": "正文", "before": "段说", "after": "段写"}),
    ({"text": BEFORE["text"].replace("十个", "二十个")}, {"field": "正文", "before": "", "after": "二十个"}),
    ({"units": ["甲科"]}, {"field": "单位", "before": "丙科"}),
    ({"people": [PEOPLE[0]]}, {"field": "名单", "before": "王五"}),
    ({"people": [{**PEOPLE[0], "post": "处长"}, PEOPLE[1]]}, {"field": "名单·职务", "before": "科员", "after": "处长"}),
])  # fmt: skip
def test_a_correction_that_is_not_true_does_not(
    revisions: Revisions, changes: dict[str, Any], entry: dict[str, Any]
) -> None:
    revisions.write(**changes, corrections=[{**FIX, **entry}])
    (finding,) = revisions.findings()
    assert finding.rule.id == "correction-untrue"
    assert finding.severity is Severity.ERROR


def test_an_entry_for_one_field_does_not_excuse_another(revisions: Revisions) -> None:
    entry = {**FIX, "field": "期限", "before": "2026-12-31", "after": "2027-12-31"}
    revisions.write(due="2027-12-31", amount=1000, corrections=[entry])
    assert revisions.rules() == [("changed-silently", "amount")]


def test_an_entry_that_was_published_already_excuses_nothing_new(revisions: Revisions) -> None:
    entry = {**FIX, "field": "期限", "before": "2026-12-31", "after": "2027-12-31"}
    revisions.old.records({**BEFORE, "corrections": [entry]}, type="tasks")
    revisions.write(due="2027-12-31", corrections=[entry])
    assert revisions.rules() == [("changed-silently", "due")]


def test_what_was_filled_in_once_stays(revisions: Revisions) -> None:
    revisions.old.records({**BEFORE, "result": "路修好了"}, type="tasks")
    revisions.write(result="路修了一半")
    assert revisions.rules() == [("changed-silently", "result")]


def test_a_correction_without_a_change_is_told_and_may_stay(revisions: Revisions) -> None:
    revisions.write(corrections=[{**FIX, "field": "期限", "before": "2026-11-30", "after": "2026-12-31"}])
    (finding,) = revisions.findings()
    assert (finding.rule.id, finding.severity) == ("correction-without-change", Severity.WARNING)


@pytest.mark.parametrize(("entry", "field"), [
    ({"approver": ""}, "approver"),
    ({"on": date(2026, 10, 31)}, "on"),
    ({"on": date(2026, 11, 25)}, "on"),
])  # fmt: skip
def test_a_new_correction_is_approved_and_dated_when_it_shows(
    revisions: Revisions, entry: dict[str, Any], field: str
) -> None:
    true = {**FIX, "field": "期限", "before": "2026-12-31", "after": "2027-12-31"}
    revisions.write(due="2027-12-31", corrections=[{**true, **entry}])
    assert revisions.rules() == [("correction-incomplete", field)]


@pytest.mark.parametrize("on", [date(2026, 11, 1), date(2026, 11, 24)])
def test_both_ends_of_that_time_will_do(revisions: Revisions, on: date) -> None:
    entry = {**FIX, "on": on, "field": "期限", "before": "2026-12-31", "after": "2027-12-31"}
    revisions.write(due="2027-12-31", corrections=[entry])
    assert revisions.findings() == []


def test_a_correction_is_not_rewritten_either(revisions: Revisions) -> None:
    entry = {**FIX, "field": "期限", "before": "2026-11-30", "after": "2026-12-31"}
    revisions.old.records({**BEFORE, "corrections": [entry]}, type="tasks")
    revisions.write(corrections=[])
    assert revisions.rules() == [("changed-silently", "corrections")]
    revisions.write(corrections=[{**entry, "reason": "另有原因"}])
    assert ("changed-silently", "corrections") in revisions.rules()
    again = {**FIX, "field": "更正记录", "before": "误写", "after": ""}
    revisions.write(corrections=[again])
    assert revisions.rules() == []


@pytest.mark.parametrize(
    ("kind", "named", "silent"), [("撤回", "", False), ("到期下架", "", False), ("更正", "", True)]
)
def test_a_withdrawal_accounts_for_everything_but_only_a_withdrawal(
    revisions: Revisions, kind: str, named: str, silent: bool
) -> None:
    entry = {**FIX, "kind": kind, "field": named}
    revisions.write(text=None, people=[], amount=None, corrections=[entry])
    assert bool(revisions.findings()) is silent


def test_a_record_that_is_gone_is_found(revisions: Revisions) -> None:
    revisions.new.records({"id": "b", "title": "修桥"}, type="tasks")
    (finding,) = revisions.findings()
    assert (finding.rule.id, finding.record, finding.source.path) == ("vanished", "a", "data/tasks/a.yaml")
    assert said(finding).endswith("is gone. Put it back into data/tasks/a.yaml.")
    (revisions.new.folder / "data/tasks/a.yaml").unlink()
    revisions.new.records({"id": "b", "title": "修桥"}, type="tasks", file="b")
    (finding,) = revisions.findings()
    assert said(finding).endswith("Put its file back: git checkout v1 -- data/tasks/a.yaml")


@pytest.mark.parametrize(("steering", "words"), [
    ({"draft": True}, "a draft now"),
    ({"publish_at": "2026-12-01"}, "a day to come"),
    ({"scope": "党内"}, "not for the public"),
])  # fmt: skip
def test_hiding_a_record_is_no_way_around(revisions: Revisions, steering: dict[str, Any], words: str) -> None:
    revisions.write(**steering)
    (finding,) = revisions.findings()
    assert finding.rule.id == "vanished"
    assert words in said(finding)


@pytest.mark.parametrize("steering", [{"draft": True}, {"scope": "党内"}, {"publish_at": "2026-12-01"}])
def test_what_was_not_public_may_change(revisions: Revisions, steering: dict[str, Any]) -> None:
    revisions.old.records({**BEFORE, **steering}, type="tasks")
    revisions.write(due="2027-12-31", amount=1)
    assert revisions.findings() == []


def test_what_came_to_the_public_by_its_day_counts_although_nobody_pushed(revisions: Revisions) -> None:
    revisions.old.records({**BEFORE, "publish_at": "2026-11-20"}, type="tasks")
    revisions.write(due="2027-12-31")
    assert revisions.rules() == [("changed-silently", "due")]


def test_a_renamed_record_names_its_former_id(revisions: Revisions) -> None:
    revisions.write(id="z")
    (finding,) = revisions.findings()
    assert finding.rule.id == "vanished"
    assert "Was it renamed to 'z'?" in said(finding)
    revisions.write(id="z", former_ids=["a"])
    assert revisions.findings() == []
    revisions.write(id="z", former_ids=["a"], amount=7)
    assert revisions.rules() == [("changed-silently", "amount")]


def test_a_former_number_goes_on_leading_to_the_record(revisions: Revisions) -> None:
    revisions.old.records({**BEFORE, "former_ids": ["x", "y"]}, type="tasks")
    revisions.write(former_ids=["y"])
    (finding,) = revisions.findings()
    assert (finding.rule.id, finding.field) == ("vanished", "former_ids")
    assert "x lead here no more" in said(finding)
    revisions.write(id="y", former_ids=["x", "a"])
    assert revisions.findings() == [], "one that becomes its own again leads there too"


def test_an_id_does_not_change_its_meaning(revisions: Revisions) -> None:
    revisions.new.records({"id": "a", "title": "另一件事"}, {**BEFORE, "id": "b"}, type="tasks")
    assert {rule for rule, _ in revisions.rules()} == {"changed-silently"}


def test_another_file_under_the_same_name_is_a_change(revisions: Revisions) -> None:
    revisions.old.records({**BEFORE, "paper": "plan.pdf"}, type="tasks")
    revisions.changed_files = frozenset({"plan.pdf", "修路"})
    revisions.write(paper="plan.pdf")
    assert revisions.rules() == [("changed-silently", "paper")], "only a field that names files"
    revisions.write(paper="plan.pdf", corrections=[{**FIX, "field": "文件"}])
    assert revisions.findings() == []


def test_a_schema_does_not_widen_what_may_change_and_use_it_at_once(revisions: Revisions) -> None:
    wider = {**SCHEMA, "sunlit": {**SCHEMA["sunlit"], "mutable": ["amount"]}}
    revisions.new.schema(wider, "tasks")
    revisions.write(amount=7)
    assert revisions.rules() == [("changed-silently", "amount")]


def test_a_field_that_the_schema_forgets_is_told_once(revisions: Revisions) -> None:
    kept = [field for field in SCHEMA["fields"] if field["name"] != "amount"]
    revisions.new.schema({**SCHEMA, "fields": kept}, "tasks")
    revisions.new.records({name: value for name, value in BEFORE.items() if name != "amount"}, type="tasks")
    (finding,) = revisions.findings()
    assert (finding.rule.id, finding.field) == ("schema-forgets", "amount")
    assert "1 published records" in said(finding)


def test_a_type_that_is_gone_is_told_once(revisions: Revisions) -> None:
    (revisions.new.folder / "data/schemas/tasks.yaml").unlink()
    (revisions.new.folder / "data/tasks/a.yaml").unlink()
    revisions.new.schema()
    (finding,) = revisions.findings()
    assert finding.rule.id == "schema-forgets"


def test_a_new_field_may_be_filled_in_where_the_schema_had_none(revisions: Revisions) -> None:
    more = [*SCHEMA["fields"], {"name": "place", "title": "地点"}]
    revisions.new.schema({**SCHEMA, "fields": more}, "tasks")
    revisions.write(place="示例街道")
    assert revisions.findings() == []


def test_a_schema_does_not_become_plain_to_be_rid_of_corrections(revisions: Revisions) -> None:
    revisions.new.schema({"fields": SCHEMA["fields"]}, "tasks")
    plain = {name: value for name, value in BEFORE.items() if name not in ("updates", "people")}
    revisions.old.records(plain, type="tasks")
    revisions.new.records({**plain, "due": "2027-12-31"}, type="tasks")
    (finding,) = revisions.findings()
    assert (finding.rule.id, finding.severity) == ("changed-silently", Severity.ERROR)
    assert "sunlit:" in said(finding)


def _policed(**more: Any) -> dict[str, Any]:
    """The schema with names that are public during a period, and more."""
    block = {
        **SCHEMA["sunlit"], "period": {"from": "due", "to": "due"}, "neutral_title": "任务", "keeps": ["result", "people"],
        "grace": {"working-days": 5},
    }  # fmt: skip
    fields = [{**field, "personal": {"class": "other", "public": "during-period"}} if field["name"] == "text" else field
              for field in SCHEMA["fields"]]  # fmt: skip
    return {"fields": fields, "sunlit": block, **more}


def _with_field(schema: dict[str, Any], name: str, **more: Any) -> dict[str, Any]:
    return {
        **schema,
        "fields": [{**field, **more} if field["name"] == name else field for field in schema["fields"]],
    }


def _with_block(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**schema, "sunlit": {**schema["sunlit"], **more}}


@pytest.mark.parametrize(("schema", "field"), [
    (_with_field(_policed(), "amount", personal={"class": "other", "public": "never"}), "amount"),
    (_with_field(_policed(), "amount", personal={"class": "other", "public": "during-period"}), "amount"),
    (_with_field(_policed(), "text", personal={"class": "other", "public": "never"}), "text"),
    (_with_field(_policed(), "paper", show="auto"), "paper"),
    (_with_field(_policed(), "amount", show="hidden"), "amount"),
    (_with_block(_policed(), keeps=["result"]), "people"),
    (_with_block(_policed(), grace={"days": 5}), "grace"),
    (_with_block(_policed(), grace={"working-days": 4}), "grace"),
])  # fmt: skip
def test_a_schema_that_shows_less_is_told_once(
    revisions: Revisions, schema: dict[str, Any], field: str
) -> None:
    full = {**BEFORE, "paper": "plan.csv"}
    for root in (revisions.old, revisions.new):
        root.write("data/attachments/plan.csv", "a,b\n")
        root.records(full, {**full, "id": "b"}, type="tasks")
        root.schema(_policed(), "tasks")
    revisions.new.schema(schema, "tasks")
    found = [finding for finding in revisions.findings() if finding.rule.id == "schema-narrows"]
    assert [(finding.field, finding.source.path) for finding in found] == [(field, "data/schemas/tasks.yaml")]
    assert "2 published records" in said(found[0])
    revisions.old.schema(schema, "tasks")
    revisions.new.schema(_policed(), "tasks")
    assert not [finding for finding in revisions.findings() if finding.rule.id == "schema-narrows"], (
        "showing more is none"
    )


def test_a_field_is_not_called_personal_to_keep_silent_about_its_change(revisions: Revisions) -> None:
    personal = _with_field(dict(SCHEMA), "amount", personal={"class": "other", "public": "always"})
    revisions.old.schema(personal, "tasks")
    revisions.write(amount=7)
    (finding,) = revisions.findings()
    assert "100" not in said(finding), "what was personal is not repeated, whatever it is called now"


def test_what_is_personal_is_taken_out_without_being_repeated(revisions: Revisions) -> None:
    """Else nobody could: the entry that quotes it would be refused for holding it."""
    number = "138" + "00138000"
    revisions.old.records(
        {**BEFORE, "text": f"请打 {number}。", "people": [*PEOPLE, {"name": f"王五 {number}"}]}, type="tasks"
    )
    revisions.write(text="请打办公室电话。")
    found = revisions.findings()
    assert {finding.field for finding in found} == {"text", "people"}
    assert all(number not in said(finding) for finding in found)
    fix = [{**FIX, "field": "正文"}, {**FIX, "field": "名单"}]
    revisions.write(text="请打办公室电话。", corrections=fix)
    assert revisions.findings() == []


def test_without_corrections_of_its_own_a_plain_schema_is_warned(revisions: Revisions) -> None:
    for root, amount in ((revisions.old, "1"), (revisions.new, "2")):
        root.schema({"fields": [{"name": "id"}, {"name": "amount"}]}, "figures")
        root.write("data/figures/a.csv", f"id,amount\nx,{amount}\n")
    (finding,) = revisions.findings()
    assert (finding.rule.id, finding.severity) == ("changed-silently", Severity.WARNING)
    assert "sunlit:" in said(finding)


def test_a_record_of_a_file_that_cannot_be_read_does_not_count_as_gone(revisions: Revisions) -> None:
    revisions.new.write("data/tasks/a.yaml", "id: a\n\ttitle: x\n")
    assert revisions.findings() == []


def test_an_earlier_revision_that_cannot_be_read_whole_is_told(revisions: Revisions) -> None:
    revisions.old.write("data/tasks/b.yaml", "id: b\n\ttitle: x\n")
    (finding,) = revisions.findings()
    assert (finding.rule.id, finding.severity) == ("earlier-unreadable", Severity.WARNING)


def test_before_there_was_a_schema_nothing_was_public(revisions: Revisions, tmp_path: Path) -> None:
    revisions.old.folder = tmp_path / "nothing"
    assert revisions.findings() == []


def test_the_cure_names_the_file_beside_a_table(revisions: Revisions) -> None:
    (revisions.new.folder / "data/tasks/a.yaml").unlink()
    (revisions.old.folder / "data/tasks/a.yaml").unlink()
    for root, due in ((revisions.old, "2026-12-31"), (revisions.new, "2027-12-31")):
        root.write("data/tasks/2026.csv", f"id,期限\na,{due}\n")
    (finding,) = revisions.findings()
    assert "add a row to data/tasks/2026.corrections.csv" in said(finding)
    assert (finding.source.line, finding.source.column) == (2, 2)
