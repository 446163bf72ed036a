from __future__ import annotations

from pathlib import Path

import pytest
from bodies import Province, build_bodies, province
from made_once import Once


@pytest.fixture(scope="session")
def body_sites(once: Once) -> Path:
    """The sites of three bodies; never changed by a test."""
    return once("bodies", build_bodies)


@pytest.fixture
def land(tmp_path: Path, body_sites: Path) -> Province:
    """A portal of the test's own, over copies of the sites."""
    return province(tmp_path, body_sites)
