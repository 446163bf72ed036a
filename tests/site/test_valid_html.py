"""Every page is valid HTML: by html5lib's parser, and by the Nu checker, which ``tests/tools.sh`` installs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from building import PROJECT, Root
from built_site import BuiltSite, Pages
from html_page import Page, read_page
from page_kinds import one_of_each_kind, with_every_block

ALLOWED = Path(__file__).with_name("vnu-allowed.yaml")
NU = PROJECT / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"
QUICKLY_READY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""For a program that runs for seconds: what makes code that runs for hours faster takes longer here than all the rest."""
SWITCH = re.compile(r'<a class="sl-lang".*?</a>')
PAGE_MARK = "<main-part></main-part>"


def documents(pages: Mapping[str, Page]) -> Iterator[tuple[str, str]]:
    """What to parse so that every byte of every page is parsed, and what many pages share only once: each page's
    head and content as a page of their own, and each frame around them without its link to the other language."""
    frames = set[str]()
    for address, page in pages.items():
        content, head_end = page.inner.get("sl-main"), page.text.find("</head>")
        if content is None:
            yield address, page.text
            continue
        yield address, f"{page.text[:head_end]}</head><body><div>{content}</div></body></html>"
        frame = SWITCH.sub("", page.text[head_end:].replace(content, "", 1))
        if frame not in frames:
            frames.add(frame)
            yield f"the frame of {address}", f"<!doctype html><html><head><title>x</title>{frame}"


def mistakes(text: str) -> list[str]:
    """What html5lib has to mend, each with its line."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(text)
    return [f"line {place[0]}: {code} {dict(values)}" for place, code, values in parser.errors]


def all_mistakes(pages: Mapping[str, Page]) -> dict[str, list[str]]:
    found = {name: mistakes(text)[:3] for name, text in documents(pages)}
    return {name: lines for name, lines in found.items() if lines}


def test_the_parser_finds_what_is_wrong() -> None:
    """The proof that the two tests below could fail."""
    page = "<!doctype html><html><head><title>x</title></head><body><div id='sl-main'>{}</div></body></html>"
    assert all_mistakes({"a": read_page(page.format("<p>fine</p>"))}) == {}
    for wrong in ("<p><div></div></p>", "<table><p></p></table>", "<b a=1 a=2></b>", "&nosuch;", "<a/b>x</a>"):
        assert all_mistakes({"a": read_page(page.format(wrong))}), wrong


@pytest.fixture(scope="module")
def blocks(shipped_site: BuiltSite) -> list[str]:
    """Pages that together hold every block of a page."""
    return with_every_block(shipped_site, one_of_each_kind(shipped_site))


def test_every_block_of_the_shipped_site_is_valid(shipped_site: BuiltSite, blocks: list[str]) -> None:
    assert all_mistakes({address: shipped_site.pages[address] for address in blocks}) == {}


@pytest.mark.proof
def test_every_page_of_the_shipped_site_is_valid(shipped_site: BuiltSite) -> None:
    assert all_mistakes(shipped_site.pages) == {}


def test_every_page_of_the_hostile_site_is_valid(hostile: Root) -> None:
    pages = Pages(hostile.site)
    assert len(pages) > 50
    assert all_mistakes(pages) == {}


@pytest.fixture(scope="module")
def checker() -> list[str]:
    java = shutil.which("java")
    if java is None or not NU.is_file():
        pytest.skip("The Nu checker is not installed: make tools")
    return [java, *QUICKLY_READY, "-jar", str(NU), "--stdout", "--exit-zero-always", "--format", "json"]


def allowances() -> list[dict[str, str]]:
    listed: list[dict[str, str]] = yaml.safe_load(ALLOWED.read_text(encoding="utf-8"))
    return listed


def test_every_allowance_says_why() -> None:
    assert all(re.compile(item["message"]) and len(item["why"]) > 40 for item in allowances())


def test_the_nu_checker_finds_nothing_but_what_is_argued(
    checker: list[str], shipped_site: BuiltSite, blocks: list[str], pytestconfig: pytest.Config
) -> None:
    """On pages that together hold every block; every allowance is still needed there."""
    unargued, needed = what_nu_says(checker, shipped_site, blocks)
    assert unargued == []
    frame = pytestconfig.option.frame
    assert needed == {item["message"] for item in allowances() if item.get("frame", frame) == frame}


@pytest.mark.proof
def test_the_nu_checker_finds_nothing_on_any_page(checker: list[str], shipped_site: BuiltSite) -> None:
    unargued, _ = what_nu_says(checker, shipped_site, shipped_site.pages)
    assert unargued == []


def what_nu_says(checker: list[str], site: BuiltSite, addresses: Iterable[str]) -> tuple[list[str], set[str]]:
    """What the checker says of these pages that nobody argued, and the allowances that it needed."""
    allowed = [re.compile(item["message"]) for item in allowances()]
    needed, unargued = set[str](), list[str]()
    for message in _messages(checker, [str(site.folder / address) for address in addresses]):
        fitting = next((pattern for pattern in allowed if pattern.match(message["message"])), None)
        if fitting is None:
            unargued.append(f"{message['url'].split('/site/')[-1]}: {message['message']}")
        else:
            needed.add(fitting.pattern)
    return unargued, needed


def _messages(checker: list[str], files: list[str]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(files), 200):
        call = [*checker, *files[start : start + 200]]
        said = subprocess.run(call, check=True, capture_output=True, text=True, timeout=600).stdout
        yield from json.loads(said)["messages"]
