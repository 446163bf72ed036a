"""A site's own look: logo, emblem, colours, footer and style sheet, without a fork and within the policy of the site."""

from __future__ import annotations

import re
from typing import Any

import pytest
from building import DAY, Root
from files_to_attach import PNG

from generator.builtin_frame.run import build_site
from generator.check.gate import judge
from generator.model.findings.finding import Finding
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.read.schema.site_file import read_site

LOOK: dict[str, Any] = {
    "logo": "logo.png",
    "main": "#0B4F6C",
    "accent": "#7fd1b9",
    "footer": "样例局 <主办>",
    "stylesheet": "own.css",
}


def looking(root: Root, **look: str) -> Root:
    root.schema()
    root.records({"id": "a", "title": "甲"})
    root.declare("data/site.yaml", {"name": "样例局", "languages": ["zh"], "look": look})
    return root


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """Built in both frames: ``site`` is MkDocs', ``own`` the other."""
    root = looking(Root(tmp_path_factory.mktemp("look") / "root"), **LOOK)
    root.write("data/look/logo.png", PNG)
    root.write("data/look/own.css", ".sl-brand__name { letter-spacing: 0; }\n")
    root.build()
    build_site(root.folder, site_dir=root.folder / "own", as_of=DAY)
    return root


def found(root: Root) -> list[Finding]:
    return [each for each in judge(root.folder, DAY).findings if each.rule.id == "look-file"]


@pytest.mark.parametrize("folder", ["site", "own"])
def test_both_frames_show_it(office: Root, folder: str) -> None:
    page = (office.folder / folder / "notes/a.html").read_text(encoding="utf-8")
    assert 'src="../assets/look/logo.png" alt=""' in page
    (sheet,) = (office.folder / folder / "assets").glob("pages.*.min.css")
    assert f'<link rel="stylesheet" href="../assets/{sheet.name}">' in page
    rules = sheet.read_text(encoding="utf-8")
    assert 0 < rules.index("--sl-red:#961b1e") < rules.index("--sl-red:#0b4f6c")
    assert rules.endswith(".sl-brand__name{letter-spacing:0}")
    brought = page.partition("<style>")[2].partition("</style>")[0]
    assert 0 < brought.index(":#961b1e") < brought.index(":#0b4f6c")
    assert brought.endswith(".sl-brand__name{letter-spacing:0}")
    assert "样例局 &lt;主办&gt;" in page
    assert 'class="sl-mark-sun"' not in page
    assert (office.folder / folder / "assets/look/logo.png").read_bytes() == PNG
    look = (office.folder / folder / "assets/look/look.css").read_text(encoding="utf-8")
    assert look.startswith(":root, body { --sl-red: #0b4f6c;")
    assert look.endswith(".sl-brand__name { letter-spacing: 0; }\n")
    assert re.findall(r"url|//", look) == []


def test_an_emblem_stands_in_place_of_a_picture(root: Root) -> None:
    looking(root, emblem="样").build()
    page = root.page("index.html")
    assert "样" in page.texts("span")
    assert not (root.site / "assets/look").exists()
    assert "look.css" not in page.text


@pytest.mark.parametrize(
    ("look", "sentence"),
    [
        ({"main": "#e0e0e0"}, "data/site.yaml, line 5: look.main: text in '#e0e0e0'"),
        ({"main": "#66ccff"}, "The nearest colour that passes: '#"),
        ({"accent": "#101010"}, "The nearest colour that passes: '#"),
        ({"main": "red"}, "look.main"),
        ({"logo": "../site.yaml"}, "look.logo"),
        ({"logo": "logo.svg"}, "look.logo"),
        ({"stylesheet": "a/b.css"}, "look.stylesheet"),
        ({"emblem": "样例局"}, "look.emblem"),
        ({"font": "x"}, "font"),
    ],
)
def test_what_cannot_be_read_or_is_no_file_of_the_folder_is_refused(
    root: Root, look: dict[str, str], sentence: str
) -> None:
    looking(root, **look)
    with pytest.raises(CannotRun) as stop:
        read_site(root.folder)
    assert sentence in stop.value.phrase.render(translator("en"), "en")


def test_the_colour_that_a_refusal_offers_is_taken(root: Root) -> None:
    looking(root, main="#66ccff")
    with pytest.raises(CannotRun) as stop:
        read_site(root.folder)
    looking(root, main=str(stop.value.phrase.parameters["fit"]))
    assert read_site(root.folder).look.main == stop.value.phrase.parameters["fit"]


@pytest.mark.parametrize(
    "line",
    [
        "@import 'x.css';",
        "a { background: url(https://example.org/x.png) }",
        "a { background: U\\52L(x) }",
        "a { background: image-set('x.png' 1x) }",
        "@font-face { font-family: x; src: local(x) }",
        "</style><script>",
    ],
)
def test_a_style_sheet_that_could_ask_for_something_is_refused_by_line(root: Root, line: str) -> None:
    looking(root, stylesheet="own.css").write("data/look/own.css", f"a {{ color: red; }}\n{line}\n")
    (finding,) = found(root)
    assert (finding.source.path, finding.source.line, finding.severity) == ("data/look/own.css", 2, "error")


@pytest.mark.parametrize("bytes_", [
    b"\xff\xfea { background: url(//x) }",  # Chinese to a reader that goes by the mark
    "a { color: red } /* 样例 */".encode("gb18030"),
    "a { color: red }".encode("utf-16"),
])  # fmt: skip
def test_a_style_sheet_is_judged_as_browsers_read_it(root: Root, bytes_: bytes) -> None:
    looking(root, stylesheet="own.css").write("data/look/own.css", bytes_)
    (finding,) = found(root)
    assert (finding.source.path, finding.severity) == ("data/look/own.css", "error")
    assert judge(root.folder, DAY).register.site.look.files == ()


def test_files_that_are_missing_wrong_too_large_or_not_named_are_said(root: Root) -> None:
    looking(root, logo="logo.png", stylesheet="own.css")
    assert [(each.source.path, each.severity) for each in found(root)] == [("data/site.yaml", "error")] * 2
    root.write("data/look/logo.png", "<svg/>")
    root.write("data/look/own.css", "a { color: red }\n" * 10_000)
    root.write("data/look/more.png", PNG)
    assert [(each.source.path, each.severity) for each in found(root)] == [
        ("data/look/logo.png", "error"),
        ("data/look/more.png", "warning"),
        ("data/look/own.css", "error"),
    ]


def test_a_link_is_not_followed(root: Root) -> None:
    looking(root, logo="logo.png").write("secret.png", PNG)
    (root.folder / "data/look").mkdir()
    (root.folder / "data/look/logo.png").symlink_to(root.folder / "secret.png")
    (finding,) = found(root)
    assert finding.severity == "error"
    assert judge(root.folder, DAY).register.site.look.files == ()
