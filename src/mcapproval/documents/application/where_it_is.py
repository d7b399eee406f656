"""Where the application is: its place in the workflow, and how its days went until now."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import Block, Document, Heading, Prose
from mcapproval.documents.dossier import Dossier, Walk
from mcapproval.documents.pictures.stays import stays, walk_of
from mcapproval.documents.pictures.timeline import timeline
from mcapproval.documents.pictures.way import way
from mcapproval.workflow.drawing.told import walk_told


def was_somewhere(dossier: Dossier) -> bool:
    return dossier.walk is not None


def where_it_is(dossier: Dossier) -> Document:
    told = "Where the application is, what is done, and what is still ahead"
    blocks = _blocks(dossier, dossier.walk) if dossier.walk else ()
    return paper(dossier, "PLACE", "Place in the workflow", told, blocks)


def _blocks(dossier: Dossier, walk: Walk) -> Iterator[Block]:
    case = walk_of(dossier, walk)
    here, *before = walk_told(walk.definition, case, dossier.policy)
    yield Heading(1, "Where it is")
    yield Prose(here)
    yield from way(walk, case, dossier.policy)
    yield Heading(1, "How its days went")
    for sentence in before[-1:]:
        yield Prose(sentence)
    yield from timeline(stays(walk, dossier.as_at, dossier.policy), dossier.as_at)
