from __future__ import annotations

import pytest
from each import each
from task_root import Root

from generator.model.findings import rules
from generator.read.text.mojibake import ruin_in

WORDS = ("序号", "编号", "标题", "项目内容", "完成期限", "推进老旧小区加装电梯", "组织部干部一科")
MISREADINGS = (
    ("utf-8", "gb18030"),
    ("gb18030", "latin-1"),
    ("gb18030", "cp1252"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp1252"),
)


@each("word", WORDS)
@each(("right", "wrong"), MISREADINGS)
def test_a_misread_word_is_found_with_what_it_was(word: str, right: str, wrong: str) -> None:
    ruin = ruin_in(f"id,{word.encode(right).decode(wrong, 'replace')},2026")
    assert ruin is not None
    assert ruin.index <= 3 + len(word) * 3
    assert not ruin.was or ruin.was == word[: len(ruin.was)]


@each(("text", "was"), [("cafÃ©", "é"), ("â€œhi", "“")])
def test_western_text_read_twice_is_found(text: str, was: str) -> None:
    ruin = ruin_in(text)
    assert ruin is not None
    assert ruin.was == was


@each("word", ["München", "Zürich", "naïve", "Málaga"])
def test_a_latin_word_that_was_read_as_gbk_is_found(word: str) -> None:
    ruin = ruin_in(f"id,{word.encode('cp1252').decode('gb18030')}")
    assert ruin is not None
    assert (ruin.index, ruin.was) == (3, word)


@each("text", ["A股B类", "Vitamin维C片", "DJ喆Lin", "X轴Y", "O型R", "a囍b"])
def test_a_han_character_among_latin_letters_raises_no_alarm(text: str) -> None:
    assert ruin_in(text) is None


@each("text", ["甲\N{REPLACEMENT CHARACTER}乙", "锟斤拷", "编号锟斤拷烫烫烫"])
def test_lost_characters_are_found(text: str) -> None:
    ruin = ruin_in(text)
    assert ruin is not None
    assert ruin.was == ""


@each(
    "text",
    [
        "关于推进老旧小区加装电梯工作的通知〔2026〕14号——《办法》：“试行”……①②③㎡℃",
        "王喆、李堃、张㛃、赵䶮、𬭶、𠮷野，濠江、纟骅、彧、燊、旻、頔、玥、洌、浠、璎珞、栉风沐雨、铢积寸累",
        "繁體中文，許功蓋、鄭氏、靈溪、橫河泵站",
        "Te kāwanatanga o Aotearoa: Māori, whānau, Kāinga Ora, tūpuna, kōrero",
        "« Où étaient-ils ? » L’été, créé, naïve, cœur, Noël, garçon, café\xa0», déjà\xa0!",
        "ªº ½¼¾ £5 ·········· ×××× ±±±± °°°° §§ ¿¡Qué año! Åse får øl, æøå, þú ert góð, Łódź, Přímý",
        "국민의 삶을 바꾸는 정책 추진 현황과 이행률",
        "ひらがなとカタカナ、漢字の文章です。「テスト」",
        "العربية: تقرير عن سير العمل  ئۇيغۇرچە",
        "Việt Nam: đường, tiếng Việt; Русский; Ελληνικά; עברית; हिन्दी; ไทย",
    ],
)
def test_real_text_of_many_languages_raises_no_alarm(text: str) -> None:
    assert ruin_in(text) is None


def test_a_common_character_in_every_order_raises_no_alarm() -> None:
    """Three characters of GBK can be two of UTF-8 by chance: real words of GB2312 alone do not count."""
    level_one = bytes(
        byte for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF) for byte in (lead, trail)
    )
    common = level_one.decode("gb2312", "ignore")
    texts = (common[step::7] + common[::-step] for step in range(1, 8))
    assert [ruin_in(text) for text in texts] == [None] * 7


@pytest.mark.parametrize(
    ("name", "text"), [("a.csv", "搴忓彿,鏍囬\nT-1,甲\n"), ("a.yaml", "缂栧彿: T-1\n鏍囬: 甲\n")]
)
def test_a_misread_file_is_named_once_and_not_as_unknown_fields(root: Root, name: str, text: str) -> None:
    reading = root.read_file(f"tasks/{name}", text)
    assert reading.places == [(f"data/tasks/{name}", 1, 1, "mojibake")]
    assert reading.ids == []


def test_the_place_in_a_table_counts_its_columns(root: Root) -> None:
    misread = "项目内容".encode().decode("gb18030")
    reading = root.read_file("tasks/a.csv", f'编号,标题\nT-1,"甲,乙"\nT-2,{misread}\n')
    assert reading.places == [("data/tasks/a.csv", 3, 2, "mojibake")]
    assert reading.only(rules.MOJIBAKE).message.parameters["was"] == "项目内容"
