"""Signing a manifest with ``ssh-keygen -Y``, and telling who signed one.

A signature says: whoever holds this key published exactly these files. It is a file beside the manifest.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.model.addresses import MANIFEST, SIGNATURE
from generator.model.stop import CannotRun
from generator.model.wording import say

NAMESPACE = "sunlit-manifest"
"""Keeps a signature from standing for anything else that the key signs."""


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
    files = ("-s", str(signature), "-f", str(allowed_signers))
    found = _ssh_keygen("-Y", "find-principals", *files)
    for name in found.stdout.decode("utf-8", "replace").splitlines() if found.returncode == 0 else ():
        message = manifest.read_bytes()
        if not _ssh_keygen("-Y", "verify", "-I", name, "-n", NAMESPACE, *files, message=message).returncode:
            return name
    return ""


def _ssh_keygen(*arguments: str, message: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *arguments], input=message, capture_output=True, check=False)
    except FileNotFoundError:
        raise CannotRun(say("ssh-keygen is not installed: it comes with OpenSSH.")) from None


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode("utf-8", "replace").strip()
