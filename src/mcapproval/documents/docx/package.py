"""The parts of a Word file put together: what each is, what it is related to, whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from xml.sax.saxutils import escape

from mcapproval.clock import ZONE
from mcapproval.documents.content import Document
from mcapproval.documents.shades import colours
from mcapproval.documents.stored_zip import stored_zip
from mcapproval.documents.word.markup import DECLARATION, Xml, joined, tag, w
from mcapproval.documents.word.names import OFFICE
from mcapproval.documents.word.pen import BULLETS, Pen, Relation
from mcapproval.documents.word.words import one_line
from mcapproval.shipped import in_room

MAKER = "mcapproval"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("styles", "settings", "fontTable", "numbering")
"""Those that are kept as files beside this module; the last has lists added."""
STEPS = 1
"""The kind of list that is numbered, in `numbering.xml`."""

SUFFIXES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
}


def packed(document: Document, parts: dict[str, tuple[bytes, Pen]]) -> bytes:
    """The file. `parts` are ours by name, `document`, `first-header` and so on, each with the pen
    that wrote it.
    """
    body, pen = parts["document"]
    for name in PARTS:
        pen.related(Relation(name, f"{name}.xml"))
    members = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relations(_ROOT),
        "docProps/core.xml": _core(document),
        "docProps/app.xml": _app(),
        "word/document.xml": body,
        **{f"word/{name}.xml": _kept(name, document, pen) for name in PARTS},
        **{f"word/{name}.xml": data for name, (data, _) in parts.items()},
        **pen.media,
    }
    for name, (_, its) in parts.items():
        if its.relations:
            made = (_relation(relation) for relation in its.relations)
            members[f"word/_rels/{name}.xml.rels"] = _relations(made)
    return stored_zip(members.items())


def _kept(name: str, document: Document, pen: Pen) -> bytes:
    """One of `PARTS`, in the house's colour; all steps that were written have a list."""
    read = in_room("documents", "word/parts").joinpath(f"{name}.xml").read_text("utf-8")
    for shade, colour in colours(document.house.accent).items():
        read = read.replace(f"{{{shade}}}", colour.removeprefix("#"))
    if name == "numbering":
        lists = joined(_list(BULLETS + n) for n in range(1, pen.numbers.last.get("steps", 0) + 1))
        read = read.replace("</w:numbering>", f"{lists}</w:numbering>")
    return read.encode()


def _list(number: int) -> Xml:
    begin = w("lvlOverride", w("startOverride", val=1), ilvl=0)
    return w("num", w("abstractNumId", val=STEPS), begin, numId=number)


def _types(parts: Iterable[str]) -> bytes:
    named = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument"
        ".extended-properties+xml",
        "/word/document.xml": f"{WORD}.document.main+xml",
        **{f"/word/{name}.xml": f"{WORD}.{name}+xml" for name in PARTS},
        **{
            f"/word/{name}.xml": f"{WORD}.{name.partition('-')[2]}+xml"
            for name in parts
            if name != "document"
        },
    }
    defaults = (
        tag("Default", {"Extension": suffix, "ContentType": kind})
        for suffix, kind in SUFFIXES.items()
    )
    overrides = (
        tag("Override", {"PartName": name, "ContentType": kind}) for name, kind in named.items()
    )
    return _part(tag("Types", {"xmlns": f"{PACKAGE}/content-types"}, defaults, overrides))


_ROOT = (
    (f"{OFFICE}/officeDocument", "word/document.xml", None),
    (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", None),
    (f"{OFFICE}/extended-properties", "docProps/app.xml", None),
)


def _relation(relation: Relation) -> tuple[str, str, str | None]:
    return f"{OFFICE}/{relation.kind}", relation.target, "External" if relation.outside else None


def _relations(given: Iterable[tuple[str, str, str | None]]) -> bytes:
    made = (
        tag(
            "Relationship",
            {"Id": f"rId{number}", "Type": kind, "Target": target, "TargetMode": mode},
        )
        for number, (kind, target, mode) in enumerate(given, 1)
    )
    return _part(tag("Relationships", {"xmlns": f"{PACKAGE}/relationships"}, made))


def _core(document: Document) -> bytes:
    """Dated nine in the morning of the document's day, whatever this machine's clock says."""
    at = datetime.combine(document.as_at, time(9), tzinfo=ZONE).astimezone(UTC)
    instant = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    title = one_line(document.title)
    subject = one_line(f"{document.kind}, {document.number}")
    author = one_line(document.house.name) or MAKER
    dated = {"xsi:type": "dcterms:W3CDTF"}
    return _part(
        tag(
            "cp:coreProperties",
            {
                "xmlns:cp": f"{PACKAGE}/metadata/core-properties",
                "xmlns:dc": "http://purl.org/dc/elements/1.1/",
                "xmlns:dcterms": "http://purl.org/dc/terms/",
                "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            },
            tag("dc:title", {}, Xml(escape(title))),
            tag("dc:subject", {}, Xml(escape(subject))),
            tag("dc:creator", {}, Xml(escape(author))),
            tag("cp:lastModifiedBy", {}, Xml(MAKER)),
            tag("cp:revision", {}, Xml("1")),
            tag("dcterms:created", dated, Xml(instant)),
            tag("dcterms:modified", dated, Xml(instant)),
            tag("dc:language", {}, Xml("en-NZ")),
        )
    )


def _app() -> bytes:
    named = {"xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"}
    return _part(tag("Properties", named, tag("Application", {}, Xml(MAKER))))


def _part(made: Xml) -> bytes:
    return (DECLARATION + made).encode()
