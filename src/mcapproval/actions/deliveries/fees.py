"""Fees by kind of customer, with and without goods and services tax."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from mcapproval.store.rows.folded import Delivery

RATES = ((date(2010, 10, 1), 1500), (date(1989, 7, 1), 1250))
"""The tax in hundredths of a percent from a day on, the newest first: Goods and Services Tax Act
1985, section 8(1).
"""
WHOLE = 10000


@dataclass(frozen=True, slots=True)
class Fee:
    """What a kind of customer pays, in cents; both are alike where no tax is charged."""

    customer: str
    without: int
    with_tax: int
    gst: str


def fees_of(row: Delivery) -> tuple[Fee, ...]:
    """The fees of a delivery by the rate of its first day, or of now where that is not known."""
    on = date.fromisoformat(row.starts) if row.starts else RATES[0][0]
    return tuple(_fee(each["for"], each["cents"], each["gst"], on) for each in json.loads(row.fees))


def _fee(customer: str, cents: int, gst: str, on: date) -> Fee:
    rate = next((rate for since, rate in RATES if since <= on), 0)
    if gst == "included":
        return Fee(customer, _nearest(cents * WHOLE, WHOLE + rate), cents, gst)
    if gst == "excluded":
        return Fee(customer, cents, _nearest(cents * (WHOLE + rate), WHOLE), gst)
    return Fee(customer, cents, cents, gst)


def _nearest(number: int, by: int) -> int:
    """The quotient to the nearest whole, half up."""
    return (2 * number + by) // (2 * by)


def dollars(cents: int) -> str:
    return f"${cents // 100:,}.{cents % 100:02d}"
