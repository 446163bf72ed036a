from __future__ import annotations

from decimal import Decimal
from typing import Any

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.check.rules.engine import Judgement
from generator.model.records import amounts

from .judging import hints, judge, outcome, said

TABLES = {"rows": "a:number b:number c:number day:date why"}


def record(rule: dict[str, Any], **values: Any) -> Judgement:
    return judge(rule, values, fields="a:number b:number c:number", tables=TABLES)


def rows(rule: dict[str, Any], *typed: dict[str, Any], **values: Any) -> Judgement:
    return record(rule, rows=list(typed), **values)


def result(judged: Judgement) -> str:
    return (said(judged) or [outcome(judged)])[0]


@each(("values", "expected"), [
    ({"a": 9, "b": 3, "c": 12}, "passed"),
    ({"a": "0.1", "b": "0.2", "c": "0.3"}, "passed"),
    ({"a": 9, "c": 9}, "passed"),
    ({"a": 9, "b": 3}, "not-applicable"),
    ({"c": 9}, "not-applicable"),
    ({"a": "约九", "c": 9}, "not-applicable"),
    ({"a": 9, "b": 3, "c": "12.5"}, "「a的、b的」合计 12，「c的」写的却是 12.5。"),
])  # fmt: skip
def test_adds_up(values: dict[str, Any], expected: str) -> None:
    assert result(record({"adds-up": {"fields": ["a", "b"], "total": "c"}}, **values)) == expected


@each(("values", "expected"), [
    ({"a": 9, "b": 2, "c": 11}, "passed"),
    ({"a": 9, "b": 3, "c": 11}, "「a的、b的」合计 12，超过了「c的」的 11。"),
    ({"a": 9}, "not-applicable"),
    ({"c": 9}, "not-applicable"),
])  # fmt: skip
def test_at_most(values: dict[str, Any], expected: str) -> None:
    assert result(record({"at-most": {"fields": ["a", "b"], "limit": "c"}}, **values)) == expected


def test_at_most_with_one_number() -> None:
    assert (
        result(record({"at-most": {"fields": ["a"], "limit": "c"}}, a=12, c=11))
        == "「a的」是 12，超过了「c的」的 11。"
    )


@each(("a", "expected"), [(3, "passed"), (2, "failed"), (1, "failed"), ("", "not-applicable")])
def test_more_than(a: object, expected: str) -> None:
    assert outcome(record({"more-than": {"field": "a", "than": "b"}}, a=a, b=2)) == expected


@each(("part", "whole", "percent", "decimals", "expected"), [
    (1, 8, 13, 0, "passed"),  # 12.5 goes up
    (1, 8, 12, 0, "「c的」是 12，1÷8 应为 13（四舍五入取整）。"),
    (1, 3, "33.33", 2, "passed"),
    (1, 3, "33.3", 2, "「c的」是 33.3，1÷3 应为 33.33（四舍五入，保留 2 位小数）。"),
    (0, 8, 0, 0, "passed"),
    (1, 0, 12, 0, "not-applicable"),
    (1, 8, "", 0, "not-applicable"),
])  # fmt: skip
def test_percentage(part: int, whole: int, percent: object, decimals: int, expected: str) -> None:
    rule = {"percentage": {"part": "a", "whole": "b", "percent": "c", "decimals": decimals}}
    assert result(record(rule, a=part, b=whole, c=percent)) == expected
    of_rows = {
        "rows-percentage": {
            "table": "rows",
            "part": "a",
            "whole_field": "b",
            "percent": "c",
            "decimals": decimals,
        }
    }
    assert result(rows(of_rows, {"a": part, "c": percent}, b=whole)) == expected
    in_rows = {
        "rows-percentage": {"table": "rows", "part": "a", "whole": "b", "percent": "c", "decimals": decimals}
    }
    assert result(rows(in_rows, {"a": part, "b": whole, "c": percent})) == expected


def test_latest_agrees_takes_the_newest_row_and_of_one_day_the_last() -> None:
    rule = {"latest-agrees": {"table": "rows", "date": "day", "field": "a", "with": "c"}}
    typed: list[dict[str, Any]] = [
        {"day": "2026-06-30", "a": 60},
        {"day": "2026-06-30", "a": 70},
        {"day": "2026-03-31", "a": 30},
        {"a": 90},
    ]
    assert result(rows(rule, *typed, c=70)) == "passed"
    assert result(rows(rule, *typed, c=60)) == "「c的」是 60，「rows表」最新一行（2026-06-30）却是 70。"
    assert result(rows(rule, {"a": 90}, c=60)) == "not-applicable"


@each(("weights", "options", "expected"), [
    ([40, 60], {}, "passed"),
    ([40, 50], {}, "「rows表」各行的「a的」合计 90，应为 100。"),
    ([40, 50], {"total": 90}, "passed"),
    ([33.3, 33.3, 33.3], {"tolerance": 0.1}, "passed"),
    ([33.3, 33.3, 33.2], {"tolerance": 0.1}, "「rows表」各行的「a的」合计 99.8，应为 100。"),
    ([40, 50], {"total_field": "c"}, "「rows表」各行的「a的」合计 90，应为 91。"),
    ([], {}, "not-applicable"),
])  # fmt: skip
def test_rows_add_up(weights: list[float], options: dict[str, Any], expected: str) -> None:
    judged = rows(
        {"rows-add-up": {"table": "rows", "field": "a", **options}},
        *[{"a": weight} for weight in weights],
        c=91,
    )
    assert result(judged) == expected


def test_rows_add_up_to_nothing_that_is_not_said() -> None:
    assert (
        outcome(rows({"rows-add-up": {"table": "rows", "field": "a", "total_field": "c"}}, {"a": 5}))
        == "not-applicable"
    )


@each(("row", "options", "expected"), [
    ({"a": 60, "b": 40}, {}, "passed"),
    ({"a": 100}, {}, "passed"),
    ({"a": 60, "b": 41}, {}, "这一行的「a的、b的」合计 101，应为 100。"),
    ({"a": 60, "b": 41}, {"tolerance": 1}, "passed"),
    ({"a": 60, "b": 41, "c": 101}, {"total_field": "c"}, "passed"),
    ({"a": 60, "b": 41}, {"total_field": "c"}, "not-applicable"),
    ({"why": "x"}, {}, "not-applicable"),
])  # fmt: skip
def test_each_row_adds_up(row: dict[str, Any], options: dict[str, Any], expected: str) -> None:
    assert (
        result(rows({"each-row-adds-up": {"table": "rows", "fields": ["a", "b"], **options}}, row))
        == expected
    )


@each(("a", "expected"), [(20, "passed"), ("20.5", "failed"), ("", "not-applicable")])
def test_row_at_most(a: object, expected: str) -> None:
    assert (
        outcome(rows({"row-at-most": {"table": "rows", "field": "a", "limit": "b"}}, {"a": a, "b": 20}))
        == expected
    )


@each(("total", "typed", "expected"), [
    ("88.6", [(40, "90.5"), (60, "87.25")], "passed"),  # 88.55 goes up
    ("88.5", [(40, "90.5"), (60, "87.25")], "「c的」是 88.5，按权重计算应为 88.6（四舍五入，保留 1 位小数）。"),
    ("90", [(1, 80), (1, 100)], "passed"),  # by weight, whatever the weights add up to
    ("90", [(1, 80), ("", 100)], "not-applicable"),
    ("90", [(0, 80)], "not-applicable"),
    ("", [(1, 80)], "not-applicable"),
    ("90", [], "not-applicable"),
])  # fmt: skip
def test_weighted_total(total: str, typed: list[tuple[object, object]], expected: str) -> None:
    rule = {"weighted-total": {"table": "rows", "score": "b", "weight": "a", "total": "c"}}
    assert result(rows(rule, *[{"a": weight, "b": score} for weight, score in typed], c=total)) == expected


@each(("count", "expected"), [
    (0, "passed"), (1, "failed"), (9, "failed"), (10, "passed"), ("", "not-applicable")
])  # fmt: skip
def test_small_cells(count: object, expected: str) -> None:
    judged = rows({"small-cells": {"table": "rows", "fields": ["a"]}}, {"a": count})
    assert outcome(judged) == expected
    assert all(str(count) not in message.replace("10", "") for message in said(judged))


@each(("share", "people", "expected"), [
    (3.23, 186, "failed"), (5.1, 186, "failed"), (5.38, 186, "passed"), (0, 186, "passed"), (0.1, 100, "passed"),
    (3.23, "", "not-applicable"), ("", 186, "not-applicable"),
])  # fmt: skip
def test_a_percentage_of_small_cells_is_a_small_cell(share: object, people: object, expected: str) -> None:
    rule = {"small-cells": {"table": "rows", "fields": ["a", "b"], "percent_of": "c"}}
    assert outcome(rows(rule, {"a": share}, c=people)) == expected


def test_following_the_cure_for_a_small_cell_keeps_the_sum() -> None:
    sums = {"each-row-adds-up": {"table": "rows", "fields": ["a", "b"], "total": 66}}
    small = {"small-cells": {"table": "rows", "fields": ["a", "b"]}}
    for rule, before, after in ((small, "failed", "passed"), (sums, "passed", "passed")):
        assert outcome(rows(rule, {"a": 60, "b": 6})) == before
        assert outcome(rows(rule, {"a": 66, "b": ""})) == after
    (message,) = said(rows(sums, {"a": 60, "b": ""}))
    assert "60" in message


@each(("typed", "expected"), [
    ([("2026-03-31", 30, ""), ("2026-06-30", 30, "")], "passed"),
    ([("2026-03-31", 30, ""), ("2026-06-30", 29, "")], "「a的」从 30 降到 29，没有写明原因。"),
    ([("2026-03-31", 30, ""), ("2026-06-30", 29, "返工")], "passed"),
    ([("2026-06-30", 60, ""), ("2026-03-31", 30, "")], "passed"),  # the newest stands first
    ([("2026-03-31", 30, "")], "not-applicable"),
    ([("", 30, ""), ("2026-06-30", 29, "")], "not-applicable"),
])  # fmt: skip
def test_never_falls(typed: list[tuple[str, int, str]], expected: str) -> None:
    rule = {"never-falls": {"table": "rows", "date": "day", "field": "a", "reason": "why"}}
    assert (
        result(rows(rule, *[{"day": day, "a": number, "why": why} for day, number, why in typed])) == expected
    )


@each(("number", "decimals", "expected"), [
    ("0.5", 0, "1"), ("1.5", 0, "2"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("2.45", 1, "2.5"), ("2.449", 1, "2.4"),
    ("1E+3", 0, "1000"),
])  # fmt: skip
def test_rounding_is_half_up(number: str, decimals: int, expected: str) -> None:
    assert amounts.plain(amounts.rounded(Decimal(number), decimals)) == expected


typed_numbers = some.decimals(min_value=-(10**60), max_value=10**60, places=20)


@given(some.lists(typed_numbers))
def test_sums_are_exact(numbers: list[Decimal]) -> None:
    scaled = (
        sum(int(number.scaleb(20)) for number in numbers) if all(abs(n) < 10**7 for n in numbers) else None
    )
    if scaled is not None:
        assert int(amounts.total(numbers).scaleb(20)) == scaled


@given(typed_numbers, some.integers(min_value=0, max_value=10))
def test_numbers_are_written_without_exponents(number: Decimal, decimals: int) -> None:
    text = amounts.plain(amounts.rounded(number, decimals))
    assert "E" not in text
    assert Decimal(text) == amounts.rounded(number, decimals)


BY_KIND = {"rows-add-up": {"table": "rows", "field": "a", "total_field": "c", "where": {"why": "采纳"}}}


@each(("kinds", "expected"), [
    (["采纳", "未采纳", "采纳"], "passed"),
    (["采纳", "采纳", "采纳"], "「rows表」里（why的是「采纳」）各行的「a的」合计 3，应为 2。"),
    (["未采纳", "未采纳"], "「rows表」里（why的是「采纳」）各行的「a的」合计 0，应为 2。"),
    ([], "not-applicable"),
])  # fmt: skip
def test_rows_that_fit_add_up(kinds: list[str], expected: str) -> None:
    assert result(rows(BY_KIND, *[{"a": 1, "why": kind} for kind in kinds], c=2)) == expected


@each(("values", "expected"), [
    ({"a": 3}, "passed"),
    ({"a": 4}, "passed"),
    ({"a": "2.5"}, "「a的」是 2.5，至少要 3。"),
    ({"a": 0}, "「a的」是 0，至少要 3。"),
    ({}, "not-applicable"),
    ({"a": "三"}, "not-applicable"),
])  # fmt: skip
def test_at_least_of_a_number(values: dict[str, Any], expected: str) -> None:
    assert result(record({"at-least": {"field": "a", "number": 3}}, **values)) == expected


@each(("list", "expected"), [
    ("甲；乙；丙", "passed"),
    ("甲；乙", "「list的」只有 2 项，至少要 3 项。"),
    ("", "not-applicable"),
])  # fmt: skip
def test_at_least_of_a_list(list: str, expected: str) -> None:
    rule = {"at-least": {"field": "list", "number": 3}}
    assert result(judge(rule, {"list": list}, fields="list:array")) == expected


@each(("part", "whole", "options", "expected"), [
    (5, 10, {"percent": 50}, "passed"),
    (4, 10, {"percent": 50}, "「a的」是 4，不到「b的」10 的 50%。"),
    (5, 10, {"percent": 50, "above": True}, "「a的」是 5，没有超过「b的」10 的 50%。"),
    (5, 9, {"percent": 50, "above": True}, "passed"),
    (12, 36, {"one_in": 3}, "passed"),
    (11, 36, {"one_in": 3}, "「a的」是 11，不到「b的」36 的 1/3。"),
    (1, 3, {"one_in": 3, "above": True}, "「a的」是 1，没有超过「b的」3 的 1/3。"),
    (0, 0, {"percent": 50}, "passed"),
    (1, 3, {"percent": 33.4}, "「a的」是 1，不到「b的」3 的 33.4%。"),
    ("", 3, {"percent": 50}, "not-applicable"),
    (1, "", {"percent": 50}, "not-applicable"),
])  # fmt: skip
def test_at_least_share(part: object, whole: object, options: dict[str, Any], expected: str) -> None:
    assert (
        result(record({"at-least-share": {"part": "a", "whole": "b", **options}}, a=part, b=whole))
        == expected
    )


@each(("whole", "options", "enough"), [
    (9, {"percent": 50}, 5),
    (9, {"percent": 50, "above": True}, 5),
    (10, {"percent": 50, "above": True}, 6),
    (37, {"one_in": 3}, 13),
])  # fmt: skip
def test_the_cure_names_the_number_that_would_be_enough(
    whole: int, options: dict[str, Any], enough: int
) -> None:
    rule = {"at-least-share": {"part": "a", "whole": "b", **options}}
    assert hints(record(rule, a=enough - 1, b=whole)) == [f"要到 {enough} 才够。请与原件核对这两个数。"]
    assert result(record(rule, a=enough, b=whole)) == "passed"


@each(("typed", "expected"), [
    ([{"a": 20}, {"a": 21}], "passed"),
    ([{"a": 20}, {"a": 19}], "这一行的「a的」是 19，至少要 20。"),
    ([{"a": 0}], "这一行的「a的」是 0，至少要 20。"),
    ([{"b": 1}], "not-applicable"),
    ([], "not-applicable"),
])  # fmt: skip
def test_row_at_least(typed: list[dict[str, Any]], expected: str) -> None:
    assert result(rows({"row-at-least": {"table": "rows", "field": "a", "number": 20}}, *typed)) == expected


def test_row_at_least_of_rows_that_fit() -> None:
    rule = {"row-at-least": {"table": "rows", "field": "a", "number": 20, "where": {"why": "x"}}}
    assert result(rows(rule, {"a": 1, "why": "y"}, {"a": 20, "why": "x"})) == "passed"
    assert result(rows(rule, {"a": 1, "why": "y"})) == "not-applicable"
