"""Names of files and folders that not every computer can hold, or that make no address: a check of public texts.

Data travel by git to computers with Windows, and attachments are served under their names. One rule for all names; what
is served has to make an address as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.model.files.addresses import MAX_FILE_NAME_BYTES, same_place
from generator.model.files.attachment import ATTACHMENTS
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.public_text import Place, PublicText
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.files.folders import DATA, is_left_over

LONGEST_PATH = 400
"""Bytes of a path from ``data/attachments/`` on: Windows knows 260 characters for all of a path."""
_FORBIDDEN = frozenset('<>:"|?*\\')
"""What Windows refuses, beside control characters (learn.microsoft.com: Naming Files, Paths, and Namespaces)."""
_NO_ADDRESS = frozenset("%#;；`$\ufffd")
"""What has a meaning in addresses and shells, parts names in a cell, or stands for what is no text."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|conin\$|conout\$) *(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever suffix follows."""
_SERVED_OTHERWISE = re.compile(
    r"\.(?:php[0-9]?|phtml|phar|cgi|pl|py|rb|sh|aspx?|jspx?|s?html?|xhtml|xml|svg|js|mjs|exe|bat|cmd|com|lnk|scr)\.",
    re.IGNORECASE,
)
"""Ends before the last one by which some servers and programs go: ``report.php.pdf``."""
_IN_DATA = f"{DATA}/"
"""Names in content/ are compared as the addresses that they make."""
_ATTACHED = f"{_IN_DATA}{ATTACHMENTS}/"
_Trouble = tuple[Phrase, Phrase]


class FileNames:
    """A finding for each name that trouble may come of, and for each that another in its folder differs from by case alone."""

    places = frozenset({Place.NAME})

    def __init__(self) -> None:
        self._seen: dict[tuple[Source, str], str] = {}

    def suspects(self, text: str) -> bool:  # noqa: ARG002  # every name is looked at
        """There are few names, so each is looked at."""
        return True

    def findings(self, text: PublicText) -> Iterator[Finding]:
        """What is wrong with a name; hidden files and what editors leave behind are nobody's."""
        if any(map(is_left_over, PurePosixPath(text.path).parts)):
            return
        served = text.path.startswith(_ATTACHED)
        if trouble := _trouble(text.text, served) or (_too_long(text.path) if served else None):
            rule = rules.ATTACHMENT_NAME if served else rules.FILE_NAME
            yield Finding(rule, Source(text.path), *trouble)
        first = self._seen.setdefault((text.source, same_place(text.text)), text.text)
        if first != text.text and text.path.startswith(_IN_DATA):
            yield _twin(rules.ATTACHMENT_TWIN if served else rules.FILE_TWIN, text.path, first)

    def left(self) -> Iterator[Finding]:
        """Nothing: each name is judged when it comes."""
        yield from ()


def is_device(name: str) -> bool:
    """Whether Windows takes the name for a device, so that no file can have it."""
    return _DEVICES.match(name) is not None


def _trouble(name: str, served: bool) -> _Trouble | None:
    """What is wrong with the name of a file or folder, its first trouble alone."""
    if odd := next((sign for sign in name if _is_refused(sign, served)), ""):
        message = say(
            "The name holds '{sign}', which not every computer or address takes.", sign=_visible(odd)
        )
        return message, say("Use letters, digits, Chinese characters, '-', '_', '.' and brackets.")
    if name != name.strip(" .") or is_device(name):
        message = say("'{name}' cannot be a name on every computer.", name=name)
        return message, say(
            "Give it a name that does not begin or end in a space or full stop and is no device."
        )
    if served and _SERVED_OTHERWISE.search(name):
        message = say("'{name}' has two ends, and some servers go by the first.", name=name)
        return message, say("Leave only the last end, such as .pdf.")
    return _long(MAX_FILE_NAME_BYTES) if served and len(name.encode()) > MAX_FILE_NAME_BYTES else None


def _too_long(path: str) -> _Trouble | None:
    """Of a path, the name alone with which it becomes too long."""
    below = path.removeprefix(_ATTACHED).encode()
    above = below.rpartition(b"/")[0]
    return _long(LONGEST_PATH) if len(below) > LONGEST_PATH >= len(above) else None


def _long(limit: int) -> _Trouble:
    message = say("The name is longer than {limit} bytes (a Chinese character counts three).", limit=limit)
    return message, say("Give it a shorter name.")


def _is_refused(sign: str, served: bool) -> bool:
    if sign in _FORBIDDEN or unicodedata.category(sign) == "Cc":
        return True
    return served and (sign in _NO_ADDRESS or _is_unseen(sign))


def _is_unseen(sign: str) -> bool:
    """Control signs, signs without width, lost and unassigned ones, and every space but the usual."""
    return sign != " " and unicodedata.category(sign)[0] in "CZ"


def _visible(sign: str) -> str:
    return f"U+{ord(sign):04X}" if _is_unseen(sign) or sign == "\ufffd" else sign


def _twin(rule: Rule, path: str, first: str) -> Finding:
    return Finding(
        rule,
        Source(path),
        say("The name differs from that of '{other}' by capital letters or accents alone.", other=first),
        say("Many computers take them for one file: give one of them another name."),
    )
