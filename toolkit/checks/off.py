"""Kinds of finding that a house has switched off in ``[checks] off``: those that hold nothing back, and no others."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from toolkit.findings import CATALOGUE, Finding, ToolkitError
from toolkit.house_tables import wrong


def wanted(findings: Iterable[Finding], off: Collection[str]) -> list[Finding]:
    """The findings of the kinds that are on. Raises ToolkitError for a kind that cannot be switched off."""
    for code in sorted(off):
        _may_be_off(code)
    return [finding for finding in findings if finding.kind.code not in off]


def _may_be_off(code: str) -> None:
    """Raise the reason why a kind cannot be switched off, where there is one."""
    kind = CATALOGUE.kinds.get(code)
    if kind is None:
        close = difflib.get_close_matches(code, list(CATALOGUE.kinds), 1)
        meant = f"did you mean {close[0]!r}?" if close else "'boutique check' names the kind of each finding"
        raise wrong(f"[checks] off names {code!r}, which is no kind of finding; {meant}")
    if kind.blocks:
        raise _needed(code, kind.title, kind.blocks)


def _needed(code: str, title: str, documents: Iterable[str]) -> ToolkitError:
    """The refusal for a kind that keeps a doubtful line out of a document."""
    return wrong(
        f"[checks] off names {code!r} ({title[:1].lower()}{title[1:]}), which cannot be switched off: "
        f"it keeps pieces in doubt out of the {' and the '.join(documents)}"
    )
