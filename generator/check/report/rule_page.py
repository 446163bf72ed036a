"""One rule from all sides, for ``sunlit explain``: sentence, parameters, who declares it, an example of each kind."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.check.report.rule_words import use_lines
from generator.check.report.speaker import Speaker
from generator.check.rules.definition import Definition
from generator.check.rules.engine import bound_rules
from generator.check.rules.examples import as_yaml, example, example_ids
from generator.check.rules.library import LIBRARY
from generator.model.declared.record_type import RecordType
from generator.model.findings.finding import Finding
from generator.model.findings.rules import RULES, Rule

ALL: dict[str, Rule] = {
    rule.id: rule for rule in (*RULES, *(definition.rule for definition in LIBRARY.values()))
}
"""Every rule that a finding can name, by id."""
_CODE = "``"
_NAME = re.compile(rf"{_CODE}(\w+){_CODE}")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What parameters of a rule mean; the text is a message id of ``parameters.po``."""

    names: tuple[str, ...]
    text: str


def rule_page(rule: Rule, types: Mapping[str, RecordType], packs: frozenset[str], language: str) -> str:
    """Everything that is known of a rule."""
    speak = Speaker(language)
    lines = [rule.id, speak(rule.sentence), ""]
    if rule.id not in LIBRARY:
        lines.append(speak.plain("It always holds: no type has to declare it."))
        return "\n".join(lines) + "\n"
    definition = LIBRARY[rule.id]
    sections = (
        (speak.plain("Parameters"), _parameters(definition, speak)),
        (speak.plain("Types that declare it"), _uses(rule, types, packs, speak)),
        *_example(rule, speak),
    )
    for title, content in sections:
        shown = list(content)
        lines += [title, *(f"  {line}" for line in shown), ""] if shown else []
    return "\n".join(lines).rstrip("\n") + "\n"


def meanings(definition: Definition) -> Sequence[Meaning]:
    """What the docstring of the rule's function says of its parameters: a sentence for one or several of them."""
    found: list[Meaning] = []
    for line in (inspect.getdoc(definition.function) or "").splitlines():
        head, _, text = line.partition(": ")
        if line.startswith(_CODE) and text:
            found.append(Meaning(tuple(_NAME.findall(head)), text))
        elif found:
            found[-1] = Meaning(found[-1].names, f"{found[-1].text} {line.strip()}".strip())
    return found


def _parameters(definition: Definition, speak: Speaker) -> Iterator[str]:
    explained = meanings(definition)
    leading = {name for meaning in explained for name in meaning.names}
    for meaning in explained:
        beside = [name for name in _NAME.findall(meaning.text) if name not in leading]
        names = speak.plain(", ").join(_name(name, definition, speak) for name in (*meaning.names, *beside))
        text = speak.translate(meaning.text).replace(_CODE, "")
        yield speak.plain("{names}: {meaning}", names=names, meaning=text)


def _name(name: str, definition: Definition, speak: Speaker) -> str:
    """The parameter, and what holds if a schema leaves it out."""
    parameter = definition.parameters[name]
    default = parameter.default
    if parameter.required:
        return name
    if default is None or default == "" or not isinstance(default, int | str | bool | Decimal):
        return speak.plain("{name} (may be left out)", name=name)
    shown = str(default).lower() if isinstance(default, bool) else default
    return speak.plain("{name} (if left out: {value})", name=name, value=shown)


def _uses(
    rule: Rule, types: Mapping[str, RecordType], packs: frozenset[str], speak: Speaker
) -> Iterator[str]:
    for type in types.values():
        for bound in bound_rules(type, types):
            if bound.definition.rule is rule:
                title = bound.use.title.in_language(speak.language)
                yield " ".join(
                    part for part in (type.name, type.label.in_language(speak.language), title) if part
                )
                yield from (f"    {line}" for line in use_lines(bound, type, packs, speak))


def _example(rule: Rule, speak: Speaker) -> Iterator[tuple[str, Sequence[str]]]:
    """How a schema declares it, a record that passes, one that fails, and what the gate then says."""
    if rule.id not in example_ids():
        return
    shown = example(rule.id)
    yield speak.plain("In a schema, under sunlit: rules"), as_yaml([shown.entry]).splitlines()
    yield speak.plain("A record that passes"), shown.passes.splitlines()
    yield speak.plain("A record that fails"), shown.fails.splitlines()
    found = shown.judge(shown.fails).findings
    yield speak.plain("What the check then says"), list(_said(found, speak))


def _said(findings: Iterable[Finding], speak: Speaker) -> Iterator[str]:
    for finding in findings:
        yield speak(finding.message)
        if finding.hint:
            yield speak.plain("Cure: {text}", text=speak(finding.hint))
