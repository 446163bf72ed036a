"""A built site, judged again: whole and unchanged by its manifest, and without a personal value."""

from __future__ import annotations

from pathlib import Path

from generator.check.gate import Verdict
from generator.check.manifest import check_manifest, manifest_of, read_manifest
from generator.check.personal.allowance import Allowance, allowance_of_values, allowances
from generator.check.personal.finished_tree import scan_tree
from generator.check.personal.texts import declared_values
from generator.model.record import Register
from generator.model.site import Site
from generator.read.register import read_register
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import read_site


def verify(folder: Path, root: Path, manifest: Path | None = None) -> Verdict:
    """Everything that is wrong with the site in ``folder``, sorted by file.

    ``root``: whose ``site.yaml`` and schemas say what may stand there; without ``data/schemas/`` nothing may.
    ``manifest``: what to hold the files against; by default the whole one that a build leaves beside the site when
    the published one is not whole, else the site's own.
    Stops if there is no manifest.
    """
    folder = folder.resolve()
    named = read_manifest(manifest or manifest_of(folder))
    found = (*check_manifest(folder, named), *scan_tree(folder, _allowed(root)))
    findings = sorted(dict.fromkeys(found), key=lambda finding: finding.sort_key)
    return Verdict(Register(Site(), {}, {}), tuple(findings), named.as_of)


def _allowed(root: Path) -> tuple[Allowance, ...]:
    if not (root / "data" / "schemas").is_dir():
        return ()
    site = read_site(root)
    register, _ = read_register(root, site, read_types(root))
    listed = (*allowances(site), *allowance_of_values(declared_values(register)))
    return tuple(allowance.kept() for allowance in listed)
