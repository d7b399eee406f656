"""Route and kind of an application: its workflow, NZQA's form, who answers on what."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from mcapproval.errors import AskedWrongly
from mcapproval.shipped import shipped


@dataclass(frozen=True, slots=True)
class Route:
    """One kind of application on one route.

    `form` is the NZQA form that the content is for. `results` are those expected; `decided_by` has
    the outside body that gives each, in the order in which they come.
    """

    route: str
    kind: str
    definition: str
    form: str
    results: tuple[str, ...]
    decided_by: Mapping[str, str]


def route_for(route: str, kind: str) -> Route:
    """The one entry for both. AskedWrongly, with the reason where there is one, where none is."""
    found = routes().get((route, kind))
    if found:
        return found
    kinds = [k for r, k in routes() if r == route]
    if not kinds:
        known = ", ".join(dict.fromkeys(r for r, _ in routes()))
        raise AskedWrongly(f"there is no route `{route}`", f"there are {known}")
    why = next((row["because"] for row in _table()["not_here"] if row["route"] == route), "")
    raise AskedWrongly(
        f"there is no application of kind `{kind}` on the route `{route}`{': ' * bool(why)}{why}",
        f"the route {route} has {', '.join(kinds)}",
    )


@cache
def routes() -> Mapping[tuple[str, str], Route]:
    """Every route and kind that exists, in the file's order."""
    return MappingProxyType(
        {
            (row["route"], row["kind"]): Route(
                row["route"],
                row["kind"],
                row["definition"],
                row["form"],
                tuple(row["results"]),
                MappingProxyType(dict(row["results"])),
            )
            for row in _table()["route"]
        }
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(shipped("workflows").joinpath("routes.toml").read_text("utf-8"))
