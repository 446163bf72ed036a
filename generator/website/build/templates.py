"""Page bodies by Jinja2 (its only home): everything is escaped, and a name that is not given is an error."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator.model.stop import CannotRun
from generator.model.wording import Sentence, say
from generator.website.words.language import Language

GENERIC_RECORD = "record.html"
LISTING = "listing.html"
HOME = "home.html"
FAMILY = "family.html"
SEARCH = "search.html"
NOT_FOUND = "not-found.html"
HEAD = "head.html"
SWITCH = "switch.html"
NOTICE = "notice.html"
NOTICE_OVER = "notice-over.html"
MOVED = "moved.html"
OPEN_DATA = "open-data.html"
DAYS_LEFT = "days-left.html"


def _marked(language: str) -> Markup:
    """What an element that holds a record's own words says where the page speaks another language."""
    return Markup(' lang="{}"').format(language)


class _CompiledTemplates(BytecodeCache):
    """Code of templates by their text, for all languages and builds of this process; compiling takes longer than a small site."""

    def __init__(self) -> None:
        self._known: dict[Hashable, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get(self._identity(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[self._identity(bucket)] = bucket.code

    def _identity(self, bucket: Bucket) -> Hashable:
        """The same text is other code for an environment that escapes or is extended otherwise."""
        environment = bucket.environment
        extended = frozenset((*environment.extensions, *environment.filters, *environment.tests))
        return bucket.key, bucket.checksum, environment.autoescape is True, extended


COMPILED = _CompiledTemplates()
"""For every environment of this process, that of MkDocs too."""


class Templates:
    """The templates of one language: a site's own folder first, the shipped one after it.

    ``record_language`` is what the records are written in. Beside the view, a template knows ``_``
    (the messages), ``language``, and ``record_language``: empty, or the attribute for records' words.
    """

    def __init__(self, folders: Sequence[Path], language: Language, record_language: str) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=COMPILED,
        )
        self._environment.globals.update(
            {
                "_": cache(lambda text: Sentence(language.translate(text))),
                "language": language.code,
                "record_language": _marked(record_language) if record_language != language.code else "",
            }
        )
        self._cached = lru_cache(maxsize=None)(self._environment.get_template)

    def render(self, name: str, **context: object) -> str:
        """The template's HTML."""
        return self._cached(name).render(**context)

    def record(self, declared: str | None) -> str:
        """The name of the template that a type declares, or the generic one. Stops if it does not exist."""
        if declared is None:
            return GENERIC_RECORD
        name = f"records/{declared}.html"
        try:
            template: Template = self._cached(name)
        except TemplateNotFound:
            raise CannotRun(
                say("There is no template site_templates/{name}, which a schema names.", name=name)
            ) from None
        return str(template.name)
