"""The names a letter's template uses: where each stands, in which loop, and what it is called in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from toolkit.render.docx_paragraphs import Paragraph, Tag


@dataclass(frozen=True, slots=True)
class Used:
    """A name as the template writes it (``dish.name``), in which loops, and its path (``dishes[].name``).

    ``where`` is the part it stands in; ``paragraph`` where in it, if that can be told. ``chosen`` says that it only
    decides something and is not printed.
    """

    name: str
    path: str
    where: str
    within: str = ""
    paragraph: Paragraph | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class _Scope:
    """The loops around a tag: what their names stand for, and how they read."""

    names: Mapping[str, str]
    loops: tuple[str, ...] = ()

    @property
    def within(self) -> str:
        return " > ".join(self.loops)


def uses(tree: nodes.Template, typed: Sequence[Tag], where: str) -> Iterator[Used]:
    """Every name of a template, in the order of the text. ``typed`` are its tags, one a line from the second on."""
    for line, name, path, scope, chosen in _walk(tree, _Scope({}), chosen=False):
        tag = typed[line - 2] if 2 <= line < len(typed) + 2 else None
        place = tag.paragraph if tag else None
        yield Used(name, path, place.where if place else where, scope.within, place, chosen)


_Found = tuple[int, str, str, _Scope, bool]


def _walk(node: nodes.Node, scope: _Scope, *, chosen: bool) -> Iterator[_Found]:
    if isinstance(node, nodes.For):
        yield from _walk(node.iter, scope, chosen=True)
        inner = _inside(node, scope)
        for child in (*node.body, *node.else_):
            yield from _walk(child, inner, chosen=False)
    elif isinstance(node, nodes.If):
        yield from _walk(node.test, scope, chosen=True)
        for child in (*node.body, *node.elif_, *node.else_):
            yield from _walk(child, scope, chosen=False)
    elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        named = _named(node, scope)
        if named and named[1]:
            yield node.lineno, *named, scope, chosen
        if isinstance(node, nodes.Getitem):
            yield from _walk(node.arg, scope, chosen=True)
    else:
        for child in node.iter_child_nodes():
            yield from _walk(child, scope, chosen=chosen)


def _inside(node: nodes.For, scope: _Scope) -> _Scope:
    """The scope of a loop's body; ``loop`` and names whose list cannot be told stand for nothing of the letter's."""
    over = _named(node.iter, scope)
    targets = [each.name for each in node.target.find_all(nodes.Name)]
    if isinstance(node.target, nodes.Name):
        targets = [node.target.name]
    names = {**scope.names, "loop": "", **dict.fromkeys(targets, "")}
    if over and isinstance(node.target, nodes.Name):
        names[node.target.name] = f"{over[1]}[]"
    listed = over[0] if over else next((each.name for each in node.iter.find_all(nodes.Name)), "a list")
    return _Scope(names, (*scope.loops, f"for {', '.join(targets)} in {listed}"))


def _named(node: nodes.Node, scope: _Scope) -> tuple[str, str] | None:
    """A chain of names as written, and its path; None where it is no name."""
    if isinstance(node, nodes.Name):
        return node.name, scope.names.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        step = f".{node.attr}"
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        step = f".{node.arg.value}" if isinstance(node.arg.value, str) else "[]"
    else:
        return None
    below = _named(node.node, scope)
    return (below[0] + step, below[1] and below[1] + step) if below else None
