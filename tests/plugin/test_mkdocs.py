"""``mkdocs build`` is as good as ``sunlit build``: the same tree, the same gate, the same exit status."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from building import PROJECT, Root, copy_project, digests, mkdocs, run, stamps, sunlit


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A small site with a configuration and pages of its own."""
    root = Root(tmp_path_factory.mktemp("project") / "root")
    shutil.copytree(PROJECT / "tests/cases/attachments/data", root.folder / "data")
    shutil.copytree(PROJECT / "content", root.folder / "content")
    shutil.copy(PROJECT / "mkdocs.yml", root.folder)
    return root


@pytest.fixture(scope="module")
def built(project: Root) -> CompletedProcess[str]:
    """It is built by ``mkdocs build``, in a process of its own."""
    return built_by_mkdocs(project)


def built_by_mkdocs(root: Root) -> CompletedProcess[str]:
    done = run("build", "--strict", module="mkdocs", cwd=root.folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return done


@pytest.mark.usefixtures("built")
def test_mkdocs_builds_the_tree_that_sunlit_builds(project: Root, tmp_path: Path) -> None:
    done = sunlit("-C", project.folder, "build", "--site-dir", tmp_path / "site")
    assert done.returncode == 0
    assert digests(project.site) == digests(tmp_path / "site")


@pytest.mark.proof
def test_mkdocs_builds_the_project_s_own_site_as_sunlit_does(root: Root, tmp_path: Path) -> None:
    copy_project(root.folder)
    built_by_mkdocs(root)
    test_mkdocs_builds_the_tree_that_sunlit_builds(root, tmp_path)


def test_mkdocs_has_nothing_to_warn_of(built: CompletedProcess[str]) -> None:
    assert "WARNING" not in built.stderr


@pytest.mark.usefixtures("built")
def test_mkdocs_refuses_what_the_gate_refuses(project: Root) -> None:
    before = stamps(project.site)
    bad = project.write("data/notes/bad.csv", "id,标题,年度\n坏,坏的,明年\n")
    done = mkdocs("build", cwd=project.folder)
    bad.unlink()
    assert done.returncode == 1
    assert re.search(r"data/notes/bad\.csv\W.*错误.*「年度」", done.stderr + done.stdout, re.DOTALL)
    assert "Traceback" not in done.stderr
    assert stamps(project.site) == before
    assert not list(project.folder.glob(".site.*"))


@pytest.mark.usefixtures("built")
def test_mkdocs_stops_where_sunlit_stops(project: Root) -> None:
    before = stamps(project.site)
    broken = project.write("data/schemas/broken.yaml", "fields: [\n")
    done = mkdocs("build", cwd=project.folder)
    broken.unlink()
    assert done.returncode == 2
    assert "data/schemas/broken.yaml" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert stamps(project.site) == before
