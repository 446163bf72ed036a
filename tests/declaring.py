"""Schema files written by hand, and what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model.declared.record_type import RecordType
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.read.schema.schemas import read_types

PLAIN = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "Author", "type": "string"},
        {"name": "Bought", "type": "date"},
    ]
}


def in_english(declared: Any) -> Any:
    """The same with an English name beside each title, label and name that has none."""
    if isinstance(declared, list):
        return [in_english(each) for each in declared]
    if not isinstance(declared, dict):
        return declared
    named = {f"{key}_en": "Name" for key in ("title", "label") if isinstance(declared.get(key), str)}
    titles = declared.get("neutral_title", [])
    named |= (
        {"neutral_title_en": ["Name"] * len([titles] if isinstance(titles, str) else titles)}
        if titles
        else {}
    )
    return {**named, **{key: in_english(value) for key, value in declared.items()}}


def declare(root: Path, name: str = "notes", content: object = PLAIN) -> None:
    path = root / "data" / "schemas" / (name if "." in name else f"{name}.yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (
        content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    )
    path.write_text(text, encoding="utf-8")


def one(root: Path, content: object = PLAIN) -> RecordType:
    declare(root, content=content)
    return read_types(root)["notes"]


def block(**sunlit: Any) -> dict[str, Any]:
    return {**PLAIN, "sunlit": sunlit}


def refusal(root: Path, content: object, name: str = "notes") -> str:
    declare(root, name, content)
    with pytest.raises(CannotRun) as stop:
        read_types(root)
    said = {code: stop.value.phrase.render(translator(code), code) for code in ("zh", "en")}
    assert said["zh"] != said["en"]
    assert "\n" not in said["en"]
    return said["en"]
