"""What a page brings along of its style sheets, so that its beginning can be drawn before they have come."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from building import PROJECT
from built_site import BuiltSite

from generator.website.frame.contract import SLOTS, parse_frame
from generator.website.frame.first_screen import CHOSEN, SHEETS, at_first, dressed, first_words
from generator.website.frame.policy import digest
from generator.website.frame.theme_sheet import rules_at_first

SAID = "/* First screen: p sl-a */"
FILES = {"assets/theme.css": ".md{top:0}\n.sl-a { left: 0 }", "assets/own.css": f"{SAID} .sl-b {{}} p {{ color: red }}",
         CHOSEN: "choose();"}  # fmt: skip
LINKS = '<link rel="stylesheet" href="../assets/theme.css"><link rel="stylesheet" href="../assets/own.css">'
HEAD = f'<head><meta charset="utf-8">{LINKS}<script src="../{CHOSEN}"></script><!--sunlit:slot:title-->'
PAGE = f"{HEAD}<!--sunlit:slot:head--></head><!--sunlit:slot:switch--><main><!--sunlit:slot:body--></main>"
RULES = ".sl-a{left:0}p{color:red}"
ASSETS = PROJECT / "site_templates/theme/assets"
OPENED = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
CLOSED = re.compile(r"<details\b(?![^>]*\bopen\b)[^>]*>.*?(</summary>).*?</details>", re.DOTALL)
SHUT = re.compile(r"<(\w+)\b[^>]*\shidden\b[^>]*>")


def test_a_page_brings_the_rules_for_its_beginning_and_asks_for_the_sheets_where_its_body_says() -> None:
    frame = parse_frame(PAGE, files=FILES, says_policy=True)
    slots = dict.fromkeys(SLOTS, "")
    page = frame.stamp({**slots, "body": f"<h1>x</h1>{SHEETS}<p>y</p>"}).decode()
    before, begins, after = page.partition("<h1>x</h1>")
    assert begins
    assert f"<style>{RULES}</style>" in before
    assert "<script>choose();</script>" in before
    assert frame.file
    address, rules = frame.file
    assert re.fullmatch(r"assets/pages\.[0-9a-f]{8}\.min\.css", address)
    assert rules == ".md{top:0}.sl-a{left:0}.sl-b{}p{color:red}"
    assert re.findall(r'<link rel="preload" as="style" href="([^"]+)">', before) == [f"../{address}"]
    assert 'rel="stylesheet"' not in before
    link = f'<link rel="stylesheet" href="../{address}"><script> </script>'
    assert after == f"{link}<p>y</p></main>"
    for code in (RULES, "choose();", " "):
        assert f"&#x27;sha256-{digest(code)}&#x27;" in before or f"'sha256-{digest(code)}'" in before
    without = frame.stamp({**slots, "body": "<p>y</p>"}).decode()
    assert without.endswith(f"<main>{link}<p>y</p></main>")


@pytest.mark.parametrize(
    "files",
    [
        {**FILES, "assets/own.css": "p { color: red }"},
        {**FILES, "assets/own.css": f"{SAID} p {{ background: url(paper.png) }}"},
        {**FILES, "assets/own.css": f"{SAID} p::before {{ content: '</style>' }}"},
        {name: text for name, text in FILES.items() if name != "assets/theme.css"},
    ],
    ids=["nothing said", "a picture beside the sheet", "the end of the element", "a sheet from elsewhere"],
)
def test_sheets_that_cannot_stand_in_a_page_stay_where_they_are(files: dict[str, str]) -> None:
    assert dressed(PAGE, files).page == PAGE
    frame = parse_frame(PAGE, files=files)
    page = frame.stamp({**dict.fromkeys(SLOTS, ""), "body": f"<h1>x</h1>{SHEETS}<p>y</p>"}).decode()
    assert page.endswith("<main><h1>x</h1><p>y</p></main>")


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".sl-a:hover { top: 0 } .sl-a:is(:focus, :active) { top: 0 } .sl-a:not(:hover) { top: 1px }",
         ".sl-a:not(:hover){top:1px}"),
        ("@media print { p { top: 0 } } @media screen and (width > 2em) { p, .sl-b { top: 0 } }",
         "@media screen and (width > 2em){p{top:0}}"),
        ("table p, p > .sl-a, .sl-a + p [hidden] { top: 0 }", "p > .sl-a{top:0}"),
        (':root { --a: "x  ,  y"; --b: 1px } p { top: var(--a) }', ':root{--a:"x  ,  y"}p{top:var(--a)}'),
        ("p::before { content: ' ;  ' }", "p::before{content:' ;  '}"),
        (":is(p, .sl-b:not(.sl-c)) { top: 0 }", ":is(p,.sl-b:not(.sl-c)){top:0}"),
    ],
)  # fmt: skip
def test_rules_that_cannot_matter_at_first_are_left_out(sheet: str, kept: str) -> None:
    assert at_first((SAID + sheet,)) == kept


@pytest.fixture(scope="module")
def sheets(shipped_site: BuiltSite) -> tuple[str, ...]:
    names = ("theme.css", "sunlit.css", "search.css", "right-to-left.css")
    return tuple((shipped_site.folder / "assets" / name).read_text(encoding="utf-8") for name in names)


def test_what_stands_before_the_sheets_on_any_page_is_named_in_them(
    shipped_site: BuiltSite, sheets: tuple[str, ...]
) -> None:
    """Else a page begins undressed. Put the missing names into the comment "First screen" of sunlit.css."""
    seen: dict[str, str] = {}
    for path in sorted(shipped_site.folder.rglob("*.html")):
        head, main, body = path.read_text(encoding="utf-8").partition('id="sl-main"')
        before, marked, _ = body.partition('<link rel="stylesheet"')
        if main and marked:
            for name in _drawn(before if seen else f"{head}>{before}"):
                seen.setdefault(name, path.relative_to(shipped_site.folder).as_posix())
    assert len(seen) > 100
    named, whole = first_words(sheets), "\n".join(sheets)
    known = rules_at_first(whole, named)
    missing = seen.keys() - named if rules_at_first(whole, named | seen.keys()) != known else ()
    assert {name: seen[name] for name in missing if rules_at_first(whole, named | {name}) != known} == {}
    assert not missing


def test_no_name_is_for_nothing(sheets: tuple[str, ...]) -> None:
    known = at_first(sheets)
    named = sorted(first_words(sheets))
    assert [name for name in named if not re.search(rf"(?<![\w-]){name}(?![\w-])", known)] == []


def _drawn(markup: str) -> Iterator[str]:
    """Classes and elements, but for what is folded away or hidden at first."""
    for tag, attributes in OPENED.findall(_without_hidden(CLOSED.sub(r"<details>\1", markup))):
        yield tag
        yield from (found[1] if (found := re.search(r'\bclass="([^"]*)"', attributes)) else "").split()


def _without_hidden(markup: str) -> str:
    while found := SHUT.search(markup):
        rest = markup[found.end() :]
        markup = markup[: found.start()] + rest[rest.index(f"</{found[1]}>") :]
    return markup
