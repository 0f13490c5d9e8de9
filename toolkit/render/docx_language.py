"""What a letter's template may say: names, loops, choices. It calculates nothing, calls nothing, reaches nothing else.

jinja2's sandbox stands behind this; in front of it stands a list of what is allowed, read before any data is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from toolkit.findings import ToolkitError

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.For,
    nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.Test,
    nodes.Concat, nodes.Tuple, nodes.List, nodes.Keyword,
)  # fmt: skip
FILTERS = ("upper", "lower", "capitalize", "trim", "join", "first", "last", "length", "default")
TESTS = ("defined", "undefined", "odd", "even", "in", "eq", "ne", "==", "!=", "none")
LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})
_NAMES: Mapping[str, str] = {
    "Call": "calls a function", "Assign": "sets a value", "AssignBlock": "sets a value", "Include": "takes in a file",
    "Import": "takes in a file", "FromImport": "takes in a file", "Extends": "takes in a file",
    "Macro": "defines a macro",
    "CallBlock": "calls a macro", "FilterBlock": "filters a block", "Block": "defines a block",
    "ScopedEvalContextModifier": "changes how texts are written",
}  # fmt: skip
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
LINES = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
SIGNS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{_|_\}")
"""Signs of a template in data: they would stay text, but nobody writes them into a letter."""


class Language(ImmutableSandboxedEnvironment):
    """jinja2 with nothing in it: no globals, few filters, and of a value only what the letter's own facts hold."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A fact by its name; never anything of Python's own."""
        if isinstance(obj, Undefined):
            return obj[attribute]
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A fact by its name, or a line by its number."""
        if isinstance(obj, list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.getattr(obj, argument if isinstance(argument, str) else str(argument))


@cache
def language() -> Language:
    """The one language of letters."""
    made = Language(autoescape=True, undefined=StrictUndefined, finalize=printed, cache_size=0)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in TESTS}
    return made


def printed(value: object) -> object:
    """A value as the letter shows it: escaped, its line breaks Word's own. What is no text is refused."""
    if isinstance(value, Undefined):
        str(value)  # says which name is missing
    if hasattr(value, "__html__"):
        return value  # a picture or a styled text; a context holds no other
    if (isinstance(value, str) and value.strip()) or (isinstance(value, int) and not isinstance(value, bool)):
        return Markup(LINES.sub(_BREAK, escape(str(value))).replace("\t", _TAB))  # noqa: S704 - escaped just here
    what = (
        "a list" if isinstance(value, list | tuple) else "a group of fields" if isinstance(value, Mapping) else "empty"
    )
    raise ToolkitError(
        f"A field of the letter is {what} and cannot be printed.", "See boutique fields.", code="template"
    )


def forbidden(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """What a template says that it may not, each with its line."""
    yield from _below(tree, 1)


def _below(node: nodes.Node, line: int) -> Iterator[tuple[int, str]]:
    below = (child.lineno for child in node.find_all(nodes.Node) if child.lineno)
    line = node.lineno or next(below, line)  # some nodes of jinja2's own making have none
    if why := _forbidden(node):
        yield line, why
        return
    for child in node.iter_child_nodes():
        yield from _below(child, line)


def _forbidden(node: nodes.Node) -> str:
    named = node.attr if isinstance(node, nodes.Getattr) else getattr(node, "name", "")
    if isinstance(node, nodes.Getitem):
        if not isinstance(node.arg, nodes.Const | nodes.Name):
            return "a field is named, not worked out"
        named = getattr(node.arg, "value", "")
    if isinstance(named, str) and named.startswith("_"):
        return f"no field is called {named!r}"
    return _unknown(node)


def _unknown(node: nodes.Node) -> str:
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        return f"the filter {node.name} is not known here; there are {', '.join(FILTERS)}"
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        return f"the test {node.name!r} is not known here"
    if isinstance(node, nodes.For) and node.recursive:
        return "a loop may not call itself"
    if isinstance(node, _ALLOWED):
        return ""
    return f"it {_NAMES.get(type(node).__name__, 'calculates')}, and a letter only prints what it is given"
