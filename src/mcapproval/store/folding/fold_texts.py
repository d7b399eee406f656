"""What keeping a text once does to the tables."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Change


def text_added(event: Event) -> Iterator[Change]:
    """A version of a standing text; those before it stay, since drafts are pinned to them."""
    keys = ("provider", "key", "number", "title", "question", "content")
    yield Add(
        "standing_text",
        {
            "from_day": event.effective_on,
            "by": event.by.person,
            **{key: event.data[key] for key in keys},
        },
    )
