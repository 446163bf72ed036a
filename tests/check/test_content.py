from __future__ import annotations

import pytest
from building import DAY, Root

from generator.check.gate import judge
from generator.construct.construction import Commission, Unfit
from generator.model.text.stop import CannotRun
from generator.plugin.run import build_site


@pytest.fixture
def site(root: Root) -> Root:
    root.schema()
    root.declare("data/site.yaml", {"name": "站", "name_en": "Site", "languages": ["zh", "en"]})
    root.records({"id": "a"})
    return root


def content(path: str) -> bytes:
    """What a file of that name holds: the beginning of a picture, or a letter."""
    return b"GIF89a" if path.lower().endswith((".png", ".jpg", ".webp", ".gif")) else b"x"


def places(root: Root) -> list[tuple[str, str]]:
    return [(finding.rule.id, finding.source.path) for finding in judge(root.folder, None).findings]


@pytest.mark.parametrize(
    "path",
    ["about.md", "en/about.md", "deep/er/page.md", "a.png", "b.JPG", "c.webp", ".hidden.js", "en/d.gif"],
)
def test_pages_and_pictures_may_lie_in_content(site: Root, path: str) -> None:
    site.write(f"content/{path}", content(path))
    assert places(site) == []


@pytest.mark.parametrize(
    "path", ["a.js", "a.html", "a.svg", "en/a.pdf", "a.css", "noending", "a.md.html", "a.xhtml", "a.htm"]
)
def test_anything_else_is_found(site: Root, path: str) -> None:
    site.write(f"content/{path}", content(path))
    assert places(site) == [("content-asset", f"content/{path}")]


@pytest.mark.parametrize(
    "path",
    [
        "index.md",
        "404.md",
        "notes.md",
        "notes/a.md",
        "en/index.md",
        "en/notes/page/1.md",
        "assets/x.png",
        "search/a.md",
        "Search.md",
        "\uff53\uff45\uff41\uff52\uff43\uff48.md",
        "sea\u200brch/a.md",
        "search./a.md",
        "zh/notes/a.md",
        "en.md",
        "en/INDEX.md",
        "README.md",
        "en/README.md",
        "index.html/a.md",
        "manifest.json.md",
        "robots.txt/a.png",
        "sitemap-2.xml/a.md",
        "corrections/2026.md",
        "corrections.md",
        "family/\u51b3\u7b56.md",
        "en/family/x.md",
        "completeness/index.md",
        "governance/a.png",
        "open-data/a.md",
        "data/notes.md",
        "feed/x.png",
        "attachments/x.png",
        "sunlit-frame.md",
        "404.html.md",
    ],
)
def test_a_page_never_takes_the_place_of_a_generated_one(site: Root, path: str) -> None:
    site.write(f"content/{path}", content(path))
    assert ("content-address", f"content/{path}") in places(site)


@pytest.mark.parametrize(
    "path", ["data.md", "feed.md", "fr/index.md", "guide/index.md", "guide/search.md", "sitemaps.md"]
)
def test_a_name_that_is_ours_elsewhere_alone_is_free(site: Root, path: str) -> None:
    site.write(f"content/{path}", content(path))
    assert places(site) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("guide/README.md", "guide/index.md"),
        ("About.md", "about.md"),
        ("Guide/a.md", "guide/a.md"),
        ("caf\u00e9.md", "cafe\u0301.md"),
        ("a.html/b.md", "a.md"),
        ("A.PNG/b.md", "a.png"),
    ],
)
def test_two_files_that_some_computers_take_for_one_are_found(site: Root, one: str, other: str) -> None:
    site.write(f"content/{one}", content(one))
    site.write(f"content/{other}", content(other))
    (found,) = places(site)
    assert found[0] == "content-address"
    assert found[1] in (f"content/{one}", f"content/{other}")


def hints(root: Root) -> list[str]:
    found = judge(root.folder, None).findings
    return [finding.hint.render(lambda text: text, "en") for finding in found if finding.hint]


def test_a_type_or_language_that_takes_a_pages_address_is_told_when_it_is_added(site: Root) -> None:
    """The page was there first: what is published keeps its address, so it is the type that should have another name."""
    site.declare("data/site.yaml", {"name": "站", "languages": ["zh"]})
    site.write("content/en/index.md", "# Hello\n")
    site.write("content/plans/a.md", "# 规划\n")
    assert places(site) == []
    site.declare("data/site.yaml", {"name": "站", "name_en": "Site", "languages": ["zh", "en"]})
    site.schema(name="plans")
    assert places(site) == [
        ("content-address", "content/en/index.md"),
        ("content-address", "content/plans/a.md"),
    ]
    assert ["give the type another name" in hint for hint in hints(site)] == [False, True]


def test_in_data_that_are_live_such_a_page_gives_way_and_holds_nothing_up(site: Root) -> None:
    """As after an upgrade that takes a name: the day still turns."""
    for path in ("corrections/index.md", "family/x.md", "en/search/a.png", "index.md"):
        site.write(f"content/{path}", content(path))
    site.write("content/about.md", "# 手写页\n")
    with pytest.raises(Unfit):
        site.build()
    commission = Commission("r", accepted=True)
    outcome = build_site(site.folder, site_dir=site.site, as_of=DAY, commission=commission)
    assert {finding.rule.id for finding in outcome.verdict.findings} == {"content-address"}
    assert outcome.verdict.fit
    assert (site.site / "about.html").exists()
    assert (site.site / "search/index.html").exists()
    assert not list(site.site.glob("family/*"))
    assert not (site.site / "en/search/a.png").exists()
    assert "sl-home" in (site.site / "index.html").read_text(encoding="utf-8")


def test_a_link_in_content_is_found_not_followed(site: Root) -> None:
    secret = site.write("secret.md", "x")
    (site.folder / "content").mkdir()
    (site.folder / "content" / "about.md").symlink_to(secret)
    (site.folder / "content" / "folder").symlink_to(site.folder / "data")
    assert places(site) == [("link-in-data", "content/about.md"), ("link-in-data", "content/folder")]


def test_a_content_folder_that_is_a_link_is_not_built(site: Root) -> None:
    (site.folder / "elsewhere").mkdir()
    (site.folder / "elsewhere" / "about.md").write_text("# x\n")
    (site.folder / "content").symlink_to(site.folder / "elsewhere")
    with pytest.raises(CannotRun, match="docs_dir"):
        site.build()
