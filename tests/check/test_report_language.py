"""A Chinese report is Chinese, an English one English, whatever the finding and the format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from building import DAY, PROJECT, Root
from each import each

from check.reported import VERDICT
from generator.check.gate import Verdict, judge
from generator.check.report import FORMATS
from generator.check.rules.examples import example, example_ids
from generator.model.declared.site import Site
from generator.model.records.record import Register
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun

CASES = sorted(path for path in (PROJECT / "tests" / "cases").glob("bad-*") if (path / "data").is_dir())
SENTENCE = re.compile(r"\b[A-Za-z']+ [a-z']+ [a-z']+\b")
"""Three words in a row: enough to be English, too many for ids, formats and names."""


def of_rules() -> Iterator[Verdict]:
    """What every rule's failing example brings forth."""
    for id in example_ids():
        shown = example(id)
        yield Verdict(Register(Site(), {}, {}), shown.judge(shown.fails).findings, DAY)


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    """And what every bad case does."""
    return [*(judge(case, DAY) for case in CASES), *of_rules()]


def readable(format: str, report: str) -> str:
    """The report without what only machines read; a rule's help is in both languages on purpose."""
    if format == "html":
        return re.sub(r"<style>.*?</style>|<[^>]*>", " ", report, flags=re.DOTALL)
    if format == "sarif":
        content = json.loads(report)
        for rule in content["runs"][0]["tool"]["driver"]["rules"]:
            del rule["help"]
        return json.dumps(content, ensure_ascii=False)
    return report


@each("format", FORMATS)
def test_a_chinese_report_holds_no_english_sentence(verdicts: list[Verdict], format: str) -> None:
    assert len(verdicts) > len(CASES) > 5
    for verdict in verdicts:
        text = readable(format, FORMATS[format](verdict, "zh"))
        assert verdict.findings
        assert not SENTENCE.search(text)


@each("format", FORMATS)
def test_the_search_for_english_sees_it(format: str) -> None:
    assert SENTENCE.search(readable(format, FORMATS[format](VERDICT, "en")))


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"type": "nonsense"}, "type"),
    ({"type": "string", "format": "nonsense"}, "format"),
    ({"type": "string", "constraints": {"minimum": 3}}, "minimum"),
    ({"type": "string", "constraints": {"nonsense": 3}}, "nonsense"),
    ({"type": "string", "constraints": {"enum": "a"}}, "enum"),
    ({"type": "string", "constraints": {"pattern": "("}}, "pattern"),
    ({"type": "integer", "constraints": {"minimum": "x", "maximum": 9}}, "minimum"),
    ({"type": "boolean", "trueValues": "x"}, "trueValues"),
]


@pytest.mark.parametrize(("field", "blamed"), REFUSED)
def test_a_schema_that_means_nothing_is_refused_in_chinese_by_field_and_part(
    root: Root, field: dict[str, Any], blamed: str
) -> None:
    root.schema({"fields": [{"name": "id", "type": "string"}, {"name": "value", **field}]})
    root.write("data/notes/a.csv", "id,value\na,5\n")
    with pytest.raises(CannotRun) as stop:
        judge(root.folder, DAY)
    said = stop.value.phrase.render(translator("zh"), "zh")
    assert not SENTENCE.search(said)
    assert re.search(rf"「value」.* {blamed} |fields\.value\.(?:constraints\.)?{blamed} ", said)
    assert Path(said.split(" ")[0]) == Path("data/schemas/notes.yaml")
