"""The chain of ownership as it is printed: one passage a step in the museum convention, and the gaps between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.render.dossier_words import bounded, capital, dated, say
from toolkit.reports.provenance import Gap, Link
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_deeds import Deed
from toolkit.reports.provenance_steps import Step, steps
from toolkit.reports.provenance_text import steps_of_texts
from toolkit.values import When, fold
from toolkit.vocabulary import GONE


@dataclass(frozen=True, slots=True)
class Told:
    """The chain, its gaps, the chain as one paragraph, and the deeds that move nothing (services, exhibitions)."""

    links: tuple[Link, ...]
    gaps: tuple[Gap, ...]
    words: str
    apart: tuple[Deed, ...]


def chain(case: Case, deeds: Sequence[Deed]) -> Told:
    """The chain of ownership of the piece in its edition, from everything done with it."""
    prose = steps_of_texts(case)
    found = steps(case, deeds, prose)
    links = tuple(_link(case, found, at) for at in range(len(found)))
    marks = {";": case.say("semicolon"), ".": "."}
    words = " ".join(link.text + marks[link.mark] for link in links) or case.say("no-chain")
    apart = tuple(deed for deed in deeds if deed.kind in {"service", "exhibition", "publication"})
    return Told(links, tuple(gaps(case, found)), words, apart)


def _link(case: Case, chain: Sequence[Step], at: int) -> Link:
    step, last = chain[at], at == len(chain) - 1
    opens = at == 0 or not chain[at - 1].direct
    party = _party(case, step, last=last)
    text = step.raw if step.raw and case.internal else _passage(case, step, party)
    text = capital(text) if opens else text
    documents = [case.say("document-note", document=case.documents.title(name), id=name) for name in step.evidence]
    note = " ".join(filter(None, (*documents, step.note, step.remark if case.internal else "")))
    return Link(
        text=text, party=capital(party), kind=step.kind, direct=step.direct and not last, title=step.title,
        certainty=step.certainty, since=step.when, until=step.until, date_words=", ".join(_dates(case, step)),
        private=step.party is not None and step.party.private, status=step.status,
        status_words=case.say(f"status-{step.status}", by=step.by), evidence=step.evidence,
        notes=case.notes.add(note, step.places), places=step.places,
    )  # fmt: skip


def _party(case: Case, step: Step, *, last: bool) -> str:
    """The holder as this edition names them; whoever bought the piece from the house last is its present owner."""
    if step.party is None:
        return case.say("unnamed")
    if last and step.seller and (not case.internal or not step.party.words):
        return case.say("present-owner")
    return case.shown(step.party)


def _passage(case: Case, step: Step, party: str) -> str:
    """One step in the museum convention: the holder, how it came to them and where, when, until when."""
    language = case.language
    if step.seller:
        head = say("step-from-house", language, party=party, house=step.seller.words)
    elif step.kind == "recovery" and step.party is None:
        head = say("step-recovered", language)
    elif step.kind == "made" and step.when is None:
        return say("step-made-undated", language, party=party)
    else:
        head = say(f"step-{step.kind}", language, party=party)
    where = step.where if fold(step.where) not in fold(party) or not step.where else ""
    known_place = step.party is not None and not _is_private_place(case, step)
    if where and known_place and step.kind != "held":
        head = f"{head} {say('at-place', language, place=where)}" if language == "en" else f"{head}, {where}"
        glued = False
    else:
        glued = language == "en" and step.kind in _VERBS and step.sense in {"", "about"}
    dates = _dates(case, step)
    words = (" " if glued and dates and step.when else ", ").join([head, *dates[:1]])
    words = ", ".join([words, *dates[1:]])
    return say(step.certainty, language, words=words) if step.certainty else words


_VERBS = frozenset({"commission", "sale", "auction", "unknown", "theft", "recovery", "consignment", "trade_in"})
"""Steps whose English words take their date without a comma: ``purchased 1951``."""


def _is_private_place(case: Case, step: Step) -> bool:
    """Whether the place of a private person's step may be more than a town, in a copy that leaves the house."""
    private = step.party is not None and step.party.private and not case.agreed(step.party)
    return private and not case.internal and not case.holdings.people.is_place(step.where)


def _dates(case: Case, step: Step) -> list[str]:
    """The dates of a step in words: since, until; not known where a deed has none."""
    said: list[str] = []
    if step.when is not None:
        sense = "from" if step.kind in {"consignment", "loan"} and not step.sense else step.sense
        said.append(bounded(sense, step.when, case.language))
    elif step.kind not in {"held", "custody"} and not step.raw:
        said.append(case.say("undated"))
    if step.until is not None:
        said.append(bounded(step.until_sense, step.until, case.language))
    return said or ([step.dated] if step.dated else [])


def gaps(case: Case, chain: Sequence[Step]) -> list[Gap]:
    """Every place where no direct transfer is documented, with its length where both ends are known.

    A chain that does not come as far as the house ends in one: how the house has the piece is not known.
    """
    opens = [_gap(case, -1, None, _first_known(chain, 0))] if chain and chain[0].kind != "made" else []
    joins = (at for at in range(len(chain) - 1) if not chain[at].direct)
    between = [_gap(case, at, _last_known(chain, at), _first_known(chain, at + 1)) for at in joins]
    return [*opens, *between, *([] if _reaches_house(case, chain) else [_to_house(case, chain)])]


def _reaches_house(case: Case, chain: Sequence[Step]) -> bool:
    """Whether the chain tells of the house: as its last holder, or earlier where the piece has left it since."""
    ours = [step.seller is not None or (step.party is not None and step.party.nature == "house") for step in chain]
    last = next((at for at in reversed(range(len(chain))) if chain[at].title or ours[at]), None)
    return last is not None and (ours[last] or (any(ours) and case.piece.status in GONE))


def _to_house(case: Case, chain: Sequence[Step]) -> Gap:
    """The gap between the last known holder and the house."""
    house, since = case.house["house.name"], _last_known(chain, len(chain) - 1) if chain else None
    if since is None:
        return Gap(len(chain) - 1, None, None, None, case.say("gap-house", house=house))
    after = bounded("after", since, case.language)
    return Gap(len(chain) - 1, since, None, None, case.say("gap-house-since", after=after, house=house))


def _gap(case: Case, at: int, since: When | None, until: When | None) -> Gap:
    language = case.language
    if until is not None and since is None:
        return Gap(at, None, until, None, say("gap-until", language, before=bounded("before", until, language)))
    if since is not None and until is None:
        return Gap(at, since, None, None, say("gap-since", language, after=bounded("after", since, language)))
    if since is None or until is None:
        return Gap(at, None, None, None, say("gap-open", language))
    years = max(0, until.earliest.year - since.latest.year)
    if not years:
        return Gap(at, since, until, 0, say("gap-same", language, until=dated(until, language)))
    first, last = (bounded("on", day, language) for day in (since, until))
    return Gap(at, since, until, years, say("gap", language, n=years, since=first, until=last))


def _last_known(chain: Sequence[Step], at: int) -> When | None:
    """The last day of which something is known of a step, or of what passed directly to it."""
    step = chain[at]
    known = step.until or step.when
    return known if known or at == 0 or not chain[at - 1].direct else _last_known(chain, at - 1)


def _first_known(chain: Sequence[Step], at: int) -> When | None:
    """The first day of which something is known of a step, or of what it passed directly to."""
    step = chain[at]
    known = step.when or step.until
    return known if known or not step.direct or at + 1 >= len(chain) else _first_known(chain, at + 1)
