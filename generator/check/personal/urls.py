"""Web addresses in a text: digits in them name pages and files, and are nobody's number."""

from __future__ import annotations

import re

_SIGNS = r"[a-z0-9._~:/?#@!$&*+=%|-]"
"""What may stand in an address and is no bracket, comma or quotation mark, with which the text around it goes on."""
_SUFFIXES = (
    r"(?:s?html?|php\d?|aspx?|jspx?|do|action|cgi|pdf|docx?|xlsx?|pptx?|csv|tsv|json|xml|ya?ml|txt|md|zip|rar|7z|gz|png|jpe?g|gif|webp"
    r"|svg|mp[34]|css|js)"
)
_ADDRESS = re.compile(
    rf"(?!(?:tel|sms|callto|facetime|xmpp):)[a-z][a-z0-9+.-]{{0,20}}://(?=[^/\s]{{0,80}}[a-z]){_SIGNS}+"
    rf"|(?<![\w@.%+-])(?:[a-z0-9-]{{1,63}}\.){{1,6}}[a-z]{{2,24}}/{_SIGNS}*"
    rf"|(?<![\w.~%/-])(?:\.{{0,2}}/)?(?:[a-z0-9_.~%+-]+/)+[a-z0-9_.~%+-]*\.{_SUFFIXES}(?![a-z0-9])"
)
"""With a scheme whose host has a letter; a host and a path; a path that ends in a file."""
_MAY_HOLD_ONE = re.compile(r"[a-z0-9]/")


def addresses(text: str) -> list[tuple[int, int]]:
    """Where web addresses and paths of files stand in a text as it is read, in their order."""
    return [match.span() for match in _ADDRESS.finditer(text)] if _MAY_HOLD_ONE.search(text) else []
