"""How a form offers a record to be chosen (``GS-1 · 关于…的公示``), and the id that such a cell means."""

from __future__ import annotations

import re

from generator.model.declared.condition import Value
from generator.read.table.values import Normaliser

BETWEEN = " · "
_OTHER_BLANKS = re.compile(r"\s+")
_PARTING = str.maketrans(dict.fromkeys(";；、|", "，"))
"""Of a title what would part the entries of a list (:mod:`~generator.read.table.values`)."""
_NO_TITLE = "-"
_LONGEST_TITLE = 80


def choice_text(id: str, title: str = "") -> str:
    """What stands in the list for a record. :func:`id_of_choice` gives back the id, whatever the two are."""
    shown = _OTHER_BLANKS.sub(" ", title.translate(_PARTING)).strip().replace(BETWEEN, "·")
    if len(shown) > _LONGEST_TITLE:
        shown = shown[:_LONGEST_TITLE] + "…"
    if not shown and BETWEEN not in id:
        return id
    return f"{id}{BETWEEN}{shown or _NO_TITLE}"


def id_of_choice(text: str) -> str:
    """The id without the title behind it; a text without one stays as it is."""
    return text.rpartition(BETWEEN)[0] or text


def reading_choices(read: Normaliser) -> Normaliser:
    """The reader of a reference in a form: of one id, or of each of a list."""

    def read_ids(text: str) -> Value:
        value = read(text)
        if isinstance(value, tuple):
            return tuple(map(id_of_choice, value))
        return read(id_of_choice(text)) if BETWEEN in text else value

    return read_ids
