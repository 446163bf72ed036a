"""A text that may reach the public, and where it stands: what the stream of public text is made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from generator.model.declared.condition import Value
from generator.model.declared.record_type import Field
from generator.model.records.page import PageLine
from generator.model.records.record import Row, Source
from generator.model.text.wording import Phrase, Wording

_NOTHING = Phrase("")


def texts_of(value: Value) -> tuple[str, ...]:
    """The texts of a field's value: of a list its parts, of a number its digits; a date, and yes or no, have none."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple):
        return tuple(part for part in value if isinstance(part, str))
    if value is None or isinstance(value, date | bool):
        return ()
    return (f"{value:f}" if isinstance(value, Decimal) else str(value),)


class Place(StrEnum):
    """The kind of place that a public text stands in."""

    FIELD = "field"
    """A field of a record (its id, too) or of a row of one of its tables."""
    NAME = "name"
    """The name of a file or a folder."""
    DECLARATION = "declaration"
    """What site.yaml, a schema, a calendar or mkdocs.yml says."""
    PAGE = "page"
    """A page that people wrote, as it is read."""
    DOCUMENT = "document"
    """The text of an attachment or a picture, and what the file says of itself."""
    BUILT = "built"
    """A file of a built site."""


class Typed(NamedTuple):
    """A text, where each of its signs was typed (0-based offsets into the text of the file), and that text."""

    text: str
    places: Sequence[int]
    file: str


class PublicText(NamedTuple):
    """One text. A tuple that works out its source when somebody asks: a large register has hundreds of thousands.

    ``home``: the row whose field it is, or the place of any other text. ``said``: how a message calls what holds it,
    where that is no field. ``lined``: the text begins at the line and column of its place, so that what stands in it
    has a line and column of its own; ``typed`` leads to these where it is not the text of the file itself.
    ``is_code``: digits that anything parts are numbers of their own, as in scripts, coordinates and binary data.
    ``path``: of a name, the path from the root that ends in it; its ``home`` is the folder above, since a message must
    not repeat a name that tells of somebody. ``shown``: whoever opens the document sees it.
    """

    text: str
    place: Place
    home: Row | Source
    field: Field | None = None
    record: str = ""
    said: Phrase = _NOTHING
    lined: bool = False
    typed: Typed | PageLine | None = None
    is_code: bool = False
    path: str = ""
    shown: bool = False

    @property
    def holder(self) -> Wording | Phrase:
        """How a message calls what holds the text."""
        return self.field.label if self.field else self.said

    @property
    def field_name(self) -> str:
        """The field that it stands in; empty for any other place."""
        return self.field.name if self.field else ""

    @property
    def source(self) -> Source:
        """Where it begins."""
        return self.home if isinstance(self.home, Source) else self.home.source_of(self.field_name)

    def source_at(self, offset: int) -> Source:
        """Where the sign at a 0-based offset stands: a line and column of its own where the text has some."""
        source = self.source
        if not self.lined:
            return source
        if isinstance(self.typed, PageLine):
            return source.at(self.typed.line_at(offset))
        before = self.typed.file[: self.typed.places[offset]] if self.typed else self.text[:offset]
        line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
        first_line, first_column = source.line or 1, source.column or 1
        return source.at(first_line + line, column + (first_column if line == 0 else 1))
