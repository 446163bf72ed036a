"""All rules there are, or those of one type, for ``sunlit rules``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, takewhile

from generator.check.report.rule_words import use_lines, weight
from generator.check.report.speaker import Speaker
from generator.check.rules.definition import Definition
from generator.check.rules.engine import bound_rules
from generator.check.rules.library import LIBRARY
from generator.model.declared.record_type import RecordType, RuleChange
from generator.model.findings import rules
from generator.model.findings.rules import RULES, Rule
from generator.model.text.wording import Phrase, say

OTHERS = say("Others")
TOPICS: dict[str, Phrase] = {
    "single_record.periods": say("Dates and periods"),
    "single_record.duties": say("What must have happened by now"),
    "table_rows.duties": say("What must have happened by now"),
    "single_record.completeness": say("What must be there"),
    "table_rows.order": say("The order of a table's rows"),
    "single_record.arithmetic": say("Numbers of a record"),
    "table_rows.arithmetic": say("Numbers of a table"),
    "table_rows.people": say("Numbers of a table"),
    "table_rows.limits": say("Numbers of a table"),
    "between_records.relations": say("Between records"),
    "between_records.trees": say("Records above and below each other"),
    "single_record.texts": say("Texts"),
    "between_records.coverage": say("A whole year, a whole roll"),
}
"""What the rules of a module of the library are about."""


def rule_list(language: str) -> str:
    """Every rule by topic, with its sentence: first those that always hold, then those that types declare."""
    speak = Speaker(language)
    reading = list(takewhile(lambda rule: rule is not rules.WRONG_TYPE, RULES))
    checking = RULES[len(reading) :]
    lines = [
        *_group(speak.plain("Always, while files are read"), reading, speak),
        *_group(speak.plain("Always, when all is read"), checking, speak),
    ]
    for topic, definitions in groupby(LIBRARY.values(), key=topic_of):
        title = speak.plain("Where a type declares it: {topic}", topic=speak(topic))
        lines += _group(title, (definition.rule for definition in definitions), speak)
    lines.append(speak.plain("'sunlit explain RULE' says more about one of them."))
    return "\n".join(lines) + "\n"


def topic_of(definition: Definition) -> Phrase:
    """What the rule is about: the module of the library that it stands in."""
    return TOPICS.get(definition.function.__module__.removeprefix("generator.check.rules."), OTHERS)


def _group(title: str, members: Iterable[Rule], speak: Speaker) -> Iterator[str]:
    yield title
    rows = [(rule.id, speak(rule.sentence)) for rule in members]
    widest = max(len(id) for id, _ in rows)
    for id, sentence in rows:
        yield f"  {id:<{widest}}  {sentence}"
    yield ""


def rules_of_type(
    type: RecordType, types: Mapping[str, RecordType], packs: frozenset[str], language: str
) -> str:
    """The rules that a type declares, in the order of its schema. Raises :class:`CannotRun` at one that means nothing."""
    speak = Speaker(language)
    lines = [f"{type.name} {type.label.in_language(language)}".strip(), ""]
    for bound in bound_rules(type, types):
        title = bound.use.title.in_language(language) or speak(bound.definition.rule.sentence)
        lines.append(
            f"  {bound.use.rule}  {speak.plain('{severity}: {message}', severity=weight(bound, speak), message=title)}"
        )
        lines += [f"      {line}" for line in use_lines(bound, type, packs, speak)]
    for change in type.rule_changes:
        lines.append("  " + _change(change, speak))
    if not type.rules:
        lines.append("  " + speak.plain("This type declares no rules."))
    return "\n".join(lines) + "\n"


def _change(change: RuleChange, speak: Speaker) -> str:
    """One line of what the site made of a shipped rule, and why."""
    said = (
        say("{rule} is switched off here: {title} Why: {reason}")
        if change.switched_off
        else say("{rule} is changed here: {title} Why: {reason}")
    )
    return speak(Phrase(said.text, {"rule": change.rule, "title": change.was, "reason": change.reason}))
