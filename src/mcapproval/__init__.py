"""Get New Zealand micro-credentials approved, and keep them approved.

A program that imports this may lean on the names in `__all__` and on nothing else; docs/library.md
tells them with examples. They are loaded when they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mcapproval.errors import (
        AskedWrongly,
        Busy,
        NotInForce,
        NotWhole,
        OlderRecords,
        OnlyRead,
        OtherRecords,
        OurFault,
        Reason,
        Refused,
        TextErased,
        Trouble,
        Unknown,
        Unmet,
        Unreadable,
    )
    from mcapproval.findings import Finding, Severity
    from mcapproval.library.checking import check
    from mcapproval.library.records import Records, open_records
    from mcapproval.library.values import (
        Answer,
        Case,
        Due,
        Look,
        Moved,
        Next,
        Pack,
        Place,
        Step,
        Track,
        Version,
    )

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "AskedWrongly",
    "Busy",
    "Case",
    "Due",
    "Finding",
    "Look",
    "Moved",
    "Next",
    "NotInForce",
    "NotWhole",
    "OlderRecords",
    "OnlyRead",
    "OtherRecords",
    "OurFault",
    "Pack",
    "Place",
    "Reason",
    "Records",
    "Refused",
    "Severity",
    "Step",
    "TextErased",
    "Track",
    "Trouble",
    "Unknown",
    "Unmet",
    "Unreadable",
    "Version",
    "__version__",
    "check",
    "open_records",
]

_VALUES = (
    *("Answer", "Case", "Due", "Look", "Moved", "Next", "Pack", "Place", "Step", "Track"),
    "Version",
)
_ELSEWHERE = {
    "Finding": "findings",
    "Severity": "findings",
    "check": "library.checking",
    "Records": "library.records",
    "open_records": "library.records",
    **dict.fromkeys(_VALUES, "library.values"),
}
"""Where a name is that is not among the errors."""

if not TYPE_CHECKING:

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'errors')}"), name)

    def __dir__():
        return sorted(__all__)
