"""What states mean to whoever looks for something, whatever their types call them: groups by the looks that types declare."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.declared.record_type import Look
from generator.website.words.language import Language


def state_groups(speech: Language) -> Mapping[Look, str]:
    """Each group (:attr:`Look.group`) and what it is called, in the order in which groups are offered."""
    return {
        Look.LIVE: speech.translate("Open to the public"),
        Look.LATE: speech.translate("Late"),
        Look.GOING: speech.translate("Under way"),
        Look.NONE: speech.translate("Not begun"),
        Look.DONE: speech.translate("Done or in force"),
        Look.OFF: speech.translate("Ended"),
    }
