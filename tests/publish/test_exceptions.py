"""Exceptions on a server: vouched for like a change of policy, for one step, once; and never for anything else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import DAY
from check.changes.revisions import BEFORE, FIX, SCHEMA
from publish.test_compared import accepted, record, refused, without
from pushing import Server, copy_of, git, judged_build
from test_cli import call

from generator.publish import policy, upkeep
from generator.publish.settings import read_state

PHONE = "138" + "00138000"


@pytest.fixture
def server(live: Server, tmp_path: Path) -> Server:
    return copy_of(live, tmp_path)


def waive(
    server: Server,
    subject: str,
    rule: str,
    capsys: pytest.CaptureFixture[str],
    *more: str,
    reason: str = "系统迁移",
) -> Path:
    """Write an exception in the clone, as the command does, against what is live."""
    manifest = {"revision": server.served().note.revision, "as_of": DAY.isoformat()}
    www = server.folder / "live.json" / "manifest.json"
    www.parent.mkdir(exist_ok=True)
    www.write_text(json.dumps(manifest))
    arguments = (
        "waive",
        subject,
        rule,
        "--reason",
        reason,
        "--approver",
        "示例甲",
        "--live",
        www.parent,
        *more,
    )
    code, out, err = call(
        "-C", server.clone.folder, "--lang", "en", *arguments, "--as-of", DAY, capsys=capsys
    )
    assert code == 0, err
    return server.clone.folder / out.split()[1].rstrip(".")


def vouch(server: Server) -> None:
    """The operator's word for the clone's HEAD."""
    commit = server.commit()
    policy.accept(server.repository, server.settings, read_state(server.repository), commit)


def rewritten(path: Path, **changes: object) -> None:
    said = {**yaml.safe_load(path.read_text()), **changes}
    said = {{True: "on"}.get(key, key): value for key, value in said.items()}
    path.write_text("".join(f'{key}: "{value}"\n' for key, value in said.items()))


def test_an_exception_lets_one_change_through_once_somebody_vouches_for_it(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    record(server.clone, amount=7)
    path = waive(server, "tasks/a", "changed-silently", capsys)
    server.commit()
    assert (
        f"This push changes what decides about publication ({path.relative_to(server.clone.folder)})"
        in refused(server)
    )
    vouch(server)
    said = accepted(server)
    assert "0 errors, 1 warning." in said
    assert f"Exception {path.stem} lets it through: 系统迁移" in said
    server.clone.records({"id": "n", "title": "新"}, file="n")
    server.commit()
    assert "0 errors, 0 warnings." in accepted(server), (
        "what was let through stands, and nobody is told again"
    )


@pytest.mark.parametrize(("subject", "rule", "more"), [
    ("tasks/a", "vanished", ()), ("tasks", "schema-narrows", ("--field", "text")), ("tasks/a", "correction-untrue", ()),
])  # fmt: skip
def test_every_finding_of_the_comparison_can_be_waived(
    server: Server, capsys: pytest.CaptureFixture[str], subject: str, rule: str, more: tuple[str, ...]
) -> None:
    if rule == "vanished":
        without(server.clone, "data/tasks/a.yaml")
        without(server.clone, "data/attachments/plan.csv")
    elif rule == "schema-narrows":
        fields = [
            {**field, "show": "hidden"} if field["name"] == "text" else field for field in SCHEMA["fields"]
        ]
        server.clone.schema({**SCHEMA, "fields": fields}, "tasks")
    else:
        record(
            server.clone, amount=7, corrections=[{**FIX, "field": "金额", "before": "数目不详", "after": "7"}]
        )
    waive(server, subject, rule, capsys, *more)
    vouch(server)
    assert "0 errors, 1 warning." in accepted(server)


def test_a_type_is_let_go_with_its_records(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (
        "data/schemas/tasks.yaml",
        "data/tasks/a.yaml",
        "data/tasks/2026.csv",
        "data/attachments/plan.csv",
    ):
        without(server.clone, path)
    waive(server, "tasks", "schema-forgets", capsys)
    vouch(server)
    assert "0 errors, 1 warning." in accepted(server)


def change_after(server: Server, path: Path) -> None:
    record(server.clone, amount=8)


def change_elsewhere(server: Server, path: Path) -> None:
    record(server.clone, amount=7, due="2027-01-31")


def other_file(server: Server, path: Path) -> None:
    server.clone.write("data/attachments/plan.csv", "标题,金额\n修路,7\n")


TWISTS: list[tuple[Any, str]] = [
    (change_after, "'Amount' said '100'"),
    (change_elsewhere, "'Due' said"),
    (other_file, "'Paper' names is another"),
    (lambda server, path: rewritten(path, record="b"), "'Amount' said '100'"),
    (lambda server, path: rewritten(path, field="due"), "'Amount' said '100'"),
    (lambda server, path: rewritten(path, content="gone"), "lets nothing through that is found here"),
    (lambda server, path: rewritten(path, since="f" * 40), "is for a change of revision ffffffff, and live is"),
    (lambda server, path: rewritten(path, on="2027-01-01"), "is dated 2027-01-01"),
    (lambda server, path: rewritten(path, reason=""), "Reason is empty, but it is required"),
    (lambda server, path: rewritten(path, reason=f"请打 {PHONE}"), "Reason holds a mobile number"),
    (lambda server, path: rewritten(path, secret="x"), "The field 'secret' is not known"),
]  # fmt: skip
LIKE_THESE: list[tuple[Any, str]] = [
    (lambda server, path: rewritten(path, type="notes"), "'Amount' said '100'"),
    (lambda server, path: rewritten(path, rule="vanished"), "'Amount' said '100'"),
    (lambda server, path: rewritten(path, since="HEAD"), "Live revision says 'HEAD', which does not have the form"),
    (lambda server, path: rewritten(path, on="2020-01-01"), "is dated 2020-01-01"),
    (lambda server, path: rewritten(path, approver=""), "Approved by is empty, but it is required"),
    (lambda server, path: rewritten(path, reason="有\u200b字"), "Reason holds an invisible sign"),
]  # fmt: skip
"""What is refused in the same way, for another field: looked at by the proofs."""


@pytest.mark.parametrize(
    ("twist", "sentence"), [*TWISTS, *(pytest.param(*twist, marks=pytest.mark.proof) for twist in LIKE_THESE)]
)
def test_what_does_not_fit_lets_nothing_through(
    server: Server, capsys: pytest.CaptureFixture[str], twist: Any, sentence: str
) -> None:
    record(server.clone, amount=7)
    path = waive(server, "tasks/a", "changed-silently", capsys)
    twist(server, path)
    vouch(server)
    said = refused(server)
    assert sentence in said
    assert PHONE not in said


MORE_RULES = ("invisible-character", "content-address", "required")


@pytest.mark.parametrize("rule", [
    "personal-mobile-number", "period-value", *(pytest.param(rule, marks=pytest.mark.proof) for rule in MORE_RULES),
])  # fmt: skip
def test_of_other_rules_no_exception_is_made(
    server: Server, capsys: pytest.CaptureFixture[str], rule: str
) -> None:
    record(server.clone, amount=7)
    path = waive(server, "tasks/a", "changed-silently", capsys)
    server.clone.records({"id": "n", "title": f"请打 {PHONE}"}, file="n")
    rewritten(path, rule=rule, type="notes", record="n")
    vouch(server)
    said = refused(server)
    assert f"'{rule}'" in said
    assert "holds a mobile number" in said
    arguments = ("waive", "notes/n", rule, "--reason", "x", "--approver", "示例甲")
    code, _, err = call("-C", server.clone.folder, "--lang", "en", *arguments, capsys=capsys)
    assert code == 2
    assert "no exception is made" in err


def test_an_exception_that_lets_nothing_through_is_none(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    record(server.clone, amount=7)
    waive(server, "tasks/a", "changed-silently", capsys)
    record(server.clone)
    vouch(server)
    assert "lets nothing through that is found here" in refused(server)
    arguments = (
        "waive",
        "tasks/a",
        "changed-silently",
        "--reason",
        "x",
        "--approver",
        "y",
        "--since",
        "HEAD",
    )
    code, _, err = call("-C", server.clone.folder, "--lang", "en", *arguments, capsys=capsys)
    assert (code, err) == (2, "The rule 'changed-silently' finds nothing in tasks/a since revision HEAD.\n")


def test_it_is_spent_for_good_also_after_a_way_back(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    first = server.tip
    record(server.clone, amount=7)
    waive(server, "tasks/a", "changed-silently", capsys)
    vouch(server)
    accepted(server)
    for own_policy in (False, True):
        upkeep.roll_back(server.publication(judged_build), first, own_policy=own_policy)
        server.clone.records({"id": "n", "title": "新"}, file="n")
        server.commit()
        assert "'Amount' said '100'" in refused(server), "what was let through once is not let through again"
    record(server.clone)
    server.commit()
    assert "0 errors" in accepted(server), "the record as it was needs none"


def test_nobody_takes_an_exception_away_or_writes_it_anew_unseen(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    record(server.clone, amount=7)
    path = waive(server, "tasks/a", "changed-silently", capsys)
    vouch(server)
    accepted(server)
    rewritten(path, reason="另有原因")
    server.commit()
    assert "changes what decides about publication" in refused(server)
    path.unlink()
    server.commit()
    assert "changes what decides about publication" in refused(server)


def test_two_changes_of_one_record_are_one_exception_and_others_none(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    record(server.clone, amount=7, due="2027-01-31")
    waive(server, "tasks/a", "changed-silently", capsys)
    vouch(server)
    assert "0 errors, 2 warnings." in accepted(server)
    record(server.clone, amount=8, due="2027-02-28")
    waive(server, "tasks/a", "changed-silently", capsys, "--field", "amount")
    vouch(server)
    said = refused(server)
    assert "1 error, 1 warning." in said
    assert "'Due' said" in said


def test_a_name_that_does_not_last_is_not_put_into_a_reason(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = [
        {**field, "personal": {"class": "name", "public": "during-period"}}
        if field["name"] == "result"
        else field
        for field in SCHEMA["fields"]
    ]
    block = {**SCHEMA["sunlit"], "period": {"from": "due", "to": "due"}, "neutral_title": "任务"}
    server.clone.schema({"fields": fields, "sunlit": block}, "tasks")
    server.clone.records({**BEFORE, "id": "p", "result": "欧阳明月"}, type="tasks", file="p")
    record(server.clone, amount=7)
    path = waive(server, "tasks/a", "changed-silently", capsys, reason="应欧阳明月要求")
    vouch(server)
    said = refused(server)
    assert "period-value" in said
    assert path.name in said
    assert "欧阳明月" not in said


def test_an_exception_is_signed_like_policy(
    server: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from publish.test_policy import sign_as_told
    from pushing import allow, keypair

    key = keypair(tmp_path / "keys", "engineer")
    server.set_up(allowed_signers=str(allow(tmp_path, "engineer@example.org", key)))
    record(server.clone, amount=7)
    waive(server, "tasks/a", "changed-silently", capsys)
    server.commit()
    sign_as_told(server, key, server.refusal(judged_build))
    assert "0 errors, 1 warning." in accepted(server)
    assert git(server.clone.folder, "log", "-1", "--format=%s") == "Change"
