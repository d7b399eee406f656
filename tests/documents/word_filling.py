"""A Word file filled in as a person would: text into places by their names, boxes ticked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container, Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MAIN = "word/document.xml"


def filled(data: bytes, texts: Mapping[str, str], ticked: Container[str] = ()) -> bytes:
    """The file with these answers; the names are those after the kit's."""

    def fill(root: etree._Element) -> None:
        for control in root.iter(f"{W}sdt"):
            named = control.find(f"{W}sdtPr/{W}tag")
            if named is None:
                continue
            key = str(named.get(f"{W}val")).split(":", 2)[2]
            content = control.find(f"{W}sdtContent")
            assert content is not None
            if key in texts:
                for piece in list(content):
                    content.remove(piece)
                run = etree.SubElement(content, f"{W}r")
                for number, line in enumerate(texts[key].split("\n")):
                    if number:
                        etree.SubElement(run, f"{W}br")
                    etree.SubElement(run, f"{W}t").text = line
            if key in ticked:
                next(content.iter(f"{W}t")).text = "\u2612"

    return changed(data, fill)


def without_names(data: bytes) -> bytes:
    """The file as a program saves it that drops the names of places."""

    def forget(root: etree._Element) -> None:
        for properties in root.iter(f"{W}sdtPr"):
            for named in properties.findall(f"{W}tag"):
                properties.remove(named)

    return changed(data, forget)


def changed(data: bytes, change: object) -> bytes:
    """The file with its main part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == MAIN:
                root = etree.fromstring(part)
                assert callable(change)
                change(root)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            new.writestr(info.filename, part)
    return out.getvalue()
