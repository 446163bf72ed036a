"""Invented personal values in spellings that people and evaders use, each with its kind.

The same seed gives the same values. Numbers come from ranges that look real; whoever they would belong to is chance.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from generator.check.personal.kinds import Kind

_REGIONS = ("110105", "310115", "330302", "440306", "510104", "650102")
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_HAN = str.maketrans("0123456789", "零一二三四五六七八九")
_FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_RINGED = str.maketrans("0123456789", "⓿❶❷❸❹❺❻❼❽❾")
_TWICE_RINGED = str.maketrans("0123456789", "⓪⓵⓶⓷⓸⓹⓺⓻⓼⓽")
_DOTTED = str.maketrans("123456789", "⒈⒉⒊⒋⒌⒍⒎⒏⒐")
_BRACKETED = str.maketrans("123456789", "⑴⑵⑶⑷⑸⑹⑺⑻⑼")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TRADITIONAL = str.maketrans("号单楼栋户幢", "號單樓棟戶幢")
Spell = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Spelt:
    """One value as somebody typed it, and how it was spelt."""

    kind: Kind
    spelling: str
    value: str
    typed: str


def resident_id(chance: random.Random) -> str:
    """18 characters with a right checksum."""
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(24_000))
    body = f"{chance.choice(_REGIONS)}{born:%Y%m%d}{chance.randrange(1000):03}"
    return body + mod_11_2.calc_check_digit(body)


def resident_id_x(chance: random.Random) -> str:
    """One that ends in X."""
    return next(id for id in iter(lambda: resident_id(chance), "") if id.endswith("X"))


def old_resident_id(chance: random.Random) -> str:
    """15 digits."""
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(20_000))
    return f"{chance.choice(_REGIONS)}{born:%y%m%d}{chance.randrange(1000):03}"


def mobile_number(chance: random.Random) -> str:
    """11 digits."""
    return f"1{chance.randrange(3, 10)}{chance.randrange(10**9):09}"


def bank_card(chance: random.Random) -> str:
    """19 digits of UnionPay's range that pass Luhn's test."""
    body = f"62{chance.randrange(10**16):016}"
    return body + luhn.calc_check_digit(body)


def mail_address(chance: random.Random) -> str:
    """A name at one of a few providers."""
    name = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(8))
    return f"u{name}@{chance.choice(('qq.com', '163.com', 'example.org', 'mail.example.cn'))}"


def home_address(chance: random.Random) -> str:
    """A street or an estate, a number, and a staircase or a room."""
    street = chance.choice(("和平路", "解放街", "清水巷", "朝阳大道", "柳树胡同"))
    estate = chance.choice(("幸福小区", "阳光花园", "工人新村", "翠竹苑"))
    house, unit, room = chance.randrange(1, 300), chance.randrange(1, 9), chance.randrange(101, 2505)
    return chance.choice((
        f"{street}{house}号{unit}单元{room}室", f"{street}{house}号{unit}栋{room}室", f"{estate}{unit}幢{unit}单元{room}",
        f"{street}{house}弄{unit}号{room}室", f"{estate}{unit}-{unit}-{room}", f"{estate}{chance.choice('ABC')}座{room}室",
        f"{street}{house}号{estate}{unit}号楼{unit}单元{room}室", f"{unit}号楼{unit}单元{room}室",
    ))  # fmt: skip


def _joined(sign: str, *lengths: int) -> Spell:
    def spell(value: str) -> str:
        parts, start = [], 0
        for length in lengths:
            parts.append(value[start : start + length])
            start += length
        return sign.join(part for part in (*parts, value[start:]) if part)

    return spell


def _between(sign: str) -> Spell:
    return lambda value: sign.join(value)


def _scientific(value: str) -> str:
    return f"{value[0]}.{value[1:15].rstrip('0') or '0'}E+{len(value) - 1}"


_ANY_NUMBER: Mapping[str, Spell] = {
    "as it is": lambda value: value,
    "full width": lambda value: value.translate(_FULL),
    "circled": lambda value: value.translate(_CIRCLED),
    "bold": lambda value: value.translate(_BOLD),
    "Arabic": lambda value: value.translate(_ARABIC),
    "ringed": lambda value: value.translate(_RINGED),
    "twice ringed": lambda value: value.translate(_TWICE_RINGED),
    "with dots of their own": lambda value: value.translate(_DOTTED),
    "in brackets of their own": lambda value: value.translate(_BRACKETED),
    "raised": lambda value: value.translate(_RAISED),
    "Thai": lambda value: value.translate(_THAI),
    "box dashes": _between("─"),
    "long dashes": _between("—"),
    "katakana dashes": _between("ー"),
    "minus signs": _between("−"),
    "Braille blanks": _between("⠀"),
    "Hangul fillers": _between("\u3164"),
    "wide blanks": _between("　"),
    "underscores": _between("_"),
    "slashes": _between("/"),
    "bullets": _between("•"),
    "asterisks": _between("*"),
    "tildes": _between("~"),
    "variation selectors": _between("\ufe0f"),
    "tags of language": _between("\U000e0041"),
    "long entities": lambda value: f"{value[:3]}&#00000000{ord(value[3])};{value[4:]}",
    "named blanks": lambda value: "&ensp;".join(value),
    "glued to letters": lambda value: f"ID{value}abc",
    "zero width": _between("\u200b"),
    "word joiner": _between("\u2060"),
    "spaced": _between(" "),
    "thin spaces": _between("\u2009"),
    "dashes": _between("-"),
    "dots": _between("."),
    "middle dots": _between("·"),
    "Markdown bold": lambda value: f"{value[0]}**{value[1:4]}**{value[4:]}",
    "Markdown code": lambda value: f"`{value[:5]}`{value[5:]}",
    "backslashes": _between("\\"),
    "HTML tags": lambda value: f"{value[:3]}<b>{value[3:7]}</b>{value[7:]}",
    "HTML comment": lambda value: f"<!-- {value} -->",
    "decimal entities": lambda value: "".join(f"&#{ord(sign)};" for sign in value),
    "hexadecimal entities": lambda value: "".join(f"&#x{ord(sign):x};" for sign in value),
    "file name": lambda value: f"IMG_{value}_2026.jpg",
    "in a sentence": lambda value: f"有事请找{value}，谢谢。",
    "behind letters": lambda value: f"No{value}",
    "soft hyphens": _between("\xad"),
    "combining marks": _between("\u0301"),
}
_LAST_X: Mapping[str, Spell] = {
    f"U+{ord(sign):04X}": lambda value, sign=sign: value[:-1] + sign  # type: ignore[misc]
    for sign in "Xx×ＸｘХхΧχⅩⅹ✕✖✗✘❌🅧Ⓧ𝐗"
}
_BY_KIND: Mapping[Kind, Mapping[str, Spell]] = {
    Kind.PHONE: {
        "3-4-4 spaces": _joined(" ", 3, 4), "3-4-4 dashes": _joined("-", 3, 4), "3-4-4 full-width dashes": _joined("－", 3, 4),
        "3-4-4 dots": _joined(".", 3, 4), "3-4-4 commas": _joined("，", 3, 4), "3-4-4 slashes": _joined("/", 3, 4),
        "4-4-3 dashes": _joined("-", 4, 4), "3-3-5": _joined(" ", 3, 3), "in two lines": _joined("\n", 5),
        "in three lines": _joined("\n", 3, 4), "pairs": _joined("-", 2, 2, 2, 2, 2),
        "brackets": lambda value: f"({value[:3]}){value[3:]}",
        "+86": lambda value: f"+86 {value}", "0086": lambda value: f"0086-{value}", "86 joined": lambda value: f"86{value}",
        "box dashes, 3-4-4": _joined("─", 3, 4), "Braille blanks, 3-4-4": _joined("⠀", 3, 4),
        "katakana dashes, 3-4-4": _joined("ー", 3, 4), "Han dashes, 3-4-4": _joined("一", 3, 4),
        "underscores, 3-4-4": _joined("_", 3, 4), "named blanks, 3-4-4": _joined("&ensp;", 3, 4),
        "with cents": lambda value: f"电话{value}.50", "numbered": lambda value: f"1.{value} 张三",
        "leading 0": lambda value: f"0{value}", "Han": lambda value: value.translate(_HAN),
        "formal Han": lambda value: value.translate(_FORMAL),
        "Han in part": lambda value: value[:3] + value[3:6].translate(_HAN) + value[6:],
        "scientific": lambda value: f"{value[0]}.{value[1:].rstrip('0')}E+10", "as a float": lambda value: f"{value}.0",
    },
    Kind.RESIDENT_ID: {
        "in an address": lambda value: f"https://example.org/p?n={value}&x=1",
        "6-8-4 spaces": _joined(" ", 6, 8), "6-8-4 dashes": _joined("-", 6, 8), "6-4-4-4": _joined(" ", 6, 4, 4),
        "with a date": lambda value: f"{value[:6]} {value[6:10]}-{value[10:12]}-{value[12:14]} {value[14:]}",
        "in two lines": _joined("\n", 14), "in threes": _joined(" ", 3, 3, 4, 4), "small x": lambda value: value.lower(),
        "rounded by Excel": lambda value: f"{value[:15]}000", "scientific, 15 digits": _scientific,
        "scientific, 6 digits": lambda value: f"{value[0]}.{value[1:6]}E+17", "Han": lambda value: value.translate(_HAN),
        "wrong checksum": lambda value: value[:-1] + ("1" if value[-1] != "1" else "2"),
    },
    Kind.BANK_CARD: {
        "fours, spaces": _joined(" ", 4, 4, 4, 4), "fours, dashes": _joined("-", 4, 4, 4, 4), "6-13": _joined(" ", 6),
        "Han": lambda value: value.translate(_HAN),
        "rounded by Excel": lambda value: f"{value[:15]}0000",
        "in two lines": _joined("\n", 8),
    },
    Kind.EMAIL: {
        "as it is": lambda value: value, "full-width sign": lambda value: value.replace("@", "＠"),
        "full width": lambda value: "".join(chr(ord(sign) + 0xFEE0) if 32 < ord(sign) < 127 else sign for sign in value),
        "(at)": lambda value: value.replace("@", "(at)"), "[AT]": lambda value: value.replace("@", " [AT] "),
        "hash": lambda value: value.replace("@", "#"), "艾特": lambda value: value.replace("@", "艾特"),
        "艾特 and 点": lambda value: value.replace("@", "艾特").replace(".", "点"),
        "at and dot": lambda value: value.replace("@", " at ").replace(".", " dot "),
        "[dot]": lambda value: value.replace(".", "[dot]"),
        "spaces": lambda value: value.replace("@", " @ "),
        "zero width": _between("\u200b"),
        "mailto": lambda value: f"<a href=mailto:{value}>信</a> {value}",
        "entity": lambda value: value.replace("@", "&#64;"), "percent": lambda value: value.replace("@", "%40"),
        "Markdown": lambda value: value.replace("@", "**@**"), "file name": lambda value: f"简历_{value}.pdf",
        "full stop of Chinese": lambda value: value.replace(".", "。"),
        "Han name": lambda value: f"张三{value[value.index('@'):]}",
        "Han domain": lambda value: f"{value[:value.index('@')]}@政务.cn",
        "Han end": lambda value: f"{value[:value.index('@')]}@例子.中国",
        "<at>": lambda value: value.replace("@", "<at>"), "{at}": lambda value: value.replace("@", "{at}"),
        "(at) and (dot)": lambda value: value.replace("@", "(at)").replace(".", "(dot)"),
        "full-width brackets": lambda value: value.replace("@", "（at）"),
        "in letters with rings": lambda value: "".join(
            chr(ord("ⓐ") + ord(sign) - ord("a")) if sign.islower() else sign for sign in value
        ),
        "long entity": lambda value: value.replace("@", "&#0000000064;"),
    },
    Kind.ADDRESS: {
        "as it is": lambda value: value, "in a sentence": lambda value: f"住址：示例市{value}。",
        "full width": lambda value: value.translate(_FULL), "zero width": _between("\u200b"),
        "file name": lambda value: f"{value}.docx",
        "Markdown": lambda value: f"**{value[:3]}**{value[3:]}", "spaces": lambda value: value.replace("号", " 号 "),
        "spaced out": _between(" "), "traditional": lambda value: value.translate(_TRADITIONAL),
        "ringed": lambda value: value.translate(_RINGED), "beside an office": lambda value: f"县医院家属院{value}",
    },
}  # fmt: skip
_MAKERS: Mapping[Kind, tuple[Callable[[random.Random], str], ...]] = {
    Kind.RESIDENT_ID: (resident_id, resident_id_x, old_resident_id),
    Kind.PHONE: (mobile_number,),
    Kind.BANK_CARD: (bank_card,),
    Kind.EMAIL: (mail_address,),
    Kind.ADDRESS: (home_address,),
}


def hostile_values(seed: int = 7, each: int = 3) -> Iterator[Spelt]:
    """``each`` values in each spelling that suits their kind."""
    chance = random.Random(seed)
    for kind, makers in _MAKERS.items():
        numbers = kind in (Kind.RESIDENT_ID, Kind.PHONE, Kind.BANK_CARD)
        for name, spell in {**(_ANY_NUMBER if numbers else {}), **_BY_KIND[kind]}.items():
            for _ in range(each):
                value = makers[0](chance)
                yield Spelt(kind, name, value, spell(value))
        for maker in makers[1:]:
            spellings = _ANY_NUMBER if maker is not resident_id_x else _LAST_X
            for name, spell in spellings.items():
                value = maker(chance)
                yield Spelt(kind, f"{maker.__name__.replace('_', ' ')}, {name}", value, spell(value))
