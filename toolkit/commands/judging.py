"""How people say who is who: the options of ``boutique reconcile``, and the short conversation on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from toolkit.commands.options import Common

if TYPE_CHECKING:
    from toolkit.commands.working import Wanted
    from toolkit.pairings import Word
    from toolkit.produce.judging import Judging, Question, WhoIsWho
    from toolkit.produce.reading import Checked
    from toolkit.reconcile.likeness import Likeness

Two = tuple[str, str]
LATER, ENOUGH = "later", "enough for today"
NAMED = 5
"""How many of the sure pairs are named before they are taken together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is said of who is who on the command line: pairs by what is said of them; all sure ones; a conversation."""

    pairs: tuple[tuple[Word, Two], ...]
    confident: bool
    judge: bool


_SAID: tuple[tuple[str, Word, str], ...] = (
    ("--same", "same", "Say that two rows are one client or supplier."),
    ("--household", "household", "Say that two clients live in one household."),
    ("--different", "different", "Say that two rows are neither."),
    ("--undo", "undone", "Take back what was said of two rows."),
)
_OPTIONS = (
    *(
        click.option(flag, word, nargs=2, multiple=True, metavar="ROW ROW",
                     help=f"{words} A row: its number, or its place.")
        for flag, word, words in _SAID
    ),
    click.option("--confident", is_flag=True, help="Take every pair that is sure as what it is, at once."),
    click.option("--judge", is_flag=True, help="Be asked who is who, the questions that matter most first."),
)  # fmt: skip


def judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of who is who, passed to it as one :class:`Asked`."""

    @wraps(command)
    def wrapped(*args: Any, confident: bool, judge: bool, **rest: Any) -> Any:
        pairs = tuple((word, two) for _, word, _ in _SAID for two in rest.pop(word))
        return command(*args, asked=Asked(pairs, confident, judge), **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def judged(common: Common, checked: Checked, asked: Asked, wanted: Wanted) -> tuple[Judging, WhoIsWho]:
    """The answers of lists, flags and the conversation, in this order, and what is left to ask. Nothing is kept yet."""
    from toolkit.produce.judging import Judging
    from toolkit.produce.judging_rows import the_pair
    from toolkit.reconcile.who import candidates

    session = Judging(checked, wanted.by)
    session.read(wanted.lists(checked.house))
    for word, two in asked.pairs:
        session.answer([the_pair(checked.registers, *two, word)])
    found = candidates(session.judged().registers, checked.house)
    if asked.confident and not (asked.judge and common.asks):
        session.accept(found)
    if asked.judge:
        _converse(common, session, found, confident=asked.confident)
    return session, session.who_is_who(found)


def _converse(common: Common, session: Judging, found: Sequence[Likeness], *, confident: bool) -> None:
    """Ask, one after the other, until nothing is left or she has had enough; what was answered by then holds."""
    if not common.asks:
        common.say("--judge asks on a terminal only; elsewhere say --same, --household, --different, or --confident.")
        return
    sure, _ = session.questions(found)
    if sure and (confident or _takes(sure)):
        session.accept(found)
    left: list[Question] = []
    passed: set[int] = set()
    while left := [item for item in _every(session, found) if id(item.likeness) not in passed]:
        item = left[0]
        answer = _answer(item, len(left))
        if answer in (None, ENOUGH):
            return
        if answer == LATER:
            passed.add(id(item.likeness))
        else:
            session.answer([(item.likeness.left, item.likeness.right, _word(answer))])


def _every(session: Judging, found: Sequence[Likeness]) -> tuple[Question, ...]:
    """What is still asked: first what is not sure; a sure pair she did not take with the others is asked like them."""
    sure, asked = session.questions(found)
    return (*asked, *sure)


def _takes(sure: Sequence[Question]) -> bool:
    """The one question about all that is sure."""
    import questionary

    from toolkit.show.judging import row_name

    for item in sure[:NAMED]:
        left, right = item.likeness.left, item.likeness.right
        click.echo(f"  {row_name(left)} ({left.place()})  =  {row_name(right)} ({right.place()})", err=True)
    more = f" and {len(sure) - NAMED} more" if len(sure) > NAMED else ""
    return bool(questionary.confirm(f"These {len(sure[:NAMED])}{more} are sure. Take them all?", default=True).ask())


def _answer(item: Question, left: int) -> str | None:
    """Show two rows side by side with the reasons, and ask what they are."""
    import questionary

    from toolkit.produce.who_lists import WORDS
    from toolkit.show.judging import question_text

    click.echo(question_text(item), err=True)
    words = [word for word in WORDS.values() if word != "household" or item.likeness.register == "clients"]
    answer: str | None = questionary.select(f"What are they? ({left} to decide)", [*words, LATER, ENOUGH]).ask()
    return answer


def _word(answer: str | None) -> Word:
    from toolkit.produce.who_lists import WORDS

    return next(word for word, said in WORDS.items() if word and said == answer)
