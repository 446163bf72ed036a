"""One rule of the library → its part of the reference: sentence, parameters, users, an example of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.check.report.rule_list import topic_of
from generator.check.report.rule_page import meanings
from generator.check.report.speaker import Speaker
from generator.check.rules.definition import Definition
from generator.check.rules.examples import Example, as_yaml, example
from generator.check.rules.library import LIBRARY
from generator.model.declared.record_type import RecordType
from writers.markdown import FENCE, anchor, code, table
from writers.words import LANGUAGES, words

LIBRARY_RULES = LIBRARY
SPEAKERS = tuple(Speaker(language) for language in LANGUAGES)
Users = Mapping[str, Sequence[RecordType]]
"""The types that declare a rule, by its id."""


def topic(definition: Definition) -> tuple[str, str]:
    """What the rule is about, in Chinese and in English."""
    chinese, english = (speak(topic_of(definition)) for speak in SPEAKERS)
    return chinese, english


def library_rule(definition: Definition, users: Users) -> Iterator[str]:
    """Everything about one rule, its heading first."""
    rule = definition.rule
    yield f"#### {rule.id}"
    yield "\n\n".join(speak(rule.sentence) for speak in SPEAKERS)
    yield table(words("headers", "parameters"), _parameters(definition))
    yield _used_by(users[rule.id])
    yield from _example(example(rule.id))


def _parameters(definition: Definition) -> Iterator[Sequence[str]]:
    for meaning in meanings(definition):
        texts = [speak.translate(meaning.text).replace("``", "`") for speak in SPEAKERS]
        yield ", ".join(map(code, meaning.names)), *texts


def _used_by(types: Sequence[RecordType]) -> str:
    if not types:
        return str(words("unused"))
    links = ", ".join(f"[{type.label.base}](record-types.md#{_rules_of(type)})" for type in types)
    return f"{words('used_by')}{links}"


def _rules_of(type: RecordType) -> str:
    return anchor(f"{words('parts', 'rules')}: {type.name}")


def _example(shown: Example) -> Iterator[str]:
    yield _block(words("examples", "declared"), as_yaml([shown.entry]))
    for name, text in shown.others.items():
        yield _block(words("examples", "others").format(name=name), text)
    yield _block(words("examples", "passes"), shown.passes)
    yield _block(words("examples", "fails"), shown.fails)
    yield f"> {shown.says}\n>\n> {shown.says_en}"


def _block(title: str, text: str) -> str:
    return f"{title}\n\n{FENCE}yaml\n{text}{FENCE}"
