"""Masks: what they show follows usage, and they never hold what they hide."""

from __future__ import annotations

from each import each
from hypothesis import given
from hypothesis import strategies as st

from generator.model.declared.personal import PersonalClass
from generator.model.records.masks import COMPOUND_SURNAMES, masked_value


@each(("name", "mask"), [
    ("李明", "李*"),
    ("李小明", "李**"),
    ("欧阳锋", "欧阳*"),
    ("欧阳小明", "欧阳**"),
    ("歐陽小明", "歐陽**"),
    ("司马相如", "司马**"),
    ("爱新觉罗样", "爱新觉罗*"),
    ("欧阳", "欧*"),
    ("王", "*"),
    ("李 明", "李*"),
    ("李　明", "李*"),
    ("样例买提·样例", "样***·**"),
    ("样例买提‧样例", "样***‧**"),
    ("样例买提 . 样例", "样***.**"),
    ("歐 陽\u200b小明", "歐陽**"),
    ("⻓孙小明", "⻓孙**"),
    ("J•K·Rowling", "J*** K*** R***"),
    ("John Smith", "J*** S***"),
    ("Li", "L***"),
    ("", ""),
])  # fmt: skip
def test_names(name: str, mask: str) -> None:
    assert masked_value(name, PersonalClass.NAME) == mask


@each(("kind", "value", "mask"), [
    (PersonalClass.RESIDENT_ID, "11010119710312999X", "1****************X"),
    (PersonalClass.PHONE, "13800138000", "138****8000"),
    (PersonalClass.PHONE, "138 0013 8000", "138****8000"),
    (PersonalClass.PHONE, "❶３８－00①3－8000", "138****8000"),
    (PersonalClass.EMAIL, "someone＠example．org", "s***@example.org"),
    (PersonalClass.BIRTH, "１９８４年6月", "1984年**"),
    (PersonalClass.PHONE, "1234567", "****67"),
    (PersonalClass.PHONE, "67", "***"),
    (PersonalClass.BANK_CARD, "0123", "***"),
    (PersonalClass.BANK_CARD, "6222021234567890123", "**** 0123"),
    (PersonalClass.EMAIL, "someone@example.org", "s***@example.org"),
    (PersonalClass.EMAIL, "no address", "***"),
    (PersonalClass.ADDRESS, "样例省样例市样例区样例路1号", "样例省样例市样例区***"),
    (PersonalClass.ADDRESS, "样例路1号", "***"),
    (PersonalClass.BIRTH, "1984年6月", "1984年**"),
    (PersonalClass.BIRTH, "1984-06", "1984-**"),
    (PersonalClass.BIRTH, "六月", "***"),
    (PersonalClass.OTHER, "样例大学", "***"),
])  # fmt: skip
def test_other_values(kind: PersonalClass, value: str, mask: str) -> None:
    assert masked_value(value, kind) == mask


@given(st.text(alphabet="样例甲乙丙丁", min_size=1, max_size=6), st.sampled_from(sorted(COMPOUND_SURNAMES)))
def test_a_name_s_mask_shows_the_surname_alone(given_name: str, surname: str) -> None:
    assert masked_value(surname + given_name, PersonalClass.NAME) == surname + "*" * len(given_name)


@given(st.text(min_size=2, max_size=40), st.sampled_from(list(PersonalClass)))
def test_a_mask_never_holds_the_value(value: str, kind: PersonalClass) -> None:
    """Stars aside: a value made of them hides nothing."""
    if set(value.strip()) - set("*. ") and len(value.strip()) > 1:
        assert value.strip() not in masked_value(value, kind)
