from __future__ import annotations

import pytest
from building import Root

from generator.check.gate import judge
from generator.model.stop import CannotRun


@pytest.fixture
def site(root: Root) -> Root:
    root.schema()
    root.declare("data/site.yaml", {"name": "站", "languages": ["zh", "en"]})
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
        "zh/notes/a.md",
    ],
)
def test_a_page_never_takes_the_place_of_a_generated_one(site: Root, path: str) -> None:
    site.write(f"content/{path}", content(path))
    assert places(site) == [("content-address", f"content/{path}")]


@pytest.mark.parametrize("path", ["README.md", "INDEX.md", "en.md", "Notes.md", "Notes/a.md"])
def test_a_page_that_mkdocs_would_put_in_such_a_place_is_found_or_stands_elsewhere(
    site: Root, path: str
) -> None:
    """MkDocs makes index.html of README.md; a file system may not tell cases apart."""
    site.write(f"content/{path}", "# 手写页\n")
    if places(site):
        assert places(site) == [("content-address", f"content/{path}")]
        return
    site.build()
    for address in ("index.html", "en/index.html", "notes/index.html", "notes/a.html"):
        assert (
            "手写页"
            not in (site.site / address)
            .read_text(encoding="utf-8")
            .split('id="sl-main"')[1]
            .split("<footer")[0]
        )


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
