"""What a tagged page still lacks when WeasyPrint has set it, put right before it is written.

Three things a screen reader stumbles over: the print in the margins counts as words of the text, the identifiers of
a table's headings stand in no index, and a picture's place is measured from the top in pixels of the screen, where a
PDF measures points from the foot of the page. And one thing nobody may forget: what a picture shows, in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toolkit.findings import ToolkitError

_MARGIN = "<</Type /Pagination>>"
_POINTS = 0.75  # of a screen's pixel


def mend(document: Any, pdf: Any) -> None:
    """Put the tags of a laid-out document right; WeasyPrint calls this when all is drawn and nothing written.

    Raises ToolkitError for a picture without words.
    """
    elements = {item.reference: item for item in pdf.objects if _is(item, "/StructElem")}
    _no_mute_figures(elements)
    _set_places(elements, pdf.page_references, [page.height for page in document.pages])
    _index_headings(pdf, elements)
    _set_margins_apart(pdf, elements)


def _is(item: Any, kind: str) -> bool:
    """Whether an object of the file is a dictionary of that type."""
    return isinstance(item, dict) and item.get("Type") == kind


def _no_mute_figures(elements: dict[bytes, Any]) -> None:
    """Refuse a picture without alternative text; WeasyPrint itself says nothing of a drawing."""
    if any(element["S"] == "/Figure" and "Alt" not in element for element in elements.values()):
        raise ToolkitError(
            "A picture or drawing of the page has no words for a reader who cannot see it.",
            "Give every <img> an alt text and every <svg> a <title> in the house's template, or remove the template.",
            code="template",
        )


def _set_places(elements: dict[bytes, Any], pages: tuple[bytes, ...], heights: list[float]) -> None:
    """Give each picture its place on the page, in the page's own measure."""
    for element in elements.values():
        if element["S"] == "/Figure":
            left, top, right, bottom = element["A"]["BBox"]
            height = heights[pages.index(element["Pg"])]
            corners = (left, height - bottom, right, height - top)
            element["A"]["BBox"][:] = [round(corner * _POINTS, 4) for corner in corners]


def _index_headings(pdf: Any, elements: dict[bytes, Any]) -> None:
    """List the identifiers of the table headings, by which their cells name them."""
    named = sorted((element["ID"].data, reference) for reference, element in elements.items() if "ID" in element)
    if named:
        _root(pdf)["IDTree"] = b"<</Names [%b]>>" % b" ".join(part for pair in named for part in pair)


def _set_margins_apart(pdf: Any, elements: dict[bytes, Any]) -> None:
    """Mark what stands in the margins (house, number, page) as no part of the text: it belongs to no element."""
    tied = set(_below(_root(pdf)["K"], elements))
    for number, reference in enumerate(pdf.page_references):
        page = _object(pdf, reference)
        owners = _owners(pdf, number)
        loose = {mark for mark, owner in enumerate(owners) if owner not in tied}
        drawn = _object(pdf, page["Contents"]).stream
        for at, item in enumerate(drawn):
            if isinstance(item, dict) and item.get("MCID") in loose:
                drawn[at - 1], drawn[at] = "/Artifact", _MARGIN
        for mark in loose:
            owners[mark] = "null"
    for reference in elements.keys() - tied:
        elements[reference].clear()


def _below(kids: Any, elements: dict[bytes, Any]) -> Iterator[bytes]:
    """The references of the elements a reader comes to, from the top down."""
    waiting = [kid for kid in kids if kid in elements]
    while waiting:
        reference = waiting.pop()
        yield reference
        waiting += [kid for kid in elements[reference]["K"] if kid in elements]


def _root(pdf: Any) -> Any:
    """The root of the structure."""
    return _object(pdf, pdf.catalog["StructTreeRoot"])


def _owners(pdf: Any, page: int) -> Any:
    """Which element owns each marked piece of a page: what the structure's number tree says of it."""
    numbers = _object(pdf, _root(pdf)["ParentTree"])["Nums"]
    return numbers[numbers[::2].index(page) * 2 + 1]


def _object(pdf: Any, reference: bytes) -> Any:
    """The object a reference leads to."""
    return pdf.objects[int(reference.split()[0])]
