"""Invented personal values in spellings that people and evaders use, each with its kind.

The same seed gives the same values. Numbers come from ranges that look real; whoever they would belong to is chance.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum import luhn
from stdnum.cn import ric

from generator.check.personal.kinds import Kind

_REGIONS = ("110105", "310115", "330302", "440306", "510104", "650102")
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_HAN = str.maketrans("0123456789", "零一二三四五六七八九")
_FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
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
    return body + ric.calc_check_digit(body)


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
        f"{street}{house}弄{unit}号{room}室", f"{estate}{unit}-{unit}-{room}",
        f"{street}{house}号{estate}{unit}号楼{unit}单元{room}室",
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
    "in an address": lambda value: f"https://example.org/p?n={value}&x=1",
    "soft hyphens": _between("\xad"),
    "combining marks": _between("\u0301"),
}
_BY_KIND: Mapping[Kind, Mapping[str, Spell]] = {
    Kind.PHONE: {
        "3-4-4 spaces": _joined(" ", 3, 4), "3-4-4 dashes": _joined("-", 3, 4), "3-4-4 full-width dashes": _joined("－", 3, 4),
        "3-4-4 dots": _joined(".", 3, 4), "3-4-4 commas": _joined("，", 3, 4), "3-4-4 slashes": _joined("/", 3, 4),
        "4-4-3 dashes": _joined("-", 4, 4), "3-3-5": _joined(" ", 3, 3), "in two lines": _joined("\n", 5),
        "in three lines": _joined("\n", 3, 4), "pairs": _joined("-", 2, 2, 2, 2, 2),
        "brackets": lambda value: f"({value[:3]}){value[3:]}",
        "+86": lambda value: f"+86 {value}", "0086": lambda value: f"0086-{value}", "86 joined": lambda value: f"86{value}",
        "leading 0": lambda value: f"0{value}", "Han": lambda value: value.translate(_HAN),
        "formal Han": lambda value: value.translate(_FORMAL),
        "Han in part": lambda value: value[:3] + value[3:6].translate(_HAN) + value[6:],
        "scientific": lambda value: f"{value[0]}.{value[1:].rstrip('0')}E+10", "as a float": lambda value: f"{value}.0",
    },
    Kind.RESIDENT_ID: {
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
    },
    Kind.ADDRESS: {
        "as it is": lambda value: value, "in a sentence": lambda value: f"住址：示例市{value}。",
        "full width": lambda value: value.translate(_FULL), "zero width": _between("\u200b"),
        "file name": lambda value: f"{value}.docx",
        "Markdown": lambda value: f"**{value[:3]}**{value[3:]}", "spaces": lambda value: value.replace("号", " 号 "),
    },
}  # fmt: skip
_MAKERS: Mapping[Kind, tuple[Callable[[random.Random], str], ...]] = {
    Kind.RESIDENT_ID: (resident_id, old_resident_id),
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
            for name, spell in _ANY_NUMBER.items():
                value = maker(chance)
                yield Spelt(kind, f"old, {name}", value, spell(value))
