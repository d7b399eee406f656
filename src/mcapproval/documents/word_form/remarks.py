"""What was found in a form beside the answers, as findings and as remarks to be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from mcapproval.documents.word.body import blocks_text, lines_text
from mcapproval.documents.word.names import w
from mcapproval.documents.word.opening import Opened
from mcapproval.documents.word_form.gathered import WHOLE, Gathered, Odd
from mcapproval.documents.word_form.margin import NOTE
from mcapproval.documents.word_form.writing import TITLE
from mcapproval.draft.comments import Comment
from mcapproval.draft.dates import day_in
from mcapproval.draft.faults import form_finding
from mcapproval.draft.model import Place
from mcapproval.draft.pointer import pointer
from mcapproval.draft.words import shown
from mcapproval.findings import Finding, Severity

ACCEPT = (
    "in Word: Review, Accept, Accept All Changes and Stop Tracking (in LibreOffice: Edit, Track "
    "Changes, Accept All); then save and check again"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was said in a form outside its fields: a comment in the margin, with who
    wrote it, or a text that stands where nothing is asked (then `author` is empty), such as a
    `standing` text of ours that somebody changed. `path` is that of the value it is about, `noted`
    a note that came with a text file, `on` the day on which it was written."""

    place: str
    author: str
    text: str
    path: str
    at: Place
    standing: bool = False
    noted: bool = False
    on: str = ""

    def __str__(self) -> str:
        return f"{self.author or 'Outside the fields'}, at {self.place}: {self.text}"

    def as_comment(self) -> Comment:
        """As a text file has it. What stands outside the fields was said of no question."""
        if self.noted:
            return Comment(self.path, self.text)
        if not self.author:
            return Comment("", str(self))
        return Comment(self.path, self.text, self.author, self.on)


@dataclass(frozen=True, slots=True)
class Fate:
    """What is said of a comment, of what stands outside the fields, and of a field that is gone."""

    comment: str = "it is kept with the application; take it out once it is dealt with"
    outside: str = "move it into the field that it answers; else it is kept as a comment"
    gone: str = "where it is needed, copy it from a new form: mcapproval draft new FORM.docx"


OF_DRAFT = Fate()


def said_beside(
    file: Opened,
    found: Gathered,
    values: Mapping[Place, str],
    titles: Iterable[str] = tuple(TITLE.values()),
) -> tuple[Remark, ...]:
    """Every comment, footnote and strange text, in the order of the file; `values` are the paths of
    what stands at each place, `titles` what the foot of a page of ours may say."""
    said = {
        (kind, str(each.get(w("id")))): each
        for kind in ("comments", "footnotes", "endnotes")
        for root in file.of(kind)
        for each in root
        if isinstance(each.tag, str)
    }
    seen: set[tuple[str, str]] = set()
    told: list[Remark] = []
    for odd in found.odd:
        place = found.spots[odd.place.line - 1]
        if odd.kind in ("outside", "standing"):
            text, changed = odd.text or f"({odd.more})", odd.kind == "standing"
            path = found.value_of(odd, values)
            told.append(Remark(place, "", text, path, odd.place, changed))
        key = ("comments" if odd.kind == "comment" else odd.kind, odd.text)
        if key in said and key not in seen:
            seen.add(key)
            path = found.value_of(odd, values)
            told.append(_remark(said[key], place, path, odd.place))
    for key, each in said.items():
        note = key[0] != "comments"
        if key in seen or (note and each.get(w("type"))):  # the lines that divide notes from text
            continue
        remark = _remark(each, WHOLE, "", Place(1, 1))
        told += [remark] if remark.text else []
    return (*told, *_around(file, found, titles))


def _remark(each: etree._Element, place: str, path: str, at: Place) -> Remark:
    author = " ".join(str(each.get(w("author"), "")).split())
    if each.tag != w("comment"):
        return Remark(place, author, blocks_text(each), path, at)
    text = lines_text(each).lstrip("\n").rstrip()
    on = day_in(str(each.get(w("date"), ""))[:10])
    return Remark(place, author or "Somebody", text, path, at, noted=author == NOTE, on=on)


def _around(file: Opened, found: Gathered, titles: Iterable[str]) -> Iterator[Remark]:
    """What somebody wrote into the head or foot of the pages."""
    our_foot = re.compile(rf"({'|'.join(titles)}), page\s*\d*\s*of\s*\d*")
    for kind in ("header", "footer"):
        for root in file.of(kind):
            lines = (our_foot.sub("", line).strip() for line in blocks_text(root).split("\n"))
            text = "\n".join(filter(None, lines))
            if text:
                where = f"the {kind.removesuffix('er')} of the pages"
                yield Remark(where, "", text, "", found.spot(where))


def findings(found: Gathered, told: tuple[Remark, ...], fate: Fate = OF_DRAFT) -> Iterator[Finding]:
    for odd in found.odd:
        if finding := _finding(odd, fate):
            yield finding
    for remark in told:
        path = remark.path
        if remark.author:
            message = f"{remark.author} wrote in a comment: {shown(remark.text)}"
            note = Severity.NOTE
            yield form_finding("FORM-COMMENT", path, remark.at, message, fate.comment, note)
        elif remark.standing:
            said = shown(remark.text)
            message = f"our standing text was changed here, and that changes nothing: {said}"
            mend = "for other words than ours, write them in the box above in place of see: ..."
            yield form_finding("FORM-OUTSIDE", path, remark.at, message, mend, Severity.WARNING)
        else:
            message = f"this stands outside the fields, so it is no answer: {shown(remark.text)}"
            warning = Severity.WARNING
            yield form_finding("FORM-OUTSIDE", path, remark.at, message, fate.outside, warning)


def _finding(odd: Odd, fate: Fate) -> Finding | None:
    path = pointer(odd.path.split(".")) if odd.path else ""
    said = f": {shown(odd.text)}" if odd.text else ""
    match odd.kind:
        case "tracked":
            message = f"a tracked change is not decided here ({odd.more}{said})"
            return form_finding("FORM-TRACKED", path, odd.place, message, ACCEPT)
        case "twice":
            message = f"this field stands twice and says two things{said}; and: {shown(odd.more)}"
            mend = "keep one of the two, and put into it what both say"
            return form_finding("FORM-TWICE", path, odd.place, message, mend)
        case "key":
            message = f"{odd.text} stands here a second time; it stands already in {odd.more}"
            return form_finding(
                "FORM-TWICE", path, odd.place, message, "give each a number or key of its own"
            )
        case "gone":
            message = "this field is no longer in the form, so nothing is said here"
            warning = Severity.WARNING
            return form_finding("FORM-FIELD", path, odd.place, message, fate.gone, warning)
        case "kind":
            message = f"this form was made for `{odd.more}` and lacks parts that `{odd.text}` asks"
            mend = f"fill in a form for it: mcapproval draft new FORM.docx --kind {odd.text}"
            return form_finding("FORM-FIELD", path, odd.place, message, mend, Severity.WARNING)
    return None
