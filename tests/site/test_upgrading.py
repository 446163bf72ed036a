"""A site that was made with an earlier release builds with this one, keeps its addresses, and can be held against its old tree."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from building import DAY, Root, sunlit

from generator.builtin_frame.run import build_site
from generator.check.site.trees import compare_trees
from generator.model.text.stop import CannotRun

RELEASES = sorted((Path(__file__).parents[1] / "releases").iterdir())


@pytest.fixture(scope="module", params=RELEASES, ids=[release.name for release in RELEASES])
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A site of that release, built with this one in the frame without MkDocs."""
    root = Root(tmp_path_factory.mktemp("upgraded") / "root")
    shutil.copytree(request.param, root.folder)
    build_site(root.folder, site_dir=root.site, as_of=DAY)
    return root


def test_it_is_as_fit_as_it_was_and_keeps_every_address(upgraded: Root) -> None:
    promised = (upgraded.folder / "addresses.txt").read_text(encoding="utf-8").split()
    assert len(promised) > 100
    missing = [address for address in promised if not (upgraded.site / address).is_file()]
    assert missing == []


def test_two_trees_of_the_same_data_are_alike(upgraded: Root) -> None:
    assert not compare_trees(upgraded.site, upgraded.site)
    done = sunlit("diff", "-C", upgraded.folder, "--against", upgraded.site)
    assert (done.returncode, done.stdout) == (0, "两个网站内容和样子都一样。\n")


def test_whatever_differs_is_said_by_what_a_reader_would_notice(upgraded: Root, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(upgraded.site, old)
    page = old / "visits" / "v2.html"
    page.write_text(page.read_text(encoding="utf-8").replace("走访样例社区", "走访另一社区"), encoding="utf-8")
    page = old / "visits" / "v1.html"
    text = page.read_text(encoding="utf-8").replace("<main", "<main data-x=''")
    page.write_text(re.sub(r"sha256-|assets/pages[.]", r"\g<0>0", text), encoding="utf-8")
    sheet = next((old / "assets").glob("pages.*"))
    sheet.rename(sheet.with_name("pages.00000000.min.css"))
    (old / "assets" / "sunlit.css").write_text("", encoding="utf-8")
    (old / "data" / "visits.csv").write_text("", encoding="utf-8")
    (old / "about.html").unlink()
    (old / "more.html").write_text("", encoding="utf-8")
    difference = compare_trees(old, upgraded.site)
    assert difference.new == ("about.html",)
    assert difference.gone == ("more.html",)
    assert difference.said == ("data/visits.csv", "visits/v2.html")
    assert difference.shown == ("assets/sunlit.css", "visits/v1.html")
    done = sunlit("diff", "--lang", "en", "-C", upgraded.folder, "--against", old)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:4] == [
        "New: 1 address:",
        "  about.html",
        "Gone: 1 address:",
        "  more.html",
    ]


def test_a_link_that_leads_elsewhere_is_no_matter_of_look(upgraded: Root, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(upgraded.site, old)
    page = old / "index.html"
    text = page.read_text(encoding="utf-8")
    assert 'href="visits/index.html"' in text
    page.write_text(text.replace('href="visits/index.html"', 'href="visits/v1.html"'), encoding="utf-8")
    assert compare_trees(old, upgraded.site).said == ("index.html",)


def test_what_is_no_built_site_is_refused(upgraded: Root, tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="manifest"):
        compare_trees(tmp_path, upgraded.site)
    for arguments, sentence in (
        (["diff"], "Name either an earlier revision"),
        (["diff", "HEAD", "--against", upgraded.site], "Name either an earlier revision"),
        (["diff", "--against", upgraded.site, "--format", "html"], "leave out --format"),
        (["diff", "--against", tmp_path], "has no manifest.json"),
    ):
        done = sunlit("--lang", "en", "-C", upgraded.folder, *arguments)
        assert done.returncode == 2
        assert sentence in done.stderr
