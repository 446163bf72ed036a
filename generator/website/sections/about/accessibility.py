"""Disclosure → :class:`AccessibilityView`: what was tested so that everybody can read the site, what not, and whom to tell."""

from __future__ import annotations

from collections.abc import Iterator

from generator import __version__
from generator.model.files.addresses import GOVERNANCE
from generator.model.text.wording import Phrase
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.taking_part import site_contact
from generator.website.sections.about import tested
from generator.website.sections.views import AccessibilityView
from generator.website.views import SectionHead

ACCESSIBILITY_ADDRESS = f"{GOVERNANCE}/accessibility.html"
"""In a folder that is the website's own already: no type and no page that people wrote has to give way to it."""


def accessibility_view(view: Viewpoint) -> AccessibilityView:
    """The page in the viewpoint's language."""
    translate = view.language.translate
    return AccessibilityView(
        head=SectionHead(
            title=translate("Accessibility statement"),
            lede=translate(
                "What is tested so that everybody can read this site, what is not, and whom to tell of a barrier."
            ),
            kind="",
            crumbs=(view.home(),),
        ),
        own_words=view.language.text(view.disclosure.site.accessibility),
        facts=tuple(_facts(view)),
        kinds=tuple(_text(view, kind) for kind in tested.KINDS.values()),
        promises=tuple(_text(view, promise) for promise in tested.PROMISES.values()),
        limits=tuple(_limits(view)),
        contact=site_contact(view),
    )


def _text(view: Viewpoint, phrase: Phrase) -> str:
    return view.language.phrase(phrase)


def _facts(view: Viewpoint) -> Iterator[tuple[str, str]]:
    say, joined = view.language.translate, view.language.joined
    yield say("Program"), f"Sunlit {__version__}"
    yield say("By which standard"), say("WCAG 2.0, 2.1 and 2.2, levels A and AA")
    yield say("Tested with"), say("axe-core {version} in Chromium").format(version=tested.AXE)
    yield say("Colours"), joined([_text(view, scheme) for scheme in tested.SCHEMES.values()], say(", "))
    widths = (tested.PHONE_WIDTH, tested.DESKTOP_WIDTH)
    yield say("Widths"), joined([say("{px} pixels").format(px=width) for width in widths], say(", "))


def _limits(view: Viewpoint) -> Iterator[str]:
    say, disclosure = view.language.translate, view.disclosure
    yield say("A machine finds a part of all barriers. What it cannot judge may still be in your way.")
    yield say(
        "What is tested is an example site with every kind of page. Templates and colours that a site changed are not."
    )
    if any(entry.attachments for entries in disclosure.entries.values() for entry in entries):
        yield say(
            "Attachments (PDF, Word, Excel, pictures) are published as they were made; nobody tested them."
        )
    if len(disclosure.site.languages) > 1:
        yield say(
            "Records are published in the language in which they were written; other languages have names and headings."
        )
    yield say("The search, and narrowing a list, need a browser of the last years and its scripts.")
