"""Web addresses in a text: digits in them name pages and files, and are nobody's number, unless somebody is called
by them (``wa.me/86138…``, ``?phone=138…``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_CALLED = re.compile(
    r"(?:(?<=://)|(?<![a-z0-9.])|(?<=\.))(?:wa\.me|(?:api\.)?whatsapp\.com|t\.me|signal\.me|viber\.me|line\.me|zalo\.me|u\.wechat\.com)"
    rf"/(?:{_SIGNS}{{0,200}}[/=#])?\+?(?P<by_service>\d{{11,15}})(?![\w.-])"
    rf"|(?<![a-z0-9.-])(?:weixin|wechat|whatsapp|viber|skype|dingtalk|tg)://(?:{_SIGNS}{{0,200}}[/=?])?\+?(?P<by_program>\d{{11,15}})(?![\w.-])"
    r"|[?&#;](?:phone|mobile|tel|sms|whatsapp|weixin|wechat)(?:_?(?:no|num|number))?=\+?(?P<by_name>\d{11,15})(?![\w.-])"
)
"""A number by which somebody is called or written to: of a messaging service, or named as a telephone number."""
_MAY_HOLD_ONE = re.compile(r"[a-z0-9]/")


def addresses(text: str) -> list[tuple[int, int]]:
    """Where web addresses and paths of files stand in a text as it is read, in their order; without the numbers in them by
    which somebody is called.
    """
    if not _MAY_HOLD_ONE.search(text):
        return []
    return [span for match in _ADDRESS.finditer(text) for span in _without_called(match)]


def _without_called(address: re.Match[str]) -> Iterator[tuple[int, int]]:
    done = address.start()
    for called in _CALLED.finditer(address.string, *address.span()):
        start, end = called.span(str(called.lastgroup))
        yield done, start
        done = end
    yield done, address.end()
