from __future__ import annotations

from pathlib import Path

import pytest
from building import Root
from made_once import Once
from section_roots import section_root


@pytest.fixture(scope="session")
def built_sections(once: Once) -> Root:
    """A built site with every kind of page beside records; never changed by a test."""
    return once("sections", _built)


def _built(folder: Path) -> Root:
    root = section_root(Root(folder))
    root.build()
    return root
