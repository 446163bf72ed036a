from __future__ import annotations

from building import DAY, NOTES, Root

from generator.check.gate import judge
from generator.check.values.long_tables import MOST_ROWS


def test_a_table_that_no_phone_shows_well_is_a_warning(root: Root) -> None:
    parts = {"parts": {"title": "分项", "fields": [{"name": "n"}]}}
    root.schema({**NOTES, "sunlit": {**NOTES["sunlit"], "children": parts}})
    root.write("data/notes/a.csv", "id,title\na,甲\nb,乙\n")
    lines = ["a,x"] * (MOST_ROWS + 1) + ["b,x"] * MOST_ROWS
    root.write("data/notes/a.parts.csv", "\n".join(["id,n", *lines]))
    (finding,) = judge(root.folder, DAY).findings
    assert (finding.rule.id, finding.record, finding.severity.value) == ("long-table", "a", "warning")
    assert finding.message.parameters["count"] == MOST_ROWS + 1
