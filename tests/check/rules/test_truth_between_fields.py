"""What a notice says of itself is true: as many as it lists, nobody twice, a telephone, no outcome ahead, a day of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from building import Root
from each import each

from generator.check.gate import judge
from generator.model.text.telephone import odd_number

BEFORE = date(2026, 11, 28)
NOTICE: dict[str, Any] = {
    "编号": "gs-1", "标题": "评选公示", "类别": "评选先优", "公示人数": 3, "公示开始": "2026-12-01", "公示结束": "2026-12-07",
    "受理电话": "0577-88888888 转 802", "发布时间": "2026-11-28",
    "受理单位": "办公室", "受理地址": "一楼", "受理时间": "工作日",
    "公示对象": [{"姓名": "王伟", "拟任职务": "表彰"}, {"姓名": "李明"}, {"集体名称": "某科"}],
}  # fmt: skip

OUTCOME = {
    "公示结果": "没有收到反映。",
    "收到反映": 0,
    "结果公布日期": "2026-12-09",
    "办理日期": "2026-12-10",
}


def found(folder: Path, day: date, type: str = "publicity", **changed: Any) -> list[tuple[str, str]]:
    root = Root(folder)
    root.write(f"data/schemas/{type}.yaml", f"extends: sunlit/{type}\n")
    record = {key: value for key, value in {**NOTICE, **changed}.items() if value is not None}
    root.records(record, type=type)
    return [(finding.rule.id, finding.field) for finding in judge(root.folder, day).findings]


def test_a_notice_that_is_true_says_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, BEFORE) == []


@each(("changed", "finding"), [
    ({"公示人数": 4}, ("rows-counted", "listed")),
    ({"公示人数": 4, "公示对象": [*NOTICE["公示对象"], {"姓名": "王　伟"}]}, ("rows-once", "name")),
    ({"公示人数": 4, "公示对象": [*NOTICE["公示对象"], {"姓名": "王伟（兼）"}]}, ("rows-once", "name")),
    ({"公示人数": 4, "公示对象": [*NOTICE["公示对象"], {"集体名称": "某 科"}]}, ("rows-once", "group")),
    ({"受理电话": "0577-8888888O 转 abc"}, ("telephone", "accept_phone")),
    ({"公示结果": "没有收到反映。"}, ("only-after", "outcome")),
    ({"办理日期": "2026-12-10"}, ("only-after", "appointed_on")),
    ({"发布时间": None}, ("unannounced", "published_on")),
    ({"发布时间": "2026-11-29"}, ("unannounced", "published_on")),
    ({"撤回时间": "2026-11-28"}, ("withdrawn-silently", "withdrawn")),
])  # fmt: skip
def test_what_is_not_true_is_named(tmp_path: Path, changed: dict[str, Any], finding: tuple[str, str]) -> None:
    assert finding in found(tmp_path, BEFORE, **changed)


def test_what_is_to_be_public_on_a_later_day_may_say_that_it_comes_to_the_public_then(tmp_path: Path) -> None:
    assert found(tmp_path, BEFORE, 发布时间="2026-11-30", 公开时间="2026-11-30") == []


def test_an_outcome_is_told_once_its_day_is_over(tmp_path: Path) -> None:
    assert found(tmp_path, date(2026, 12, 10), **OUTCOME) == []
    early = found(tmp_path, date(2026, 12, 8), **OUTCOME)
    assert early == [("not-in-future", "outcome_on"), ("not-in-future", "appointed_on")]


def test_two_of_one_name_are_two_where_anything_tells_them_apart(tmp_path: Path) -> None:
    people = [{"姓名": "王伟", "现任职务": "甲科科员"}, {"姓名": "王伟", "现任职务": "乙科科员"}]
    assert found(tmp_path, BEFORE, 公示人数=2, 公示对象=people) == []


def test_a_list_that_was_taken_down_is_not_counted(tmp_path: Path) -> None:
    assert found(tmp_path, date(2026, 12, 31), **OUTCOME, 公示对象=None) == []


def test_a_withdrawal_with_its_reason_and_approver_is_no_finding(tmp_path: Path) -> None:
    entry = {"日期": "2026-11-28", "类型": "撤回", "原因": "重复登记", "批准": "某主任"}
    assert found(tmp_path, BEFORE, 撤回时间="2026-11-28", 更正记录=[entry]) == []


def test_progress_is_no_older_than_the_newest_update(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.write("data/schemas/tasks.yaml", "extends: sunlit/tasks\n")
    updates = [
        {"日期": "2026-03-01", "进展": "起草", "当时进度": 30},
        {"日期": "2026-10-01", "进展": "印发", "当时进度": 60},
    ]
    task = {"编号": "rw-1", "标题": "甲", "责任单位": "办公室", "责任人": "某甲", "开始日期": "2026-01-05",
            "完成期限": "2027-12-01", "预期成果": "一份办法", "进度": 60,
            "发布时间": "2026-01-05", "进展记录": updates}  # fmt: skip
    for stated, expected in (("2026-09-01", [("rows-not-after", "on")]), ("2026-10-01", [])):
        root.records({**task, "进度截至": stated}, type="tasks")
        findings = judge(root.folder, BEFORE).findings
        assert [
            (each.rule.id, each.field) for each in findings if each.rule.id == "rows-not-after"
        ] == expected


@each("text", [
    "0577-88888888", "0577-88888888 转 802、12380", "（0577）8888 8888", "办公室 0577-88888888", "0577—88888888", "12345",
    "0577-88888888（张三）", "+86 577 88888888", "88888888x12", "０５７７－８８８８８８８８", "tel. 04 123 4567",
])  # fmt: skip
def test_what_can_be_dialled(text: str) -> None:
    assert odd_number(text) == ""


@each("text", [
    "0454-1238O 转 abc", "0454-1238", "8888888l", "O577-88888888", "12", "见公告", "无", "0577-88888888 转", "1" * 16,
])  # fmt: skip
def test_what_cannot(text: str) -> None:
    assert odd_number(text)


def test_the_page_of_what_is_withdrawn_promises_nothing(tmp_path: Path) -> None:
    root = Root(tmp_path)
    for type in ("opinions", "publicity"):
        root.write(f"data/schemas/{type}.yaml", f"extends: sunlit/{type}\n")
    opinion = {
        "编号": "yj-1",
        "标题": "路灯不亮",
        "意见内容": "门口的路灯不亮。",
        "来源群体": "个人",
        "发布时间": "2026-11-03",
    }
    root.records(opinion, {**opinion, "编号": "yj-2", "撤回时间": "2026-11-20"}, type="opinions")
    root.records(NOTICE, {**NOTICE, "编号": "gs-2", "撤回时间": "2026-11-20"}, type="publicity")
    root.build(as_of=BEFORE)

    def page(address: str) -> str:
        return (root.site / address).read_text(encoding="utf-8")

    assert "正在核实" in page("opinions/yj-1.html")
    assert "正在核实" not in page("opinions/yj-2.html")
    assert 'class="sl-now' in page("publicity/gs-1.html")
    assert 'class="sl-now' not in page("publicity/gs-2.html")
    assert "已撤回" in page("publicity/gs-2.html")
