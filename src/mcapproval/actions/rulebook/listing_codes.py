"""The codes of reasons that a listing gives: a pause, and its end."""

from __future__ import annotations

LISTING: tuple[tuple[str, str, str], ...] = (
    (
        "INTAKE-PAUSED",
        "A re-evaluation paused it: nobody new is taken in",
        "have the re-evaluation that is due on the day that was set decided to continue; it may be "
        "begun before that day",
    ),
)
"""Code, title, what meets it."""
