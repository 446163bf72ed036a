"""A built site, judged again: whole and unchanged by its manifest, and without a personal value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.check.gate import Verdict
from generator.check.manifest import check_manifest, manifest_of, not_asked, read_manifest
from generator.check.personal.allowance import Allowance, allowance_of_values, allowances
from generator.check.personal.finished_tree import scan_tree
from generator.check.personal.texts import declared_values
from generator.model import modes
from generator.model.addresses import MANIFEST
from generator.model.finding import Finding
from generator.model.record import Register
from generator.model.site import Site
from generator.model.wording import say
from generator.read.register import read_register
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import read_site


def verify(folder: Path, root: Path, manifest: Path | None = None) -> Verdict:
    """Everything that is wrong with the site in ``folder``, sorted by file.

    ``root``: whose ``site.yaml`` and schemas say what may stand there; without ``data/schemas/`` nothing may.
    ``manifest``: what to hold the files against, the published manifest among them; by default the whole one that a build
    leaves beside the site, else the published one itself. What could not be asked is a warning.
    Stops if there is no manifest.
    """
    folder = folder.resolve()
    asked = manifest or manifest_of(folder)
    named = read_manifest(asked)
    found = (*check_manifest(folder, named), *_not_asked(asked, folder), *scan_tree(folder, _allowed(root)))
    findings = sorted(dict.fromkeys(found), key=lambda finding: finding.sort_key)
    return Verdict(Register(Site(), {}, {}), tuple(findings), named.as_of)


def _not_asked(asked: Path, folder: Path) -> Iterator[Finding]:
    if asked.resolve() == folder / MANIFEST:
        yield not_asked(
            say(
                "Not asked: the server's own manifest, which is not beside the site or may not be read. Whoever can change the "
                "site can change the published one, too."
            ),
            say("Verify the site on its server, or name a copy of that manifest with --manifest."),
        )
    if not modes.KNOWN:
        yield not_asked(
            say("Not asked: the modes of the files, which this system does not know."),
            say("Verify the site on its server."),
        )


def _allowed(root: Path) -> tuple[Allowance, ...]:
    if not (root / "data" / "schemas").is_dir():
        return ()
    site = read_site(root)
    register, _ = read_register(root, site, read_types(root))
    listed = (*allowances(site), *allowance_of_values(declared_values(register)))
    return tuple(allowance.kept() for allowance in listed)
