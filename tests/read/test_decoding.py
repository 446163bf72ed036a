from __future__ import annotations

import pytest
from each import each
from task_root import Root

from generator.model.findings import rules
from generator.read import register
from generator.read.text.decoding import BadByte, Trouble, decode

TABLE = "编号,标题\r\nT-1,加装电梯\r\n"
PLAIN = [{"id": "T-1", "title": "加装电梯"}]


@each("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_each_encoding_is_read(root: Root, encoding: str) -> None:
    reading = root.read_file("tasks/a.csv", TABLE.encode(encoding))
    assert (reading.values, reading.findings) == (PLAIN, ())


@each("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_each_encoding_is_read_in_yaml(root: Root, encoding: str) -> None:
    reading = root.read_file("tasks/a.yaml", "编号: T-1\n标题: 加装电梯\n".encode(encoding))
    assert (reading.values, reading.findings) == (PLAIN, ())


def test_four_byte_gb18030_is_read() -> None:
    assert decode("𠮷㐂".encode("gb18030")) == "𠮷㐂"


def test_big_endian_utf16_is_read() -> None:
    assert decode(b"\xfe\xff" + "编号".encode("utf-16-be")) == "编号"


KOREAN, JAPANESE, ARABIC, GERMAN = "회의록 공개", "議案の審議について", "محضر الاجتماع", "Zürich, Müller"
TRADITIONAL = "關於舉辦活動的通知，請各單位派員參加。"


@each(
    ("text", "encoding"),
    [(KOREAN, "cp949"), (JAPANESE, "cp932"), (ARABIC, "cp1256"), (GERMAN, "cp1252"), ("加装电梯", "gb18030")],
)
def test_where_nothing_is_chinese_only_utf8_is_read(text: str, encoding: str) -> None:
    bad = decode(f"id\n{text}".encode(encoding), chinese=False)
    assert isinstance(bad, BadByte)
    assert (bad.trouble, bad.line) == (Trouble.NO_UTF8, 2)
    assert decode(f"id\n{text}".encode(), chinese=False) == f"id\n{text}"


@each(
    ("text", "encoding", "trouble"),
    [(TRADITIONAL, "big5", Trouble.BIG5), (JAPANESE, "cp932", Trouble.SHIFT_JIS)],
)
def test_text_that_passes_for_gb18030_by_chance_is_refused(
    text: str, encoding: str, trouble: Trouble
) -> None:
    assert decode(f"id,title\n1,{text}\n".encode(encoding)) == BadByte(0, "", trouble)


@each(
    "text",
    [
        TRADITIONAL,
        JAPANESE,
        "王喆、李堃、張㛃、赵䶮、𬭶、𠮷野，濠江、彧、燊、旻、頔、玥、洌、浠、璎珞",
        "許功蓋、鄭氏、靈溪、橫河泵站",
        "①②③㎡℃ⅠⅡ",
        "關",
    ],
)
def test_seldom_characters_in_gb18030_raise_no_alarm(text: str) -> None:
    assert decode(text.encode("gb18030")) == text


def test_a_broken_byte_in_utf8_is_named_and_not_read_as_gb18030(root: Root) -> None:
    """Most UTF-8 text with one broken byte would pass for GB18030 and come out as other characters."""
    data = "编号,标题\nT-1,推进老旧小区加装电梯".encode() + b"\xe7\x94\n"
    reading = root.read_file("tasks/a.csv", data)
    assert reading.places == [("data/tasks/a.csv", 2, 2, "undecodable-byte")]
    assert reading.findings[0].message.parameters["offset"] == data.index(b"\xe7\x94\n")


def test_a_cut_off_gb18030_byte_is_named_at_its_place(root: Root) -> None:
    data = "编号,标题,备注\nT-1,甲,乙".encode("gb18030")[:-1]
    reading = root.read_file("tasks/a.csv", data)
    assert reading.places == [("data/tasks/a.csv", 2, 3, "undecodable-byte")]
    assert reading.findings[0].message.parameters["offset"] == len(data) - 1


def test_the_column_of_a_byte_in_yaml_counts_characters(root: Root) -> None:
    reading = root.read_file(
        "tasks/a.yaml", "编号: T-1\n标题: 推进改造\xff".encode("latin-1", "ignore") + b"\xff\xff"
    )
    assert reading.places[0][3] == "undecodable-byte"
    reading = root.read_file("tasks/a.yaml", "编号: 加装电梯工作\n标题: 甲".encode() + b"\xff")
    assert reading.places == [("data/tasks/a.yaml", 2, 6, "undecodable-byte")]


def test_half_a_character_of_utf16_is_named() -> None:
    bad = decode(b"\xff\xfe" + "编号".encode("utf-16-le") + b"\x00")
    assert isinstance(bad, BadByte)
    assert (bad.offset, bad.before, bad.trouble) == (6, "编号", Trouble.CUT)


def test_a_nul_byte_is_named(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", b"id,title\nT-1,a\0b\n")
    assert reading.places == [("data/tasks/a.csv", 2, 2, "nul-byte")]
    assert reading.findings[0].message.parameters["offset"] == 14


def test_a_nul_character_in_utf16_is_named_at_its_byte() -> None:
    bad = decode(b"\xff\xfe" + "甲\0".encode("utf-16-le"))
    assert isinstance(bad, BadByte)
    assert (bad.offset, bad.trouble) == (4, Trouble.NUL)


def test_utf16_without_its_mark_is_refused(root: Root) -> None:
    finding = root.read_file("tasks/a.csv", (TABLE + "一\n").encode("utf-16-le")).only(rules.UNDECODABLE_BYTE)
    assert "UTF-16" in finding.message.text


def test_a_file_that_is_too_large_is_refused(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(register.LARGEST, ".yaml", 1)
    text = "id: T-1\nnote: " + "x" * 999_986
    assert root.read_file("tasks/a.yaml", text).ids == ["T-1"]
    reading = root.read_file("tasks/a.yaml", text + "x")
    assert reading.places == [("data/tasks/a.yaml", None, None, "file-too-large")]
    assert reading.ids == []
