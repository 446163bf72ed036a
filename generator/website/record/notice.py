"""Entry → :class:`NoticeView`: the printed notice of a record whose period is open or ahead, in the records' language.

When the period is over there is no notice any more: what hung on the board is gone from it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.disclose.disclosure import Entry, at_its_own_page
from generator.model.declared.condition import Value, reference_ids
from generator.model.declared.notice import Notice
from generator.model.declared.record_type import FICTIONAL, Field, Show
from generator.model.files.addresses import ASSETS, notice_address, record_address
from generator.model.text.wording import fill
from generator.website.cells import cell
from generator.website.exports.posts import publisher
from generator.website.places.deadlines import period_of
from generator.website.places.naming import whole_address
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.qr_code import quick_code
from generator.website.record.views import CodeView, NoticeClause, NoticeColumn, NoticeLink, NoticeView
from generator.website.words.language import Language

NARROWEST, WIDEST = 2, 14
"""Chinese characters that the style sheet can give a column of the table."""
LATIN_TENTHS = 6
"""Of the width of a Chinese character."""
UNBROKEN = "-\u2060"
"""A hyphen after which no line ends: a telephone number stays whole."""
_TITLE_MARKS = "\u300a\u300b"
"""The brackets around a document's title, which the sentence brings itself."""


def has_notice(entry: Entry, today: date) -> bool:
    """Whether the type declares a notice and the entry's period is not over."""
    last_day = last_day_of_notice(entry)
    return last_day is not None and last_day >= today


def last_day_of_notice(entry: Entry) -> date | None:
    """The last day of the entry's period, if its type declares a notice and it is not down."""
    period = period_of(entry) if entry.type.notice and not entry.life.is_down else None
    return period[1] if period else None


def notice_link(view: Viewpoint, entry: Entry) -> NoticeLink | None:
    """What the entry's page says of its notice; ``None`` without one."""
    if not has_notice(entry, view.today):
        return None
    return NoticeLink(view.link_from_root(notice_address(entry.type.name, entry.id)), _code(view, entry))


def notice_view(view: Viewpoint, entry: Entry) -> NoticeView:
    """The notice of an entry that has one; ``view`` stands at the notice's own address."""
    entry = at_its_own_page(entry)
    declared = entry.type.notice or Notice()
    columns, rows = _table(view, entry, declared)
    return NoticeView(
        id=view.address.removesuffix(".html"),
        title=view.language.bare(entry.title),
        issuer=_text(view, entry, declared.issuer)
        or publisher(entry)
        or view.language.text(view.disclosure.site.name),
        number=_text(view, entry, declared.number),
        opening=_opening(view, entry, declared),
        columns=columns,
        rows=rows,
        clauses=tuple(_clauses(view, entry, declared)),
        day=view.language.day(entry.published_on) if entry.published_on else "",
        code=_code(view, entry),
        fictional=entry.common(FICTIONAL) is True,
        back=view.link(record_address(entry.type.name, entry.id)),
        assets=view.link_from_root(f"{ASSETS}/"),
    )


def _code(view: Viewpoint, entry: Entry) -> CodeView | None:
    """The address of the entry's page in the site's first language, if the site knows where it stands."""
    site = view.disclosure.site
    return quick_code(whole_address(site, record_address(entry.type.name, entry.id))) if site.url else None


def _shown(view: Viewpoint, field: Field, values: Mapping[str, Value]) -> str:
    return cell(field, values.get(field.name), view.language, view.today).text


def _text(view: Viewpoint, entry: Entry, name: str) -> str:
    return _shown(view, entry.type.field(name), entry.values) if name else ""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _opening(view: Viewpoint, entry: Entry, declared: Notice) -> tuple[str, ...]:
    """The record's own words; without any, one sentence that names what it rests on."""
    written = _lines(_text(view, entry, declared.opening))
    basis = _basis(view, entry, declared.basis)
    if written:
        return written
    if basis:
        sentence = view.language.translate("Under '{basis}', the following is put on public notice.")
        return (sentence.format(basis=basis),)
    return (view.language.translate("The following is put on public notice."),)


def _basis(view: Viewpoint, entry: Entry, name: str) -> str:
    """The title of the record that the field names, or what the field says where it names none."""
    for relation in entry.type.relations:
        if relation.field == name and not relation.child:
            for id in reference_ids(entry.values.get(name)):
                if (relation.to, id) in view.disclosure.index:
                    title = view.language.bare(view.disclosure.index[relation.to, id].title)
                    return title.strip(_TITLE_MARKS)
            return ""
    return _text(view, entry, name).strip(_TITLE_MARKS)


def _table(
    view: Viewpoint, entry: Entry, declared: Notice
) -> tuple[tuple[NoticeColumn, ...], tuple[tuple[str, ...], ...]]:
    """Columns and rows of the child table; columns that are empty throughout are left out."""
    given = entry.children.get(declared.table, ())
    fields = [field for field in _fields(entry, declared) if any(field.name in row for row in given)]
    rows = tuple(tuple(_shown(view, field, row) for field in fields) for row in given)
    titles = [view.language.text(field.label) for field in fields]
    columns = (
        NoticeColumn(title, _room(title, cells))
        for title, cells in zip(titles, zip(*rows, strict=True), strict=True)
    )
    return tuple(columns), rows


def _room(title: str, cells: Sequence[str]) -> int:
    """Room for the heading and for four cells in five, so that a few long ones do not squeeze the other columns."""
    widths = sorted(map(_width, cells))
    usual = widths[(len(widths) * 4 - 1) // 5]
    return max(NARROWEST, min(WIDEST, max(_width(title), usual)))


def _width(text: str) -> int:
    """In Chinese characters, rounded up; five Latin letters or digits take the room of three."""
    tenths = sum(LATIN_TENTHS if sign.isascii() else 10 for sign in text)
    return -(-tenths // 10)


def _fields(entry: Entry, declared: Notice) -> Sequence[Field]:
    fields = entry.type.child(declared.table).fields if declared.table else ()
    if not declared.columns:
        return [field for field in fields if field.show is not Show.HIDDEN]
    by_name = {field.name: field for field in fields}
    return [by_name[name] for name in declared.columns]


def _clauses(view: Viewpoint, entry: Entry, declared: Notice) -> Iterator[NoticeClause]:
    """When, how and where the public can be heard, as far as the record says so."""
    translate = view.language.translate
    if period := period_of(entry):
        yield NoticeClause(translate("Period of the notice"), _span(view.language, entry, *period))
    if closing := _one_run(_text(view, entry, declared.closing)):
        yield NoticeClause(view.language.text(entry.type.field(declared.closing).label), closing)
    if contact := translate("; ").join(_contact(view, entry, declared.contact or entry.type.reach)):
        yield NoticeClause(translate("Where to report"), translate("{facts}.").format(facts=contact))


def _one_run(text: str) -> str:
    """Paragraphs as one: after a sentence in Latin letters with a space, after a Chinese one without."""
    return "".join(f"{line} " if line[-1].isascii() else line for line in _lines(text)).strip()


def _contact(view: Viewpoint, entry: Entry, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if text := _text(view, entry, name):
            label = view.language.text(entry.type.field(name).label)
            whole = text.replace("-", UNBROKEN)
            yield view.language.translate("{label}: {text}").format(label=label, text=whole)


def _span(language: Language, entry: Entry, first: date, last: date) -> str:
    """Both ends with their weekdays, and how many days that is: working days, if the type counts them."""
    counted = entry.counts_working_days and bool(entry.days)
    sentence = language.translate(
        "From {starts}, {first}, to {ends}, {last}: {n:working day|working days}."
        if counted
        else "From {starts}, {first}, to {ends}, {last}: {n:day|days}, the first and the last included."
    )
    return fill(
        sentence,
        starts=language.day(first),
        first=language.weekday(first),
        ends=language.short_day(last) if last.year == first.year else language.day(last),
        last=language.weekday(last),
        n=sum(day.working for day in entry.days) if counted else (last - first).days + 1,
    )
