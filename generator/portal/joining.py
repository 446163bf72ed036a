"""All snapshots → the records of the portal: each body's judged alone by the gate, what is fit of all of them together.

Nothing that is wrong with one body's records keeps another's from being shown. What is refused is named on the body's page.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from generator.check.gate import Everything, Verdict, judge_read
from generator.check.report.speaker import Speaker
from generator.check.same_faults import apart
from generator.construct.construction import Supply
from generator.fleet.bodies import TYPE as BODIES
from generator.fleet.bodies import Body
from generator.model.declared.condition import Value
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import section_address
from generator.model.declared.severity import Severity
from generator.model.declared.site import Site
from generator.model.files.addresses import record_address
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.catalogue import LANGUAGES
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, Wording, say
from generator.portal.comparing import late_records, punctuality
from generator.portal.lists import BETWEEN, ListReader, portal_id, without
from generator.portal.silence import read_completeness
from generator.portal.snapshots import Snapshot, Taken, list_address
from generator.portal.types import BODY, CALLED_FOR, PAGE, portal_types
from generator.website.places.exports import COMPLETENESS_DATA, PACKAGE

Key = tuple[str, str]
"""A record of the portal by type and id."""
_OTHER = "en"
"""What is said in no language of the portal is said in this one."""
_UNSAID = "…"
"""What stands for an id that cannot be repeated."""
_MOST_NAMED = 50
"""Lists and fields of a body that the portal does not know: so many are named."""
_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~%!$&'()*+,;=:-]*)*", re.ASCII)
"""Of a site: no name, no password, no question mark, and no sign that looks like another."""
_LONGEST_ADDRESS = 1000


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that a body publishes and the portal does not show: a record, or with an empty ``id`` a whole list."""

    type: str
    id: str
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Share:
    """What the portal has of one body, or would have if nothing of it were withheld."""

    taken: Taken
    site: str = ""
    """The address of its own site, if it says one."""
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    withheld: tuple[Withheld, ...] = ()
    called_for: tuple[Mapping[str, Value], ...] | None = None
    """What its site says of its completeness; ``None``: nothing."""

    @property
    def body(self) -> Body:
        return self.taken.body

    @property
    def shown(self) -> int:
        return sum(map(len, self.records.values()))


class Portal:
    """The records of all bodies, for one build.

    What shows to be unfit only when all of them stand together is refused afterwards (:meth:`refuse`), for another attempt.
    """

    def __init__(self, taken: Sequence[Taken], today: date) -> None:
        self._taken, self._today = taken, today
        self._shares: tuple[Share, ...] | None = None

    @property
    def supply(self) -> Supply:
        """What puts the records of all bodies in the place of the root's own."""
        named = repr([(each.body.id, each.body.name, each.body.name_en) for each in self._taken]).encode()
        return Supply(self._joined, hashlib.sha256(named).digest())

    @property
    def revision(self) -> str:
        """The digest of all snapshots: what the portal is made of."""
        parts = [
            (each.body.id, each.standing, each.snapshot and each.snapshot.digest) for each in self._taken
        ]
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def refuse(self, verdict: Verdict) -> bool:
        """Withhold what the verdict on all of it refuses; whether that was anything."""
        found = {
            finding.record: _reason(finding, verdict.register.types)
            for finding in apart(verdict.findings)
            if finding.severity is Severity.ERROR and BETWEEN in finding.record
        }
        before = self._shares or ()
        self._shares = tuple(_refused(share, verdict.register.types, found) for share in before)
        return self._shares != before

    def _joined(self, everything: Everything) -> Everything:
        """What the root declares, with the records of all bodies, each as fit as the gate finds it by itself."""
        register = everything.register
        for own in register.records.values():
            if own:
                raise CannotRun(
                    say("The records of a portal are those of its bodies: move {path} to the body that it is of.",
                        path=own[0].source.path)
                )  # fmt: skip
        types = portal_types(register.types, [each.body for each in self._taken], register.site.languages)
        if self._shares is None:
            alone = replace(register, types=types, pages=(), attachments=(), exceptions=())
            readers = {name: ListReader(types[name], declared) for name, declared in register.types.items()}
            self._shares = tuple(_share(alone, readers, each, self._today) for each in self._taken)
        records = {
            name: tuple(record for share in self._shares for record in share.records.get(name, ()))
            for name in types
        }
        records[BODIES] = tuple(page_of(share, register.site, types, self._today) for share in self._shares)
        return everything._replace(register=replace(register, types=types, records=records))


def _refused(share: Share, types: Mapping[str, RecordType], reasons: Mapping[str, Phrase]) -> Share:
    refused = {
        (name, record.id): reasons[record.id]
        for name, own in share.records.items()
        for record in own
        if record.id in reasons
    }
    return _less(share, types, refused)


def _share(portal: Register, readers: Mapping[str, ListReader], taken: Taken, today: date) -> Share:
    """What of one body's snapshot is fit."""
    if taken.snapshot is None:
        return Share(taken)
    types, site = portal.types, homepage(taken.snapshot)
    found: list[Finding] = []
    records: dict[str, tuple[Record, ...]] = {}
    withheld = [
        Withheld(name, "", say("The portal has no such type."))
        for name in taken.snapshot.unknown[:_MOST_NAMED]
    ]
    for name, type in types.items():
        address = list_address(name)
        if name not in readers or address not in taken.snapshot.files:
            continue
        content, path = taken.snapshot.content(address), _path(name, taken.body)
        read = readers[name].read(content, path, taken.body.id)
        records[name] = tuple(_with_page(record, type, site, taken.body) for record in read.records)
        found += read.findings
        if read.unknown:
            names = ", ".join(read.unknown[:_MOST_NAMED])
            withheld.append(
                Withheld(name, "", say("Fields that the portal does not know: {names}", names=names))
            )
    called_for = None
    if COMPLETENESS_DATA in taken.snapshot.files:
        languages = tuple(code for code in portal.site.languages if code in LANGUAGES) or (_OTHER,)
        called_for = read_completeness(taken.snapshot.content(COMPLETENESS_DATA), types, languages)
    share = Share(taken, site, records, tuple(withheld), called_for)
    verdict = _judged(portal, share, tuple(found), today)
    return _fit(share, types, verdict)


def _path(type: str, body: Body) -> str:
    """Where the gate is to think that the list lies: in the folder of its type, of which it may lack records."""
    return f"data/{type}/{body.id}.json"


def _judged(own: Register, share: Share, reading: tuple[Finding, ...], today: date) -> Verdict:
    records = {name: share.records.get(name, ()) for name in own.types}
    records[BODIES] = (page_of(share, own.site, own.types, today),)
    snapshot = share.taken.snapshot
    assert snapshot, "asked for bodies with one alone"
    # What the declarations lack in further languages is asked of the whole, and once.
    site = replace(own.site, languages=own.site.languages[:1])
    everything = Everything(replace(own, site=site, records=records), reading, ())
    return judge_read(snapshot.folder, everything, today)


def _fit(share: Share, types: Mapping[str, RecordType], verdict: Verdict) -> Share:
    """The share without what the verdict refuses, each record by its first error. What is wrong in a list and is of no record is
    said as well: a place that cannot be read.
    """
    refused: dict[Key, Phrase] = {}
    lists: dict[str, Phrase] = {}
    by_path = {_path(name, share.body): name for name in types}
    for finding in apart(verdict.findings):
        name = by_path.get(finding.source.path)
        if finding.severity is not Severity.ERROR:
            continue
        if name is None:  # of the body's page only what its site says of itself can be wrong
            share = _without_its_words(share, types)
            continue
        if finding.record:
            refused.setdefault((name, finding.record), _reason(finding, types))
        else:
            lists.setdefault(name, _reason(finding, types))
    whole = tuple(Withheld(name, "", reason) for name, reason in lists.items())
    return _less(replace(share, withheld=(*share.withheld, *whole)), types, refused)


def _without_its_words(share: Share, types: Mapping[str, RecordType]) -> Share:
    """The share with nothing on the body's page that its own site says: not what is called for, no id, no name."""
    withheld = tuple(
        replace(each, id=_UNSAID if each.id else "")
        for each in share.withheld
        if each.type in types and "names" not in each.reason.parameters
    )
    return replace(share, site="", called_for=None, withheld=withheld)


def _reason(finding: Finding, types: Mapping[str, RecordType]) -> Phrase:
    """The rule, and the field: no value stands in it, for the page that shows it is public."""
    parts = PurePosixPath(finding.source.path).parts
    type = types.get(parts[1]) if len(parts) > 1 else None
    labels = {each.name: each.label for _, each in type.all_fields()} if type else {}
    if finding.field in labels:
        return say("{field}: {rule}", field=labels[finding.field], rule=finding.rule.sentence)
    return finding.rule.sentence


def _less(share: Share, types: Mapping[str, RecordType], refused: Mapping[Key, Phrase]) -> Share:
    """The share without some of its records, and without what leads to them."""
    if not refused:
        return share
    kept = {
        name: tuple(
            without(record, types[name], refused.keys()) for record in own if (name, record.id) not in refused
        )
        for name, own in share.records.items()
    }
    prefix = len(portal_id(share.body.id, ""))
    named = (Withheld(name, id[prefix:], reason) for (name, id), reason in refused.items())
    return replace(share, records=kept, withheld=(*share.withheld, *named))


def homepage(snapshot: Snapshot) -> str:
    """The address that the body's site says it stands at."""
    try:
        package: Any = json.loads(snapshot.content(PACKAGE))
        home = str(package.get("homepage") or "")
    except (ValueError, RecursionError, AttributeError):
        return ""
    is_address = len(home) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(home.lower())
    return f"{home.rstrip('/')}/" if is_address else ""


def _with_page(record: Record, type: RecordType, site: str, body: Body) -> Record:
    if not site:
        return record
    page = site + record_address(type.name, record.id.removeprefix(portal_id(body.id, "")))
    return replace(record, row=replace(record.row, values={**record.values, PAGE: page}))


def page_of(share: Share, site: Site, types: Mapping[str, RecordType], today: date) -> Record:
    """What the portal says of the body."""
    taken, source = share.taken, Source(BODIES)
    snapshot = taken.snapshot
    values: dict[str, Value] = {
        "id": share.body.id,
        "name": share.body.name,
        "name_en": share.body.name_en,
        "site": share.site,
        "standing": str(taken.standing),
        "as_of": snapshot and snapshot.as_of,
        "reached": snapshot and snapshot.reached,
        "shown": share.shown,
        "missing": sum(_missing(row) for row in share.called_for) if share.called_for is not None else None,
        "late": late_records(share.records, types, today) if snapshot else None,
        "refused": sum(bool(each.id) for each in share.withheld),
        **_said(taken.reason, site),
    }
    published: list[dict[str, Value]] = [
        {
            **_in_languages("type", types[name].label, site),
            "shown": len(own),
            "address": section_address(name, BODY, share.body.id),
        }
        for name, own in share.records.items()
        if own
    ]
    quoted = Speaker(_OTHER, site.countries).quoted
    withheld: list[dict[str, Value]] = [
        {
            **_in_languages(
                "type", types[each.type].label if each.type in types else Wording(quoted(each.type)), site
            ),
            "record": quoted(each.id),
            **_said(each.reason, site),
        }
        for each in share.withheld
    ]
    days = [
        {**_in_languages("type", type.label, site), **_in_languages("what", what, site), **counted}
        for type, what, counted in punctuality(share.records, types)
    ]
    tables = {
        "published": published,
        "punctuality": days,
        CALLED_FOR: share.called_for or (),
        "withheld": withheld,
    }
    children = {name: tuple(Row(row, source) for row in rows) for name, rows in tables.items() if rows}
    row = Row({name: value for name, value in values.items() if value not in (None, "")}, source)
    return Record(BODIES, share.body.id, row, children)


def _missing(row: Mapping[str, Value]) -> int:
    number = row["missing"]
    return number if isinstance(number, int) else 0


def _in_languages(name: str, said: Wording, site: Site) -> dict[str, str]:
    """A name under ``name``, and in further languages of the portal as records say translations."""
    first, *others = site.languages
    further = {f"{name}_{code}": said.in_language(code) for code in others if code in LANGUAGES}
    return {name: said.in_language(first), **further}


def _said(reason: Phrase | None, site: Site) -> dict[str, str]:
    """A reason in the languages of the portal; nothing personal stands in it in full."""
    if reason is None:
        return {}
    first = site.languages[0] if site.languages[0] in LANGUAGES else _OTHER
    others = [code for code in site.languages[1:] if code in LANGUAGES and code != first]
    speak = {code: Speaker(code, site.countries) for code in (first, *others)}
    return {"reason": speak[first](reason), **{f"reason_{code}": speak[code](reason) for code in others}}
