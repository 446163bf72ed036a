"""The one gate: everything that keeps data from being published is decided here, and only here.

``sunlit check``, ``sunlit build`` and the MkDocs plugin all call :func:`judge`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.check.calendar.clock import day_to_judge
from generator.check.calendar.publication_day import check_publication_days
from generator.check.changes import compare, judge_changes, schema_digests
from generator.check.changes.already_live import eased, untouched
from generator.check.changes.corrections import check_corrections
from generator.check.files.attachments import check_attachments
from generator.check.files.content import check_content
from generator.check.ids.former_ids import check_former_ids
from generator.check.ids.keys import check_keys
from generator.check.passing.discretion import discreet
from generator.check.passing.period_values import check_periods
from generator.check.rules.derivation import as_public, with_derived
from generator.check.rules.engine import judge_by_rules
from generator.check.rules.library import LIBRARY
from generator.check.same_faults import apart, together
from generator.check.texts.checks import NOTHING_MET, Met, check_public_texts
from generator.check.texts.own_address import check_own_address
from generator.check.texts.public_texts import values_cut_in_declarations
from generator.check.texts.translations import check_translations
from generator.check.values.frictionless_check import check_values
from generator.check.values.sums_among_rows import check_sums_among_rows
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.coverage import Coverage
from generator.model.declared.severity import Severity
from generator.model.files.attachment import WITH_TEXT
from generator.model.findings import rules
from generator.model.findings.checked import Checked
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.change import Baseline, Comparison
from generator.model.records.page import CONTENT
from generator.model.records.record import Register
from generator.model.records.tracked_day import EVERY_DAY, recording, tracked
from generator.model.text.folding import canonical
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.content.pages import read_pages
from generator.read.exceptions import as_register
from generator.read.files.attachments import read_attachments
from generator.read.register import read_register
from generator.read.schema.calendar_files import read_calendar
from generator.read.schema.catalogue_files import read_catalogues
from generator.read.schema.look_files import with_files
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import read_site

ATTACHED = "data/attachments/"
SHIFTING = frozenset({rules.RAGGED_ROW, rules.STRAY_QUOTE, rules.UNCLOSED_QUOTE, rules.YAML_SYNTAX})
"""After these nobody knows which value of the row belongs to which field."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was read, what is wrong with it (sorted by place), and for which day that was judged."""

    register: Register
    findings: tuple[Finding, ...]
    as_of: date
    checked: Mapping[tuple[str, str], tuple[Checked, ...]] = field(default_factory=dict)
    """For each record (type, id): the outcome of every declared rule."""
    coverage: tuple[Coverage, ...] = ()
    """What the declared rules expect of a year or a period, and what of it is missing."""
    comparison: Comparison | None = None
    """What differs from the earlier revision, if the data were held against one."""
    met: Met = NOTHING_MET
    """What looks personal, or does not last, and stands in public texts all the same."""
    elsewhere: tuple[Finding, ...] = ()
    """Warnings about records and files that are the same in the earlier revision, one by one."""
    same_until: int = EVERY_DAY.last
    """The number of the last day on which the rules come to the same, of their outcomes and of what they compute."""

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    @property
    def fit(self) -> bool:
        """Whether the data may be published."""
        return self.errors == 0

    def of_what_changed(self) -> Verdict:
        """The same without :attr:`elsewhere`: what whoever changed something has to read."""
        if not self.elsewhere:
            return self
        others = set(self.elsewhere)
        return replace(
            self, findings=tuple(together(each for each in apart(self.findings) if each not in others))
        )

    def of_accepted_data(self) -> Verdict:
        """The same, with every error a warning: these data are published, and their take-downs must not wait."""
        return replace(self, findings=tuple(together(map(_as_warning, apart(self.findings)))))

    def without_records(self) -> Verdict:
        """The same for whoever only tells what was judged. Records are most of what is held in memory."""
        return replace(self, register=replace(self.register, records={}), checked={})

    @property
    def refused(self) -> int:
        """How many records have an error: known ones by id, unreadable ones by their place."""
        return len(
            {
                (finding.source.path, finding.record or finding.source.line)
                for finding in apart(self.findings)
                if finding.severity is Severity.ERROR
            }
        )


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _as_warning(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.WARNING)


class Everything(NamedTuple):
    """All that stands under a root, and what is wrong with the form of the data and of the pages."""

    register: Register
    reading: tuple[Finding, ...]
    writing: tuple[Finding, ...]


def read_everything(root: Path, calendar: Mapping[int, CalendarYear] | None = None) -> Everything:
    """Read it, with ``calendar`` in place of the root's own. Raises :class:`CannotRun` if a declaration cannot be understood."""
    site = read_site(root)
    catalogues, words = read_catalogues(root, site.languages)
    look, looks = with_files(root, site.look)
    site = replace(site, catalogues=catalogues, look=look)
    types = read_types(root)
    for code in site.languages[1:]:
        if code in types:
            raise CannotRun(
                say("data/site.yaml: the pages in the language '{code}' would stand where those of the type '{code}' stand. "
                    "Call the type something else.", code=code)
            )  # fmt: skip
    register, reading = read_register(root, site, types)
    attachments = read_attachments(root, site.largest_attachment)
    pages, writing = read_pages(root, site.languages)
    days_off = read_calendar(root) if calendar is None else calendar
    register = replace(register, calendar=days_off, attachments=attachments, pages=pages)
    return Everything(register, reading, (*words, *looks, *writing, *values_cut_in_declarations(root)))


def judge(
    root: Path,
    as_of: date | None,
    since: Baseline | None = None,
    calendar: Mapping[int, CalendarYear] | None = None,
    fill: Callable[[Everything], Everything] | None = None,
) -> Verdict:
    """Read everything under ``root`` and check it, as of a day (default: today, where the site is).

    With ``since`` it is also held against that earlier revision; if that is what is live, what it shows as well is no
    error. ``calendar`` is taken in place of the root's own; ``fill`` adds records that stand elsewhere than under the root.
    Raises :class:`CannotRun` if nothing can be judged.
    """
    everything = read_everything(root, calendar)
    return judge_read(root, fill(everything) if fill else everything, as_of, since)


def judge_read(
    root: Path, everything: Everything, as_of: date | None, since: Baseline | None = None
) -> Verdict:
    """The same of what was read already."""
    register, reading, writing = everything
    day = day_to_judge(as_of, register.site)
    broken = _broken(reading)
    followed = tracked(day)
    with recording(followed) as looks:
        filled = with_derived(register, followed)
        by_rules = judge_by_rules(filled, followed)
    found = (*check_values(filled), *check_values(as_register(register)))
    values = tuple(finding for finding in found if not _follows(finding, broken))
    files = tuple(check_attachments(register, complete=not any(map(_is_error, reading))))
    content = tuple(check_content(root, register))
    texts, met = check_public_texts(root, register, _refused((*files, *content)))
    register = _with_texts(register, met.documents)
    comparison = compared(since, register, day) if since else None
    checking = (
        *writing,
        *values,
        *check_keys(register, _half_read(reading)),
        *check_keys(as_register(register)),
        *check_former_ids(register),
        *check_translations(register),
        *check_own_address(root, register),
        *check_corrections(register),
        *check_periods(register),
        *check_publication_days(register, day),
        *check_sums_among_rows(register),
        *content,
        *files,
        *texts,
        *by_rules.findings,
    )
    told = discreet(_drafts_may_lack((*reading, *checking), register), register)
    if since and comparison:
        told = _eased(told, root, since, comparison, day) if since.live else told
        told += discreet(_changes(comparison, day, (*reading, *values), reading, told), register)
    once = dict.fromkeys(told)  # not a set: what stands at one place keeps its order
    findings = together(sorted(once, key=lambda finding: finding.sort_key))
    elsewhere = _elsewhere(findings, root, since, comparison) if since and comparison else ()
    return Verdict(
        register,
        tuple(findings),
        day,
        by_rules.checked,
        by_rules.coverage,
        comparison,
        met,
        elsewhere,
        looks.so_until,
    )


def _drafts_may_lack(found: Sequence[Finding], register: Register) -> Iterator[Finding]:
    """What is not there yet is no error of a draft: nobody sees it before its mark is taken out, and then it is judged again."""
    drafts = {
        (record.type, record.id)
        for record in register
        if register.types[record.type].common_value("draft", record.values) is True
    }
    for each in found:
        asks_for_more = each.rule in (rules.REQUIRED, rules.OPEN_ENDED_PERIOD) or (
            each.rule.id in LIBRARY and LIBRARY[each.rule.id].completeness
        )
        type = each.source.path.split("/")[1] if "/" in each.source.path else ""
        yield _as_warning(each) if asks_for_more and (type, each.record) in drafts else each


def _elsewhere(
    findings: Sequence[Finding], root: Path, since: Baseline, comparison: Comparison
) -> tuple[Finding, ...]:
    warnings = [each for each in apart(findings) if each.severity is Severity.WARNING]
    if any(each.source.path.startswith(f"{CONTENT}/") for each in warnings):
        since.complete()
    same = untouched((since.root, comparison.old), (root, comparison.new))

    def stands_as_before(finding: Finding) -> bool:
        attachment = finding.source.path.removeprefix(ATTACHED)
        if attachment == finding.source.path or finding.record:
            return same(finding)
        return canonical(attachment) in since.kept_attachments

    return tuple(filter(stands_as_before, warnings))


def _with_texts(register: Register, shown: Mapping[str, str]) -> Register:
    """The register, whose attachments have their texts."""
    attachments = [
        replace(file, text=shown.get(file.stored, "")) if file.content in WITH_TEXT else file
        for file in register.attachments
    ]
    return replace(register, attachments=tuple(attachments)) if attachments else register


def compared(since: Baseline, register: Register, day: date) -> Comparison:
    """The register held against an earlier revision, which is read as it was, by its own schemas; what is wrong with that does
    not count now.
    """
    old, faults = _earlier(since, register)
    unread = len({fault.source.path for fault in faults})
    both = as_public(old, day), as_public(register, day)
    return compare(*both, day, since, unread=unread, schemas=schema_digests(register))


def _eased(
    found: Sequence[Finding], root: Path, since: Baseline, comparison: Comparison, day: date
) -> list[Finding]:
    """What the live data show as well, on this day and by these days off, as warnings."""

    def of_live() -> Iterable[Finding]:
        since.complete()
        old = judge(since.root, day, calendar=comparison.new.calendar) if comparison.old.types else None
        return apart(old.findings) if old else ()

    same = untouched((since.root, comparison.old), (root, comparison.new))
    return eased(found, of_live, same)


def _changes(
    comparison: Comparison,
    day: date,
    about_values: Iterable[Finding],
    reading: Iterable[Finding],
    told: Iterable[Finding],
) -> Iterator[Finding]:
    """What changed without a word; a value that is none is reported as that, and not as a change as well.

    Nothing is held back because of a mere warning: then nobody would be told of the change.
    """
    errors = [finding for finding in told if finding.severity is Severity.ERROR]
    wrong = {finding.source for finding in about_values} & {finding.source for finding in errors}
    found = judge_changes(comparison, day, _half_read(reading) & _half_read(errors))
    yield from (finding for finding in found if finding.source not in wrong)


def _earlier(since: Baseline, register: Register) -> tuple[Register, tuple[Finding, ...]]:
    """The register of an earlier revision; one before there was any schema published nothing."""
    if not (since.root / "data" / "schemas").is_dir():
        return Register(register.site, {}, {}), ()
    try:
        return read_register(since.root, read_site(since.root), read_types(since.root))
    except CannotRun as stop:
        raise CannotRun(
            say("In revision {revision}: {sentence}", revision=since.name, sentence=stop.phrase)
        ) from None


def _broken(reading: Iterable[Finding]) -> Mapping[tuple[str, str], Rule]:
    """What could not be read whole: a record of a file, or (without a record) something of the file itself."""
    return {(finding.source.path, finding.record): finding.rule for finding in filter(_is_error, reading)}


def _follows(finding: Finding, broken: Mapping[tuple[str, str], Rule]) -> bool:
    """Whether a value is wrong only because its row was not understood: one mistake is reported once."""
    path = finding.source.path
    if broken.get((path, finding.record)) in SHIFTING:
        return True
    return finding.rule is rules.REQUIRED and ((path, finding.record) in broken or (path, "") in broken)


def _refused(files: Iterable[Finding]) -> frozenset[str]:
    return frozenset(finding.source.path for finding in files if finding.severity is Severity.ERROR)


def _half_read(reading: Iterable[Finding]) -> frozenset[str]:
    """Types of which records may exist that could not be read; whether a reference to one dangles is unknown."""
    errors = filter(_is_error, reading)
    lost = (finding for finding in errors if not finding.record and finding.rule is not rules.UNKNOWN_KEY)
    folders = (PurePosixPath(finding.source.path).parts for finding in lost)
    return frozenset(parts[1] for parts in folders if len(parts) > 2)
