"""NZQA's number of a micro-credential in a table: programs get it and its version apart."""

from __future__ import annotations

from mcapproval.reports.table import Column

NUMBER = (
    Column("number", "", only="data"),
    Column("version", "", only="data"),
    Column("numbered", "NZQA number", only="text", whole=True),
)


def numbered(number: str, version: int | None) -> str:
    """`990011 v2`, as people read it; empty where the number is not known."""
    return f"{number} v{version}" if number and version else number
