from __future__ import annotations

from pathlib import Path

import pytest
from building import Root
from exporting import URL, disclosed, exported, full_root

from generator.disclose.disclosure import Disclosure


@pytest.fixture(scope="module")
def disclosure(tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    return disclosed(full_root(Root(tmp_path_factory.mktemp("exports"))))


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    """The same on a site that knows where it is served from."""
    return disclosed(full_root(Root(tmp_path_factory.mktemp("exports")), url=URL))


@pytest.fixture(scope="module")
def made(disclosure: Disclosure) -> dict[str, bytes]:
    return exported(disclosure)


@pytest.fixture(scope="module")
def folder(made: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports on disk."""
    folder = tmp_path_factory.mktemp("site")
    for address, content in made.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
