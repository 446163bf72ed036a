from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import waiting_copy
from beginning import dealt_out, module_of, seen_from
from building import Root, warm_up
from built_site import BuiltSite, build_shipped_site
from framed_site import build_framed_site
from hostile_site import build_hostile_site
from hypothesis import is_hypothesis_test, settings
from made_once import Once
from proving import PROOF, QUICK, SUITE

from generator.model.files.working_folders import PLACE
from generator.website.search.dictionary import kept_dictionary

pytest_plugins = ["every_test_runs", "processor_time"]
settings.load_profile(SUITE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Rewrite what tests/cases/ expect; review the diff."
    )
    parser.addoption(
        "--frame", default="mkdocs", help="Which frame the project's own site is built with: mkdocs, builtin."
    )
    parser.addoption("--few-examples", action="store_true", help="Hold properties against few examples.")


def pytest_configure(config: pytest.Config) -> None:
    if config.option.markexpr == PROOF:
        settings.load_profile(PROOF)
    elif config.getoption("--few-examples"):
        settings.load_profile(QUICK)
    if (worker := _worker(config)) and config.args == config.getini("testpaths"):
        config.args = seen_from(*worker, config.args)


COPYING = frozenset({"sunlit", "Copy", "Server", "killed_at"})
"""Names by which a module of tests has commands run, or pushes built, in copies of its process."""
RARELY = 20_000, 20, 20
"""When the collector looks: as often as Python has it by itself, it takes three hundredths of the time of the tests."""


def _worker(config: pytest.Config) -> tuple[int, int] | None:
    """Which of how many processes this is, if several run the tests."""
    given = getattr(config, "workerinput", None)
    return (int(given["workerid"].removeprefix("gw")), given["workercount"]) if given else None


def _has_copies_run(item: pytest.Item) -> bool:
    module = item.getparent(pytest.Module)
    return bool(module and COPYING & vars(module.obj).keys())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Among the proofs each property is held against many examples; workers get equal shares of what is dear."""
    if config.option.markexpr == PROOF:
        for item in items:
            if is_hypothesis_test(getattr(item, "obj", None)):
                item.add_marker(PROOF)
    yield
    if worker := _worker(config):
        _, workers = worker
        items[:] = dealt_out(items, workers, {module_of(item) for item in items if _has_copies_run(item)})


@pytest.fixture(scope="session")
def _of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def once(_of_the_run: Path) -> Once:
    """Makes what is dear once for all processes of a run."""
    folder = _of_the_run / "once"
    folder.mkdir(exist_ok=True)
    return Once(folder)


@pytest.fixture(autouse=True, scope="session")
def _begun(request: pytest.FixtureRequest, _of_the_run: Path, once: Once) -> None:
    """What tests read is kept for them alone. Where tests run in copies of this process, it is warm before the first of them.

    Tests and modules stay to the end: the collector need not look through them again, nor a copy of this process copy them.
    """
    os.environ[PLACE] = str(_of_the_run / "cache")
    if any(map(_has_copies_run, request.session.items)):
        once("dictionary", _keep_dictionary)
        warm_up()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)
    gc.enable()


def _keep_dictionary(_: Path) -> None:
    """It takes three seconds to make: the processes of a run would each make their own."""
    kept_dictionary()


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path / "root")


@pytest.fixture(scope="session")
def warm_sunlit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A command that does what ``sunlit`` does, in a copy of this process: for what others start."""
    with waiting_copy.waiting(tmp_path_factory.mktemp("waiting")) as command:
        yield command


@pytest.fixture(scope="session")
def shipped_site(once: Once, pytestconfig: pytest.Config) -> BuiltSite:
    """The project's own data, built; never changed by a test."""
    return once("shipped", partial(build_shipped_site, frame=pytestconfig.option.frame))


@pytest.fixture(scope="session")
def framed(once: Once) -> Root:
    """A small site with both frames: MkDocs' at ``site``, the other at ``own``; never changed by a test."""
    return once("framed", build_framed_site)


@pytest.fixture(scope="session")
def hostile(once: Once) -> Root:
    """A built site in which every text tries to be something else; never changed by a test."""
    return once("hostile", build_hostile_site)
