"""Occasions in the tie itself: a first year as a client, and a silence that is long for that client."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from toolkit.checks.pieces import dated
from toolkit.letters.days import in_year, said
from toolkit.letters.history import History, outward, purchases
from toolkit.letters.letter import Occasion
from toolkit.letters.window import Reason, Window
from toolkit.records import Record

UNANSWERED = frozenset({"letter", "email", "message"})
"""What the house may have sent without hearing anything: it breaks no silence."""
_GAPS = 3
"""So many gaps make a rhythm; fewer are chance."""


def first_year(history: History, window: Window) -> Iterable[Occasion]:
    """A year after somebody became a client, where the day is known; else after the first purchase in that time."""
    since, place = history.client.client_since, history.one.place("client_since")
    if since is None:
        return
    if since.precision != "day":
        dates = [sale for sale in purchases(history) if sale.sale_date and sale.sale_date.precision == "day"]
        first = min(dates, key=lambda sale: sale.sale_date.earliest, default=None)  # type: ignore[union-attr]
        if first is None or first.sale_date is None:
            return
        if not since.earliest <= first.sale_date.earliest <= since.latest:
            return
        since, place = first.sale_date, first.place("sale_date")
    start = since.earliest
    day = in_year(start.year + 1, start.month, start.day, window.terms.leap)
    if window.has(day):
        why = f"A year as a client, since {dated(since)}"
        reason = Reason(why, (place,), since, 1, say=frozenset({"nth"}), ahead=window.terms.arrive_before)
        yield window.occasion(history, "first-year", day, reason)


def silence(history: History, window: Window) -> Iterable[Occasion]:
    """Nothing heard for several times her own usual gap; she is silent until she is heard of, not on one day only."""
    heard = _heard(history, window.today)
    days = sorted(heard)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if len(gaps) < _GAPS or not window.terms.silence_times:
        return
    usual = max(round(median(gaps)), 1)
    last = max([days[-1], *(known for known in (_last_seen(history, window.today),) if known)])
    long = max(usual * window.terms.silence_times, window.terms.silence_days)
    day = max(last + timedelta(days=long), window.first)
    if day <= window.last and (day - last).days <= 3 * long:
        record, field = heard[days[-1]]
        why = f"Nothing heard since {said(last)}; usually there are about {usual} days between purchases and visits"
        yield window.occasion(history, "silence", day, Reason(why, (record.place(field),), records=()))


def _heard(history: History, today: date) -> dict[date, tuple[Record, str]]:
    """The days on which she came, wrote, was spoken to or bought, with the cell of each."""
    found: dict[date, tuple[Record, str]] = {}
    told: list[tuple[Record, str]] = [(sale, "sale_date") for sale in purchases(history)]
    told += [(job, "received") for job in history.jobs]
    told += [(one, "contact_date") for one in history.contacts if not (outward(one) and one.channel in UNANSWERED)]
    for record, field in told:
        when = getattr(record, field)
        if when and when.precision == "day" and when.earliest <= today:
            found.setdefault(when.earliest, (record, field))
    return found


def _last_seen(history: History, today: date) -> date | None:
    """The last contact or purchase as her own row says it."""
    days = (when.latest for when in (history.client.last_contact, history.client.last_purchase) if when)
    return max((day for day in days if day <= today), default=None)
