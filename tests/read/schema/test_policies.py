"""Schemas that would show a value where no take-down reaches it are refused when they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from declaring import declare, one, refusal
from each import each

from generator.model.declared.personal import After, Grace, Personal, PersonalClass, Public
from generator.model.text.wording import Wording
from generator.read.schema.schemas import read_types

BOUND = {"class": "name", "public": "during-period", "after": "mask"}


def schema(personal: dict[str, Any] | None = None, **sunlit: Any) -> dict[str, Any]:
    fields = [
        {"name": "id", "type": "string"},
        {"name": "title", "type": "string"},
        {"name": "who", "type": "string", "personal": personal or BOUND},
        {"name": "unit", "type": "string"},
        {"name": "from", "type": "date"},
        {"name": "to", "type": "date"},
    ]
    block = {"period": {"from": "from", "to": "to"}, "neutral_title": "公示（{unit}）", **sunlit}
    return {"fields": fields, "sunlit": {key: value for key, value in block.items() if value is not None}}


def test_a_policy_is_read(tmp_path: Path) -> None:
    type = one(tmp_path, schema(grace={"working-days": 3}, keeps=["unit"], neutral_title=["{unit}", "名单"]))
    field = type.field("who")
    assert field.personal == Personal(PersonalClass.NAME, Public.DURING_PERIOD, After.MASK)
    assert (field.lasts, field.period_bound, field.leaves_something) == (False, True, True)
    assert type.grace == Grace(working_days=3)
    assert type.neutral_titles == (Wording("{unit}"), Wording("名单"))
    assert type.keeps == {"unit"}
    assert type.has_passing
    assert type.has_period_bound


def test_without_a_policy_a_field_lasts(tmp_path: Path) -> None:
    type = one(tmp_path)
    assert all(field.lasts for _, field in type.all_fields())
    assert not type.has_passing


@each("sunlit", [{"period": None}, {"neutral_title": None}])
def test_a_type_says_when_its_values_go_and_what_is_left(tmp_path: Path, sunlit: dict[str, Any]) -> None:
    assert f"needs the key '{next(iter(sunlit))}'" in refusal(tmp_path, schema(**sunlit))


@each("personal", [
    {"class": "nickname", "public": "always"},
    {"class": "name", "public": "sometimes"},
    {"class": "name"},
    {"public": "always"},
    {"class": "name", "public": "never", "after": "burn"},
    {"class": "name", "public": "never", "until": "2026"},
])  # fmt: skip
def test_a_policy_that_means_nothing_is_refused(tmp_path: Path, personal: dict[str, Any]) -> None:
    assert "personal" in refusal(tmp_path, schema(personal))


def test_only_a_text_can_be_masked(tmp_path: Path) -> None:
    content = schema()
    content["fields"][4]["personal"] = {"class": "birth", "public": "never", "after": "mask"}
    assert "only a text can be masked" in refusal(tmp_path, content)


@each("personal", [BOUND, {"class": "name", "public": "never"}])
@each("sunlit", [
    {"listing": ["who"]},
    {"facets": ["who"]},
    {"neutral_title": "{who}"},
    {"states": [{"id": "a", "title": "甲", "look": "none", "when": {"who": {"empty": True}}}]},
    {"states": [{"id": "a", "title": "甲", "look": "none", "when": {"unit": {"before": "who"}}}]},
    {"relations": [{"field": "who", "to": "notes"}]},
    {"tree": "who"},
    {"notice": {"opening": "who"}},
    {"notice": {"contact": ["unit", "who"]}},
    {"pages": [{"groups": {"by": "who"}}]},
    {"pages": [{"ledger": {"by": "from", "said": "title", "verdict": "who", "problem": "甲"}}]},
    {"pages": [{"scores": {"by": "from", "subject": "who", "table": "rows", "label": "word", "score": "word"}}],
     "children": {"rows": {"fields": [{"name": "word"}]}}},
    {"pages": [{"matrix": {"by": "from", "rows": "unit", "columns": ["who"]}}]},
])  # fmt: skip
def test_what_outlives_the_value_cannot_be_declared_over_it(
    tmp_path: Path, personal: dict[str, Any], sunlit: dict[str, Any]
) -> None:
    assert "cannot use 'who'" in refusal(tmp_path, schema(personal, **sunlit))


def test_nor_a_page_over_a_column_of_a_child_table(tmp_path: Path) -> None:
    page = {"scores": {"by": "from", "subject": "unit", "table": "rows", "label": "person", "score": "mark"}}
    table = {"fields": [{"name": "person", "personal": BOUND}, {"name": "mark", "type": "number"}]}
    content = schema({"class": "name", "public": "always"}, pages=[page], children={"rows": table})
    assert "cannot use 'person'" in refusal(tmp_path, content)


def test_nor_an_attachment_whose_bytes_everybody_has(tmp_path: Path) -> None:
    content = schema()
    content["fields"][2]["show"] = "attachment"
    assert "fields.who.show cannot use 'who'" in refusal(tmp_path, content)


def test_nor_a_page_of_another_type(tmp_path: Path) -> None:
    declare(tmp_path, "lists", schema())
    owed = [{"of": "lists", "field": "who", "by": "from", "column": "unit"}]
    page = {"matrix": {"by": "from", "rows": "unit", "columns": ["title"], "owed": owed}}
    other = schema({"class": "name", "public": "always"}, pages=[page])
    assert "cannot use 'who'" in refusal(tmp_path, other, "sums")


def test_nor_an_id_nor_the_days_of_its_period(tmp_path: Path) -> None:
    for place, where in ((0, "primaryKey"), (4, "period.from"), (5, "period.to")):
        content = schema({"class": "name", "public": "always"})
        content["fields"][place]["personal"] = {"class": "other", "public": "during-period"}
        assert where in refusal(tmp_path, content)


@each("grace", [{"days": -1}, {"days": "drei"}, {"days": True}, {"days": 1, "working-days": 1}, {"weeks": 1}])
def test_grace_is_a_number_of_days(tmp_path: Path, grace: dict[str, Any]) -> None:
    assert "grace" in refusal(tmp_path, schema(grace=grace))


@each("title", ["{nobody}", "{unit", "{unit!r}", "{unit:>10}", "{unit.__class__}", "{unit[0]}", "{}"])
def test_a_neutral_title_names_fields_and_nothing_else(tmp_path: Path, title: str) -> None:
    assert "neutral_title" in refusal(tmp_path, schema(neutral_title=title))


def test_what_is_kept_is_a_field_or_a_table(tmp_path: Path) -> None:
    assert "keeps" in refusal(tmp_path, schema(keeps=["nothing"]))
    assert "keeps" in refusal(tmp_path, schema(keeps="unit"))


def test_a_title_that_goes_may_be_declared_where_there_is_a_neutral_one(tmp_path: Path) -> None:
    content = schema({"class": "name", "public": "always"})
    content["fields"][1]["personal"] = {"class": "other", "public": "during-period"}
    assert one(tmp_path, content).field("title").period_bound


def test_a_foreign_schema_with_a_key_of_that_name_is_refused_in_one_sentence(tmp_path: Path) -> None:
    fields = [{"name": "id"}, {"name": "title", "personal": "yes"}]
    assert "title.personal" in refusal(tmp_path, {"fields": fields})


def test_every_common_field_lasts(tmp_path: Path) -> None:
    """They are downloaded with every record, so none may be bound to a period that not every type has."""
    declare(tmp_path, content={"fields": [{"name": "id"}], "sunlit": {}})
    type = read_types(tmp_path)["notes"]
    assert {"withdrawn", "former_ids", "approvals", "corrections"} <= type.common
    assert not type.has_passing
