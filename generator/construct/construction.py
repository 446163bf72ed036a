"""One build, without MkDocs: gate → door → a fresh folder; frames → pages → sealed tree → swap."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from generator.check.gate import Everything, Verdict, judge
from generator.construct.proof import Proof
from generator.construct.written_pages import DEFAULT_SELECTION, Selection, arranged, published_pictures
from generator.disclose.disclose import disclose_with_days
from generator.disclose.disclosure import Disclosure
from generator.model.declared.look import LOOK_FOLDER
from generator.model.files import modes
from generator.model.files.addresses import (
    FRAME_PAGE,
    MANIFEST,
    PAGE_SUFFIX,
    Grant,
    grant_of,
    grant_of_pages,
    own_tombstones,
)
from generator.model.files.site_root import TEMPLATES
from generator.model.findings.finding import Finding
from generator.model.records.change import Baseline
from generator.model.records.page import CONTENT, Page
from generator.model.records.tracked_day import EVERY_DAY, tracked
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.read.cache.own_code import add, contents, digest_of_generator
from generator.read.content.pages import picture_names
from generator.read.files.shipped import shipped
from generator.read.git.command import revision
from generator.website.build import tree
from generator.website.build.assembly import RECORDS_PER_BATCH, Plan, make_site, tombstones, written_files
from generator.website.build.held_files import held_addresses, last_days
from generator.website.build.last_build import (
    EMPTY,
    LastBuild,
    Line,
    put,
    read_last_build,
    write_last_build,
)
from generator.website.build.pages import frame_keys
from generator.website.build.parts import Batch
from generator.website.exports.look import look_files
from generator.website.frame.chrome import chrome_view
from generator.website.frame.contract import (
    NOT_FOUND,
    Frame,
    FrameError,
    FrameKey,
    FrameRequest,
    FrameSupplier,
    parse_frame,
)
from generator.website.frame.first_screen import KINDS
from generator.website.frame.policy import Policy
from generator.website.places.viewpoint import language_prefix
from generator.website.processes import run_all, useful_processes
from generator.website.record.attachments import attachment_files
from generator.website.words.language import language

Progress = Callable[[int, int, int], None]
"""Told now and then: how many batches of pages are made, of how many, and how many files that were."""


class Unfit(Exception):
    """The gate found errors; nothing was touched."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(f"{verdict.errors} errors")
        self.verdict = verdict


class Unproven(Unfit):
    """The tree that was built of data that were fit shows what may not be public; what is live was not touched.

    ``address`` is that of the first file that does.
    """

    def __init__(self, verdict: Verdict, address: str) -> None:
        super().__init__(verdict)
        self.address = address


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished build: what was judged and disclosed, and where the tree is."""

    verdict: Verdict
    """Without records: what is public of them is in the disclosure."""
    disclosure: Disclosure
    target: Path
    revision: str = ""
    """What the manifest says that the tree was made from."""
    follows_from: tuple[Path, ...] | None = None
    """Files and folders that it was made from beside those of the root; nothing where not all of them are known."""
    inode: int = 0
    """Of the tree's folder, which tells it from one that another build has put there since."""


@dataclass(frozen=True, slots=True)
class Supply:
    """Records that stand elsewhere than under the root."""

    fill: Callable[[Everything], Everything]
    """All that the root declares, with these records."""
    declared: bytes
    """A digest of what the types of these records follow from, beside the root."""


@dataclass(frozen=True, slots=True)
class Commission:
    """What whoever keeps releases tells a build beyond its root."""

    revision: str
    """The commit that the root's files were taken from: they stand outside git."""
    like: Path | None = None
    """An earlier tree on the same file system: files that did not change become links to its own."""
    accepted: bool = False
    """The data were fit when they were accepted: what passing time makes of them is no reason not to build."""
    supply: Supply | None = None
    """Where the records come from, if not from the root."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a build goes about it; none of it shows in what is built."""

    clean: bool = False
    """Make every page anew, whatever an earlier build left."""
    uses_every_core: bool = True
    """Not where others are built at the same time; and not in a process with more threads than one, which may not be forked
    (a preview has a server's).
    """
    known: LastBuild | None = None
    """What the last build of the tree made, where this process still knows it (a preview leaves nothing beside its tree)."""
    progress: Progress | None = None


DEFAULT_MANNER = Manner()


@dataclass(slots=True)
class Construction:
    """A build under way: what is to be published, the tree that grows, the frames taken so far."""

    root: Path
    outcome: Outcome
    new: Path
    proof: Proof
    commission: Commission | None = None
    frames: dict[FrameKey, Frame] = field(default_factory=dict)
    listed: tuple[Page, ...] = ()
    """The pages that people wrote and that every page leads to."""
    selection: Selection = DEFAULT_SELECTION
    """What the supplier's configuration says of ``content/``."""
    manner: Manner = DEFAULT_MANNER
    made: LastBuild = EMPTY
    """What the tree of a preview holds, once it is finished; of any other that stands beside the tree."""
    follows_from: tuple[Path, ...] | None = None
    """What the supplier knows of :attr:`Outcome.follows_from`."""
    files: dict[str, str] = field(default_factory=dict)
    """The style sheets and scripts that frames ask for, by address."""
    ready: Path | None = None
    """Where tombstones grow, once there are any."""
    same_until: int = EVERY_DAY.last
    """The number of the last day on which the disclosure is the same."""

    @property
    def disclosure(self) -> Disclosure:
        return self.outcome.disclosure

    def arrange(self, selection: Selection) -> tuple[Phrase, ...]:
        """Publish of what people wrote in ``content/`` just this; a sentence for each page that is named and not there."""
        arrangement = arranged(self.disclosure.pages, selection, self.grant)
        self.outcome = replace(self.outcome, disclosure=replace(self.disclosure, pages=arrangement.pages))
        self.listed, self.selection = arrangement.listed, selection
        return tuple(arrangement.warnings())

    @property
    def grant(self) -> Grant:
        """Where the tree is the website's own."""
        return grant_of((type.name for type in self.disclosure.types), self.disclosure.site.languages)

    @property
    def template_folders(self) -> list[Path]:
        """Where templates are looked for: the root's own before the shipped ones."""
        return template_folders(self.root)

    def frame_requests(self) -> Iterator[FrameRequest]:
        """The frames that the pages need. Each is asked for once all pages are arranged."""
        for key in frame_keys(self.disclosure):
            site = self.disclosure.site
            speech = language(key.language, site.languages[0], site.catalogues)
            chrome = chrome_view(self.disclosure, speech, key.section, self.listed)
            yield FrameRequest(key, self._source_of(key), chrome, speech)

    def _source_of(self, key: FrameKey) -> str:
        if key.section == NOT_FOUND:
            return NOT_FOUND + PAGE_SUFFIX
        folder, _, name = key.section.partition("/")
        folders = [folder, *["page"] * key.depth][: key.depth]
        page = (f"{name}-{FRAME_PAGE}" if name else FRAME_PAGE) + PAGE_SUFFIX
        return language_prefix(self.disclosure, key.language) + "/".join([*folders, page])

    def know(self, files: Iterable[tuple[str, bytes]]) -> None:
        """What frames ask for, before the first of them is taken: a part of it stands in pages."""
        for address, content in (*files, *look_files(self.disclosure.site.look)):
            if address.endswith(KINDS):
                self.files[address] = content.decode("utf-8", "replace")

    def take(self, key: FrameKey, page: str, policy: Policy, *, says_policy: bool = True) -> None:
        """Keep what a supplier made for a request.

        Stops the build if the page breaks the contract, or if anything would run on it that the policy does not know.
        """
        try:
            self.frames[key] = parse_frame(page, policy, self.files, says_policy=says_policy)
        except FrameError as error:
            raise CannotRun(
                say(
                    "A page of the theme cannot be filled in: {reason}. A plugin or a template in site_templates/ makes it so.",
                    reason=str(error),
                )
            ) from None

    def dressed_by(self, supplier: FrameSupplier) -> Outcome:
        """The whole rest of a build whose frames need no engine of their own, once its pages are arranged."""
        beside = list(supplier.files())
        self.know(beside)
        for request in self.frame_requests():
            self.take(request.key, supplier.page(request), supplier.policy)
        tree.write_files(beside, self.new, self.like, grant_of_pages(address for address, _ in beside))
        return self.finish()

    @property
    def like(self) -> Path:
        """The earlier tree, to whose files those that did not change become links."""
        return (self.commission and self.commission.like) or self.outcome.target

    def finish(self, *, served: bool = True) -> Outcome:
        """Stamp the records, seal the tree, and let it take the old one's place.

        Beside a tree that is ``served`` the whole manifest is kept. A preview is thrown away, keeps none, and is for nobody else.
        """
        made_from = self.commission.revision if self.commission else revision(self.root)
        like = self.like
        attached = tree.write_files(attachment_files(self.disclosure, self.root), self.new, like, self.grant)
        sheets = {frame.file[0]: frame.file[1].encode() for frame in self.frames.values() if frame.file}
        sealed = tree.write_files(sheets.items(), self.new, like, grant_of_pages(sheets))
        plan = replace(self._plan(made_from), served=served)
        lines, own = self._make(plan, like)
        written = chain(
            attached,
            sealed,
            own,
            self._write_pictures(like),
            (tree.Written(line.address, line.size, line.digest) for line in lines),
        )
        as_of, held = self.disclosure.as_of.isoformat(), held_addresses(self.disclosure)
        manifest = tree.seal(self.new, like, written, self.grant, revision=made_from, as_of=as_of, held=held)
        tombstones = self._make_tombstones(plan, own_tombstones(like)) if served else []
        files = manifest["files"]
        assert isinstance(files, dict)
        if served:
            self._prove(files, like)
        inode = self.new.stat().st_ino
        self._take_place(served=served)
        if not served:
            self.made = LastBuild.of(lines)
        else:
            zone, passing = self.disclosure.site.time_zone, self._passing(tombstones)
            beside = {**manifest, "time_zone": zone, "passing": passing, "turns": self._turns(lines)}
            tree.keep_beside(self.outcome.target, beside, self.ready)
            write_last_build(self.outcome.target, lines)
            write_last_build(own_tombstones(self.outcome.target), tombstones)
            self.proof.leave_mark(self.outcome.target)
        return replace(self.outcome, revision=made_from, follows_from=self.follows_from, inode=inode)

    def _take_place(self, *, served: bool) -> None:
        """Of a preview nobody waits until what it was is gone."""
        if served:
            tree.take_place(self.new, self.outcome.target)
        else:
            tree.take_place(self.new, self.outcome.target, modes.PRIVATE_FOLDER, tree.discard_meanwhile)

    def _turns(self, lines: Iterable[Line]) -> str:
        """The next day on which anything is not so any more that the site says, but for which day it is of; empty if none is."""
        known = (self.same_until, self.outcome.verdict.same_until, *(line.so_until for line in lines))
        last = min(known)
        return "" if last >= EVERY_DAY.last else date.fromordinal(last + 1).isoformat()

    def _write_pictures(self, like: Path) -> list[tree.Written]:
        """The pictures of ``content/``, beside the pages that show them."""
        names = published_pictures(picture_names(self.root), self.selection, self.grant)
        pictures = ((name, (self.root / CONTENT / name).read_bytes()) for name in names)
        return tree.write_files(pictures, self.new, like, grant_of_pages(names))

    def _prove(self, files: Mapping[str, str], like: Path) -> None:
        """Raises :class:`Unproven` if anything stands in the tree, or in what is ready to take a file's place, that may not."""
        known = frozenset() if self.manner.clean else self.proof.judged_before(like, files)
        objections = [*self.proof.objections(self.new, [*(files.keys() - known), MANIFEST], self._run)]
        if self.ready:
            waiting = (
                path.relative_to(self.ready).as_posix() for path in self.ready.rglob("*") if path.is_file()
            )
            objections += self.proof.objections(self.ready, waiting, self._run)
        if objections:
            verdict = self.outcome.verdict
            findings = (*verdict.findings, *objections)
            raise Unproven(replace(verdict, findings=findings), objections[0].source.path)

    def _run(self, works: Sequence[Callable[[], list[Finding]]]) -> Iterator[list[Finding]]:
        return run_all(works, self._processes(self.disclosure.published))

    def _processes(self, pages: int) -> int:
        return useful_processes(pages) if self.manner.uses_every_core else 1

    def _plan(self, made_from: str) -> Plan:
        follows_from = setting(self.root, self.template_folders, self.frames)
        if self.commission and self.commission.supply:
            follows_from += self.commission.supply.declared
        followed = replace(self.disclosure, as_of=tracked(self.disclosure.as_of))
        return Plan(followed, self.frames, self.template_folders, made_from, follows_from)

    def _make_tombstones(self, plan: Plan, like: Path) -> list[Line]:
        """What is to stand at the address of each file that does not last, into a folder of its own."""
        batches = list(tombstones(plan))
        if not batches:
            return []
        self.ready = tree.fresh_beside(own_tombstones(self.outcome.target))
        put_all = self._putting(plan, self.ready, like)
        works = [partial(put_all, batch) for batch in batches]
        processes = self._processes(RECORDS_PER_BATCH * len(batches))
        return [line for made in run_all(works, processes) for line in made]

    def _passing(self, tombstones: Iterable[Line]) -> tree.Passing:
        made = {line.address: line.digest for line in tombstones}
        return {
            address: {"last_day": day.isoformat(), "tombstone": made.get(address, "")}
            for address, day in sorted(last_days(self.disclosure).items())
        }

    def _putting(self, plan: Plan, new: Path, old: Path) -> Callable[[Batch], list[Line]]:
        """How the parts of a batch come into a new folder, by what is known of the old one."""
        grant, known, today = self.grant, self.manner.known, plan.disclosure.as_of
        last_build = EMPTY if self.manner.clean else read_last_build(old) if known is None else known
        return lambda batch: [
            line for part in batch() for line in put(part, today, last_build, new, old, grant)
        ]

    def _make(self, plan: Plan, like: Path) -> tuple[list[Line], list[tree.Written]]:
        """Every file that is made, into the new tree, and the pages that people wrote; by several processes where there
        is much to make.
        """
        put_all, lines = self._putting(plan, self.new, like), list[Line]()
        processes = self._processes(self.disclosure.published)

        def write(batches: Sequence[Batch]) -> list[Line]:
            before, works = len(lines), [partial(put_all, batch) for batch in batches]
            for done, made in enumerate(run_all(works, processes), 1):
                lines.extend(made)
                if self.manner.progress:
                    self.manner.progress(done, len(works), len(made))
            return lines[before:]

        make_site(plan, write, lambda address: (self.new / address).read_bytes())
        beside = grant_of_pages(page.address for page in self.disclosure.pages)
        return lines, tree.write_files(written_files(plan), self.new, like, beside)

    def abandon(self) -> None:
        """Remove the unfinished tree; the old one was never touched."""
        tree.discard(self.new)
        if self.ready:
            tree.discard(self.ready)


def template_folders(root: Path) -> list[Path]:
    """Where templates are looked for: the root's own before the shipped ones."""
    own = root / TEMPLATES
    return [*([own] if own.is_dir() else []), shipped(TEMPLATES)]


@contextmanager
def _without_collector() -> Iterator[None]:
    """What is read, judged and disclosed stays: to look through all of it for garbage, again and again, finds none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


Begin = Callable[[Path, Path, date | None], Construction]
"""Begins a build of a root, into a target, for a day (:func:`begin`)."""


def begin(
    root: Path,
    target: Path,
    as_of: date | None,
    commission: Commission | None = None,
    since: Baseline | None = None,
    *,
    masked: bool = False,
) -> Construction:
    """Judge the data of ``root``, also against an earlier revision, and open a fresh folder beside ``target`` if they are fit.

    ``masked``: what is public for a period alone is left out.
    Raises :class:`Unfit` with the verdict if they are not, :class:`CannotRun` if that cannot be told.
    """
    root, target = root.resolve(), target.absolute()  # a tree that a link leads to is the link's
    tree.clear_leftovers(target)
    tree.clear_leftovers(own_tombstones(target))
    tree.refuse_foreign(target)
    with _without_collector():
        supply = commission.supply if commission else None
        verdict = judge(root, as_of, since, fill=supply.fill if supply else None)
        if commission and commission.accepted:
            verdict = verdict.of_accepted_data()
        if not verdict.fit:
            raise Unfit(verdict)
        disclosure, days = disclose_with_days(
            verdict.register, verdict.as_of, verdict.checked, verdict.coverage, masked=masked
        )
        proof = Proof.of(verdict, disclosure)
        outcome = Outcome(verdict.without_records(), disclosure, target)
    return Construction(root, outcome, tree.fresh_beside(target), proof, commission, same_until=days.last)


def build_by(
    supplier: FrameSupplier,
    root: Path,
    target: Path,
    as_of: date | None = None,
    commission: Commission | None = None,
    since: Baseline | None = None,
    manner: Manner = DEFAULT_MANNER,
    *,
    masked: bool = False,
    selection: Selection = DEFAULT_SELECTION,
    follows_from: tuple[Path, ...] | None = None,
    warn: Callable[[Phrase], None] | None = None,
) -> Outcome:
    """A whole build with frames that need no engine of their own. ``warn`` is told what is odd about the ``selection``;
    ``follows_from`` are the files that say it.

    Raises as :func:`begin` does, and :class:`Unproven`.
    """
    construction = begin(root, target, as_of, commission, since, masked=masked)
    construction.manner, construction.follows_from = manner, follows_from
    try:
        for sentence in construction.arrange(selection):
            if warn:
                warn(sentence)
        return construction.dressed_by(supplier)
    except BaseException:
        construction.abandon()
        raise


DECLARATIONS = ("data/site.yaml", "data/schemas", "data/calendar", "data/locales", LOOK_FOLDER)


def setting(root: Path, template_folders: Sequence[Path], frames: Mapping[FrameKey, Frame]) -> bytes:
    """A digest of the generator, of what the root declares, of the templates and the frames."""
    total = hashlib.sha256(digest_of_generator())
    for folder in (*template_folders, *(root / name for name in DECLARATIONS)):
        add(total, contents(folder))
    for key, frame in sorted(frames.items(), key=lambda item: str(item[0])):
        add(total, (repr(key).encode(), repr(frame.order).encode(), *frame.pieces, frame.sheets))
    return total.digest()
