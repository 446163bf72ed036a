"""``period``, ``grace``, ``neutral_title`` and ``keeps`` of a ``sunlit:`` block: how long values stand, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Any

from generator.model.personal import Grace
from generator.model.record_type import ChildTable, Field
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.block import known, read_period
from generator.read.columns import mapping
from generator.read.declarations import refuse_unknown

GRACE_KEYS = ("days", "working-days")


def read_public_life(
    block: Mapping[str, Any], fields: Sequence[Field], tables: Sequence[ChildTable], shown: str
) -> dict[str, Any]:
    """All four, by the names that they have in a :class:`RecordType`."""
    return {
        "period": read_period(block, fields, shown),
        "grace": _grace(block, shown),
        "neutral_titles": _neutral_titles(block, fields, shown),
        "keeps": _keeps(block, fields, tables, shown),
    }


def _grace(block: Mapping[str, Any], shown: str) -> Grace:
    """``grace: {days: 3}`` or ``{working-days: 3}``; nothing is none."""
    declared = mapping(block.get("grace"), "grace", shown)
    refuse_unknown(declared, GRACE_KEYS, shown, "grace")
    if not declared:
        return Grace()
    key, days = next(iter(declared.items()))
    if len(declared) > 1 or not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= 366:
        raise CannotRun(say("{path}: grace is written {{days: 3}} or {{working-days: 3}}.", path=shown))
    return Grace(days, key == "working-days")


def _neutral_titles(block: Mapping[str, Any], fields: Sequence[Field], shown: str) -> tuple[str, ...]:
    """``neutral_title``: one text or several with ``{fields}`` in them, the first that can be filled is taken."""
    declared = block.get("neutral_title") or ()
    titles = tuple(map(str, declared)) if isinstance(declared, list | tuple) else (str(declared),)
    for title in titles:
        known(list(title_fields(title, shown)), fields, "neutral_title", shown)
    return titles


def title_fields(title: str, shown: str) -> Iterator[str]:
    """The fields that a neutral title names. Stops at brackets that do not close, and at a form of a value."""
    try:
        parts = list(Formatter().parse(title))
    except ValueError:
        parts = [("", "", "?", None)]
    for _, name, form, conversion in parts:
        if form or conversion:
            raise CannotRun(
                say(
                    "{path}: in neutral_title '{title}' a field stands between two brackets, with nothing beside its name.",
                    path=shown,
                    title=title,
                )
            )
        if name is not None:
            yield name


def _keeps(
    block: Mapping[str, Any], fields: Sequence[Field], tables: Sequence[ChildTable], shown: str
) -> frozenset[str]:
    """``keeps``: fields and child tables."""
    names = block.get("keeps")
    if names is not None and not isinstance(names, list):
        raise CannotRun(
            say("{path}: {where} is a list, each entry begun by '- '.", path=shown, where="keeps")
        )
    tabled = {table.name for table in tables}
    known([name for name in names or () if name not in tabled], fields, "keeps", shown)
    return frozenset(names or ())
