"""Fills in a Word form in LibreOffice, as a person would, and saves it; run by the system's Python.

    /usr/bin/python3 lecturer_in_libreoffice.py PROFILE EDITS.json IN.docx OUT.docx

EDITS.json is a list of edits: {"label", "write"} writes into the field below a label, {"table",
"row", "column", "write"} into a cell, {"table", "add": [...]} adds a row, {"label", "comment"} puts
a comment beside a field. It asks for `uno`, which comes with LibreOffice and no other Python.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue

PIPE = f"mcapproval-lecturer-{os.getpid()}"


def setting(name: str, value: Any) -> Any:
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connected(office: Any) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            there = f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext"
            return resolver.resolve(there)
        except Exception:
            if office.poll() is not None:
                raise
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer")


def pieces_of(text: Any) -> Any:
    pieces = text.createEnumeration()
    while pieces.hasMoreElements():
        yield pieces.nextElement()


def below(document: Any, label: str) -> Any:
    """The paragraph of the field whose label stands above it."""
    seen = False
    for block in pieces_of(document.Text):
        if block.supportsService("com.sun.star.text.TextTable"):
            continue
        if seen and block.ParaStyleName == "Form Answer":
            return block
        if block.String == label and block.ParaStyleName != "Form Answer":
            seen = True
    raise SystemExit(f"there is no field {label}")


def table(document: Any, head: str) -> Any:
    """The table under a label or heading."""
    seen = False
    for block in pieces_of(document.Text):
        if block.supportsService("com.sun.star.text.TextTable"):
            if seen:
                return block
        elif block.String == head:
            seen = True
    raise SystemExit(f"there is no table {head}")


def typed(paragraph: Any, text: str) -> None:
    """Into the field itself where there is one, over what stands in it: LibreOffice would put the
    text before the words that ask to choose one.
    """
    for portion in pieces_of(paragraph):
        if portion.TextPortionType == "ContentControl":
            held = [each for each in pieces_of(portion.ContentControl) if each.String]
            if held:
                held[0].setString(text)
            else:
                portion.ContentControl.setString(text)
            return
    paragraph.setString(text)


def edited(document: Any, edit: Any) -> None:
    if "comment" in edit:
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author, note.Content = "Mele Example", edit["comment"]
        at = below(document, edit["label"])
        document.Text.insertTextContent(at.getStart(), note, False)
    elif "add" in edit:
        there = table(document, edit["table"])
        there.Rows.insertByIndex(there.Rows.Count, 1)
        for column, text in enumerate(edit["add"]):
            there.getCellByPosition(column, there.Rows.Count - 1).setString(text)
    elif "table" in edit:
        cell = table(document, edit["table"]).getCellByPosition(edit["column"], edit["row"])
        typed(cell.createEnumeration().nextElement(), edit["write"])
    else:
        typed(below(document, edit["label"]), edit["write"])


def main(profile: str, edits: str, source: str, to: str) -> None:
    words = ["soffice", f"-env:UserInstallation={Path(profile).absolute().as_uri()}", "--headless"]
    office = subprocess.Popen([*words, "--norestore", f"--accept=pipe,name={PIPE};urp"])
    try:
        context = connected(office)
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        document = desktop.loadComponentFromURL(
            Path(source).absolute().as_uri(), "_blank", 0, (setting("Hidden", True),)
        )
        for edit in json.loads(Path(edits).read_text("utf-8")):
            edited(document, edit)
        kind = setting("FilterName", "MS Word 2007 XML")
        document.storeToURL(Path(to).absolute().as_uri(), (kind,))
        document.close(True)
        desktop.terminate()
        office.wait(60)
    finally:
        if office.poll() is None:
            office.kill()
            office.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
