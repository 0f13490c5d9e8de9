"""Letters on the desk: every letter of a time as it stands now, what a person said of it, and what she says next.

A letter is known by its mark (client, occasion, year) and decided in its exact words: the digest of everything a
reader sees, envelope included. Other words are another letter, of which nothing has been said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from toolkit.correspondence import Decision
from toolkit.files import digest, standing
from toolkit.findings import Exit, ToolkitError
from toolkit.house import House
from toolkit.ledger import Ledger
from toolkit.letters.occasions import KINDS
from toolkit.produce.letters_build import DRAFTS, IN_SPITE, on_desk
from toolkit.produce.letters_drafted import Difference, Drafted, Letters, State, Wanted, codes
from toolkit.produce.letters_kept import keep_own
from toolkit.produce.marks import login
from toolkit.produce.reading import read_and_check
from toolkit.values import fold

__all__ = [
    "DRAFTS", "Difference", "Drafted", "Letters", "State", "Verdict", "Wanted", "decide", "decide_all", "desk",
    "on_desk", "said", "say",
]  # fmt: skip

Verdict = Literal["yes", "no", "undone"]
"""What a person says of a letter; ``undone`` takes back what was said."""
_AGAIN = "Look again: boutique letters review."


def desk(house: House, as_at: datetime, wanted: Wanted | None = None) -> Letters:
    """Every letter of a time as it stands now. Nothing is written. Raises ToolkitError (usage) for days or kinds."""
    wanted = wanted or Wanted()
    unknown = [kind for kind in wanted.kinds if kind not in KINDS]
    if unknown:
        raise ToolkitError(
            f"There is no occasion called {unknown[0]!r}.", f"There are: {', '.join(KINDS)}.",
            code="usage", status=Exit.USAGE,
        )  # fmt: skip
    return on_desk(read_and_check(house, as_at), wanted)


def decide(  # noqa: PLR0913, PLR0917 - what a decision consists of
    house: House, letters: Letters, mark: str, words: str, verdict: Verdict, who: str = "", note: str = ""
) -> None:
    """Remember what a person says of one letter, in the words she saw. ``note`` is her reason, without a client's name.

    Raises ToolkitError where the letter is not there (``not-found``) or has other words by now (``stale``), is held
    (``held``) or issued (``issued``), or the note names the client (``name``).
    """
    decide_all(house, [said(letters, mark, words, verdict, who=who, note=note)])


def decide_all(house: House, decisions: Iterable[Decision | None]) -> None:
    """Remember several decisions, all or none; None is what was said before and is not said again."""
    given = [one for one in decisions if one]
    if given:
        with Ledger.open(house.folder) as ledger:
            ledger.decide(given)


def said(  # noqa: PLR0913 - what a decision consists of
    letters: Letters, mark: str, words: str, verdict: Verdict, *, who: str = "", note: str = "", sheet: str = ""
) -> Decision | None:
    """What is to be remembered of an answer; None where just this holds already. Raises as :func:`decide` does."""
    one = _there(letters, mark)
    if words != one.words or _is_stale(one):
        raise ToolkitError(
            f"The letter to {one.client} has other words by now than those that were read.",
            f"Read it again. {_AGAIN}",
            code="stale",
        )
    note = " ".join(note.split())
    if name := _named(one, note):
        raise ToolkitError(
            f"The note names the client ({name}), and the ledger keeps no names.", "Write it without.", code="name"
        )
    if verdict == "yes":
        note = _released(one, note)
    standing_word = one.decision.word if one.decision else "undone"
    same_words = one.decision is None or one.decision.words == words
    same_reason = one.decision is None or note in ("", one.decision.reason)
    if verdict == standing_word and (verdict == "undone" or (same_words and same_reason)):
        return None
    return Decision(mark, words, verdict, who or login(), letters.as_at.isoformat(), note, sheet)


def say(house: House, letters: Letters, mark: str, own: str) -> None:
    """Keep the adviser's own paragraph for a letter; the next desk has it in, and it is to be approved anew.

    Raises ToolkitError where the letter is not there, is issued, or was edited in Word.
    """
    one = _there(letters, mark)
    if one.edited:
        raise ToolkitError(
            f"The draft {one.path.name} was edited in Word, and stays as it is.",
            "Write the paragraph there; or delete the file, to have the letter drafted anew.",
            code="edited",
        )
    keep_own(house.folder, {mark: own})


def _there(letters: Letters, mark: str) -> Drafted:
    """The letter of a mark, if something can still be said of it."""
    one = letters.of(mark)
    if one is None:
        raise ToolkitError("There is no such letter on the desk.", _AGAIN, code="not-found")
    if one.state == "issued":
        raise ToolkitError(f"The letter is issued as {one.number}.", "It can be changed no more.", code="issued")
    return one


def _is_stale(one: Drafted) -> bool:
    """Whether somebody changed the draft since the desk was looked at."""
    now = standing(one.path)
    if now is None:
        return one.edited
    return now != one.data and digest(now) != one.on_disk


def _released(one: Drafted, note: str) -> str:
    """The reason for an approval, with what it is in spite of. Raises ToolkitError where a hold is not released."""
    for hold in one.holds:
        if hold.final:
            raise ToolkitError(f"The letter is held: {hold.words}.", hold.releases, code="held", status=Exit.IN_DOUBT)
    note = IN_SPITE.sub("", note).strip()
    if one.holds and not note:
        raise ToolkitError(
            f"The letter to {one.client} is held: {one.holds[0].words}.",
            f"{one.holds[0].releases} Or approve it with a reason.",
            code="held",
            status=Exit.IN_DOUBT,
        )
    return f"{note} [{codes(one.holds)}]" if one.holds else note


def _named(one: Drafted, note: str) -> str:
    """A name of the client that a note says."""
    client = one.letter.occasion.client.client
    names = {word for text in (client.first_name, client.surname, client.name) for word in fold(text or "").split()}
    return next((word for word in fold(note).split() if word in names and len(word) > 2), "")
