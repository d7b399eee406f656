"""Characters that nobody sees: two texts would look alike, and a formula can stand behind one."""

from __future__ import annotations

import re

from mcapproval.draft.source import FORBIDDEN

UNSEEN = re.compile(f"{FORBIDDEN.pattern}|[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")
"""What no draft may hold, and what has no width: in a title it would make two of one."""

MEND = "delete it, or type the words around it afresh"


def unseen(value: object) -> str:
    """What is wrong with the value of a cell; empty where all of it can be seen."""
    found = UNSEEN.search(value) if isinstance(value, str) else None
    return f"there is a character here that can't be seen (U+{ord(found[0]):04X})" if found else ""
