"""Ids, references, unique keys and trees: what holds between records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.personal.detection import masked
from generator.check.texts.file_names import is_device
from generator.check.values.messages import shown
from generator.model.declared.condition import Value, reference_ids
from generator.model.declared.record_type import RecordType, Relation
from generator.model.declared.severity import Severity
from generator.model.files.addresses import MAX_FILE_NAME_BYTES, address_bytes, file_name, is_publishable
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register, Row
from generator.model.text.folding import canonical
from generator.model.text.nearest import NEAREST, Nearest
from generator.model.text.wording import Phrase, say

Targets = Mapping[str, tuple[Mapping[str, Record], Nearest]]
"""For each type: its records by id, and the names of them among which a near one is sought."""


def check_keys(register: Register, half_read: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Findings for ids, references, unique keys and trees of every type.

    References to a type in ``half_read`` are not judged: the record may stand where reading stopped.
    """
    ids = {
        name: {record.id: record for record in reversed(records)}
        for name, records in register.records.items()
    }
    targets = {name: (known, Nearest(known, NEAREST)) for name, known in ids.items()}
    for type in register.types.values():
        records = register.records[type.name]
        yield from _check_ids(type, records, ids[type.name])
        yield from _check_unique_keys(type, records)
        for relation in type.relations:
            if relation.to in half_read:
                continue
            yield from _check_relation(register.types[relation.to], relation, records, targets)
        if type.tree_field:
            yield from _check_tree(type, type.tree_field, ids[type.name])


def _check_ids(
    type: RecordType, records: tuple[Record, ...], first: Mapping[str, Record]
) -> Iterator[Finding]:
    for record in records:
        source = record.row.source_of(type.id_field)
        if first[record.id] is not record:
            other = first[record.id].row.source_of(type.id_field)
            yield Finding(
                rules.DUPLICATE_ID,
                source,
                say("The id '{id}' stands twice.", id=shown(record.id)),
                say(
                    "It stands first in {path}, line {line}. Give this record an id of its own.",
                    path=other.path,
                    line=other.line or 1,
                ),
                record.id,
                type.id_field,
            )
        elif not is_publishable(record.id):
            message, hint = _no_address(record.id)
            yield Finding(rules.UNPUBLISHABLE_ID, source, message, hint, record.id, type.id_field)
        elif is_device(record.id) and file_name(record.id) == record.id:
            yield _no_file_on_windows(type, record)


def _no_address(id: str) -> tuple[Phrase, Phrase]:
    """Why an id makes no address, and by how much it would have to be shorter."""
    bytes = address_bytes(id)
    if bytes <= MAX_FILE_NAME_BYTES:
        message = say("The id '{id}' is taken: at this address stands the list of all records.", id=shown(id))
        return message, say("Choose another id.")
    message = say(
        "The id '{id}' is too long for an address: it would take {n} bytes, and {limit} is the limit.",
        id=shown(id),
        n=bytes,
        limit=MAX_FILE_NAME_BYTES,
    )
    hint = say(
        "Choose an id that takes {n} bytes less: a lowercase letter, a digit or '-' takes one, any other sign three or more.",
        n=bytes - MAX_FILE_NAME_BYTES,
    )
    return message, hint


def _no_file_on_windows(type: RecordType, record: Record) -> Finding:
    """A warning, since the address may be known already."""
    return Finding(
        rules.FILE_NAME,
        record.row.source_of(type.id_field),
        say("Windows takes '{id}' for a device: it cannot hold the page of that name.", id=shown(record.id)),
        say("Choose another id, unless the record was published with this one."),
        record.id,
        type.id_field,
        Severity.WARNING,
    )


def _check_unique_keys(type: RecordType, records: tuple[Record, ...]) -> Iterator[Finding]:
    for key in type.unique_keys:
        seen: dict[tuple[Value, ...], Record] = {}
        for record in records:
            values = tuple(record.values.get(name) for name in key)
            first = seen.setdefault(tuple(map(_comparable, values)), record)
            if first is not record and any(value is not None for value in values):
                yield _repeated(type, key, record, first)


def _comparable(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(map(canonical, value))
    return canonical(value) if isinstance(value, str) else value


def _repeated(type: RecordType, key: tuple[str, ...], record: Record, first: Record) -> Finding:
    text = " + ".join(shown(record.values.get(name, "")) for name in key)
    return Finding(
        rules.REPEATED_VALUE,
        record.row.source_of(key[0]),
        say(
            "{field} says '{value}', which stands in another row already.",
            field=type.field(key[0]).label,
            value=text,
        ),
        say("It stands first in {path}, line {line}.", path=first.source.path, line=first.source.line or 1),
        record.id,
        key[0],
    )


def _check_relation(
    target: RecordType, relation: Relation, records: tuple[Record, ...], targets: Targets
) -> Iterator[Finding]:
    ids, known = targets[target.name]
    for record in records:
        for row in record.children.get(relation.child, ()) if relation.child else (record.row,):
            for id in reference_ids(row.values.get(relation.field)):
                if id not in ids:
                    yield _dangling(target, relation, record, row, id, known)


def _dangling(
    target: RecordType, relation: Relation, record: Record, row: Row, id: str, known: Nearest
) -> Finding:
    return Finding(
        rules.DANGLING_REFERENCE,
        row.source_of(relation.field),
        say("It refers to {type} '{id}', which does not exist.", type=target.label, id=masked(id)),
        _meant(id, known),
        record.id,
        relation.field,
    )


def _meant(id: str, known: Nearest) -> Phrase:
    if near := known.to(id):
        return say("Did you mean '{id}'?", id=near)
    return say("Write the id of a record that exists, or add that record.")


def _check_tree(type: RecordType, parent: str, ids: Mapping[str, Record]) -> Iterator[Finding]:
    """A finding for each circle, at its record with the smallest id. A record may name several others as those above it; of
    circles that end the same way the first is told.
    """
    done: set[str] = set()
    for start in sorted(ids):
        path = dict.fromkeys([start] if start not in done else [])
        ways = [_parents(ids[start], parent)] if path else []
        while ways:
            id = next(ways[-1], None)
            if id is None:
                ways.pop()
                done.add(path.popitem()[0])
            elif id in path:
                above = list(path)
                yield _circle(type, parent, ids, above[above.index(id) :])
            elif id in ids and id not in done:
                path[id] = None
                ways.append(_parents(ids[id], parent))


def _parents(record: Record, parent: str) -> Iterator[str]:
    return iter(dict.fromkeys(reference_ids(record.values.get(parent))))


def _circle(type: RecordType, parent: str, ids: Mapping[str, Record], circle: list[str]) -> Finding:
    record = ids[min(circle)]
    return Finding(
        rules.CIRCULAR_TREE,
        record.row.source_of(parent),
        say(
            "{field} leads in a circle: {ids}.",
            field=type.field(parent).label,
            ids=" → ".join([*circle, circle[0]]),
        ),
        say("Take out the id of a record that stands below.")
        if len(set(reference_ids(record.values.get(parent)))) > 1
        else say("Leave the field empty for the record that stands on top."),
        record.id,
        parent,
    )
