"""Columns of a worksheet put out of sight: those a document has nothing to say in."""

from __future__ import annotations

from toolkit.render.sheet import Element, local

_BEFORE = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr")  # what stands before cols in a worksheet


def hide(root: Element, column: int) -> None:
    """Hide one column; a width set for several at once is kept for the others."""
    widths = root.find("{*}cols")
    if widths is None:
        space = root.tag.rpartition("}")[0] + "}"
        widths = root.makeelement(f"{space}cols")
        root.insert(sum(local(item) in _BEFORE for item in root), widths)
    whole = next((one for one in widths if int(one.get("min")) <= column <= int(one.get("max"))), None)
    if whole is None:
        alone = widths.makeelement(f"{widths.tag.rpartition('}')[0]}}}col", {"min": str(column), "max": str(column)})
        alone.set("width", "9")
        widths.insert(sum(int(one.get("min")) < column for one in widths), alone)
    else:
        alone = _cut(whole, column)
    alone.set("hidden", "1")


def _cut(whole: Element, column: int) -> Element:
    """The columns of one setting cut apart, so that one of them has its own."""
    first, last = int(whole.get("min")), int(whole.get("max"))
    pieces = [(first, column - 1), (column, column), (column + 1, last)]
    made = []
    for start, end in (piece for piece in pieces if piece[0] <= piece[1]):
        copy = whole.makeelement(whole.tag, {**whole.attrib, "min": str(start), "max": str(end)})
        whole.addprevious(copy)
        made.append(copy)
    whole.getparent().remove(whole)
    return next(one for one in made if one.get("min") == one.get("max") == str(column))
