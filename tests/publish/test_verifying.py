"""``sunlit verify``: it asks the signature, the server's own manifest and the modes, and says what it could not ask."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from building import Root, without_theme
from pushing import allow, keypair

from generator.check.site.manifest import is_whole
from generator.cli import main
from generator.model.files.addresses import SIGNATURE, own_manifest
from generator.publish import signing
from generator.publish.signing import sign

Spoil = Callable[[Path], object]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("verified"))
    root.schema()
    root.records({"id": "a", "title": "甲"})
    before = os.umask(0o002)  # those of a group write to each other's files: not to those of a site
    try:
        root.build()
    finally:
        os.umask(before)
    without_theme(root.site)
    return root


@pytest.fixture
def site(built: Root, tmp_path: Path) -> Path:
    """A copy of the built tree, with what lies beside it."""
    shutil.copytree(built.site, tmp_path / "site")
    shutil.copy(own_manifest(built.site), own_manifest(tmp_path / "site"))
    return tmp_path / "site"


def verified(
    site: Path, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[int, dict[str, list[str]]]:
    """The exit status of the command, and the sentences of each rule."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["-C", str(site.parent), "--lang", "en", "verify", str(site), "--format", "json", *options])
    found: dict[str, list[str]] = {}
    for finding in json.loads(capsys.readouterr().out)["findings"]:
        found.setdefault(finding["rule"], []).append(f"{finding['path']}: {finding['message']}")
    return int(str(ended.value.code)), found


def edit(path: Path, **changes: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **changes}), encoding="utf-8")


def test_a_site_as_it_was_built_is_sound_and_what_was_not_asked_is_said(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = verified(site, capsys)
    assert (status, list(found)) == (0, ["not-verified"])
    assert ["a signature" in sentence for sentence in found["not-verified"]] == [True]
    own_manifest(site).unlink()
    status, found = verified(site, capsys)
    assert (status, list(found)) == (0, ["not-verified"])
    assert sorted("own manifest" in sentence for sentence in found["not-verified"]) == [False, True]
    assert verified(site, capsys, "--manifest", str(site / "manifest.json"))[1] == found, (
        "it vouches for itself alone"
    )


def fifo_in_place(site: Path) -> None:
    (site / "robots.txt").unlink()
    os.mkfifo(site / "robots.txt")


def page_and_manifest(site: Path) -> None:
    """Changed together, as whoever can write into the site can."""
    (site / "robots.txt").write_text("other", encoding="utf-8")
    files = json.loads((site / "manifest.json").read_bytes())["files"]
    edit(site / "manifest.json", files={**files, "robots.txt": "0" * 64})


@pytest.mark.parametrize(("spoil", "rule", "said"), [
    (lambda site: edit(site / "manifest.json", revision="0" * 40), "file-changed", "manifest.json: .*revision"),
    (lambda site: edit(site / "manifest.json", as_of="2027-01-01"), "file-changed", "manifest.json: .*as_of"),
    (lambda site: edit(site / "manifest.json", approved="yes"), "file-changed", "manifest.json: .*approved"),
    (lambda site: edit(site / "manifest.json", held=[]), "file-changed", "manifest.json: .*held"),
    (page_and_manifest, "file-changed", "robots.txt: The file is not the one"),
    (fifo_in_place, "file-changed", "robots.txt: This is no plain file"),
    (lambda site: (site / "robots.txt").chmod(0o666), "file-mode", "robots.txt: .*666.*644"),
    (lambda site: (site / "robots.txt").chmod(0o6777), "file-mode", "robots.txt: .*6777.*644"),
    (lambda site: (site / "robots.txt").chmod(0o755), "file-mode", "robots.txt: .*755.*644"),
    (lambda site: (site / "notes").chmod(0o777), "file-mode", "notes: .*777.*755"),
    (lambda site: site.chmod(0o775), "file-mode", "./: .*775.*755"),
    (lambda site: (site / "empty").mkdir(), "file-unlisted", "empty: The folder is empty"),
    (lambda site: os.mkfifo(site / "pipe"), "file-changed", "pipe: This is no plain file"),
    (lambda site: (site / SIGNATURE).write_text("x"), "signature", "none of this manifest"),
    (lambda site: (site / SIGNATURE).write_bytes(b"x" * 30_000), "signature", "none of this manifest"),
    (lambda site: os.mkfifo(site / SIGNATURE), "signature", "none of this manifest"),
])  # fmt: skip
def test_what_was_done_to_it_is_found(
    site: Path, spoil: Spoil, rule: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(site)
    status, found = verified(site, capsys)
    assert status == 1
    assert any(re.search(said, sentence) for sentence in found[rule]), found


def test_less_than_a_build_gives_is_nothing_and_a_folder_may_have_its_group(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "robots.txt").chmod(0o600)
    (site / "notes").chmod(0o2750)
    assert verified(site, capsys)[0] == 0


def test_a_pipe_in_the_manifests_place_is_not_waited_for(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "manifest.json").unlink()
    os.mkfifo(site / "manifest.json")
    (site / SIGNATURE).write_text("x", encoding="utf-8")
    assert verified(site, capsys)[0] == 1
    own_manifest(site).unlink()
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(site)])
    assert ended.value.code == 2
    assert not is_whole(site)


def test_the_signature_is_asked(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key, other = keypair(tmp_path / "keys", "server"), keypair(tmp_path / "keys", "other")
    allowed = str(allow(tmp_path, "server@example.org", key))
    status, found = verified(site, capsys, "--allowed-signers", allowed)
    assert (status, found) == (1, {"signature": [f"{SIGNATURE}: There is no signature of the manifest."]})
    sign(site, key)
    assert verified(site, capsys, "--allowed-signers", allowed) == (0, {})
    status, found = verified(site, capsys)
    assert (status, list(found)) == (0, ["not-verified"])
    assert "who signed" in found["not-verified"][0]
    sign(site, other)
    status, found = verified(site, capsys, "--allowed-signers", allowed)
    assert (status, list(found)) == (1, ["signature"])
    sign(site, key)
    edit(site / "manifest.json", revision="0" * 40)
    own_manifest(site).unlink()
    for options in ((), ("--allowed-signers", allowed)):
        status, found = verified(site, capsys, *options)
        assert (status, set(found)) == (1, {"signature", "not-verified"}), (
            "also where nobody has the server's own manifest"
        )


def test_without_ssh_keygen_the_signature_is_not_asked(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(site, keypair(tmp_path / "keys", "server"))
    monkeypatch.setattr(signing, "SSH_KEYGEN", "no-such-command")
    status, found = verified(site, capsys)
    assert (status, list(found)) == (0, ["not-verified"])
    assert "ssh-keygen is not installed" in found["not-verified"][0]


def test_in_a_text_it_stands_too(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["-C", str(site.parent), "--lang", "en", "verify", str(site)])
    assert "Not asked: a signature. There is none" in capsys.readouterr().out
