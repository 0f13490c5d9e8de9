"""From deeds to the steps of the chain: who held the piece, what passed directly to whom, and what cannot be.

A step is direct to the next only where a deed names both sides and rests on a document or a source. A holder whom no
deed brought to the piece stands on their own, behind a gap. A consignment or a loan moves custody, never title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.dates import when as parsed
from toolkit.findings import Place
from toolkit.reports.provenance import ADD_A_ROW, Certainty, Status
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_deeds import CUSTODY, TOLD_APART, Deed, cells
from toolkit.reports.provenance_people import Party, town_of
from toolkit.reports.provenance_sources import before, placed
from toolkit.values import When, fold

UNSIGNED = frozenset(
    {"unsigned", "non signe", "non signee", "unsigniert", "senza firma", "sin firma", "unknown", "inconnu"}
)


@dataclass(slots=True)
class Step:
    """One step while the chain is being built. ``kind`` is a phrase (``step-sale``); ``raw`` a museum's own words."""

    party: Party | None
    kind: str
    when: When | None = None
    places: tuple[Place, ...] = ()
    sense: str = ""
    until: When | None = None
    until_sense: str = "until at least"
    where: str = ""
    certainty: Certainty = ""
    status: Status = "stated"
    by: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""
    remark: str = ""
    title: bool = True
    direct: bool = False
    own: bool = False
    raw: str = ""
    dated: str = ""
    seller: Party | None = None


def same(one: Party | None, other: Party | None) -> bool:
    """Whether two cells name one party, as far as their words tell."""
    if one is None or other is None:
        return False
    makers = {"maker", "the-maker"}
    if one.key == other.key:
        return not one.at_odds(other)
    return bool(makers & {one.nature, one.kind}) and bool(makers & {other.nature, other.kind})


class Chain:
    """The steps so far, and who holds title."""

    def __init__(self, case: Case, steps: Sequence[Step] = ()) -> None:
        """Begin with steps already known."""
        self.case = case
        self.steps: list[Step] = []
        self.holder: Step | None = None
        for step in steps:
            self.put(step)

    def put(self, step: Step) -> None:
        """Add a step; title moves to it unless it is custody."""
        self.steps.append(step)
        if step.title:
            self.holder = step

    def take(self, deed: Deed) -> None:
        """Add what a deed brings about."""
        if deed.kind == "made":
            self._made(deed)
            return
        self._meet(deed)
        if deed.kind == "theft":
            self.put(_step(deed, None, title=False))
        elif deed.taker is not None or deed.kind == "recovery":
            self.put(_step(deed, deed.taker, title=deed.kind not in CUSTODY))
        elif self.holder is not None and deed.when is not None:
            self.holder.until, self.holder.until_sense = deed.when, "until"
            self.holder.places = tuple(dict.fromkeys((*self.holder.places, *deed.places)))

    def _made(self, deed: Deed) -> None:
        """The maker begins the chain; a piece made for somebody passes directly to them."""
        maker = deed.giver or deed.taker or self._brand()
        if maker is None:
            return
        first = _step(deed, maker)
        self.put(first)
        if deed.giver and deed.taker and not same(deed.giver, deed.taker):
            first.direct = deed.proven
            ordered = _step(deed, deed.taker)
            ordered.kind = "commission"
            self.put(ordered)

    def _brand(self) -> Party | None:
        brand = self.case.piece.brand
        return self.case.party(brand) if brand and fold(brand) not in UNSIGNED else None

    def _meet(self, deed: Deed) -> None:
        """Join a deed to the chain by the party who gave the piece, or open a step for one not met before."""
        last, giver = self.steps[-1] if self.steps else None, deed.giver
        if self.holder and self.holder.own and not deed.own and not same(self.holder.party, giver):
            self._after_us(deed)
        if last and self._gives(giver, deed):
            last.direct = deed.proven
            return
        if last:
            last.direct = False
        if giver is None:
            return
        if giver.named and any(same(step.party, giver) for step in self.steps if step.title):
            self.case.withhold(
                f"{giver.words} parts with the piece, but had parted with it before; nothing says that it came back.",
                deed.at("giver"), "Add the event by which it came back, or correct the name.", ADD_A_ROW,
            )  # fmt: skip
        opened = Step(giver, "held", places=deed.places, status=deed.status, by=deed.by, evidence=deed.evidence)
        opened.direct = deed.proven
        self.put(opened)

    def _gives(self, giver: Party | None, deed: Deed) -> bool:
        """Whether the giver is who holds the piece now; the house sells what is consigned to it.

        A holder called "the vendor" is the person from whom the house has the piece, by whatever name.
        """
        holder = self.holder.party if self.holder else None
        if same(holder, giver):
            return True
        if deed.own and giver is not None and giver.private and holder is not None and holder.vendor:
            return True
        keeper = self.steps[-1]
        return bool(deed.own and giver and giver.nature == "house" and keeper.own and not keeper.title)

    def _after_us(self, deed: Deed) -> None:
        self.case.withhold(
            "The register of provenance tells of an event after the house acquired the piece and before it was sold.",
            (*deed.at("when"), *(self.holder.places[:1] if self.holder else ())),
            "Correct the date of the event, or of the acquisition; only the sale comes after it.",
        )


def _step(deed: Deed, party: Party | None, *, title: bool = True) -> Step:
    seller = deed.giver if deed.own and deed.giver and deed.giver.nature == "house" else None
    return Step(
        party, deed.kind, deed.when, deed.places, until=deed.until, where=deed.where, certainty=deed.certainty,
        status=deed.status, by=deed.by, evidence=deed.evidence, note=deed.note,
        remark=deed.remark, title=title, own=deed.own and seller is None, seller=seller,
    )  # fmt: skip


def made_by_register(case: Case) -> Deed | None:
    """The making of the piece as the stock register has it, where the provenance does not tell of it."""
    piece = case.piece
    if not piece.brand or fold(piece.brand) in UNSIGNED:
        return None
    year = parsed(piece.year_made) if piece.year_made else None
    return Deed(
        "made", None, case.party(piece.brand), year if isinstance(year, When) else None,
        placed(piece, "brand", "year_made"), by=case.say("by-register", house=case.house["house.name"]),
        cells=cells(piece, when="year_made"),
    )  # fmt: skip


def steps(case: Case, deeds: Sequence[Deed], prose: Sequence[Step]) -> list[Step]:
    """The chain from the earliest holder to the latest."""
    made = [deed for deed in deeds if deed.kind == "made"]
    if not made and not any(step.kind == "made" for step in prose):
        made = [deed for deed in (made_by_register(case),) if deed]
    told = [deed for deed in deeds if deed.kind not in TOLD_APART and deed.kind != "made"]
    _possible(case, made, [deed for deed in deeds if deed.kind != "made"])
    chain = Chain(case)
    for deed in made[:1]:
        chain.take(deed)
    for step in prose:
        chain.put(step)
    for deed in told:
        chain.take(deed)
    _witnessed(case, chain.steps, [deed for deed in deeds if deed.kind in TOLD_APART])
    _held_longer(case, chain.steps)
    return chain.steps


def _possible(case: Case, made: Sequence[Deed], rest: Iterable[Deed]) -> None:
    """Nothing ends before it begins, and nothing happens before the piece was made."""
    for deed in rest:
        if before(deed.until, deed.when):
            case.withhold(
                "An event of the provenance ends before it begins.", deed.at("until", "when"),
                "Correct whichever date is wrong, from the document.",
            )  # fmt: skip
        for first in made:
            if before(deed.when, first.when):
                case.withhold(
                    "Something happened to the piece before it was made.", (*deed.at("when"), *first.at("when")),
                    "Correct the date of the event, or the year of making.",
                )  # fmt: skip


def _held_longer(case: Case, chain: Sequence[Step]) -> None:
    """Nobody holds a piece after it passed on from them."""
    for at, step in enumerate(chain[:-1]):
        following = next((later for later in chain[at + 1 :] if later.title and later.when), None)
        if step.title and following and before(following.when, step.until):
            spots = (*step.places, *following.places)
            case.withhold(
                "An owner is said to have held the piece after it passed to another.", spots,
                "Correct whichever date is wrong, from the document.",
            )  # fmt: skip


def _witnessed(case: Case, chain: Sequence[Step], witnesses: Sequence[Deed]) -> None:
    """A service in the town of an owner of whom nothing earlier is known shows that they held it by then."""
    for at, step in enumerate(chain):
        town = step.party.town if step.party else ""
        if step.kind != "held" or step.when or not town:
            continue
        following = chain[at + 1].when if at + 1 < len(chain) else None
        former = next((one.until or one.when for one in reversed(chain[:at]) if one.until or one.when), None)
        for deed in witnesses:
            within = deed.when and not before(deed.when, former) and not before(following, deed.when)
            if within and fold(town_of(deed.where)) == fold(town):
                step.when, step.sense, step.status, step.by = deed.when, "by", "inferred", case.say("by-place")
                step.evidence = tuple(dict.fromkeys((*deed.evidence, *step.evidence)))
                step.places = tuple(dict.fromkeys((*step.places, *deed.places)))
                break
