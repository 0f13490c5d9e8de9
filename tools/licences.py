"""The licences of everything the program runs on: prints them, and fails on one that would bind its users.

    python tools/licences.py

Permissive licences and weak copyleft (LGPL, MPL) are welcome; GPL and AGPL are not, unless a package
offers another licence to choose instead.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement

DISTRIBUTION = "boutique-toolkit"
STRONG_COPYLEFT = re.compile(r"\bA?GPL|Affero|(?<!Lesser )General Public Licen[sc]e", re.IGNORECASE)


def closure(distribution: str = DISTRIBUTION) -> dict[str, metadata.Distribution]:
    """Every distribution needed at run time on this system, by name; not the program itself."""
    found: dict[str, metadata.Distribution] = {}
    waiting = list(_below(distribution, ""))
    seen = set()
    while waiting:
        requirement = waiting.pop()
        for extra in ("", *sorted(requirement.extras)):
            if (requirement.name, extra) not in seen:
                seen.add((requirement.name, extra))
                found[requirement.name.lower()] = metadata.distribution(requirement.name)
                waiting += _below(requirement.name, extra)
    return dict(sorted(found.items()))


def _below(name: str, extra: str) -> Iterator[Requirement]:
    """What one distribution, with one extra of it or none, asks for on this system."""
    for line in metadata.requires(name) or []:
        requirement = Requirement(line)
        if not requirement.marker or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def licence(distribution: metadata.Distribution) -> str:
    """What a distribution says of its licence: the expression, or the classifiers, or the first line of the field."""
    about = distribution.metadata
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License")]
    named = [words for words in classifiers if words != "OSI Approved"]
    field = about.get_all("License") or [""]
    return " OR ".join(named) or field[0].strip().partition("\n")[0] or "not stated"


def acceptable(words: str) -> bool:
    """Whether one of the licences offered is neither GPL nor AGPL, and something is stated at all."""
    offered = re.split(r"\s+OR\s+|\s*[,/;]\s*", words)
    return words != "not stated" and any(not STRONG_COPYLEFT.search(one) for one in offered)


def main() -> int:
    """Print the table; 1 where a licence cannot be accepted."""
    stated = {name: licence(distribution) for name, distribution in closure().items()}
    for name, words in stated.items():
        print(f"{name:24} {words}{'' if acceptable(words) else '   NOT ACCEPTABLE'}")
    return 0 if all(map(acceptable, stated.values())) else 1


if __name__ == "__main__":
    sys.exit(main())
