"""A value planted in any place that may reach the public is found by every check that is asked there, and never printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from building import DAY, Root
from declaring import in_english

from generator.check.gate import Verdict, judge
from generator.check.report import FORMATS
from generator.check.texts import document_texts
from generator.check.texts.public_texts import public_texts
from generator.model.records.public_text import Place, PublicText
from generator.read.document_text.examination import Outcome, examined

from .personal.documents import DOCX, PDF, XLSX, docx, jpeg, pdf, png, xlsx

NUMBER = "13800138000"
NAME, LINE, UNSEEN = "样例欧阳", "0000-7654321", "甲\u200b乙"
"""Of a person on a list: a name that goes on its day, a number that is never public; and what nobody sees."""
ALL = f"{NUMBER}，{NAME}，{UNSEEN}"
IN_ASCII = f"{NUMBER}; {LINE}"
FOUND = frozenset({"personal-mobile-number", "period-value", "invisible-character"})
IN_DOCUMENTS = FOUND - {"invisible-character"}


def personal(kind: str, public: str) -> dict[str, Any]:
    return {"personal": {"class": kind, "public": public}}


LISTS: dict[str, Any] = {
    "fields": [
        {"name": "id", "title": "编号"},
        {"name": "starts_on", "title": "开始", "type": "date"},
        {"name": "ends_on", "title": "结束", "type": "date"},
        {"name": "names", "title": "姓名", "type": "array", **personal("name", "during-period")},
        {"name": "phone", "title": "电话", **personal("phone", "never")},
    ],
    "sunlit": {
        "title": "名单", "period": {"from": "starts_on", "to": "ends_on"}, "neutral_title": "名单（{id}）", "title_field": "id",
    },
}  # fmt: skip
TASKS: dict[str, Any] = {
    "fields": [
        {"name": "id", "title": "编号"},
        {"name": "title", "title": "标题"},
        {"name": "text", "title": "正文", "show": "long"},
        {"name": "units", "title": "单位", "type": "array"},
        {"name": "hidden", "title": "备注", "show": "hidden"},
        {"name": "report", "title": "报告", "show": "attachment"},
    ],
    "sunlit": {
        "title": "任务", "children": {"steps": {"title": "步骤", "fields": [{"name": "what", "title": "内容"}]}},
    },
}  # fmt: skip
TASK = {"id": "t1", "title": "任务", "steps": [{"what": "起草"}]}
SITE = {"name": "样例", "name_en": "Sample", "languages": ["zh", "en"]}


@pytest.fixture
def tasks(root: Root) -> Root:
    root.schema(in_english(LISTS), "lists")
    root.schema(in_english(TASKS), "tasks")
    root.declare("data/site.yaml", SITE)
    listed = {"id": "L1", "starts_on": "2026-11-18", "ends_on": "2026-11-24", "names": [NAME], "phone": LINE}
    root.records(listed, type="lists")
    root.records(TASK, type="tasks")
    return root


class Plant(NamedTuple):
    """What is written into a file of its own, with ``§`` in its path for a number; where it is found, if elsewhere."""

    path: str
    content: str | bytes
    found: str = ""


def record(**more: Any) -> Plant:
    return Plant("data/tasks/§.yaml", json.dumps({**TASK, "id": "§", **more}, ensure_ascii=False))


def rows(book: Any, *cells: list[str]) -> None:
    for row in cells:
        book.active.append(row)


def declared(path: str, content: object) -> Plant:
    return Plant(path, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))


def site(**more: Any) -> Plant:
    return declared("data/site.yaml", {**SITE, **more})


def field(**more: Any) -> Plant:
    return declared(
        "data/schemas/tasks.yaml", {**TASKS, "fields": [*TASKS["fields"], {"name": "more", **more}]}
    )


def block(**more: Any) -> Plant:
    return declared("data/schemas/tasks.yaml", {**TASKS, "sunlit": {**TASKS["sunlit"], **more}})


def page(text: str | bytes) -> Plant:
    return Plant("content/§.md", text)


def attached(suffix: str, content: str | bytes) -> Plant:
    return Plant(f"data/attachments/§.{suffix}", content)


def named(folder: str, name: str, content: str | bytes = "") -> Plant:
    return Plant(f"{folder}/§/{name}", content, found=f"{folder}/§")


RECORDS = {
    "title": record(title=ALL),
    "long text": record(text=f"第一段\n\n{ALL}"),
    "list": record(units=["办公室", ALL]),
    "field that is not shown": record(hidden=ALL),
    "row": record(steps=[{"what": "起草"}, {"what": ALL}]),
    "source": record(source=ALL),
    "correction": record(corrections=[{"on": "2026-11-20", "kind": "补充", "reason": ALL}]),
    "id": record(id=f"§号{NUMBER}{NAME}{UNSEEN}"),
    "draft": record(draft=True, text=ALL),
    "record of a day to come": record(publish_at="2027-03-05", text=ALL),
    "cell of a table": Plant("data/tasks/§.csv", f"id,title\n§,{ALL}\n"),
    "cell of a workbook": Plant("data/tasks/§.xlsx", xlsx(lambda book: rows(book, ["id", "title"], ["book", ALL]))),
}  # fmt: skip
DECLARED = {
    "name of the site": site(name=ALL),
    "tagline": site(tagline=ALL),
    "notice": site(notice_en=ALL),
    "contact": site(contact={"hours": ALL}),
    "reason for a contact": site(public_contacts=[{"value": "0577-88888888", "reason": ALL}]),
    "code": site(codes=[{"title": ALL, "value": "1"}]),
    "license": site(license={"title": ALL, "url": "https://example.org/"}),
    "comment": Plant("data/site.yaml", f"name: 样例\nlanguages: [zh, en]\n# {ALL}\n"),
    "escapes": Plant("data/site.yaml", 'name: "1380013\\x38000，样\\u4f8b欧阳，甲\\u200b乙"\nlanguages: [zh, en]\n'),
    "folded lines": Plant("data/site.yaml", f"name: >\n  1380013\n  8000，样例\n{' ' * 20}欧阳，{UNSEEN}\nlanguages: [zh, en]\n"),
    "field's title": field(title=ALL),
    "field's description": field(description_en=ALL),
    "allowed value": field(constraints={"enum": ["甲", ALL]}),
    "type's title": block(title=ALL),
    "type's description": block(description=ALL),
    "family": block(family=ALL),
    "table's title": block(children={"steps": {"title": ALL, "fields": [{"name": "what"}]}}),
    "state": block(states=[{"id": "done", "title": ALL, "look": "done", "when": {"title": "甲"}}]),
    "group": block(groups=[{"title": ALL, "fields": ["text"]}]),
    "JSON schema": Plant("data/schemas/more.json", '{"fields": [{"name": "id"}],'
                        ' "title": "\\u0031380013\\u0038000，\\u6837例欧阳，甲\\u200b乙"}'),
    "calendar": Plant("data/calendar/2026.yaml", f"source: {ALL}\nholidays: []\n"),
    "catalogue": Plant("data/locales/en.po", f'msgid "Home"\nmsgstr "{ALL}"\n'),
    "catalogue in pieces": Plant("data/locales/en.po", 'msgid "Home"\nmsgstr "13800"\n"138000，样"\n"例欧阳，甲\u200b乙"\n'),
    "footer": site(look={"footer": ALL}),
    "style sheet": Plant("data/look/own.css", f"/* {ALL} */\n"),
    "navigation": Plant("mkdocs.yml", f"site_name: x\nplugins: [sunlit]\nnav:\n  - {ALL}: index.md\n"),
    "extra": Plant("mkdocs.yml", f"site_name: x\nplugins: [sunlit]\nextra: {{social: '{ALL}'}}\n"),
}  # fmt: skip
PAGES = {
    "paragraph": page(ALL),
    "emphasis": page("**138**_0013_8000，样**例欧**阳，甲\u200b乙"),
    "entities": page("&#49;38&#x30;0138000，&#26679;例&ZeroWidthSpace;欧阳"),
    "long entities": page("&#0000049;3800138000，&#0026679;例欧阳，甲&#8203;乙"),
    "link": page("138[0013](b.md)8000，样[例](b.md)欧阳，甲\u200b乙"),
    "hard break": page("13800\\\n138000，样例\\\n欧阳，甲\u200b乙"),
    "soft break": page(f"13800138\n000，样例\n欧阳，{UNSEEN}"),
    "heading": page(f"## {ALL}"),
    "list": page(f"- 甲\n- {ALL}"),
    "quotation": page(f"> {ALL}"),
    "table": page(f"|甲|乙|\n|-|-|\n|x|{ALL}|"),
    "code": page(f"`{ALL}`"),
    "block of code": page(f"```\n{ALL}\n```"),
    "raw HTML": page(f"<b title='x'>{ALL}</b>"),
    "comment": page(f"<!-- {ALL} -->"),
    "alternative text": page(f"![{ALL}](a.png)"),
    "title of a link": page(f'[甲](https://example.org "{ALL}")'),
    "target of a link": page("[甲](tel:13800138000) [甲](https://example.org/样例欧阳/甲\u200b乙)"),
    "title in front": page(f"---\ntitle: {ALL}\n---\n甲\n"),
    "description in front": page(f"---\ndescription: '{ALL}'\n---\n甲\n"),
    "other language": Plant("content/en/§.md", ALL),
    "other encoding": page(ALL.encode("utf-16")),
}  # fmt: skip
NAMES = {
    "file of records": named("data/tasks", f"{NUMBER}-{NAME}-{UNSEEN}.yaml", record().content),
    "folder of records": named("data/tasks", f"{NUMBER}-{NAME}-{UNSEEN}/a.yaml", record().content),
    "calendar": named("data/calendar", f"{NUMBER}-{NAME}-{UNSEEN}.txt"),
    "page": named("content", f"{NUMBER}-{NAME}-{UNSEEN}.md", "甲"),
    "folder of pages": named("content", f"{NUMBER}-{NAME}-{UNSEEN}/a.md", "甲"),
    "picture": named("content", f"{NUMBER}-{NAME}-{UNSEEN}.png", png("x")),
}
DOCUMENTS = {
    "name of an attachment": named("data/attachments", f"{NUMBER}-{NAME}.csv", "甲\n"),
    "table": attached("csv", f"甲,乙\n1,{ALL}\n"),
    "table in GBK": attached("csv", f"甲,乙\n1,{NUMBER}，{NAME}\n".encode("gb18030")),
    "table under a mark that lies": attached("csv", b"\xff\xfe" + f"a,{NUMBER},{NAME}\n\n".encode()),
    **{f"Word file, {place}": attached("docx", make(ALL)) for place, make in DOCX.items()
       if place not in ("binary object", "split over runs")},
    **{f"workbook, {place}": attached("xlsx", xlsx(lambda book, put=put: put(book, ALL.replace("\u200b", ""))))
       for place, put in XLSX.items()},
    "runs of a Word file": attached("docx", docx(f"{NUMBER}，样例</w:t></w:r><w:r><w:t>欧阳")),
    **{f"PDF, {place}": attached("pdf", make(IN_ASCII)) for place, make in PDF.items()},
    "PDF, author": attached("pdf", pdf(change=lambda writer: writer.add_metadata({"/Author": ALL}))),
    "picture's comment": Plant("content/§.png", png(ALL)),
    "photograph's comment": Plant("content/§.jpg", jpeg(ALL)),
    "logo's comment": Plant("data/look/logo.png", png(ALL)),
}  # fmt: skip
TOGETHER = {
    Place.FIELD: (RECORDS, FOUND),
    Place.PAGE: (PAGES, FOUND),
    Place.NAME: (NAMES, FOUND),
    Place.DOCUMENT: (DOCUMENTS, IN_DOCUMENTS),
}
"""Each place has a file of its own, so that all of a kind are judged at once."""


def plant(root: Root, plant: Plant, number: int = 0) -> str:
    """Write it; the path at which it is to be found."""
    path, content = plant.path, plant.content
    root.write(_numbered(path, number), _numbered(content, number) if isinstance(content, str) else content)
    return _numbered(plant.found or path, number)


def _numbered(text: str, number: int) -> str:
    return text.replace("§", f"n{number}")


def rules_at(verdict: Verdict, path: str) -> set[str]:
    """The rules of what was found in a file, or in anything of a folder."""
    places = ((finding.rule.id, f"{finding.source.path}/") for finding in verdict.findings)
    return {rule for rule, place in places if place.startswith(f"{path}/")}


def unprinted(verdict: Verdict) -> None:
    for finding in verdict.findings:
        if finding.rule.id in IN_DOCUMENTS:
            shown = f"{finding.message.parameters} {finding.source}"
            assert not any(value in shown for value in (NUMBER, NAME, LINE)), finding


def test_the_site_is_clean_before_anything_is_planted(tasks: Root) -> None:
    assert judge(tasks.folder, DAY).findings == ()


@pytest.mark.parametrize("kind", TOGETHER)
def test_every_check_finds_it_everywhere_and_no_message_prints_it(tasks: Root, kind: Place) -> None:
    plants, expected = TOGETHER[kind]
    paths = {place: plant(tasks, one, number) for number, (place, one) in enumerate(plants.items())}
    verdict = judge(tasks.folder, DAY)
    missed = {place: expected - rules_at(verdict, path) for place, path in paths.items()}
    assert {place: rules for place, rules in missed.items() if rules} == {}
    unprinted(verdict)


@pytest.mark.parametrize("place", DECLARED)
def test_so_does_it_in_what_is_declared(tasks: Root, place: str) -> None:
    path = plant(tasks, DECLARED[place])
    verdict = judge(tasks.folder, DAY)
    assert rules_at(verdict, path) >= FOUND
    unprinted(verdict)


def test_there_is_a_place_of_every_kind() -> None:
    assert {*TOGETHER, Place.DECLARATION} == set(Place) - {Place.BUILT}


@pytest.mark.parametrize("day", [date(2026, 11, 1), DAY, date(2027, 11, 24)], ids=str)
def test_a_name_is_out_of_place_before_its_period_too_and_after_it(tasks: Root, day: date) -> None:
    plant(tasks, page(NAME))
    found = [
        finding.rule.id for finding in judge(tasks.folder, day).findings if finding.rule.id != "unannounced"
    ]
    assert found == ["period-value"]


def test_a_report_says_where_and_not_who(tasks: Root) -> None:
    for one in (
        page(ALL),
        record(text=ALL),
        site(tagline=ALL),
        named("content", f"{NUMBER}-{NAME}.md", "甲"),
    ):
        plant(tasks, one)
    verdict = judge(tasks.folder, DAY)
    for form in FORMATS.values():
        report = form(verdict, "zh")
        assert "content/n0.md" in report
        assert NUMBER not in report
        assert NAME not in report


def test_documents_are_read_once(tasks: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []

    def watched(paths: Iterable[Path]) -> Iterator[tuple[Path, Outcome]]:
        for path in paths:
            seen.append(path)
            yield from examined([path])

    monkeypatch.setattr(document_texts, "examined", watched)
    for one in (attached("csv", "甲\n"), Plant("content/a.png", png("x"))):
        plant(tasks, one)
    judge(tasks.folder, DAY)
    assert sorted(path.name for path in seen) == ["a.png", "n0.csv"]


def test_each_text_says_what_kind_of_place_it_has(tasks: Root) -> None:
    for one in (page("甲"), attached("csv", "甲\n")):
        plant(tasks, one)
    register = judge(tasks.folder, DAY).register
    texts = [text for text in public_texts(tasks.folder, register) if isinstance(text, PublicText)]
    assert {text.place for text in texts} == set(Place) - {Place.BUILT}
    assert all(text.source.path and text.holder for text in texts)
