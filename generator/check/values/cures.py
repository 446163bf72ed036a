"""What would be right in the place of a value that is not of its field's type, told from how it looks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from generator.model.declared.record_type import Field, Show
from generator.model.text.folding import fold, fold_signs
from generator.model.text.wording import Phrase, say

_TYPE_CURES: Mapping[str, Phrase] = {
    "date": say("Write a day that exists, like 2026-03-05."),
    "datetime": say("Write day and time, like 2026-03-05 09:30."),
    "integer": say("Write a whole number, like 12. Put units and remarks into another field."),
    "number": say("Write a number, like 12 or 12.5. Put units and remarks into another field."),
    "boolean": say("Write 是 or 否 (yes or no)."),
    "year": say("Write a year, like 2026."),
    "yearmonth": say("Write year and month, like 2026-03."),
    "array": say("Write a list; in a CSV cell put ; between its parts."),
}
_FORMAT_CURES: Mapping[str, Phrase] = {
    "uri": say("Write it whole, like {example}.", example="https://example.gov.cn/open/"),
    "email": say("Write the whole address, with its @."),
}
_PERCENT_CURE = say("Write a number from 0 to 100, like 80 or 80%. Put remarks into another field.")
_FORM_CURE = say("See the field's description in the record-type reference.")
_EMPTY = say("If there is nothing to say, leave it empty.")

_EXAMPLE = datetime(2026, 3, 5, 9, 30)
"""The moment of which every cure speaks."""

Looks = Sequence[tuple[re.Pattern[str], Phrase]]
"""The first that is found in the value, its signs folded, has the cure."""


def _looks(*pairs: tuple[str, Phrase]) -> Looks:
    return [(re.compile(pattern, re.IGNORECASE), cure) for pattern, cure in pairs]


_NO_VALUE = r"[-/\\]+|无|暂无|没有|n/?a|null|none|nil|空"
_NOTHING = _looks((rf"^(?:{_NO_VALUE})$", _EMPTY))
_SAYS_NOTHING = re.compile(
    rf"(?:{_NO_VALUE}|不适用|未知|不详|待定|待补|同上|略|某+|x+|n\.a\.?|nobody|unknown|tbd|not applicable|[\W_]*)"
)
_FORMULA = _looks(
    (
        r"^#[A-Z/0]+[!?]?$",
        say("This is an error of the spreadsheet: put its formula right, then save it again."),
    ),
    (r"^=", say("This is a formula: copy the cell and paste it as a value.")),
)
_DATE_LOOKS = _looks(
    (r"^[0-9]{5}(?:\.[0-9]+)?$", say("This is Excel's inner number of a day: format the cell as a date.")),
    (r"民国|令和|平成|昭和|佛历|พ\.ศ\.", say("Write the year of the common era, like 2026-03-05.")),
    (
        r"[0-9日月][-~至到][0-9 年]*[0-9]+[月日.]|[0-9]{4}\.[0-9]+[-~]+[0-9]{4}",
        say("Write one day; a first and a last day have a field each."),
    ),
    (
        r"底|初|中旬|上旬|下旬|季度|半年|前\)?$|后\)?$|长期|长年|常年|持续|立行立改|随时|尽快|待定",
        say("Write the last day that is meant, like 2026-12-31; words belong into a field for text."),
    ),
    (
        r"(?:星期|周|礼拜)[一二三四五六日天]",
        say("The weekday and the day do not fit: put the wrong one right."),
    ),
    (
        r"^[0-9]{4} ?[-/.年] ?[0-9]{1,2} ?月?$|^[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月$",
        say("Give the day too, like 2026-03-05."),
    ),
    (
        r"^[^0-9]?[0-9一二三四五六七八九十]{1,2} ?月 ?[0-9一二三四五六七八九十]{1,3} ?[日号]$|^年",
        say("Give the year too, like 2026-03-05."),
    ),
    (
        r"^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}$|[a-z]{3}",
        say("Write the year first, then month and day: 2026-03-05."),
    ),
    (
        r"^[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?$",
        say("Write the year in four digits, like 2026-03-05."),
    ),
    (r"[0-9]:[0-9]{2}|[上下]午|[0-9]时", say("Write the day alone, without a time: 2026-03-05.")),
)
_MONTH_LOOKS = _looks(
    (
        r"^[0-9]{4}\.1$",
        say("A spreadsheet makes 1 of 10 here: write the month in two digits, like 2026-01 or 2026-10."),
    ),
)
_NUMBER_LOOKS = _looks(
    (
        r"^[0-9.]+e[+-]?[0-9]+$",
        say("Excel has shortened this number: format the cell as a number or as text."),
    ),
    (
        r"[≥≤><约近余超逾]|以上|以下|左右",
        say("Write the number alone; 'about' and 'at least' belong into another field."),
    ),
    (r"^[0-9.,]+ ?[十百千万亿]+[元人个件户]?$", say("Write the number in digits: 120000, not 12万.")),
    (
        r"^[〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟点元整两]+$|分之",
        say("Write the number in digits, like 120."),
    ),
    (
        r"^[0-9]+ [0-9 ]+(?:,[0-9]+)?$|^[0-9]+,[0-9]{1,2}$",
        say("Write no spaces, and a point before decimals: 1234.5."),
    ),
    (r"^[0-9]+ ?/ ?[0-9]+$", say("Write the number that the fraction gives, like 30.")),
)
_UNCLOSED = _looks((r"\([^)]*$", say("Close the bracket at the end of the remark.")))
_SPARE_REMARK = _looks(
    (r"\(.+\)$", say("The field for remarks is filled in already: put both remarks there."))
)
_FRACTION = _looks(
    (r"^0?\.[0-9]+$", say("Write 80 or 80% for eighty per cent; for less than one per cent write 0.8%."))
)
_NO_PERCENT = _looks((r"%$", say("This field takes no percentage: write the number itself.")))


def cure(field: Field, value: object) -> Phrase:
    """What to write in ``field`` instead of ``value``."""
    text = fold_signs(str(value)).strip()
    if field.type in ("date", "datetime") and "%" in field.format and not _SAYS_NOTHING.fullmatch(text):
        return say("Write it as the schema asks, like {example}.", example=_EXAMPLE.strftime(field.format))
    if own := _as_the_schema_has_it(field):
        return own
    for looks in _looks_of(field):
        for pattern, phrase in looks:
            if pattern.search(text):
                return phrase
    if field.show is Show.PROGRESS:
        return _PERCENT_CURE
    return _TYPE_CURES.get(field.type) or _FORMAT_CURES.get(field.format, _FORM_CURE)


def _as_the_schema_has_it(field: Field) -> Phrase | None:
    """For a field with words or signs of its own: an example in ours would be refused as well."""
    yes, no = field.options.get("trueValues"), field.options.get("falseValues")
    if field.type == "boolean" and (yes or no):
        words = [str(word) for word in (*(yes or ()), *(no or ()))]
        return say("Write one of: {allowed}.", allowed=" / ".join(words))
    point = str(field.options.get("decimalChar", "."))
    if field.type == "number" and point != ".":
        return say("Write it as the schema asks, like {example}.", example=f"12{point}5")
    return None


def _looks_of(field: Field) -> Sequence[Looks]:
    if field.type in ("date", "datetime", "yearmonth", "year"):
        return (_NOTHING, _FORMULA, {"date": _DATE_LOOKS, "yearmonth": _MONTH_LOOKS}.get(field.type, ()))
    if field.type not in ("number", "integer"):
        return (_NOTHING,) if field.type == "boolean" else ()
    remarks = (_UNCLOSED, _SPARE_REMARK) if field.remark else ()
    percent = _FRACTION if field.show is Show.PROGRESS else _NO_PERCENT
    return (_NOTHING, _FORMULA, *remarks, percent, _NUMBER_LOOKS)


def says_nothing(text: str) -> bool:
    """Whether the text stands where a name should, and names nobody."""
    return _SAYS_NOTHING.fullmatch(fold(text)) is not None
