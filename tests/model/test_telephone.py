"""Numbers that a telephone can dial, and what is none."""

from __future__ import annotations

from each import each

from generator.model.text.telephone import odd_number, telephones

DIALLED = {
    "0577-88888888": ["tel:057788888888"],
    "12345": ["tel:12345"],
    "110": ["tel:110"],
    "0577-88888888 转 801": ["tel:057788888888;ext=801"],
    "0577-88888888转801、0577-66666666": ["tel:057788888888;ext=801", "tel:057766666666"],
    "(0577) 8888 8888": ["tel:057788888888"],
    "+86 577 8888 8888": ["tel:+8657788888888"],
    "白天 0577-88888888，夜间 12345": ["tel:057788888888", "tel:12345"],
    "０５７７-８８８８８８８８": ["tel:057788888888"],
    "示例大道1号3号楼216室": [],
    "人民路10086号": [],
    "人民路216号": [],
    "0454-1238O": [],
    "letters@example.org": [],
    "": [],
}


@each("text", DIALLED, ids=str)
def test_what_can_be_dialled(text: str) -> None:
    assert [one.dialled for one in telephones(text)] == DIALLED[text]


def test_a_number_stands_where_it_is_said_to_stand() -> None:
    text = "白天 0577-88888888 转 8，夜间 12345"
    assert [text[one.start : one.end] for one in telephones(text)] == ["0577-88888888 转 8", "12345"]


def test_what_the_rule_refuses_is_never_dialled() -> None:
    for text in ("0577-8888O888", "转 801", "12", "05771234", "没有"):
        assert odd_number(text)
        assert not [*telephones(text)]
