"""Whoever hands over a folder of foreign schemas is told all that is wrong with them, and the shortest way out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from building import Root

from generator.check.gate import judge
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.read.schema.schemas import read_types

NO_ID: dict[str, Any] = {"fields": [{"name": "title"}]}
WITH_ID: dict[str, Any] = {"fields": [{"name": "id"}, {"name": "of"}, {"name": "by"}]}


def refused(root: Root, language: str = "en") -> list[str]:
    with pytest.raises(CannotRun) as stop:
        read_types(root.folder)
    return stop.value.phrase.render(translator(language), language).splitlines()


def test_every_schema_without_an_id_is_named_and_a_shipped_one_is_the_way_out(tmp_path: Path) -> None:
    root = Root(tmp_path)
    for name in ("minutes", "tasks", "votes"):
        root.schema(NO_ID, name)
    minutes, tasks, votes = refused(root)
    assert all("primaryKey must name fields" in line for line in (minutes, tasks, votes))
    assert "data/schemas/tasks.yaml with the line 'extends: sunlit/tasks' is enough." in tasks
    assert "extends" not in minutes + votes
    assert "里面写一行 extends: sunlit/tasks 就够了" in refused(root, "zh")[1]


def test_every_relation_to_a_type_that_is_not_there_is_named(tmp_path: Path) -> None:
    root = Root(tmp_path)
    relations = [{"field": "of", "to": "decisions"}, {"field": "by", "to": "members"}]
    root.schema({**WITH_ID, "sunlit": {"relations": relations}}, "votes")
    root.schema({**WITH_ID, "sunlit": {"relations": relations[:1]}}, "works")
    first, second, third = refused(root)
    assert "data/schemas/votes.yaml" in first
    assert "'extends: sunlit/decisions' is enough" in first
    assert "There are: votes, works." in second
    assert "data/schemas/works.yaml" in third


def test_a_folder_of_a_shipped_type_is_told_the_line_that_makes_it_one(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema(WITH_ID, "task")
    root.records({"id": "a"}, type="tasks")
    root.records({"id": "a"}, type="xyz")
    tasks, unknown = judge(root.folder, date(2026, 11, 24)).findings
    said = [found.hint.render(translator("en"), "en") for found in (tasks, unknown) if found.hint]
    assert "'extends: sunlit/tasks' is enough" in said[0]
    assert said[1] == "Add data/schemas/xyz.yaml, or put its files into the folder of their type."
