"""Every rule has an example that keeps it and one that breaks it, and they do."""

from __future__ import annotations

from each import each

from generator.check.rules.engine import Judgement
from generator.check.rules.examples import Example, Place, example, example_ids
from generator.check.rules.library import DEFINITIONS, LIBRARY
from generator.model.declared.record_type import RecordType
from generator.model.findings.checked import Outcome
from generator.model.findings.finding import Finding
from generator.model.records.record import Register, Source
from generator.model.text.catalogue import translator

IDS = sorted(LIBRARY)


def test_every_rule_has_an_example_and_every_example_a_rule() -> None:
    assert list(example_ids()) == IDS
    assert len(DEFINITIONS) == len(LIBRARY)


def outcomes(judgement: Judgement) -> set[Outcome]:
    return {checked.outcome for all in judgement.checked.values() for checked in all}


@each("id", IDS)
def test_the_example_is_of_that_rule(id: str) -> None:
    assert id in example(id).entry


@each("id", IDS)
def test_what_should_pass_does(id: str) -> None:
    shown = example(id)
    judgement = shown.judge(shown.passes)
    assert not judgement.findings
    if LIBRARY[id].covers:
        assert judgement.coverage
        assert all(gap.expected and not gap.missing for gap in judgement.coverage)
    else:
        assert Outcome.PASSED in outcomes(judgement)


@each("id", IDS)
def test_what_should_fail_does_and_says_so_in_both_languages(id: str) -> None:
    shown = example(id)
    (finding,) = shown.judge(shown.fails).findings
    assert finding.rule.id == id
    assert finding.message.render(translator("zh"), "zh") == shown.says
    assert finding.message.render(translator("en"), "en") == shown.says_en
    assert finding.hint


@each("id", IDS)
def test_the_finding_stands_where_the_mistake_is(id: str) -> None:
    shown = example(id)
    judgement = shown.judge(shown.fails)
    (finding,) = judgement.findings
    assert finding.record == shown.at.record
    assert finding.field == shown.at.field
    assert finding.source == expected_place(shown, shown.register(shown.fails))
    assert (Outcome.FAILED in outcomes(judgement)) is not LIBRARY[id].covers


def expected_place(shown: Example, register: Register) -> Source:
    at: Place = shown.at
    if not at.record:
        return Source("data/records")
    (record,) = (record for record in register.records["records"] if record.id == at.record)
    row = record.children[at.table][at.row - 1] if at.table else record.row
    return row.source_of(at.field)


@each("id", IDS)
def test_messages_use_the_names_that_people_know(id: str) -> None:
    """Never the technical name of a field or a table."""
    shown = example(id)
    (finding,) = shown.judge(shown.fails).findings
    names = {name for type in shown.types.values() for name in technical_names(type)}
    assert not [name for name in names if name in chinese(finding)]


def technical_names(type: RecordType) -> set[str]:
    fields = [*type.fields, *(field for table in type.children for field in table.fields)]
    return {field.name for field in fields if len(field.name) > 2}


def chinese(finding: Finding) -> str:
    hint = finding.hint.render(translator("zh"), "zh") if finding.hint else ""
    return finding.message.render(translator("zh"), "zh") + hint
