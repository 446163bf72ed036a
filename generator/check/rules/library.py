"""All rules there are, by id. A rule that is not named here does not exist."""

from __future__ import annotations

from collections.abc import Mapping

from generator.check.rules import (
    arithmetic,
    completeness,
    coverage,
    duties,
    periods,
    relations,
    row_arithmetic,
    row_duties,
    row_limits,
    row_order,
    row_people,
    texts,
    trees,
)
from generator.check.rules.definition import Definition

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
