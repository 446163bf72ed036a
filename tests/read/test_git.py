from __future__ import annotations

from pathlib import Path

import pytest
from building import commit

from generator.read.git.command import revision


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yaml").write_text("a: 1\n")
    return tmp_path


def test_outside_git_there_is_no_revision(repository: Path) -> None:
    assert revision(repository) == ""


def test_the_commit_is_the_revision(repository: Path) -> None:
    made = commit(repository)
    assert revision(repository) == made
    assert len(made) == 40


@pytest.mark.parametrize(
    "path", ["data/b.yaml", "content/x.md", "mkdocs.yml", "site_templates/x.html", "data/a.yaml"]
)
def test_a_change_that_is_not_committed_is_marked(repository: Path, path: str) -> None:
    made = commit(repository)
    (repository / path).parent.mkdir(exist_ok=True)
    (repository / path).write_text("changed\n")
    assert revision(repository) == made + "+"


@pytest.mark.parametrize("path", ["site/index.html", "notes.txt"])
def test_a_change_elsewhere_is_not(repository: Path, path: str) -> None:
    made = commit(repository)
    (repository / path).parent.mkdir(exist_ok=True)
    (repository / path).write_text("x\n")
    assert revision(repository) == made


def test_a_machine_without_git_has_no_revision(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository)
    monkeypatch.setenv("PATH", "/nonexistent")
    assert revision(repository) == ""


def test_a_root_below_the_top_of_its_repository(repository: Path) -> None:
    inner = repository / "office"
    (inner / "data").mkdir(parents=True)
    (inner / "data" / "a.yaml").write_text("a: 1\n")
    made = commit(repository)
    assert revision(inner) == made
    (repository / "data" / "a.yaml").write_text("another office\n")
    assert revision(inner) == made
