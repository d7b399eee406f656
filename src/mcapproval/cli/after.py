"""What a page of a list begins after, as it is typed."""

from __future__ import annotations

from typing import Any

import click


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
