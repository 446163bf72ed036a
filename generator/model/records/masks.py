"""A personal value → what may stand in its place: 李*, 欧阳**, J*** S***, 138****5678. What cannot be told apart is ``***``.

A value is masked however it is spelt: full width, with any kind of dot or dash, in traditional characters.
A mask shows at most what its class says; how many stars it has follows usage (one for each Han character of a
given name, otherwise a fixed number), so that they do not tell the length of what they hide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.model.declared.personal import PersonalClass
from generator.model.text.folding import DOT, fold, fold_signs

HIDDEN = "***"
_SURNAMES = """
万俟 上官 东宫 东方 东郭 东里 乐正 亓官 令狐 仲孙 仲长 公冶 公孙 公羊 公良 公西 南宫 南荣 南门 即墨 叶赫 司寇 司徒
司空 司马 呼延 壤驷 夏侯 太叔 太史 夹谷 子车 宇文 完颜 宗政 宰父 尉迟 左丘 巫马 微生 慕容 拓跋 梁丘 欧阳 段干 漆雕
澹台 濮阳 爱新觉罗 独孤 申屠 百里 皇甫 端木 第五 纳兰 羊舌 褚师 西门 诸葛 谷梁 赫连 轩辕 达奚 那拉 钟离 长孙 闻人
闾丘 颛孙 鲜于
"""
COMPOUND_SURNAMES = frozenset(map(fold, re.findall(r"\S+", _SURNAMES)))
"""Surnames of more than one character, folded."""
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LONGEST_SURNAME = max(map(len, COMPOUND_SURNAMES))


def masked_value(text: str, kind: PersonalClass) -> str:
    """What stands in the place of a value of that class; an empty text stays empty."""
    text = text.strip()
    plain, mask = fold(text), _MASKS.get(kind)
    if not plain:
        return ""
    shown = mask(text) if mask else HIDDEN
    whole = plain in fold(shown)  # of a number of two digits, what may be shown is all of it
    return HIDDEN if whole else shown


def _name(text: str) -> str:
    """Its first letter or surname as it is typed, and the dots that part it."""
    text = "".join(sign for sign in text if fold_signs(sign))
    if not _HAN.search(text):
        words = re.split(r"\s+", "".join(" " if _is_dot(sign) else sign for sign in text))
        return " ".join(word[0] + HIDDEN for word in words if word) or HIDDEN
    text = "".join(sign for sign in text if fold_signs(sign).strip())
    shown = _surname(text)
    rest = text[len(shown) :]
    return shown + "".join(sign if _is_dot(sign) else "*" for sign in rest) if rest else "*" * len(text)


def _is_dot(sign: str) -> bool:
    return fold_signs(sign) == DOT


def _surname(text: str) -> str:
    """The compound surname that the name begins with, where a given name follows; else the first character."""
    for length in range(_LONGEST_SURNAME, 1, -1):
        if len(text) > length and fold(text[:length]) in COMPOUND_SURNAMES:
            return text[:length]
    return text[:1]


def _resident_id(text: str) -> str:
    return f"{text[0]}{'*' * 16}{text[-1]}"


def _phone(text: str) -> str:
    """Three and four digits of a mobile number, as everywhere; of a shorter one the last two."""
    digits = [sign for sign in fold_signs(text) if sign.isdigit()]
    return "".join([*digits[:3], "****", *digits[-4:]] if len(digits) >= 11 else ["****", *digits[-2:]])


def _bank_card(text: str) -> str:
    return f"**** {text[-4:]}"


def _email(text: str) -> str:
    person, at, host = fold_signs(text).rpartition("@")
    return f"{person[0]}{HIDDEN}@{host}" if at and person else HIDDEN


def _address(text: str) -> str:
    """Down to the county or district; below that a person can be found."""
    region = re.match(r"(?:[^省市县縣区區州盟旗]{1,8}(?:省|市|县|縣|区|區|州|盟|旗)){1,3}", text)
    return (region[0] if region else "") + HIDDEN


def _birth(text: str) -> str:
    year = re.match(r"[12][0-9]{3}", fold_signs(text))
    return f"{year[0]}{'年' if '年' in text else '-'}**" if year else HIDDEN


_MASKS: Mapping[PersonalClass, Callable[[str], str]] = {
    PersonalClass.NAME: _name,
    PersonalClass.RESIDENT_ID: _resident_id,
    PersonalClass.PHONE: _phone,
    PersonalClass.ADDRESS: _address,
    PersonalClass.EMAIL: _email,
    PersonalClass.BANK_CARD: _bank_card,
    PersonalClass.BIRTH: _birth,
}
