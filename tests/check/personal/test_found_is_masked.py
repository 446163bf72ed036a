"""Every spelling, in every kind of place: what the gate finds no report prints, in any format, and it finds all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape

import pytest
from building import DAY, PROJECT, Root
from each import each

from benchmarks.personal_values import hostile_values
from generator.check.gate import Verdict, judge
from generator.check.personal.detection import masked
from generator.check.personal.kinds import Kind
from generator.check.report import FORMATS
from generator.model.text.folding import canonical

SPELT = tuple(hostile_values(seed=13, each=1))
FIELDS: Mapping[str, dict[str, object]] = {
    "text": {"type": "string"},
    "long": {"type": "string", "show": "long"},
    "coded": {"type": "string", "constraints": {"pattern": "[A-Z]{2}-[0-9]{3}"}},
    "short": {"type": "string", "constraints": {"maxLength": 3}},
    "kind": {"type": "string", "constraints": {"enum": ["甲", "乙"]}},
    "day": {"type": "date"},
    "moment": {"type": "datetime"},
    "whole": {"type": "integer"},
    "amount": {"type": "number"},
    "open": {"type": "boolean"},
    "year": {"type": "year"},
    "parts": {"type": "array"},
    "link": {"type": "string", "format": "uri"},
    "basis": {"type": "string"},
}
TABLE = {"where": {"type": "string"}, "on": {"type": "date"}}
RULES = {
    Kind.RESIDENT_ID: "personal-resident-id",
    Kind.PHONE: "personal-mobile-number",
    Kind.BANK_CARD: "personal-bank-card",
    Kind.EMAIL: "personal-email",
    Kind.ADDRESS: "personal-home-address",
}
QUOTE = '"'
SOME, ALL = 7, pytest.param(1, marks=pytest.mark.proof)
"""Of what is found one in so many: no place and no spelling is left out, but not every spelling is taken at every place."""


def named(fields: Mapping[str, dict[str, object]]) -> list[dict[str, object]]:
    return [{"name": name, "title": f"「{name}」", **field} for name, field in fields.items()]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    root = Root(tmp_path_factory.mktemp("spellings"))
    block = {
        "title": "登记",
        "relations": [{"field": "basis", "to": "notes"}],
        "children": {"rows": {"title": "行", "fields": named(TABLE)}},
    }
    root.schema({"fields": [{"name": "id"}, {"name": "title"}, *named(FIELDS)], "sunlit": block})
    root.records(*(record(number, value.typed) for number, value in enumerate(SPELT)))
    root.records(
        *({"id": value.typed, "title": f"编号 {number}"} for number, value in enumerate(SPELT)), file="ids"
    )
    for number, value in enumerate(SPELT):
        root.write(f"content/p{number}.md", f"# 页\n\n甲{value.typed}乙\n")
        root.write(
            f"data/attachments/c{number}.csv", f'编号,内容\n1,"{value.typed.replace(QUOTE, QUOTE * 2)}"\n'
        )
        if is_name(value.typed):
            root.write(f"data/attachments/f{number}/甲{value.typed}乙.png", b"")
    return judge(root.folder, DAY)


def record(number: int, typed: str) -> dict[str, object]:
    values: dict[str, object] = {name: [typed] if name == "parts" else typed for name in FIELDS}
    return {"id": f"v{number}", "title": "登记", **values, "rows": [dict.fromkeys(TABLE, typed)]}


def is_name(typed: str) -> bool:
    return not set(typed) & set('/\\\n<>:"|?*\0') and len(typed.encode()) < 200


def found_in(verdict: Verdict) -> Mapping[str, set[tuple[str, int]]]:
    """Place → rule and number of the value of each finding of personal data."""
    ids = {value.typed.strip(): number for number, value in enumerate(SPELT)}
    found: dict[str, set[tuple[str, int]]] = {}
    for finding in verdict.findings:
        number, place = re.search(r"/([pcf])(\d+)\b", finding.source.path), finding.field
        if finding.field == "id":
            found.setdefault("id", set()).add((finding.rule.id, ids.get(canonical(finding.record), -1)))
        elif finding.record.startswith("v"):
            found.setdefault(place, set()).add((finding.rule.id, int(finding.record[1:])))
        elif number:
            found.setdefault(number[1], set()).add((finding.rule.id, int(number[2])))
    return found


@pytest.fixture(scope="module")
def found(judged: Verdict) -> Mapping[str, set[tuple[str, int]]]:
    return found_in(judged)


@each("place", [*FIELDS, *TABLE, "id", "p", "c", "f"])
def test_every_spelling_is_found_in_every_place(
    found: Mapping[str, set[tuple[str, int]]], place: str
) -> None:
    missed = [
        (value.kind.value, value.spelling, value.typed)
        for number, value in enumerate(SPELT)
        if (RULES[value.kind], number) not in found.get(place, ()) and (place != "f" or is_name(value.typed))
    ]
    assert not missed


@pytest.mark.parametrize("every", [SOME, ALL])
@pytest.mark.parametrize("format", FORMATS)
def test_no_format_prints_what_the_gate_finds(judged: Verdict, format: str, every: int) -> None:
    verdict = replace(judged, findings=judged.findings[::every])
    assert len(verdict.findings) > 1000
    text = unescaped(FORMATS[format](verdict, "zh"))
    lines = "\n".join(dict.fromkeys(text.split("\n")))  # a tenth of the text: messages are alike
    assert not [
        value
        for value in SPELT
        for typed in (value.value, value.typed)
        if typed in (text if "\n" in typed else lines)
    ]


def unescaped(report: str) -> str:
    """A report as a program or a browser reads it."""
    if report[0] in "[{":
        return "\n".join(strings(json.loads(report)))
    return unescape(report) if report[0] == "<" else report


def strings(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, list | dict):
        for part in content.values() if isinstance(content, dict) else content:
            yield from strings(part)


def test_nothing_is_left_to_mask_in_a_report(judged: Verdict) -> None:
    for line in dict.fromkeys(FORMATS["text"](judged, "en").splitlines()):
        assert masked(line) == line


def test_the_table_of_spellings_is_the_one_that_the_documentation_prints() -> None:
    names = sum(is_name(value.typed) for value in SPELT)
    tried = len(SPELT) * (len(FIELDS) + len(TABLE) + 3) + names
    spellings = len({(value.kind, value.spelling) for value in SPELT})
    places = len(FIELDS) + len(TABLE) + 4
    row = f"| {spellings} | {places} | {tried:,} | {tried:,} | {tried:,} |"
    assert row in (PROJECT / "docs" / "personal-data.md").read_text(encoding="utf-8"), row
