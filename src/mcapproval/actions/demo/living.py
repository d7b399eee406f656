"""Going on with simulated records, day by day, until a day: told month by month."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from mcapproval.actions.demo.chance import salts
from mcapproval.actions.demo.stories import ADMINISTRATOR
from mcapproval.actions.demo.years import Years
from mcapproval.actions.desk import Desk, about, as_person
from mcapproval.actions.reviewing.year import year
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.reports.year import Month


def live_on(desk: Desk, until: date) -> tuple[Month, ...]:
    """Live from the desk's day until another; gives what happened in each month.

    Refused in records that are not simulated: what people do is invented.
    """
    if until < desk.today:
        raise AskedWrongly(
            f"{until.isoformat()} is over: the records are at {desk.today.isoformat()}",
            "give a later day",
        )
    with desk.reading() as connection:
        if not about(connection).simulated:
            raise Refused(
                "days are played through in simulated records only: what people do is invented",
                hint="make some: mcapproval demo",
            )
    admin = replace(as_person(desk, ADMINISTRATOR), salt=salts("years"))
    with tempfile.TemporaryDirectory(prefix="mcapproval-years-") as folder:
        for _ in Years(admin, Path(folder)).live(desk.today, until):
            pass
    return year(desk.on(until), desk.today, until)
