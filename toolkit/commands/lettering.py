"""What the verbs of ``boutique letters`` share: which letters are meant, and how a person answers on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.commands.options import Common
from toolkit.findings import Exit, ToolkitError

if TYPE_CHECKING:
    from toolkit.house import House
    from toolkit.produce.letters import Drafted, Letters, Verdict, Wanted
    from toolkit.produce.letters_review import Taken

LATER, ENOUGH, OWN = "later", "enough for today", "put in words of my own"
_DAYS = (
    click.option("--from", "first", default="", metavar="DATE", help="The first day of the occasions meant; "
                 "without --from and --to those drafted last, else from today."),
    click.option("--to", "last", default="", metavar="DATE", help="The last day; else 31 days after the first."),
)  # fmt: skip
_DECIDING = (
    click.option(
        "--all", "every", is_flag=True, help="Every letter of these days; what is held is approved one by one."
    ),
    click.option("--by", default="", metavar="NAME", show_default="your login", help="Who decides: initials will do."),
    click.option("--reason", default="", metavar="TEXT", help="Why, without a client's name."),
)


def days(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the days, and what it names, as one :class:`Wanted`; ``draft`` alone begins anew."""

    @wraps(command)
    def wrapped(*args: Any, first: str, last: str, client: str = "", kinds: tuple[str, ...] = (), **rest: Any) -> Any:
        from toolkit.produce.letters import Wanted

        return command(*args, wanted=Wanted(first, last, kinds, client), **rest)

    for option in reversed(_DAYS):
        wrapped = option(wrapped)
    return wrapped


def which(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the client whose letters are meant, the kind where she has several, and the days."""
    kind = click.option("--kind", "kinds", multiple=True, metavar="OCCASION", help="Only letters of this kind.")
    return click.argument("client", default="", metavar="[CLIENT_NO]")(kind(days(command)))


def deciding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command who decides, and why."""
    for option in reversed(_DECIDING):
        command = option(command)
    return command


def asked_for(common: Common, wanted: Wanted) -> tuple[House, datetime, Wanted]:
    """The house, the moment called today, and which letters are meant: without days those drafted last."""
    from dataclasses import replace

    from toolkit.produce.letters_kept import days as last_days
    from toolkit.produce.reading import read_house

    house, as_at = read_house(common.house, common.as_at)
    if not (wanted.first or wanted.last):
        first, last = last_days(house.folder)
        wanted = replace(wanted, first=first, last=last)
    return house, as_at, wanted


def desk_of(common: Common, wanted: Wanted) -> tuple[House, Letters]:
    """The house, and its desk as it is now."""
    from toolkit.produce.letters import desk

    house, as_at, meant = asked_for(common, wanted)
    return house, desk(house, as_at, meant)


def read_marks(common: Common, house: House, letters: Letters, marks: Sequence[Path], by: str) -> Taken:
    """Take the answers of review workbooks; all that can be taken is kept at once."""
    from toolkit.produce.letters import decide_all
    from toolkit.produce.letters_kept import keep_own
    from toolkit.produce.letters_review import read_review, taken

    found = taken(letters, [read_review(path) for path in marks], by)
    if not common.dry_run:
        keep_own(house.folder, dict(found.own))
        decide_all(house, found.decisions)
    return found


def _meant(letters: Letters, wanted: Wanted, every: bool) -> list[Drafted]:
    """The letters that are meant; of all, perhaps none. Raises ToolkitError (usage) for none by name, or no name."""
    if not (wanted.client or wanted.kinds or every):
        raise ToolkitError(
            "No letter is named.", "Give a client's number, --kind, or --all.", code="usage", status=Exit.USAGE
        )
    found = [one for one in letters.drafted if one.state != "issued"]
    if not found and not every:
        raise ToolkitError(
            "There is no such letter on the desk.", "See: boutique letters review.", code="not-found", status=Exit.USAGE
        )
    return found


def decided(  # noqa: PLR0913 - what a decision consists of
    common: Common, house: House, letters: Letters, wanted: Wanted, verdict: Verdict, *, every: bool, by: str, note: str
) -> None:
    """Say the same of every letter that is meant. ``--all`` leaves out what is held: that is approved one by one."""
    from toolkit.produce.letters import decide_all, said

    meant = _meant(letters, wanted, every)
    if verdict == "yes" and every:
        meant = [one for one in meant if not one.holds]
    decisions = [said(letters, one.mark, one.words, verdict, who=by, note=note) for one in meant]
    if not common.dry_run:
        decide_all(house, decisions)


def written(common: Common, house: House, letters: Letters, wanted: Wanted, words: str) -> None:
    """Put words of her own into the one letter that is meant."""
    from toolkit.produce.letters import say

    meant = _meant(letters, wanted, every=False)
    if len(meant) > 1:
        kinds = ", ".join(one.letter.occasion.kind for one in meant)
        raise ToolkitError(f"Several letters are meant: {kinds}.", "Add --kind.", code="usage", status=Exit.USAGE)
    if not common.dry_run:
        say(house, letters, meant[0].mark, words)


def converse(common: Common, house: House, letters: Letters, by: str) -> None:
    """Show the letters that wait, one after the other, and ask; what was answered by then holds. Only on a terminal."""
    if not common.asks:
        return
    waiting = [one for one in letters.drafted if one.state in {"waiting", "revoked", "held"}]
    for number, one in enumerate(waiting):
        if not _asked(house, letters, one, len(waiting) - number, by):
            return


def _asked(house: House, letters: Letters, one: Drafted, left: int, by: str) -> bool:
    """Ask of one letter; False where she has had enough."""
    import questionary

    from toolkit.produce.letters import decide, say
    from toolkit.show.letters import question_text

    click.echo(question_text(one, letters), err=True)
    choices = [*(["yes"] if one.may_be_approved else []), "no", *([] if one.edited else [OWN]), LATER, ENOUGH]
    answer = questionary.select(f"Does it go out? ({left} to answer)", choices).ask()
    if answer == OWN:
        say(house, letters, one.mark, questionary.text("Your words:", default=one.own).ask() or one.own)
        click.echo("They are in. The letter waits to be approved in its new words.", err=True)
    elif answer in {"yes", "no"}:
        needs = answer == "yes" and one.holds
        note = questionary.text("Why, although it is held? (no name)").ask() if needs else ""
        try:
            decide(house, letters, one.mark, one.words, answer, by, note or "")
        except ToolkitError as error:
            click.echo(f"{error.message} {error.hint}", err=True)
    return answer not in {None, ENOUGH}
