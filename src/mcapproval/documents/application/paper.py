"""One paper of an application: what all of them carry at head and foot."""

from __future__ import annotations

from collections.abc import Iterable

from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import number_of, title_of
from mcapproval.documents.content import Block, Document
from mcapproval.documents.dossier import Dossier


def paper(
    dossier: Dossier, code: str, kind: str, subtitle: str, blocks: Iterable[Block], more: str = ""
) -> Document:
    """`code` stands in its number; `more` is what the number says beside the version."""
    return paper_about(
        dossier,
        title=title_of(dossier),
        subtitle=subtitle,
        kind=kind,
        number=number_of(dossier, code) + (f", {more}" if more else ""),
        blocks=blocks,
    )
