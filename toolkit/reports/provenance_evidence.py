"""The documents behind a dossier: what the registers name, and the files of the house's evidence folder beside them.

A file belongs to a piece when a register names it, or when its name begins with the stock number; nothing else is
taken for the piece's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath

from toolkit.findings import Place
from toolkit.render.dossier_words import dated, say
from toolkit.reports.provenance import Evidence
from toolkit.values import When, fold, fold_code

KINDS: tuple[tuple[str, str], ...] = (
    ("extract", r"extracts?|extraits?|archives?|archivauszug|stammbuchauszug|estratto|extracto"),
    ("permit", r"cites|permits?|permis"),
    ("will", r"wills?|probate|testament\w*|bequest|succession|erbschein|testamento"),
    ("catalogue", r"catalogues?|catalogs?|catalogo|katalog\w*|lots?"),
    ("valuation", r"valuations?|appraisals?|estimations?|gutachten|perizia|tasacion"),
    ("report", r"reports?|rapports?|certificat\w*|laboratory|laboratoire|labor|gia|igi|hrd|ssef|gubelin"),
    ("service", r"service|repair\w*|revision|factures? (d |de )?(entretien|sav|reparation)"),
    ("purchase", r"purchase|bought|factures? d achat|achat|ankauf\w*|einkauf\w*"),
    ("sale", r"sales? invoices?|factures? de vente"),
    ("invoice", r"invoices?|factures?|rechnung\w*|fatture?|facturas?"),
    ("receipt", r"receipts?|recus?|quittances?|quittung|ricevut\w*|recibos?"),
    ("card", r"warranty|guarantee|card|carte|garantie\w*|garanzia|garantia"),
    ("letter", r"letters?|lettres?|brief\w*|letter[ae]|cartas?|e ?mails?"),
    ("statement", r"statements?|declarations?|attestations?|erklarung|dichiarazione|declaracion"),
    ("mark", r"marks?|marques?|poincons?|punzen?|stempel|hallmarks?|stamps?|marchio"),
    ("photograph", r"photo\w*|fotos?|pictures?|bild\w*"),
)  # fmt: skip
"""Kinds of documents and the words that tell them, folded; the first that fits counts."""

SHOWN_TO_CLIENTS = frozenset({"report", "extract"})
"""Kinds whose scan may go to a client: others name suppliers, sellers, prices or private persons."""

_FILE = re.compile(r"\.(pdf|jpe?g|png|tiff?|webp|heic|gif|bmp|docx?|xlsx?|eml|msg|txt)$", re.IGNORECASE)
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".gif", ".bmp"})


@lru_cache(maxsize=4096)
def kind_of(words: str) -> str:
    """The kind of document that the words name; ``document`` where they name none."""
    folded = fold(words.replace("_", " "))
    return next((kind for kind, pattern in KINDS if re.search(rf"\b({pattern})\b", folded)), "document")


def is_file_name(text: str) -> bool:
    """Whether a text is the name of a file."""
    return bool(_FILE.search(text.strip()))


def _key(path: str) -> str:
    """A file's name for comparison: systems differ in capitals, slashes and how they put accents together."""
    return unicodedata.normalize("NFC", path.strip().replace("\\", "/")).casefold().lstrip("./")


@dataclass(slots=True)
class Files:
    """The files of the evidence folder, as the registers may name them."""

    digests: Mapping[str, str]
    folder: str
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the paths for comparison."""
        self._names = {_key(path): path for path in sorted(self.digests)}

    def named(self, text: str) -> tuple[str, ...]:
        """The files that a cell can mean: the one under that path, else those of that name in the evidence folder."""
        key, folder = _key(text), _key(self.folder)
        for path in (key, f"{folder}/{key}"):
            if path in self._names:
                return (self._names[path],)
        within = ((name, path) for name, path in self._names.items() if name.startswith(f"{folder}/"))
        return tuple(path for name, path in within if name.endswith(f"/{key}"))

    def of(self, stock_no: str) -> tuple[str, ...]:
        """The files whose name begins with a stock number, in the order of their names."""
        number, folder = stock_no.casefold(), _key(self.folder)
        if not number:
            return ()
        return tuple(
            path for name, path in self._names.items()
            if name.startswith(f"{folder}/") and _begins(name.rpartition("/")[2], number)
        )  # fmt: skip


def _begins(name: str, number: str) -> bool:
    """Whether a file's name begins with a number, and not with a longer one."""
    return name.startswith(number) and name[len(number) : len(number) + 1] not in _MORE


_MORE = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")


@dataclass(slots=True)
class Documents:
    """The documents cited so far, in the order in which they were first cited."""

    language: str
    internal: bool
    files: Files
    _cited: dict[tuple[str, str], Evidence] = field(default_factory=dict)
    _seen: dict[str, tuple[str, When]] = field(default_factory=dict)

    def cite(  # noqa: PLR0913 - a document has this many parts, each named at the call
        self,
        kind: str,
        places: Iterable[Place],
        *,
        number: str = "",
        words: str = "",
        issuer: str = "",
        day: When | None = None,
        says: str = "",
        matches: bool | None = None,
        file: str = "",
        seen: tuple[str, When] | None = None,
    ) -> str:
        """The id of a document; the same kind and number is the same document, wherever it is named.

        ``words`` are the register's own for it, which only the internal edition prints; ``seen`` is who of the house
        saw the original, and when.
        """
        key = (_family(kind), fold_code(number) if number else fold(words or kind))
        known = self._cited.get(key)
        if known is None:
            title = words if self.internal and words else say(f"kind-{kind}", self.language)
            known = Evidence(f"E{len(self._cited) + 1}", kind, title)
        self._cited[key] = replace(
            known,
            issuer=known.issuer or issuer,
            number=known.number or number,
            dated=known.dated or day,
            date_words=known.date_words or (dated(day, self.language) if day else ""),
            says=known.says or says,
            matches=matches if known.matches is None else known.matches,
            file=known.file or file,
            places=tuple(dict.fromkeys((*known.places, *places))),
        )
        if seen:
            self._seen.setdefault(known.id, seen)
        return known.id

    def attach(self, path: str) -> str:
        """The id of the document that a file of the piece is a scan of: the only one of its kind without a file."""
        kind = kind_of(PurePosixPath(path).stem)
        waiting = [key for key, each in self._cited.items() if _family(each.kind) == _family(kind) and not each.file]
        if len(waiting) == 1:
            self._cited[waiting[0]] = replace(self._cited[waiting[0]], file=path)
            return self._cited[waiting[0]].id
        return self.cite(kind, (), words=PurePosixPath(path).name, file=path)

    def title(self, identity: str) -> str:
        """A document as a footnote names it: its title and number."""
        found = next(each for each in self._cited.values() if each.id == identity)
        number = self._number(found)
        return ", ".join(filter(None, (found.title, number and say("no-number", self.language, number=number))))

    def told(self, identity: str, *, under: str) -> str:
        """A document as a fact tells of it under a label: what the label says already is not said again."""
        found = next(each for each in self._cited.values() if each.id == identity)
        title = self.title(identity)
        if fold(found.title) == fold(under):
            title = title[len(found.title) :].lstrip(", ")
        return ", ".join(filter(None, (title, found.date_words))) or found.title

    def _number(self, one: Evidence) -> str:
        """A document's number, as far as this edition may know it: a supplier's invoice is not a client's business."""
        return one.number if self.internal or one.kind not in {"purchase", "agreement"} else ""

    def held(self) -> frozenset[str]:
        """The ids of the documents that are on file, or whose original was seen."""
        return frozenset(each.id for each in self._cited.values() if each.file) | frozenset(self._seen)

    def missing(self) -> int:
        """How many of the documents are not on file."""
        return sum(not each.file for each in self._cited.values())

    def cited(self) -> tuple[Evidence, ...]:
        """Every document so far, as it is kept."""
        return tuple(self._cited.values())

    def all(self) -> tuple[Evidence, ...]:
        """Every document, with how it was checked and whether this edition may show its scan."""
        return tuple(self._finished(each) for each in self._cited.values())

    def _known(self, one: Evidence) -> str:
        """How the house knows of a document: whether a copy is here, and who saw the original."""
        words = say("checked-file" if one.file else "checked-none", self.language)
        if one.id not in self._seen:
            return words
        who, day = self._seen[one.id]
        key = "checked-seen-by" if self.internal else "checked-seen"
        original = say(key, self.language, who=who, date=dated(day, self.language))
        return f"{original} {words if one.file else say('checked-no-copy', self.language)}"

    def _finished(self, one: Evidence) -> Evidence:
        checked = " ".join(filter(None, (self._known(one), say("checked-card", self.language) if one.matches else "")))
        enclosed = bool(one.file) and (self.internal or one.kind in SHOWN_TO_CLIENTS)
        shown = one.file if self.internal or enclosed else ""
        digest = self.files.digests[shown] if shown else ""
        return replace(
            one, checked=checked, file=shown, sha256=digest, enclosed=enclosed, number=self._number(one),
            issuer=one.issuer if self.internal or one.kind in SHOWN_TO_CLIENTS else "",
        )  # fmt: skip


def _family(kind: str) -> str:
    """Kinds that registers call by one name: an invoice may be known as the purchase invoice elsewhere."""
    return "invoice" if kind in {"invoice", "purchase", "sale", "service", "receipt"} else kind
