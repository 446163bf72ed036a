"""One rule of the library → its part of the reference: sentence, parameters, users, an example of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.check.report.rule_list import topic_of
from generator.check.report.rule_page import meanings
from generator.check.report.told import Speaker
from generator.check.rules.definition import Definition
from generator.check.rules.examples import Example, as_yaml, example
from generator.check.rules.library import LIBRARY
from generator.model.record_type import RecordType
from writers.markdown import FENCE, code, table
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
    links = ", ".join(f"[{type.label.base}](record-types.md#rules-of-{type.name})" for type in types)
    return f"{words('used_by')}{links}"


def _example(shown: Example) -> Iterator[str]:
    said = shown.says if isinstance(shown.says, str) else shown.says[0]
    said_en = shown.says_en if isinstance(shown.says_en, str) else shown.says_en[0]
    for title, text in (
        ("declared", as_yaml([shown.entry])),
        ("passes", shown.passes),
        ("fails", shown.fails),
    ):
        yield f"{words('examples', title)}\n\n{FENCE}yaml\n{text}{FENCE}"
    yield f"> {said}\n>\n> {said_en}"
