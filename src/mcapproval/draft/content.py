"""A draft as the records keep it: content that was read once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mcapproval.canonical import plain
from mcapproval.draft.model import Draft


def from_content(data: Mapping[str, Any], source: str = "") -> Draft:
    """A draft from content that the records keep: it was read once, so it has no places now."""
    content = plain(data)
    assert isinstance(content, dict)
    return Draft(MappingProxyType(content), source=source)
