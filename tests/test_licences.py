"""Nothing the program runs on binds the house to GPL or AGPL."""

from __future__ import annotations

import pytest

from tools.licences import acceptable, closure, licence


def test_no_strong_copyleft_at_run_time() -> None:
    """Every distribution of the runtime's closure states a licence that can be accepted."""
    found = closure()
    assert {"click", "weasyprint", "numpy", "cffi"} <= set(found), "the closure goes below the direct dependencies"
    assert {name: words for name, one in found.items() if not acceptable(words := licence(one))} == {}


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("MIT", True),
        ("LGPL-2.1-only", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("MPL-2.0", True),
        ("GPL-2.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("GNU Affero General Public License v3", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1", True),
        ("GPLv2+/LGPLv2+/MPL 1.1", True),
        ("not stated", False),
    ],
)
def test_what_can_be_accepted(words: str, verdict: object) -> None:
    """Strong copyleft is refused, unless another licence is offered instead; silence is refused too."""
    assert acceptable(words) is verdict
