"""A page of a list: how many rows of it, and what it begins after, as it is typed."""

from __future__ import annotations

from typing import Any

import click

from mcapproval.errors import AskedWrongly

PAGE = 25
"""Rows of a page for people who ask for no other number; programs get all."""


class After(click.ParamType[str]):
    """A reference in any case, or another key of a list, with its place there where that is said
    (`reports/places.py`)."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from mcapproval.workflow.referred import reference

        key, at, place = str(value).partition("@")
        ref, colon, number = key.partition(":")
        return f"{reference(ref)}{colon}{number}{at}{place}"


AFTER = After()


def rows_asked(first: int | None, every: bool, whole: bool) -> int | None:
    """So many rows, or None for all. `whole` is for programs and for paper."""
    if every and first:
        raise AskedWrongly("--all and --first ask for two things", "leave one of them out")
    return first or (None if every or whole else PAGE)
