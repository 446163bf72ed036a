"""The page of the fleet: which bodies are behind, since when, and why. One file for whoever looks after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from generator.check.report.html_page import head_of_page
from generator.check.report.masking import visible
from generator.check.report.speaker import Speaker
from generator.fleet.body import Result
from generator.fleet.report import STATES, reason, summary
from generator.model.text.hashes import short_revision


def as_page(results: Sequence[Result], day: str, language: str) -> str:
    """The whole page: no script, nothing fetched; every text in it is escaped, personal numbers are masked."""
    speak = Speaker(language)
    behind = [result for result in results if not result.is_well]
    current = [result for result in results if result.is_well]
    title = speak.plain("Bodies of the fleet")
    verdict = (
        speak.plain("{n:body is|bodies are} behind.", n=len(behind))
        if behind
        else speak.plain("All bodies are up to date.")
    )
    lines = [
        *head_of_page(language, title),
        f"<header><h1>{escape(title)}</h1>",
        f'<p class="verdict">{escape(verdict)}</p>',
        f"<p>{escape(speak.plain('As of: {day}', day=day))} · {escape(summary(results, speak))}</p></header>",
        "<main>",
        *_group(speak.plain("Behind"), behind, speak),
        *_group(speak.plain("Up to date"), current, speak),
        "</main>",
        "</body>",
        "</html>\n",
    ]
    return "\n".join(lines)


def _group(title: str, results: Sequence[Result], speak: Speaker) -> Iterator[str]:
    if not results:
        return
    heads = ("Name", "State", "Reason", "Live")
    yield f"<details open><summary><h2>{escape(title)}</h2> <small>{len(results)}</small></summary>"
    yield "<table><thead><tr>"
    for name, head in zip(("place", "weight", "", "rule"), heads, strict=True):
        yield f'<th class="{name}" scope="col">{escape(speak.translate(head))}</th>'
    yield "</tr></thead><tbody>"
    for result in results:
        yield _row(result, speak)
    yield "</tbody></table></details>"


def _row(result: Result, speak: Speaker) -> str:
    state = speak(STATES[result.state])
    weight = "weight" if result.is_well else "weight error"
    return (
        f'<tr><td class="place">{_paragraphs(visible(speak.masked(result.name)), result.body)}</td>'
        f'<td class="{weight}">{escape(state)}</td>'
        f"<td>{_paragraphs(reason(result, speak), _since(result, speak))}</td>"
        f'<td class="rule">{_paragraphs(_live(result, speak))}</td></tr>'
    )


def _since(result: Result, speak: Speaker) -> str:
    return speak.plain("Behind since {day}.", day=result.since) if result.since else ""


def _live(result: Result, speak: Speaker) -> str:
    if not result.revision:
        return speak.plain("No site is live.")
    return speak.plain(
        "Revision {revision}, as of {day}; {n:record|records}.",
        revision=short_revision(result.revision),
        day=result.as_of,
        n=result.published,
    )


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)
