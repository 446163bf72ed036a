"""An earlier revision out of real repositories: whole, shallow, merged, partial and hostile ones."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from generator.model.catalogue import translator
from generator.model.stop import CannotRun
from generator.read.earlier import earlier

PERSON = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


class Repository:
    """A repository whose files are written and committed."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *options)

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.folder), *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> Path:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    def commit(self, path: str, text: str, day: str = "2026-11-01T12:00:00+0800") -> str:
        """Write one file, commit all; the commit."""
        self.write(path, text)
        return self.commit_all(day)

    def commit_all(self, day: str = "2026-11-01T12:00:00+0800") -> str:
        self.git("add", "-A")
        environment = {**os.environ, "GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day}
        command = ["git", "-C", str(self.folder), *PERSON, "commit", "-q", "-m", "x"]
        subprocess.run(command, check=True, capture_output=True, env=environment)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    made.commit("data/a.yaml", "a: 1\n")
    made.commit("data/a.yaml", "a: 2\n", "2026-11-02T00:30:00+0800")
    return made


def files(root: Path, since: str) -> dict[str, str]:
    """What the earlier revision holds, by path."""
    with earlier(root, since) as baseline:
        found = [path for path in sorted(baseline.root.rglob("*")) if path.is_file()]
        assert not any(path.is_symlink() for path in baseline.root.rglob("*"))
        return {
            path.relative_to(baseline.root).as_posix(): path.read_text(encoding="utf-8") for path in found
        }


def refusal(root: Path, since: str, language: str = "en") -> str:
    with pytest.raises(CannotRun) as stop, earlier(root, since):
        pass
    return stop.value.phrase.render(translator(language), language)


@pytest.mark.parametrize(
    ("since", "text"), [("HEAD", "a: 2\n"), ("HEAD~1", "a: 1\n"), ("main", "a: 2\n"), ("v1", "a: 1\n")]
)
def test_a_revision_is_read_by_any_name(repository: Repository, since: str, text: str) -> None:
    repository.git(*PERSON, "tag", "-a", "v1", "-m", "x", "HEAD~1")
    repository.write("data/a.yaml", "a: 3\n")
    assert files(repository.folder, since) == {"data/a.yaml": text}


def test_its_day_is_the_day_where_the_site_is(repository: Repository) -> None:
    with earlier(repository.folder, "HEAD") as baseline:
        assert baseline.day.isoformat() == "2026-11-02"
    repository.write("data/site.yaml", "time_zone: UTC\n")
    with earlier(repository.folder, "HEAD") as baseline:
        assert baseline.day.isoformat() == "2026-11-01"


def test_the_folder_goes_with_the_context(repository: Repository) -> None:
    with earlier(repository.folder, "HEAD") as baseline:
        folder = baseline.root
        assert folder.stat().st_mode & 0o077 == 0, "nobody else may read it"
    assert not folder.exists()


def test_a_root_below_the_top_of_the_repository(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.write("data/outer.yaml", "")
    made.commit("site/one/data/a.yaml", "a: 1\n")
    assert files(tmp_path / "site" / "one", "HEAD") == {"data/a.yaml": "a: 1\n"}


def test_both_sides_of_a_merge_and_what_came_of_it(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "side", "HEAD~1")
    repository.commit("data/side.yaml", "b: 1\n")
    repository.git("checkout", "-q", "main")
    repository.git(*PERSON, "merge", "-q", "--no-ff", "-m", "x", "side")
    assert files(repository.folder, "HEAD") == {"data/a.yaml": "a: 2\n", "data/side.yaml": "b: 1\n"}
    assert files(repository.folder, "HEAD^1") == {"data/a.yaml": "a: 2\n"}
    assert files(repository.folder, "HEAD^2") == {"data/a.yaml": "a: 1\n", "data/side.yaml": "b: 1\n"}


def test_a_renamed_file_is_read_where_it_stood(repository: Repository) -> None:
    repository.git("mv", "data/a.yaml", "data/b.yaml")
    repository.commit_all()
    assert files(repository.folder, "HEAD~1") == {"data/a.yaml": "a: 2\n"}


def test_a_shallow_clone_says_what_to_fetch_and_works_after_it(
    repository: Repository, tmp_path: Path
) -> None:
    first = repository.git("rev-parse", "HEAD~1")
    repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{repository.folder}", str(clone)], check=True)
    assert files(clone, "HEAD") == {"data/a.yaml": "a: 2\n"}
    sentence = refusal(clone, first)
    assert sentence.endswith(f"git fetch --depth=1 origin {first}")
    subprocess.run(sentence.rpartition(": ")[2].split(), cwd=clone, check=True, capture_output=True)
    assert files(clone, first) == {"data/a.yaml": "a: 1\n"}


@pytest.mark.parametrize(("since", "command"), [
    ("HEAD~1", "git fetch --unshallow origin"),
    ("origin/release", "git fetch --depth=1 origin +refs/heads/release:refs/remotes/origin/release"),
    ("v9; rm -rf .", "git fetch --unshallow origin"),
])  # fmt: skip
def test_what_to_fetch_follows_from_the_name(
    repository: Repository, tmp_path: Path, since: str, command: str
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{repository.folder}", str(clone)], check=True)
    assert refusal(clone, since).endswith(f": {command}")


@pytest.mark.parametrize("since", ["nowhere", "-x", "--output=x", "HEAD:data", "", "HEAD~9"])
def test_what_is_no_commit_is_refused(repository: Repository, since: str) -> None:
    assert "is not in this repository" in refusal(repository.folder, since)
    assert "这个仓库里没有版本" in refusal(repository.folder, since, "zh")


def test_outside_git_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert "is not in a git repository" in refusal(tmp_path, "HEAD")


def test_git_is_not_led_elsewhere_by_its_environment(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.commit("data/other.yaml", "")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    assert files(repository.folder, "HEAD") == {"data/a.yaml": "a: 2\n"}


def test_links_and_modules_are_no_files(repository: Repository) -> None:
    (repository.folder / "data" / "link.yaml").symlink_to("/etc/passwd")
    (repository.folder / "data" / "folder").symlink_to("/etc")
    repository.git("add", "-A")
    head = repository.git("rev-parse", "HEAD")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},data/module")
    repository.git(*PERSON, "commit", "-q", "-m", "x")
    assert files(repository.folder, "HEAD") == {"data/a.yaml": "a: 2\n"}


def test_attributes_neither_hide_a_file_nor_change_it(repository: Repository, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    repository.git("config", "filter.evil.smudge", f"touch {ran}")
    repository.git("config", "filter.evil.clean", "cat")
    attributes = "data/a.yaml export-ignore\ndata/b.yaml export-subst ident filter=evil\n* text eol=crlf\n"
    repository.write(".gitattributes", attributes)
    repository.commit("data/b.yaml", "b: $Format:%H$ $Id$\n")
    assert files(repository.folder, "HEAD") == {
        "data/a.yaml": "a: 2\n",
        "data/b.yaml": "b: $Format:%H$ $Id$\n",
    }
    assert not ran.exists()


def test_a_replaced_commit_is_read_as_it_was(repository: Repository) -> None:
    repository.git("replace", "HEAD", "HEAD~1")
    assert files(repository.folder, "HEAD") == {"data/a.yaml": "a: 2\n"}


def test_nothing_that_a_repository_names_is_run(repository: Repository, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    hook = repository.write(".git/hooks/evil", f"#!/bin/sh\ntouch {ran}\n")
    hook.chmod(0o755)
    for name in ("post-checkout", "reference-transaction", "fsmonitor-watchman"):
        (hook.parent / name).symlink_to(hook)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "gpg.program"):
        repository.git("config", key, str(hook))
    repository.git("config", "log.showSignature", "true")
    files(repository.folder, "HEAD~1")
    assert not ran.exists()


def test_what_a_partial_clone_lacks_is_not_fetched_but_asked_for(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    command = [
        "git",
        "clone",
        "-q",
        "--filter=blob:none",
        "--no-checkout",
        f"file://{repository.folder}",
        str(clone),
    ]
    subprocess.run(command, check=True)
    assert "does not hold data/ of" in refusal(clone, "HEAD~1")
    subprocess.run(["git", "fetch", "-q", "--refetch", "--no-filter", "origin"], cwd=clone, check=True)
    assert files(clone, "HEAD~1") == {"data/a.yaml": "a: 1\n"}


def test_names_that_people_give_their_files(repository: Repository) -> None:
    names = ["data/任务 2026（二）.yaml", 'data/a"b\\c.yaml', "data/tab\tnew\nline.yaml", "data/-rf.yaml"]
    for name in names:
        repository.write(name, "x: 1\n")
    repository.commit_all()
    assert set(files(repository.folder, "HEAD")) == {"data/a.yaml", *names}


def test_attachments_are_told_apart_by_their_bytes_and_not_laid_out(repository: Repository) -> None:
    for name in ("same.pdf", "changed.pdf", "longer.pdf", "gone.pdf"):
        repository.write(f"data/attachments/{name}", "%PDF one")
    repository.commit_all()
    repository.write("data/attachments/changed.pdf", "%PDF two")
    repository.write("data/attachments/longer.pdf", "%PDF one and more")
    (repository.folder / "data/attachments/gone.pdf").unlink()
    with earlier(repository.folder, "HEAD") as baseline:
        assert baseline.changed_attachments == {"changed.pdf", "longer.pdf"}
        assert not (baseline.root / "data" / "attachments").exists()


def test_a_revision_without_data_has_none(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.commit("README.md", "x")
    assert files(tmp_path, "HEAD") == {}


def test_names_of_64_digits(tmp_path: Path) -> None:
    made = Repository(tmp_path, "--object-format=sha256")
    made.write("data/attachments/a.pdf", "%PDF")
    commit = made.commit("data/a.yaml", "a: 1\n")
    with earlier(tmp_path, commit) as baseline:
        assert (baseline.root / "data" / "a.yaml").read_text() == "a: 1\n"
        assert baseline.changed_attachments == frozenset()


def manifest(folder: Path, **content: object) -> Path:
    path = folder / "site" / "manifest.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_the_release_is_what_its_manifest_says(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD~1")
    path = manifest(repository.folder, revision=first, as_of="2026-11-20")
    for since in ("release", str(path)):
        assert files(repository.folder, since) == {"data/a.yaml": "a: 1\n"}
    with earlier(repository.folder, "release") as baseline:
        assert (baseline.day.isoformat(), baseline.name) == ("2026-11-20", first[:12])


@pytest.mark.parametrize(("content", "sentence"), [
    ({"revision": "abc+", "as_of": "2026-11-20"}, "were not committed"),
    ({"revision": "", "as_of": "2026-11-20"}, "were not committed"),
    ({"revision": "abc"}, "is not the manifest"),
    ({"revision": "f" * 40, "as_of": "2026-11-20"}, "is not in this repository"),
])  # fmt: skip
def test_a_manifest_that_does_not_help(
    repository: Repository, content: dict[str, object], sentence: str
) -> None:
    manifest(repository.folder, **content)
    assert sentence in refusal(repository.folder, "release")


def test_without_a_built_site_there_is_no_release(repository: Repository) -> None:
    assert "is not the manifest" in refusal(repository.folder, "release")
