"""Of the theme's style sheets the rules that a page may need: none that matters is left out, little else goes along."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from built_site import BuiltSite
from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.website.frame.theme_sheet import needed_rules

PAGE = '<html dir="ltr"><body class="page"><p class="note">'


@each(("sheet", "kept"), [
    (".note{color:red}.other{color:red}", ".note{color:red}"),
    (".note,.other{color:red}", ".note{color:red}"),
    (".note .other{color:red}p{margin:0}", "p{margin:0}"),
    (".note:not(.other){margin:0}", ".note:not(.other){margin:0}"),
    (".note:is(.other,.page){margin:0}", ".note:is(.other,.page){margin:0}"),
    ("[dir=rtl] .note{margin:0}[dir=ltr] .note{margin:1px}", "[dir=ltr] .note{margin:1px}"),
    ("[data-x=y] .note{margin:0}[class='.z']{margin:0}p:not([data-x]){a:b}", "[class='.z']{margin:0}p:not([data-x]){a:b}"),
    ("@media print{.other{margin:0}}@media print{.note{margin:0}.other{a:b}}", "@media print{.note{margin:0}}"),
    ("@supports (a:b){@media print{.other{a:b}}}", ""),
    ("@keyframes a{from{top:0}}@keyframes b{to{top:0}}.note{animation:b 1s}", "@keyframes b{to{top:0}}.note{animation:b 1s}"),
    (":root{--a:1px;--b:2px}.note{margin:var(--a)}", ":root{--a:1px}.note{margin:var(--a)}"),
    (":root{--a:var(--b);--b:2px;--c:3px}.note{margin:var( --a )}", ":root{--a:var(--b);--b:2px}.note{margin:var( --a )}"),
    (":root{--a:url('data:x;{}')}.note{mask:var(--a)}", ":root{--a:url('data:x;{}')}.note{mask:var(--a)}"),
    (":root{--a:url(data:x;{})}.note{mask:var(--a)}", ":root{--a:url(data:x;{})}.note{mask:var(--a)}"),
    ('@import "x.css";/* .note */p{content:"}"}', '@import "x.css";p{content:"}"}'),
    ("@font-face{font-family:x}@page{margin:1cm}", "@font-face{font-family:x}@page{margin:1cm}"),
])  # fmt: skip
def test_what_is_kept(sheet: str, kept: str) -> None:
    assert needed_rules(sheet, [PAGE]) == kept


def test_a_property_that_another_sheet_asks_for_is_kept() -> None:
    assert needed_rules(":root{--a:1px;--b:2px}", [PAGE], [".x{top:var(--b)}"]) == ":root{--b:2px}"


@given(some.text("ab.{};:,@()[]'\"/* -u"))
def test_it_ends_whatever_the_sheet_is(sheet: str) -> None:
    kept = needed_rules(sheet, [PAGE])
    assert needed_rules(kept, [PAGE]) == kept


def test_no_class_of_a_page_that_the_theme_styles_has_lost_a_rule(shipped_site: BuiltSite) -> None:
    """Held against the theme's own sheet: every rule whose classes all stand on some one page is there."""
    import material

    folder = shipped_site.folder
    whole = next(Path(material.__path__[0]).glob("templates/assets/stylesheets/main*.css"))
    sheet = (folder / "assets/theme.css").read_text(encoding="utf-8")
    pages = [
        (folder / address).read_text(encoding="utf-8") for address in ("index.html", "about.html", "404.html")
    ]
    classes = [{*" ".join(re.findall(r'class="([^"]*)"', page)).split()} for page in pages]
    simple = re.findall(r"(?<=[},])((?:\.[\w-]+[ >]?)+)(?=[,{])", whole.read_text(encoding="utf-8"))
    of_pages = [one for one in simple if any({*re.findall(r"\.([\w-]+)", one)} <= here for here in classes)]
    assert len(of_pages) > 5
    assert [one for one in of_pages if one not in sheet] == []


def test_the_theme_weighs_little(shipped_site: BuiltSite) -> None:
    """Of its sheets a quarter, of its scripts and pictures nothing."""
    assets = shipped_site.folder / "assets"
    assert len(gzip.compress((assets / "theme.css").read_bytes())) < 8_000
    assert not [path for path in assets.rglob("*") if path.suffix == ".map" or path.name.startswith("bundle")]
