"""A build that reaches nothing but its own: no network, no keys, no live site, no other body's files. Linux alone.

The kernel holds it (Landlock for files, seccomp for sockets), asked by the child itself before it reads a byte of what was
pushed, and for good: whatever the child starts is under the same limits. No rights are needed for that. Where the account
may, the build also runs as another user.
"""

from __future__ import annotations

import ctypes
import os
import platform
import pwd
import shutil
import signal
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.model.files.modes import PRIVATE_FOLDER
from generator.model.files.working_folders import PLACE, keep_temporary_files_in
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.cache.own_code import GENERATOR
from generator.read.files.shipped import shipped

SYSTEM = (
    "/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/opt/python", "/dev/null", "/dev/zero", "/dev/urandom",
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/timezone", "/etc/passwd", "/etc/group",
    "/etc/nsswitch.conf", "/etc/mime.types", "/etc/alternatives",
)  # fmt: skip
"""What programs are made of, and nothing that is anybody's."""
NULL = "/dev/null"
SAID = ".txt"
"""Ends the names of files in which builds say something to people."""
SHIPPED = (("data", "schemas"), ("site_templates",), ("mkdocs.yml",), ("docs",), ("constraints.txt",))
MOST_GENERATIONS = 1000
_LENT_FOLDER, _LENT_FILE = 0o750, 0o640
_READ = (1 << 0) | (1 << 2) | (1 << 3)
"""Landlock's rights to a folder: to run, to read a file, to list."""
_READ_FILE = (1 << 0) | (1 << 2)
_FIRST, _REFER, _TRUNCATE, _IOCTL = (1 << 13) - 1, 1 << 13, 1 << 14, 1 << 15
"""All rights of Landlock's first version, and what later ones added."""
_TO_FILES = _READ_FILE | (1 << 1) | _TRUNCATE | _IOCTL
_SCOPES = 3
"""Abstract sockets and signals end at the border of what is confined."""
_TCP = 3
_CREATE, _ADD, _RESTRICT, _PATH_BENEATH = 444, 445, 446, 1
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_DEATH_SIGNAL, _SUBREAPER = 1, 36
_MACHINES = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
"""The kernel's number of the machine, and those of the calls ``socket`` and ``io_uring_setup``."""
_REFUSED = 0x00050000 | 13
"""To a call that is refused: EACCES."""


@dataclass(frozen=True, slots=True)
class Confinement:
    """What a build is confined to: the one folder it may write to, and as whom it runs."""

    own: Path
    user: str = ""
    """An account of this machine; empty: the one that runs this. Naming one takes the rights of the superuser."""
    readable: tuple[Path, ...] = ()
    """What it may read besides its order: another version of the generator."""

    @property
    def cache(self) -> Path:
        return self.own / "cache"

    @property
    def temporary(self) -> Path:
        return self.own / "tmp"

    @property
    def site(self) -> Path:
        """Where the build's own copy of the site stands, whose unchanged files it need not make again."""
        return self.own / "site"

    def prepare(self) -> None:
        """Make the folder, for the user alone that builds."""
        self.own.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        for folder in (self.own, self.cache, self.temporary):
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            if self.user and folder.lstat().st_uid != _account(self.user).pw_uid:
                os.chown(folder, *_ids(self.user), follow_symlinks=False)

    def clear(self) -> None:
        """Delete all that builds left here, but what they said."""
        for path in self.own.iterdir() if self.own.is_dir() else ():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.suffix != SAID:
                path.unlink(missing_ok=True)

    def lend(self, folder: Path) -> None:
        """Let the user that builds read what lies in a folder of ours."""
        if not self.user:
            return
        _, group = _ids(self.user)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, -1, group, follow_symlinks=False)
            path.chmod(_LENT_FOLDER if path.is_dir() else _LENT_FILE, follow_symlinks=False)


def why_not() -> str:
    """Why this machine confines nothing; empty if it does."""
    if sys.platform != "linux":
        return sys.platform
    if platform.machine() not in _MACHINES:
        return platform.machine()
    version = _landlock_version()
    return "" if version >= 1 else f"Landlock {version}"


def refuse_unconfined() -> None:
    """Stop where builds cannot be confined."""
    if reason := why_not():
        raise CannotRun(
            say(
                "Builds cannot be confined on this machine ({reason}): that needs Linux 5.13 or later with Landlock. Run each "
                "build in a container of its own instead, and say so with --unconfined.",
                reason=reason,
            )
        )


def confine(to: Confinement, readable: Iterable[Path]) -> None:
    """Confine this process, and whatever it starts, for good."""
    os.umask(0o022)
    os.environ.update(_environment(to))
    keep_temporary_files_in(to.temporary)
    for name in [*os.environ]:
        if name not in _KEPT:
            del os.environ[name]
    if to.user:
        account = _account(to.user)
        os.setgroups([])
        os.setresgid(*[account.pw_gid] * 3)
        os.setresuid(*[account.pw_uid] * 3)
    library = ctypes.CDLL(None, use_errno=True)
    _asked(library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _confine_files(library, to.own, [*_readable(to), *readable])
    _confine_sockets(library)


def only_between(source: Path, repository: Path) -> Callable[[], None]:
    """What a git that brings a body's files from this machine does first: from then on it reads those and writes to the
    repository, and nothing else. So no link, no ``.git`` file and no alternate of a folder that somebody else writes to
    leads it anywhere, at whatever moment it is put there.
    """

    def act() -> None:
        library = ctypes.CDLL(None, use_errno=True)
        _asked(library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
        _confine_files(library, repository, [*map(Path, SYSTEM), *_git_settings(), source])
        _confine_sockets(library)

    return act


def _git_settings() -> Iterator[Path]:
    """Of the machine and of this account; of repositories nothing is settled there but whom to trust."""
    yield Path("/etc/gitconfig")
    home = Path.home()
    yield from (home / ".gitconfig", home / ".config" / "git" / "config")
    if named := os.environ.get("GIT_CONFIG_GLOBAL"):
        yield Path(named)


def _environment(to: Confinement) -> dict[str, str]:
    return {
        PLACE: str(to.cache),
        "HOME": str(to.own),
        "TMPDIR": str(to.temporary),
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }


_KEPT = frozenset(
    (
        "PATH",
        "LANG",
        "LC_ALL",
        "TZ",
        "SOURCE_DATE_EPOCH",
        "HOME",
        "TMPDIR",
        "PYTHONUTF8",
        "NO_MKDOCS_2_WARNING",
        PLACE,
    )
)
"""Of the environment: everything else may say where a key is."""


def _readable(to: Confinement) -> Iterator[Path]:
    """What the generator itself is made of. A folder of Python's path that holds what bodies own is left out."""
    yield from map(Path, SYSTEM)
    yield GENERATOR
    yield from to.readable
    yield from (shipped(*parts) for parts in SHIPPED)
    for name in dict.fromkeys((sys.prefix, sys.exec_prefix, sys.base_prefix, *sys.path)):
        place = Path(name).absolute()
        if name and place != Path("/") and not to.own.is_relative_to(place):
            yield place


def _confine_files(library: ctypes.CDLL, own: Path, readable: Iterable[Path]) -> None:
    version = _landlock_version()
    handled = _FIRST | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    handled |= _IOCTL if version >= 5 else 0
    rules = struct.pack("QQQ", handled, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    rules = rules[: 8 if version < 4 else 16 if version < 6 else 24]
    ruleset = _asked(library.syscall(_CREATE, rules, ctypes.c_size_t(len(rules)), 0))
    try:
        for path in dict.fromkeys(readable):
            _allow(library, ruleset, path, _READ & handled)
        _allow(library, ruleset, own, handled)
        _allow(library, ruleset, Path(NULL), _TO_FILES & handled)
        _asked(library.syscall(_RESTRICT, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow(library: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there need not be allowed
    try:
        rights &= rights if path.is_dir() else _TO_FILES
        rule = struct.pack("=Qi", rights, handle)
        _asked(library.syscall(_ADD, ruleset, _PATH_BENEATH, rule, 0))
    finally:
        os.close(handle)


def _confine_sockets(library: ctypes.CDLL) -> None:
    """No socket of any kind: neither a network nor an agent that holds keys. Nor may calls be made as on another machine."""
    machine, socket, ring = _MACHINES[platform.machine()]

    def line(code: int, yes: int, no: int, value: int) -> bytes:
        return struct.pack("HBBI", code, yes, no, value)

    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    program = [
        line(load, 0, 0, 4),  # the machine
        line(equal, 0, 4, machine),
        line(load, 0, 0, 0),  # the number of the call
        line(at_least, 2, 0, 0x40000000),  # of x32, which has numbers of its own
        line(equal, 1, 0, socket),
        line(equal, 0, 1, ring),
        line(answer, 0, 0, _REFUSED),
        line(answer, 0, 0, 0x7FFF0000),
    ]
    code = ctypes.create_string_buffer(b"".join(program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    _asked(library.prctl(_SECCOMP, _FILTER, ctypes.c_char_p(header), 0, 0))


def _landlock_version() -> int:
    with suppress(OSError, AttributeError):
        return int(ctypes.CDLL(None, use_errno=True).syscall(_CREATE, None, ctypes.c_size_t(0), 1))
    return -1


def _asked(answer: int) -> int:
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer


def die_with_parent() -> None:
    """From now on this process ends when the one that started it does, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, 9, 0, 0, 0)


def adopt_orphans() -> None:
    """What a child of this process starts and leaves behind becomes its own child, so that :func:`end_children` finds it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def children() -> frozenset[int]:
    """The children of this process, as far as the system tells."""
    with suppress(OSError):
        return frozenset(map(int, Path("/proc/thread-self/children").read_text().split()))
    return frozenset()


def end_children(but: frozenset[int]) -> None:
    """End every child of this process, and theirs, until there is none ``but`` those."""
    for _ in range(MOST_GENERATIONS):
        left = children() - but
        if not left:
            return
        for child in left:
            with suppress(OSError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _account(user: str) -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(user)
    except KeyError:
        raise CannotRun(say("There is no account '{name}' on this machine.", name=user)) from None


def _ids(user: str) -> tuple[int, int]:
    account = _account(user)
    return account.pw_uid, account.pw_gid


def refuse_user(user: str) -> None:
    """Stop unless this process may start builds as that user."""
    account = _account(user)
    if os.geteuid() != 0:
        raise CannotRun(
            say(
                "To build as '{name}' this must be run by the superuser, who else gives up no rights.",
                name=user,
            )
        )
    if account.pw_uid == 0:
        raise CannotRun(say("'{name}' may do everything: build as an ordinary account.", name=user))
    for path in (GENERATOR, Path(sys.executable).resolve(), Path(os.__file__)):
        if not _may_read(account, path):
            raise CannotRun(
                say(
                    "'{name}' cannot read {path}, which builds are made with: install Python and the generator where every "
                    "account can read them, such as below /opt.",
                    name=user,
                    path=str(path),
                )
            )


def _may_read(account: pwd.struct_passwd, path: Path) -> bool:
    """Whether an account may open a file or folder. Asked as that account, in a process that ends with the answer."""
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setresgid(*[account.pw_gid] * 3)
            os.setresuid(*[account.pw_uid] * 3)
            os.close(os.open(path, os.O_RDONLY))
        except BaseException:  # whatever it is, this is a copy of a process that goes on elsewhere
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0
