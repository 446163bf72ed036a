from __future__ import annotations

from pathlib import Path

import pytest
from pushing import Server, copy_of, fill, judged_build
from pushing import server as make_server


@pytest.fixture(scope="session")
def new_server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """What each test has a copy of."""
    return make_server(tmp_path_factory.mktemp("new-server"))


@pytest.fixture(scope="session")
def published_server(new_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The same after a first push that was accepted."""
    server = copy_of(new_server, tmp_path_factory.mktemp("published-server"))
    server.receive()
    return server


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """One whose office has records in YAML and CSV, and a gate that judged what is live."""
    server = make_server(tmp_path_factory.mktemp("judged-server"))
    fill(server.clone)
    server.commit()
    server.receive(judged_build)
    return server


@pytest.fixture
def server(new_server: Server, tmp_path: Path) -> Server:
    return copy_of(new_server, tmp_path)


@pytest.fixture
def published(published_server: Server, tmp_path: Path) -> Server:
    return copy_of(published_server, tmp_path)
