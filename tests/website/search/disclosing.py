"""A root → what the public may see of it."""

from __future__ import annotations

from pathlib import Path

from building import DAY

from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure


def disclosed(root: Path) -> Disclosure:
    verdict = judge(root, DAY)
    assert verdict.fit
    return disclose(verdict.register, verdict.as_of, verdict.checked, verdict.coverage)
