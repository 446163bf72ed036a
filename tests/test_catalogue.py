"""Every message has its Chinese text, every Chinese text a message, and both ask for the same names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from beginning import no_collector

from docs.writers.page_words import literals, messages_in_code, messages_in_templates, messages_on_pages
from generator.check.report.rule_page import meanings
from generator.check.rules.library import LIBRARY
from generator.commands.common.in_language import HELP_FRAME
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.site import Site
from generator.model.text import po
from generator.model.text.catalogue import (
    LANGUAGES,
    LOCALES,
    PAGE_LANGUAGES,
    messages,
    misfit,
    own_messages,
    said_on_pages,
)
from generator.plugin.events import SunlitOptions
from generator.read.schema import keys
from generator.read.schema.record_types import TableSchema


def messages_in_docstrings() -> Iterator[str]:
    """What the parameters of the rules mean, and the keys of schemas, site.yaml and calendars."""
    for definition in LIBRARY.values():
        for parameters in meanings(definition):
            yield parameters.text
    for file in (TableSchema, Site, CalendarYear):
        for declared in keys.blocks_below(file):
            yield from keys.meanings(declared).values()
    yield from keys.docstrings(SunlitOptions).values()


def messages_of_click() -> Iterator[str]:
    """What click says by itself, and asks gettext for; and what stands beside that in its help."""
    yield from HELP_FRAME
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                for argument in node.args[:2]:
                    yield from literals(argument)


@cache
def all_messages() -> set[str]:
    from generator.commands.build import WITHHELD_REASONS

    with no_collector():
        return {
            *messages_in_code(),
            *messages_in_templates(),
            *messages_in_docstrings(),
            *WITHHELD_REASONS.values(),
        }


def test_every_message_has_a_chinese_text() -> None:
    missing = all_messages() - set(messages("zh"))
    assert not missing, "\n".join(sorted(missing))


def test_no_message_stands_in_two_catalogues() -> None:
    homes: dict[str, list[str]] = {}
    for path in sorted((LOCALES / LANGUAGES["zh"]).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    homes.setdefault(str(message.id), []).append(path.name)
    assert not {message: names for message, names in homes.items() if len(names) > 1}


def test_every_chinese_text_belongs_to_a_message() -> None:
    unused = set(messages("zh")) - all_messages() - set(messages_of_click())
    assert not unused, "\n".join(sorted(unused))


def test_both_texts_ask_for_the_same_names() -> None:
    names = re.compile(r"\{(\w*)(?::[^}]*)?\}")
    unlike = [
        message
        for message, chinese in messages("zh").items()
        if sorted(names.findall(message)) != sorted(names.findall(chinese))
    ]
    assert not unlike, "\n".join(unlike)


@pytest.mark.parametrize("language", sorted(PAGE_LANGUAGES.keys() - LANGUAGES.keys()))
def test_every_further_language_says_what_pages_say(language: str) -> None:
    said, own = said_on_pages(), own_messages(language)
    missing = sorted(said - own.keys())
    assert len(said & own.keys()) > 300
    assert not missing, "\n".join(missing)
    assert not [message for message, text in own.items() if misfit(message, text)]


def test_whoever_begins_a_catalogue_finds_all_that_pages_say() -> None:
    with no_collector():
        assert said_on_pages() == set(messages_on_pages())
    assert len(said_on_pages()) > 300


def test_catalogues_are_read_as_gettext_reads_them() -> None:
    for path in sorted(LOCALES.rglob("*.po*")):
        with path.open("rb") as file:
            theirs = {str(message.id): message.string for message in read_po(file) if message.id}
        assert {entry.id: entry.text for entry in po.read_po(path.read_text(encoding="utf-8"))} == theirs
