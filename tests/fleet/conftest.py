"""Tables of small bodies; builds that are quick, and a few that are real."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))


@pytest.fixture(autouse=True)
def no_moment_of_the_machine() -> None:
    os.environ.pop("SOURCE_DATE_EPOCH", None)
