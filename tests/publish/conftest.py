from __future__ import annotations

from pathlib import Path

import pytest
from pushing import Server
from pushing import server as make_server


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return make_server(tmp_path)


@pytest.fixture
def published(server: Server) -> Server:
    """The same after a first push that was accepted."""
    server.receive()
    server.told.clear()
    return server
