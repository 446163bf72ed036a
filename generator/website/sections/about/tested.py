"""What the tests of pages look at, declared once: they run it, and the accessibility statement says it to everybody.

``tests/browser/`` takes standards, colours and widths from here, and holds the kinds of pages, the version of axe and the
promises to what it opens, so that the statement cannot claim more than was tried.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.text.wording import Phrase, say

AXE = "4.12.1"
"""The version of axe-core."""
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules that axe is asked for, by its own names: WCAG 2.0, 2.1 and 2.2, levels A and AA, and its best practices."""
PHONE_WIDTH, DESKTOP_WIDTH = 390, 1280
"""The screens on which each kind of page is opened, in CSS pixels."""
NARROWEST = 320
"""The screen on which nothing may be cut off, in the largest print too."""
LEAST_TARGET = 24
"""How many CSS pixels whatever can be pressed has each way (WCAG 2.5.8)."""
SCHEMES: Mapping[str, Phrase] = {
    "light": say("Light"),
    "dark": say("Dark"),
    "contrast": say("High contrast"),
}
"""The colours in which each kind of page is looked at, by the name of the scheme."""
KINDS: Mapping[str, Phrase] = {
    "home": say("home page"),
    "open": say("what is open now"),
    "list": say("lists of records"),
    "groups": say("records of a year, a department, a person"),
    "record": say("records of every type"),
    "notice": say("printed notices"),
    "tree": say("tasks of a year"),
    "matrix": say("who has what, as a table"),
    "ledger": say("opinions and what came of them"),
    "scores": say("scores of evaluations"),
    "compare": say("two years compared"),
    "drift": say("deadlines that moved"),
    "question": say("a question over the years"),
    "completeness": say("what is complete"),
    "corrections": say("corrections"),
    "family": say("groups of types"),
    "search": say("search"),
    "open-data": say("open data"),
    "governance": say("data governance"),
    "accessibility": say("this statement"),
    "written": say("pages that people write"),
    "not-found": say("address that does not exist"),
}
"""The kinds of pages of the example site: of each the page that holds most is opened."""
PROMISES: Mapping[str, Phrase] = {
    "keyboard": say("Pictures are walked through by keyboard: each mark is a link that says its figure."),
    "targets": say("Whatever can be pressed is at least {px} pixels high and wide.", px=LEAST_TARGET),
    "narrow": say("Nothing is cut off at {px} pixels, in the largest print either.", px=NARROWEST),
    "no-script": say("Every page can be read without script; the search then lists all records by type."),
    "languages": say("What stands in another language than its page is marked, for voices that read it."),
    "paper": say("Every page can be printed."),
}
"""What is tried beside the rules of axe."""
