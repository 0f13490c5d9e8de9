"""Finding the one piece or client that is meant, and what is wrong with its rows."""

from __future__ import annotations

from toolkit.findings import Exit, Finding, ToolkitError
from toolkit.produce.reading import Checked
from toolkit.produce.reconcile import reconciled
from toolkit.reconcile.trace import Trace, client_name, clients_called, trace_client, trace_piece
from toolkit.reconcile.united import One

SHOWN = 12
"""How many of several clients are named when asking which is meant."""


def find(checked: Checked, wanted: str, *, client: bool = False) -> tuple[Trace, tuple[Finding, ...]]:
    """The piece (by stock or serial number) or client (by number or name) that ``wanted`` means, with its findings.

    Raises ToolkitError where nothing or more than one client is called so. ``client`` looks among clients alone.
    """
    trace = None if client else trace_piece(checked.registers, wanted, checked.house)
    if trace is None:
        trace = trace_client(checked.registers, _the_client(checked, wanted))
    rows = {(record.source.file, record.source.sheet, record.row) for record in trace.records}
    findings = (*checked.findings, *reconciled(checked).findings)
    return trace, tuple(f for f in findings if any((p.file, p.sheet, p.row) in rows for p in f.places))


def _the_client(checked: Checked, wanted: str) -> One:
    found = clients_called(checked.registers, wanted)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ToolkitError(
            f"No register knows a piece or a client called {wanted!r}.",
            "Give a stock number, a serial number, a client number or a client's name, as the registers have it.",
            code="not-found",
        )
    leading = [one.rows[0] for one in found[:SHOWN]]
    named = [f"{client.client_no or 'no number'}, {client_name(client)} ({client.place()})" for client in leading]
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    raise ToolkitError(
        f"{len(found)} clients are called {wanted!r}: {'; '.join(named)}{more}.",
        "Give the client number of the one you mean.",
        code="ambiguous",
        status=Exit.USAGE,
    )
