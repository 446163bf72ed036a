"""What a page brings along of its style sheets, so that its beginning can be drawn before they have come."""

from __future__ import annotations

import re

from built_site import BuiltSite
from each import each

from generator.website.frame.contract import SLOTS, parse_frame
from generator.website.frame.first_rules import rules_at_first
from generator.website.frame.first_screen import CHOSEN, SHEETS
from generator.website.frame.policy import digest

SAID = "/* First screen without: contrast */"
FILES = {"assets/theme.css": ".md{top:0}\n.sl-a { left: 0 }",
         "assets/own.css": f"{SAID} .sl-b {{}} p {{ color: red }} table {{ margin: 0 }}",
         CHOSEN: "/* what a reader chose */\n  choose();\n"}  # fmt: skip
LINKS = '<link rel="stylesheet" href="../assets/theme.css"><link rel="stylesheet" href="../assets/own.css">'
HEAD = f'<head><meta charset="utf-8">{LINKS}<script src="../{CHOSEN}"></script><!--sunlit:slot:title-->'
PAGE = f"{HEAD}<!--sunlit:slot:head--></head><!--sunlit:slot:switch--><main><!--sunlit:slot:body--></main>"
HEAVIEST = 16_500
"""Signs of rules in a page, the most of any kind of page; a record without a panel has 10,000."""


def test_a_page_brings_the_rules_for_its_beginning_and_asks_for_the_sheets_where_its_body_says() -> None:
    frame = parse_frame(PAGE, files=FILES, says_policy=True)
    slots = dict.fromkeys(SLOTS, "")
    page = frame.stamp({**slots, "body": f'<h1 class="sl-a">x</h1><p>{SHEETS}<table>y'}).decode()
    before, begins, after = page.partition('<h1 class="sl-a">')
    rules = ".sl-a{left:0}p{color:red}"
    assert begins
    assert f"<style>{rules}</style>" in before
    assert "<script>choose();\n</script>" in before
    assert frame.file
    address, whole = frame.file
    assert re.fullmatch(r"assets/pages\.[0-9a-f]{8}\.min\.css", address)
    assert whole == ".md{top:0}.sl-a{left:0}.sl-b{}p{color:red}table{margin:0}"
    assert re.findall(r'<link rel="preload" as="style" href="([^"]+)">', before) == [f"../{address}"]
    assert 'rel="stylesheet"' not in before
    link = f'<link rel="stylesheet" href="../{address}"><script> </script>'
    assert after == f"x</h1><p>{link}<table>y</main>"
    for code in (rules, "choose();\n", " "):
        assert f"'sha256-{digest(code)}'" in before
    without = frame.stamp({**slots, "body": '<p class="sl-a">y</p>'}).decode()
    assert without.endswith(f'<main>{link}<p class="sl-a">y</p></main>')
    assert "<style></style>" in without
    assert f"'sha256-{digest('')}'" in without


@each(
    "files",
    [
        {**FILES, "assets/own.css": "p { color: red }"},
        {**FILES, "assets/own.css": f"{SAID} p {{ background: url(paper.png) }}"},
        {**FILES, "assets/own.css": f"{SAID} p::before {{ content: '</style>' }}"},
        {name: text for name, text in FILES.items() if name != "assets/theme.css"},
        {**FILES, "assets/theme.css": "a { color: red"},
        {**FILES, "assets/theme.css": "a { color: red }}"},
        {**FILES, "assets/theme.css": "a { color: red } /* left open"},
        {**FILES, "assets/theme.css": 'a { content: "x\n }'},
        {**FILES, "assets/theme.css": "a { width: calc(1px + (2px) }"},
        {**FILES, "assets/own.css": f"{SAID} @import 'more.css'; p {{ color: red }}"},
    ],
    ids=[
        "nothing said",
        "a picture beside the sheet",
        "the end of the element",
        "a sheet from elsewhere",
        "a block left open",
        "a block ended twice",
        "a comment left open",
        "a text left open",
        "a bracket left open",
        "a sheet of its own behind another",
    ],
)
def test_sheets_that_cannot_stand_in_a_page_stay_where_they_are(files: dict[str, str]) -> None:
    frame = parse_frame(PAGE, files=files, says_policy=True)
    page = frame.stamp({**dict.fromkeys(SLOTS, ""), "body": f"<h1>x</h1>{SHEETS}<p>y</p>"}).decode()
    assert LINKS in page
    assert "<style" not in page
    assert page.endswith("<main><h1>x</h1><p>y</p></main>")


@each(
    ("sheet", "kept"),
    [
        (".sl-a:hover { top: 0 } .sl-a:is(:focus, :active) { top: 0 } .sl-a:not(:hover) { top: 1px }",
         ".sl-a:not(:hover){top:1px}"),
        ("@media print { p { top: 0 } } @media screen and (width > 2em) { p, .sl-b { top: 0 } }",
         "@media screen and (width > 2em){p{top:0}}"),
        ("table p, p > .sl-a, .sl-a + p [open] { top: 0 }", "p>.sl-a{top:0}"),
        (':root { --own: "x  ,  y  ,  z"; --two: 1px } p { font: var(--own) }',
         ':root{--a:"x  ,  y  ,  z"}p{font:var(--a)}'),
        ("p::before { content: ' ;  ' }", "p::before{content:' ;  '}"),
        (":is(p, .sl-b:not(.sl-c)) { top: 0 } :is(.sl-b, .sl-c) { top: 0 }", ":is(p,.sl-b:not(.sl-c)){top:0}"),
        (":where(.sl-a a:is(:not([class]), .sl-b)) { top: 0 }", ":where(.sl-a a:is(:not([class]),.sl-b)){top:0}"),
        ("p:has(.sl-b) { top: 0 } p:has(.sl-a) { top: 1px }", "p:has(.sl-a){top:1px}"),
        ('[data-x="contrast"] p { top: 0 } p:not([data-x="contrast"]) { top: 1px }', 'p:not([data-x="contrast"]){top:1px}'),
        ("@media (prefers-contrast: more) { p { top: 0 } }", ""),
        (":lang(zh) p { top: 0 } :lang(en) p { top: 1px } :lang(zh-Hant) p { top: 2px }",
         ":lang(zh) p{top:0}:lang(zh-Hant) p{top:2px}"),
        ("[hidden] { top: 0 } [open] { top: 0 }", "[hidden]{top:0}"),
        (":root { --own: .5rem } p { margin: 0 var(--own) } p { cursor: pointer }", "p{margin:0 .5rem}"),
        (":root { --own: red } .sl-a { --own: blue } p { color: var(--own) }",
         ":root{--a:red}.sl-a{--a:blue}p{color:var(--a)}"),
        (":root { --own: var(--two); --two: 1px } p { top: var(--own) }", "p{top:1px}"),
        ("p { top: 0 } p { left: 0 } .sl-b { top: 0 } p { right: 1px / 2px }", "p{top:0;left:0;right:1px/2px}"),
        ("@media screen { p { top: 0 } } @media print { p { top: 0 } } @media screen { a { top: 0 } }",
         "@media screen{p{top:0}a{top:0}}"),
        ("@font-face { font-family: x } @keyframes a { from { top: 0 } }", ""),
    ],
)  # fmt: skip
def test_rules_that_cannot_matter_at_first_are_left_out(sheet: str, kept: str) -> None:
    first = rules_at_first(sheet, ["contrast"])
    markup = '<p lang="zh-Hant"> <a class="sl-a"> <i hidden>'
    assert first.for_words(first.words_of(markup)) == kept


def test_names_of_a_sheet_are_never_taken_for_others_of_it() -> None:
    """The whole sheet comes later, with names of its own: ``--a`` of a page must be nothing there."""
    sheet = (
        ":root { --a: 1 2 3 4 5 6 7 8; --own: 8 7 6 5 4 3 2 1 } p { top: var(--own) } .sl-a { top: var(--a) }"
    )
    first = rules_at_first(sheet)
    assert first.for_words(frozenset({"p"})) == ":root{--c:8 7 6 5 4 3 2 1}p{top:var(--c)}"


def test_what_is_folded_away_or_hidden_at_first_needs_no_rules() -> None:
    sheet = " ".join(f"{name} {{ top: 0 }}" for name in ("summary", ".sl-c", ".sl-d", ".sl-e", ".sl-f"))
    shut = '<details class="sl-c"><summary>x</summary><p class="sl-d"></p></details><p hidden><b class="sl-e"></b></p>'
    page = PAGE.replace("<main>", f'{shut}<main class="sl-f">')
    frame = parse_frame(page, files={**FILES, "assets/own.css": f"{SAID} {sheet}"})
    stamped = frame.stamp({**dict.fromkeys(SLOTS, ""), "body": SHEETS}).decode()
    assert "<style>summary{top:0}.sl-c{top:0}.sl-f{top:0}</style>" in stamped


def test_pages_bring_little_along(shipped_site: BuiltSite) -> None:
    """What this costs each page of a site on disk: a third of what the rules of all kinds of beginnings would."""
    rules = {
        path.relative_to(shipped_site.folder).as_posix(): found[1]
        for path in sorted(shipped_site.folder.rglob("*.html"))
        if (found := re.search(r"<style>(.*?)</style>", path.read_text(encoding="utf-8")))
    }
    assert len(rules) > 500
    assert max(map(len, rules.values())) < HEAVIEST
    assert len(rules["decisions/jc-2026-12.html"]) < 11_000
    assert all("--sl-" not in said for said in rules.values())
