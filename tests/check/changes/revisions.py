"""Two revisions of one small root, side by side, and what is said of the second."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from building import DAY, Root

from generator.check.gate import judge
from generator.model.findings.finding import Finding
from generator.model.records.change import Baseline
from generator.model.text.catalogue import translator

PUBLISHED = date(2026, 11, 1)
SCHEMA: Mapping[str, Any] = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "title", "title": "标题", "title_en": "Title", "type": "string"},
        {"name": "due", "title": "期限", "title_en": "Due", "type": "date"},
        {"name": "amount", "title": "金额", "title_en": "Amount", "type": "number"},
        {"name": "text", "title": "正文", "title_en": "Text", "type": "string", "show": "long"},
        {"name": "units", "title": "单位", "title_en": "Units", "type": "array"},
        {"name": "progress", "title": "进度", "title_en": "Progress", "type": "number", "show": "progress"},
        {"name": "result", "title": "成果", "title_en": "Result", "type": "string"},
        {"name": "paper", "title": "文件", "title_en": "Paper", "type": "string", "show": "attachment"},
        {"name": "former_ids", "title": "曾用编号", "title_en": "Former ids", "type": "array"},
    ],
    "sunlit": {
        "title": "任务",
        "title_en": "Tasks",
        "title_field": "title",
        "mutable": ["progress", "updates", "people.now"],
        "fillable": ["result"],
        "children": {
            "updates": {"title": "进展", "fields": [{"name": "said", "title": "内容"}]},
            "people": {
                "title": "名单",
                "fields": [
                    {"name": "name", "title": "姓名"},
                    {"name": "post", "title": "职务"},
                    {"name": "now", "title": "现况"},
                ],
            },
        },
    },
}
BEFORE: Mapping[str, Any] = {
    "id": "a",
    "title": "修路",
    "due": "2026-12-31",
    "amount": 100,
    "text": "第一段说十个工作日内答复，第二段说别的，一共写了很多很多话，超过四十字才会只引用改了的地方。",
    "units": ["甲科", "乙科"],
    "progress": 10,
    "updates": [{"said": "开工"}],
    "people": [
        {"name": "张三", "post": "科长", "now": "在任"},
        {"name": "李四", "post": "科员", "now": "在任"},
    ],
}
FIX: Mapping[str, Any] = {"on": DAY, "kind": "更正", "reason": "录入有误", "approver": "办公室示例丙"}


class Revisions:
    """``old`` is what was published on :data:`PUBLISHED`, ``new`` what is to follow; both begin with :data:`BEFORE`."""

    def __init__(self, folder: Path) -> None:
        self.old, self.new = Root(folder / "old"), Root(folder / "new")
        for root in (self.old, self.new):
            root.schema(SCHEMA, "tasks")
            root.records(BEFORE, type="tasks")
        self.changed_files: frozenset[str] = frozenset()

    def write(self, **changes: object) -> None:
        """The record with other values; ``None`` takes one away."""
        record = {name: value for name, value in {**BEFORE, **changes}.items() if value is not None}
        self.new.records(record, type="tasks")

    def findings(self, as_of: date = DAY) -> list[Finding]:
        """What is said of the new revision beside the old one, and only because of it."""
        alone = set(judge(self.new.folder, as_of).findings)
        baseline = Baseline(self.old.folder, PUBLISHED, "v1", self.changed_files)
        return [
            finding for finding in judge(self.new.folder, as_of, baseline).findings if finding not in alone
        ]

    def rules(self) -> list[tuple[str, str]]:
        """The rule and the field of each finding."""
        return [(finding.rule.id, finding.field) for finding in self.findings()]


def said(finding: Finding, language: str = "en") -> str:
    """Message and cure."""
    phrases = (finding.message, finding.hint)
    return " ".join(phrase.render(translator(language), language) for phrase in phrases if phrase)
