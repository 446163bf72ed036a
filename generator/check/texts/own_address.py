"""Where the site stands: what is read elsewhere than on it (a notice on paper, a feed, a shared link) has to say so whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Register, Source
from generator.model.text.wording import say
from generator.read.schema.site_file import SITE_FILE
from generator.read.yaml.declarations import read_declaration


def check_own_address(root: Path, register: Register) -> Iterator[Finding]:
    """A warning where a site prints notices, or has a place for its address, and leaves it open."""
    path = root / SITE_FILE
    if register.site.url or not path.is_file():
        return
    keys = (key for key, _ in read_declaration(path, SITE_FILE).entries)
    place = next((Source(SITE_FILE, key.line, key.column) for key in keys if key.text == "url"), None)
    prints = any(type.notice and register.records.get(name) for name, type in register.types.items())
    if not prints and place is None:
        return
    yield Finding(
        rules.NO_ADDRESS,
        place or Source(SITE_FILE),
        say(
            "The site does not say at which address it stands: notices have no QR code, feeds and calendars no whole links, "
            "search engines no list of pages, and in a subfolder the page for wrong addresses finds no way home."
        ),
        say("Write it under url, as soon as it is known: url: https://example.gov.cn/open/."),
        severity=Severity.WARNING,
    )
