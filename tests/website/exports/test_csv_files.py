from __future__ import annotations

import csv
import io
from decimal import Decimal

from each import each
from exporting import HOSTILE
from hypothesis import given
from hypothesis import strategies as some

from generator.disclose.disclosure import Disclosure
from generator.model.declared.record_type import Field
from generator.website.exports.csv_cells import csv_column, guard

FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def unguarded(text: str) -> str:
    bare = text.lstrip("'")
    return text[1:] if text.startswith("'") and bare.startswith(FORMULA_SIGNS) else text


def test_a_file_is_for_spreadsheets_and_for_programs(made: dict[str, bytes]) -> None:
    content = made["data/notices.csv"]
    assert content.startswith(b"\xef\xbb\xbfid,title,")
    assert content.endswith(b"\r\n")
    first = next(row for row in rows(content) if row["id"] == "a")
    assert (first["amount"], first["loss"], first["yes"]) == ("-12.50", "-3", "true")
    assert (first["starts_on"], first["at"]) == ("2026-11-20", "2026-03-05T08:30:00")
    assert (first["tags"], first["code"], first["body"]) == ('["甲", "=乙"]', "'=1", "某局")


def test_every_record_has_its_row(disclosure: Disclosure, made: dict[str, bytes]) -> None:
    entries = disclosure.entries["notices"]
    assert [row["id"] for row in rows(made["data/notices.csv"])] == [entry.id for entry in entries]
    assert [unguarded(row["title"]) for row in rows(made["data/notices.csv"])] == [e.title for e in entries]


def test_child_rows_name_their_record_first(made: dict[str, bytes]) -> None:
    found = rows(made["data/notices.people.csv"])
    assert list(found[0]) == ["notices_id", "id", "name"]
    assert {unguarded(row["name"]) for row in found} == set(HOSTILE)
    assert {row["id"] for row in found} == {"-1"}


def test_no_text_cell_begins_like_a_formula(made: dict[str, bytes]) -> None:
    numeric = {"amount", "loss", "id"}
    for address in ("data/notices.csv", "data/notices.people.csv"):
        for row in rows(made[address]):
            risky = [name for name, cell in row.items() if cell.startswith(FORMULA_SIGNS)]
            assert not set(risky) - numeric


@given(some.text(alphabet=some.sampled_from("'=+-@＝a1"), max_size=6))
def test_a_guarded_text_is_never_a_formula_and_can_be_read_back(text: str) -> None:
    assert not guard(text).startswith(FORMULA_SIGNS)
    assert unguarded(guard(text)) == text


@each(
    ("field", "value", "cell"),
    [
        (Field("n", type="number"), Decimal("-1.50"), "-1.50"),
        (Field("n", type="integer"), -7, "-7"),
        (Field("n", type="number", options={"decimalChar": ",", "groupChar": "."}), "-1.234,5", "-1234.5"),
        (Field("n", type="number", options={"bareNumber": False}), "¥95 元", "95"),
        (Field("n", type="boolean"), False, "false"),
        (Field("n", type="geopoint"), "-90,45", "-90,45"),
        (Field("n", type="any"), "-90", "'-90"),
        (Field("n"), "-90", "'-90"),
        (Field("n"), None, ""),
        (Field("n", type="array"), (), "[]"),
    ],
)
def test_what_a_cell_says_follows_from_its_field(field: Field, value: object, cell: str) -> None:
    assert csv_column(field, [value]).cells == [cell]
