"""The day that a paper speaks of, which is the records' day and never the clock's.

A paper of what is over says the same on whatever day it is made, so that whoever makes it again has
the same bytes:

- a paper of an application is of the day of its pack (see `packs.packed_on`): that on which the
  last row of it was recorded, by whose law a draft is judged;
- minutes are of the day of the last row on which they rest: the meeting's own, or a decision's;
- a paper of a micro-credential is of the day of the last row of it, of who may deliver it, and of
  the change that a notice tells of; a notice that it expires, of the row that set the last day;
- a paper of a re-evaluation is of the day of its last row.

Three are written today and about today, and say so: where an application is, with the days so far,
until it has ended; the agenda of a meeting that is still to come; and what is sent to others as a
letter of the day, which asks for support by a day to come (the letter asking for support, and the
request kits).
Name, colour and logo are those that the provider has today, but in a pack those of its row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mcapproval.clock import nz_day, read_stamp
from mcapproval.store.events import Event


def last_recorded(rows: Iterable[Event]) -> date:
    """The New Zealand day on which the last of some rows was recorded; at least one is given."""
    return nz_day(read_stamp(max(rows, key=lambda row: row.seq).recorded_at))
