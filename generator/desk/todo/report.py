"""What is due, in the forms in which staff take it along: a text, a calendar (.ics), a page to open or print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from generator.check.report.html_page import head_of_page
from generator.check.report.masking import visible
from generator.check.report.speaker import Speaker, place
from generator.desk.todo.todo import Item, Todo
from generator.model.text.wording import Phrase, say
from generator.website.exports.calendars import MarkedDay, calendar_of


class _Said:
    """An item in one language, with personal values masked and nothing that breaks a line."""

    def __init__(self, item: Item, todo: Todo, speak: Speaker) -> None:
        self.item = item
        self.head, self.what = speak(item.title), speak(item.what)
        rule = item.rule
        self.rule = visible(speak(rule) if isinstance(rule, Phrase) else rule.in_language(speak.language))
        self.who = speak.plain(", ").join(visible(speak.masked(name)) for name in item.who)
        where, path = place(item.source, speak), visible(speak.path(item.source.path))
        self.place = speak.plain("{path}, {place}", path=path, place=where) if where else path
        self.day = item.day.isoformat()
        self.note = self._note(item, todo, speak)

    @staticmethod
    def _note(item: Item, todo: Todo, speak: Speaker) -> str:
        days = (todo.as_of - item.day).days
        if not item.certain:
            return speak.plain("at the earliest: the holidays until then are not announced yet")
        if days > 0:
            return speak.plain("{n:day|days} late", n=days)
        return speak.plain("due today") if not days else speak.plain("{n:day|days} left", n=-days)


def _sections(todo: Todo) -> Iterator[tuple[Phrase, Sequence[Item]]]:
    if todo.late:
        yield say("Late"), todo.late
    if todo.ahead:
        yield say("Due until {day}", day=todo.until.isoformat()), todo.ahead


def _opening(todo: Todo, speak: Speaker) -> list[str]:
    """For whom, as of when, and what may be missing."""
    who = visible(speak.masked(todo.who))
    title = speak.plain("What is due: {who}", who=who) if who else speak.plain("What is due")
    lines = [title, speak.plain("As of: {day}", day=todo.as_of.isoformat())]
    if todo.unread:
        lines.append(
            speak.plain(
                "{n:file has|files have} errors: what stands there may be missing here. See sunlit check.",
                n=todo.unread,
            )
        )
    return lines


def _nothing(todo: Todo, speak: Speaker) -> str:
    return speak.plain("Nothing is due until {day}.", day=todo.until.isoformat())


def as_text(todo: Todo, language: str) -> str:
    """For a terminal or a mail."""
    speak = Speaker(language, todo.site.countries)
    lines = _opening(todo, speak)
    for title, items in _sections(todo):
        lines += ["", speak(say("{title} ({n})", title=title, n=len(items)))]
        for said in (_Said(item, todo, speak) for item in items):
            lines += [f"  {said.day}  {said.note}  {said.head}", f"    {said.what}"]
            lines += [f"    {speak.plain('In charge: {who}', who=said.who)}"] if said.who else []
            lines.append(f"    {said.place}")
    if not todo.items:
        lines += ["", _nothing(todo, speak)]
    return "\n".join(lines) + "\n"


def as_calendar(todo: Todo, language: str) -> str:
    """Whole days, each known again when the calendar is made anew."""
    speak = Speaker(language, todo.site.countries)
    days = []
    for item in todo.items:
        said = _Said(item, todo, speak)
        lines = [said.what, said.rule, *([speak.plain("In charge: {who}", who=said.who)] if said.who else [])]
        summary = speak.plain("{what}: {title}", what=said.head, title=said.what)
        days.append(MarkedDay(("todo", *item.names), item.day, summary, "\n".join([*lines, said.place])))
    return calendar_of(todo.site, _opening(todo, speak)[0], todo.as_of, days).decode("utf-8")


def as_page(todo: Todo, language: str) -> str:
    """One file without scripts that fetches nothing; every text in it is escaped."""
    speak = Speaker(language, todo.site.countries)
    title, *lines = _opening(todo, speak)
    main = [_table(number, name, items, todo, speak) for number, (name, items) in enumerate(_sections(todo))]
    return "\n".join(
        [
            *head_of_page(language, title),
            "<header>",
            f"<h1>{escape(title)}</h1>",
            *(f"<p>{escape(line)}</p>" for line in lines),
            "</header>",
            "<main>",
            *(main or [f"<p>{escape(_nothing(todo, speak))}</p>"]),
            "</main>",
            "</body>",
            "</html>\n",
        ]
    )


def _table(number: int, title: Phrase, items: Sequence[Item], todo: Todo, speak: Speaker) -> str:
    columns = (
        ("place", speak.plain("Day")),
        ("said", speak.plain("What to do")),
        ("rule", speak.plain("In charge, and where it stands")),
    )
    head = "".join(f'<th scope="col" class="{name}">{escape(text)}</th>' for name, text in columns)
    rows = "\n".join(_row(_Said(item, todo, speak), todo) for item in items)
    heading = speak(say("{title} ({n})", title=title, n=len(items)))
    return (
        f'<details open id="part-{number}">\n<summary><h2>{escape(heading)}</h2></summary>\n'
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</details>"
    )


def _row(said: _Said, todo: Todo) -> str:
    weight = "error" if said.item.day < todo.as_of else "warning"
    day = f'<time datetime="{said.day}">{said.day}</time>'
    return (
        f'<tr><td class="place"><p>{day}</p><p class="{weight}">{escape(said.note)}</p></td>'
        f"<td><p>{escape(said.head)}</p><p>{escape(said.what)}</p></td>"
        f'<td class="rule">{"".join(f"<p>{escape(text)}</p>" for text in (said.who, said.rule, said.place) if text)}</td></tr>'
    )


FORMS: Mapping[str, Callable[[Todo, str], str]] = {"text": as_text, "ics": as_calendar, "html": as_page}
"""By the name that ``--format`` has for them."""
