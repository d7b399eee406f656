"""A Word file of ours as somebody fills it in: fields, rows and margins changed as Word would."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Container, Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any

from lxml import etree

from mcapproval.documents.word.names import w
from mcapproval.documents.word_form.reading import FormReading, read_form
from mcapproval.documents.word_form.writing import form
from mcapproval.stored_zip import stored_zip

W = w("x")[1:-2]
VAL = w("val")
MAIN = "word/document.xml"


def new(kind: str = "listing-approval-and-accreditation") -> bytes:
    return form({"route": "nzqa", "kind": kind, "title": "Working title"})


class Filled:
    """A form that is open; `bytes()` saves it."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.members[MAIN])

    def controls(self, tag: str) -> list[Any]:
        found = self.root.iterfind(f".//{w('sdt')}/{w('sdtPr')}/{w('tag')}")
        return [each.getparent().getparent() for each in found if each.get(VAL) == tag]

    def write(self, tag: str, text: str, n: int = 0) -> Filled:
        """A text typed into the n-th field of a question."""
        _type(self.controls(tag)[n], text)
        return self

    def paragraph(self, tag: str, n: int = 0) -> Any:
        """The paragraph in which the n-th field of a question stands."""
        return next(e for e in self.controls(tag)[n].iterancestors() if e.tag == w("p"))

    def after(self, tag: str, *xml: Any) -> Filled:
        at = self.paragraph(tag)
        for element in reversed(xml):
            at.addnext(element)
        return self

    def table(self, tag: str, n: int = 0) -> Any:
        return next(e for e in self.controls(tag)[n].iterancestors() if e.tag == w("tbl"))

    def read(self, change: Callable[[dict[str, bytes]], None] | None = None) -> FormReading:
        return read_form(self.bytes(change), "form.docx")

    def bytes(self, change: Callable[[dict[str, bytes]], None] | None = None) -> bytes:
        members = {**self.members, MAIN: etree.tostring(self.root)}
        if change:
            change(members)
        return stored_zip(members.items())


def filled(data: bytes, texts: Mapping[str, str], ticked: Container[str] = ()) -> bytes:
    """A kit with these answers; the names of its places are those after the kit's."""
    kit = Filled(data)
    for named in kit.root.iterfind(f".//{w('sdt')}/{w('sdtPr')}/{w('tag')}"):
        key, control = named.get(VAL).split(":", 2)[2], named.getparent().getparent()
        if key in texts:
            _type(control, texts[key])
        if key in ticked:
            next(control.find(w("sdtContent")).iter(w("t"))).text = "\u2612"
    return kit.bytes()


def without_names(data: bytes) -> bytes:
    """The file as a program saves it that drops the names of places."""
    kit = Filled(data)
    for named in kit.root.findall(f".//{w('sdtPr')}/{w('tag')}"):
        named.getparent().remove(named)
    return kit.bytes()


def _type(control: Any, text: str) -> None:
    content = control.find(w("sdtContent"))
    for run in list(content):
        content.remove(run)
    content.append(run_of(text))


def run_of(text: str) -> Any:
    run = etree.Element(w("r"))
    for n, line in enumerate(text.split("\n")):
        if n:
            etree.SubElement(run, w("br"))
        etree.SubElement(run, w("t")).text = line
    return run


def paragraph_of(text: str, style: str = "Normal") -> Any:
    paragraph = etree.Element(w("p"))
    setting = etree.SubElement(paragraph, w("pPr"))
    etree.SubElement(setting, w("pStyle")).set(VAL, style)
    paragraph.append(run_of(text))
    return paragraph


def xml(text: str) -> Any:
    return etree.fromstring(f'<x xmlns:w="{W}">{text}</x>')[0]


def copied(element: Any) -> Any:
    """A copy pasted right below."""
    again = deepcopy(element)
    element.addnext(again)
    return again
