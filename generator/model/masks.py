"""A personal value → what may stand in its place: 李*, 欧阳**, J*** S***, 138****5678. What cannot be told apart is ``***``.

A mask shows at most what its class says; how many stars it has follows usage (one for each Han character of a
given name, otherwise a fixed number), so that they do not tell the length of what they hide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.model.personal import PersonalClass

HIDDEN = "***"
COMPOUND_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 "
    "钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 "
    "呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 "
    "仲长 子书 子桑 即墨 达奚 褚师 纳兰 完颜 叶赫 那拉 爱新觉罗 歐陽 東方 獨孤 聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫 鍾離 長孫 司馬 "
    "鮮于 閭丘 亓官 顓孫 壤駟 樂正 穀梁 軒轅 呼延 東郭 南門 左丘 西門".split()
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_DOTS = "·•・‧."
_LONGEST_SURNAME = max(map(len, COMPOUND_SURNAMES))


def masked_value(text: str, kind: PersonalClass) -> str:
    """What stands in the place of a value of that class; an empty text stays empty."""
    text = text.strip()
    return _MASKS.get(kind, _nothing)(text) if text else ""


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


def _nothing(text: str) -> str:
    return HIDDEN


_MASKS: Mapping[PersonalClass, Callable[[str], str]] = {
    PersonalClass.NAME: _name,
    PersonalClass.RESIDENT_ID: _resident_id,
    PersonalClass.PHONE: _phone,
    PersonalClass.ADDRESS: _address,
    PersonalClass.EMAIL: _email,
    PersonalClass.BANK_CARD: _bank_card,
    PersonalClass.BIRTH: _birth,
}
