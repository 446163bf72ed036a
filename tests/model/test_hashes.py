"""What is shown of a hash is chance, and looks like nobody's number, whatever countries a site names."""

from __future__ import annotations

import hashlib
import re

from hypothesis import example, given
from hypothesis import strategies as st

from generator.check.personal.detection import personal_values
from generator.model.declared.site import Country
from generator.model.text.hashes import hash_in_address, short_revision

DIGITS = st.text("0123456789", min_size=40, max_size=40)
"""More alike than hashes are: all digits."""
COMMITS = DIGITS | st.binary(min_size=20, max_size=20).map(bytes.hex)


@given(commit=COMMITS, mark=st.sampled_from(["", "+"]))
@example(commit="13800138000" + "0" * 29, mark="+")
def test_a_revision_is_nobodys_number(commit: str, mark: str) -> None:
    shown = short_revision(commit + mark)
    assert commit.startswith(shown.removesuffix("+"))
    assert shown.endswith(mark)
    assert len(shown) - len(mark) == 8
    assert not personal_values(shown, tuple(Country))


@given(digest=st.binary(min_size=32, max_size=32) | DIGITS.map(bytes.fromhex), place=st.integers(0, 999))
@example(digest=bytes.fromhex("01234567" * 8), place=138)
def test_nor_is_an_address_that_holds_a_hash(digest: bytes, place: int) -> None:
    shown = hash_in_address(digest)
    assert re.fullmatch("[0-9a-f]{8}", shown), "the servers' configurations know such addresses"
    for name in (f"d0-{place}-{shown}", f"zhr4096-{place}-{shown}", f"pages.{shown}.min.css"):
        assert not personal_values(name, tuple(Country)), name


def test_another_content_has_another_address() -> None:
    shown = {hash_in_address(hashlib.sha256(str(number).encode()).digest()) for number in range(5000)}
    assert len(shown) > 4990
