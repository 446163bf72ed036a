"""Who signed a manifest; nobody, if it was changed, or the key is not allowed, or the signature is for something else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pushing import Server, allow, keypair

from generator.check.site.manifest import is_whole
from generator.model.files.addresses import SIGNATURE
from generator.model.text.stop import CannotRun
from generator.publish.signing import NAMESPACE, sign, signer


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"revision": "", "as_of": "2026-11-24", "files": {}}')
    return folder


def test_a_signature_names_its_signer(tree: Path, tmp_path: Path) -> None:
    key = keypair(tmp_path / "keys", "server")
    sign(tree, key)
    assert signer(tree, allow(tmp_path, "server@example.org", key)) == "server@example.org"
    assert is_whole(tree)


def test_the_same_manifest_has_the_same_signature(tree: Path, tmp_path: Path) -> None:
    key = keypair(tmp_path / "keys", "server")
    sign(tree, key)
    first = (tree / SIGNATURE).read_bytes()
    sign(tree, key)
    assert (tree / SIGNATURE).read_bytes() == first


def test_another_manifest_another_key_and_no_signature(tree: Path, tmp_path: Path) -> None:
    key, other = keypair(tmp_path / "keys", "server"), keypair(tmp_path / "keys", "other")
    allowed = allow(tmp_path, "server@example.org", key)
    assert signer(tree, allowed) == ""
    sign(tree, other)
    assert signer(tree, allowed) == ""
    sign(tree, key)
    (tree / "manifest.json").write_text('{"files": {"x": ""}}')
    assert signer(tree, allowed) == ""


def test_a_signature_for_something_else_does_not_count(tree: Path, tmp_path: Path) -> None:
    key = keypair(tmp_path / "keys", "server")
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", "git", str(tree / "manifest.json")]
    subprocess.run(command, check=True)
    assert (tree / SIGNATURE).exists()
    assert signer(tree, allow(tmp_path, "server@example.org", key)) == ""
    assert NAMESPACE != "git"


def test_a_key_that_cannot_sign_stops_with_a_sentence(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("no key")
    with pytest.raises(CannotRun, match="could not be signed"):
        sign(tree, tmp_path / "key")


def test_each_release_is_signed_if_the_operator_says_so(server: Server, tmp_path: Path) -> None:
    key = keypair(tmp_path / "keys", "server")
    server.set_up(signing_key=str(key))
    server.receive()
    assert signer(server.live, allow(tmp_path, "server@example.org", key)) == "server@example.org"
