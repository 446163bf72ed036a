"""Signing a manifest with ``ssh-keygen -Y``, and telling who signed one, or a commit.

The signature of a manifest says: whoever holds this key published exactly these files. It is a file beside the manifest.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.check.site.manifest import bad_signature, not_asked, read_plain
from generator.model.files import modes
from generator.model.files.addresses import MANIFEST, SIGNATURE
from generator.model.files.working_folders import private_folder
from generator.model.findings.finding import Finding
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

NAMESPACE = "sunlit-manifest"
"""Keeps a signature from standing for anything else that the key signs."""
SSH_KEYGEN = "ssh-keygen"
LARGEST_SIGNATURE = 20_000
"""Bytes; those that ssh-keygen makes have some hundreds, of RSA keys a few thousand."""
COMMITS = "git"
"""The same word in the signatures that git makes."""


def sign(tree: Path, key: Path) -> None:
    """Write the signature of the tree's manifest beside it. Stops if the key cannot sign."""
    (tree / SIGNATURE).unlink(missing_ok=True)
    done = _ssh_keygen("-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, str(tree / MANIFEST))
    if done.returncode:
        raise CannotRun(
            say("The manifest could not be signed with {key}: {reason}", key=str(key), reason=_reason(done))
        )
    (tree / SIGNATURE).chmod(modes.FILE)


def signer(tree: Path, allowed_signers: Path) -> str:
    """The name in the allowed-signers file of whoever signed the tree's manifest; empty if nobody named there did."""
    signature, manifest = tree / SIGNATURE, tree / MANIFEST
    if not (signature.is_file() and manifest.is_file()):
        return ""
    return _signer(manifest.read_bytes(), signature, NAMESPACE, allowed_signers)


def check_signature(tree: Path, allowed_signers: Path | None) -> Iterator[Finding]:
    """What is wrong with the signature of a tree's manifest, or could not be asked about it.

    With a file of allowed signers there has to be one, by a key of that file.
    """
    if not os.path.lexists(tree / SIGNATURE):
        if allowed_signers is None:
            yield _unsigned()
        else:
            yield bad_signature(say("There is no signature of the manifest."))
    elif allowed_signers is None and shutil.which(SSH_KEYGEN) is None:
        yield not_asked(
            say("Not asked: the signature. ssh-keygen is not installed: it comes with OpenSSH."),
            say("Install it, then verify again."),
        )
    elif not _is_small_file(tree / SIGNATURE) or not _is_well_made(tree):
        yield bad_signature(say("The signature is none of this manifest."))
    elif allowed_signers is None:
        yield not_asked(
            say("Not asked: who signed. The signature is one of this manifest, but anybody can make one."),
            say("Name the file of keys that may sign with --allowed-signers."),
        )
    elif not signer(tree, allowed_signers):
        yield bad_signature(
            say("The manifest is signed, but by no key that {path} allows today.", path=str(allowed_signers))
        )


def _unsigned() -> Finding:
    return not_asked(
        say("Not asked: a signature. There is none, so nobody can tell who published this site."),
        say("Releases are signed if 'sunlit publish install --sign KEY' says so."),
    )


def _is_small_file(path: Path) -> bool:
    found = path.lstat()
    return stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST_SIGNATURE


def _is_well_made(tree: Path) -> bool:
    """Whether a signature is one of the manifest, whoever made it."""
    try:
        message, signature = read_plain(tree / MANIFEST), str(tree / SIGNATURE)
    except OSError:
        return False
    return not _ssh_keygen(
        "-Y", "check-novalidate", "-n", NAMESPACE, "-s", signature, message=message
    ).returncode


def commit_signer(content: bytes, signature: bytes, allowed_signers: Path, revoked_keys: str) -> str:
    """The same for a commit, given apart. Keys are judged by the clock of this machine: whether they are valid *now*.

    Only SSH signatures count: a key that GnuPG of this account happens to know says nothing.
    """
    with private_folder("signature") as folder:
        (folder / "signature").write_bytes(signature)
        return _signer(content, folder / "signature", COMMITS, allowed_signers, revoked_keys)


def _signer(message: bytes, signature: Path, namespace: str, allowed: Path, revoked: str = "") -> str:
    files = ["-s", str(signature), "-f", str(allowed)]
    found = _ssh_keygen("-Y", "find-principals", *files)
    files += ["-r", revoked] if revoked else []
    for name in found.stdout.decode("utf-8", "replace").splitlines() if found.returncode == 0 else ():
        if not _ssh_keygen("-Y", "verify", "-I", name, "-n", namespace, *files, message=message).returncode:
            return name
    return ""


def _ssh_keygen(*arguments: str, message: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run([SSH_KEYGEN, *arguments], input=message, capture_output=True, check=False)
    except FileNotFoundError:
        raise CannotRun(say("ssh-keygen is not installed: it comes with OpenSSH.")) from None


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode("utf-8", "replace").strip()
