"""``presets/``: what a kind of body begins with. Each is a folder: ``preset.yaml``, and schemas where shipped ones do not suit.

A preset is data. Another is another folder: nothing here knows one by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from generator.model.declared.kinds import Computed, Form, OneOf, OneOrMore
from generator.model.declared.site import is_time_zone
from generator.model.text.catalogue import PAGE_LANGUAGES
from generator.model.text.folding import fold
from generator.model.text.nearest import NEARER, nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Wording, say
from generator.read.schema.binder import read_block
from generator.read.schema.place import Place
from generator.read.yaml.declarations import load

FOLDER = Path(__file__).with_name("presets")
PRESET_FILE = "preset.yaml"


@dataclass(frozen=True, slots=True)
class Preset:
    """What ``sunlit init`` takes for a kind of body, where nothing else is said."""

    title: Wording
    """The kind of body."""
    order: int
    """Where it stands among the others that are offered."""
    languages: OneOrMore[Annotated[str, OneOf(PAGE_LANGUAGES)]]
    """As in ``site.yaml``."""
    time_zone: Annotated[str, Form(is_time_zone, "Asia/Shanghai")]
    """As in ``site.yaml``."""
    types: tuple[str, ...]
    """Shipped types, in their order."""
    packs: tuple[str, ...] = ()
    """Packs of rules that are switched on; none unless the law or the office of such a body asks for it."""
    tagline: Wording = Wording()
    """As in ``site.yaml``."""
    schemas: Computed[Mapping[str, str]] = field(default_factory=dict)
    """The texts of its own schemas, by type."""


@lru_cache(maxsize=1)
def presets() -> Mapping[str, Preset]:
    """Every preset by its name, in the order in which they are offered."""
    found = {path.parent.name: _read(path) for path in FOLDER.glob(f"*/{PRESET_FILE}")}
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def _read(path: Path) -> Preset:
    shown = f"{path.parent.name}/{path.name}"
    schemas = {
        each.stem: each.read_text(encoding="utf-8")
        for each in sorted(path.parent.glob("*.yaml"))
        if each != path
    }
    return read_block(Preset, load(path, shown), Place(shown, path), schemas=schemas)


def preset_called(name: str) -> Preset:
    """The preset of that name, or of that title in any language. Stops if there is none, and names the nearest."""
    spellings = {text: preset for key, preset in presets().items() for text in (key, *preset.title.all())}
    for text, preset in spellings.items():
        if fold(text) == fold(name):
            return preset
    near = nearest(name, spellings, NEARER)
    raise CannotRun(
        say("There is no preset '{name}'. Did you mean '{near}'?", name=name, near=near)
        if near
        else say("There is no preset '{name}'. There are: {names}.", name=name, names=", ".join(presets()))
    )
