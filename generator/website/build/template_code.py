"""The Python that Jinja makes of templates, leaner: the same bytes as by Jinja's own generator, in half the time.

Jinja's generator must serve every environment: it asks again at each call what is called, whether somebody awaits it, and
wraps in ``Markup`` what is joined a moment later. Ours knows one environment: it escapes, it is not asynchronous, and its
globals do not change. :class:`TemplateCode` writes three kinds of expression in a shorter way, through the functions below;
whatever else stands in a template, and each case that these functions do not know, is Jinja's.
``tests/website/test_template_code.py`` holds it to Jinja's own generator over all templates and over values that want out.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any, NoReturn

import markupsafe
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup, escape

from generator.website.words.marked import Marked, Sentence

_PASSED = "jinja_pass_arg"
"""What Jinja's ``pass_context`` and its like write on a function."""
_FUNCTIONS = frozenset({BuiltinFunctionType, FunctionType, MethodType, type(lru_cache(len))})
"""Kinds of callables whose own ``__call__`` asks for no context."""
_escaped_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""What ``escape`` does to a text that is nothing else, without making it ``Markup``; before MarkupSafe 3 that is ``escape``."""
_as_markup = str.__new__
"""``Markup`` of a text that is known to be nothing else, without asking."""


def escaped(value: Any) -> str:
    """As ``markupsafe.escape`` to whoever joins it: known kinds at once, all others by ``markupsafe.escape``."""
    kind = type(value)
    html: str
    if kind is str:
        return _escaped_text(value)
    if kind is Markup:
        html = value
        return html
    if kind is Marked:
        html = value.__html__()
        return html
    if kind is int or kind is float:
        return str(value)
    if kind is Sentence:
        return _escaped_text(str(value))
    return escape(value)


@internalcode
def called(
    context: Context,
    loop: Mapping[str, object] | None,
    block: Mapping[str, object] | None,
    function: Any,
    /,
    *arguments: Any,
    **named: Any,
) -> Any:
    """As ``context.call``: plain macros and functions at once. ``loop`` and ``block``: the names that are set in these."""
    kind = type(function)
    try:
        if kind is Macro:
            if not (
                function.caller or function.catch_kwargs or function.catch_varargs or function.explicit_caller
            ):
                names = function.arguments
                lacking = len(names) - len(arguments)
                if lacking and named:
                    rest = names[len(arguments) :]
                    if lacking > 0 and named.keys() <= set(rest):
                        arguments += tuple([named.get(name, missing) for name in rest])
                        lacking, named = 0, {}
                elif lacking > 0:
                    arguments += (missing,) * lacking
                    lacking = 0
                if not lacking and not named:
                    html = function._func(*arguments)
                    return _as_markup(Markup, html) if context.eval_ctx.autoescape else html
        elif kind in _FUNCTIONS and not hasattr(function, _PASSED):
            return function(*arguments, **named)
    except StopIteration:
        return context.call(_stop)
    if loop is not None:
        named["_loop_vars"] = loop
    if block is not None:
        named["_block_vars"] = block
    return context.call(function, *arguments, **named)


def _stop() -> NoReturn:
    raise StopIteration


@internalcode
def attribute(value: Any, name: str, environment: Environment) -> Any:
    """As ``environment.getattr``."""
    try:
        return getattr(value, name)
    except AttributeError:
        return environment.getattr(value, name)


class TemplateCode(CodeGenerator):
    """Jinja's generator, but for calls, attributes and what is put out."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        names = ", ".join(function.__name__ for function in (attribute, called, escaped))
        self.writeline(f"from {__name__} import {names}")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escaped(")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's name
        if forward_caller:
            super().visit_Call(node, frame, forward_caller=True)
            return
        loop = "_loop_vars" if frame.loop_frame else "None"
        block = "_block_vars" if frame.block_frame else "None"
        self.write(f"called(context, {loop}, {block}, ")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("attribute(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, environment)")


class _OneForAll(Template):
    """A template whose macros are made once, since all templates of its environment see the same globals."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:  # noqa: ARG002 - other globals are not looked for
        return super()._get_default_module()


class LeanEnvironment(Environment):
    """An environment whose templates become such code. Its globals are set before the first template is loaded."""

    code_generator_class = TemplateCode
    template_class = _OneForAll

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name, function in self.filters.items():
            if hasattr(function, "jinja_async_variant"):
                self.filters[name] = inspect.unwrap(function)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Without a chain to look through at each rendering."""
        return {**self.globals, **(d or {})}

    def getitem(self, obj: Any, argument: Any) -> Any:
        """As Jinja's, which would try ``obj[argument]`` first: what has no items is asked for its attribute at once."""
        if type(argument) is str and not hasattr(type(obj), "__getitem__") and not isinstance(obj, type):
            try:
                return getattr(obj, argument)
            except AttributeError:
                return self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)
