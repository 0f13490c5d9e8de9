"""Why a value could not be known from its cell: each doubt's title, why it matters and what to type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a doubt is called, why it matters, and what the person should type instead."""

    title: str
    why: str
    hint: str


_RETYPE = "Type the figure alone, as a number."
_ONE_DATE = "Type the date as 2024-03-05, or as a true date of the spreadsheet."

DOUBTS: Mapping[str, Explanation] = {
    "error-cell": Explanation(
        "The cell shows an error of the spreadsheet",
        "A formula failed, so the value behind it is unknown; it is neither blank nor zero.",
        "Mend the formula in the spreadsheet, or type the value itself.",
    ),
    "unknown-word": Explanation(
        "A word that is not known here",
        "The column takes certain words only; an unknown one is never taken for the nearest.",
        "Use one of the known words, or declare this one in the house file.",
    ),
    "uncomputed-formula": Explanation(
        "A formula saved without its result",
        "A program wrote the formula and no spreadsheet has computed it since, so its value is not in the file.",
        "Open the workbook in Excel, save it, and run the command again.",
    ),
    # Codes
    "number-lost": Explanation(
        "A number that the spreadsheet has already changed",
        "Spreadsheets keep fifteen digits and drop zeros, so what was typed cannot be recovered from this cell.",
        "Type it again from the piece or the paper, in a cell formatted as text.",
    ),
    "scientific": Explanation(
        "A long number cut short",
        "The last digits were dropped when the file was saved; two different codes may now look the same.",
        "Type it again in full, in a cell formatted as text.",
    ),
    "code-became-date": Explanation(
        "A code that the spreadsheet turned into a date",
        "A code such as 3-12 or MAR1 is taken for a date while typing, and the code itself is lost.",
        "Type it again in a cell formatted as text (or with an apostrophe in front).",
    ),
    "look-alike": Explanation(
        "A letter of another alphabet that looks like a Latin one",
        "The code looks right but matches nothing: a search for the piece, the report or the theft register fails.",
        "Type the code again on a Latin keyboard.",
    ),
    "several-codes": Explanation(
        "Several codes in one cell",
        "A piece has one stock number; with several it cannot be told which piece is held, sold or insured.",
        "Give each piece its own row, or keep the one number in force and note the others elsewhere.",
    ),
    # Yes and no
    "unclear-yes-no": Explanation(
        "Neither yes nor no",
        "The word is not one that surely means yes or no, and unknown must not be printed as either.",
        "Type yes or no, or leave the cell blank if it is unknown.",
    ),
    # Figures and money
    "no-figure": Explanation(
        "Words in place of a figure",
        "Words such as 'on request' are no amount; the piece cannot be counted in a total.",
        "Type the amount, or leave the cell blank until it is known.",
    ),
    "not-a-figure": Explanation(
        "Not a figure", "What stands in the cell cannot be read as a number, so it counts in no total.", _RETYPE
    ),
    "figure-with-words": Explanation(
        "A figure with words beside it",
        "The words may change what the figure means (each, net, with VAT), so it is not taken alone.",
        "Type the figure alone and put the words into the notes.",
    ),
    "ambiguous-number": Explanation(
        "A figure with two readings",
        "The mark may part thousands or decimals, and the rest of the column does not settle it: a factor of 1,000.",
        "Type the figure as a number, or without a mark for thousands.",
    ),
    "bracketed": Explanation(
        "A figure in brackets",
        "Brackets mean a negative amount to an accountant, and an estimate or an addition to others.",
        "Type the figure without brackets, with a minus sign if it is negative.",
    ),
    "abbreviated": Explanation(
        "An abbreviated figure",
        "12k is a rounded figure in words; the exact amount is not stated.",
        "Type the amount in full.",
    ),
    "old-money": Explanation(
        "Pounds, shillings and pence",
        "111.12.3 is 111 pounds, 12 shillings and 3 pence, and beside it 75.12 may be 75 pounds and 12 shillings.",
        "Type the amount in decimal pounds.",
    ),
    "several-figures": Explanation(
        "Several figures in one cell",
        "It cannot be told whether they are to be added, multiplied or chosen from.",
        "Type the one amount that holds for this row.",
    ),
    "two-currencies": Explanation(
        "Two currencies for one amount",
        "The sign in the cell and the currency beside it disagree, and amounts of different currencies never add.",
        "Correct the sign or the currency, whichever is wrong.",
    ),
    "uncertain-figure": Explanation(
        "A figure marked as uncertain",
        "A word such as approximately, or a question mark, says that the amount is not known.",
        "Type the amount once it is certain.",
    ),
    "cost-code": Explanation(
        "Letters that look like a cost code",
        "A price in the house's own letters is confidential: it is not worked out, and counts in no total.",
        "Type the amount; if the whole column holds such letters, say so with 'boutique map'.",
    ),
    "date-in-money": Explanation(
        "A date where a figure belongs",
        "The spreadsheet took the figure for a date, or the cells of the row have slipped.",
        "Type the figure again and format the cell as a number.",
    ),
    "percent-in-money": Explanation(
        "A percentage where a figure belongs",
        "A rate is not an amount.",
        "Type the amount; if the whole column holds percentages, say with 'boutique map' that it is not used.",
    ),
    "unit": Explanation(
        "A unit that does not fit",
        "The unit is not one of this column's, or two weights in the cell disagree; taken as it is it would be wrong.",
        "Type the figure in the column's unit, with the unit beside it.",
    ),
    "total-weight": Explanation(
        "The weight of all stones together",
        "A total weight (TCW, TDW) is not the weight of one stone and must not be compared with its report.",
        "Type the weight of the stone that the row describes, and keep the total in the notes.",
    ),
    # Metals
    "not-a-fineness": Explanation(
        "No fineness that the trade knows",
        "It reads neither as karat (18ct) nor as parts per thousand (750).",
        "Type the karat or the fineness, such as 18ct, 750 or Pt950.",
    ),
    "several-finenesses": Explanation(
        "Several finenesses in one cell",
        "The piece is of two metals or the cell is wrong; which fineness is whose cannot be told.",
        "Type the main metal's fineness and describe the rest in words.",
    ),
    # Dates
    "ambiguous-date": Explanation(
        "A date with two readings",
        "Day and month can change places, and nothing in the column settles which comes first.",
        _ONE_DATE,
    ),
    "against-the-column": Explanation(
        "A date written the other way round from its column",
        "The rest of the column writes day and month in the other order; one of them is a slip.",
        _ONE_DATE,
    ),
    "half-converted-date": Explanation(
        "A true date with day and month perhaps exchanged",
        "Every true date of this column is on a day up to 12, and every date left as text on a later one: the "
        "spreadsheet probably exchanged day and month when it made them dates.",
        "Compare some with the papers; where day and month were exchanged, type the date again as 2024-03-05.",
    ),
    "no-such-date": Explanation(
        "A date that does not exist", "No calendar has this day, so the day or the month is mistyped.", _ONE_DATE
    ),
    "no-year": Explanation(
        "A date without a year",
        "Day and month alone cannot be put in order or counted from.",
        "Type the date with its year.",
    ),
    "placeholder-date": Explanation(
        "A date that stands for none",
        "Spreadsheets show an empty or zero date as the first day they know.",
        "Type the true date, or leave the cell blank if it is unknown.",
    ),
    "far-date": Explanation(
        "A date out of all likelihood", "The year is before 1500 or after 2200, so a digit is wrong.", _ONE_DATE
    ),
    "serial-number": Explanation(
        "A number where a date belongs",
        "It is probably a date without its format; by the 1900 and the 1904 calendar it is two different days.",
        "Format the cell as a date and look whether it is right.",
    ),
    "serial-as-text": Explanation(
        "The number behind a date, stored as text",
        "It was pasted from a spreadsheet; from which first day it counts cannot be seen, and there are two.",
        _ONE_DATE,
    ),
    "open-date": Explanation(
        "A date with an open end",
        "A date before or after some year has one end only, so it cannot be put in order.",
        "Type the date, or a year with circa.",
    ),
    "uncertain-date": Explanation(
        "A date marked as uncertain",
        "A question mark says that the date is not known.",
        "Type the date once it is certain, or a year with circa.",
    ),
    "several-dates": Explanation(
        "Several dates in one cell",
        "It cannot be told which of them holds for this row.",
        "Type the one date that holds.",
    ),
    "not-a-date": Explanation("Not a date", "What stands in the cell cannot be read as a date.", _ONE_DATE),
}
