"""An earlier revision out of real repositories: whole, shallow, merged, partial and hostile ones."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.read.git.earlier import earlier

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


def test_links_are_no_files(repository: Repository) -> None:
    (repository.folder / "data" / "link.yaml").symlink_to("/etc/passwd")
    (repository.folder / "data" / "folder").symlink_to("/etc")
    repository.commit_all()
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


# What is not in the revision though it was published: nothing is compared, and one sentence says so.


def submodule(repository: Repository, path: str) -> None:
    """Another repository at ``path``, as git keeps it: one commit, no files."""
    head = repository.git("rev-parse", "HEAD")
    repository.git("rm", "-rq", "--cached", "--ignore-unmatch", path)
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},{path}")
    repository.git(*PERSON, "commit", "-q", "-m", "x")


@pytest.mark.parametrize("path", ["data", "data/tasks", "data/schemas", "data/tasks/2026"])
def test_data_in_a_submodule_are_not_seen(repository: Repository, path: str) -> None:
    submodule(repository, path)
    assert refusal(repository.folder, "HEAD") == (
        f"In revision HEAD {path} is a link or another repository (a submodule), so what stood there cannot be compared. "
        "Put its files into this repository."
    )


def test_a_root_in_what_was_a_submodule(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.commit("README.md", "x")
    submodule(made, "site")
    made.git("rm", "-q", "--cached", "site")
    made.commit("site/data/a.yaml", "a: 1\n")
    assert "HEAD~1 site is a link or another repository" in refusal(tmp_path / "site", "HEAD~1")


def test_data_behind_a_link_are_not_seen(repository: Repository) -> None:
    repository.git("mv", "data", "elsewhere")
    (repository.folder / "data").symlink_to("elsewhere")
    repository.commit_all()
    assert "data is a link" in refusal(repository.folder, "HEAD")


@pytest.mark.parametrize("path", ["data", "data/tasks"])
def test_a_repository_inside_that_git_was_never_told_of(repository: Repository, path: str) -> None:
    inner = Repository(repository.folder / path)
    inner.commit("a.yaml", "a: 1\n")
    assert refusal(repository.folder, "HEAD").startswith(f"{path} is a repository of its own")


@pytest.mark.parametrize(("old", "new"), [("", "site"), ("site", ""), ("site", "offices/one")])
def test_a_root_that_was_moved_inside_its_repository(tmp_path: Path, old: str, new: str) -> None:
    made = Repository(tmp_path)
    made.write("README.md", "x")
    made.commit(str(Path(old, "data/schemas/a.yaml")), "fields: []\n")
    (tmp_path / new).mkdir(parents=True, exist_ok=True)
    made.git("mv", str(Path(old, "data")), str(Path(new, "data")))
    made.commit_all()
    said = refusal(tmp_path / new, "HEAD~1")
    assert said.startswith(f"In revision HEAD~1 data/ stood in {old or '.'} and not here")


def test_another_office_in_the_same_repository_is_no_move(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.commit("one/data/schemas/a.yaml", "fields: []\n")
    made.commit("two/data/schemas/a.yaml", "fields: []\n")
    assert files(tmp_path / "two", "HEAD~1") == {}


def test_data_that_git_does_not_keep(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.commit("README.md", "x")
    made.write("data/a.yaml", "a: 1\n")
    assert refusal(tmp_path, "HEAD").startswith("Git does not keep data/ here")
    made.write(".gitignore", "data/\n")
    made.commit_all()
    assert refusal(tmp_path, "HEAD").startswith("Git does not keep data/ here")


@pytest.mark.parametrize("path", ["data/tasks/a.csv", "data/schemas/a.yaml", "data/attachments/a.pdf"])
def test_a_file_that_git_ignores(repository: Repository, path: str) -> None:
    repository.write(".git/info/exclude", f"{path}\n*.yaml\nThumbs.db\n~$*\n.cache/\n")
    for left_over in ("data/Thumbs.db", "data/~$a.xlsx", "data/.cache/a.csv"):
        repository.write(left_over, "x")
    assert files(repository.folder, "HEAD") == {"data/a.yaml": "a: 2\n"}, "one that is kept is not ignored"
    repository.write(path, "x")
    assert refusal(repository.folder, "HEAD").startswith(f"Git ignores {path}")


@pytest.mark.parametrize("start", [
    "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "/annex/objects/SHA256E-s1--0\n", "\0GITCRYPT\0",
])  # fmt: skip
def test_a_pointer_in_place_of_records(repository: Repository, start: str) -> None:
    repository.commit("data/tasks/2026.csv", start)
    repository.write("data/tasks/2026.csv", "id\n1\n")
    assert refusal(repository.folder, "HEAD") == (
        "In revision HEAD git holds only a pointer in place of data/tasks/2026.csv (Git LFS or the like), so what it said "
        "cannot be compared. Keep records in git itself."
    )


def test_an_attachment_behind_a_pointer_is_told_apart_by_the_digest_in_it(repository: Repository) -> None:
    oid = hashlib.sha256(b"%PDF one").hexdigest()
    for name in ("same.pdf", "changed.pdf", "not-fetched.pdf"):
        pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 8\n"
        repository.write(f"data/attachments/{name}", pointer)
    repository.commit_all()
    repository.write("data/attachments/same.pdf", "%PDF one")
    repository.write("data/attachments/changed.pdf", "%PDF two")
    with earlier(repository.folder, "HEAD") as baseline:
        assert baseline.changed_attachments == {"changed.pdf"}


def test_an_attachment_is_known_by_the_name_that_records_have_for_it(repository: Repository) -> None:
    repository.commit("data/attachments/re\u0301sume\u0301.pdf", "%PDF one")
    repository.git("mv", "data/attachments/re\u0301sume\u0301.pdf", "data/attachments/résumé.pdf")
    repository.write("data/attachments/résumé.pdf", "%PDF two")
    with earlier(repository.folder, "HEAD") as baseline:
        assert baseline.changed_attachments == {"résumé.pdf"}


def test_line_ends_of_the_system_are_no_change(repository: Repository) -> None:
    for name in ("a.csv", "b.pdf"):
        repository.write(f"data/attachments/{name}", "a\nb\n")
    repository.commit_all()
    for name in ("a.csv", "b.pdf"):
        (repository.folder / "data/attachments" / name).write_bytes(b"a\r\nb\r\n")
    with earlier(repository.folder, "HEAD") as baseline:
        assert baseline.changed_attachments == {"b.pdf"}


def test_the_rest_of_a_revision_is_laid_out_for_whoever_needs_it(repository: Repository) -> None:
    repository.write("content/index.md", "# x\n")
    repository.commit("data/attachments/a.pdf", "%PDF")
    with earlier(repository.folder, "HEAD") as baseline:
        baseline.complete()
        found = {path.name for path in baseline.root.rglob("*") if path.is_file()}
    assert found == {"a.yaml", "a.pdf", "index.md"}


def test_the_day_of_a_file_is_that_of_its_last_change(repository: Repository) -> None:
    repository.commit("data/b.yaml", "b: 1\n", "2026-11-09T12:00:00+0800")
    with earlier(repository.folder, "HEAD") as baseline:
        assert baseline.day_of
        days = [baseline.day_of(f"data/{name}.yaml").isoformat() for name in ("a", "b", "none")]
    assert days == ["2026-11-02", "2026-11-09", "2026-11-09"]
