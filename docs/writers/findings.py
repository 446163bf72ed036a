"""Rules → the reference of findings. The stage of a rule is the package whose code names it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from generator.check.gate import judge
from generator.check.report import as_json
from generator.model.findings import rules
from generator.model.findings.rules import RULES, Rule
from generator.model.text.catalogue import translator
from generator.read.schema.schemas import read_types
from writers.library import LIBRARY_RULES, Users, library_rule, topic
from writers.markdown import FENCE, code, page, table
from writers.reports import AS_OF, laid_out
from writers.words import beside, both, joined, words

STAGES = ("read", "check")
_ROWS = (
    "编号,标题,类别,负责单位,怎样找到,时间,几个工作日答复,开通日期\n"
    "qd-1,部长信箱,电子信箱,办公室,首页下方,全天,半个月,2026-03-02\n"
)
_EXAMPLE = {"data/channels/2026.csv": _ROWS}


def findings(root: Path) -> str:
    """The page of all rules and of the JSON report."""
    rows = (_row(root, rule) for rule in RULES)
    report = f"{FENCE}json\n{_json_report(root)}{FENCE}"
    return page(
        words("pages", "findings"),
        table(words("headers", "findings"), rows),
        words("pages", "declared"),
        *_library(root),
        words("pages", "findings_json"),
        report,
    )


def _library(root: Path) -> Iterator[str]:
    """The rules that types declare, by topic."""
    types = read_types(root)
    users: Users = {
        id: [type for type in types.values() if id in (use.rule for use in type.rules)]
        for id in LIBRARY_RULES
    }
    for name, definitions in groupby(LIBRARY_RULES.values(), key=topic):
        yield f"### {' '.join(name)}"
        for definition in definitions:
            yield from library_rule(definition, users)


def _row(root: Path, rule: Rule) -> Sequence[str]:
    sentence = rule.sentence
    stage = beside(joined("semicolon", [both("stages", name) for name in stages(root, rule)]))
    return code(rule.id), stage, sentence.render(translator("zh"), "zh"), sentence.render(str, "en")


def stages(root: Path, rule: Rule) -> Iterator[str]:
    """The stages that can find a breach of the rule: their code names it, other than to compare."""
    name = next(name for name, value in vars(rules).items() if value is rule)
    return (stage for stage in STAGES if name in _named(root, stage))


@cache
def _named(root: Path, stage: str) -> frozenset[str]:
    """The rules that the code of a stage names, other than to compare."""
    texts = (path.read_text(encoding="utf-8") for path in (root / "generator" / stage).rglob("*.py"))
    return frozenset(
        name for text in texts for name in re.findall(r"(?<!is )(?<!is not )\brules\.([A-Z_]+)\b", text)
    )


def _json_report(root: Path) -> str:
    with laid_out(root, _EXAMPLE) as folder:
        report = json.loads(as_json(judge(folder, AS_OF), "zh"))
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"
