"""One reader for whatever is declared: each key that may be written is of a kind it knows, and a refusal says where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from declaring import PLAIN, block, declare, one, refusal
from each import each

from generator.check.rules.engine import bound_rules
from generator.check.rules.library import LIBRARY
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.condition import Condition
from generator.model.declared.site import Site
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Wording
from generator.read.schema.keys import Kind, blocks_below, keys_of, meanings
from generator.read.schema.record_types import TableSchema
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import read_site

FILES = (TableSchema, Site, CalendarYear)
SCALARS = {str, int, bool, Decimal, date, Wording, Condition, Mapping}


def known(kind: Kind) -> bool:
    if kind.item is not None:
        return kind.base in (tuple, frozenset) and known(kind.item)
    return kind.base in SCALARS or kind.is_block or kind.is_choice


@each("file", FILES)
def test_whatever_a_file_may_say_is_of_a_kind_that_is_read_and_has_a_meaning(file: Any) -> None:
    for declared in blocks_below(file):
        assert all(meanings(declared).values())
        if declared not in SCALARS and hasattr(declared, "__dataclass_fields__"):
            unread = [name for name, key in keys_of(declared).by_name.items() if not known(key.kind)]
            assert not unread, declared


def test_whatever_a_rule_may_ask_is_of_a_kind_that_is_read() -> None:
    for id, definition in LIBRARY.items():
        assert all(known(key.kind) for key in definition.parameters.values()), id


LINES = """\
fields:
  - {name: id, type: string}
  - name: title
    type: string
  - name: on
    type: date
primaryKey: id
sunlit:
  title: 通知
  date: on
  listing:
    - title
    - on
  period:
    from: on
    to: on
  states:
    - {id: a, title: 甲, look: live}
    - id: b
      title: 乙
      look: done
      when: {on: {before: today}}
  rules:
    - needs: {fields: [title]}
    - needs:
        fields:
          - on
  pages:
    - groups:
        by: title
"""


def bound(root: Path) -> None:
    types = read_types(root)
    bound_rules(types["notes"], types)


@each(
    ("before", "after", "line", "says"),
    [
        ("type: date", "typ: date\n    show: loud", 7, "fields.on.show cannot be 'loud'"),
        ("primaryKey: id", "primaryKey: nr", 7, "primaryKey must name"),
        ("    - title\n    - on", "    - title\n    - onn", 13, "listing names 'onn'"),
        ("    to: on", "    till: on", 16, "'till' under period"),
        ("    to: on", "", 14, "period must say 'to'"),
        ("look: done", "look: dun", 21, "states.look cannot be 'dun'"),
        ("{before: today}", "{befor: today}", 22, "'befor' under states.when.on"),
        ("          - on", "          - onn", 27, "rules.needs.fields names 'onn'"),
        ("by: title", "bei: title", 30, "'bei' under pages.groups"),
        ("  title: 通知", "  titel: 通知", 9, "'titel' under sunlit"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_line_that_the_file_has(
    tmp_path: Path, before: str, after: str, line: int, says: str
) -> None:
    assert LINES.count(before) == 1
    declare(tmp_path, content=LINES.replace(before, after))
    with pytest.raises(CannotRun) as stop:
        bound(tmp_path)
    sentence = stop.value.phrase.render(translator("en"), "en")
    assert sentence.startswith(f"data/schemas/notes.yaml, line {line}: ")
    assert says in sentence


def test_the_line_is_that_of_the_schema_which_extends_not_of_the_shipped_one(tmp_path: Path) -> None:
    text = "extends: sunlit/regulations\nsunlit:\n  relations:\n    - {field: issuer, to: tasks}\n    - {field: nothing, to: x}\n"
    assert "line 5: relations.field names 'nothing'" in refusal(tmp_path, text, "regulations")
    named = "extends: sunlit/regulations\nfields:\n  - {name: pages}\n  - {name: issuer, show: loud}\n"
    assert "line 4: fields.issuer.show" in refusal(tmp_path, named, "regulations")


def test_a_json_file_has_lines_too(tmp_path: Path) -> None:
    declare(tmp_path, "notes.json", json.dumps(block(date="Bouht"), indent=1))
    with pytest.raises(CannotRun) as stop:
        read_types(tmp_path)
    sentence = stop.value.phrase.render(translator("en"), "en")
    assert sentence == (
        "data/schemas/notes.json, line 17: date names 'Bouht', which is not a field of the record. Did you mean Bought?"
    )


def test_a_name_is_found_by_what_people_call_the_field(tmp_path: Path) -> None:
    fields = [
        *PLAIN["fields"],
        {"name": "signed_on", "title": "签发日期", "title_en": "Signed", "type": "date"},
    ]
    assert "Did you mean signed_on?" in refusal(tmp_path, {"fields": fields, "sunlit": {"date": "签发日"}})


@each("block_", [{"order_en": 5}, {"date_zh": "Bought"}, {"title_eng": "x"}])
def test_only_a_text_for_people_has_translations(tmp_path: Path, block_: dict[str, Any]) -> None:
    assert f"'{next(iter(block_))}' under sunlit" in refusal(tmp_path, block(**block_))


def test_nobody_declares_a_rule_to_be_a_shipped_one(tmp_path: Path) -> None:
    """What is inherited falls away where the site lacks a type: an own rule would vanish without a word."""
    rule = {"needs": {"fields": ["gone"]}, "inherited": True}
    assert "each entry of rules names one rule, not: needs, inherited" in refusal(
        tmp_path, block(rules=[rule])
    )


def test_a_list_laid_over_a_shipped_one_may_be_empty_or_nothing(tmp_path: Path) -> None:
    over = {"extends": "sunlit/regulations", "fields": [], "sunlit": {"relations": None, "rules": []}}
    type = one(tmp_path, over)
    assert [relation for relation in type.relations if relation.inherited] == []
    assert type.rules
    assert one(tmp_path, {"extends": "sunlit/regulations", "sunlit": None}).rules == ()


@each("value", ["", " ", None])
def test_what_is_blank_is_left_out(tmp_path: Path, value: str | None) -> None:
    assert one(tmp_path, block(date=value, template=value)).date_field == "Bought"
    assert "states must say 'id'" in refusal(
        tmp_path, block(states=[{"id": value, "title": "甲", "look": "live"}])
    )


def test_a_number_without_quotes_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "site.yaml").write_text("name: 2026\ncontact: {phone: 12345}\n", encoding="utf-8")
    site = read_site(tmp_path)
    assert (site.name, site.contact.phone) == (Wording("2026"), "12345")


@pytest.mark.parametrize(
    "text",
    ["name: true\n", "name: [x]\n", "name_en: {x: y}\n", "site_code: [7]\n", "codes: [{value: true}]\n"],
)
def test_what_is_no_text_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "site.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CannotRun, match="cannot be"):
        read_site(tmp_path)
