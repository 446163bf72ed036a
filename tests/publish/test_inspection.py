"""What a hostile push may hold: nothing of it is read before this, and each is refused with one sentence."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from pushing import Server, git

from generator.publish.settings import Limits


def test_a_link_out_of_the_tree(published: Server) -> None:
    (published.clone.folder / "data/notes/b.yaml").symlink_to("/etc/passwd")
    published.commit()
    assert published.refusal() == "data/notes/b.yaml is a link. Put the file itself in its place."


def test_a_submodule(published: Server) -> None:
    commit = git(published.clone.folder, "rev-parse", "HEAD")
    git(published.clone.folder, "update-index", "--add", "--cacheinfo", f"160000,{commit},data/notes/more")
    git(published.clone.folder, "commit", "-qm", "Submodule")
    assert published.refusal().startswith("data/notes/more is another repository (a submodule).")


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(file=0), "data/notes/a.yaml is larger than 0 MB."),
        (Limits(total=0), "The files of the push are larger than 0 MB together."),
        (Limits(files=2), "The push holds more than 2 files."),
        (Limits(path=10), "data/notes/a.yaml: the path is longer than 10 bytes. Shorten it."),
    ],
)
def test_too_much(published: Server, limits: Limits, sentence: str) -> None:
    published.set_up(limits=limits)
    published.commit()
    assert published.refusal().startswith(sentence)


@pytest.mark.parametrize("word", ["filter=lfs", "export-ignore", "export-subst", "ident"])
def test_attributes_that_would_publish_other_files(published: Server, word: str) -> None:
    published.clone.write("data/.gitattributes", f"*.yaml {word}\n")
    published.commit()
    assert published.refusal().startswith(f"data/.gitattributes: '{word}' would publish other files")


def test_attributes_of_a_push_decide_nothing(published: Server) -> None:
    """Line ends are what attributes are mostly for; what is published is what was committed all the same."""
    published.clone.write(".gitattributes", "* text=auto eol=crlf\n# filter=x\n")
    published.commit()
    published.receive()
    assert b"\r" not in (published.live / "data/site.yaml").read_bytes()


def test_a_name_that_is_no_text(published: Server) -> None:
    name = os.fsencode(published.clone.folder / "data/notes") + b"/\xff.yaml"
    Path(os.fsdecode(name)).write_text("[]")
    published.commit()
    assert "the name is not readable text" in published.refusal()


def test_a_small_push_that_holds_billions_of_files(published: Server) -> None:
    published.set_up(limits=Limits(files=500))
    commit = git(published.clone.folder, "commit-tree", "-p", "HEAD", "-m", "Bomb", billions(published))
    git(published.clone.folder, "reset", "-q", "--soft", commit)
    assert published.refusal().startswith("The push holds more than 500 files.")


def billions(server: Server) -> str:
    """A tree that names one tree ten times, which names another ten times …: ten to the tenth files in eleven objects."""
    entry, mode = _object(server, "blob", b"[]"), b"100644"
    for _ in range(10):
        tree = b"".join(b"%s f%d\0" % (mode, number) + bytes.fromhex(entry) for number in range(10))
        entry, mode = _object(server, "tree", tree), b"40000"
    return entry


def _object(server: Server, kind: str, content: bytes) -> str:
    command = ["git", "-C", str(server.clone.folder), "hash-object", "-w", "-t", kind, "--stdin"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode().strip()
