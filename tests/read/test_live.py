"""``release`` is what is live, by the manifest at an address that no push can choose."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from read.test_earlier import PERSON, Repository, files

from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.read.git.earlier import earlier
from generator.read.git.live import Live


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    made.commit("data/a.yaml", "a: 1\n")
    made.commit("data/a.yaml", "a: 2\n")
    return made


@pytest.fixture
def first(repository: Repository) -> str:
    return repository.git("rev-parse", "HEAD~1")


def manifest(folder: Path, **content: object) -> Path:
    path = folder / "manifest.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def refusal(root: Path, live: Live, since: str = "release", language: str = "en") -> str:
    with pytest.raises(CannotRun) as stop, earlier(root, since, live):
        pass
    said = stop.value.phrase.render(translator(language), language)
    assert "\n" not in said
    return said


@pytest.fixture
def site(tmp_path: Path, first: str) -> Path:
    return manifest(tmp_path / "www", revision=first, as_of="2026-11-20").parent


def test_the_release_is_what_its_manifest_says(repository: Repository, site: Path, first: str) -> None:
    for since, live in (("release", Live(str(site))), ("release", Live(str(site / "manifest.json"))),
                        (str(site / "manifest.json"), Live())):  # fmt: skip
        with earlier(repository.folder, since, live) as baseline:
            assert (baseline.root / "data/a.yaml").read_text() == "a: 1\n"
            assert (baseline.day.isoformat(), baseline.name) == ("2026-11-20", first[:8])
            assert (baseline.live, baseline.commit) == (True, first)
    with earlier(repository.folder, first) as baseline:
        assert not baseline.live, "whoever names a revision says nothing of its being published"


def test_what_lies_in_the_clone_is_not_believed(repository: Repository, first: str) -> None:
    """Neither what was last built there, nor what is written in files that a push brings."""
    manifest(repository.folder / "site", revision=first, as_of="2026-11-20")
    repository.write("data/site.yaml", f"url: {repository.folder}/site\n")
    assert refusal(repository.folder, Live()) == (
        "Where the site is published has not been said, so what is live is not known. Say it once: "
        "git config sunlit.live https://…"
    )


def test_a_clone_is_told_once_where_its_site_is(repository: Repository, site: Path) -> None:
    repository.git("config", "sunlit.live", str(site))
    assert files(repository.folder, "release") == {"data/a.yaml": "a: 1\n"}
    repository.git("config", "sunlit.live", "../www")
    assert files(repository.folder, "release") == {"data/a.yaml": "a: 1\n"}, "relative to the clone"


def test_a_revision_that_is_no_ancestor(repository: Repository, site: Path) -> None:
    repository.git("checkout", "-q", "--orphan", "other")
    repository.commit_all()
    manifest(site, revision=repository.git("rev-parse", "HEAD"), as_of="2026-11-20")
    repository.git("checkout", "-q", "main")
    assert "do not go on from revision" in refusal(repository.folder, Live(str(site)))


def test_the_tip_of_another_branch_is_none_until_it_is_merged(repository: Repository, site: Path) -> None:
    repository.git("checkout", "-q", "-b", "side", "HEAD~1")
    manifest(site, revision=repository.commit("data/b.yaml", "b: 1\n"), as_of="2026-11-20")
    repository.git("checkout", "-q", "main")
    assert "do not go on from revision" in refusal(repository.folder, Live(str(site)))
    repository.git(*PERSON, "merge", "-q", "side")
    with earlier(repository.folder, "release", Live(str(site))) as baseline:
        assert (baseline.root / "data/b.yaml").is_file()


def test_in_a_clone_that_was_cut_off_nobody_can_tell(
    repository: Repository, tmp_path: Path, site: Path
) -> None:
    first = repository.git("rev-parse", "HEAD~1")
    repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth=1", f"file://{repository.folder}", str(clone))
    shallow = Repository(clone)
    shallow.git("fetch", "-q", "--depth=1", "origin", first)
    said = refusal(clone, Live(str(site)))
    assert said.endswith("Fetch the rest: git fetch --unshallow origin")
    shallow.git("fetch", "-q", "--unshallow", "origin")
    assert files_of_release(clone, site) == "a: 1\n"


def files_of_release(root: Path, site: Path) -> str:
    with earlier(root, "release", Live(str(site))) as baseline:
        return (baseline.root / "data/a.yaml").read_text()


@pytest.mark.parametrize(("content", "sentence"), [
    ({"revision": "f" * 40 + "+", "as_of": "2026-11-20"}, "was not built from one committed revision"),
    ({"revision": "", "as_of": "2026-11-20"}, "was not built from one committed revision"),
    ({"revision": "HEAD", "as_of": "2026-11-20"}, "was not built from one committed revision"),
    ({"revision": "f" * 40}, "is not the manifest"),
    ({"revision": "f" * 40, "as_of": 7}, "is not the manifest"),
    ({"revision": "f" * 40, "as_of": "2026-11-20"}, "is not in this repository"),
])  # fmt: skip
def test_a_manifest_that_does_not_help(
    repository: Repository, site: Path, content: dict[str, object], sentence: str
) -> None:
    manifest(site, **content)
    assert sentence in refusal(repository.folder, Live(str(site)))


@pytest.mark.parametrize("text", ["", "<html>", "[]", "[" * 100_000, '{"revision": "\\ud800"}'])
def test_what_is_no_manifest_at_all(repository: Repository, site: Path, text: str) -> None:
    (site / "manifest.json").write_text(text)
    assert "is not the manifest" in refusal(repository.folder, Live(str(site)))


def test_nothing_there_yet_is_told_and_needs_a_word(
    repository: Repository, tmp_path: Path, site: Path
) -> None:
    empty = tmp_path / "empty"
    said = refusal(repository.folder, Live(str(empty)))
    assert said.startswith(f"Nothing is published at {empty} yet")
    with earlier(repository.folder, "release", Live(str(empty), first_release=True)) as baseline:
        assert not list(baseline.root.iterdir())
    assert "is published already" in refusal(repository.folder, Live(str(site), first_release=True))


@pytest.mark.parametrize("address", ["ftp://example.org/", "file:///etc", "javascript://x"])
def test_other_schemes_are_refused(repository: Repository, address: str) -> None:
    assert "neither a folder nor an address" in refusal(repository.folder, Live(address))


class Answers(BaseHTTPRequestHandler):
    """What a web server says, by address."""

    said: dict[str, tuple[int, bytes]] = {}  # noqa: RUF012 (a test fills it in)

    def do_GET(self) -> None:
        status, content = self.said.get(self.path, (404, b"none"))
        self.send_response(status)
        if status == 301:
            self.send_header("Location", content.decode())
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answers) as made:
        thread = Thread(target=made.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()
        thread.join()
        Answers.said.clear()


def test_a_site_is_asked_over_http(repository: Repository, server: str, first: str) -> None:
    content = json.dumps({"revision": first, "as_of": "2026-11-20"}).encode()
    Answers.said |= {"/manifest.json": (200, content), "/moved/manifest.json": (301, b"/manifest.json")}
    for address in (server, f"{server}/", f"{server}/manifest.json", f"{server}/moved"):
        with earlier(repository.folder, "release", Live(address)) as baseline:
            assert baseline.commit == first


@pytest.mark.parametrize(("status", "sentence"), [
    (404, "Nothing is published at"), (410, "Nothing is published at"),
    (403, "cannot be reached (HTTP 403)"), (503, "cannot be reached (HTTP 503)"), (200, "is not the manifest"),
])  # fmt: skip
def test_what_is_not_there_and_what_cannot_be_reached_are_told_apart(
    repository: Repository, server: str, status: int, sentence: str
) -> None:
    Answers.said["/manifest.json"] = (status, b"<html>")
    assert sentence in refusal(repository.folder, Live(server))
    with earlier(repository.folder, "release", Live(server, first_release=True)) as baseline:
        assert not list(baseline.root.iterdir())


def test_nobody_answers(repository: Repository) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://clerk:secret@127.0.0.1:{taken.getsockname()[1]}"
        said = refusal(repository.folder, Live(address))
    assert "cannot be reached" in said
    assert "secret" not in said


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_site_leads_nowhere_but_to_the_web(repository: Repository, server: str, target: str) -> None:
    Answers.said["/manifest.json"] = (301, target.encode())
    assert "cannot be reached (HTTP 301)" in refusal(repository.folder, Live(server))
