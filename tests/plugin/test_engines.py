"""The site under other engines than MkDocs with Material, each fetched from its registry for the test and used from a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from building import copy_project, digests, environment, run
from built_site import BuiltSite
from same_site import same_site

pytestmark = pytest.mark.proof
PROPERDOCS, MATERIALX, ZENSICAL = "properdocs==1.6.7", "mkdocs-materialx==10.2.2", "zensical==0.0.73"


@pytest.fixture
def fetched(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A folder with a package, beside what is installed here. With ``whole`` its own requirements stand there too."""
    package, whole = request.param
    needs = [] if whole else ["--no-deps"]
    done = run(
        "install", "--quiet", "--target", tmp_path / "fetched", *needs, package, module="pip", timeout=600
    )
    assert done.returncode == 0, done.stderr
    return tmp_path / "fetched"


def build(root: Path, site: Path, day: object, before: Path) -> None:
    """Build with the modules of a folder before those that are installed."""
    done = run("-C", root, "build", "--frame", "mkdocs", "--site-dir", site, "--as-of", str(day),
               env=environment(PYTHONPATH=str(before)), timeout=600)  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("fetched", [(PROPERDOCS, False)], indirect=True)
def test_properdocs_builds_the_same_bytes(shipped_site: BuiltSite, fetched: Path, tmp_path: Path) -> None:
    root, day = shipped_site.root.folder, shipped_site.day
    build(root, tmp_path / "site", day, fetched)
    assert digests(tmp_path / "site") == digests(shipped_site.folder)


@pytest.mark.parametrize("fetched", [(PROPERDOCS, False)], indirect=True)
def test_its_own_command_and_mkdocs_build_the_same(fetched: Path, tmp_path: Path) -> None:
    copy_project(tmp_path / "root")
    for module in ("properdocs", "mkdocs"):
        done = run("build", "--quiet", "--site-dir", tmp_path / module, module=module, cwd=tmp_path / "root",
                   env=environment(PYTHONPATH=str(fetched)), timeout=600)  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "properdocs") == digests(tmp_path / "mkdocs")


@pytest.mark.parametrize("fetched", [(MATERIALX, False)], indirect=True)
def test_materialx_is_the_same_site_by_one_word_of_configuration(
    shipped_site: BuiltSite, fetched: Path, tmp_path: Path
) -> None:
    root = shipped_site.root.folder
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {root / 'mkdocs.yml'}\ntheme: {{name: materialx}}\ndocs_dir: {root / 'content'}\n"
        f"plugins: [sunlit: {{root: {root}}}]\n",
        encoding="utf-8",
    )
    build(tmp_path, tmp_path / "site", shipped_site.day, fetched)
    same_site(shipped_site.folder, tmp_path / "site")


@pytest.mark.parametrize("fetched", [(ZENSICAL, True)], indirect=True)
@pytest.mark.parametrize("knows_sunlit", [True, False])
def test_zensical_stops_before_a_page(fetched: Path, tmp_path: Path, knows_sunlit: bool) -> None:
    root = tmp_path / "root"
    copy_project(root)
    paths = [
        str(fetched),
        *([str(Path(sys.modules["generator"].__path__[0]).parent)] if knows_sunlit else []),
    ]
    done = run("build", module="zensical", cwd=root, timeout=600,
               env=environment(PYTHONPATH=":".join(paths)))  # fmt: skip
    assert done.returncode != 0
    assert ("sunlit build" if knows_sunlit else "generator") in done.stdout + done.stderr
    assert [path.name for path in root.glob("site/**/*.html") if path.name != "404.html"] == []
