"""The notice on paper, in a real browser: the sheet in millimetres, how many sheets, what a reader can do with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from building import DAY, PROJECT, Root
from expecting import expect
from playwright.sync_api import Page
from watching import PHONE, Opened, cut_off, serve

MILLIMETRES = 96 / 25.4
"""CSS pixels in one."""
POST = "拟任市示例局局长"
HOW = "公示期内，单位和个人都可以来信、来电、来访反映情况。\n\n反映情况要实事求是，最好署实名。受理单位对反映人的信息保密。"
CONTACT = {
    "unit": "干部监督科",
    "phone": "0000-1234568",
    "address": "示例市示例大道1号3号楼216室",
    "hours": "工作日",
}


BASIS = "data/regulations/2024-04-publicity.yaml"
"""What the notices are held by, as the example has it."""
SITE = {
    "name": "示例市阳光公开",
    "name_en": "Sunlit, an example city",
    "languages": ["zh", "en"],
    "url": "https://open.sample.example/",
    "packs": ["组织工作"],
    "public_contacts": [{"value": "示例大道1号", "reason": "机关办公楼"}],
}


def people(count: int) -> list[dict[str, str]]:
    return [
        {"name": "示例甲", "birth": f"1984年{number % 12 + 1}月", "education": "大学，公共管理硕士",
         "current_post": "市示例局副局长", "proposed_post": POST}
        for number in range(count)
    ]  # fmt: skip


def record(id: str, count: int, **more: object) -> dict[str, object]:
    return {
        "id": id, "number": "示组公示〔2026〕31号", "title": "市示例局等三个单位领导职务人选任前公示", "kind": "评选先优",
        "listed": count, "starts_on": "2026-11-20", "ends_on": "2026-11-26", "published_on": "2026-11-20",
        "body": "中共示例市委组织部", "basis": "zd-2024-04", "people": people(count),
        "how": HOW,
        **{f"accept_{name}": value for name, value in CONTACT.items()}, **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that knows its address, with notices of three people, of forty, and one of Han signs alone."""
    root = Root(tmp_path_factory.mktemp("board") / "root")
    for type in ("publicity", "regulations"):
        root.declare(f"data/schemas/{type}.yaml", {"extends": f"sunlit/{type}"})
    root.declare("data/site.yaml", SITE)
    root.write(BASIS, (PROJECT / BASIS).read_bytes())
    notices = [record("three", 3), record("forty", 40), record("signs", 1, how="示" * 500)]
    root.write("data/publicity/board.yaml", json.dumps(notices, ensure_ascii=False))
    root.build(as_of=DAY)
    yield from serve(root.site)


@pytest.fixture
def paper(tab: Opened, board: str) -> Page:
    page: Page = tab(board).open("publicity/notice/three.html")
    page.emulate_media(media="print")
    return page


def box(page: Page, selector: str) -> dict[str, float]:
    """Left, top, width and height in millimetres."""
    shown = page.locator(selector).first.bounding_box()
    assert shown
    return {side: value / MILLIMETRES for side, value in shown.items()}  # type: ignore[attr-defined]


def sheets(page: Page) -> list[tuple[int, int]]:
    """The size of each sheet of the PDF, in millimetres."""
    content = page.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", content)
    return [(round(float(wide) / 72 * 25.4), round(float(high) / 72 * 25.4)) for wide, high in boxes]


def test_the_type_area_is_that_of_an_official_letter(paper: Page) -> None:
    area = box(paper, ".text")
    assert area["width"] == pytest.approx(156, abs=0.5)
    assert area["x"] == pytest.approx(28, abs=0.5)
    mast = box(paper, ".mast")
    assert (mast["x"], mast["width"]) == (pytest.approx(20, abs=0.5), pytest.approx(170, abs=0.5))
    assert box(paper, "table")["width"] == pytest.approx(156, abs=0.7)


def test_type_has_the_sizes_of_an_official_letter(paper: Page) -> None:
    points = "e => parseFloat(getComputedStyle(e).fontSize) * 72 / 96"
    wanted = {"h1": 22, ".text > p": 16, ".no__number": 16}
    sizes = {selector: paper.locator(selector).first.evaluate(points) for selector in wanted}
    assert sizes == {selector: pytest.approx(size, abs=0.1) for selector, size in wanted.items()}


def test_a_line_holds_28_signs_and_a_sheet_22_lines(tab: Opened, board: str) -> None:
    page: Page = tab(board).open("publicity/notice/signs.html")
    page.emulate_media(media="print")
    heights = page.evaluate(
        """() => {
            const p = document.querySelector('.text > p:last-of-type');
            p.textContent = '示'.repeat(28 * 22 - 2);
            const full = p.getBoundingClientRect().height;
            p.textContent += '示';
            return [full, p.getBoundingClientRect().height];
        }"""
    )
    full, one_more = (height / MILLIMETRES for height in heights)
    assert full == pytest.approx(225, abs=1)
    assert one_more - full == pytest.approx(225 / 22, abs=0.1)


@pytest.mark.parametrize(("name", "count"), [("three", 1), ("forty", 2)])
def test_few_people_take_one_sheet_and_forty_two(tab: Opened, board: str, name: str, count: int) -> None:
    page = tab(board).open(f"publicity/notice/{name}.html")
    assert sheets(page) == [(210, 297)] * count


def test_the_bar_prints_the_notice_and_does_not_stand_on_paper(tab: Opened, board: str) -> None:
    page: Page = tab(board).open("publicity/notice/three.html")
    page.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")
    page.get_by_role("button", name="打印").click()
    expect(page).to_have_title("printed")
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()


def test_from_the_record_to_the_notice_and_back(tab: Opened, board: str) -> None:
    for language in ("", "en/"):
        page: Page = tab(board).open(f"{language}publicity/three.html")
        page.locator("a[href$='publicity/notice/three.html'], a[href='notice/three.html']").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("市示例局等三个单位领导职务人选任前公示")
        page.get_by_role("link", name="返回网页").click()
        expect(page).to_have_url(f"{board}publicity/three.html")


def test_a_phone_reads_it_without_pushing_it_aside(tab: Opened, board: str) -> None:
    for name in ("three", "forty"):
        page = tab(board, viewport=PHONE).open(f"publicity/notice/{name}.html")
        assert cut_off(page) == []
