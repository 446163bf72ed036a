"""What the live data show as well, judged on the same day: a reason to tell somebody, and none to refuse a push.

Passing time, a new calendar or an upgrade may make a fault of what was fit when it was published. Whoever pushes
something else did not make it, and would have to wait for whoever can mend it. So the live data are judged too, if there
is anything to ask them; what they show is a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register
from generator.model.text.wording import Phrase

MASKED = frozenset(
    {
        rules.PERSONAL_RESIDENT_ID,
        rules.PERSONAL_MOBILE_NUMBER,
        rules.PERSONAL_BANK_CARD,
        rules.PERSONAL_EMAIL,
        rules.PERSONAL_HOME_ADDRESS,
        rules.PERIOD_VALUE,
    }
)
"""Rules whose messages do not say which value they found: the same message may be about another."""
Key = tuple[str, str, str, str, Phrase]


def eased(
    findings: Sequence[Finding],
    of_live: Callable[[], Iterable[Finding]],
    is_untouched: Callable[[Finding], bool],
) -> list[Finding]:
    """The findings, those of the live data as warnings; ``of_live`` is asked only if anything is wrong at all.

    Each finding of the live data stands for one, so that a second fault of the same kind beside it is one.
    """
    if not any(finding.severity is Severity.ERROR for finding in findings):
        return list(findings)
    known = Counter(map(_key, (finding for finding in of_live() if finding.severity is Severity.ERROR)))

    def is_known(finding: Finding) -> bool:
        key = _key(finding)
        if finding.severity is not Severity.ERROR or not known[key]:
            return False
        if finding.rule in MASKED and not is_untouched(finding):
            return False
        known[key] -= 1
        return True

    return [
        replace(finding, severity=Severity.WARNING) if is_known(finding) else finding for finding in findings
    ]


def news(
    findings: Iterable[Finding],
    known: Iterable[Finding],
    is_untouched: Callable[[Finding], bool] = lambda _: False,
) -> list[Finding]:
    """The findings without those that are ``known``, each of which stands for one; an error that was known as a warning is one.

    Of a finding whose message does not say which value it found, only that of an untouched record or file is.
    """
    left, as_errors = Counter[Key](), Counter[Key]()
    for each in known:
        left[_key(each)] += 1
        as_errors[_key(each)] += each.severity is Severity.ERROR
    fresh = []
    for finding in findings:
        key, is_error = _key(finding), finding.severity is Severity.ERROR
        is_known = as_errors[key] if is_error else left[key]
        if is_known and (finding.rule not in MASKED or is_untouched(finding)):
            left[key] -= 1
            as_errors[key] -= is_error
        else:
            fresh.append(finding)
    return fresh


def _key(finding: Finding) -> Key:
    """What is found of which record, whichever line it stands in; without a record, of which file."""
    path = PurePosixPath(finding.source.path)
    place = "/".join(path.parts[:2]) if finding.record else f"{path}\n{finding.source.sheet}"
    return finding.rule.id, place, finding.record, finding.field, finding.message


def untouched(old: tuple[Path, Register], new: tuple[Path, Register]) -> Callable[[Finding], bool]:
    """Whether a record, or where none is meant a file, is the same in both."""
    before, after = _records(old[1]), _records(new[1])

    def same(finding: Finding) -> bool:
        path = finding.source.path
        if finding.record:
            key = (PurePosixPath(path).parts[1], finding.record)
            return key in before and key in after and _says(before[key]) == _says(after[key])
        files = (old[0] / path, new[0] / path)
        return all(file.is_file() for file in files) and files[0].read_bytes() == files[1].read_bytes()

    return same


def _records(register: Register) -> dict[tuple[str, str], Record]:
    return {(record.type, record.id): record for record in register}


def _says(record: Record) -> object:
    return record.values, {table: [row.values for row in rows] for table, rows in record.children.items()}
