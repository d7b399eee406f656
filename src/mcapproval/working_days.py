"""Working days: no Saturday or Sunday, no public holiday, not within the provider's close-down.

Public holidays are those of the Holidays Act 2003 s 44 with their Mondays (ss 45, 45A), Matariki
as the Te Kāhui o Matariki Public Holiday Act 2022 sets it for 2022 to 2052, and the anniversary
day of the province (s 44(1)(l)). The library leaves Matariki out, without a word, of the years
after: those are refused here.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from mcapproval.clock import spoken
from mcapproval.errors import AskedWrongly, NotInForce

LAST_SET = 2052
"""The last year for which Matariki is set by law."""

ANNIVERSARY_OF = {
    **{region: region for region in ("AUK", "CAN", "CIT", "HKB", "MBH", "NSN", "NTL", "OTA")},
    **{region: region for region in ("STL", "TKI", "WGN", "WTC")},
    **dict.fromkeys(("BOP", "GIS", "WKO"), "AUK"),
    "MWT": "WGN",
    "TAS": "NSN",
    "CAN-SOUTH": "South Canterbury",
}
"""By region of a policy: the name under which the library knows its anniversary day.

Regions are ISO 3166-2:NZ. Anniversary days are of the old provinces (Holidays Act 2003 s 44(1)(l)):
the library knows no day for five regions, which keep that of the province they were part of.
South Canterbury is no region and keeps its own, so it has a code of ours.
"""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are working days for one provider.

    `region` is one of `ANNIVERSARY_OF`, `close_down` the first and last day away each year as
    month-day, which may cross the year. Every method raises NotInForce for a day, or a count that
    runs, past the years for which Matariki is set, and AskedWrongly where the close-down leaves no
    working day at all.
    """

    region: str | None = None
    close_down: tuple[str, str] | None = None

    def is_working(self, day: date) -> bool:
        return day in _days(self, day.year)[1]

    def after(self, day: date, count: int) -> date:
        """The working day so many after a day, which itself never counts.

        With 0 the last working day up to the day itself; below 0 so many before that one.
        """
        year = day.year
        found = _days(self, year)[0]
        index = bisect_right(found, day) + count - 1
        while index < 0:
            year -= 1
            found = _days(self, year)[0]
            index += len(found)
        while index >= len(found):
            index -= len(found)
            year += 1
            found = _days(self, year)[0]
        return found[index]

    def before(self, day: date, count: int) -> date:
        """The working day so many before a day, which itself never counts."""
        return self.after(day - timedelta(days=1), 1 - count)

    def between(self, first: date, last: date) -> int:
        """The working days after the first day up to the last; below 0 where they run backwards."""
        if last < first:
            return -self.between(last, first)
        if first.year == last.year:
            found = _days(self, first.year)[0]
            return bisect_right(found, last) - bisect_right(found, first)
        begun = _days(self, first.year)[0]
        whole = sum(len(_days(self, year)[0]) for year in range(first.year + 1, last.year))
        ended = bisect_right(_days(self, last.year)[0], last)
        return len(begun) - bisect_right(begun, first) + whole + ended


def countable(day: date) -> None:
    """NotInForce for a day to which no working days can be counted: nothing falls due on it."""
    if day.year > LAST_SET:
        raise NotInForce(
            f"working days can't be counted past {spoken(date(LAST_SET, 12, 31))}: Matariki is set "
            f"by law for 2022 to {LAST_SET} only, and {day.year} was asked for",
            "give an earlier day; once the law sets later years, a newer mcapproval will know them",
        )


@lru_cache(maxsize=512)
def _days(calendar: Calendar, year: int) -> tuple[tuple[date, ...], frozenset[date]]:
    """The working days of a year, in order and as a set."""
    countable(date(year, 1, 1))
    free = public_holidays(calendar.region, year)
    every = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    days = tuple(
        day
        for day in every
        if day.year == year
        and day.weekday() < _SATURDAY
        and day not in free
        and not _away(calendar.close_down, day)
    )
    if not days:
        assert calendar.close_down
        raise AskedWrongly(
            f"the close-down from {calendar.close_down[0]} until {calendar.close_down[1]} leaves "
            f"no working day in {year}",
            "mend `close_down` in mcapproval.toml and adopt it: mcapproval policy adopt FILE",
        )
    return days, frozenset(days)


_SATURDAY = 5


def _away(close_down: tuple[str, str] | None, day: date) -> bool:
    """Month-days of two digits each sort as the days do."""
    if close_down is None:
        return False
    first, last = close_down
    today = f"{day:%m-%d}"
    if first <= last:
        return first <= today <= last
    return today >= first or today <= last


@lru_cache(maxsize=512)
def public_holidays(region: str | None, year: int) -> frozenset[date]:
    """The public holidays of a year, and the days on which they are kept instead.

    Where a holiday falls on a Saturday or Sunday both that day and the Monday or Tuesday are among
    them. The library is read here only: it takes longer to load than most commands take.
    """
    from holidays import country_holidays

    entity = ANNIVERSARY_OF[region] if region else None
    return frozenset(country_holidays("NZ", subdiv=entity, years=year))
