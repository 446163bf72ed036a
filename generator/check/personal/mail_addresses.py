"""Mail addresses in any script, also written around filters: ``张三@例子.中国``, ``zhang (at) qq.com``, ``zhang#163点com``."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = re.compile(
    r"(?:(?<![a-z0-9._%+-])([a-z0-9_%+](?:[a-z0-9._%+-]{0,62}[a-z0-9_%+-])?)|([^\W\d_a-z]{1,12}))\Z"
)
"""Of ASCII; else the letters of another script that stand before the sign."""
_LONGEST_NAME = 80
_LABEL = r"[^\W_](?:[^\W_]|-){0,62}"
_DOT = r"(?:\s?[.。]\s?|\s?点\s?|\s?[(<]\s?(?:dot|点)\s?[)>]\s?|\sdot\s|_dot_)"
_ENDS = (
    r"(?:(?:com|cn|net|org|gov|edu|info|top|xyz|vip|io|me|hk|tw|example)(?![a-z0-9])"
    r"|中国|公司|网络|政务|公益|集团|在线|中文网|网址|商城|网店|рф)"
)
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{0,4}}\.[a-z]{{2,24}}(?![a-z0-9])")
_KNOWN_DOMAIN = re.compile(rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,3}}{_DOT}{_ENDS}")
_WORDED_DOMAIN = re.compile(rf"{_LABEL}(?:\sdot\s{_LABEL}){{0,3}}\sdot\s{_ENDS}")
_SIGN = re.compile(
    r"(?P<at>\s{0,2}@\s{0,2}|%40|\s{0,2}[(<]\s?(?:@|at|艾特|a)\s?[)>]\s{0,2})"
    r"|(?P<known>\s{0,2}[(<]?(?:艾特|圈a|小老鼠)[)>]?\s{0,2}|\s?#\s?|_at_)|(?P<worded>\sat\s)"
)
_MAY_BE_SIGN = re.compile(r"[@#]|%40|at|艾特|圈a|小老鼠|[(<]\s?a\s?[)>]")
"""Of one of these each sign is made; most texts hold none."""
_DOMAINS = {"at": (_DOMAIN, _KNOWN_DOMAIN), "known": (_KNOWN_DOMAIN,), "worded": (_WORDED_DOMAIN,)}
"""What may follow each kind of sign: what stands in for it only before a domain that is known to be one."""
_ANY_DOT = re.compile(_DOT)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)\Z")
"""A picture's name for a finer screen, ``logo@2x.png``, is no address."""


def mail_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Place and usual spelling of every mail address in a text as it is read."""
    for sign in _SIGN.finditer(text) if _MAY_BE_SIGN.search(text) else ():
        name = _NAME.search(text, max(0, sign.start() - _LONGEST_NAME), sign.start())
        for form in _DOMAINS[str(sign.lastgroup)] if name else ():
            domain = form.match(text, sign.end())
            if name and domain:
                plain = _ANY_DOT.sub(".", domain[0])
                if not _PICTURE.search(plain):
                    yield name.start(), domain.end(), f"{name[1] or name[2]}@{plain}"
                    break
