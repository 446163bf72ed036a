"""``sunlit check --since`` and ``sunlit diff`` on a real repository: what they print, and their exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from building import Root, commit, digests
from check.changes.revisions import BEFORE, FIX, SCHEMA
from test_cli import call

# The commit is made today, so that the corrections, too, are of a day after it.
LATER = ("--as-of", "2999-01-01")


@pytest.fixture
def tasks(root: Root) -> Root:
    root.schema(SCHEMA, "tasks")
    root.records(BEFORE, type="tasks")
    commit(root.folder)
    return root


def test_nothing_changed(tasks: Root, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("-C", tasks.folder, "check", "--since", "HEAD", capsys=capsys) == (
        0,
        "共 0 处错误，0 处提醒。\n",
        "",
    )


def test_a_silent_change_is_refused_and_a_correction_lets_it_pass(
    tasks: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks.records({**BEFORE, "amount": 7}, type="tasks")
    code, out, err = call("-C", tasks.folder, "check", "--since", "HEAD", *LATER, capsys=capsys)
    assert (code, err) == (1, "")
    assert "「金额」在版本 HEAD 里是「100」，现在是「7」，没有写更正。" in out
    assert out.endswith("共 1 处错误，0 处提醒。\n")
    assert call("-C", tasks.folder, "check", *LATER, capsys=capsys)[0] == 0, (
        "by themselves the data are sound"
    )
    entry = {**FIX, "on": "2999-01-01", "field": "金额", "before": "100", "after": "7"}
    tasks.records({**BEFORE, "amount": 7, "corrections": [entry]}, type="tasks")
    assert call("-C", tasks.folder, "check", "--since", "HEAD", *LATER, capsys=capsys)[0] == 0


def test_the_finding_is_in_every_report(tasks: Root, capsys: pytest.CaptureFixture[str]) -> None:
    (tasks.folder / "data/tasks/a.yaml").unlink()
    tasks.records({"id": "b"}, type="tasks", file="b")
    for format in ("json", "github", "gitlab", "sarif", "junit", "html"):
        code, out, _ = call("-C", tasks.folder, "check", "--since", "HEAD", "--format", format, capsys=capsys)
        assert code == 1
        assert "vanished" in out
    report = json.loads(
        call("-C", tasks.folder, "check", "--since", "HEAD", "--format", "json", capsys=capsys)[1]
    )
    (finding,) = report["findings"]
    assert (finding["path"], finding["line"], finding["record"]) == ("data/tasks/a.yaml", None, "a")


def test_since_the_release_that_is_live(
    tasks: Root, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    www = tasks.folder.parent / "www"
    assert call("-C", tasks.folder, "build", "--site-dir", www, capsys=capsys)[0] == 0
    tasks.records({**BEFORE, "amount": 7}, type="tasks")
    assert call("-C", tasks.folder, "build", capsys=capsys)[0] == 0, (
        "a site in the clone says nothing of what is live"
    )
    check = ("-C", tasks.folder, "check", "--since", "release")
    assert call(*check, capsys=capsys)[0] == 2
    assert call(*check, "--live", www, capsys=capsys)[0] == 1
    assert call("-C", tasks.folder, "check", "--since", www / "manifest.json", capsys=capsys)[0] == 1
    monkeypatch.setenv("SUNLIT_LIVE", str(www))
    assert call(*check, capsys=capsys)[0] == 1
    monkeypatch.setenv("SUNLIT_LIVE", str(www / "nothing"))
    assert call(*check, capsys=capsys)[0] == 2
    monkeypatch.setenv("SUNLIT_FIRST_RELEASE", "1")
    assert call(*check, capsys=capsys)[0] == 0
    code, out, _ = call("-C", tasks.folder, "--lang", "en", "diff", "release", capsys=capsys)
    assert code == 0
    assert "Comes to the public (1)" in out


def test_a_build_refuses_what_changes_in_silence_and_lets_pass_what_a_day_made(
    tasks: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a workflow builds: the site that was there stays as it was; a fault that is live already keeps nobody from building."""
    www, stern = (
        tasks.folder.parent / "www",
        [{"overdue": {"deadline": "due", "done": "result"}, "severity": "error"}],
    )
    tasks.schema({**SCHEMA, "sunlit": {**SCHEMA["sunlit"], "rules": stern}}, "tasks")
    commit(tasks.folder)
    build = ("-C", tasks.folder, "build", "--site-dir", www)
    assert call(*build, "--as-of", "2026-12-01", capsys=capsys)[0] == 0
    before = digests(www)
    since = ("--since", "release", "--live", www, "--as-of", "2027-02-01")
    assert call(*build, "--as-of", "2027-02-01", capsys=capsys)[0] == 1, "the day has come"
    tasks.records({**BEFORE, "amount": 7}, type="tasks")
    code, out, _ = call(*build, *since, capsys=capsys)
    assert code == 1
    assert "没有写更正" in out
    assert digests(www) == before
    tasks.records(BEFORE, type="tasks")
    code, out, _ = call(*build, *since, capsys=capsys)
    assert (code, "0 处错误，1 处提醒" in out) == (0, True)


@pytest.mark.parametrize(
    "command", [("check", "--since", "nowhere"), ("diff", "nowhere"), ("check", "--since", "release")]
)
def test_without_the_revision_nothing_is_judged(
    tasks: Root, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    code, out, err = call("-C", tasks.folder, *command, capsys=capsys)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_diff_in_its_forms(tasks: Root, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tasks.records({**BEFORE, "progress": 60}, type="tasks")
    code, out, err = call("-C", tasks.folder, "--lang", "en", "diff", "HEAD", capsys=capsys)
    assert (code, err) == (0, "")
    assert out.endswith("Goes on (1)\n  Tasks a 修路\n    Progress: 10 → 60\n")
    page = tmp_path / "变化.html"
    arguments = ("-C", tasks.folder, "diff", "HEAD", "--format", "html", "--output", page)
    assert call(*arguments, capsys=capsys) == (0, "", "")
    assert "<del>10</del>" in page.read_text(encoding="utf-8")


def test_diff_of_what_cannot_be_published_says_so_by_its_status(
    tasks: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks.records({**BEFORE, "due": "昨天"}, type="tasks")
    code, out, _ = call(
        "-C", tasks.folder, "--lang", "en", "diff", "HEAD", "--format", "markdown", capsys=capsys
    )
    assert code == 1
    assert "**Must be put right first** (" in out


def test_a_revision_whose_schemas_cannot_be_read_stops_the_run(
    tasks: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks.write("data/schemas/tasks.yaml", "fields: [\n")
    commit(tasks.folder)
    tasks.schema(SCHEMA, "tasks")
    code, out, err = call("-C", tasks.folder, "--lang", "en", "check", "--since", "HEAD", capsys=capsys)
    assert (code, out) == (2, "")
    assert "In revision HEAD: data/schemas/tasks.yaml cannot be read" in err
