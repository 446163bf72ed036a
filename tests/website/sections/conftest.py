from __future__ import annotations

import pytest
from building import Root
from section_roots import section_root


@pytest.fixture(scope="session")
def built_sections(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A built site with every kind of page beside records; never changed by a test."""
    root = section_root(Root(tmp_path_factory.mktemp("sections") / "root"))
    root.build()
    return root
