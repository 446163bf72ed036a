"""One HTML file that a clerk opens, reads and prints: no script, nothing fetched, one table a file.

A link of the list of files shows that file alone (``:target``); without support for that, all stay shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from generator.check.gate import Verdict
from generator.check.report.masking import visible
from generator.check.report.page_style import STYLE, source_hash
from generator.check.report.speaker import LANGUAGE_TAGS, MARK, MARK_END, Speaker, counts, tell
from generator.check.report.told import Told, by_file

_POLICY = f"default-src 'none'; style-src {source_hash(STYLE)}; base-uri 'none'; form-action 'none'"


def as_html(verdict: Verdict, language: str) -> str:
    """The whole page; every text in it is escaped, personal numbers are masked."""
    speak = Speaker(language)
    files = list(by_file(tell(verdict, language)))
    main = [_file(number, path, found, speak) for number, (path, found) in enumerate(files, start=1)]
    return "\n".join(
        [
            *head_of_page(language, speak.plain("Report on the data")),
            *_opening(verdict, speak),
            *_contents(files, speak),
            "<main>",
            *(main or [f"<p>{escape(speak.plain('Nothing was found.'))}</p>"]),
            "</main>",
            "</body>",
            "</html>\n",
        ]
    )


def head_of_page(language: str, title: str) -> Sequence[str]:
    """What stands before the content of a page for staff: no script, nothing fetched, for no search engine."""
    return (
        "<!doctype html>",
        f'<html lang="{LANGUAGE_TAGS[language]}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
    )


def _opening(verdict: Verdict, speak: Speaker) -> Sequence[str]:
    fit = (
        speak.plain("These data may be published.")
        if verdict.fit
        else speak.plain("These data cannot be published yet.")
    )
    return (
        "<header>",
        f"<h1>{escape(speak.plain('Report on the data'))}</h1>",
        f'<p class="verdict">{escape(fit)}</p>',
        f"<p>{escape(counts(verdict, speak))} {escape(speak.plain('As of: {day}', day=verdict.as_of.isoformat()))}</p>",
        "</header>",
        '<ul class="counts">',
        f'<li class="error">{escape(speak.plain("Error"))} {verdict.errors}</li>',
        f'<li class="warning">{escape(speak.plain("Warning"))} {verdict.warnings}</li>',
        "</ul>",
    )


def _contents(files: Sequence[tuple[str, Sequence[Told]]], speak: Speaker) -> Sequence[str]:
    """The list of files; without at least two there is nothing to choose."""
    if len(files) < 2:
        return ()
    label = escape(speak.plain("Files"))
    items = [
        f'<li><a href="#file-{number}">{escape(visible(path))}</a> <small>{_tally(found, speak)}</small></li>'
        for number, (path, found) in enumerate(files, start=1)
    ]
    everything = f'<li><a href="#">{escape(speak.plain("All files"))}</a></li>'
    return (
        f'<nav aria-label="{label}">',
        f"<strong>{label}</strong>",
        "<ul>",
        everything,
        *items,
        "</ul>",
        "</nav>",
    )


def _tally(found: Sequence[Told], speak: Speaker) -> str:
    errors = sum(told.is_error for told in found)
    return escape(
        speak.plain(
            "{errors:error|errors}, {warnings:warning|warnings}.", errors=errors, warnings=len(found) - errors
        )
    )


def _file(number: int, path: str, found: Sequence[Told], speak: Speaker) -> str:
    columns = (
        ("place", speak.plain("Place")),
        ("weight", speak.plain("Weight")),
        ("said", speak.plain("What is wrong, and the cure")),
        ("rule", speak.plain("Rule")),
    )
    head = "".join(f'<th scope="col" class="{name}">{escape(title)}</th>' for name, title in columns)
    rows = "\n".join(_row(told, speak) for told in found)
    return (
        f'<details open id="file-{number}">\n'
        f"<summary><h2>{escape(visible(path))}</h2> <small>{_tally(found, speak)}</small></summary>\n"
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</details>"
    )


def _row(told: Told, speak: Speaker) -> str:
    place = [told.place or speak.plain("as a whole")]
    if told.record:
        place.append(speak.plain("Record {id}", id=told.record))
    rule = [f"<code>{escape(told.rule)}</code> {escape(told.sentence)}"]
    if told.basis:
        rule.append(escape(speak.plain("Basis: {text}", text=told.basis)))
    cure = [escape(speak.plain("Cure: {text}", text=told.hint))] if told.hint else []
    weight = told.severity.value
    return (
        f'<tr><td class="place">{_paragraphs(map(escape, place))}</td>'
        f'<td class="weight {weight}">{escape(told.weight)}</td>'
        f"<td>{_paragraphs([_highlighted(told.marked), *cure])}</td>"
        f'<td class="rule">{_paragraphs(rule)}</td></tr>'
    )


def _paragraphs(parts: Iterable[str]) -> str:
    return "".join(f"<p>{part}</p>" for part in parts)


def _highlighted(text: str) -> str:
    return escape(text).replace(MARK, "<mark>").replace(MARK_END, "</mark>")
