"""A built site, judged again: whole and unchanged by its manifest, and without what may not be public on its day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from generator.check.site.built_site import Permitted, search_site
from generator.check.gate import Verdict
from generator.check.site.manifest import check_manifest, manifest_of, not_asked, read_manifest
from generator.model.files import modes
from generator.model.files.addresses import MANIFEST
from generator.model.findings.finding import Finding
from generator.model.records.record import Register
from generator.model.declared.site import Site
from generator.model.text.wording import say


def verify(folder: Path, may_stand: Callable[[date], Permitted], manifest: Path | None = None) -> Verdict:
    """Everything that is wrong with the site in ``folder``, sorted by file.

    ``may_stand``: what may stand in a site on its day.
    ``manifest``: what to hold the files against, the published manifest among them; by default the whole one that a build
    leaves beside the site, else the published one itself. What could not be asked is a warning.
    Stops if there is no manifest.
    """
    folder = folder.resolve()
    asked = manifest or manifest_of(folder)
    named = read_manifest(asked)
    found = (
        *check_manifest(folder, named),
        *_not_asked(asked, folder),
        *search_site(folder, may_stand(named.as_of)),
    )
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
