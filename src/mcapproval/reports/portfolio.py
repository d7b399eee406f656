"""The portfolio: every micro-credential, where it stands, and when it is next reviewed; or how many
there are of each level, size, field, status and provider, with their credits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mcapproval.reports.chart import Chart
from mcapproval.reports.named import ORGANISATION, STATE
from mcapproval.reports.numbers import NUMBER, numbered
from mcapproval.reports.nzsced import broad_field
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Cell, Column, Table, cells

COLUMNS = (
    *NUMBER,
    Column("ref", "Ours", whole=True),
    Column("title", "Micro-credential", bare=True),
    Column("level", "Level", right=True),
    Column("credits", "Credits", right=True),
    Column("nzsced", "NZSCED"),
    Column("status", "Status", names=STATE),
    Column("developer", "Provider", names=ORGANISATION),
    Column("accredited", "Accredited", right=True),
    Column("approved_on", "Approved", day=True),
    Column("next_review", "Next review", day=True),
    Column("intake", "intake", below=True),
)

BY = {
    "level": Column("level", "Level", right=True),
    "credits": Column("credits", "Credits", right=True),
    "nzsced": Column("field", "Field of study (NZSCED)"),
    "status": Column("status", "Status", names=STATE),
    "provider": Column("provider", "Provider", names=ORGANISATION),
}
"""By what it can be broken down, as the command has it, with the column of each."""

SUMS = (
    Column("micro_credentials", "Micro-credentials", right=True),
    Column("credits_known_of", "Credits known of", only="data", right=True),
    Column("credits_in_all", "Credits in all", right=True),
)
NOT_KNOWN = "not known"
NONE = "No micro-credential is listed in these records."
NONE_SUCH = "No micro-credential is like that."


@dataclass(frozen=True, slots=True)
class Listed:
    """One micro-credential; None or empty where it is not known. Days are ISO days. `intake` says
    that it is paused, until when and by what, or what is still planned though it is closed.
    `version` is NZQA's, beside its number.
    """

    ref: str
    number: str
    title: str
    level: int | None
    credits: int | None
    nzsced: str
    status: str
    developer: str
    accredited: int
    approved_on: str
    next_review: str
    intake: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """How many have these `keys`, by what was asked; `credits` is the sum of the `known`, those of
    which the credits are known. A key is None where it is not known, that of a field two digits.
    """

    keys: tuple[str | int | None, ...]
    count: int
    known: int
    credits: int


def table(page: Page[Listed], filtered: bool = False) -> Table:
    said = page.said("micro-credential")
    sums = _sums(page)
    told = f", {sums['sum']} credits in all{_unknown(sums)}" if sums else ""
    return Table(
        COLUMNS,
        tuple({**cells(row), "numbered": numbered(row.number, row.version)} for row in page.rows),
        empty=NONE_SUCH if filtered else NONE,
        note=f"{said}{told}.",
    )


def _sums(page: Page[Listed]) -> Mapping[str, int]:
    """The credits of all of them, and of how many each is not known; empty where nobody counted."""
    if not page.whole:
        return page.sums
    return {
        "sum": sum(row.credits or 0 for row in page.rows),
        "credits": sum(row.credits is None for row in page.rows),
        "level": sum(row.level is None for row in page.rows),
        "field": sum(not row.nzsced for row in page.rows),
    }


def _unknown(sums: Mapping[str, int]) -> str:
    """Of how many the credits, the level and the field are not known, that no sum hides them."""
    names = {"credits": "the credits", "level": "the level", "field": "the field of study"}
    told = [f"{what} of {sums[key]}" for key, what in names.items() if sums[key]]
    return f". Not known: {', '.join(told)}" if told else ""


def breakdown(by: Sequence[str], sums: Sequence[Sum], filtered: bool = False) -> Table:
    """One line for each value of what is in `BY`, or for each pair of values that there is."""
    rows = []
    for each in sums:
        told: dict[str, Cell] = {
            "micro_credentials": each.count,
            "credits_known_of": each.known,
            "credits_in_all": each.credits,
        }
        for name, key in zip(by, each.keys, strict=True):
            told |= {BY[name].key: _plain(name, key), _said(BY[name]).key: _shown(name, key)}
        rows.append(told)
    count, known, credits = (
        sum(getattr(each, name) for each in sums) for name in ("count", "known", "credits")
    )
    many = "micro-credential" if count == 1 else "micro-credentials"
    unknown = f". Not known: the credits of {count - known}" if count > known else ""
    told_of = replace(SUMS[1], only="" if unknown else "data")
    columns = [
        column for name in by for column in (replace(BY[name], only="data"), _said(BY[name]))
    ]
    return Table(
        (*columns, SUMS[0], told_of, SUMS[2]),
        tuple(rows),
        empty=NONE_SUCH if filtered else NONE,
        note=f"{count} {many}, {credits} credits in all{unknown}.",
    )


def _said(column: Column) -> Column:
    return replace(column, key=f"{column.key}_said", only="text")


def chart(by: Sequence[str], sums: Sequence[Sum]) -> Chart:
    """How many there are of each, in the order of the lines."""
    names = " and ".join(BY[name].heading.lower().replace("nzsced", "NZSCED") for name in by)
    bars = tuple((", ".join(map(_words, by, each.keys)), each.count) for each in sums)
    return Chart(f"Micro-credentials by {names}", "micro-credentials", bars)


def _plain(name: str, key: str | int | None) -> Cell:
    return broad_field(str(key)) if name == "nzsced" and key is not None else key


def _shown(name: str, key: str | int | None) -> str:
    return NOT_KNOWN if key is None else str(_plain(name, key))


def _words(name: str, key: str | int | None) -> str:
    said = _shown(name, key)
    if key is None:
        return f"{BY[name].heading.partition(' (')[0].lower()} {said}"
    return {"level": f"level {said}", "credits": f"{said} credits"}.get(name, said)
