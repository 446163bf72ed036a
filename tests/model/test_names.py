"""The names in a text, as lists of people have them."""

from __future__ import annotations

import hypothesis.strategies as some
from each import each
from hypothesis import given

from generator.model.text.names import names_in


@each(("text", "names"), [
    ("欧阳建国", ["欧阳建国"]), ("欧阳建国（女）", ["欧阳建国"]), ("欧阳建国 女", ["欧阳建国"]),
    ("欧阳建国（女，回族）、王伟", ["欧阳建国", "王伟"]), ("欧阳建国，女，汉族，1970年生，大学", ["欧阳建国"]),
    ("李明，男，汉族，大学，王芳，女", ["李明", "王芳"]), ("王伟，李娜，女", ["王伟", "李娜"]),
    ("1.欧阳建国", ["欧阳建国"]), ("（1）欧阳建国", ["欧阳建国"]), ("1、欧阳建国", ["欧阳建国"]), ("★欧阳建国*", ["欧阳建国"]),
    ("欧阳建国同志", ["欧阳建国"]), ("王先生", ["王先生"]), ("姓名：欧阳建国", ["欧阳建国"]),
    ("欧阳建国（OUYANG Jianguo）", ["欧阳建国", "OUYANG Jianguo"]),
    ("欧阳建国 OUYANG Jianguo", ["欧阳建国", "OUYANG Jianguo"]), ("阿卜杜拉·买买提（维吾尔族）", ["阿卜杜拉·买买提"]),
    *((f"欧阳建国{sign}司马光明", ["欧阳建国", "司马光明"]) for sign in "、，,；;/／|&＆ \u3000\t\n和与及"),
    ("李和平", ["李和平"]), ("欧阳和平", ["欧阳和平"]), ("王伟、李学生、张三丰", ["王伟", "李学生", "张三丰"]),
    ("欧阳建国等3人", ["欧阳建国"]), ("王伟、李娜等", ["王伟", "李娜"]), ("张三1", ["张三"]),
    ("王 伟", ["王 伟"]), ("王　伟、李 娜", ["王　伟", "李 娜"]),
    ("Smith, John", ["Smith, John"]), ("Ann Lee and John Smith", ["Ann Lee", "John Smith"]), ("（李明）", ["李明"]),
    ("（副）李明", ["李明"]), ("不适用", ["不适用"]), ("N/A", ["N/A"]), ("女", ["女"]), ("3号楼", ["3号楼"]),
])  # fmt: skip
def test_each_name_by_itself(text: str, names: list[str]) -> None:
    assert list(names_in(text)) == names


@given(some.text(some.sampled_from("王伟李娜女男族1.、，;/()（ ）\n:和aeé\u0301"), max_size=12))
def test_each_stands_in_the_text_and_whatever_it_says_something_is_found(text: str) -> None:
    found = list(names_in(text))
    assert found
    assert all(name in text for name in found)
