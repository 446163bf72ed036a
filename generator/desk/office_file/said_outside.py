"""What an office says above and below its table: a title, ``公示时间：…—…``, ``受理电话：…``, ``共12人``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from generator.model.declared.condition import Value
from generator.model.declared.record_type import NUMBERS, ChildTable, Field, RecordType, Show
from generator.model.records.record import Source
from generator.model.text.folding import fold
from generator.read.table.days import read_day
from generator.read.table.raw import RawCells
from generator.read.table.shape import shape_of

_PARTS = re.compile(
    r"\s{2,}|[\r\n\t；;]+|\u3000+|\s(?=[^\s\d:：，,][^\s:：，,]{1,11}[:：])|[，,。]\s*(?=[^\s\d:：，,][^\s:：，,]{1,11}[:：])"
)
_ANOTHER_LABEL = re.compile(r"[^\d\s/][:：](?!//)")
"""Of a value that goes on with a label nobody knows where it ends."""
_LABELLED = re.compile(r"([^:：]{1,30})[:：]\s*(\S.*)", re.DOTALL)
_DAY = r"(?:[0-9]{4}\s*年\s*)?(?:[0-9]{1,2}\s*月\s*)?[0-9]{1,2}\s*日|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
_SPAN = re.compile(
    rf"[(（]?(?:自|从)?\s*(?P<first>{_DAY})\s*(?:起)?\s*(?:至|到|[-—–－~～―─]+)\s*(?P<last>{_DAY})\s*(?:止)?[)）]?"
)
_DAY_OF = re.compile(rf"(?:^|[(（])\s*(?P<name>[^\d\s()（）:：]{{1,12}})\s*(?P<day>{_DAY})\s*(?:$|[)）])")
_NUMBERED = re.compile(r"(?P<name>[^\d\s:：]{2,12})[:：]?(?P<number>[0-9]+)\s*[份人张件条户名个次]?")
_CALLED = re.compile(r"(?:表|名单|名册|一览|台账|清单|统计|汇总|通报|公示|公告|结果|情况)$")
_NUMBERS = re.compile(r"[0-9]+")
_COUNTED = re.compile(r"共(?:计|有)?([0-9]+)([人名项条个件户篇家次起份位批])")
_ENTITLED = re.compile(r"[(（].*|[)）].*")


@dataclass(slots=True)
class Said:
    """What was said beside a table: values with their places, texts that may be the title, and the rest."""

    values: dict[str, tuple[Value, Source]] = field(default_factory=dict)
    titles: list[tuple[str, Source]] = field(default_factory=list)
    rest: list[tuple[str, Source]] = field(default_factory=list)

    def take(self, name: str, value: Value, text: str, place: Source) -> None:
        """Of two that say different things neither is sure: the first stands, and the second is told."""
        if name in self.values and self.values[name][0] != value:
            self.rest.append((text, place))
        else:
            self.values.setdefault(name, (value, place))


def said_above(rows: Sequence[RawCells], home: Source, type: RecordType) -> Said:
    """What the rows above a header say."""
    said = Said()
    for row in rows:
        for column, cell in enumerate(row.cells, 1):
            for part in _PARTS.split(cell.strip()):
                if part.strip():
                    _take(part.strip(), home.at(row.line, column), type, said)
    return said


def said_below(
    rows: Sequence[RawCells], home: Source, type: RecordType, table: ChildTable | None, count: int
) -> Said:
    """What the rows under a table say: ``label：value`` of a field, and how many there are, if there are so many."""
    said = Said()
    for row in rows:
        for column, cell in enumerate(row.cells, 1):
            for part in filter(str.strip, _PARTS.split(cell.strip())):
                place = home.at(row.line, column)
                if not (
                    _take_count(part.strip(), place, type, table, count, said)
                    or _take_labelled(part.strip(), place, type, said)
                ):
                    said.rest.append((part.strip(), place))
    return said


def _take(text: str, place: Source, type: RecordType, said: Said) -> None:
    if _take_day_of(text, place, type, said) or _take_numbers(text, place, type, said):
        return
    if _take_labelled(text, place, type, said) or _take_span(text, place, type, said):
        return
    said.rest.append((text, place)) if _LABELLED.fullmatch(text) else said.titles.append((text, place))


def _take_numbers(text: str, place: Source, type: RecordType, said: Said) -> bool:
    """``发放问卷300份，有效回收286份``: numbers of the record. Only if each part is one."""
    found = []
    for part in filter(None, re.split(r"[，,、；;\s]+", text)):
        match = _NUMBERED.fullmatch(part)
        meaning = shape_of(type).records.spellings.meaning(match["name"]) if match else None
        if not match or not isinstance(meaning, Field) or meaning.type not in NUMBERS:
            return False
        found.append(
            (meaning.name, int(match["number"]) if meaning.type == "integer" else Decimal(match["number"]))
        )
    for name, number in found:
        said.take(name, number, text, place)
    return bool(found)


def _take_day_of(text: str, place: Source, type: RecordType, said: Said) -> bool:
    """``截至2026年12月20日``, alone or in brackets behind a title, is the day of the field that 截至日期 names.

    Returns whether that is all that the text says.
    """
    match = _DAY_OF.search(text)
    if not match:
        return False
    spellings = shape_of(type).records.spellings
    found = (spellings.meaning(match["name"] + ending) for ending in ("", "日期", "时间"))
    field = next((each for each in found if isinstance(each, Field) and each.type == "date"), None)
    day = read_day(match["day"]) if field else None
    if field is None or day is None:
        return False
    said.take(field.name, day, text, place)
    return match.span() == (0, len(text))


def _take_labelled(text: str, place: Source, type: RecordType, said: Said) -> bool:
    match = _LABELLED.fullmatch(text)
    spellings = shape_of(type).records.spellings
    meaning = spellings.meaning(match[1].strip()) if match else None
    if not match or not isinstance(meaning, Field) or not meaning.suggested or meaning.name == type.id_field:
        return bool(match) and _take_span(match[2] if match else "", place, type, said)
    value = spellings.normalisers[meaning.name](match[2])
    if _ANOTHER_LABEL.search(match[2]):
        return False
    if _SPAN.fullmatch(match[2].strip()) and meaning.type == "date":
        return _take_span(match[2], place, type, said)
    said.take(meaning.name, value, text, place)
    return True


def _take_span(text: str, place: Source, type: RecordType, said: Said) -> bool:
    """Two days with a dash between them are the period of a type that has one."""
    match = _SPAN.fullmatch(
        re.sub(r"[(（](?:共|含|不含)?[^()（）]*[)）]$", "", text.strip()).strip()
    ) or _SPAN.fullmatch(text.strip())
    days = _days(match["first"], match["last"]) if match and type.period else None
    if not days or not type.period:
        return False
    said.take(type.period.starts, days[0], text, place)
    said.take(type.period.ends, days[1], text, place)
    return True


def _days(first: str, last: str) -> tuple[date, date] | None:
    """The two days; what the second leaves out is that of the first. Without a year nothing is certain."""
    one, other = _NUMBERS.findall(first), _NUMBERS.findall(last)
    if len(one) != len("ymd") or not other:
        return None
    whole = [*one[: len(one) - len(other)], *other]
    begins, ends = (read_day(f"{year}年{int(month)}月{int(day)}日") for year, month, day in (one, whole))
    return (begins, ends) if begins and ends and begins <= ends else None


def _take_count(
    text: str, place: Source, type: RecordType, table: ChildTable | None, count: int, said: Said
) -> bool:
    match = _COUNTED.fullmatch("".join(text.split()))
    found = list(_counting(match[2], type, table)) if match else []
    if not match or int(match[1]) != count or len(found) != 1:
        return False
    said.take(found[0].name, count, text, place)
    return True


def _counting(unit: str, type: RecordType, table: ChildTable | None) -> Iterator[Field]:
    """The numbers of the record that say how many rows there are: 公示人数 for a 公示 of so many 人."""
    if table is None:
        return
    stems = ("", "总", *type.title.all(), *table.title.all())
    names = {fold(f"{stem}{unit}数") for stem in stems}
    for each in type.fields:
        if each.type == "integer" and names & set(map(fold, each.spellings())):
            yield each


def title_among(said: Said, type: RecordType) -> tuple[str, Source] | None:
    """The one text above the table that is its title: the only one, or the only one that says what type it is."""
    if len(said.titles) == 1:
        return said.titles[0]
    words = [fold(text) for text in type.title.all() if text]
    naming = [each for each in said.titles if any(word in fold(_ENTITLED.sub("", each[0])) for word in words)]
    if len(naming) == 1:
        return naming[0]
    # 调查统计表 above 发放问卷300份: what is called as a table is, and stands highest, is the title.
    called = [each for each in said.titles if _CALLED.search(_ENTITLED.sub("", each[0]).strip())]
    highest = [each for each in called if each[1].line == min(one[1].line or 0 for one in said.titles)]
    return highest[0] if len(called) == len(highest) == 1 else None


def title_field(type: RecordType) -> Field | None:
    """The field that such a title belongs into."""
    found: Mapping[str, Field] = {each.name: each for each in type.fields}
    name = type.title_field
    each = found.get(name)
    return each if each and each.type == "string" and each.show is not Show.ATTACHMENT else None
