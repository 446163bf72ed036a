"""``pages`` of a ``sunlit:`` block → :class:`Section`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.model.record_type import ChildTable, Field
from generator.model.section import (
    TAKEN_FOLDERS,
    GroupsPage,
    LagPage,
    LedgerPage,
    MatrixPage,
    Owed,
    Remedies,
    ScoresPage,
    Section,
    SectionPage,
    TreePage,
)
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.block import known
from generator.read.columns import mapping, mappings, not_one_of
from generator.read.declarations import refuse_unknown, wording

PAGE_KINDS = ("tree", "matrix", "ledger", "scores", "groups", "lag")
PAGE_KEYS = ("title", "description", "home")
"""What stands beside the kind's own entry in an entry of ``pages``."""
TREE_KEYS = ("by", "progress", "weight", "owner", "unit", "due", "expects", "why")
MATRIX_KEYS = ("by", "rows", "columns", "owed")
OWED_KEYS = ("of", "field", "by", "column")
LEDGER_KEYS = ("by", "said", "verdict", "problem", "source", "answered", "tell", "done")
REMEDY_KEYS = ("table", "due", "done")
SCORES_KEYS = ("by", "subject", "total", "table", "label", "score")
GROUPS_KEYS = ("by",)
LAG_KEYS = ("from", "to")
DATES = ("date", "datetime")


class _Declared:
    """One entry of ``pages`` and the fields that it may name."""

    def __init__(
        self, kind: str, values: Mapping[str, Any], fields: Sequence[Field], tables: Sequence[ChildTable]
    ):
        self.kind, self.values, self.fields = kind, values, fields
        self.tables = {table.name: table.fields for table in tables}

    def where(self, key: str = "") -> str:
        return f"pages.{self.kind}.{key}" if key else f"pages.{self.kind}"

    def one(self, key: str, shown: str) -> str:
        """The field under a key that must be there."""
        if self.values.get(key) in (None, ""):
            raise CannotRun(say("{path}: {where} must say '{key}'.", path=shown, where=self.where(), key=key))
        return known([self.values[key]], self.fields, self.where(key), shown)[0]

    def perhaps(self, key: str, shown: str) -> str:
        return self.one(key, shown) if key in self.values else ""

    def several(self, key: str, shown: str) -> tuple[str, ...]:
        """The fields under a key, one or a list."""
        given = self.values.get(key) or ()
        return known(
            given if isinstance(given, list | tuple) else [given], self.fields, self.where(key), shown
        )

    def table(self, shown: str, values: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, ...]:
        """The child table that ``values`` name, and the fields of it under ``keys``."""
        name = str(values.get("table"))
        if name not in self.tables:
            raise CannotRun(
                say(
                    "{path}: {where} names '{name}', which is no child table of the schema.",
                    path=shown,
                    where=self.where("table"),
                    name=name,
                )
            )
        return name, *known([values.get(key) for key in keys], self.tables[name], self.where(), shown)


def read_sections(
    block: Mapping[str, Any], fields: Sequence[Field], tables: Sequence[ChildTable], shown: str
) -> tuple[Section, ...]:
    """``pages``: what a type shows beside its records. Stops at two pages in one folder."""
    sections = tuple(
        _section(item, fields, tables, shown) for item in mappings(block.get("pages"), "pages", shown)
    )
    folders = [section.page.folder for section in sections if section.page.folder]
    for folder in folders:
        if folders.count(folder) > 1 or folder in TAKEN_FOLDERS:
            raise CannotRun(
                say("{path}: two pages would stand in the folder '{folder}'.", path=shown, folder=folder)
            )
    if any(isinstance(section.page, TreePage) for section in sections) and not block.get("tree"):
        raise CannotRun(say("{path}: a tree among the pages needs the key 'tree'.", path=shown))
    return sections


def _section(
    item: Mapping[str, Any], fields: Sequence[Field], tables: Sequence[ChildTable], shown: str
) -> Section:
    kinds = [key for key in item if key in PAGE_KINDS]
    refuse_unknown({key: 1 for key in item if key not in kinds}, (*PAGE_KINDS, *PAGE_KEYS), shown, "pages")
    if len(kinds) != 1:
        raise not_one_of(", ".join(kinds) or "-", PAGE_KINDS, "pages", shown)
    kind = kinds[0]
    values = mapping(item[kind], f"pages.{kind}", shown)
    keys, make = _MAKERS[kind]
    refuse_unknown(values, keys, shown, f"pages.{kind}")
    page = make(_Declared(kind, values, fields, tables), shown)
    return Section(page, wording(item, "title"), wording(item, "description"), item.get("home") is True)


def _tree(declared: _Declared, shown: str) -> TreePage:
    return TreePage(
        declared.one("by", shown),
        declared.one("progress", shown),
        *(declared.perhaps(key, shown) for key in TREE_KEYS[2:]),
    )


def _matrix(declared: _Declared, shown: str) -> MatrixPage:
    owed = mappings(declared.values.get("owed"), declared.where("owed"), shown)
    for item in owed:
        refuse_unknown(item, OWED_KEYS, shown, declared.where("owed"))
    return MatrixPage(
        by=declared.one("by", shown),
        rows=declared.one("rows", shown),
        columns=declared.several("columns", shown),
        owed=tuple(Owed(*(str(item.get(key, "")) for key in OWED_KEYS)) for item in owed),
    )


def _ledger(declared: _Declared, shown: str) -> LedgerPage:
    done = mapping(declared.values.get("done"), declared.where("done"), shown)
    refuse_unknown(done, REMEDY_KEYS, shown, declared.where("done"))
    return LedgerPage(
        by=declared.one("by", shown),
        said=declared.one("said", shown),
        verdict=declared.one("verdict", shown),
        problem=str(declared.values.get("problem") or ""),
        source=declared.several("source", shown),
        answered=declared.several("answered", shown),
        tell=declared.several("tell", shown),
        done=Remedies(*declared.table(shown, done, ("due", "done"))) if done else None,
    )


def _scores(declared: _Declared, shown: str) -> ScoresPage:
    table, label, score = declared.table(shown, declared.values, ("label", "score"))
    return ScoresPage(
        by=declared.one("by", shown),
        subject=declared.one("subject", shown),
        table=table,
        label=label,
        score=score,
        total=declared.perhaps("total", shown),
    )


def _groups(declared: _Declared, shown: str) -> GroupsPage:
    by = declared.one("by", shown)
    type = next(field.type for field in declared.fields if field.name == by)
    return GroupsPage(by, yearly=type in DATES)


def _lag(declared: _Declared, shown: str) -> LagPage:
    return LagPage(declared.one("from", shown), declared.one("to", shown))


_MAKERS: Mapping[str, tuple[Sequence[str], Callable[[_Declared, str], SectionPage]]] = {
    "tree": (TREE_KEYS, _tree),
    "matrix": (MATRIX_KEYS, _matrix),
    "ledger": (LEDGER_KEYS, _ledger),
    "scores": (SCORES_KEYS, _scores),
    "groups": (GROUPS_KEYS, _groups),
    "lag": (LAG_KEYS, _lag),
}
