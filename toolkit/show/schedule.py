"""The schedule's outcome for people: what goes out, what stands against it, and where the files are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit.produce.schedule import Made
from toolkit.produce.schedule_letter import Drafted
from toolkit.render.reasons import reason
from toolkit.render.wording import money
from toolkit.reports.insurance import BridgeRow, Limit, Line, Schedule, Step
from toolkit.reports.insurance_letter import limit_line

STATES = {
    "issued": "issued",
    "unchanged": "unchanged: the same schedule is issued already",
    "draft": "a draft: it has no number and is not recorded",
    "dry-run": "a dry run: nothing was written",
    "withheld": "withheld",
}


def schedule_text(made: Made, folder: Path) -> str:
    """What was made, what it comes to, what stands beside the total and why, and where the files are."""
    schedule, outcome = made.schedule, made.outcome
    name = f"Schedule {outcome.number}, revision {outcome.revision}" if outcome.number else "Schedule"
    lines = [
        f"{name}: {STATES[outcome.state]}.",
        f"As at {schedule.as_at:%Y-%m-%d %H:%M}; {schedule.rows_in} rows read.",
    ]
    for word, total in schedule.totals:
        noun = "piece " if total.units == 1 else "pieces"
        lines.append(f"  Total        {total.units:>6} {noun}  {money(total.value, word, 'en')}")
    if not schedule.totals:
        lines.append("  Total             0 pieces")
    for title, block in (
        ("In doubt", schedule.in_doubt),
        ("Exceptions", schedule.exceptions),
        ("Excluded", schedule.excluded),
    ):
        lines.append(
            f"  {title:<11}  {len(block):>6} rows" + ("    outside the total" if title == "In doubt" and block else "")
        )
    lines += [f"  {line}" for line in (*changed(schedule), *measured(schedule))]
    for title, block in (("In doubt", schedule.in_doubt), ("Exceptions", schedule.exceptions)):
        lines += _reasons(title, block)
    lines += [f"  {shown(path, folder)}  {digest[:12]}" for path, digest in outcome.files]
    if made.letter:
        lines.append(f"  {drafted(made.letter, folder)}")
    return "\n".join([*lines, *(f"  {note}" for note in (*outcome.notes, *made.notes))])


def shown(path: Path, folder: Path) -> str:
    """A path from the house's folder."""
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def drafted(letter: Drafted, folder: Path) -> str:
    """Where the draft is, and to whom."""
    return f"{shown(letter.path, folder)}  {f'a draft to {letter.to}' if letter.to else 'a draft'}, not sent"


# --- What changed, and what is near a limit -------------------------------------------------------

GLANCE = 3
"""How many vanished pieces, and how many limits, are named at a glance."""


def changed(made: Schedule) -> Iterator[str]:
    """What vanished first, then the way from the last schedule to this one in a line for each currency."""
    if made.bridge is None:
        return
    gone = [step for step in made.bridge.steps if step.cause == "vanished"]
    yield from (f"Vanished: {_gone(step)}" for step in gone[:GLANCE])
    if len(gone) > GLANCE:
        yield f"Vanished: and {len(gone) - GLANCE} more"
    day = f", {made.bridge.as_at:%Y-%m-%d}" if made.bridge.as_at else ""
    for row in made.bridge.totals:
        yield f"Since {made.bridge.source}{day}: {_way(row)}"


def _gone(step: Step) -> str:
    worth = f", {money(step.before.amount, step.before.currency, 'en')}" if step.before else ""
    return f"{step.stock_no or 'no number'}, {step.description}{worth}"


_MOVES = {
    "vanished": "vanished", "new": "new", "transfer_in": "taken in", "sold": "sold", "returned": "returned",
    "out": "out", "reclassified": "reclassified", "revalued": "revalued", "currency": "other currency",
}  # fmt: skip


def _way(row: BridgeRow) -> str:
    """``£2,000.00, new £500.00, sold −£200.00 = £2,300.00``."""
    moves = [f"{_MOVES[cause]} {money(amount, row.currency, 'en')}" for cause, amount in row.moves if amount]
    moves += [f"explained by nothing {money(row.residue, row.currency, 'en')}"] if row.residue else []
    begins, ends = (money(amount, row.currency, "en") for amount in (row.opening, row.closing))
    return f"{', '.join([begins, *moves])} = {ends}"


def measured(made: Schedule) -> Iterator[str]:
    """What stands above a limit of the policy, then what comes near one."""
    for state, words in (("breach", "Above the limit"), ("near", "Near the limit")):
        limits = [limit for limit in made.limits if limit.state == state]
        yield from (f"{words}: {_limit(limit)}" for limit in limits[:GLANCE])
        if len(limits) > GLANCE:
            yield f"{words}: and {len(limits) - GLANCE} more"


def _limit(limit: Limit) -> str:
    """A limit in a line, with whom or what it was measured on."""
    told = limit_line(limit, "en")
    name = reason(f"limit-{limit.key}", "en")
    subject = limit.subject if limit.subject and not told.startswith(f"{name}, ") else ""
    percent = f" ({limit.percent}%)" if limit.percent is not None else ""
    return f"{told}{f', {subject}' if subject else ''}{percent}"


# --- What stands beside the total -----------------------------------------------------------------


def _reasons(title: str, block: Iterable[Line]) -> list[str]:
    """The first lines of a block with their cell and what to type."""
    shown = [f"  {title}: {line.stock_no or 'no number'}, {where(line)}: {'; '.join(line.reasons)}" for line in block]
    more = [f"  {title}: and {len(shown) - 5} more, in the document and with --json"] if len(shown) > 5 else []
    return [*shown[:5], *more]


def where(line: Line) -> str:
    """The cell to look at."""
    return str(line.places[0]) if line.places else "no cell"
