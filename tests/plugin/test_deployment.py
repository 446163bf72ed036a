"""``mkdocs gh-deploy`` against a repository: what is pushed is the site, and nothing that the gate would not let out."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from building import DAY, PROJECT, Root, commit, digests
from click.testing import CliRunner, Result
from mkdocs.__main__ import cli

from generator.plugin.events import asked_day
from generator.read.git.command import FIRST_VARIABLE, LIVE_VARIABLE

NOTICE = {
    "id": "gs-1",
    "title": "公示一",
    "kind": "评选先优",
    "summary": "一句话。",
    "starts_on": "2026-11-20",
    "ends_on": "2026-11-27",
}
PEOPLE = [{"name": "示例甲"}]


class Office:
    """A clone with a site, and the repository that it deploys to."""

    def __init__(self, folder: Path) -> None:
        self.root, self.origin = Root(folder / "root"), folder / "origin.git"
        self.root.write("data/schemas/publicity.yaml", "extends: sunlit/publicity\n")
        self.root.write("data/site.yaml", "name: 示例\npacks: []\n")
        self.root.write("mkdocs.yml", (PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
        self.root.write("content/about.md", "# 关于\n")
        self.root.write(".gitignore", "/site*\n/.sunlit-cache/\n")
        self.notice()
        subprocess.run(["git", "init", "-q", "--bare", str(self.origin)], check=True)
        commit(self.root.folder)
        for settings in (
            ["remote", "add", "origin", str(self.origin)],
            ["config", "user.name", "Test"],
            ["config", "user.email", "test@example.org"],
        ):
            self.git("-C", str(self.root.folder), *settings)

    def notice(self, **more: object) -> None:
        self.root.records({**NOTICE, **more}, type="publicity")

    def git(self, *arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], check=False, capture_output=True).stdout

    def deploy(self, *options: str) -> Result:
        sys.argv = ["mkdocs", "gh-deploy", *options]
        token = asked_day.set(DAY)
        try:
            return CliRunner().invoke(cli, sys.argv[1:])
        finally:
            asked_day.reset(token)

    def deployed(self, folder: Path) -> dict[str, str]:
        """What the branch holds."""
        archive = self.git("--git-dir", str(self.origin), "archive", "gh-pages")
        if not archive:
            return {}
        with tarfile.open(fileobj=BytesIO(archive)) as files:
            # Python 3.11.2 of Debian 12 has no filters.
            safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            files.extractall(folder, **safely)
        return digests(folder)

    def commits(self) -> int:
        return len(self.git("--git-dir", str(self.origin), "log", "--oneline", "gh-pages").splitlines())


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(tmp_path)
    monkeypatch.chdir(made.root.folder)
    monkeypatch.setattr(sys, "argv", ["mkdocs"])
    for name in (LIVE_VARIABLE, FIRST_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return made


def test_what_is_pushed_is_the_site_and_what_is_refused_pushes_nothing(
    office: Office, tmp_path: Path
) -> None:
    done = office.deploy()
    assert done.exit_code == 0, done.output
    pushed = office.deployed(tmp_path / "first")
    assert pushed == digests(office.root.site)
    assert "manifest.json" in pushed
    assert not [name for name in pushed if "tombstones" in name or name.startswith("site.")]

    office.notice(ends_on="2026-11-31")
    done = office.deploy()
    assert done.exit_code == 1
    assert "2026-11-31" in done.output
    assert office.deployed(tmp_path / "second") == pushed
    assert office.commits() == 1


def test_what_has_to_go_one_day_is_put_into_no_history(office: Office, tmp_path: Path) -> None:
    office.notice(people=PEOPLE)
    done = office.deploy()
    assert done.exit_code == 2
    assert "--no-history" in done.output
    assert office.root.build(tmp_path / "beside").disclosure.published, (
        "in the same process, but no deployment"
    )
    assert not office.deployed(tmp_path / "nothing")

    for _ in range(2):
        assert office.deploy("--no-history").exit_code == 0
    assert office.commits() == 1
    assert "publicity/gs-1.html" in office.deployed(tmp_path / "names")


def test_what_is_public_does_not_change_in_silence(office: Office) -> None:
    assert office.deploy().exit_code == 0
    office.git("-C", str(office.root.folder), "config", "sunlit.live", "site")
    office.notice(summary="另一句话。")
    commit(office.root.folder)
    done = office.deploy()
    assert done.exit_code == 1, done.output
    assert "data/publicity/a.yaml" in done.output
    assert office.commits() == 1
