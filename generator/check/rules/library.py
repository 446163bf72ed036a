"""All rules there are, by id. A rule that is not named here does not exist."""

from __future__ import annotations

from collections.abc import Mapping

from generator.check.rules.between_records import coverage, relations, trees
from generator.check.rules.definition import Definition
from generator.check.rules.single_record import arithmetic, completeness, duties, periods, texts
from generator.check.rules.table_rows import arithmetic as row_arithmetic
from generator.check.rules.table_rows import duties as row_duties
from generator.check.rules.table_rows import limits as row_limits
from generator.check.rules.table_rows import order as row_order
from generator.check.rules.table_rows import people as row_people

DEFINITIONS: tuple[Definition, ...] = (
    *periods.DEFINITIONS,
    *duties.DEFINITIONS,
    *row_duties.DEFINITIONS,
    *completeness.DEFINITIONS,
    *row_order.DEFINITIONS,
    *row_people.DEFINITIONS,
    *arithmetic.DEFINITIONS,
    *row_arithmetic.DEFINITIONS,
    *row_limits.DEFINITIONS,
    *relations.DEFINITIONS,
    *trees.DEFINITIONS,
    *texts.DEFINITIONS,
    *coverage.DEFINITIONS,
)
LIBRARY: Mapping[str, Definition] = {definition.rule.id: definition for definition in DEFINITIONS}
