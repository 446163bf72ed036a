"""How a site looks, as its body says it: a logo, colours, a footer, a style sheet of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from generator.model.declared.kinds import Computed, Form
from generator.model.text.wording import Wording

LOOK = "look"
LOOK_FOLDER = f"data/{LOOK}"
"""Where a site puts its logo and its style sheet, from the root."""
STYLES = "look.css"
"""What pages ask for: the colours, then the site's own style sheet."""
_FILE = r"[\w.-]+\.(?:png|jpe?g|webp)"
_SHEET = r"[\w.-]+\.css"
_COLOUR = r"#[0-9a-fA-F]{6}"
_EMBLEM = r"\S{1,2}"
Picture = Annotated[str, Form(re.compile(_FILE).fullmatch, "logo.png", _FILE)]
StyleSheet = Annotated[str, Form(re.compile(_SHEET).fullmatch, "own.css", _SHEET)]
Colour = Annotated[str, Form(re.compile(_COLOUR).fullmatch, "#0b4f6c", _COLOUR)]
Emblem = Annotated[str, Form(re.compile(_EMBLEM).fullmatch, "光", _EMBLEM)]


@dataclass(frozen=True, slots=True)
class Look:
    """How the site looks; what is not said is as it comes."""

    logo: Picture = ""
    """A picture in ``data/look/`` that stands beside the name: PNG, JPEG or WebP, at least 80 pixels high."""
    emblem: Emblem = ""
    """One or two characters that stand there in place of a picture."""
    main: Colour = ""
    """The main colour: links, headings, the band of tabs. It has to be readable on paper; those of the dark and of the contrast
    scheme follow from it."""
    accent: Colour = ""
    """The colour of what is open now; dark text stands on it."""
    footer: Wording = Wording()
    """A sentence at the foot of every page, such as who runs the site."""
    stylesheet: StyleSheet = ""
    """A style sheet in ``data/look/`` that comes after the site's own; it can ask for nothing from elsewhere."""
    files: Computed[tuple[tuple[str, bytes], ...]] = ()
    """What pages ask for of these, by its name in ``assets/look/``."""

    @property
    def styles(self) -> bool:
        """Whether pages have a style sheet more."""
        return bool(self.main or self.accent or self.stylesheet)


AS_IT_COMES = Look()
