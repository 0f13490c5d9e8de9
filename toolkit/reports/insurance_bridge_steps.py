"""From one piece on two schedules to its steps: each with a cause, the values before and after, and a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.findings import Place
from toolkit.other_records import Listed
from toolkit.reconcile.turns import Turn, turn
from toolkit.records import Piece, Sale
from toolkit.render.wording import label
from toolkit.reports.insurance import Cause, Line, Step
from toolkit.reports.insurance_bridge_basis import Bases
from toolkit.reports.insurance_bridge_deeds import Deed, Span, came, left
from toolkit.reports.insurance_bridge_known import Held, Known, alike, described, marks_words
from toolkit.reports.insurance_bridge_pairs import How, Other, Pair
from toolkit.reports.insurance_bridge_value import value_steps
from toolkit.values import Money, fold


@dataclass(frozen=True, slots=True)
class Teller:
    """What the steps of every piece are told from."""

    known: Known
    span: Span
    bases: Bases

    def steps(self, pair: Pair) -> Iterator[Step]:
        """The steps of one piece; none where it stands as it stood, or stands in neither total."""
        before = pair.before.value if pair.before and pair.before.block == "lines" else None
        after = pair.after.line.value if pair.after and pair.after.block == "lines" else None
        if pair.before and pair.after and before and after:
            yield from self._both(pair, pair.before, pair.after.line, before, after)
        elif pair.before and before:
            yield self._gone(pair, pair.before, before)
        elif pair.after and after:
            yield self._come(pair, pair.after, after)

    # --- Out of the total, and into it

    def _gone(self, pair: Pair, listed: Listed, value: Money) -> Step:
        after = pair.after
        if after and after.block in {"in_doubt", "exceptions"}:
            words = self.span.say(after.block, reasons="; ".join(after.line.reasons))
            deed = Deed("reclassified", (words,), after.line.places)
        else:
            deed = left(self.known, listed, after, self.span, pair.other)
        said = (*deed.words, *self._other("reused", listed, pair.other), *self._named(pair))
        ownership = listed.ownership or (after.line.ownership if after else "")
        return Step(deed.cause, listed.stock_no or "", described(listed), category_before(pair), ownership, value, None,
                    " ".join(said), deed.places)  # fmt: skip

    def _come(self, pair: Pair, after: Held, value: Money) -> Step:
        if pair.before:
            words = self.span.say(f"was-{pair.before.block}")
            deed = Deed("reclassified", (words,), after.line.places)
        else:
            deed = came(self.known, after, self.span)
        said = (*deed.words, *self._other("reuses", after.line, pair.other), *self._named(pair))
        return step(deed.cause, after.line, None, value, said, deed.places)

    def _other(self, key: str, mine: Listed | Line, other: Other | None) -> Iterator[str]:
        """That its number is, or was, another piece's, and what says so."""
        if other is None:
            return
        theirs, say = other.line, self.span.say
        now, then = (mine, theirs) if isinstance(mine, Line) else (theirs, mine)
        if other.by_marks:
            facts = {"mine": marks_words(mine), "theirs": marks_words(theirs)}
            evidence = say("by-marks", **facts)
        else:
            piece = self.known.piece(now) if isinstance(now, Line) else None
            evidence = say("by-date", day=self.span.on(piece.acquired_date if piece else None))
        words = theirs.description if isinstance(theirs, Line) else described(theirs)
        yield say(key, number=then.stock_no, description=words or "–", evidence=evidence)

    # --- In both totals

    def _both(self, pair: Pair, listed: Listed, line: Line, before: Money, after: Money) -> Iterator[Step]:
        sold = self._sold_between(line)
        if sold:  # it left and came again: both are told, or a sale would be hidden in a piece that never moved
            yield self._gone(Pair(listed, None, other=None), listed, before)
            yield self._come(Pair(None, pair.after), Held(line, "lines"), after)
            return
        category = category_before(pair)
        if category != line.category:
            words = (self.span.say("category", then=self._label(category), now=self._label(line.category)),)
            yield Step("reclassified", line.stock_no, described(listed), category, listed.ownership or line.ownership,
                       before, None, words[0], line.places)  # fmt: skip
            yield step("reclassified", line, None, before, words, line.places)
        if listed.ownership and listed.ownership != line.ownership:
            words = (self.span.say("ownership", then=self._label(listed.ownership), now=self._label(line.ownership)),)
            yield step("reclassified", line, before, before, words, line.places)
        yield from value_steps(self.span, self.bases, listed, line, self.known.piece(line), before, after)
        moved = (*self._named(pair), *self._moved(listed, line))
        if moved:
            yield step("moved", line, after, after, moved, line.places)

    def _sold_between(self, line: Line) -> Sale | None:
        """The sale between the two schedules of a piece acquired again after it."""
        piece = self.known.piece(line)
        acquired = piece.acquired_date if piece else None
        if not self.span.dated or acquired is None or acquired.earliest <= self.span.since:
            return None
        sales = self.known.sales(line.stock_no)
        return next((sale for sale in sales if turn(sale) is Turn.OUT and _within(sale, piece, self.span)), None)

    def _named(self, pair: Pair) -> Iterator[str]:
        """That the piece goes by another number, or its maker's number was typed anew; or that nobody can tell."""
        if pair.before is None or pair.after is None:
            return
        listed, line = pair.before, pair.after.line
        if pair.how is How.MARKS:
            yield self.span.say("renumbered", then=listed.stock_no or "–", now=line.stock_no, marks=line.identifiers)
        elif pair.how is How.CORRECTED:
            yield self.span.say("marks", then=marks_words(listed), now=line.identifiers)
        elif not alike(described(listed), line.description) and not (marks_words(listed) and line.identifiers):
            yield self.span.say("described", then=described(listed), now=line.description)

    def _moved(self, listed: Listed, line: Line) -> Iterator[str]:
        """Another situation, or another place in it, where both schedules say one."""
        if listed.situation and line.situation and listed.situation != line.situation:
            yield self.span.say("moved", then=self._where(listed), now=self._where(line))
        elif listed.location and line.location and fold(listed.location) != fold(line.location):
            yield self.span.say("moved", then=listed.location, now=line.location)

    def _where(self, item: Listed | Line) -> str:
        words = (self._label(item.situation) if item.situation else "", item.location or "")
        return ", ".join(dict.fromkeys(word for word in words if word))

    def _label(self, word: str) -> str:
        return label(word, self.span.language).lower()


def _within(sale: Sale, piece: Piece | None, span: Span) -> bool:
    """Whether a sale lies after the earlier schedule and by the day the piece was acquired again."""
    day, again = sale.sale_date, piece.acquired_date if piece else None
    return bool(day and again and day.earliest > span.since and day.latest <= again.latest)


def category_before(pair: Pair) -> str:
    """The category of a piece on the earlier schedule; of today, where that one has none that is known."""
    listed = pair.before
    if listed and listed.category:
        return listed.category
    return pair.after.line.category if pair.after else ""


def step(
    cause: Cause, line: Line, before: Money | None, after: Money | None, words: Iterable[str], places: Iterable[Place]
) -> Step:
    """A step of a piece as this schedule names it."""
    return Step(cause, line.stock_no, line.description, line.category, line.ownership, before, after, " ".join(words),
                tuple(places))  # fmt: skip
