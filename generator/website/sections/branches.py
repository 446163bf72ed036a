"""The entries of a year → branches of a tree, late and finished leaves counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import reference_ids
from generator.model.declared.section import TreePage
from generator.website.places.years import in_file_order


@dataclass(frozen=True, slots=True)
class Branch:
    """An entry with what stands below it. ``code`` counts its place (1.2.1).

    ``share`` is its progress (0 to 100) as it is published: typed, or worked out by the door from what is below; ``None`` if
    nothing says. ``leaves`` leaves out what is no longer followed.
    """

    entry: Entry
    code: str
    kids: tuple[Branch, ...]
    share: float | None
    leaves: int
    done: int
    late: int

    @property
    def is_followed(self) -> bool:
        return looks(self.entry) != "off"

    def below(self) -> Iterator[Branch]:
        """All its leaves; a leaf yields itself."""
        if not self.kids:
            yield self
        for kid in self.kids:
            yield from kid.below()


def looks(entry: Entry) -> str:
    """The look of the entry's state; empty without one."""
    return entry.state.look if entry.state else ""


def branches(entries: Sequence[Entry], page: TreePage, tree_field: str) -> tuple[Branch, ...]:
    """The topmost branches: entries whose parent is not among ``entries``."""
    known = {entry.id for entry in entries}
    below: dict[str, list[Entry]] = {}
    for entry in in_file_order(entries):
        parent = next(iter(reference_ids(entry.values.get(tree_field))), "")
        below.setdefault(parent if parent in known else "", []).append(entry)
    return _grown(below, "", "", page)


def _grown(
    below: Mapping[str, Sequence[Entry]], parent: str, prefix: str, page: TreePage
) -> tuple[Branch, ...]:
    return tuple(
        _branch(entry, f"{prefix}{place}", _grown(below, entry.id, f"{prefix}{place}.", page), page)
        for place, entry in enumerate(below.get(parent, ()), 1)
    )


def _branch(entry: Entry, code: str, kids: tuple[Branch, ...], page: TreePage) -> Branch:
    own = number(entry.values.get(page.progress))
    if kids:
        counts = [sum(getattr(kid, name) for kid in kids) for name in ("leaves", "done", "late")]
        return Branch(entry, code, kids, own, *counts)
    look = looks(entry)
    return Branch(entry, code, (), own, int(look != "off"), int(look == "done"), int(look == "late"))


def number(value: object) -> float | None:
    """A number as a float; ``None`` for anything else."""
    return float(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def goals(roots: Sequence[Branch]) -> tuple[Branch, ...]:
    """What a year is divided into: the branches of its one tree, or its trees where there are several."""
    return roots[0].kids if len(roots) == 1 and roots[0].kids else tuple(roots)
