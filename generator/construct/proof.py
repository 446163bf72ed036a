"""The proof that a built tree shows nothing that may not be public: no tree goes live without it.

The checks are those of the gate (``check/site/built_site.py``). What the gate met in the data and let stand may stand in the
tree as well, and what is public during a period alone may stand at the addresses that the door gives it, until its day.

A file is judged once. A tree that was proven leaves a mark: a code, by a key that only whoever runs this has, over
everything that the proof followed from (the generator, what may stand) and over the tree's whole manifest. Where the mark
is right, each file of which the next tree's manifest says the same has been judged already. A plain digest would not do: it
would follow from names that are gone one day, and whoever kept it could try candidates against it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from generator.check.gate import Verdict, read_everything
from generator.check.passing.discretion import passing_values
from generator.check.passing.literal_search import SHORTEST
from generator.check.passing.period_values import PeriodValues, period_values, telling_values
from generator.check.personal.allowance import allowances
from generator.check.personal.detection import personal_values
from generator.check.personal.texts import KnownValues, Value
from generator.check.site.built_site import Permitted, Search
from generator.check.site.manifest import manifest_of
from generator.check.texts.checks import Met, check_public_texts
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure
from generator.model.declared.personal import After
from generator.model.declared.severity import Severity
from generator.model.files.addresses import attachment_address, record_address, twin_address
from generator.model.files.own_keys import own_key
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.masks import masked_value
from generator.model.records.record import Register, Source
from generator.model.text.catalogue import messages
from generator.model.text.wording import say
from generator.read.cache.own_code import add, digest_of_generator
from generator.read.document_text.search_shards import SHARDS
from generator.website.build.held_files import addresses_of, bound_entries
from generator.website.build.last_build import folder_beside
from generator.website.places.viewpoint import language_prefix

MARK = "proven"
FILES_AT_ONCE = 25
"""For one process, which remembers what it judged: few enough that all share in the files that one changed record has made."""
Run = Callable[[Sequence[Callable[[], list[Finding]]]], Iterator[list[Finding]]]
"""Runs works, perhaps several at once, and gives what each found."""


def permitted_by(register: Register, met: Met, disclosure: Disclosure) -> Permitted:
    """What may stand in the site of a disclosure, by what the gate ``met`` in the data of the register."""
    values = period_values(register)
    return Permitted(
        allowances(register.site),
        register.site.countries,
        KnownValues(met.personal | _masks(register)),
        values.without(met.passing | _words_of_pages(values, disclosure)),
        _places(register, disclosure),
        {key: record for record, _, key in reversed([*telling_values(register)])},
    )


def permitted_in(root: Path, as_of: date) -> Permitted:
    """What may stand in the site of a root as of a day; nothing where there are no schemas."""
    if not (root / "data" / "schemas").is_dir():
        return Permitted()
    register = read_everything(root).register
    _, met = check_public_texts(root, register, documents=False)
    return permitted_by(register, met, disclose(register, as_of))


def _masks(register: Register) -> frozenset[Value]:
    """What looks personal in the masks that stand for values: s***@example.org without its stars."""
    return frozenset(
        (sighting.kind, sighting.value)
        for type in register.types.values()
        for record in (register.records[type.name] if type.has_passing else ())
        for declared, text in passing_values(type, record)
        if declared.personal and declared.personal.after is After.MASK
        for sighting in personal_values(masked_value(text, declared.personal.kind), register.site.countries)
    )


def _words_of_pages(values: PeriodValues, disclosure: Disclosure) -> frozenset[str]:
    """Names of two signs that are words of every page: nobody can tell there who is called 方向."""
    short = values.without([value for value in values.classes if len(value) > SHORTEST])
    languages = disclosure.site.languages if short else ()
    texts = [text for code in languages for text in messages(code).values()]
    texts += [text for own in disclosure.site.catalogues for text in own.words.values()]
    if not short.literals.may_stand_in_any(texts):
        return frozenset()
    found = (standing for text in texts for standing in short.find(text))
    return frozenset(standing.key for standing in found if standing.certain)


def _places(register: Register, disclosure: Disclosure) -> Mapping[str, frozenset[str]]:
    """Where each value of a record whose period is open may stand: on its own page, and on its notice."""
    open_ = {
        (bound.entry.type.name, bound.entry.id): addresses_of(disclosure, bound)
        for bound in bound_entries(disclosure)
    }
    found: dict[str, frozenset[str]] = {}
    for record, declared, key in telling_values(register) if open_ else ():
        if declared.period_bound and (record.type, record.id) in open_:
            found[key] = found.get(key, frozenset()) | open_[record.type, record.id]
    return found


@dataclass(frozen=True, slots=True)
class Proof:
    """What a tree has to be proven to hold nothing beyond, and where what it is made of stands."""

    disclosure: Disclosure
    permitted: Permitted
    examined: frozenset[str]
    """Attachments were read by the gate, and the build copies no other bytes than those that were checked."""
    sources: Mapping[str, Mapping[str, Source]]
    """Where each record stands, by its type's name and its id."""

    @classmethod
    def of(cls, verdict: Verdict, disclosure: Disclosure) -> Proof:
        """The proof that the tree of a disclosure needs.

        The gate let all of the data pass, or nothing would have been built: what it refuses elsewhere stands in data that
        were accepted before.
        """
        register = verdict.register
        return cls(
            disclosure,
            permitted_by(register, verdict.met.accepted(), disclosure),
            frozenset(attachment_address(file.path) for file in register.attachments if file.sha256),
            {name: {each.id: each.source for each in records} for name, records in register.records.items()},
        )

    def objections(self, tree: Path, addresses: Iterable[str], run: Run) -> tuple[Finding, ...]:
        """What stands in these files that may not: errors alone, each with the record that it is about.

        Whatever is in doubt was a warning where it was typed.
        """
        search = Search(tree, self.permitted, self.examined)
        sorted_ = sorted(addresses)
        batches = [sorted_[place : place + FILES_AT_ONCE] for place in range(0, len(sorted_), FILES_AT_ONCE)]
        found = [
            finding
            for part in run([partial(_errors, search, batch) for batch in batches])
            for finding in part
        ]
        names = self._names() if found else {}
        named = (_about(finding, names) for finding in dict.fromkeys(found))
        return tuple(sorted(named, key=lambda finding: finding.sort_key))

    def _names(self) -> Mapping[str, tuple[str, Source]]:
        """The id of the record of each page and its twin, and where that stands, by address."""
        prefixes = [language_prefix(self.disclosure, code) for code in self.disclosure.site.languages]
        found: dict[str, tuple[str, Source]] = {}
        for type, sources in self.sources.items():
            for id, source in sources.items():
                page = record_address(type, id)
                found.update({prefix + page: (id, source) for prefix in prefixes})
                found[twin_address(type, id)] = id, source
        return found

    def judged_before(self, like: Path, files: Mapping[str, str]) -> frozenset[str]:
        """The addresses of files that an earlier tree had byte for byte, and of which it was proven.

        Files of the search index are called after the content of others beside them: such a one may have had another address.
        """
        mark = _mark(self._follows_from(), manifest_of(like))
        with suppress(OSError, ValueError, KeyError):
            if mark and hmac.compare_digest((folder_beside(like) / MARK).read_text(encoding="ascii"), mark):
                known = json.loads(manifest_of(like).read_bytes())["files"]
                shards = {digest for address, digest in known.items() if self._is_any_shard(address)}
                return frozenset(
                    address
                    for address, digest in files.items()
                    if known.get(address) == digest or (digest in shards and self._is_any_shard(address))
                )
        return frozenset()

    def _is_any_shard(self, address: str) -> bool:
        """Whether it is a file of the search index in which no more may stand than in any other."""
        return address.startswith(SHARDS) and not any(
            address in places for places in self.permitted.places.values()
        )

    def leave_mark(self, target: Path) -> None:
        """Beside a tree that was proven and is in its place. Who cannot write there proves all of it the next time."""
        mark, folder = _mark(self._follows_from(), manifest_of(target)), folder_beside(target)
        with suppress(OSError):
            (folder / MARK).unlink(missing_ok=True)
            if mark:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                fresh = folder / f".{MARK}.{os.getpid()}"
                fresh.write_text(mark, encoding="ascii")
                fresh.chmod(0o600)
                fresh.replace(folder / MARK)

    def _follows_from(self) -> bytes:
        """Everything that a verdict on a file follows from, beside its address and its bytes."""
        total, permitted = hashlib.sha256(digest_of_generator()), self.permitted
        lists = (
            sorted(permitted.countries),
            sorted(allowance.listed for allowance in permitted.allowed),
            sorted(f"{kind} {value}" for kind, value in permitted.known.values),
            sorted(f"{kind} {value}" for value, kind in permitted.passing.classes.items()),
            sorted(
                f"{value}\0{address}" for value in permitted.places for address in permitted.places[value]
            ),
        )
        for texts in lists:
            add(total, [len(texts).to_bytes(8, "big"), *(text.encode() for text in texts)])
        return total.digest()


def _errors(search: Search, addresses: Sequence[str]) -> list[Finding]:
    return [finding for finding in search.findings(addresses) if finding.severity is Severity.ERROR]


def _mark(follows_from: bytes, manifest: Path) -> str:
    """The code; empty where there is no key, or no manifest."""
    key = own_key(MARK)
    try:
        return hmac.new(key, follows_from + manifest.read_bytes(), "sha256").hexdigest() if key else ""
    except OSError:
        return ""


def _about(finding: Finding, names: Mapping[str, tuple[str, Source]]) -> Finding:
    """A personal value with the record whose page shows it; of others that is known."""
    if finding.rule is rules.PERIOD_VALUE:
        return finding
    if finding.source.path not in names:
        hint = say(
            "The check found nothing like it in the data: look for it in site_templates/, in the theme, in mkdocs.yml. "
            "Nothing was published."
        )
        return replace(finding, hint=hint)
    id, source = names[finding.source.path]
    hint = say(
        "The page is made of the record '{id}' in {path}, line {line}, where the check found nothing like it: look at how "
        "the page shows it. Nothing was published.",
        id=id,
        path=source.path,
        line=source.line or 1,
    )
    return replace(finding, hint=hint, record=id)
