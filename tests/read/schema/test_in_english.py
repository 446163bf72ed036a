"""``extends: sunlit/en/…``: the shipped types as an office writes them that works in English, and they mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.model.declared.record_type import RecordType
from generator.model.text.wording import Wording
from generator.read.files.shipped import shipped
from generator.read.schema.schemas import read_types

SPELT_OTHERWISE = frozenset(
    {"synonyms", "basis", "pack", "labels", "_names", "translations", "file", "path", "description"}
)
"""What may hold Chinese: documents and packs, and how else something may be typed."""
LEFT = {"无", "[12][0-9]{3}年(1[0-2]|[1-9])月"}
"""The word with which bulletins say that there was no problem, and how a month of birth is written."""


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, RecordType], dict[str, RecordType]]:
    """Every shipped type as it is, and in English."""
    root = tmp_path_factory.mktemp("english")
    (root / "data" / "schemas").mkdir(parents=True)
    for path in shipped("data", "schemas").glob("*.yaml"):
        Path(root, "data", "schemas", path.name).write_text(
            f"extends: sunlit/en/{path.stem}\n", encoding="utf-8"
        )
    return read_types(shipped()), read_types(root)


def texts(declared: Any) -> Iterator[str]:
    """What a declaration says by itself, in no translation."""
    if isinstance(declared, Wording):
        yield declared.base
    elif isinstance(declared, str):
        yield declared
    elif is_dataclass(declared):
        for each in fields(declared):
            if each.name not in SPELT_OTHERWISE:
                yield from texts(getattr(declared, each.name))
    elif hasattr(declared, "items"):
        for name, value in declared.items():
            yield from texts((name, value))
    elif isinstance(declared, tuple | list | frozenset):
        for each in declared:
            yield from texts(each)


def own(type: RecordType) -> Iterator[Any]:
    """What is the type's own: common fields are everybody's, and rules of a pack are for whoever switches it on."""
    yield [field for field in type.fields if field.name not in type.common]
    yield [table for table in type.children if table.name not in type.common]
    yield [use for use in type.rules if not use.pack]
    yield from (type.label, type.family, type.states[1:], type.groups, type.pages, type.relations)


def test_nothing_of_them_is_chinese(types: tuple[dict[str, RecordType], dict[str, RecordType]]) -> None:
    _, english = types
    said = {text for type in english.values() for text in texts(tuple(own(type)))}
    assert {text for text in said if re.search("[\u4e00-\u9fff]", text)} <= {
        *LEFT,
        "Problems are reported too; 无 if there are none",
    }


def test_they_are_the_same_types(types: tuple[dict[str, RecordType], dict[str, RecordType]]) -> None:
    chinese, english = types
    assert list(chinese) == list(english)
    for name, type in chinese.items():
        other = english[name]
        assert [field.name for field in type.fields] == [field.name for field in other.fields]
        assert [state.id for state in type.states] == [state.id for state in other.states]
        assert [(use.rule, use.pack) for use in type.rules] == [(use.rule, use.pack) for use in other.rules]
        assert type.label.translations["en"] == other.label.base
        assert type.label.base == other.label.translations["zh"]


def test_every_condition_asks_for_a_value_that_there_is(
    types: tuple[dict[str, RecordType], dict[str, RecordType]],
) -> None:
    for type in types[1].values():
        allowed = {
            field.name: field.constraints["enum"] for _, field in type.all_fields() if field.categories
        }
        for state in type.states:
            for test in state.when.tests:
                if test.field in allowed and isinstance(test.operand, str):
                    assert test.operand in allowed[test.field], (type.name, state.id)
