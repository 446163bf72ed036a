from __future__ import annotations

import os
from pathlib import Path

import pytest
from building import Root
from built_site import BuiltSite, build_shipped_site
from hostile_site import hostile_root
from hypothesis import settings

from generator.read.readings import PLACE

pytest_plugins = ["every_test_runs", "processor_time"]
settings.register_profile("sunlit", deadline=None, derandomize=True)
settings.load_profile("sunlit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Rewrite what tests/cases/ expect; review the diff."
    )


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What tests read is kept for them alone."""
    os.environ[PLACE] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path / "root")


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build_shipped_site(tmp_path_factory.mktemp("shipped") / "root")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A built site in which every text tries to be something else; never changed by a test."""
    root = hostile_root(tmp_path_factory.mktemp("hostile") / "root")
    root.build()
    return root
