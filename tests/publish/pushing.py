"""A server that publishes and a clone that pushes, in temporary folders; and a build that is quick."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from building import DAY, NOTES, Root, environment, head, stands_at
from check.changes.revisions import BEFORE, SCHEMA

from generator.check.gate import judge
from generator.check.report import as_text
from generator.model.files.addresses import grant_of
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase
from generator.publish.install import CLIENT_HOOK, HOOKS, install
from generator.publish.publication import Build, Built, Order, Publication
from generator.publish.receive import HEADS, Update, after, before
from generator.publish.releases import Release, live_release
from generator.publish.settings import Settings, read_settings, write_settings
from generator.read.git.objects import NOTHING
from generator.read.git.repository import resolve
from generator.website.build import tree

PLAN = "标题,金额\n修路,100\n"
CSV = "id,标题,期限,金额\nb,修桥,2026-12-31,5\nc,修渠,2026-12-31,6\n"
REPORT = "report.txt"
PERSON = ("-c", "user.name=Clerk", "-c", "user.email=clerk@example.org", "-c", "maintenance.auto=false")
"""Who commits; and nobody tidies up after each commit, which takes as long as the commit."""


def git(folder: Path, *arguments: str, **more: Any) -> str:
    command = ["git", "-C", str(folder), *PERSON, *arguments]
    more = {"env": environment(), **more}
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def toy_build(order: Order) -> Built:
    """A tree of every record file as it is: enough for what is not about pages."""
    files = [
        (path.relative_to(order.root).as_posix(), path.read_bytes())
        for path in sorted(order.root.rglob("*"))
        if path.is_file()
    ]
    day = (order.as_of or DAY).isoformat()
    like = order.like or order.target.with_name("none")
    order.target.mkdir()
    grant = grant_of(["content", "mkdocs"], ["zh"])
    written = tree.write_files([("index.html", day.encode()), *files], order.target, like, grant)
    manifest = tree.seal(order.target, like, written, grant, revision=order.revision, as_of=day)
    tree.keep_beside(order.target, manifest, None)
    return Built(day, "Asia/Shanghai")


def judged_build(order: Order) -> Built | None:
    """The same behind the real gate; what that says is left beside the repository, in English."""
    verdict = judge(order.root, order.as_of or DAY, order.since)
    if order.accepted:
        verdict = verdict.of_accepted_data()
    report = order.root.parents[2] / REPORT
    report.write_text(as_text(verdict, "en"), encoding="utf-8")
    return toy_build(order) if verdict.fit else None


@dataclass
class Server:
    """One repository that publishes, and a clone of it to work in."""

    folder: Path
    settings: Settings
    told: list[Phrase] = field(default_factory=list)

    @property
    def repository(self) -> Path:
        return self.folder / "site.git"

    @property
    def live(self) -> Path:
        return Path(self.settings.live)

    @property
    def clone(self) -> Root:
        return Root(self.folder / "clone")

    @property
    def tip(self) -> str:
        return stands_at(self.repository, HEADS + "main")

    def commit(self, message: str = "Change", *options: str) -> str:
        git(self.clone.folder, "add", "-A")
        git(self.clone.folder, "commit", "-q", "--allow-empty", "-m", message, *options)
        return head(self.clone.folder)

    def push(self, *options: str, ref: str = "HEAD:main") -> subprocess.CompletedProcess[str]:
        """A real push through the real hooks; what the server says is in ``stderr``, as at a terminal."""
        command = ["git", "-C", str(self.clone.folder), "push", "-q", *options, str(self.repository), ref]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment())

    def publication(self, build: Build = toy_build, as_of: date | None = DAY) -> Publication:
        return Publication(self.repository, self.settings, build, self.told.append, as_of)

    def receive(self, build: Build = toy_build, name: str = HEADS + "main", as_of: date | None = DAY) -> None:
        """What git does with a push of the clone's HEAD, in this process; raises what refuses it."""
        new = self.fetch()
        publication = self.publication(build, as_of)
        before(publication, [Update(self.tip or NOTHING, new, name)])
        git(self.repository, "update-ref", name, new)
        after(publication)

    def fetch(self) -> str:
        """Bring what the clone holds over as mere objects, as they lie in git's quarantine; the id of its HEAD."""
        brought, here = self.clone.folder / ".git/objects", self.repository / "objects"
        for path in brought.rglob("*"):
            target = here / path.relative_to(brought)
            if path.is_file() and not target.exists():
                target.parent.mkdir(exist_ok=True)
                os.link(path, target)
        return head(self.clone.folder)

    def refusal(self, build: Build = toy_build) -> str:
        """The one sentence that refuses a push of the clone's HEAD; nothing of the site may have changed."""
        served, commit = self.live.resolve(), self.tip
        try:
            self.receive(build)
        except CannotRun as stop:
            assert (self.live.resolve(), self.tip) == (served, commit)
            return stop.phrase.render(lambda text: text, "en")
        raise AssertionError("the push was accepted")

    def report(self) -> str:
        """What the gate said of the last push that was built behind it."""
        return (self.folder / REPORT).read_text(encoding="utf-8")

    def sentences(self) -> list[str]:
        return [phrase.render(lambda text: text, "en") for phrase in self.told]

    def served(self) -> Release:
        release = live_release(self.live)
        assert release
        return release

    def set_up(self, **changes: Any) -> None:
        install(self.repository, replace(self.settings, **changes))
        self.settings = read_settings(self.repository)


def server(folder: Path, records: Mapping[str, object] | None = None) -> Server:
    """A server set up and a clone with one committed record, nothing pushed yet."""
    server = Server(folder, Settings(str(folder / "www" / "site"), language="en"))
    server.set_up()
    server.clone.schema(NOTES)
    server.clone.declare("data/site.yaml", {"name": "站", "languages": ["zh"], "frame": "builtin"})
    server.clone.records(records or {"id": "a", "title": "甲", "on": "2026-01-05"})
    git(server.clone.folder, "init", "-q", "--template=", "-b", "main")
    server.commit("First")
    return server


def fill(root: Root) -> None:
    """What every office has: records in YAML and CSV, an attachment, a schema."""
    root.schema(SCHEMA, "tasks")
    root.records({**BEFORE, "paper": "plan.csv"}, type="tasks")
    root.write("data/tasks/2026.csv", CSV)
    root.write("data/attachments/plan.csv", PLAN)


def copy_of(model: Server, folder: Path) -> Server:
    """The same server with its clone at another place: copied sooner than set up and pushed to."""
    shutil.copytree(model.folder, folder, symlinks=True, dirs_exist_ok=True)
    server = Server(folder, replace(model.settings, live=str(folder / "www" / "site")))
    write_settings(server.repository, server.settings)
    return server


def keypair(folder: Path, name: str) -> Path:
    """A new SSH key without a passphrase; the public one stands beside it."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(command, check=True, env=dict(os.environ))
    return path


def allow(folder: Path, name: str, key: Path) -> Path:
    """An allowed-signers file with one key."""
    path = folder / "allowed-signers"
    path.write_text(f"{name} {key.with_suffix('.pub').read_text()}")
    return path


def signing(key: Path) -> tuple[str, ...]:
    """Settings of git that sign a commit with a key."""
    return ("-c", "gpg.format=ssh", "-c", f"user.signingkey={key}")


def with_warm_hooks(server: Server, command: Path) -> Server:
    """The hooks of a repository, and of its clone if it has one, ask the copy of this process that waits."""
    real = f"{shlex.quote(sys.executable)} -P -m generator"
    hooks = [server.repository / "hooks" / name for name in HOOKS]
    for hook in filter(Path.exists, (*hooks, server.clone.folder / ".git/hooks" / CLIENT_HOOK)):
        text = hook.read_text()
        assert real in text
        hook.write_text(text.replace(real, str(command)))
    return server


def resolved(server: Server, name: str) -> str:
    return resolve(server.repository, name)
