from __future__ import annotations

from pathlib import Path

import pytest
from task_root import Root


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path)
