"""The codes of reasons why papers can't be kept as they were sent in."""

from __future__ import annotations

PAPERS: tuple[tuple[str, str, str], ...] = (
    (
        "SEAL-EARLY",
        "What is sent in is sealed once it can be submitted",
        "take the application on first; see what waits with: `mcapproval next REF`",
    ),
    (
        "SEAL-FILE",
        "A file that can't be sealed as it is: a link, too large, unreadable, or ill named",
        "put the file itself there, or leave it out",
    ),
)
