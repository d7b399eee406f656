"""The door of this room: a filled-in Word form to a draft, and all that was found beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from mcapproval.documents.kits.asked import PREFIX
from mcapproval.documents.word.body import Para, blocks
from mcapproval.documents.word.names import w
from mcapproval.documents.word.opening import Opened, opened
from mcapproval.documents.word_form.building import root
from mcapproval.documents.word_form.collect import Collector
from mcapproval.documents.word_form.gathered import Gathered, Odd
from mcapproval.documents.word_form.grids import read_grid
from mcapproval.documents.word_form.index import index
from mcapproval.documents.word_form.marks import FORMAT, OF_REVIEW, PROPERTY
from mcapproval.documents.word_form.plan import Section, asked
from mcapproval.documents.word_form.planning import plan
from mcapproval.documents.word_form.remarks import Remark, findings, said_beside
from mcapproval.documents.word_form.telling import told_of_form
from mcapproval.documents.word_form.writing import words_of_ours
from mcapproval.draft.comments import Comment
from mcapproval.draft.help import parts
from mcapproval.draft.model import Draft, Place
from mcapproval.draft.reader import Reading
from mcapproval.draft.references import reference_findings
from mcapproval.draft.shape import shape
from mcapproval.errors import Unreadable
from mcapproval.findings import in_reading_order

ENOUGH = 5
"""Questions of ours by which a file is known as a form where its own mark of that is gone."""


MOST_SPOTS = 60_000
"""Fields, cells and oddities of one form: three times the values that a text may have."""


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form as read: the draft with its findings, and the comments and strange texts in it.

    `comments` are the same as a text file has them, with the notes that came from one; `without`
    are the questions that one may have and the file has not, dotted as a plan has them.
    """

    reading: Reading
    remarks: tuple[Remark, ...]
    comments: tuple[Comment, ...]
    without: tuple[str, ...] = ()


def read_form(data: bytes, name: str, known: frozenset[str] | None = None) -> FormReading:
    """A draft from a Word form. Raises Unreadable for any other file, or one that can't be read.

    `known` are the keys of organisations in the records; None where there are no records.
    """
    file = opened(data, name)
    mark = mark_of(file)
    if mark[1:2] == [OF_REVIEW]:
        raise _of_review(name, mark[2])
    everything = plan("", more=tuple(key for key in parts() if "." not in key))
    walk = gathered(file, everything, words_of_ours())
    if not mark and walk.found.questions < ENOUGH:
        raise _no_form(file)
    found = walk.found
    shaped = shape(root(found, everything), "application")
    content, places = MappingProxyType(shaped.data), MappingProxyType(shaped.places)
    telling = partial(told_of_form, found.spots)
    draft = Draft(content, places, name, shaped.left_out, telling=telling)
    missing = tuple(_missing(walk, mark, draft))
    beside = said_beside(file, found, begun_at(places))
    told = tuple(remark for remark in beside if not remark.noted)
    said = (
        *shaped.findings,
        *reference_findings(draft, known),
        *findings(found, told),
        *findings(Gathered(spots=found.spots, odd=list(missing)), ()),
    )
    reading = Reading(draft, in_reading_order(said), of_form=True)
    without = tuple(odd.path for odd in gone(walk, everything))
    return FormReading(reading, told, tuple(remark.as_comment() for remark in beside), without)


def gathered(file: Opened, everything: tuple[Section, ...], known: frozenset[str]) -> Collector:
    """All that stands in a form, by the questions that one may have; `known` are the words that
    every one has. Raises Unreadable where it is too much."""
    marks = frozenset(str(each.get(w("name"))) for each in file.body.iter(w("bookmarkStart")))
    walk = Collector(index(everything), marks, known)
    for block in blocks(file):
        if isinstance(block, Para):
            walk.paragraph(block)
        else:
            read_grid(walk, block)
        if len(walk.found.spots) > MOST_SPOTS:
            raise _too_much(file.name)
    return walk


def begun_at(places: Mapping[str, Place]) -> dict[Place, str]:
    """The path of what begins at each place, the outermost of it; of a list of several entries the
    first of them, since its heading is what somebody sees there."""
    found: dict[Place, str] = {}
    for path, place in places.items():
        if places.get(f"{path}/0") != place or f"{path}/1" not in places:
            found[place] = min(path, found.get(place, path), key=len)
    return found


def mark_of(file: Opened) -> list[str]:
    """Format, kind and scope as the file says them of itself; empty where it says nothing. Raises
    Unreadable for another format than ours."""
    mark = _said_of_itself(file)
    if mark and mark[0] != FORMAT:
        raise _of_another_format(file.name, mark[0])
    return mark


def _said_of_itself(file: Opened) -> list[str]:
    for properties in file.of("custom-properties"):
        for each in properties:
            if isinstance(each.tag, str) and each.get("name") == PROPERTY:
                text = "".join(t for t in each.itertext() if isinstance(t, str))
                return text.split()
    return []


def gone(walk: Collector, had: tuple[Section, ...]) -> Iterator[Odd]:
    """Questions that the form had and the file has no more; of a list the heading may be left."""
    there = {path for path, _ in (*walk.found.answers, *walk.found.rows)}
    for one in asked(had):
        if one.path not in there:
            home = walk.index.homes[one.path]
            yield Odd("gone", one.path, walk.found.spot(home.words()), home.label)


def _missing(walk: Collector, mark: list[str], draft: Draft) -> Iterator[Odd]:
    """Questions that are gone, and parts that its kind asks beside."""
    kind = mark[1] if len(mark) > 1 else draft.text("/kind")
    enquiry = len(mark) > 2 and mark[2] == "enquiry"
    yield from gone(walk, plan(kind, enquiry=enquiry))
    there = {path for path, _ in (*walk.found.answers, *walk.found.tables)}
    now = draft.text("/kind")
    if now and kind and now != kind and not enquiry:
        more = {f.path.split(".")[0] for f in asked(plan(now))}
        if more - {path.split(".")[0] for path in there}:
            place = draft.place("/kind") or Place(1, 1)
            yield Odd("kind", "kind", place, now, kind)


def _of_another_format(name: str, theirs: str) -> Unreadable:
    return Unreadable(
        f"this form is of another version ({theirs}) than this mcapproval reads ({FORMAT})",
        "write a new one and copy the answers into it: mcapproval draft new FORM.docx",
        source=name,
    )


def _of_review(name: str, ref: str) -> Unreadable:
    return Unreadable(
        f"this is the form of the re-evaluation {ref}, and not that of an application",
        f"put its answers in: mcapproval review answer {ref} FILE",
        source=name,
    )


def _too_much(name: str) -> Unreadable:
    return Unreadable(
        f"this form has more than {MOST_SPOTS:,} fields and cells",
        "keep the answers here, and name tables and other papers as files",
        source=name,
    )


def _no_form(file: Opened) -> Unreadable:
    if any(str(tag.get(w("val"))).startswith(f"{PREFIX}:") for tag in file.body.iter(w("tag"))):
        return Unreadable(
            "this is a letter, survey or record that is sent to others, and not the form",
            "read what came back in it: mcapproval kit read FILE",
            source=file.name,
        )
    return Unreadable(
        "this is a Word document, but not a form of ours: none of the questions stand in it",
        "write one and copy the answers into it: mcapproval draft new FORM.docx",
        source=file.name,
    )
