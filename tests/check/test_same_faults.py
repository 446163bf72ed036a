"""A fault that shows at many places is one finding, and every other count stays what it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import DAY, NOTES, Root

from generator.check.gate import Verdict, judge
from generator.check.report.plain_text import as_text
from generator.check.same_faults import apart, together
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import say

VOTES = {
    "fields": [{"name": "id"}, {"name": "title"}, {"name": "member"}],
    "sunlit": {"title": "表决", "title_en": "Votes", "relations": [{"field": "member", "to": "notes"}]},
}
MISSPELT = 1054


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    root = Root(tmp_path_factory.mktemp("votes"))
    root.schema(NOTES)
    root.schema(VOTES, "votes")
    root.records({"id": "Dr Joseph LEE", "title": "a"})
    lines = [f"v{number},t,Prof Joseph LEE" for number in range(MISSPELT)]
    root.write("data/votes/a.csv", "\n".join(["id,title,member", *lines, "w1,t,Ann", "w2,t,Dr Joseph LEE"]))
    return judge(root.folder, DAY)


def test_a_thousand_references_to_one_missing_record_are_one_finding(verdict: Verdict) -> None:
    flood, single = verdict.findings
    assert flood.source == Source("data/votes/a.csv", 2, 3)
    assert single.source == Source("data/votes/a.csv", MISSPELT + 2, 3)
    assert verdict.errors == 2
    english = as_text(verdict, "en")
    assert "'Prof Joseph LEE', which does not exist. The same stands at 1053 further places" in english
    assert "data/votes/a.csv, line 3, 4, 5, …." in english
    assert "Did you mean 'Dr Joseph LEE'?" in english
    assert "另有 1053 处也是这样" in as_text(verdict, "zh")


def test_every_record_that_is_refused_is_counted(verdict: Verdict) -> None:
    assert verdict.refused == MISSPELT + 1
    assert len(list(apart(verdict.findings))) == MISSPELT + 1


def test_data_that_were_accepted_before_are_warned_of_once_and_refuse_no_record(verdict: Verdict) -> None:
    accepted = verdict.of_accepted_data()
    assert (accepted.errors, accepted.warnings, accepted.refused) == (0, 2, 0)


def test_what_differs_in_severity_rule_or_what_is_missing_stays_apart() -> None:
    def finding(line: int, id: str = "a", severity: Severity = Severity.ERROR) -> Finding:
        message = say("It refers to {type} '{id}', which does not exist.", type="x", id=id)
        return Finding(rules.DANGLING_REFERENCE, Source("a.csv", line), message, severity=severity)

    others = [finding(1), finding(2, "b"), finding(3, severity=Severity.WARNING)]
    assert together(others) == others
    same_message = [Finding(rules.REQUIRED, Source("a.csv", line), say("Fill it in.")) for line in (1, 2)]
    assert together(same_message) == same_message
    assert list(apart(together([*others, finding(4)]))) == [others[0], finding(4), *others[1:]]


def test_sheets_are_named(tmp_path: Path) -> None:
    message = say("It refers to {type} '{id}', which does not exist.", type="x", id="a")
    places = [Source("a.xlsx", line, 1, "名单") for line in range(2, 4)]
    (one,) = together([Finding(rules.DANGLING_REFERENCE, place, message) for place in places])
    verdict = Verdict(judge_nothing(tmp_path).register, (one,), DAY)
    assert "a.xlsx, sheet 名单, line 3" in as_text(verdict, "en")


def judge_nothing(folder: Path) -> Verdict:
    root = Root(folder)
    root.schema()
    root.records({"id": "a", "title": "a"})
    return judge(root.folder, DAY)


def test_cells_of_a_column_that_are_wrong_in_the_same_way_are_one_finding(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema({"fields": [*NOTES["fields"], {"name": "n", "type": "integer"}], "sunlit": NOTES["sunlit"]})
    rows = [
        f"a{line},甲,2026-03-05,{'约5' if line in (2, 3, 4, 7) else '#N/A' if line in (5, 6) else 5}"
        for line in range(2, 9)
    ]
    root.write("data/notes/a.csv", "\n".join(["id,title,on,n", *rows]))
    verdict = judge(root.folder, DAY)
    assert [(finding.rule.id, finding.source.line) for finding in verdict.findings] == [
        ("wrong-type", 2), ("cell-without-value", 5), ("cell-without-value", 6),
    ]  # fmt: skip
    assert "The same holds for D2–D4, D7: 4 cells in all." in as_text(verdict, "en")
    assert "D2–D4, D7 都是这样，共 4 格。" in as_text(verdict, "zh")
    assert [finding.source.line for finding in verdict.findings[0].same] == [2, 3, 4, 7]
    assert verdict.refused == 6
