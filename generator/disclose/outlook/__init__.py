"""What publishing the data at hand would change in public, in words that a supervisor can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.check.gate import Verdict
from generator.disclose.outlook.html_page import as_html
from generator.disclose.outlook.markdown import as_markdown
from generator.disclose.outlook.plain_text import as_text

OUTLOOKS: Mapping[str, Callable[[Verdict, str], str]] = {
    "text": as_text,
    "html": as_html,
    "markdown": as_markdown,
}
"""The formats that ``sunlit diff --format`` knows. The verdict is one that was held against an earlier revision."""
