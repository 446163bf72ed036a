"""Where in the HTML a template puts each value: between tags a marked text shows its marks, elsewhere it is bare.

The template's own text says it before anything is rendered: whatever stands inside a tag is an attribute, whatever stands in
``title``, ``option``, ``textarea``, ``script`` or ``style`` can hold no element, and within ``text`` of a picture it is SVG's.
Everything is escaped as before; this only chooses which form of a :class:`~generator.website.words.marked.Marked` is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from jinja2 import nodes

from generator.website.words.marked import Marked

BARE, DRAWN = "bare", "drawn"
"""The filters that a value passes in an attribute, and in the text of a picture."""
_STEP = re.compile(r"<!--.*?(?:-->|$)|<(/?)([A-Za-z][\w:-]*)|>|[\w-]+=[\"']|\"|'", re.DOTALL)
_TEXT_ALONE = frozenset({"title", "desc", "option", "textarea", "script", "style"})
_DRAWN = frozenset({"text", "tspan"})
"""A macro may begin inside the text of a picture, with a part of it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the HTML a template is."""

    tag: str = ""
    """The tag that has begun and not ended."""
    quote: str = ""
    """The quotation mark within it that is open."""
    within: str = ""
    """The element that takes no other element, or the text of a picture."""

    def after(self, html: str) -> _Place:
        """Further on, behind this much of a template's own text."""
        place = self
        for step in _STEP.finditer(html):
            sign, (closing, name) = step[0], step.groups()
            if place.quote:
                place = replace(place, quote="") if sign[-1] == place.quote else place
            elif sign[-1] in "\"'":
                if place.tag or len(sign) > 1:  # a macro may be attributes of a tag that its caller begins
                    place = replace(place, quote=sign[-1])
            elif place.tag:
                if sign == ">":
                    place = replace(place, tag="")
            elif name:
                kind = name.lower()
                ends = closing and kind == place.within
                begins = not closing and not place.within and kind in _TEXT_ALONE | _DRAWN
                inner = not closing and place.within in _DRAWN and kind in _TEXT_ALONE
                within = "" if ends else kind if begins or inner else place.within
                place = replace(place, tag=kind, within=within)
        return place

    @property
    def filter(self) -> str:
        """What a value passes here; nothing where it may show its marks."""
        if self.tag or self.quote or self.within in _TEXT_ALONE:
            return BARE
        return DRAWN if self.within else ""


def bare(value: object) -> object:
    """The text without its marks."""
    return str.__str__(value) if isinstance(value, Marked) else value


def drawn(value: object) -> object:
    """The text with the marks that a picture knows."""
    if not isinstance(value, Marked):
        return value
    html = value.__html__().replace("<span ", "<tspan ").replace("</span>", "</tspan>")
    return Marked(str(value), html.replace("<wbr>", ""), value.lang)


def settle(template: nodes.Template) -> nodes.Template:
    """The template with the filter of its place at each value that it puts out."""
    _settled(template.body, _Place())
    return template


def _settled(body: Iterable[nodes.Node], place: _Place) -> _Place:
    """Goes on from a place through nodes in the order of their text. Branches begin at the same place."""
    for node in body:
        if isinstance(node, nodes.Output):
            place = _output(node, place)
        elif isinstance(node, nodes.If):
            first = _settled(node.body, place)
            for branch in node.elif_:
                _settled([branch], place)
            _settled(node.else_, place)
            place = first
        elif isinstance(node, nodes.For):
            _settled(node.else_, place)
            place = _settled(node.body, place)
        elif isinstance(node, nodes.Macro | nodes.CallBlock | nodes.AssignBlock):
            _settled(node.body, _Place())
        else:
            place = _settled(node.iter_child_nodes(), place)
    return place


def _output(node: nodes.Output, place: _Place) -> _Place:
    for number, child in enumerate(node.nodes):
        if isinstance(child, nodes.TemplateData):
            place = place.after(child.data)
        elif place.filter and not isinstance(child, nodes.Const):
            node.nodes[number] = nodes.Filter(child, place.filter, [], [], None, None, lineno=child.lineno)
    return place
