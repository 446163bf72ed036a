"""The tasks of the handbook: every command in them is run, and each picture is what it prints."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from building import PROJECT

sys.path.append(str(PROJECT / "docs"))
import pictures
from writers.handbook_tasks import sessions

FIRST, THEN = (
    {"zh": "## 一步一步办", "en": "## Step by step"},
    {"zh": "## 记录放在哪里", "en": "## Where records go"},
)
FENCE = re.compile(
    r"(?:<!-- (?P<mark>[a-z ]+): (?P<name>[^\n]+) -->\n\n)?^```sh\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def tasks(language: str) -> str:
    """The part of the handbook that goes by task."""
    text = (PROJECT / f"docs/handbook.{language}.md").read_text(encoding="utf-8")
    return text[text.index(FIRST[language]) : text.index(THEN[language])]


@pytest.mark.parametrize("language", [pytest.param("zh", marks=pytest.mark.proof), "en"])
def test_every_picture_is_what_the_commands_print(language: str) -> None:
    made = dict(pictures.pictures(language))
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, f"run docs/pictures.py: {path.name} is another now"
    assert set(made) == set((PROJECT / "docs/pictures").glob(f"*.{language}.svg"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_of_the_tasks_is_run_and_pictured(language: str) -> None:
    text = tasks(language)
    fences = list(FENCE.finditer(text))
    assert len(fences) > 8
    for fence in fences:
        assert fence["mark"] in ("run", "refused"), fence["body"]
        assert f"](pictures/{fence['name']}.{language}.svg)" in text
    assert not re.search(r"^```(?:bash|console|shell)", text, re.MULTILINE)


def test_both_handbooks_do_the_same_with_the_same_files() -> None:
    marks = r"<!-- (?:office|beside|day|by hand|run|refused): [^\n]+ -->"
    block = re.compile(rf"{marks}(?:\n\n```(?:text|yaml)\n.*?^```$)?", re.MULTILINE | re.DOTALL)
    assert block.findall(tasks("zh")) == block.findall(tasks("en"))


def test_a_command_that_ends_otherwise_than_the_handbook_says_is_noticed() -> None:
    text = "<!-- day: 2026-12-01 -->\n<!-- refused: x -->\n\n```sh\nsunlit types\n```\n"
    with pytest.raises(ValueError, match="x: the commands end with"):
        list(sessions(text, "en"))


def test_a_picture_is_small_and_its_text_is_text() -> None:
    found: list[Any] = sorted(Path(PROJECT / "docs/pictures").glob("*.svg"))
    assert found
    for path in found:
        text = path.read_text(encoding="utf-8")
        assert len(text) < 8_000
        assert "<text" in text
        assert not re.search(r"<(?:script|image|foreignObject)|href", text)
