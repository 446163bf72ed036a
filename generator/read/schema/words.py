"""What a declared value must be, in words: for the sentences that refuse another, and for the reference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from generator.model.declared.condition import Condition
from generator.model.declared.kinds import Among, Between, Form, Naming, OneOf, Trait
from generator.model.text.wording import Phrase, Wording, say
from generator.read.schema.keys import Kind

_FIELDS = {
    Among.OWN: say("a field of the record"),
    Among.ROW: say("a field of that child table"),
    Among.ROW_OR_OWN: say("a field of the record, or of that child table"),
    Among.THEIR: say("a field of that other type"),
}
_NAMED = {
    Naming.TABLE: say("a child table"),
    Naming.TYPE: say("a record type"),
    Naming.FIELD | Naming.TABLE: say("a field or a child table"),
    Naming.FIELD | Naming.COLUMN: say("a field or 'table.field'"),
    Naming.FIELD | Naming.TABLE | Naming.COLUMN: say("a field, a child table or 'table.field'"),
}
_PLAIN = {
    Wording: say("a text, with translations"),
    Condition: say("a condition"),
    bool: say("true or false"),
    int: say("a whole number"),
    Decimal: say("a number"),
    date: say("a day like 2026-11-24"),
    str: say("a text"),
}


def expected(kind: Kind) -> Phrase:
    """What stands there."""
    if kind.item is not None and Trait.BY_NAME not in kind.traits:
        inner = expected(kind.item)
        return (
            say("{one}, or a list", one=inner)
            if Trait.ONE_OR_MORE in kind.traits
            else say("a list: {one}", one=inner)
        )
    if kind.is_choice:
        return _one_of(kind.base)
    return _marked(kind) or _PLAIN.get(kind.base) or say("'key: value' lines")


def _marked(kind: Kind) -> Phrase | None:
    """What a mark says, if that is more than the type does."""
    form, limits, choice = kind.mark(Form), kind.mark(Between), kind.mark(OneOf)
    if form is not None:
        return say("written like this: {example}", example=form.example)
    if kind.names is not None and kind.base is str:
        return _NAMED.get(kind.names.naming) or _FIELDS[kind.names.among]
    if limits is not None:
        return say("a whole number from {least} to {most}", least=limits.least, most=limits.most)
    return _one_of(choice.values) if choice is not None else None


def _one_of(values: Iterable[str]) -> Phrase:
    return say("one of {names}", names=", ".join(map(str, values)))
