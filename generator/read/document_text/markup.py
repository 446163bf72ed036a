"""XML → its texts and the values of its attributes, by Python's expat; a document type is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from generator.read.document_text.parts import Reason, Unexaminable

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDS_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_DRAWN_WORDS = "http://schemas.openxmlformats.org/drawingml/2006/main"
_BREAKS = {"p": "\n", "tr": "\n", "tab": "\t", "tc": "\t", "br": "\r", "cr": "\r"}
"""Elements of a paragraph's text that part what stands on either side; the others (runs, fonts) do not."""
_RUNS = frozenset(
    [
        "r",
        "t",
        "rPr",
        "b",
        "i",
        "u",
        "strike",
        "sz",
        "color",
        "rFont",
        "family",
        "charset",
        "scheme",
        "vertAlign",
    ]
)
"""Pieces of a text in a workbook's comments and shared strings."""
SEPARATOR = " "
"""Between expat's namespace and name."""
_LONGEST_FIGURE = 10
"""Digits of an attribute that measures something; nothing shorter can be a personal value."""


@dataclass(frozen=True, slots=True)
class Markup:
    """The text, one paragraph a line, and the attributes' values, one a line."""

    text: str
    attributes: str


class _Collector:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self.attributes: list[str] = []

    def start(self, name: str, attributes: list[str]) -> None:
        space, _, local = name.rpartition(SEPARATOR)
        if space in (_WORDS, _WORDS_STRICT, _DRAWN_WORDS):
            self.texts.append(_BREAKS.get(local, ""))
        elif local not in _RUNS:
            self.texts.append("\n")
        self.attributes += telling(attributes[1::2])

    def end(self, name: str) -> None:
        space, _, local = name.rpartition(SEPARATOR)
        if space not in (_WORDS, _WORDS_STRICT, _DRAWN_WORDS) and local not in _RUNS:
            self.texts.append("\n")


def telling(values: Iterable[str]) -> list[str]:
    """Those of an element's attributes that may hold more than a figure."""
    return [value for value in values if len(value) > _LONGEST_FIGURE or "@" in value]


def read_markup(data: bytes) -> Markup:
    """The texts and attributes of an XML part. Raises :class:`Unexaminable` if it is none, or declares a type."""
    collector = _Collector()
    parser = new_parser()
    parser.ordered_attributes = True
    parser.StartElementHandler, parser.EndElementHandler = collector.start, collector.end
    parser.CharacterDataHandler, parser.CommentHandler = collector.texts.append, collector.attributes.append
    parse(parser, data)
    return Markup("".join(collector.texts), "\n".join(collector.attributes))


def new_parser() -> expat.XMLParserType:
    """An expat parser that names elements ``namespace name`` and refuses a document type."""
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_type
    return parser


def parse(parser: expat.XMLParserType, data: bytes) -> None:
    """Run the parser over a whole part."""
    for _ in parsed(parser, data, len(data)):
        pass


def parsed(parser: expat.XMLParserType, data: bytes, at_once: int) -> Iterator[None]:
    """Run the parser over so many bytes at once, so that whoever takes what it found need not hold it for the whole part."""
    try:
        for start in range(0, len(data), max(at_once, 1)):
            parser.Parse(data[start : start + at_once], False)
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError:
        raise Unexaminable(Reason.DAMAGED) from None


def _refuse_type(*_: object) -> None:
    raise Unexaminable(Reason.DAMAGED)
