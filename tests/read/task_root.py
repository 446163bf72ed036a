"""A root with one record type, written by hand, and short words for what its readers say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildTable, Field, RecordType, Show
from generator.model.declared.site import Site
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.record import Record
from generator.model.text.wording import Wording
from generator.read.register import read_register

Place = tuple[str, int | None, int | None, str]
"""Path, line, column, rule id: what a finding says before its message."""


def titled(name: str, title: str, type: str = "string", show: Show = Show.AUTO) -> Field:
    return Field(name, type, title=Wording(title, {"en": name.capitalize()}), show=show)


TASKS = RecordType(
    name="tasks",
    id_field="id",
    title_field="title",
    fields=(
        titled("id", "编号"),
        titled("title", "标题"),
        titled("due", "完成期限", "date"),
        titled("progress", "进度", "number", Show.PROGRESS),
        titled("units", "责任单位", "array"),
        titled("note", "备注"),
    ),
    children=(
        ChildTable("steps", (titled("name", "步骤"), titled("on", "日期", "date")), Wording("工作步骤")),
        ChildTable("updates", (titled("text", "内容"),), Wording("进展")),
    ),
)


@dataclass(frozen=True)
class Reading:
    """What came out of a root."""

    records: tuple[Record, ...]
    findings: tuple[Finding, ...]

    @property
    def places(self) -> list[Place]:
        return [place_of(finding) for finding in self.findings]

    @property
    def values(self) -> list[dict[str, Value]]:
        return [dict(record.values) for record in self.records]

    @property
    def ids(self) -> list[str]:
        return [record.id for record in self.records]

    def only(self, rule: Rule) -> Finding:
        """The one finding there is, which is of ``rule``."""
        (finding,) = self.findings
        assert finding.rule is rule
        return finding


def place_of(finding: Finding) -> Place:
    return finding.source.path, finding.source.line, finding.source.column, finding.rule.id


class Root:
    """A root on disk, written file by file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, content: str | bytes) -> Path:
        target = self.folder / "data" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def read(self, type: RecordType = TASKS) -> Reading:
        register, findings = read_register(self.folder, Site(), {type.name: type})
        assert set(register.records) == {type.name}
        return Reading(register.records[type.name], findings)

    def read_file(self, path: str, content: str | bytes, type: RecordType = TASKS) -> Reading:
        self.write(path, content)
        return self.read(type)
