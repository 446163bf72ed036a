"""All rules there are, by id. A rule that is not named here does not exist."""

from __future__ import annotations

from collections.abc import Mapping

from generator.check.rules import periods
from generator.check.rules.definition import Definition

DEFINITIONS: tuple[Definition, ...] = (*periods.DEFINITIONS,)
LIBRARY: Mapping[str, Definition] = {definition.rule.id: definition for definition in DEFINITIONS}
