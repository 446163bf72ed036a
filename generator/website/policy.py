"""The content security policy of a page: only this site's own files, and the theme's own inline scripts by hash."""

from __future__ import annotations

import base64
import hashlib
import html
import re

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_AFTER = '<meta charset="utf-8">'
_FIXED = (
    "default-src 'self'",
    "img-src 'self' data:",  # the icons are masks in the stylesheet
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)


def with_policy(page: str, written: str = "") -> str:
    """The page with its policy as the first thing after its encoding. Nothing else can run or be fetched.

    ``written`` is the part of it that people wrote: whatever stands there, no script in it is allowed.
    """
    text = html.escape(policy(page.replace(written, "", 1)), quote=False)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
    return page.replace(_AFTER, _AFTER + meta, 1)


def policy(page: str) -> str:
    """The policy text; inline scripts are named by the SHA-256 of what stands between their tags."""
    codes = (match["code"] for match in _SCRIPT.finditer(page) if _is_inline(match["attributes"]))
    hashes = dict.fromkeys(f"'sha256-{_digest(code)}'" for code in codes)
    return "; ".join((*_FIXED, " ".join(("script-src 'self'", *hashes))))


def _is_inline(attributes: str) -> bool:
    return "src=" not in attributes and "application/" not in attributes


def _digest(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
