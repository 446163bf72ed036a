"""Who may ask the desk for anything: the browser of whoever started it, from a page of the desk's own, and nobody else.

Other people may work on the same computer, and a page of the web may ask whatever the browser can reach. So the address that is
asked for must be ours by name (a name of somebody else's that leads here is not), a page that asks must be ours, and the browser
must bring the token of this start, which it is given for the code that stands in the terminal alone.

Cookies know no ports: what a browser was given here it would bring to whatever else on this computer it is led to. So the pages
stand in a folder whose name nobody guesses, and the cookie is for that folder alone. The name by itself opens nothing.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look alike."""
_CODE_LENGTH = 12
"""60 bits: nobody tries them all, so none is ever locked out, least of all whoever has the code."""
PLACE = "~"
"""What the names of the folders begin with."""
READING = frozenset({"GET", "HEAD"})


class Refusal(Enum):
    """Why a request is not answered."""

    STRANGER = "stranger"
    """It was not meant for the desk, or does not come from a page of its own."""
    UNKNOWN = "unknown"
    """It brings no token of this start: the code is asked for."""


@dataclass(slots=True)
class Guard:
    """The secrets of one start of the desk at one address."""

    origin: str
    """Scheme, name and port, as the browser names them."""
    code: str = field(default_factory=lambda: "".join(secrets.choice(_SIGNS) for _ in range(_CODE_LENGTH)))
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """What a form of ours brings besides, so that the cookie alone changes nothing."""
    place: str = field(default_factory=lambda: _unguessed_place())
    """The folder of the pages."""
    preview_place: str = field(default_factory=lambda: _unguessed_place())
    preview_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """The preview's own: nothing of the desk can be asked with it."""

    @property
    def cookie(self) -> str:
        """Its name: two desks may run."""
        return f"sunlit-desk-{self.origin.rpartition(':')[2]}"

    def stranger(self, method: str, headers: Mapping[str, str]) -> bool:
        """Whether a request was not meant for the desk, or comes from elsewhere."""
        if headers.get("Host", "") != self.origin.partition("//")[2]:
            return True
        site = headers.get("Sec-Fetch-Site")
        if site not in (None, "same-origin", "none"):
            return True
        origin = headers.get("Origin")
        if method in READING:
            return origin not in (None, self.origin)
        # A browser says where a form comes from; one that does not, and says nothing of the site either, is none.
        return origin != self.origin and not (origin is None and site == "same-origin")

    def refusal(
        self, method: str, headers: Mapping[str, str], cookies: Mapping[str, str], form_token: str
    ) -> Refusal | None:
        """Why a request is not answered; ``None`` if it is."""
        if self.stranger(method, headers):
            return Refusal.STRANGER
        if not _same(cookies.get(self.cookie, ""), self.token):
            return Refusal.UNKNOWN
        if method not in READING and not _same(form_token, self.form_token):
            return Refusal.UNKNOWN
        return None

    def may_see(self, headers: Mapping[str, str], cookies: Mapping[str, str], origin: str) -> bool:
        """Whether the preview, which stands at another origin of ours, answers: to whoever is in, who opens one of its pages
        (from the desk, whose port is another), and to those pages themselves.
        """
        site = headers.get("Sec-Fetch-Site")
        is_opened = (
            headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
        )
        is_ours = site in (None, "same-origin", "none") or (site == "same-site" and is_opened)
        is_meant = headers.get("Host", "") == origin.partition("//")[2]
        return is_meant and is_ours and _same(cookies.get(self.cookie, ""), self.preview_token)

    def takes(self, code: str) -> bool:
        """Whether somebody who says this code may come in."""
        return _same("".join(sign for sign in code.upper() if sign.isalnum()), self.code)

    @property
    def shown_code(self) -> str:
        """The code as it is easily read and typed."""
        return "-".join(self.code[start : start + 4] for start in range(0, _CODE_LENGTH, 4))


def _unguessed_place() -> str:
    return f"{PLACE}{secrets.token_urlsafe(16)}"


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
