"""A personal value → what may stand in its place: 李*, 欧阳**, J*** S***, 138****5678. What cannot be told apart is ``***``.

A mask shows at most what its class says; how many stars it has follows usage (one for each Han character of a
given name, otherwise a fixed number), so that they do not tell the length of what they hide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.model.personal import PersonalClass

HIDDEN = "***"
_SURNAMES = """
万俟 上官 东宫 东方 东郭 东里 乐正 亓官 令狐 仲孙 仲长 公冶 公孙 公孫 公羊 公良 公西 南宫 南荣 南門 南门 即墨
叶赫 司寇 司徒 司空 司馬 司马 呼延 壤駟 壤驷 夏侯 太叔 太史 夹谷 子车 宇文 完颜 宗政 宰父 尉迟 尉遲 左丘 巫马
微生 慕容 拓跋 東方 東郭 梁丘 樂正 欧阳 歐陽 段干 漆雕 澹台 澹臺 濮阳 濮陽 爱新觉罗 独孤 獨孤 申屠 百里 皇甫 穀梁
端木 第五 纳兰 羊舌 聞人 褚师 西門 西门 諸葛 诸葛 谷梁 赫连 赫連 軒轅 轩辕 达奚 那拉 鍾離 钟离 長孫 长孙 閭丘
闻人 闾丘 顓孫 颛孙 鮮于 鲜于
"""
COMPOUND_SURNAMES = frozenset(re.findall(r"\S+", _SURNAMES))
"""Surnames of more than one character, simplified and traditional."""
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_DOTS = "·•・‧."
_LONGEST_SURNAME = max(map(len, COMPOUND_SURNAMES))


def masked_value(text: str, kind: PersonalClass) -> str:
    """What stands in the place of a value of that class; an empty text stays empty."""
    text = text.strip()
    mask = _MASKS.get(kind)
    return (mask(text) if mask else HIDDEN) if text else ""


def _name(text: str) -> str:
    if not _HAN.search(text):
        return " ".join(word[0] + HIDDEN for word in re.split(rf"[\s{_DOTS}]+", text) if word) or HIDDEN
    text = "".join(text.split())
    shown = _surname(text)
    rest = text[len(shown) :]
    return shown + "".join(sign if sign in _DOTS else "*" for sign in rest) if rest else "*" * len(text)


def _surname(text: str) -> str:
    """The compound surname that the name begins with, where a given name follows; else the first character."""
    for length in range(_LONGEST_SURNAME, 1, -1):
        if len(text) > length and text[:length] in COMPOUND_SURNAMES:
            return text[:length]
    return text[:1]


def _resident_id(text: str) -> str:
    return f"{text[0]}{'*' * 16}{text[-1]}"


def _phone(text: str) -> str:
    """Three and four digits of a mobile number, as everywhere; of a shorter one the last two."""
    digits = [sign for sign in text if sign.isdigit()]
    return "".join([*digits[:3], "****", *digits[-4:]] if len(digits) >= 11 else ["****", *digits[-2:]])


def _bank_card(text: str) -> str:
    return f"**** {text[-4:]}"


def _email(text: str) -> str:
    person, at, host = text.rpartition("@")
    return f"{person[0]}{HIDDEN}@{host}" if at and person else HIDDEN


def _address(text: str) -> str:
    """Down to the county or district; below that a person can be found."""
    region = re.match(r"(?:[^省市县区州盟旗]{1,8}(?:省|市|县|区|州|盟|旗)){1,3}", text)
    return (region[0] if region else "") + HIDDEN


def _birth(text: str) -> str:
    year = re.match(r"[12][0-9]{3}", text)
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
