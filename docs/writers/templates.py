"""The views of website/ → the reference of what templates are given."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import website
from generator.website.charts import days, time_line
from writers.markdown import code, page, table
from writers.words import words

PLACE = Path(website.__path__[0])
FILES = (
    PLACE / "views.py",
    *sorted(PLACE.glob("*/views.py")),
    *(Path(str(module.__file__)) for module in (days, time_line)),
)
"""The views of all rooms, of each room, and what a picture is drawn from."""

INNER = frozenset({"Step"})
"""What stands beside the views and is given to no template."""


def templates() -> str:
    """The page of all views, their fields and types, with what their docstrings say."""
    classes = [node for path in FILES for node in _classes(path)]
    return page(words("pages", "templates"), *(part for node in classes for part in _view(node)))


def _classes(path: Path) -> Iterator[ast.ClassDef]:
    nodes = ast.parse(path.read_text(encoding="utf-8")).body
    classes = (node for node in nodes if isinstance(node, ast.ClassDef))
    return (node for node in classes if node.name not in INNER and not node.name.startswith("_"))


def _view(node: ast.ClassDef) -> Iterator[str]:
    yield f"## {node.name}"
    yield (ast.get_docstring(node) or "").replace("``", "`")
    yield table(words("headers", "templates"), _rows(node))


def _rows(node: ast.ClassDef) -> Iterator[Sequence[str]]:
    for item, after in zip(node.body, [*node.body[1:], ast.Pass()], strict=True):
        if isinstance(item, ast.AnnAssign):
            yield code(ast.unparse(item.target)), code(ast.unparse(item.annotation)), _text(after)


def _text(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return str(node.value.value).replace("``", "`")
    return ""
