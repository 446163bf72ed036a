"""Which types Decap CMS can keep: those whose YAML files hold one record each, in which Decap reads what is meant.

Decap writes a file anew whenever it saves it. One that it would read otherwise it would spoil, so its whole type is left out,
and the reason names the file.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.desk.decap.widgets import misread
from generator.model.declared.record_type import RecordType
from generator.model.findings.finding import Finding
from generator.model.text.wording import Phrase, say
from generator.read.files.file_bytes import read_bytes
from generator.read.files.folders import RecordFile, record_files
from generator.read.register import LARGEST
from generator.read.table.raw import RawMapping
from generator.read.yaml.rows import read_document

EXTENSION = "yaml"


@dataclass(frozen=True, slots=True)
class Fitting:
    """What can be kept there, and what cannot."""

    types: Sequence[RecordType]
    """The types that have a form there, in the order of the site."""
    whole: frozenset[str]
    """Those of them of which every file is shown there."""
    left_out: Mapping[str, Phrase]
    """Why each of the others has none."""
    not_shown: Mapping[str, Sequence[str]]
    """Of the types that have a form: the files that are not shown there."""
    is_any_misread: bool
    """Whether any type is left out for how a value is written, which can be mended."""


def fitting(root: Path, types: Mapping[str, RecordType]) -> Fitting:
    """Which of the types fit, as their files lie there now."""
    files: dict[str, list[RecordFile]] = {name: [] for name in types}
    for found in record_files(root, types):
        if isinstance(found, RecordFile):
            files[found.type].append(found)
    left_out: dict[str, Phrase] = {}
    not_shown: dict[str, list[str]] = {}
    for name, type in types.items():
        shown = [each.path for each in files[name] if _is_shown(each)]
        others = [each.path for each in files[name] if not _is_shown(each)]
        if others and not shown:
            left_out[name] = say(
                "its records stand in tables, or in folders of their own: {path}", path=min(others, key=len)
            )
        elif reason := next(_reasons(root, type, shown), None):
            left_out[name] = reason
        elif others:
            not_shown[name] = others
    fit = [type for name, type in types.items() if name not in left_out]
    fit.sort(key=lambda type: (type.order, type.name))
    whole = frozenset(type.name for type in fit if type.name not in not_shown)
    misread_somewhere = any("key" in reason.parameters for reason in left_out.values())
    return Fitting(fit, whole, left_out, not_shown, misread_somewhere)


def _is_shown(file: RecordFile) -> bool:
    return file.path == f"data/{file.type}/{file.stem}.{EXTENSION}"


def _reasons(root: Path, type: RecordType, paths: Sequence[str]) -> Iterator[Phrase]:
    for path in paths:
        data = read_bytes(root, path, LARGEST[f".{EXTENSION}"])
        if isinstance(data, Finding):
            yield say("{path} cannot be read", path=path)
            continue
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = ""
        if not text or data.startswith(codecs.BOM_UTF8):
            yield say("{path} is not in UTF-8 without a byte order mark", path=path)
            continue
        record, trouble = read_document(text, path)
        if trouble:
            yield say("{path} has an error: see 'sunlit check'", path=path)
        elif not isinstance(record, RawMapping):
            yield say("{path} holds a list of records: Decap knows one record a file", path=path)
        elif key := next(misread(type, record), None):
            yield say(
                "{path}, line {line}: Decap would read '{key}' as something else",
                path=path,
                line=key.line,
                key=key.text,
            )
