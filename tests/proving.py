"""How many examples a property is held against: few for a developer, some in the suite, twenty times as many in the proofs."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

QUICK, SUITE, PROOF = "quick", "suite", "proof"
IN_A_HURRY, IN_THE_SUITE, IN_THE_PROOFS = 10, 30, 1000

settings.register_profile(QUICK, deadline=None, derandomize=True, max_examples=IN_A_HURRY)
settings.register_profile(SUITE, deadline=None, derandomize=True, max_examples=IN_THE_SUITE)
settings.register_profile(PROOF, deadline=None, derandomize=True, max_examples=IN_THE_PROOFS)


def examples(number: int, in_the_proofs: int | None = None, **more: Any) -> settings:
    """Settings of a test whose examples are dearer than others: so many of them, and in the proofs as many times more as there
    of any other test, or the number that is given.
    """
    usual = settings.default.max_examples
    if in_the_proofs and usual == IN_THE_PROOFS:
        return settings(max_examples=in_the_proofs, **more)
    return settings(max_examples=max(number * usual // IN_THE_SUITE, 1), **more)


def few(number: int) -> settings:
    """Settings of a test whose examples together take seconds: so many of them, and in the proofs as many as of any other."""
    usual = settings.default.max_examples
    return settings(max_examples=usual if usual == IN_THE_PROOFS else min(number, usual))
