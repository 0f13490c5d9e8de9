"""Letters after a name, in the order in which they are borne: on the envelope, never in an opening."""

from __future__ import annotations

import re

from toolkit.values import fold

# Decorations and orders, counsel and magistrates, degrees, memberships, Parliament; in each group by precedence.
_ORDER = (
    (
        "VC GC KG LG KT LT KP GCB GCSI GCMG GCIE GCVO GBE OM CH KCB DCB KCMG DCMG KCVO DCVO KBE DBE CB CMG CVO CBE DSO "
        "LVO OBE ISO MVO MBE RRC DSC MC DFC AFC QGM BEM KPM TD VRD"
    ),
    "PC KC QC JP DL",
    "DPhil PhD MD DD DSc LLD LLM LLB MA MSc MBA BA BSc MBBS",
    "FRS FBA FRCP FRCS FRCOG FRCGP FRSA FRIBA RIBA FRICS FCA ACA FGA FSA FRGS",
    "MP MSP MS MEP",
)
_RANK = {fold(word): number for number, word in enumerate(" ".join(_ORDER).split())}
_UNKNOWN = _RANK["dphil"]
_BEFORE = frozenset({"jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv", "v"})
BARONET = frozenset({"bt", "bart", "baronet"})
ESQUIRE = frozenset({"esq", "esquire"})


def parted(suffix: str) -> tuple[str, ...]:
    """The letters of a cell one by one, as they are written."""
    return tuple(word for word in re.split(r"[\s,;]+", suffix.strip()) if word)


def ordered(suffix: str) -> tuple[str, ...]:
    """The letters of a cell in their order: Jr and Bt next to the name, then by precedence; unknown ones with degrees.

    Esq is left out: it is no letter, and stands only where no title does. QC has been KC since 8 September 2022.
    """
    words = [word for word in parted(suffix) if _key(word) not in ESQUIRE]
    return tuple("KC" if _key(word) == "qc" else _written(word) for word in sorted(words, key=_rank))


def _key(word: str) -> str:
    return fold(word).replace(" ", "")


def _rank(word: str) -> tuple[int, int]:
    key = _key(word)
    if key in _BEFORE:
        return 0, 0
    return (1, 0) if key in BARONET else (2, _RANK.get(key, _UNKNOWN))


def _written(word: str) -> str:
    """British usage has no full stops in them: O.B.E. is OBE."""
    return word.replace(".", "") if _key(word) in _RANK or _key(word) in BARONET else word
