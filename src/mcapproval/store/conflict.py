"""What a writer is told who was overtaken."""

from __future__ import annotations


class Conflict(Exception):
    """Somebody else wrote to the case since it was read: look again, then try again."""
