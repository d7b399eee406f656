"""Helps of these tests: a small draft, and what the reader says of one."""

from __future__ import annotations

import pytest

from mcapproval.draft.reader import Reading, read_draft_bytes
from mcapproval.errors import Unreadable
from mcapproval.findings import Finding

FOUR_LINES = "format: application/1\nroute: nzqa\nkind: listing-and-approval\ntitle: Facilitation\n"


def read(text: str | bytes, name: str = "draft.yaml") -> Reading:
    return read_draft_bytes(text if isinstance(text, bytes) else text.encode(), name)


def refused(text: str | bytes, name: str = "draft.yaml") -> Unreadable:
    """The error with which a file is refused; a file that is read fails the test."""
    with pytest.raises(Unreadable) as caught:
        read(text, name)
    error = caught.value
    assert (error.source, error.exit_code) == (name, 2)
    assert error.hint
    return error


def only(text: str) -> Finding:
    """The one finding on four good lines and what follows them."""
    findings = read(FOUR_LINES + text).findings
    assert len(findings) == 1, findings
    return findings[0]


def said(text: str) -> tuple[str, str, str]:
    """Code, sentence and remedy of the one finding."""
    found = only(text)
    assert found.asked_by == "form"
    assert found.clause is None
    return found.code, found.message, found.mend
