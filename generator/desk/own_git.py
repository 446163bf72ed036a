"""Git as the person at the computer runs it: with their name, their keys and, unless it is told otherwise, their hooks. It
commits and pushes.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.files.folders import is_left_over

_REMOTE = "remote:"
_NO_OPTIONS = "does not support push options"
_BEHIND = ("fetch first", "non-fast-forward")
_DECLINED = "[remote rejected]"
_MERGING = frozenset({"DD", "AU", "UD", "UA", "DU", "AA", "UU"})
"""How ``git status`` marks a file of a merge that is not finished."""


@dataclass(frozen=True, slots=True)
class Clone:
    """A root within a clone. Paths are from the top of the clone, as git names them, read without any quoting."""

    top: Path
    prefix: str
    options: tuple[str, ...] = ()
    """What is said to git before everything else."""

    def git(self, *arguments: str, paths: Sequence[str] | None = None) -> subprocess.CompletedProcess[bytes]:
        """Run it, and keep what it prints; ``paths`` are taken as they are, whatever signs stand in them."""
        options = [*self.options, "-c", "core.quotePath=false", "--literal-pathspecs"]
        given = "\0".join(paths or ()).encode("utf-8", "surrogateescape")
        by_list = ["--pathspec-from-file=-", "--pathspec-file-nul"] if paths is not None else []
        command = ["git", *options, "-C", str(self.top), *arguments, *by_list]
        return subprocess.run(command, input=given, capture_output=True, check=False, env=_environment())

    def ask(self, *arguments: str) -> str:
        """What git prints, stripped; empty if it cannot answer."""
        done = self.git(*arguments)
        return done.stdout.decode("utf-8", "surrogateescape").strip() if done.returncode == 0 else ""


@dataclass(frozen=True, slots=True)
class Pending:
    """What differs from the last commit: of what is published, and what somebody staged besides."""

    paths: tuple[str, ...]
    staged_elsewhere: tuple[str, ...]


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}


def _no_programs(clone: Clone) -> tuple[str, ...]:
    """What keeps git from running anything that the clone, or whoever set up this computer, named: hooks and filters.

    Files are then committed as they lie there.
    """
    named = clone.ask(
        "config", "--name-only", "--get-regexp", r"^filter\..*\.(clean|smudge|process|required)$"
    )
    off = [
        f"{key}={'false' if key.endswith('.required') else ''}" for key in dict.fromkeys(named.splitlines())
    ]
    settings = ("core.hooksPath=/dev/null", "core.fsmonitor=false", *off)
    return tuple(part for setting in settings for part in ("-c", setting))


def clone_of(root: Path, *, bare: bool = False) -> Clone:
    """The clone that a root lies in; ``bare``: without the programs that git is set up to run there.

    Raises :class:`CannotRun` if it lies in none.
    """
    here = Clone(root, "")
    top = here.ask("rev-parse", "--show-toplevel")
    if not top:
        raise CannotRun(
            say("{root} is not in a git repository, so there is nowhere to save to.", root=str(root))
        )
    return Clone(Path(top), here.ask("rev-parse", "--show-prefix"), _no_programs(here) if bare else ())


def pending(clone: Clone, folders: Sequence[str]) -> Pending:
    """What differs from the last commit under ``folders`` of the root. Raises :class:`CannotRun` amid a merge."""
    within = tuple(f"{clone.prefix}{folder}" for folder in folders)
    changed, elsewhere = [], []
    for mark, path in _status(clone):
        is_ours = any(path == each or path.startswith(f"{each}/") for each in within)
        if mark in _MERGING:
            raise CannotRun(
                say("A merge is not finished: put {path} right, then commit it with git.", path=path)
            )
        if is_ours and not any(map(is_left_over, PurePosixPath(path).parts)):
            changed.append(path)
        elif mark[0] not in " ?!":
            elsewhere.append(path)
    return Pending(tuple(dict.fromkeys(changed)), tuple(elsewhere))


def _status(clone: Clone) -> Iterator[tuple[str, str]]:
    """Each path with its two marks; of a renamed one both names."""
    done = clone.git("status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames")
    for item in filter(None, done.stdout.decode("utf-8", "surrogateescape").split("\0")):
        yield item[:2], item[3:]


def commit(clone: Clone, paths: Sequence[str], message: str) -> None:
    """Commit these paths as they are now, and nothing that is staged besides. Raises :class:`CannotRun`."""
    if clone.git("var", "GIT_AUTHOR_IDENT").returncode:
        raise CannotRun(
            say(
                "Git does not know yet who saves. Say it once: git config --global user.name NAME, and "
                "git config --global user.email ADDRESS"
            )
        )
    for arguments in (("add", "-A"), ("commit", "--quiet", "--only", f"--message={message}")):
        done = clone.git(*arguments, paths=paths)
        if done.returncode:
            raise CannotRun(
                say("Git could not do it: {reason}", reason=_last_line(done.stderr or done.stdout))
            )


def ahead(clone: Clone) -> bool:
    """Whether there are commits that the remote was not seen with."""
    if not clone.ask("rev-parse", "--verify", "--quiet", "HEAD"):
        return False
    seen = clone.ask("rev-parse", "--verify", "--quiet", "@{upstream}") or clone.ask(
        "rev-parse", "--verify", "--quiet", f"refs/remotes/{_remote(clone)}/{_branch(clone)}"
    )
    return clone.ask("rev-list", "--count", f"{seen}..HEAD" if seen else "HEAD") != "0"


def _branch(clone: Clone) -> str:
    return clone.ask("symbolic-ref", "--quiet", "--short", "HEAD")


def _remote(clone: Clone) -> str:
    """Where the branch goes: as git was told, else the only place there is."""
    own = clone.ask("config", "--get", f"branch.{_branch(clone)}.remote")
    known = clone.ask("remote").splitlines()
    return own or (known[0] if len(known) == 1 else "")


def has_remote(clone: Clone) -> bool:
    """Whether there is a place to push to. Raises :class:`CannotRun` where no branch could be pushed."""
    if not _branch(clone):
        raise CannotRun(
            say(
                "The clone stands on no branch, so nothing can be pushed. Make one of what is saved: git switch -c saved"
            )
        )
    return bool(_remote(clone))


def push(clone: Clone, language: str, tell: Callable[[str], None]) -> None:
    """Push the branch; what the server says goes to ``tell``, line by line, as it says it. Raises :class:`CannotRun`."""
    remote, branch = _remote(clone), _branch(clone)
    target = clone.ask("config", "--get", f"branch.{branch}.merge") or f"refs/heads/{branch}"
    command = ("--set-upstream", remote, f"HEAD:{target}")
    status, said = _pushed(clone, ("--push-option", f"lang={language}", *command), tell)
    if _NO_OPTIONS in said:
        status, said = _pushed(clone, command, tell)
    if not status:
        return
    if any(mark in said for mark in _BEHIND):
        raise CannotRun(
            say(
                "Somebody else's push came first. Your change is kept here: fetch theirs by 'git pull --rebase', then run "
                "'sunlit save' again."
            )
        )
    if _DECLINED in said:
        raise CannotRun(
            say(
                "The server refused it, for the reason above. Your change is kept here: mend it, then 'sunlit save' again."
            )
        )
    raise CannotRun(
        say(
            "It could not be sent ({reason}). Your change is kept here and nothing is lost: run 'sunlit save' again later.",
            reason=_last_line(said.encode()),
        )
    )


def _pushed(clone: Clone, arguments: Sequence[str], tell: Callable[[str], None]) -> tuple[int, str]:
    """The status, and what git says of its own."""
    command = ["git", *clone.options, "-C", str(clone.top), "push", *arguments]
    own: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=_environment()
    ) as process:
        assert process.stdout is not None
        for raw in process.stdout:
            line = raw.decode("utf-8", "replace").rstrip()
            if line.startswith(_REMOTE):
                tell(line.removeprefix(_REMOTE).removeprefix(" "))
            else:
                own.append(line)
    return process.returncode, "\n".join(own)


def _last_line(said: bytes) -> str:
    """What a program says last and not to itself: what went wrong."""
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return (fatal or lines or ["?"])[0].partition(":")[2].strip() if fatal else (lines or ["?"])[-1]
