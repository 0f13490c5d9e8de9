"""The photographs and scans of a piece: those a register names, and those whose name begins with its stock number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from toolkit.findings import Place
from toolkit.reports.provenance import ROLES, Picture, Role
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_evidence import PICTURES, kind_of
from toolkit.reports.provenance_sources import case_file
from toolkit.values import fold

_MARKS = re.compile(
    r"\b(back|case ?back|dos|fond|serial|number|numero|hallmarks?|marks?|poincons?|stamps?|movement|mouvement|signature"
    r"|clasp|inside|interieur|date ?code)\b"
)
_DAMAGE = re.compile(r"\b(damages?|scratch\w*|wear|chips?|dents?|usures?|rayures?|dommages?|repairs?)\b")
_NO_SCAN = frozenset({"document", "mark", "photograph"})


def role_of(path: str) -> Role:
    """What a photograph shows, by the words of its name."""
    words = fold(PurePosixPath(path).stem.replace("_", " "))
    return "damage" if _DAMAGE.search(words) else "marks" if _MARKS.search(words) else "overall"


def _is_photograph(path: str, stock_no: str) -> bool:
    """Whether a file under the piece's number is a photograph of it and not the scan of a paper."""
    rest = PurePosixPath(path).stem[len(stock_no) :]
    return PurePosixPath(path).suffix.casefold() in PICTURES and (
        kind_of(rest) in _NO_SCAN or _DAMAGE.search(fold(rest.replace("_", " "))) is not None
    )


def pictures(case: Case, title: str) -> tuple[Picture, ...]:
    """The photographs, the overall view first; a file that a register names and that is not there withholds."""
    found = dict(_named(case))
    number = case.piece.stock_no or ""
    for path in case.documents.files.of(number):
        if _is_photograph(path, number):
            found.setdefault(path, ())
    made = [_picture(case, path, title, places) for path, places in found.items()]
    return tuple(sorted(made, key=lambda one: ROLES.index(one.role)))


def _named(case: Case) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """The files that the stock register names, with the cell."""
    piece = case.piece
    for text in re.split(r"[;|\n]|,(?=\s*\S+\.\w{3,4}\b)", piece.photo or ""):
        if text.strip() and (path := case_file(case, text.strip(), piece.place("photo"))):
            yield path, (piece.place("photo"),)


def _picture(case: Case, path: str, title: str, places: tuple[Place, ...]) -> Picture:
    role = role_of(path)
    shows = case.say(f"role-{role}")
    return Picture(path, case.say("alt", title=title, role=shows), case.say("caption", title=title, role=shows),
                   role, places)  # fmt: skip


def attach_scans(case: Case) -> None:
    """Give every scan under the piece's number to the document it is of; call when all documents are cited."""
    number = case.piece.stock_no or ""
    for path in case.documents.files.of(number):
        if not _is_photograph(path, number) and not any(one.file == path for one in case.documents.cited()):
            case.documents.attach(path)


def missing_roles(found: tuple[Picture, ...]) -> tuple[Role, ...]:
    """What no photograph shows, of the views that Object ID asks for."""
    shown = {one.role for one in found}
    return tuple(role for role in ROLES if role not in shown and role != "document")
