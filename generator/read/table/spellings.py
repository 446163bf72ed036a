"""What a key or a header may say, and what it means: names and titles of a table's columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildTable, Field
from generator.model.text.folding import fold
from generator.model.text.nearest import NEARER, Nearest
from generator.read.table.choices import reading_choices
from generator.read.table.values import Normaliser, clean, normaliser, split_remark

Meaning = Field | ChildTable
_LONGEST_SPELLING = 1000
MISSING_VALUES = "missingValues"
_SHORT = 2
_DAYS = frozenset({"date", "datetime", "yearmonth", "year"})
_SAYS_A_DAY = re.compile(r"日期|时间|(?<![a-z])(?:date|day|time)(?![a-z])", re.IGNORECASE)
_REQUIRED = frozenset(map(fold, ("必填", "必填项", "选填", "选填项", "required", "optional")))
"""What stands beside such a name and is none."""
_BETWEEN_LANGUAGES = re.compile(
    r"\s*[\r\n/／|｜()（）*＊]+\s*|(?<=[\u3400-\u9fff])[ \u3000]+(?=[A-Za-z])|(?<=[A-Za-z])[ \u3000]+(?=[\u3400-\u9fff])"
)
"""What parts the names of one column in two languages (``编号⏎Number``, ``编号/Number``, ``编号 Number``), or marks one that
must be filled in (``*编号``).
"""


def _emptying(read: Normaliser, missing: frozenset[str]) -> Normaliser:
    """The reader for cells of which some texts mean nothing."""
    return (lambda text: "" if clean(text) in missing else read(text)) if missing else read


def _missing(field: Field, of_schema: frozenset[str]) -> frozenset[str]:
    """The texts that mean nothing in a field: its own take the place of the schema's (Table Schema 2). One may be given with
    a label that says why.
    """
    own = field.options.get(MISSING_VALUES)
    if own is None:
        return of_schema
    return frozenset(str(each.get("value", "") if isinstance(each, dict) else each) for each in own)


def _proposed(column: Meaning) -> tuple[str, ...]:
    """The spellings that a message may propose."""
    return column.spellings() if isinstance(column, ChildTable) or column.suggested else ()


def _is_of_days(column: Meaning, spelling: str) -> bool:
    is_day = isinstance(column, Field) and column.type in _DAYS
    return is_day or _SAYS_A_DAY.search(spelling) is not None


class Spellings:
    """Every spelling of a table's fields and child tables. Names win over titles and these over synonyms, earlier ones over
    later.
    """

    def __init__(
        self,
        fields: Sequence[Field],
        children: Sequence[ChildTable] = (),
        missing: frozenset[str] = frozenset(),
        chosen: Collection[str] = (),
    ) -> None:
        """``missing`` are texts that mean an empty cell, unless a field has its own; ``chosen`` the fields that hold ids as a
        form offers them.
        """
        columns: tuple[Meaning, ...] = (*fields, *children)
        self._typed: dict[str, Meaning | None] = {column.name: column for column in reversed(columns)}
        self._folded: dict[str, Meaning] = {}
        names = ((column.name, column) for column in columns)
        titles = ((title, column) for column in columns for title in column.title.all())
        synonyms = ((synonym, column) for column in columns for synonym in column.synonyms)
        for spelling, column in (*names, *titles, *synonyms):
            self._folded.setdefault(fold(spelling), column)
        self._begins: dict[str, bool] = {}
        self.normalisers: dict[str, Normaliser] = {
            field.name: _emptying(
                reading_choices(normaliser(field)) if field.name in chosen else normaliser(field),
                _missing(field, missing),
            )
            for field in fields
        }
        """How the text of each field becomes its value, by the field's name."""
        self.remarks = tuple((field.name, field.remark) for field in fields if field.remark)
        """The number fields beside which a remark may stand in brackets, each with the field that takes it."""
        self.fields = tuple(fields)
        self._children = tuple(children)
        self._proposed = tuple(spelling for column in columns for spelling in _proposed(column))
        self._nearest = Nearest(self._proposed, NEARER)
        of_days = (
            spelling for column in columns for spelling in _proposed(column) if _is_of_days(column, spelling)
        )
        self._nearest_of_days = Nearest(of_days, NEARER)

    def may_mean(self, text: str) -> bool:
        """Whether a text begins as one that spells something: whether it is worth asking what, for each of many rows."""
        beginning = text[:_SHORT]
        if beginning not in self._begins:
            folded = fold(beginning)
            spellings = (*self._folded, *_REQUIRED)
            self._begins[beginning] = (
                not folded[:1].isalnum()
                or folded[0] in self._folded
                or any(each.startswith(folded) for each in spellings)
            )
        return self._begins[beginning]

    def are_names(self, key: Field, key_text: str, texts: Sequence[str]) -> bool:
        """Whether what stands in a row are the names of columns, in whatever order, as a header that stands again says them.

        ``key_text`` is what stands as the id. More than half of what is said are names, that of the id among them: a word
        that is also the name of a column may be an id, as 术语 in a list of terms.
        """
        if not (self.may_mean(key_text) and self.meaning(key_text)):
            return False
        meanings = [self.meaning(text) for text in texts]
        names = {meaning.name for meaning in meanings if meaning}
        return key.name in names and 2 * len(names) > len(meanings)

    def meaning(self, text: str) -> Meaning | None:
        """The field or child table that ``text`` spells."""
        if len(text) > _LONGEST_SPELLING:
            return None
        if text not in self._typed:
            self._typed[text] = self._folded.get(fold(text)) or self._meaning_in_languages(text)
        return self._typed[text]

    def _meaning_in_languages(self, text: str) -> Meaning | None:
        """What a name in two languages means, if each of them means the same."""
        names = [
            name for name in _BETWEEN_LANGUAGES.split(text) if name.strip() and fold(name) not in _REQUIRED
        ]
        meanings = [self._folded.get(fold(name)) for name in names] if names != [text] else []
        return meanings[0] if meanings and all(each is meanings[0] for each in meanings) else None

    def nearest(self, text: str) -> str | None:
        """The spelling that an unknown ``text`` most probably means; never one that would hide or withdraw the record.

        Of a name of two characters the second may be the wrong one. Where only the second is right (序号, 编号) the two are
        things of one kind, and not the same. What calls itself a day ('Reply date') is none of the other fields ('Reply').
        """
        if near := (self._nearest_of_days if _SAYS_A_DAY.search(text) else self._nearest).to(text):
            return near
        alike = {name for name in self._proposed if len(text) == len(name) == _SHORT and text[0] == name[0]}
        return alike.pop() if len(alike) == 1 else None

    def tables_with(self, text: str) -> Sequence[ChildTable]:
        """The child tables that have a field of that name."""
        folded = fold(text[:_LONGEST_SPELLING])
        return [
            table
            for table in self._children
            if any(folded == fold(spelling) for field in table.fields for spelling in field.spellings())
        ]

    def part_remarks(self, values: dict[str, Value]) -> Iterator[tuple[str, str]]:
        """Parts ``80%（滞后）`` into number and remark, where the remark's field is empty; yields the pairs parted."""
        for name, remark in self.remarks:
            text = values.get(name)
            if isinstance(text, str) and remark not in values and (parts := split_remark(text)):
                number = self.normalisers[name](parts[0])
                if not isinstance(number, str):
                    values[name], values[remark] = number, clean(parts[1])
                    yield name, remark

    def count_known(self, texts: Iterable[str]) -> int:
        """How many of the texts spell something."""
        return sum(1 for text in texts if text.strip() and self.meaning(text))
