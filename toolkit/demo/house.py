"""The invented maison: who it is, and the few facts every register of the demo agrees on.

Nothing here exists. The postcode uses letters that no British postcode has after the space, the telephone number
lies in the range kept free for fiction, and the domain is one reserved for examples.
"""

from __future__ import annotations

from datetime import date

NAME = "Maison Corvane"
ADDRESS = "19 Halcyon Row, off Mount Street, London W1K 4CV"
TELEPHONE = "020 7946 0519"
EMAIL = "registers@corvane.example"
LANGUAGE = "en"
CURRENCY = "GBP"
TIMEZONE = "Europe/London"
POLICY = "JB/26/0419"

AS_AT = date(2026, 10, 31)
"""The day the registers were last kept up to; nothing in them is later, but for planted faults."""

SEED = 20261031
"""Where the invention starts: the same seed, the same maison, byte for byte."""
