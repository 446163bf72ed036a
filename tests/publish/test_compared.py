"""The push is the gate: what is to be public is held against what is, whoever pushes and however."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from building import DAY, Root
from check.changes.revisions import BEFORE, FIX, SCHEMA
from pushing import CSV, Server, copy_of, git, judged_build

from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.publish import policy, upkeep
from generator.publish.publication import Order
from generator.publish.receive import Update, before
from generator.publish.settings import read_state

OTHER = "标题,金额\n修路,7\n"


@pytest.fixture
def server(live: Server) -> Iterator[Server]:
    """The same for every test: whoever gets something through would make the next ones fail."""
    accepted = live.tip
    yield live
    assert live.tip == accepted
    git(live.clone.folder, "reset", "-q", "--hard", accepted)


def record(root: Root, **changes: object) -> None:
    """The YAML record with other values; ``None`` takes one away."""
    values = {**BEFORE, "paper": "plan.csv", **changes}
    root.records({name: value for name, value in values.items() if value is not None}, type="tasks")


def schema(root: Root, **block: object) -> None:
    root.schema({**SCHEMA, "sunlit": {**SCHEMA["sunlit"], **block}}, "tasks")


def field(root: Root, name: str, **more: object) -> None:
    fields = [{**field, **more} if field["name"] == name else field for field in SCHEMA["fields"]]
    root.schema({**SCHEMA, "fields": fields}, "tasks")


def without(root: Root, path: str) -> None:
    (root.folder / path).unlink()


def moved(root: Root, path: str, to: str) -> None:
    (root.folder / to).parent.mkdir(parents=True, exist_ok=True)
    shutil.move(root.folder / path, root.folder / to)


FIXED = {**FIX, "field": "金额", "before": "100", "after": "7"}

Act = Callable[[Root], object]
HOSTILE: dict[str, tuple[Act, str]] = {}
"""What any pusher may try, by name, and what the refusal says."""
VOUCHED: dict[str, tuple[Act, str]] = {}
"""The same where the schema changes in the same push, and the operator accepted that."""


def hostile(sentence: str, table: dict[str, tuple[Act, str]] = HOSTILE) -> Callable[[Act], Act]:
    def kept(act: Act) -> Act:
        table[act.__name__.replace("_", " ")] = (act, sentence)
        return act

    return kept


@hostile("'Amount' said '100' in revision")
def a_figure_in_silence(root: Root) -> None:
    record(root, amount=7)


@hostile("'Amount' said '5'")
def a_figure_in_a_table(root: Root) -> None:
    root.write("data/tasks/2026.csv", CSV.replace(",5", ",9"))


@hostile("'Text' said")
def a_text(root: Root) -> None:
    record(root, text=str(BEFORE["text"]).replace("十个", "二十个"))


@hostile("'名单' lacks a row")
def a_row_of_a_child_table(root: Root) -> None:
    record(root, people=[BEFORE["people"][0]])


@hostile("'名单' has a row")
def a_row_too_many(root: Root) -> None:
    record(root, people=[*BEFORE["people"], {"name": "王五"}])


@hostile("'Paper' names is another")
def another_file_under_the_same_name(root: Root) -> None:
    root.write("data/attachments/plan.csv", OTHER)


@hostile("does not say what happened")
def a_correction_that_is_not_true(root: Root) -> None:
    record(root, amount=7, corrections=[{**FIXED, "before": "99"}])


@hostile("'Due' said")
def a_correction_of_something_else(root: Root) -> None:
    record(root, amount=7, due="2027-01-31", corrections=[FIXED])


@hostile("the old still stood")
def a_correction_of_long_ago(root: Root) -> None:
    record(root, amount=7, corrections=[{**FIXED, "on": date(2020, 1, 1)}])


@hostile("the old still stood")
def a_correction_of_tomorrow(root: Root) -> None:
    record(root, amount=7, corrections=[{**FIXED, "on": DAY + timedelta(days=1)}])


@hostile("does not say who approved it")
def a_correction_that_nobody_approved(root: Root) -> None:
    record(root, amount=7, corrections=[{**FIXED, "approver": ""}])


@hostile("Record 'a' was public in revision")
def a_record_deleted_with_its_file(root: Root) -> None:
    without(root, "data/tasks/a.yaml")


@hostile("Record 'c' was public")
def a_record_deleted_from_a_table(root: Root) -> None:
    root.write("data/tasks/2026.csv", CSV[: CSV.index("c,")])


@hostile("tab")
def a_record_deleted_behind_a_broken_file(root: Root) -> None:
    root.write("data/tasks/x.yaml", "id: x\n\ty: 1\n")
    without(root, "data/tasks/a.yaml")


@hostile("Was it renamed to 'z'?")
def a_record_renamed_without_a_word(root: Root) -> None:
    record(root, id="z")


@hostile("'Title' said")
def another_matter_under_its_number(root: Root) -> None:
    record(root, title="修桥", text="别的事", amount=1)


@hostile("it is a draft now")
def a_record_made_a_draft(root: Root) -> None:
    record(root, draft=True)


@hostile("it is not for the public now")
def a_record_of_a_narrower_scope(root: Root) -> None:
    record(root, scope="党内")


@hostile("it is for a day to come now")
def a_record_put_off(root: Root) -> None:
    record(root, publish_at="2026-12-24")


@hostile("'Withdrawn on' said ''")
def a_record_withdrawn_by_a_date_alone(root: Root) -> None:
    record(root, withdrawn=str(DAY))


@hostile("Record 'a' was public")
def a_record_moved_to_another_type(root: Root) -> None:
    moved(root, "data/tasks/a.yaml", "data/notes/a2.yaml")


@hostile("needs a commit signed")
def the_data_moved_away(root: Root) -> None:
    moved(root, "data", "site/data")


@hostile("Record 'b' was public")
def all_records_deleted(root: Root) -> None:
    for path in ("data/tasks/a.yaml", "data/tasks/2026.csv", "data/notes/a.yaml"):
        without(root, path)


@hostile("Record 'b' was public")
def a_pointer_in_place_of_a_table(root: Root) -> None:
    root.write("data/tasks/2026.csv", "id\nversion https://git-lfs.github.com/spec/v1\n")


@hostile("'Amount' said '100'", VOUCHED)
def what_may_change_is_widened_and_used(root: Root) -> None:
    schema(root, mutable=["amount"])
    record(root, amount=7)


@hostile("'Amount' said '100'", VOUCHED)
def what_may_be_filled_in_is_widened_and_used(root: Root) -> None:
    schema(root, fillable=["amount", "result"])
    record(root, amount=None)


@hostile("The schema no longer has 'amount'", VOUCHED)
def a_field_is_forgotten(root: Root) -> None:
    kept = [field for field in SCHEMA["fields"] if field["name"] != "amount"]
    root.schema({**SCHEMA, "fields": kept}, "tasks")
    record(root, amount=None)
    root.write("data/tasks/2026.csv", "id,标题,期限\nb,修桥,2026-12-31\nc,修渠,2026-12-31\n")


@hostile("The schema no longer has 'amount'", VOUCHED)
def a_field_gets_another_name(root: Root) -> None:
    fields = [{**field, "name": "sum"} if field["name"] == "amount" else field for field in SCHEMA["fields"]]
    root.schema({**SCHEMA, "fields": fields}, "tasks")
    record(root, amount=None, sum=100)


@hostile("'amount' is less public", VOUCHED)
def a_field_becomes_personal(root: Root) -> None:
    field(root, "amount", personal={"class": "other", "public": "never"})


@hostile("'text' is less public", VOUCHED)
def a_field_is_not_shown_any_more(root: Root) -> None:
    field(root, "text", show="hidden")


@hostile("'paper' is less public", VOUCHED)
def files_are_not_attached_any_more(root: Root) -> None:
    field(root, "paper", show="auto")
    without(root, "data/attachments/plan.csv")


@hostile("The type 'tasks' is gone, and 3 published records", VOUCHED)
def a_type_is_removed(root: Root) -> None:
    without(root, "data/schemas/tasks.yaml")
    shutil.rmtree(root.folder / "data/tasks")


@hostile("The type 'tasks' is gone", VOUCHED)
def a_type_gets_another_name(root: Root) -> None:
    moved(root, "data/schemas/tasks.yaml", "data/schemas/works.yaml")
    moved(root, "data/tasks", "data/works")


@hostile("'Amount' said '100'", VOUCHED)
def a_schema_is_made_plain(root: Root) -> None:
    root.schema({"fields": SCHEMA["fields"]}, "tasks")
    record(root, updates=None, people=None, amount=7)


@hostile("Record 'a' was public", VOUCHED)
def a_schema_gets_another_key(root: Root) -> None:
    root.schema({**SCHEMA, "primaryKey": "title"}, "tasks")


def refused(server: Server) -> str:
    """The refusal of the clone's HEAD: of the gate what it reports, else the one sentence."""
    said = server.refusal(judged_build)
    return server.report() if said.startswith("Nothing was published") else said


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_push_is_refused_with_its_sentence(server: Server, name: str) -> None:
    act, sentence = HOSTILE[name]
    act(server.clone)
    server.commit()
    said = refused(server)
    assert sentence in said
    assert "撤回" not in said, "nobody is told to withdraw anything"


@pytest.mark.parametrize("name", VOUCHED)
def test_nor_may_it_with_a_policy_that_the_operator_accepted(server: Server, name: str) -> None:
    act, sentence = VOUCHED[name]
    act(server.clone)
    policy.accept(server.repository, server.settings, read_state(server.repository), server.commit())
    assert sentence in refused(server)


def test_several_commits_count_as_what_comes_of_them(server: Server) -> None:
    record(server.clone, amount=7)
    server.commit("In silence")
    server.clone.records({"id": "n", "title": "新"}, file="n")
    server.commit("Something else on top")
    assert "'Amount' said '100'" in refused(server)
    git(server.clone.folder, "branch", "-qf", "side", "HEAD~1")
    git(server.clone.folder, "reset", "-q", "--hard", server.tip)
    server.clone.records({"id": "n", "title": "新"}, file="n")
    server.commit()
    git(server.clone.folder, "merge", "-q", "--no-ff", "-m", "x", "side")
    assert "'Amount' said '100'" in refused(server)


def test_a_refusal_is_read_in_the_pusher_s_language(server: Server) -> None:
    record(server.clone, amount=7)
    server.commit()

    def in_chinese(order: Order) -> None:
        from generator.check.gate import judge
        from generator.check.report import as_text

        (server.folder / "zh.txt").write_text(as_text(judge(order.root, DAY, order.since), "zh"))

    server.refusal(in_chinese)  # type: ignore[arg-type]
    said = (server.folder / "zh.txt").read_text()
    assert f"「金额」在版本 {server.tip[:8]} 里是「100」，现在是「7」，没有写更正。" in said
    assert (
        '请把这一行加进这条记录，补写原因（reason）和批准人（approver）：corrections: [{on: 2026-11-24, kind: "更正", '
        in said
    )
    assert len(said.splitlines()) <= 6


# What is accepted. Each test has a server of its own, since what it pushes goes live.


@pytest.fixture
def own(live: Server, tmp_path: Path) -> Server:
    return copy_of(live, tmp_path)


def accepted(server: Server) -> str:
    """Push the clone's HEAD; what the gate said."""
    server.receive(judged_build)
    assert server.served().note.revision == server.tip
    return server.report()


def test_what_accounts_for_itself_is_accepted_and_then_stands(own: Server) -> None:
    record(own.clone, amount=7, progress=60, corrections=[FIXED])
    own.clone.records({"id": "n", "title": "新"}, file="n")
    own.commit()
    assert "0 errors, 0 warnings" in accepted(own)
    record(own.clone, amount=8, progress=60, corrections=[FIXED])
    own.commit()
    assert "'Amount' said '7'" in refused(own), "the correction was for the change before"
    record(own.clone, amount=7, progress=60)
    own.commit()
    assert "'Corrections' is another" in refused(own)


def test_widened_first_and_used_later(own: Server) -> None:
    schema(own.clone, mutable=["amount", "progress", "updates"])
    policy.accept(own.repository, own.settings, read_state(own.repository), own.commit())
    accepted(own)
    record(own.clone, amount=7)
    own.commit()
    accepted(own)


def test_a_new_day_or_calendar_refuses_nobody(own: Server) -> None:
    stern = [{"overdue": {"deadline": "due", "done": "result"}, "severity": "error"}]
    schema(own.clone, rules=stern)
    policy.accept(own.repository, own.settings, read_state(own.repository), own.commit())
    accepted(own)
    own.clone.records({"id": "n", "title": "新"}, file="n")
    own.commit()
    later = DAY + timedelta(days=60)
    own.receive(judged_build, as_of=later)
    assert "0 errors, 3 warnings" in own.report()
    own.clone.records({**BEFORE, "id": "late"}, type="tasks", file="late")
    own.commit()
    with pytest.raises(CannotRun):
        own.receive(judged_build, as_of=later)
    assert "1 error, 3 warnings" in own.report()


def test_the_day_of_the_push_counts_for_what_was_to_come(own: Server) -> None:
    own.clone.records(
        {"id": "later", "title": "明天", "publish_at": str(DAY + timedelta(days=1))}, file="later"
    )
    own.commit()
    accepted(own)
    own.clone.records(
        {"id": "later", "title": "改了", "publish_at": str(DAY + timedelta(days=1))}, file="later"
    )
    own.commit()
    with pytest.raises(CannotRun):
        own.receive(judged_build, as_of=DAY + timedelta(days=1))
    assert "'Title' said '明天'" in own.report()
    accepted(own)


def test_the_first_push_has_nothing_to_compare_with(own: Server) -> None:
    git(own.repository, "update-ref", "-d", "refs/heads/main")
    assert read_state(own.repository), "a branch that is gone was live all the same"
    record(own.clone, amount=7)
    own.commit()
    own.set_up(allow_rewriting=True)
    assert "'Amount' said '100'" in refused(own)


def test_rewriting_history_is_no_way_round(own: Server) -> None:
    own.set_up(allow_rewriting=True)
    git(own.clone.folder, "checkout", "-q", "--orphan", "other")
    record(own.clone, amount=7)
    own.commit()
    assert "'Amount' said '100'" in refused(own)
    record(own.clone, amount=7, corrections=[FIXED])
    own.commit()
    accepted(own)


def test_after_a_rollback_what_is_live_counts_and_not_what_the_branch_holds(own: Server) -> None:
    first = own.tip
    record(own.clone, amount=7, corrections=[FIXED])
    own.commit()
    accepted(own)
    upkeep.roll_back(own.publication(judged_build), first, own_policy=False)
    assert "'Amount'" not in own.report(), "going back is the operator's own word"
    own.clone.records({"id": "n", "title": "新"}, file="n")
    own.commit()
    accepted(own)


def test_a_tick_rebuilds_what_is_live_without_asking(own: Server) -> None:
    upkeep.tick(own.publication(judged_build, DAY + timedelta(days=60)))
    assert own.served().note.as_of == str(DAY + timedelta(days=60))


def test_a_push_that_was_killed_goes_live_before_the_next_is_judged(own: Server) -> None:
    """Else what it published could vanish in silence: the one after it would be held against what was before it."""
    own.clone.records({"id": "n", "title": "新"}, file="n")
    new = own.commit()
    own.fetch()
    before(own.publication(judged_build), [Update(own.tip, new, "refs/heads/main")])
    git(own.repository, "update-ref", "refs/heads/main", new)
    without(own.clone, "data/notes/n.yaml")
    own.commit()
    with pytest.raises(CannotRun):
        own.receive(judged_build)
    assert own.served().note.revision == new
    assert "Record 'n' was public" in own.report()


def test_schemas_that_an_upgrade_cannot_read_are_mended_by_a_push(
    own: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.model.text.wording import say
    from generator.publish import publication

    def unreadable(root: Path) -> None:
        if not (root / "data/schemas/mended.yaml").exists():
            raise CannotRun(
                say("{path} cannot be read: {reason}.", path="data/schemas/tasks.yaml", reason="old")
            )

    monkeypatch.setattr(publication, "read_types", unreadable)
    own.clone.schema({"fields": [{"name": "id"}]}, "mended")
    record(own.clone, amount=7)
    policy.accept(own.repository, own.settings, read_state(own.repository), own.commit())
    assert "'Amount' said '100'" in refused(own)
    (said,) = [phrase for phrase in own.told if "cannot be read by its own schemas" in phrase.text]
    assert "读不了" in said.render(translator("zh"), "zh")


def test_nothing_of_the_comparison_is_left_lying_about(own: Server) -> None:
    kept = {path.name for path in (own.repository / "sunlit").iterdir()}
    record(own.clone, amount=7)
    own.commit()
    refused(own)
    assert {path.name for path in (own.repository / "sunlit").iterdir()} == kept
