"""Counts in the attributes of anybody's Word file."""

from __future__ import annotations

import re

MOST_COLUMNS = 63
"""Columns that a table has at most in Word."""


def columns_said(said: str, otherwise: int) -> int:
    """How many columns an attribute says, at most `MOST_COLUMNS`; `otherwise` where it says none
    that Word would understand.
    """
    return min(int(said), MOST_COLUMNS) if re.fullmatch("[0-9]{1,9}", said) else otherwise
