"""SARIF 2.1.0, the form in which code-scanning services take findings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.check.gate import Verdict
from generator.check.report.fingerprints import fingerprints
from generator.check.report.speaker import LANGUAGE_TAGS, Speaker, tell
from generator.check.report.told import Told
from generator.model.findings.rules import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
"""SARIF's customary name for the folder that the paths are relative to."""


def as_sarif(verdict: Verdict, language: str) -> str:
    """One run with the rules that were broken and a result a finding."""
    told = tell(verdict, language)
    rules = sorted(
        {found.rule.id: found.rule for found in verdict.findings}.values(), key=lambda rule: rule.id
    )
    places = {rule.id: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules, language)},
        "language": LANGUAGE_TAGS[language],
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(found, name, places) for found, name in fingerprints(told)],
        "properties": {"asOf": verdict.as_of.isoformat()},
    }
    content = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _driver(rules: Sequence[Rule], language: str) -> dict[str, Any]:
    return {"name": "sunlit", "version": __version__, "rules": [_rule(rule, language) for rule in rules]}


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    """The help is in both languages, since whoever reads the service's page may read either."""
    zh, en = (Speaker(code)(rule.sentence) for code in ("zh", "en"))
    return {
        "id": rule.id,
        "shortDescription": {"text": Speaker(language)(rule.sentence)},
        "help": {"text": f"{zh}\n{en}", "markdown": f"{zh}\n\n{en}"},
    }


def _result(told: Told, fingerprint: str, places: Mapping[str, int]) -> dict[str, Any]:
    extra = {
        "record": told.record,
        "field": told.field,
        "hint": told.hint,
        "basis": told.basis,
    }
    return {
        "ruleId": told.rule,
        "ruleIndex": places[told.rule],
        "level": told.severity.value,
        "message": {"text": _unlinked(" ".join(part for part in (told.message, told.hint) if part))},
        "locations": [_location(told)],
        "partialFingerprints": {"sunlit/v1": fingerprint},
        "properties": {name: text for name, text in extra.items() if text},
    }


def _location(told: Told) -> dict[str, Any]:
    """A cell has no place in characters: it is named beside the row that it stands in."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(told.path), "uriBaseId": ROOT}}
    if told.line is not None:
        column = {"startColumn": told.text_column} if told.text_column else {}
        physical["region"] = {"startLine": told.line, **column}
    location: dict[str, Any] = {"physicalLocation": physical}
    if told.place:
        location["logicalLocations"] = [{"fullyQualifiedName": told.place}]
    return location


def _unlinked(text: str) -> str:
    """Plain text in SARIF may hold links, ``[so](address)``: what a record says is never one."""
    return text.replace("](", "] (")
