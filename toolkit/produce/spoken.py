"""What a person says of findings on the command line: acknowledged with a reason and a last day, or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from toolkit.findings import Exit, Finding, ToolkitError
from toolkit.judgements import Judgement
from toolkit.produce.acknowledged import Term, day
from toolkit.produce.marks import login, verdict_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """The marks of findings to be acknowledged, why and until when as it was written, and those to be taken back."""

    acknowledged: tuple[str, ...] = ()
    reason: str = ""
    until: str = ""
    taken_back: tuple[str, ...] = ()


SILENT = Spoken()


def said(
    spoken: Spoken, found: Mapping[str, Finding], known: Mapping[str, Judgement], *, by: str, at: datetime, term: Term
) -> tuple[Judgement, ...]:
    """What is to be remembered. Raises ToolkitError (usage) for a mark, a reason or a day that cannot be taken."""
    until = _last_day(spoken, term)
    who, moment = by or login(), at.isoformat()
    return (
        *(
            Judgement(mark, "known", who, moment, _named(mark, found).kind.code, reason=spoken.reason, until=until)
            for mark in dict.fromkeys(spoken.acknowledged)
        ),
        *(
            Judgement(mark, "undone", who, moment, _spoken_of(mark, known).kind)
            for mark in dict.fromkeys(spoken.taken_back)
        ),
    )


def _last_day(spoken: Spoken, term: Term) -> str:
    """The last day, once everything that an acknowledgement needs is there."""
    if not spoken.acknowledged:
        if spoken.reason or spoken.until:
            raise _usage("--reason and --until belong to --acknowledge, which is missing.", "Add --acknowledge MARK.")
        return ""
    if both := set(spoken.acknowledged) & set(spoken.taken_back):
        raise _usage(f"{min(both)} is both acknowledged and taken back.", "Name it once.")
    if not spoken.reason.strip():
        raise _usage("--acknowledge needs a reason.", 'Add --reason "why it may stay so", without a client\'s name.')
    until = day(spoken.until)
    if words := term.against(until):
        raise _usage(f"--until: {words}", f"Leave it out for {term.usual.isoformat()}.")
    return (until if isinstance(until, date) else term.usual).isoformat()


def _named(mark: str, found: Mapping[str, Finding]) -> Finding:
    """The finding of a mark."""
    if mark not in found:
        raise _usage(f"No finding has the mark {mark!r}.", "'boutique check --all' shows the marks; so does --json.")
    return found[mark]


def _spoken_of(mark: str, known: Mapping[str, Judgement]) -> Judgement:
    """What stands of a mark."""
    judgement = known.get(mark)
    if judgement is None or not verdict_of(judgement):
        raise _usage(f"Nothing was said of a finding with the mark {mark!r}.", "'boutique check --all' shows what was.")
    return judgement


def _usage(message: str, hint: str) -> ToolkitError:
    return ToolkitError(message, hint, code="usage", status=Exit.USAGE)
