"""Signing a manifest with ``ssh-keygen -Y``, and telling who signed one, or a commit.

The signature of a manifest says: whoever holds this key published exactly these files. It is a file beside the manifest.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import NamedTemporaryFile

from generator.model.addresses import MANIFEST, SIGNATURE
from generator.model.stop import CannotRun
from generator.model.wording import say

NAMESPACE = "sunlit-manifest"
"""Keeps a signature from standing for anything else that the key signs."""
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


def signer(tree: Path, allowed_signers: Path) -> str:
    """The name in the allowed-signers file of whoever signed the tree's manifest; empty if nobody named there did."""
    signature, manifest = tree / SIGNATURE, tree / MANIFEST
    if not (signature.is_file() and manifest.is_file()):
        return ""
    return _signer(manifest.read_bytes(), signature, NAMESPACE, allowed_signers)


def commit_signer(content: bytes, signature: bytes, allowed_signers: Path, revoked_keys: str) -> str:
    """The same for a commit, given apart. Keys are judged by the clock of this machine: whether they are valid *now*.

    Only SSH signatures count: a key that GnuPG of this account happens to know says nothing.
    """
    with NamedTemporaryFile(prefix="sunlit-") as file:
        file.write(signature)
        file.flush()
        return _signer(content, Path(file.name), COMMITS, allowed_signers, revoked_keys)


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
        return subprocess.run(["ssh-keygen", *arguments], input=message, capture_output=True, check=False)
    except FileNotFoundError:
        raise CannotRun(say("ssh-keygen is not installed: it comes with OpenSSH.")) from None


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode("utf-8", "replace").strip()
