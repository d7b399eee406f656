"""Request kits: made from a draft in a file or in the records, and read when they come back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.written import is_word, read_any
from mcapproval.actions.papers.named import printed, reached
from mcapproval.actions.papers.packs import dossier
from mcapproval.actions.papers.printing import look_of
from mcapproval.canonical import digest
from mcapproval.clock import ZONE, StoppedClock
from mcapproval.documents.answers import UNWRITTEN, person
from mcapproval.documents.cleaning import clean
from mcapproval.documents.kits import industry_mail, survey
from mcapproval.documents.kits.catalogue import KITS, Kit
from mcapproval.documents.kits.facts import KitFacts
from mcapproval.documents.kits.items import (
    Item,
    as_yaml,
    in_words,
    item_of,
    next_id,
)
from mcapproval.documents.kits.returned import Answers, read_back
from mcapproval.documents.kits.returned_sheet import NUMBERED, sheet_rows
from mcapproval.documents.kits.survey_sums import item_of_sheet, item_of_survey
from mcapproval.documents.letters.industry_body import body_of
from mcapproval.documents.renderers import FORMATS, rendered
from mcapproval.documents.text import said
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.draft.model import Draft
from mcapproval.draft.source import read_file
from mcapproval.errors import AskedWrongly, Unknown
from mcapproval.reports.table import tamed
from mcapproval.workflow.nearest import meant

LINES_TO_FILL = 60
"""Lines of the sheet of a survey that are numbered already, one for each person who answers."""

LONGEST_LINE = 900
"""Characters of a line of a mail, of which 998 are allowed: a title stands on one."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A half-filled item as it goes into the author's draft, of text or in a Word form, with its
    type, whose it is and its day, where known."""

    said: str
    files: tuple[str, ...]
    type: str
    organisation: str
    dated: str


def kit_named(name: str) -> Kit:
    for kit in KITS:
        if kit.slug == name:
            return kit
    known = [kit.slug for kit in KITS]
    raise Unknown(f"there is no kit `{name}`{meant(name, known)}", "see: mcapproval kit list")


def of_file(path: Path, today: date) -> KitFacts:
    """From a draft in a text file or a Word form; no records are needed. Raises Unreadable."""
    draft = read_any(path).draft
    named = draft.get("/organisations")
    rows = named.items() if isinstance(named, dict) else ()
    organisations = {
        key: str(row["name"]) for key, row in rows if isinstance(row, dict) and row.get("name")
    }
    people, contact = draft.get("/people"), draft.text("/applicant/contact")
    facts = people.get(contact) if isinstance(people, dict) else None
    known = facts if isinstance(facts, dict) else {}
    return KitFacts(
        draft=draft,
        organisations=organisations,
        body=body_of(draft, organisations, today),
        as_at=today,
        contact=printed(known) if known else "",
        contact_at=reached(known),
    )


def of_case(desk: Desk, ref: str) -> KitFacts:
    """From the newest version of an application."""
    with desk.reading() as connection:
        found = dossier(connection, ref, desk.today)
    contact = person(found, found.draft.get("/applicant/contact"))
    return KitFacts(
        draft=found.draft,
        organisations=found.organisations,
        body=body_of(found.draft, found.organisations, desk.today),
        as_at=desk.today,
        ref=found.ref,
        version=found.version,
        contact="" if contact == UNWRITTEN else contact,
        contact_at=found.contact_at,
        simulated=found.simulated,
        house=found.house,
    )


def looks_of(kit: Kit) -> tuple[str, ...]:
    return (*FORMATS, *kit.also)


def kit_bytes(kit: Kit, facts: KitFacts, file: Path) -> bytes:
    """A kit in the look that the end of a file's name asks for; AskedWrongly for any other."""
    look = look_of(file, looks_of(kit))
    if look == "csv":
        return _sheet(facts)
    if look == "eml":
        return _mail(kit, facts)
    return rendered(kit.make(facts), look)


def _sheet(facts: KitFacts) -> bytes:
    """Headings with a line for each person; no text can become a formula. With a byte-order mark,
    without which a spreadsheet takes macrons for something else.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    headings = [NUMBERED, *survey.columns(facts)]
    writer.writerow([tamed(" ".join(clean(heading).split())) for heading in headings])
    for number in range(1, LINES_TO_FILL + 1):
        writer.writerow([number, *("" for _ in headings[1:])])
    return out.getvalue().encode("utf-8-sig")


def _mail(kit: Kit, facts: KitFacts) -> bytes:
    """A mail to be opened, addressed and sent by a person: it has no receiver. Its day is the
    kit's, as on paper; the program that sends it puts its own in the place.
    """
    mail = EmailMessage(policy=SMTP.clone(max_line_length=LONGEST_LINE))
    mail["Subject"] = clean(industry_mail.subject(facts))
    mail["Date"] = StoppedClock(facts.as_at).now().astimezone(ZONE)
    mail["X-Unsent"] = "1"
    mail.set_content(said(kit.make(facts).blocks) + "\n", cte="base64")
    return mail.as_bytes()


def read_kits(files: Sequence[Path], draft: Path | None = None) -> list[Returned]:
    """What came back, each as a half-filled item; surveys of several people as one.

    `draft` is the author's file, for the number of the next item: it is only read. Raises
    Unreadable for a file that is no kit, AskedWrongly for one that is there twice.
    """
    known: Draft | None = read_any(draft).draft if draft else None
    surveys: list[tuple[Answers, Path]] = []
    items: list[tuple[Item, tuple[str, ...]]] = []
    read: dict[str, Path] = {}
    for file in files:
        data = read_file(file, LARGEST_FILE)
        held = digest(data)
        if held in read:
            raise AskedWrongly(
                f"{file} holds the very same as {read[held]} and would count twice",
                "name each file that came back once",
            )
        read[held] = file
        if file.suffix.lower() == ".csv":
            items.append((item_of_sheet(sheet_rows(data, str(file)), file.name), (str(file),)))
            continue
        found = read_back(data, str(file))
        if found.kit == survey.NAME:
            surveys.append((found, file))
        else:
            items.append((item_of(found, file.name), (str(file),)))
    if surveys:
        answers, files_of = zip(*surveys, strict=True)
        item = item_of_survey(answers, [file.name for file in files_of])
        items.append((item, tuple(map(str, files_of))))
    first = int(next_id(known)[1:])
    say = in_words if draft and is_word(draft) else as_yaml
    return [
        _returned(item, names, f"N{first + number}", say)
        for number, (item, names) in enumerate(items)
    ]


def _returned(
    item: Item, files: tuple[str, ...], ident: str, say: Callable[[Item, str], str]
) -> Returned:
    whose = item.fields.get("from")
    return Returned(
        say(item, ident),
        files,
        str(item.fields["type"]),
        str(whose["organisation"]) if isinstance(whose, dict) else "",
        str(item.fields.get("dated", "")),
    )
