"""YAML and JSON files that declare things (schemas, ``site.yaml``) → plain mappings.

Unlike records, these are policy written by engineers: a file that cannot be read stops the run
(:class:`CannotRun`) with one sentence, since nothing could be judged without it.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from generator.model.stop import CannotRun
from generator.model.wording import say

SHIPPED = Path(__file__).parent.parent / "shipped"
CHECKOUT = Path(__file__).parents[2]


def shipped(*parts: str) -> Path:
    """A file or folder that comes with the generator: in the wheel's package data, else in the checkout."""
    home = SHIPPED if SHIPPED.is_dir() else CHECKOUT
    return home.joinpath(*parts)


_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one that libyaml drives takes a tenth of the time: seventeen schemas are read for every check."""


class _DeclarationLoader(_SafeLoader):  # type: ignore[misc] # which of the two is known when this runs
    """Safe YAML in which ``on`` and ``no`` are words, and a key given twice is refused, not overwritten."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own class attribute)
        first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:bool"]
        for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.MarkedYAMLError(problem=f"key '{key}' twice", problem_mark=node.start_mark)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


_DeclarationLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf")
)


def load(path: Path, shown: str) -> dict[str, Any]:
    """The mapping in a declaration file; ``shown`` is how messages call the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = _parsed(text, is_json=path.suffix == ".json")
    except UnicodeDecodeError:
        raise CannotRun(say("{path} is not UTF-8 text. Save it as UTF-8.", path=shown)) from None
    except OSError as error:
        raise CannotRun(
            say("{path} cannot be read: {reason}.", path=shown, reason=str(error.strerror))
        ) from None
    except json.JSONDecodeError as error:
        raise CannotRun(_broken(shown, error.lineno, error.colno)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise CannotRun(
            _broken(shown, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1)
        ) from None
    if not isinstance(content, dict):
        raise CannotRun(say("{path} is not a list of 'key: value' lines.", path=shown))
    return {str(key): _plain(value) for key, value in content.items()}


@lru_cache(maxsize=256)
def _parsed(text: str, *, is_json: bool) -> Any:
    """Kept, since the same schemas are read for both revisions that are compared and at every change of a preview.

    Nobody changes it: :func:`load` hands on a copy.
    """
    return json.loads(text) if is_json else yaml.load(text, _DeclarationLoader)


def _broken(shown: str, line: int, column: int) -> Any:
    return say(
        "{path} cannot be read: look at line {line}, column {column}.", path=shown, line=line, column=column
    )


def _plain(value: Any) -> Any:
    """Dates as their text, keys as text: a declaration is data for Table Schema, not Python objects."""
    if isinstance(value, dict):
        return {key if isinstance(key, str) else str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
