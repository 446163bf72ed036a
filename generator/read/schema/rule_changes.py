"""Rules of a shipped schema that a site switches off or changes, one by one and with a reason (``rule_changes``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.model.declared.record_type import RuleChange
from generator.model.text.nearest import NEARER, nearest
from generator.model.text.wording import Phrase, Wording, say
from generator.read.schema.place import Place

RULE_CHANGES = "rule_changes"
SPEAKS_OF_IT = ("title", "basis")
"""Keys of a rule that say what it demands and who demands it, in every language."""
Entry = Mapping[str, Any]
"""A rule as a schema has it: its id with the parameters below, beside title, basis and the like."""


def apply_changes(entries: Sequence[Entry], changes: Sequence[RuleChange], place: Place) -> list[Entry]:
    """The rules of a shipped schema as the site has them, in their order; ``place`` is that of the changes.

    Stops at a change that means no rule, or changes nothing.
    """
    changed = list(entries)
    for number, change in enumerate(changes):
        here = place.entry(number, len(changes))
        _refuse_empty(change, here)
        meant = [entry for entry in changed if _is_meant(change, entry)]
        if not meant:
            raise here.refusal(_unknown(change, entries))
        changed = [
            new for entry in changed for new in (_changed(entry, change) if entry in meant else [entry])
        ]
    return changed


def with_former_titles(changes: Sequence[RuleChange], entries: Sequence[Entry]) -> tuple[RuleChange, ...]:
    """A change for each rule that one means, which knows what that rule is called in the shipped schema."""
    return tuple(
        replace(change, was=_title(entry))
        for change in changes
        for entry in entries
        if _is_meant(change, entry)
    )


def _is_meant(change: RuleChange, entry: Entry) -> bool:
    return change.rule in entry and (not change.titled or change.titled in _title(entry).all())


def _title(entry: Entry) -> Wording:
    return Wording(
        str(entry.get("title", "")),
        {
            key.removeprefix("title_").replace("_", "-"): str(text)
            for key, text in entry.items()
            if key.startswith("title_")
        },
    )


def _changed(entry: Entry, change: RuleChange) -> Iterator[Entry]:
    if change.switched_off:
        return
    new = dict(entry)
    if change.parameters:
        spoken = [key for key in entry if key.split("_")[0] in SPEAKS_OF_IT]
        new = {key: value for key, value in entry.items() if key not in spoken}
        new[change.rule] = {**entry[change.rule], **change.parameters}
    if change.title:
        new = {key: value for key, value in new.items() if key.split("_")[0] != "title"}
        named = {f"title_{code.replace('-', '_')}": text for code, text in change.title.translations.items()}
        new |= {"title": change.title.base, **named}
    if change.basis:
        new["basis"] = change.basis
    if change.severity:
        new["severity"] = str(change.severity)
    yield new


def _refuse_empty(change: RuleChange, place: Place) -> None:
    differs = (change.parameters, change.title, change.basis, change.severity)
    if change.switched_off == any(map(bool, differs)):
        raise place.refusal(
            say("{path}: say either that the rule {rule} is switched off (switched_off: true), or what differs (parameters, "
                "title, basis, severity).", rule=change.rule)
        )  # fmt: skip


def _unknown(change: RuleChange, entries: Sequence[Entry]) -> Phrase:
    titles = [_title(entry).base for entry in entries if change.rule in entry]
    if titles:
        return say(
            "{path}: none of the rules {rule} is titled '{title}'. There are: {titles}.",
            rule=change.rule,
            title=change.titled,
            titles="; ".join(titles),
        )
    shipped = sorted({key for entry in entries for key, value in entry.items() if isinstance(value, dict)})
    near = nearest(change.rule, shipped, NEARER)
    return (
        say("{path}: the shipped schema has no rule '{rule}'. Did you mean '{near}'?", rule=change.rule, near=near)
        if near
        else say("{path}: the shipped schema has no rule '{rule}'. There are: {names}.", rule=change.rule,
                 names=", ".join(shipped) or "-")
    )  # fmt: skip
