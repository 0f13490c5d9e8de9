"""The schedule as one object: every line with its cells, every figure as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from toolkit.produce.loss import Thought
from toolkit.produce.round import Round
from toolkit.produce.schedule import Made
from toolkit.produce.schedule_letter import Drafted
from toolkit.reports.insurance import Bridge, BridgeRow, Cause, History, Limit, Line, Revaluation, Schedule, Step
from toolkit.show.findings import finding_json, place_json
from toolkit.values import Money

_CAME: Mapping[str, Cause] = {"new": "new", "transfers_in": "transfer_in"}
_WENT: Mapping[str, Cause] = {"sold": "sold", "returned": "returned", "out": "out", "vanished": "vanished"}
_EITHER: Mapping[str, Cause] = {"reclassified": "reclassified", "revalued": "revalued", "fx": "currency"}
_PENNY = Decimal("0.01")


def schedule_json(made: Made, basis: str, told: Round | None = None) -> dict[str, Any]:
    """The schedule as design has it, with what was measured on it; with a round, that too."""
    schedule, outcome = made.schedule, made.outcome
    document: dict[str, Any] = {
        "schema": "boutique.schedule/1",
        "number": outcome.number,
        "revision": outcome.revision,
        "state": outcome.state,
        "as_at": schedule.as_at.isoformat(timespec="minutes"),
        "basis": basis,
        "facts": schedule.facts,
        "rows_in": schedule.rows_in,
        "lines": [_line(line) for section in schedule.sections for line in section.lines],
        "in_doubt": [_line(line) | {"reasons": list(line.reasons)} for line in schedule.in_doubt],
        "exceptions": [_line(line) | {"reasons": list(line.reasons)} for line in schedule.exceptions],
        "excluded": [
            {
                "stock_no": line.stock_no,
                "reason": "; ".join(line.reasons),
                "places": [place_json(p) for p in line.places],
            }
            for line in schedule.excluded
        ],
        "totals": {word: {"units": total.units, "value": str(total.value)} for word, total in schedule.totals},
        "files": [{"path": str(path), "sha256": digest} for path, digest in outcome.files],
        **_measured(schedule),
        "letter": _letter(made.letter) if made.letter else None,
        "notes": [*outcome.notes, *made.notes],
    }
    return document | ({"round": _round(told)} if told else {})


def _line(line: Line) -> dict[str, Any]:
    return {
        "stock_no": line.stock_no,
        "category": line.category,
        "ownership": line.ownership,
        "situation": line.situation,
        "value": str(line.value.amount) if line.value else None,
        "currency": line.value.currency if line.value else None,
        "by_day": line.by_day,
        "at_night": line.at_night,
        "owner": line.owner,
        "basis": line.basis,
        "places": [place_json(place) for place in line.places],
    }


def _measured(schedule: Schedule) -> dict[str, Any]:
    """What the schedule is measured against: the earlier one, the policy, the dates of valuation, the past year."""
    lines = [line for section in schedule.sections for line in section.lines]
    everywhere = (*lines, *schedule.in_doubt, *schedule.exceptions)
    return {
        "bridge": _bridge(schedule.bridge) if schedule.bridge else None,
        "changes": [_step(step) for step in schedule.bridge.steps] if schedule.bridge else [],
        "limits": [_limit(limit) for limit in schedule.limits],
        "limit_notes": list(schedule.limit_notes),
        "away": [away for line in everywhere if (away := _away(line))],
        "revaluations": [_revaluation(one) for one in schedule.revaluations],
        "history": [_history(one) for one in schedule.history],
    }


# --- The bridge -----------------------------------------------------------------------------------


def _bridge(found: Bridge) -> dict[str, Any]:
    """Opening plus new, plus transfers in, less sold, returned, out and vanished, plus the rest, is closing."""

    def by_currency(figure: Callable[[BridgeRow], Decimal]) -> dict[str, str]:
        return {row.currency: _pence(figure(row)) for row in found.totals}

    def moved(cause: Cause, sign: int = 1) -> dict[str, str]:
        return by_currency(lambda row: sign * dict(row.moves).get(cause, Decimal(0)))

    return {
        "opening_number": found.source,
        "opening": by_currency(lambda row: row.opening),
        **{name: moved(cause) for name, cause in _CAME.items()},
        **{name: moved(cause, -1) for name, cause in _WENT.items()},
        **{name: moved(cause) for name, cause in _EITHER.items()},
        "closing": by_currency(lambda row: row.closing),
        "residue": by_currency(lambda row: row.residue),
    }


def _pence(amount: Decimal) -> str:
    """An amount with its pence, or with all it has beyond them."""
    rounded = amount.quantize(_PENNY)
    return str((rounded if rounded == amount else amount) + 0)  # plus nought: no minus before a nought


def _step(step: Step) -> dict[str, Any]:
    return {
        "cause": step.cause,
        "stock_no": step.stock_no,
        "category": step.category,
        "ownership": step.ownership,
        "before": _money(step.before),
        "after": _money(step.after),
        "words": step.words,
        "places": [place_json(place) for place in step.places],
    }


def _money(value: Money | None) -> dict[str, str] | None:
    return {"value": str(value.amount), "currency": value.currency} if value else None


# --- The rest -------------------------------------------------------------------------------------


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "key": limit.key,
        "subject": limit.subject,
        "currency": limit.currency,
        "used": str(limit.used),
        "limit": str(limit.limit),
        "headroom": str(limit.headroom),
        "percent": str(limit.percent) if limit.percent is not None else None,
        "state": limit.state,
        "units": limit.units,
        "stock_nos": list(limit.stock_nos),
        "open": list(limit.open),
    }


def _away(line: Line) -> dict[str, Any] | None:
    gone = line.away
    if gone is None:
        return None
    return {
        "stock_no": line.stock_no,
        "situation": line.situation,
        "holder": gone.holder,
        "since": str(gone.since.earliest) if gone.since else None,
        "due_back": str(gone.due_back.latest) if gone.due_back else None,
        "receipt": gone.receipt,
        "overdue": gone.overdue,
        "places": [place_json(place) for place in gone.places],
    }


def _revaluation(one: Revaluation) -> dict[str, Any]:
    return {
        "stock_no": one.stock_no,
        "category": one.category,
        "value": _money(one.value),
        "valued": str(one.valued.latest) if one.valued else None,
        "months": one.months,
        "cycle": one.cycle,
        "reasons": list(one.reasons),
        "places": [place_json(place) for place in one.places],
    }


def _history(one: History) -> dict[str, Any]:
    return {
        "currency": one.currency,
        "maximum": str(one.maximum),
        "maximum_on": str(one.maximum_on),
        "average": str(one.average),
        "undated": one.undated,
        "months": [
            {"last_day": str(month.last_day), "units": month.units, "value": str(month.value),
             "highest": str(month.highest), "highest_on": str(month.highest_on)}
            for month in one.months
        ],
    }  # fmt: skip


def _letter(draft: Drafted) -> dict[str, Any]:
    return {"path": str(draft.path), "sha256": draft.sha256, "to": draft.to or None, "state": draft.state}


def _round(told: Round) -> dict[str, Any]:
    return {
        "month": told.month,
        "check": {
            **{severity.value: count for severity, count in sorted(told.counts.items())},
            "blocking": [finding_json(finding) for finding in told.blocking],
            "since": told.since.isoformat(timespec="minutes") if told.since else None,
            "new": told.new if told.since else None,
            "fixed": told.fixed if told.since else None,
        },
        "vanished": [step.stock_no for step in told.vanished],
        "residue": {currency: _pence(amount) for currency, amount in told.residues},
        "breaches": [_limit(limit) for limit in told.breaches],
        "near": [_limit(limit) for limit in told.near],
        "letter": _letter(told.made.letter) if told.made.letter else None,
        "notes": list(told.notes),
    }


def loss_json(thought: Thought) -> dict[str, Any]:
    """A loss thought through."""
    answer = thought.answer

    def spelled(amount: Decimal | None) -> str | None:
        return None if amount is None else str(amount)

    return {
        "schema": "boutique.loss/1",
        "as_at": thought.schedule.as_at.isoformat(timespec="minutes"),
        "policy": thought.policy.reference,
        "loss": str(answer.loss),
        "currency": answer.currency,
        "situation": answer.situation,
        "subject": answer.subject,
        "value_at_risk": str(answer.value_at_risk),
        "sum_insured": spelled(answer.sum_insured),
        "excess": spelled(answer.excess),
        "limit": spelled(answer.limit),
        "payments": [{"average": one.average, "amount": str(one.amount), "capped": one.capped or None}
                     for one in answer.payments],
        "notes": list(answer.notes),
    }  # fmt: skip
