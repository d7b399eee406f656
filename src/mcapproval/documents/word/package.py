"""The parts of a Word file put together: what each is, what it is related to, whose it is.

Styles, lists, settings and fonts are kept as files in `parts/` and are those of every Word file we
write; a room adds the styles that only its own files have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from mcapproval.documents.shades import colours
from mcapproval.documents.word.markup import DECLARATION, Xml, joined, tag, w
from mcapproval.documents.word.names import (
    CONTENT_TYPES,
    MAIN_TYPE,
    OFFICE,
    OFFICE_2006,
    PACKAGE,
    RELATED,
    WORD_PARTS,
)
from mcapproval.documents.word.pen import BULLETS, Pen, Relation
from mcapproval.shipped import in_room
from mcapproval.stored_zip import stored_zip

MAKER = "mcapproval"
KEPT = ("styles", "settings", "fontTable", "numbering")
"""The parts that are kept as files; the first has a room's own styles added, the last lists."""
STEPS = 1
"""The kind of list that is numbered, in `numbering.xml`."""
CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set in which all properties stand that a program makes up."""

SUFFIXES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself. `at` is an instant of UTC, never that of the clock, `said` are
    properties of our own by name, `accent` the colour of its house."""

    title: str
    subject: str
    author: str
    at: str
    accent: str
    said: tuple[tuple[str, str], ...] = ()


Parts = Mapping[str, tuple[bytes, Pen]]
"""Parts by name (`document`, `first-header`, `comments`), each with the pen that wrote it."""


def packed(parts: Parts, about: About, styles: Path) -> bytes:
    """The file; `styles` has those that are added to the ones of every Word file of ours."""
    _, pen = parts["document"]
    for name in KEPT:
        pen.related(Relation(name, f"{name}.xml"))
    members = {
        "[Content_Types].xml": _types(parts, about),
        "_rels/.rels": _relations(_ROOT if about.said else _ROOT[:-1]),
        "docProps/core.xml": _core(about),
        "docProps/app.xml": _app(),
        **({"docProps/custom.xml": _custom(about.said)} if about.said else {}),
        **{f"word/{name}.xml": _kept(name, about.accent, styles, pen) for name in KEPT},
        **{f"word/{name}.xml": data for name, (data, _) in parts.items()},
        **pen.media,
    }
    for name, (_, its) in parts.items():
        if its.relations:
            made = (_relation(relation) for relation in its.relations)
            members[f"word/_rels/{name}.xml.rels"] = _relations(made)
    return stored_zip(members.items())


def _kept(name: str, accent: str, styles: Path, pen: Pen) -> bytes:
    """One of `KEPT`, in the house's colour; all steps that were written have a list."""
    read = in_room("documents", "word/parts").joinpath(f"{name}.xml").read_text("utf-8")
    if name == "styles":
        more = styles.read_text("utf-8")
        own = more[more.index("<w:style ") : more.rindex("</w:styles>")]
        read = _with(read, name, f"  {own}")
    if name == "numbering":
        steps = range(1, pen.numbers.last.get("steps", 0) + 1)
        read = _with(read, name, joined(_list(BULLETS + n) for n in steps))
    for shade, colour in colours(accent).items():
        read = read.replace(f"{{{shade}}}", colour.removeprefix("#"))
    return read.encode()


def _with(part: str, name: str, more: str) -> str:
    """A part with more at its end."""
    return part.replace(f"</w:{name}>", f"{more}</w:{name}>")


def _list(number: int) -> Xml:
    begin = w("lvlOverride", w("startOverride", val=1), ilvl=0)
    return w("num", w("abstractNumId", val=STEPS), begin, numId=number)


def _types(parts: Iterable[str], about: About) -> bytes:
    office = "application/vnd.openxmlformats-officedocument"
    custom = {"/docProps/custom.xml": f"{office}.custom-properties+xml"}
    named = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{office}.extended-properties+xml",
        **(custom if about.said else {}),
        "/word/document.xml": MAIN_TYPE,
        **{f"/word/{name}.xml": f"{WORD_PARTS}.{name}+xml" for name in KEPT},
        **{
            f"/word/{name}.xml": f"{WORD_PARTS}.{name.rpartition('-')[2]}+xml"
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
    return _part(tag("Types", {"xmlns": CONTENT_TYPES}, defaults, overrides))


_ROOT = (
    (f"{OFFICE}/officeDocument", "word/document.xml", None),
    (f"{RELATED}/metadata/core-properties", "docProps/core.xml", None),
    (f"{OFFICE}/extended-properties", "docProps/app.xml", None),
    (f"{OFFICE}/custom-properties", "docProps/custom.xml", None),
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
    return _part(tag("Relationships", {"xmlns": RELATED}, made))


def _core(about: About) -> bytes:
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
            tag("dc:title", {}, Xml(escape(about.title))),
            tag("dc:subject", {}, Xml(escape(about.subject))),
            tag("dc:creator", {}, Xml(escape(about.author))),
            tag("cp:lastModifiedBy", {}, Xml(MAKER)),
            tag("cp:revision", {}, Xml("1")),
            tag("dcterms:created", dated, Xml(about.at)),
            tag("dcterms:modified", dated, Xml(about.at)),
            tag("dc:language", {}, Xml("en-NZ")),
        )
    )


def _app() -> bytes:
    named = {"xmlns": f"{OFFICE_2006}/extended-properties"}
    return _part(tag("Properties", named, tag("Application", {}, Xml(MAKER))))


def _custom(said: Iterable[tuple[str, str]]) -> bytes:
    """Numbered from 2, as Word wants it."""
    each = (
        tag(
            "property",
            {"fmtid": CUSTOM, "pid": number, "name": name},
            tag("vt:lpwstr", {}, Xml(escape(text))),
        )
        for number, (name, text) in enumerate(said, 2)
    )
    named = {
        "xmlns": f"{OFFICE_2006}/custom-properties",
        "xmlns:vt": f"{OFFICE_2006}/docPropsVTypes",
    }
    return _part(tag("Properties", named, each))


def _part(made: Xml) -> bytes:
    return (DECLARATION + made).encode()
