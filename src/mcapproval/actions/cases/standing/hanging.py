"""What hangs on a case, read by one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Approval,
    Case,
    Item,
    Link,
    Result,
    Review,
    Version,
    Waiver,
)
from mcapproval.store.several import Wanted, several


@dataclass(frozen=True, slots=True)
class Hanging:
    """The rows of a case, each kind in its order, and the one of its track. `waivers` are those
    that stand, `links` those from it and to it; approvals and versions are of an application.
    """

    application: Application | None
    review: Review | None
    accreditation: Accreditation | None
    approvals: list[Approval]
    versions: list[Version]
    waivers: list[Waiver]
    items: list[Item]
    results: list[Result]
    links: list[Link]


def hanging_on(connection: Connection, case: Case) -> Hanging:
    of = {"ref": case.ref}
    own = OF_TRACK.get(case.track, ())
    always = [Wanted(Waiver, {**of, "stands": True}), Wanted(Item, of), Wanted(Result, of)]
    links = [Wanted(Link, {"from_ref": case.ref}), Wanted(Link, {"to_ref": case.ref})]
    asked = [*always, *links, *(Wanted(model, of) for model in own)]
    waivers, items, results, onward, back, *rows = several(connection, *asked)
    found = dict(zip(own, rows, strict=True))
    return Hanging(
        application=next(iter(found.get(Application, ())), None),
        review=next(iter(found.get(Review, ())), None),
        accreditation=next(iter(found.get(Accreditation, ())), None),
        approvals=found.get(Approval, []),
        versions=found.get(Version, []),
        waivers=waivers,
        items=items,
        results=results,
        links=onward + back,
    )


OF_TRACK: dict[str, tuple[type[NamedTuple], ...]] = {
    "application": (Application, Approval, Version),
    "review": (Review,),
    "accreditation": (Accreditation,),
}
