"""The past of a piece as a museum writes it, taken apart: one passage a holder, and the notes below.

``toolkit.readers.prose`` reads such a text into these and prints it again; documents take them up from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.values import When

KINDS = (
    "sale", "gift", "inheritance", "consignment", "auction", "trade_in", "return", "loan", "theft", "recovery",
    "commission", "custody", "unknown",
)  # fmt: skip
"""What a passage can be; ``unknown`` is a holder of whom it is not said how the piece came to her."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One step of the chain, from one separator to the next.

    ``before + text + after`` is the exact slice of the text, ``text`` from ``start`` to ``end``.
    ``direct`` says that the piece passed straight to the next passage (``;``); without it nothing is known between.

    ``role`` is what the named ``party`` was to the piece: ``to`` (it came to her), ``from`` (it left her: "gift of"),
    ``at`` (sold at her house), ``through`` (her agency). ``source`` is a second party named with her: whose sale,
    whose gift. ``dealer`` marks a name in brackets, an agent, a house of sales.

    ``since`` and ``until`` are read in the light of their sense. Since ``by`` or ``before``: held already then.
    ``after``: some time after. ``about``: roughly. Until ``at least``: still then; ``before`` and ``after`` likewise.
    An empty sense is the date itself. ``dated`` holds the words; a date that cannot be known has only these.
    """

    text: str
    party: str = ""
    kind: str = "unknown"
    certainty: str = ""  # "possibly" or "probably", of the step itself
    place: str = ""
    since: When | None = None
    until: When | None = None
    life: str = ""
    direct: bool = False
    dealer: bool = False
    note_numbers: tuple[int, ...] = ()
    start: int = 0
    end: int = 0
    understood: bool = True
    role: str = "to"
    source: str = ""
    method: str = ""  # as written: "by descent to", "purchased by"
    relation: str = ""  # "his daughter"
    since_sense: str = ""
    until_sense: str = ""
    date_certainty: str = ""
    dated: str = ""
    lot: str = ""
    remarks: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note below the text: its number, its mark, its words; ``mark + text + after`` is the exact slice."""

    number: int
    text: str
    mark: str = ""
    after: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Provenance:
    """A text taken apart: its passages in order, what stands between them and the notes (``rest``), the notes."""

    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    rest: str = ""
