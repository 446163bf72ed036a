"""Each format of a report: a golden file in each language, and parsed back, with a hostile record inside."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from each import each
from jsonschema import Draft7Validator

from check.reported import FINDINGS, PATH, PERSONAL, VERDICT
from generator.check.gate import Verdict
from generator.check.report import FORMATS, as_text
from generator.check.report.page_style import STYLE, source_hash
from generator.model.declared.severity import Severity
from generator.model.declared.site import Site
from generator.model.records.record import Register

GOLDEN = Path(__file__).parent / "reports"
SUFFIXES = {"text": "txt", "github": "txt", "junit": "xml", "html": "html"}
LANGUAGES = ("zh", "en")
EMPTY = Verdict(Register(Site(), {}, {}), (), VERDICT.as_of)
PATHS = sorted({finding.source.path for finding in FINDINGS})
ERRORS = sum(finding.severity is Severity.ERROR for finding in FINDINGS)


def report(format: str, language: str = "zh", verdict: Verdict = VERDICT) -> str:
    return FORMATS[format](verdict, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", FORMATS)
def test_the_report_is_the_golden_one(format: str, language: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{format}.{language}.{SUFFIXES.get(format, 'json')}"
    found = report(format, language)
    if request.config.getoption("--update-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@each("language", LANGUAGES)
@each("format", FORMATS)
def test_no_format_lets_through_what_could_harm(format: str, language: str) -> None:
    text = report(format, language)
    assert text.encode("utf-8"), "a lone surrogate could not be written"
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\ufffe]", text)
    assert PERSONAL not in text
    if format != "sarif":
        assert PATH in text, "a file that is not named cannot be corrected"


def test_nobody_s_finding_is_lost_and_files_are_sorted() -> None:
    for format in FORMATS:
        text = report(format)
        places = [unquote(text).rindex(path) for path in PATHS]
        assert places == sorted(places), format


# text


def test_text_names_each_file_once_and_the_counts_last() -> None:
    lines = report("text").splitlines()
    assert [line for line in lines if line.startswith("data/")] == PATHS
    assert lines[-1] == "共 5 处错误，1 处提醒。"
    assert all(line.startswith(("  ", "data/")) for line in lines[:-1] if line)


def test_text_puts_what_is_said_into_one_column_whatever_the_width_of_the_place() -> None:
    block = report("text").split("data/tasks/2026.csv\n")[1].splitlines()
    assert block[0] == "  第 2 行 A 列    提醒：「标题」没有填，这一项必填。"
    assert block[4] == "  第 12 行 AB 列  错误：「完成期限」填的是「2026年底前」，不是日期。"
    assert block[5] == " " * 18 + "改法：请填确实存在的日期，写成 2026-03-05 或 2026年3月5日。"


@each("width", [30, 60, 200])
def test_a_terminal_gets_the_same_text_wrapped_and_coloured(width: int) -> None:
    shown = as_text(VERDICT, "zh", width)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "\x1b[1;31m错误" in shown
    assert "\x1b" not in plain
    assert re.sub(r"\s", "", plain) == re.sub(r"\s", "", report("text")), "nothing is cut"


# json


def test_json_has_the_documented_keys_and_relative_paths() -> None:
    content = json.loads(report("json"))
    assert (content["root"], content["as_of"]) == (".", "2026-11-24")
    assert content["counts"] == {"error": ERRORS, "warning": 1}
    keys = ["rule", "severity", "path", "line", "column", "record", "field", "message", "hint", "basis"]
    assert [list(finding) for finding in content["findings"]] == [keys] * len(FINDINGS)
    assert [finding["path"] for finding in content["findings"]] == sorted(
        finding.source.path for finding in FINDINGS
    )


# github


def parsed_command(line: str) -> tuple[str, dict[str, str], str]:
    """As the runner reads a line: command, properties, text."""
    command, properties, text = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()  # type: ignore[union-attr]
    given = dict(item.split("=", 1) for item in properties.split(","))
    return command, {name: unquote(value) for name, value in given.items()}, unquote(text)


@each("language", LANGUAGES)
def test_github_gets_one_command_a_finding(language: str) -> None:
    *commands, counts = report("github", language).splitlines()
    parsed = [parsed_command(line) for line in commands]
    assert len(parsed) == len(FINDINGS)
    assert sorted(command for command, _, _ in parsed) == ["error"] * ERRORS + ["warning"]
    assert {properties["file"] for _, properties, _ in parsed} == set(PATHS)
    assert not counts.startswith("::")
    hostile = next(text for _, properties, text in parsed if properties["file"].endswith(".yaml"))
    assert "␍␊::error file=a::y␊::stop-commands::z %0A%25 <script>" in hostile


def test_github_s_column_is_a_character_of_the_line_and_no_cell() -> None:
    columns = {
        properties["file"]: properties.get("col")
        for _, properties, _ in map(parsed_command, report("github").splitlines()[:-1])
    }
    assert columns["data/notes/坏 %.yaml"] == "5"
    assert columns["data/tasks/2026.csv"] is None


# gitlab


def test_gitlab_s_report_has_what_code_quality_asks_for() -> None:
    entries = json.loads(report("gitlab"))
    assert [set(entry) for entry in entries] == [
        {"description", "check_name", "fingerprint", "severity", "location"}
    ] * len(FINDINGS)
    assert sorted(entry["severity"] for entry in entries) == ["major"] * ERRORS + ["minor"]
    assert all(entry["location"]["lines"]["begin"] >= 1 for entry in entries)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def moved_down(verdict: Verdict) -> Verdict:
    findings = [
        replace(
            found,
            source=found.source.at(found.source.line + 9, found.source.column)
            if found.source.line
            else found.source,
        )
        for found in verdict.findings
    ]
    return replace(verdict, findings=tuple(findings))


def test_a_fingerprint_outlives_lines_and_languages() -> None:
    first, later, other = (
        [entry["fingerprint"] for entry in json.loads(text)]
        for text in (report("gitlab"), report("gitlab", verdict=moved_down(VERDICT)), report("gitlab", "en"))
    )
    assert first == later == other


# sarif

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
MESSAGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["text"],
    "properties": {"text": TEXT, "markdown": TEXT},
}
BAG = {"type": "object", "additionalProperties": TEXT}


def closed(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def listing(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


RULE = closed(("id",), id=TEXT, shortDescription=MESSAGE, help=MESSAGE)
NUMBER = {"type": "integer", "minimum": 1}
LOCATION = closed(
    physicalLocation=closed(
        artifactLocation=closed(uri={**TEXT, "pattern": r"^[A-Za-z0-9._~/%-]+$"}, uriBaseId=TEXT),
        region=closed(startLine=NUMBER, startColumn=NUMBER),
    ),
    logicalLocations=listing(closed(fullyQualifiedName=TEXT)),
)
RESULT = closed(
    ("message",),
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    locations=listing(LOCATION),
    partialFingerprints=BAG,
    properties=BAG,
)
SARIF = closed(
    ("version", "runs"),
    **{"$schema": TEXT},
    version={"const": "2.1.0"},
    runs=listing(
        closed(
            ("tool",),
            tool=closed(
                ("driver",),
                driver=closed(
                    ("name",), name=TEXT, version=TEXT, rules={**listing(RULE), "uniqueItems": True}
                ),
            ),
            language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            invocations=listing(closed(("executionSuccessful",), executionSuccessful={"type": "boolean"})),
            results=listing(RESULT),
            properties=BAG,
        )
    ),
)
"""The parts of SARIF's schema that we use, closed as the published one is."""


@each("verdict", [VERDICT, EMPTY])
@each("language", LANGUAGES)
def test_sarif_is_valid(language: str, verdict: Verdict) -> None:
    assert not list(Draft7Validator(SARIF).iter_errors(json.loads(report("sarif", language, verdict))))


def test_sarif_s_results_lead_to_their_rules_and_places() -> None:
    (run,) = json.loads(report("sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert "](" not in result["message"]["text"]
    assert "编号" in rules[1]["help"]["text"]
    assert "An id stands for one record" in rules[1]["help"]["text"]
    places = [result["locations"][0] for result in run["results"]]
    assert {unquote(place["physicalLocation"]["artifactLocation"]["uri"]) for place in places} == set(PATHS)
    assert {"fullyQualifiedName": "名单!C7"} in [place.get("logicalLocations", [{}])[0] for place in places]


# junit


@each("language", LANGUAGES)
def test_junit_has_a_suite_a_file_and_a_case_a_finding(language: str) -> None:
    root = ElementTree.fromstring(report("junit", language))
    assert [suite.get("name") for suite in root] == sorted([*PATHS, "data/notes/clean.yaml"])
    assert len(root.findall("testsuite/testcase/failure")) == ERRORS == int(root.get("failures", ""))
    assert len(root.findall("testsuite/testcase/skipped")) == 1 == int(root.get("skipped", ""))
    assert len(root.findall("testsuite/testcase")) == len(FINDINGS) + 1 == int(root.get("tests", ""))
    (hostile,) = root.findall("testsuite[@name='data/notes/坏 %.yaml']/testcase/failure")
    assert "<script>alert(1)</script> ]]> <!-- -->" in hostile.get("message", "")


# html


class Tags(HTMLParser):
    """Every tag with its attributes, and the texts within each kind of tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.setdefault(tag, []).append("")

    def handle_data(self, data: str) -> None:
        if self.tags:
            self.texts[self.tags[-1][0]][-1] += data


@each(("language", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_html_is_one_file_without_script_or_requests(language: str, tag: str) -> None:
    page = Tags(report("html", language))
    attributes = {name for _, given in page.tags for name in given}
    allowed = {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "aria-label",
        "href",
        "open",
        "id",
        "scope",
    }
    assert page.tags[0] == ("html", {"lang": tag})
    assert attributes <= allowed
    assert not {name for name, _ in page.tags} & {
        "script",
        "img",
        "link",
        "iframe",
        "form",
        "object",
        "base",
        "svg",
    }
    assert all((given["href"] or "").startswith("#") for name, given in page.tags if name == "a")
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_html_s_policy_allows_its_own_style_and_nothing_else() -> None:
    page = Tags(report("html"))
    (style,) = re.findall(r"<style>(.*?)</style>", report("html"), re.DOTALL)
    (policy,) = (given["content"] for name, given in page.tags if given.get("http-equiv"))
    assert (
        policy == f"default-src 'none'; style-src {source_hash(style)}; base-uri 'none'; form-action 'none'"
    )


def test_html_highlights_the_value_and_links_the_files() -> None:
    page = Tags(report("html"))
    marks = [text.split("」")[0] for text in page.texts["mark"]]
    assert marks[3] == "2026年底前"
    assert marks[2].startswith("1380****000")
    ids = [given["id"] for name, given in page.tags if name == "details"]
    assert [given["href"] for name, given in page.tags if name == "a"] == ["#", *(f"#{id}" for id in ids)]
    assert len(ids) == len(PATHS)
    assert len(page.texts["tr"]) == len(FINDINGS) + len(PATHS)


@each("format", FORMATS)
@each("language", LANGUAGES)
def test_a_verdict_without_findings_has_a_report_too(format: str, language: str) -> None:
    assert report(format, language, EMPTY).strip()
