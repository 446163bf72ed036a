"""What axe is asked about."""

from __future__ import annotations

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EVERYTHING = {"runOnly": {"type": "tag", "values": list(STANDARDS)}, "resultTypes": ["violations"]}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""What another scheme can break that the first one keeps: a scheme changes colours and the width of lines."""
