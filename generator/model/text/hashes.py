"""Short forms of hashes: what the site and its messages say in place of all their digits.

The digits of a hash are chance, and among thousands of sites one begins like somebody's telephone number: twelve signs of a
commit do so once in 2,700, and the proof of the site, which cannot know better, lets it not be published. So nothing here
can look like a number of any kind that is looked for (``generator/check/personal/``).
"""

from __future__ import annotations

SHOWN_DIGITS = 8
"""Of a commit's name. The shortest personal number of any country has nine signs; git finds a commit by four."""
DIGITS_IN_ADDRESS = 8
"""Of the hash of a file in its address."""
_LETTERS = "abcdef" * 2 + "abcd"
"""For each hexadecimal digit a letter that is one, too: what servers know addresses with a hash by stays right."""


def short_revision(revision: str) -> str:
    """Enough of a revision to find it by; a mark after it (uncommitted changes) stays."""
    commit, mark = revision.rstrip("+"), "+" if revision.endswith("+") else ""
    return commit[:SHOWN_DIGITS] + mark


def hash_in_address(digest: bytes) -> str:
    """Eight signs, for the address of what has this digest: hexadecimal, and never more than three digits in a row."""
    first, second = digest[:2].hex(), digest[2:4].hex()
    return "".join(_LETTERS[int(part[0], 16)] + part[1:] for part in (first, second))
