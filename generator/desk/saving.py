"""What somebody changed → judged against what is live, committed and pushed: by ``sunlit save``, and by the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from generator.check.gate import Verdict, judge
from generator.check.report.masking import masked_path, visible
from generator.desk.own_git import ahead, clone_of, commit, has_remote, pending, push
from generator.model.files.addresses import IMPORTS
from generator.model.files.site_root import ALL_PARTS
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.read.git.earlier import live_or_last_seen
from generator.read.schema.site_file import read_site

_MOST_NAMED = 12


def waiting(root: Path) -> Sequence[str]:
    """The files that differ from the last commit, by path from the top of the clone; none outside git. No filter is run."""
    try:
        return pending(clone_of(root, bare=True), ALL_PARTS).paths
    except CannotRun:
        return ()


def save(
    root: Path,
    as_of: date | None,
    language: str,
    message: Callable[[], str],
    judged: Callable[[Verdict], None],
    tell: Callable[[Phrase], None],
    answer: Callable[[str], None],
    *,
    bare: bool = False,
) -> bool:
    """Judge what is there, hand the verdict to ``judged`` (which stops, unless it is fit), commit it and push it; whether the
    server has it now.

    ``message`` says what was done, ``tell`` is told each step, ``answer`` each line that the server says. ``bare``: git runs
    none of the programs that the clone or its owner set up, neither hooks nor filters. Raises :class:`CannotRun`.
    """
    clone = clone_of(root, bare=bare)
    found = pending(clone, ALL_PARTS)
    if found.staged_elsewhere:
        tell(say("Left alone, though somebody staged it: {paths}", paths=_listed(found.staged_elsewhere)))
    if found.paths:
        with live_or_last_seen(root, read_site(root).time_zone) as live:
            verdict = judge(root, as_of, live)
            judged(verdict)
        assert verdict.fit
        commit(clone, found.paths, message())
        tell(say("Saved: {paths}", paths=_listed(found.paths)))
    elif not ahead(clone):
        tell(say("Nothing has changed since it was saved last."))
        return True
    if not has_remote(clone):
        tell(say("It is saved on this computer alone: this folder knows no server to publish it on."))
        return False
    push(clone, language, answer)
    tell(say("Sent."))
    return True


def _listed(paths: Sequence[str]) -> str:
    ordered = sorted(paths, key=lambda path: f"/{IMPORTS}/" in path)  # what somebody wrote comes first
    shown = ", ".join(visible(masked_path(path)) for path in ordered[:_MOST_NAMED])
    return f"{shown}, …" if len(paths) > _MOST_NAMED else shown
