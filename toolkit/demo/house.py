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
BROKER = ("Mr Alderbrook", "placing@alderbrook.example")
"""How the letter with the schedule addresses its reader, and where it goes."""

AS_AT = date(2026, 10, 31)
"""The day the registers were last kept up to; nothing in them is later, but for planted faults."""

SEED = 20261031
"""Where the invention starts: the same seed, the same maison, byte for byte."""

SIGNATURES = """
[words.adviser]
EH = "Eleanor Hartwell"
"Camille R." = "Camille Rousselet"
"J. Ostrey" = "Jonas Ostrey"
"""
"""Who signs: the registers only have their initials."""

INSURANCE = f"""
[at_night]
window = "Safe 2"
"locked case" = "Strongroom"

[[policy]]
reference = "{POLICY}"
from = 2026-04-01
until = 2027-03-31
average = "unknown"
sum_insured = 3500000
excess = 2500

[policy.limits]
premises = 3400000
out_of_safe_at_night = 400000
window = 600000
window_at_night = 0
single_article = 100000
any_one_sending = 50000
memo = 25000
approval = 100000
workshop = 150000

[policy.safes]
"Safe 1 / Coffre 1" = 1200000
"Safe 2 / Coffre 2" = 850000

[policy.valuation_months]
default = 36
watch = 24

[policy.peak]
from = "11-15"
until = "01-05"
percent = 20
limits = ["premises", "window"]
"""
"""The policy with its limits as the broker wrote them, and where the house puts things at night."""
