"""Entry → :class:`RowView`: what a row of a list shows, wherever it is drawn (pages of a listing, groups, the home page, and
what a script draws from ``rows.json``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from generator.disclose.disclosure import Entry, Reference
from generator.model.declared.condition import day_of, reference_ids
from generator.model.declared.record_type import NUMBERS, Field, Look, RecordType, Show
from generator.model.text.wording import fill
from generator.website.cells import cell
from generator.website.exports.recurring import next_day, recurring
from generator.website.listing.views import ColumnView, FactView, RowView
from generator.website.places.deadlines import SETTLED
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.page import is_fictional
from generator.website.views import Cell
from generator.website.words.language import Language

LONGEST_LINE = 90
"""Characters of the sentence under a title."""
MOST_SQUARES = 24
"""More things than these are told by their numbers alone."""
_ENDS_OF_SENTENCES = "。！？.!?"
_NAMED = frozenset({"date", "number", "flag"})
"""Kinds of value that say nothing without their name."""


def _kind(view: Viewpoint, entry: Entry) -> str:
    """What it is, and of whom where the site is one over several bodies."""
    type, language = entry.type, view.language
    label, publisher = language.text(type.label), entry.values.get(type.publisher)
    if not publisher:
        return label
    return language.joined((label, language.choice(type.field(type.publisher), str(publisher))), " · ")


def row_view(view: Viewpoint, entry: Entry, counts_days: bool = True) -> RowView:
    """An entry as a line of a list. Days are counted where the page is made anew each day (``counts_days``): a numbered page
    of a listing stands as long as its records do.
    """
    language, declared, cells = view.language, entry.type.row, _Cells(view, entry)
    shown = [cells[name] for name in entry.type.listing if name in entry.values]
    due = deadline_fact(view, entry, counts_days)
    fact, said = _fact(view, entry, cells, due, counts_days)
    coming = _next_time(view, entry) if counts_days else None
    return RowView(
        title=language.title(entry.title),
        href=view.record(entry).href,
        kind=_kind(view, entry),
        state=view.state(entry.state),
        date=language.day(entry.day) if entry.day else "",
        date_iso=entry.day.isoformat() if entry.day else "",
        meta=tuple(
            _labelled(language, item)
            for item in shown
            if item.text and item.kind != "progress" and not _is_date(entry, item) and item.name != said
        ),
        progress=_progress(entry, cells),
        fictional=is_fictional(entry),
        period=view.period(entry),
        line=_line(view, entry, cells),
        fact=coming or fact,
        notes=(*((fact,) if coming and fact else ()), *_notes(entry, cells, said)),
        due=due,
        cells=tuple(
            fact for name in declared.columns for fact in _column_facts(view, entry, cells, name, counts_days)
        ),
    )


class _Cells(dict[str, Cell]):
    """The cells of an entry by the names of their fields, each made when it is first asked for."""

    def __init__(self, view: Viewpoint, entry: Entry) -> None:
        super().__init__()
        self._view, self._entry = view, entry

    def __missing__(self, name: str) -> Cell:
        field, view = self._entry.type.field(name), self._view
        made = self[name] = cell(field, self._entry.values.get(name), view.language, view.today)
        return made


def column_views(language: Language, type: RecordType) -> tuple[ColumnView, ...]:
    """The heads of a listing that is a table, in the order of a row's ``cells``."""
    due = {field.name for field in type.deadlines}
    found = list[ColumnView]()
    for name in type.row.columns:
        field = type.field(name)
        label = language.text(field.label)
        is_number = field.type in NUMBERS and field.show is not Show.PROGRESS
        found.append(ColumnView(label, "number" if is_number else ""))
        if name in due:
            found.append(ColumnView(language.translate("Early or late"), ""))
    return tuple(found)


def _column_facts(
    view: Viewpoint, entry: Entry, cells: _Cells, name: str, counts_days: bool
) -> Iterator[FactView]:
    """The cell of a column; a deadline has a second one, of the days."""
    field = entry.type.field(name)
    yield _squares_of_links(view, entry, field) or _plain(cells[name], field)
    if field in entry.type.deadlines:
        days = _days_fact(view, entry, field, counts_days)
        label = view.language.translate("Early or late")
        yield replace(days, label=label) if days and days.order else FactView("days", label, "")


def deadline_fact(view: Viewpoint, entry: Entry, counts_days: bool = True) -> FactView | None:
    """The days until the deadline of the entry or since then, with that day; ``None`` where it names none."""
    for field in entry.type.deadlines:
        if found := _days_fact(view, entry, field, counts_days):
            return found
    return None


def _days_fact(view: Viewpoint, entry: Entry, field: Field, counts_days: bool) -> FactView | None:
    """By whom is waited: the days left or passed until today. Of what is done: the days between the two dates, for good."""
    due = day_of(entry.values.get(field.name))
    if due is None:
        return None
    look = entry.state.look if entry.state else Look.GOING
    label, day = view.language.text(field.label), view.language.day(due)
    done = day_of(entry.values.get(entry.type.row.done)) if look == Look.DONE else None
    words, days = "", 0
    if done is not None:
        days = (done - due).days
        words = done_words(view.language, days)
    elif look not in SETTLED and counts_days:
        days = (view.today - due).days
        words = open_words(view.language, days)
    is_late = days > 0 if words else look == Look.LATE
    return FactView("days", label, words or day, look="late" if is_late else "", order=str(days) if words else "",
                    day=day, iso=due.isoformat())  # fmt: skip


def open_words(language: Language, days: int) -> str:
    """Of what is open: by how many days it is late, or how many are left (``days`` below 0)."""
    say = language.translate
    if days > 0:
        return fill(say("{n:day|days} late"), n=days)
    return fill(say("{n:day|days} to go"), n=-days) if days else say("due today")


def done_words(language: Language, days: int) -> str:
    """Of what is done: how many days late or early (``days`` below 0)."""
    say = language.translate
    if days > 0:
        return fill(say("done {n:day|days} late"), n=days)
    return fill(say("done {n:day|days} early"), n=-days) if days else say("done on the day")


def _fact(
    view: Viewpoint, entry: Entry, cells: _Cells, due: FactView | None, counts_days: bool
) -> tuple[FactView | None, str]:
    """What stands out, and the field that it shows: the first declared one that has something to say, else the deadline."""
    type, look = entry.type, entry.state.look if entry.state else Look.GOING
    is_live = look == Look.LIVE
    silent = look == Look.OFF or (type.period is not None and not is_live)
    if type.row.part and (squares := _squares_of_part(entry, cells)):
        return squares, type.row.part.of
    late = {field.name for field in type.deadlines}
    for name in type.row.fact:
        field, value = type.field(name), entry.values.get(name)
        if value in (None, "", ()) or (silent and field.show is Show.TELEPHONE):
            continue
        if name in late and (found := _days_fact(view, entry, field, counts_days)):
            return found, name
        return _squares_of_links(view, entry, field) or _plain(cells[name], field), name
    return (None, "") if is_live else (due, "")


def _next_time(view: Viewpoint, entry: Entry) -> FactView | None:
    """When it comes round again, of what does: that is what people want of it, before where it is."""
    disclosure = view.disclosure
    own = recurring(entry, ZoneInfo(disclosure.site.time_zone)) if entry.type.recurs else None
    day = next_day(own, view.today, disclosure.days_off) if own else None
    if own is None or day is None:
        return None
    said = f"{view.language.short_day(day)} {view.language.weekday(day)} {own.starts:%H:%M}–{own.ends:%H:%M}"
    return FactView("choice", "", said, order=day.isoformat())


def _notes(entry: Entry, cells: _Cells, said: str) -> Iterator[FactView]:
    """What stands below the fact, without what is said there."""
    part = (entry.type.row.part.done,) if entry.type.row.part and said else ()
    for name in dict.fromkeys((*part, *entry.type.row.notes)):
        if name != said and cells[name].text:
            yield _plain(cells[name], entry.type.field(name))


def _line(view: Viewpoint, entry: Entry, cells: _Cells) -> str:
    """The first paragraph of the first text, cut at the end of a sentence where there is one."""
    for name in entry.type.row.line:
        lines = str(cells[name].text).splitlines()
        if text := next((line.strip() for line in lines if line.strip()), ""):
            return view.language.piece(shortened(text), cells[name].text)
    return ""


def shortened(text: str, most: int = LONGEST_LINE) -> str:
    """A text of at most so many characters: as many whole sentences as there is room for, else cut with a mark."""
    if len(text) <= most:
        return text
    cut = max((place for sign in _ENDS_OF_SENTENCES if (place := _end_of(text, sign, most)) > 0), default=0)
    return text[:cut] if cut >= most // 3 else text[: most - 1].rstrip() + "…"


def _end_of(text: str, sign: str, most: int) -> int:
    """The place after the last ``sign`` within ``most`` characters; a full stop inside a number or a word ends nothing."""
    place = text.rfind(sign, 0, most)
    while place > 0 and sign.isascii() and not text[place + 1 : place + 2].isspace():
        place = text.rfind(sign, 0, place)
    return place + 1


def _squares_of_part(entry: Entry, cells: _Cells) -> FactView | None:
    """A square for each thing: settled ones first."""
    part = entry.type.row.part
    total = entry.values.get(part.of) if part else None
    if part is None or total is None:
        return None
    done = entry.values.get(part.done)
    settled = int(done) if done is not None else 0
    looks: tuple[str, ...] = ()
    if 0 <= settled <= total <= MOST_SQUARES and done is not None:
        looks = (Look.DONE,) * settled + (Look.LATE,) * (int(total) - settled)
    return replace(_plain(cells[part.of], entry.type.field(part.of)), squares=looks)


def _squares_of_links(view: Viewpoint, entry: Entry, field: Field) -> FactView | None:
    """A square for each record that the field leads to, by its state; in words how many are in which."""
    relation = next(
        (each for each in entry.type.relations if each.field == field.name and not each.child), None
    )
    value = entry.values.get(field.name)
    if relation is None or value in (None, "", ()):
        return None
    known = {(each.type.name, each.id): each for links in entry.links for each in links.targets}
    targets = [known[relation.to, id] for id in reference_ids(value) if (relation.to, id) in known]
    if not targets or not any(target.state for target in targets):
        return None
    order = list(Look)
    looks = sorted((target.state.look for target in targets if target.state), key=order.index)
    return FactView(
        "states",
        view.language.text(field.label),
        _states_in_words(view, targets),
        order=str(len(targets)),
        squares=tuple(looks) if len(looks) <= MOST_SQUARES else (),
    )


def _states_in_words(view: Viewpoint, targets: Sequence[Reference]) -> str:
    """``4: done 1, under way 2, late 1``."""
    words: Mapping[str, int] = Counter(
        view.language.text(target.state.title) for target in targets if target.state
    )
    language = view.language
    said = language.joined((language.joined((word, str(n)), " ") for word, n in words.items()), ", ")
    return language.translate("{n}: {states}").format(n=len(targets), states=said)


def _plain(item: Cell, field: Field) -> FactView:
    """A value as a fact: what it is ordered by is the day or number behind it."""
    kind = item.kind if item.kind in ("progress", "telephone", "date", "number") else "text"
    order = item.iso or ("" if item.share is None else f"{item.share:g}")
    return FactView(
        "choice" if kind == "text" and field.names_values else kind,
        item.label,
        item.text,
        order=order or item.text,
        iso=item.iso,
        links=item.links if item.kind == "telephone" else (),
        share=item.share if item.kind == "progress" else None,
        derived=item.derived,
        named=item.kind in _NAMED,
    )


def _labelled(language: Language, item: Cell) -> str:
    """A date or a number says nothing without its name; a text does."""
    return language.joined((item.label, item.text), " ") if item.kind in _NAMED else item.text


def _is_date(entry: Entry, item: Cell) -> bool:
    """Whether it is the date that the row shows anyway."""
    return item.name == entry.type.date_field


def _progress(entry: Entry, cells: _Cells) -> Cell | None:
    for field in entry.type.fields:
        if field.show is Show.PROGRESS and field.name in entry.values:
            return cells[field.name]
    return None
