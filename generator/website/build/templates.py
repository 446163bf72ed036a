"""Page bodies by Jinja2 (its only home): everything is escaped, and a name that is not given is an error."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    nodes,
    pass_context,
    pass_environment,
)
from jinja2.bccache import Bucket
from jinja2.filters import do_truncate
from jinja2.runtime import Context
from markupsafe import Markup

from generator.model.files.working_folders import KeptFiles
from generator.model.text.languages import tag
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.website.build.escaping import BARE, DRAWN, bare, drawn, settle
from generator.website.build.template_code import LeanEnvironment
from generator.website.charts.segments import segments
from generator.website.words.figures import per_cent
from generator.website.words.language import Language
from generator.website.words.marked import Marked, in_language

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
OPEN_NOW = "open-now.html"
DAYS_LEFT = "days-left.html"
TABLE = "table.html"


_ENGINE = " ".join((
    sys.version, version("jinja2"), version("markupsafe"),
    *(sha256(Path(__file__).with_name(name).read_bytes()).hexdigest() for name in ("escaping.py", "template_code.py")),
))  # fmt: skip
"""What a template is made into code by; the modules that settle where each value stands and write the code are a part of that."""
_DAMAGED = (EOFError, TypeError, ValueError)


def _attribute(language: str) -> Markup:
    """What an element says into which a script writes a record's own words, where the page speaks another language."""
    return Markup(' lang="{}"').format(tag(language))


class _CompiledTemplates(BytecodeCache):
    """Code of templates by their text; compiling takes longer than a small site.

    For all languages and builds of this process, and on the disk for those that follow. What lies there is run as it is, so
    it is kept where nobody else may write, under a digest that an attacker cannot choose.
    """

    def __init__(self) -> None:
        self._known: dict[str, CodeType | None] = {}
        self._kept: KeptFiles | None = None

    def load_bytecode(self, bucket: Bucket) -> None:
        identity = self._identity(bucket)
        if identity not in self._known and (kept := self._files().get(identity)):
            with suppress(*_DAMAGED):
                self._known[identity] = marshal.loads(kept)  # noqa: S302 - nobody else may write there
        bucket.code = self._known.get(identity)

    def dump_bytecode(self, bucket: Bucket) -> None:
        identity = self._identity(bucket)
        self._known[identity] = bucket.code
        self._files().put(identity, marshal.dumps(bucket.code))

    def get_source_checksum(self, source: str) -> str:
        return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()

    def _files(self) -> KeptFiles:
        if self._kept is None:
            self._kept = KeptFiles("templates")
        return self._kept

    def _identity(self, bucket: Bucket) -> str:
        """The same text is other code for another engine, or for an environment that escapes or is extended otherwise."""
        environment = bucket.environment
        parts = (
            _ENGINE, bucket.key, bucket.checksum, str(environment.autoescape is True), str(environment.undefined),
            str(environment.code_generator_class),
            *sorted((*environment.extensions, *environment.filters, *environment.tests)),
        )  # fmt: skip
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


COMPILED = _CompiledTemplates()
"""For every environment of this process, that of MkDocs too."""


class _Escaping(LeanEnvironment):
    """Puts out each value in the form that fits its place in the HTML."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return settle(super()._parse(source, name, filename))


@pass_environment
def _truncate(environment: Environment, text: str, *arguments: Any, **named: Any) -> str:
    """Jinja's own, for a marked text too."""
    short = do_truncate(environment, str(text), *arguments, **named)
    return in_language(short, text.lang) if isinstance(text, Marked) and text.lang else short


class ShownFiles(FileSystemLoader):
    """The files of a theme, listed without its hidden folders."""

    def list_templates(self) -> list[str]:
        found = set[str]()
        for top in self.searchpath:
            for folder, folders, files in os.walk(top, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(top).as_posix() for name in files)
        return sorted(found)


class Templates:
    """The templates of one language: a site's own folder first, the shipped one after it.

    ``record_language`` is what the records are written in. Beside the view, a template knows ``_``
    (the messages), ``language``, and ``record_language``: empty, or the attribute of an element into which a script writes
    records' words. What a template puts out itself says its language itself.
    As filters it has ``segments`` and ``per_cent``, for pictures and shares.
    """

    def __init__(self, folders: Sequence[Path], language: Language, record_language: str) -> None:
        self._environment = _Escaping(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=COMPILED,
        )
        self._environment.filters.update({BARE: bare, DRAWN: drawn, "truncate": _truncate})
        self._environment.globals.update(
            {
                "_": language.translate,
                "language": language.tag,
                "record_language": _attribute(record_language) if record_language != language.code else "",
            }
        )
        self._environment.filters.update({"segments": partial(segments, language), "per_cent": per_cent})
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


@pass_context
def _link(context: Context, address: str) -> str:
    link: Callable[[str], str] = context[_LINK]
    return link(address)


_LINK = "link"


class FrameTemplates:
    """The templates of a frame, in any language: plain texts, every one of them escaped.

    As in MkDocs' own, the filter ``url`` makes a link from the page to an address from the site's root.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=COMPILED,
        )
        self._environment.filters.update({BARE: bare, "url": _link})

    def render(self, name: str, link: Callable[[str], str], **context: object) -> str:
        """The template's HTML. Stops if a template asks for what only another frame gives."""
        try:
            return self._environment.get_template(name).render(**{**context, _LINK: link})
        except TemplateError as error:
            raise CannotRun(
                say(
                    "A template in site_templates/ cannot be used for the built-in frame: {reason}.",
                    reason=str(error),
                )
            ) from None
