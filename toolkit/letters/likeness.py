"""Not a circular: whether a letter is too like another, and whether anything in it is meant for this client alone.

What the house says to everybody (the salutation, the close, the lines of its stationery, the fixed words of a
template) does not make two letters alike. What should be one client's own, and stands in another's letter too, does;
and so does a letter that says to a client again what her last one said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from toolkit.letters.letter import Hold
from toolkit.letters.sentences import sentences
from toolkit.values import fold

FEWEST = 5
"""Words a sentence must have to be told from a turn of phrase everybody uses."""
NEAR = 88.0
"""From which likeness, of 100, two sentences count as one: a word or a name exchanged, no more."""
AGAIN = 0.5
"""Which share of a letter's sentences may stand in the same client's former letter before it is the same letter."""
_RUN = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it is compared. ``mark`` and ``client`` tell letters and clients apart; they are no names.

    ``text`` is its body without letterhead and foot, one paragraph a line; ``own`` the paragraph its adviser wrote;
    ``names`` are what the client is called, ``facts`` the texts that are hers alone (a piece, a date, a place), and
    ``fixed`` the template's sentences, in which each name and fact is three dots, and the house's own lines.
    """

    mark: str
    client: str
    text: str
    own: str = ""
    names: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """A draft too like another letter: which, whether that one was sent to the same client before, and where.

    ``said`` are the draft's own sentences that the other has, in their order; ``share`` is how much of what could
    repeat does, from 0 to 1.
    """

    mark: str
    other: str
    former: bool
    share: float
    said: tuple[str, ...]


def likeness(drafts: Sequence[Draft], former: Mapping[str, Sequence[Draft]]) -> tuple[Alike, ...]:
    """What is too alike: each draft against the same client's ``former`` letters, by client, and against the batch.

    Of two letters of one batch each is told of the other; of several former ones the likest. In the order of drafts.
    """
    told = {draft.mark: _free(draft) for draft in drafts}
    found: dict[str, list[Alike]] = defaultdict(list)
    for draft in drafts:
        past = [_again(draft, other) for other in former.get(draft.client, ())]
        likest = max((alike for alike in past if alike), key=lambda alike: alike.share, default=None)
        if likest:
            found[draft.mark].append(likest)
    for one, other, shared in _shared(drafts, told):
        if one.client != other.client:
            share = len(shared) / len(told[one.mark])
            found[one.mark].append(Alike(one.mark, other.mark, former=False, share=share, said=shared))
    return tuple(alike for draft in drafts for alike in found[draft.mark])


def impersonal(draft: Draft) -> Hold | None:
    """A hold for a letter with nothing of the client's own in it; the adviser's own words release it."""
    if draft.own.strip() or _free(draft) or any(fold(fact) in fold(draft.text) for fact in draft.facts if fold(fact)):
        return None
    return Hold(
        code="impersonal",
        words="but for the name and the day, nothing in this letter is about this client",
        releases="Let the adviser write a sentence of her own in the review.",
        final=False,
    )


def _free(draft: Draft) -> tuple[str, ...]:
    """The sentences of a draft that are not the template's; the adviser's own always, whatever they are like."""
    fixed = {_bare(line, ()) for line in draft.fixed}
    own = set(sentences(draft.own))
    return tuple(
        said
        for said in dict.fromkeys(sentences(draft.text))
        if said in own or (_counts(said) and _bare(said, draft.names + draft.facts) not in fixed)
    )


def _counts(said: str) -> bool:
    return len(fold(said).split()) >= FEWEST


def _bare(said: str, facts: Iterable[str]) -> str:
    """A sentence without what differs from client to client: as a template has it, its facts left out."""
    said = " ".join(said.split())  # a space that does not break is a space
    for fact in sorted((" ".join(fact.split()) for fact in facts), key=len, reverse=True):
        said = said.replace(fact, " ") if fact else said
    return fold(said)


def _again(draft: Draft, other: Draft) -> Alike | None:
    """Whether a draft says what the same client was told before; the house's own lines are said every time."""
    house = {fold(line) for line in draft.fixed if "..." not in line and "…" not in line}
    mine = [said for said in dict.fromkeys(sentences(draft.text)) if _counts(said)]
    theirs = [fold(said) for said in sentences(other.text)]
    repeated = tuple(said for said in mine if any(_near(fold(said), one) for one in theirs))
    own = set(sentences(draft.own))
    weighed = [said for said in mine if said in own or fold(said) not in house] or mine
    share = sum(said in repeated for said in weighed) / len(weighed) if weighed else 0.0
    return Alike(draft.mark, other.mark, former=True, share=share, said=repeated) if share > AGAIN else None


def _shared(
    drafts: Sequence[Draft], told: Mapping[str, tuple[str, ...]]
) -> Iterable[tuple[Draft, Draft, tuple[str, ...]]]:
    """Each pair of drafts with the sentences of the first that the second has too, names and facts apart."""
    runs: dict[tuple[str, ...], set[tuple[int, int]]] = defaultdict(set)
    bare = [[_bare(said, draft.names + draft.facts) for said in told[draft.mark]] for draft in drafts]
    for number, lines in enumerate(bare):
        for at, line in enumerate(lines):
            for run in _runs(line):
                runs[run].add((number, at))
    pairs: dict[tuple[int, int], set[int]] = defaultdict(set)
    for number, lines in enumerate(bare):
        for at, line in enumerate(lines):
            met = {spot for run in _runs(line) for spot in runs[run] if spot[0] != number}
            for other, where in met:
                if at not in pairs[number, other] and _near(line, bare[other][where]):
                    pairs[number, other].add(at)
    for (number, other), spots in sorted(pairs.items()):
        if spots:
            yield drafts[number], drafts[other], tuple(told[drafts[number].mark][at] for at in sorted(spots))


def _runs(line: str) -> set[tuple[str, ...]]:
    """Every few words of a sentence that follow each other; of a shorter one all it has."""
    words = tuple(line.split())
    return {words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1))} if words else set()


@lru_cache(maxsize=65536)
def _near(one: str, other: str) -> bool:
    return one == other or fuzz.ratio(one, other, score_cutoff=NEAR) > 0
