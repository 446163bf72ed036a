"""Mail addresses, also those written around filters: ``zhang (at) example.org``, ``zhang#163点com``, ``zhang艾特qq.com``."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9_%+](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_%+-])?)"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOT = r"(?:\s?[.。．]\s?|\s?点\s?|\s?[(\[{【]\s?(?:dot|点)\s?[)\]}】]\s?|\s(?i:dot)\s)"
_ENDS = r"(?:com|cn|net|org|gov|edu|info|top|xyz|vip|io|me|hk|tw|example)"
_DOMAIN = rf"({_LABEL}(?:{_DOT}{_LABEL}){{0,4}}{_DOT}[A-Za-z]{{2,24}})(?![A-Za-z0-9])"
_KNOWN_DOMAIN = rf"({_LABEL}(?:{_DOT}{_LABEL}){{0,3}}{_DOT}{_ENDS})(?![A-Za-z0-9])"
_SIGN = r"(?:\s{0,2}@\s{0,2}|%40|\s{0,2}[(\[{<【]\s?(?:@|(?i:at)|艾特|a)\s?[)\]}>】]\s{0,2})"
_STAND_IN = r"(?:\s{0,2}艾特\s{0,2}|\s?#\s?)"
_FORMS = (
    re.compile(_NAME + _SIGN + _DOMAIN),
    re.compile(_NAME + _STAND_IN + _KNOWN_DOMAIN),
    re.compile(
        rf"{_NAME}\s(?i:at)\s({_LABEL}(?:\s(?i:dot)\s{_LABEL}){{0,3}}\s(?i:dot)\s{_ENDS})(?![A-Za-z0-9])"
    ),
)
_ANY_DOT = re.compile(_DOT)
_MAY_HOLD_ONE = re.compile(r"[@#]|%40|艾特|(?i:\bat\b)|[(\[{<【]\s?a\s?[)\]}>】]")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)\Z")
"""A picture's name for a finer screen, ``logo@2x.png``, is no address."""


def mail_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Place and usual spelling of every mail address in a plain text."""
    if not _MAY_HOLD_ONE.search(text):
        return
    for form in _FORMS:
        for match in form.finditer(text):
            domain = _ANY_DOT.sub(".", match[2]).lower()
            if not _PICTURE.search(domain):
                yield match.start(), match.end(), f"{match[1]}@{domain}"
