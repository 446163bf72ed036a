"""Roots on disk, built by the engine, and built trees to look into."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import pkgutil
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any, NoReturn

import yaml
from html_page import Page, read_page

import generator
from generator.builtin_frame.run import build_site as builtin_build_site
from generator.cli import main
from generator.construct.construction import Outcome
from generator.model.declared.site import FrameName
from generator.model.files.addresses import MANIFEST, own_manifest
from generator.model.files.working_folders import PLACE
from generator.plugin.run import build_site
from generator.website.build.last_build import FOLDER
from generator.website.search.dictionary import kept_dictionary

PROJECT = Path(__file__).parents[1]
DAY = date(2026, 11, 24)

NOTES: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "title", "title": "标题", "title_en": "Title", "type": "string"},
        {"name": "on", "title": "日期", "title_en": "Date", "type": "date"},
    ],
    "sunlit": {"title": "通知", "title_en": "Notes", "family": "运行", "family_en": "Operation"},
}
"""The schema of a type that asks for little."""


class WithoutAliases(yaml.CSafeDumper):
    """Writes a part that occurs twice twice: declarations hold no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class Root:
    """A folder with ``data/``, written file by file, checked and built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def write(self, path: str, content: str | bytes) -> Path:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def declare(self, path: str, content: object) -> Path:
        """Write what a schema, ``site.yaml`` or a file of records holds, as YAML that needs no quoting rules."""
        return self.write(
            path, yaml.dump(content, Dumper=WithoutAliases, allow_unicode=True, sort_keys=False)
        )

    def schema(self, content: object = NOTES, name: str = "notes") -> Path:
        return self.declare(f"data/schemas/{name}.yaml", content)

    def records(self, *records: Mapping[str, object], type: str = "notes", file: str = "a") -> Path:
        return self.write(f"data/{type}/{file}.yaml", records_as_yaml(records))

    def build(
        self, site_dir: Path | None = None, as_of: date | None = DAY, frame: str = FrameName.MKDOCS
    ) -> Outcome:
        build = builtin_build_site if frame == FrameName.BUILTIN else build_site
        return build(self.folder, site_dir=site_dir or self.site, as_of=as_of)

    def page(self, address: str) -> Page:
        return read_page((self.site / address).read_text(encoding="utf-8"))

    def twin(self, address: str) -> dict[str, Any]:
        twin: dict[str, Any] = json.loads((self.site / address).read_bytes())
        return twin


def records_as_yaml(records: tuple[Mapping[str, object], ...]) -> str:
    """A list of records in the YAML that staff write: every text in double quotes, as JSON has it."""
    return json.dumps(records, ensure_ascii=False, default=str) + "\n"


def without_theme(site: Path) -> None:
    """Take the theme's own scripts and styles out of a built site and its manifests.

    They are nine tenths of a small site: whatever is asked of all its files is then answered in a tenth of the time.
    """
    gone = {address for address in digests(site) if re.match("assets/(javascripts|stylesheets)/", address)}
    for address in gone:
        (site / address).unlink()
    for path in (own_manifest(site), site / MANIFEST):
        manifest = json.loads(path.read_bytes())
        manifest["files"] = {name: digest for name, digest in manifest["files"].items() if name not in gone}
        path.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    for folder in sorted(site.joinpath("assets").rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a tree, by its address."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and modification time of every file of a tree: both stay if nothing touched it."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def environment(**more: str) -> dict[str, str]:
    """The environment of a command of ours in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "SUNLIT_LANG"}
    return {**kept, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", **more}


def run(
    *arguments: str | Path, module: str = "generator", **options: Any
) -> subprocess.CompletedProcess[str]:
    """``python -m module arguments`` in a process of its own, from the project unless ``cwd`` says otherwise."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    settings = {"cwd": PROJECT, "env": environment(), "text": True, "capture_output": True, "timeout": 120}
    return subprocess.run(command, check=False, **{**settings, **options})


def warm_up() -> None:
    """Load all of Sunlit and build a site in this process, so that no copy of it has anything left to load or to compile.

    Of what is kept from before it reads how words are spoken, and nothing else.
    """
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    kept_dictionary()
    kept = os.environ.get(PLACE)
    os.environ[PLACE] = ""
    try:
        with tempfile.TemporaryDirectory() as folder:
            root = Root(Path(folder) / "root")
            root.schema()
            root.declare("data/site.yaml", {"name": "站", "languages": ["zh", "en"]})
            root.records({"id": "a", "title": "甲", "on": "2026-01-05"})
            root.build(frame=FrameName.BUILTIN)
    finally:
        if kept is None:
            del os.environ[PLACE]
        else:
            os.environ[PLACE] = kept


class Copy:
    """A copy of this process in which a command of ours runs: it takes a hundredth of the time that a new one takes to start.

    What it changes for good it changes in the copy; so are variables of the environment set. For what is about starting or
    standing alone there is :func:`run`.
    """

    def __init__(
        self,
        command: Callable[[list[str]], object],
        arguments: Iterable[str | Path],
        out: IO[bytes],
        err: IO[bytes],
        cwd: Path | None = None,
        **variables: str,
    ) -> None:
        self.returncode: int | None = None
        self._number = forked()
        if not self._number:
            signal.signal(
                signal.SIGINT, signal.default_int_handler
            )  # what runs in the background may ignore it
            if cwd:
                os.chdir(cwd)
            words = [str(argument) for argument in arguments]
            _become(lambda: command(words), environment(**variables), (0, out.fileno(), err.fileno()))

    def poll(self) -> int | None:
        """Its exit status, once it has ended."""
        return self._ended(os.WNOHANG)

    def wait(self, seconds: float | None = None) -> int:
        """Its exit status. Raises :class:`subprocess.TimeoutExpired` if it runs longer."""
        end = None if seconds is None else time.monotonic() + seconds
        while (status := self._ended(os.WNOHANG if end else 0)) is None:
            if end and time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self._number), seconds or 0)
            time.sleep(0.01)
        return status

    def _ended(self, options: int) -> int | None:
        if self.returncode is None:
            number, status = os.waitpid(self._number, options)
            self.returncode = os.waitstatus_to_exitcode(status) if number else None
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self._number, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def sunlit(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """``sunlit arguments`` in a copy of this process."""
    return _said_by(main, arguments, None, variables)


def mkdocs(*arguments: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """``mkdocs arguments`` in a copy of this process."""
    return _said_by(be_mkdocs, arguments, cwd, variables)


def be_mkdocs(arguments: list[str]) -> None:
    """What ``mkdocs arguments`` is."""
    from mkdocs.__main__ import cli

    sys.argv = ["mkdocs", *arguments]
    cli(prog_name="mkdocs")


def _said_by(
    command: Callable[[list[str]], object],
    arguments: tuple[str | Path, ...],
    cwd: Path | None,
    variables: Mapping[str, str],
) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryFile("w+b") as out, tempfile.TemporaryFile("w+b") as err:
        status = Copy(command, arguments, out, err, cwd, **variables).wait()
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
    return subprocess.CompletedProcess(arguments, status, *said)


def forked() -> int:
    """``os.fork()``, also where libraries of the tests have begun threads: none of theirs goes on in the copy."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        return os.fork()


def be_sunlit(
    arguments: list[str],
    variables: Mapping[str, str],
    files: Sequence[int],
    ended: Callable[[int], object] = lambda status: None,
) -> NoReturn:
    """Go on as ``sunlit arguments``, with these files for input, output and errors, and end with its status."""
    _become(lambda: main(arguments), variables, files, ended)


def _become(
    command: Callable[[], object],
    variables: Mapping[str, str],
    files: Sequence[int],
    ended: Callable[[int], object] = lambda status: None,
) -> NoReturn:
    status = 70
    try:
        for number, file in enumerate(files):
            os.dup2(file, number)
        # A copy of each, else input() at a terminal reads by the library for editing lines, which only tests have loaded.
        sys.stdin, sys.stdout, sys.stderr = (
            open(os.dup(number), mode, encoding="utf-8")  # noqa: SIM115, PTH123 - as long as this process
            for number, mode in enumerate("rww")
        )
        os.environ.clear()
        os.environ.update(variables)
        tempfile.tempdir = None  # it was asked for before
        command()
        status = 0
    except SystemExit as stop:
        status = (stop.code or 0) if isinstance(stop.code, int | None) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        ended(status)
        os._exit(status)


def loaded_by(*arguments: str | Path) -> set[str]:
    """The libraries that a run of ``sunlit`` in a process of its own has loaded when it ends."""
    code = (
        "import sys\nfrom generator.cli import main\ntry:\n    main(sys.argv[1:])\n"
        "except SystemExit as stop:\n    assert not stop.code\nprint('\\n\\0', *sys.modules, sep='\\n')"
    )
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=PROJECT, env=environment(), check=False, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in done.stdout.partition("\0")[2].split()}


def copy_project(folder: Path) -> None:
    """What a site's own repository holds: data, pages, templates, configuration."""
    for name in ("data", "content", "site_templates"):
        shutil.copytree(PROJECT / name, folder / name)
    shutil.copy(PROJECT / "mkdocs.yml", folder / "mkdocs.yml")


def commit(folder: Path) -> str:
    """Put a folder under git as it is; the commit."""
    person = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    quick = ["-c", "maintenance.auto=false"]  # else git looks after each commit whether it should tidy up
    for command in (
        ["init", "-q", "--template="],
        ["add", "-A"],
        [*person, *quick, "commit", "-q", "-m", "All"],
    ):
        subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True)
    return head(folder)


def stands_at(git_folder: Path, name: str) -> str:
    """The commit that a name stands at, which no command of git's has packed; empty if it stands at none."""
    path = git_folder / name
    said = path.read_text(encoding="ascii").strip() if path.is_file() else ""
    return stands_at(git_folder, said.removeprefix("ref: ")) if said.startswith("ref: ") else said


def head(folder: Path) -> str:
    """The commit that a clone stands at."""
    return stands_at(folder / ".git", "HEAD")


def beside(root: Root) -> list[str]:
    """What stands in the root that was not there before, working folders included; the cache and the manifest are expected."""
    known = ("data", "content", FOLDER, "site.manifest.json")
    return sorted(path.name for path in root.folder.iterdir() if path.name not in known)
