"""A build whose frames come from somewhere else than MkDocs."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from building import DAY, Root
from html_page import without_sheets

from generator.construct.construction import Unfit, begin, build_by
from generator.disclose.disclosure import Entry
from generator.model.records.record import Record
from generator.model.text.stop import CannotRun
from generator.website.frame.contract import FrameRequest
from generator.website.frame.policy import NO_SCRIPTS, Policy

STYLE = ("assets/plain.css", b"main { max-width: 40rem }\n")


@dataclass
class Plain:
    """The least that dresses a site."""

    policy: Policy = NO_SCRIPTS
    more: str = ""
    asked: list[FrameRequest] = field(default_factory=list)

    def page(self, request: FrameRequest) -> str:
        self.asked.append(request)
        return (
            f'<html lang={request.language.code}><meta charset="utf-8"><!--sunlit:slot:head-->'
            "<title><!--sunlit:slot:title--></title>"
            f"<nav>{request.chrome.site_name}<!--sunlit:slot:switch--></nav>{self.more}"
            "<main><!--sunlit:slot:body--></main></html>"
        )

    def files(self) -> Iterable[tuple[str, bytes]]:
        yield STYLE


@pytest.fixture
def notes(root: Root) -> Root:
    root.write("data/site.yaml", "name: 阳光局\nname_en: Sunlit\nlanguages: [zh, en]\n")
    root.schema()
    root.records({"id": "a", "title": "通知"}, {"id": "b", "title": "公告"})
    root.write("content/about/us.md", "# 关于\n\n一段话。\n")
    return root


def bodies(site: Path) -> dict[str, str]:
    pages = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")
    }
    return {
        address: text.split("<main>")[1].split("</main>")[0]
        for address, text in pages.items()
        if "<main>" in text
    }


def test_the_same_bodies_stand_in_any_frame(notes: Root, tmp_path: Path) -> None:
    supplier, other = Plain(), tmp_path / "other"
    build_by(supplier, notes.folder, other, DAY)
    notes.build()
    found = bodies(other)
    assert {"index.html", "notes/a.html", "en/notes/b.html", "404.html", "about/us.html"} <= set(found)
    for address, body in found.items():
        assert body in without_sheets((notes.site / address).read_text(encoding="utf-8")), address
    assert (other / STYLE[0]).read_bytes() == STYLE[1]
    assert all(one.chrome.tabs for one in supplier.asked)
    assert len({one.address for one in supplier.asked}) == len(supplier.asked)


def test_a_frame_that_breaks_the_contract_leaves_the_old_site(notes: Root) -> None:
    build_by(Plain(), notes.folder, notes.site, DAY)
    before = {path: path.read_bytes() for path in notes.site.rglob("*") if path.is_file()}
    beside = set(notes.folder.iterdir())
    with pytest.raises(CannotRun):
        build_by(Plain(more="<!--sunlit:slot:body-->"), notes.folder, notes.site, DAY)
    with pytest.raises(CannotRun):
        build_by(Plain(more="<script>alert(1)</script>"), notes.folder, notes.site, DAY)
    notes.records({"id": "a", "title": "电话13800138000"})
    with pytest.raises(Unfit):
        build_by(Plain(), notes.folder, notes.site, DAY)
    assert {path: path.read_bytes() for path in notes.site.rglob("*") if path.is_file()} == before
    assert set(notes.folder.iterdir()) == beside


def test_once_it_is_known_what_is_public_no_record_is_held(notes: Root) -> None:
    """Of many records what was read of them would be a third of what a build holds in memory."""
    begun = begin(notes.folder, notes.site, DAY)
    begun.abandon()
    assert begun.disclosure.published == 2
    waiting: list[object] = [begun]
    seen = dict[int, object]()
    while waiting:
        new = {id(each): each for each in waiting if not isinstance(each, type | ModuleType | FunctionType)}
        waiting = gc.get_referents(*(new[number] for number in new.keys() - seen.keys()))
        seen |= new
    assert any(isinstance(each, Entry) for each in seen.values())
    assert not [each for each in seen.values() if isinstance(each, Record)]
