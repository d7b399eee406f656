"""Three forms of our own, one in each style in which official ones are made, and a request table.

They ask what such forms would, and none of them is official. `python -m
tests.documents.forms_of_ours` writes them into samples/forms/.
"""

from __future__ import annotations

from pathlib import Path

from tests.documents.word_made import (
    PLAIN,
    RICH,
    bookmark,
    cell,
    checkbox,
    choices,
    control,
    document,
    heads,
    paragraph,
    row,
    run,
    table,
)

FOLDER = Path(__file__).resolve().parents[2] / "samples" / "forms"
OURS = "Made for trying out mcapproval. This is not a form of NZQA, a skills board or a funder."
TWO = (3000, 6600)
BOLD = "<w:b/>"
UNDERLINED = f"<w:r><w:rPr><w:u w:val='single'/></w:rPr>{'<w:tab/>' * 5}</w:r>"


def _titled(title: str) -> tuple[str, str]:
    return paragraph(title, style="Title"), paragraph(run(OURS, "<w:i/>"))


def _pair(label: str, inside: str = "") -> str:
    left = cell(run(label, BOLD), width=TWO[0], shade="F2F2F2")
    return row(left, cell(inside, width=TWO[1]))


def _ticks(*pairs: tuple[str, str]) -> str:
    return "".join(checkbox(tag) + run(f" {label}   ") for tag, label in pairs)


def controls_form() -> bytes:
    """Content controls, as in a form that was made for filling in: resembles an application."""
    outcome = row(
        cell(control("lo_number", kind=PLAIN), width=900),
        cell(control("lo_text", kind=RICH), width=6900),
        cell(control("lo_level", kind=PLAIN), width=900),
        cell(control("lo_hours", kind=PLAIN), width=900),
    )
    item = control("", outcome, kind="<w15:repeatingSectionItem/>")
    section = control("outcomes", item, kind="<w15:repeatingSection/>")
    widths = (900, 6900, 900, 900)
    return document(
        *_titled("Listing, approval and accreditation of a micro-credential"),
        paragraph("1. Applicant", style="Heading1"),
        table(
            TWO,
            _pair("Organisation", control("applicant", kind=PLAIN)),
            _pair("Provider number", control("provider_number", kind=PLAIN)),
            _pair("Contact person", control("contact", kind=PLAIN)),
            _pair(
                "Application for",
                _ticks(
                    ("for_listing", "Listing and approval"),
                    ("for_both", "Listing, approval and accreditation"),
                    ("for_accreditation", "Accreditation"),
                ),
            ),
            _pair("Te Hono o Te Kahurangi", _ticks(("te_hono_yes", "Yes"), ("te_hono_no", "No"))),
        ),
        paragraph("2. The micro-credential", style="Heading1"),
        table(
            TWO,
            _pair("Title (English)", control("title", kind=PLAIN, alias="Title", look=BOLD)),
            _pair("Title (te reo Māori)", control("title_mi", kind=PLAIN)),
            _pair("Level", choices("level", *(f"Level {n}" for n in range(1, 11)))),
            _pair("Credits", control("credits", kind=PLAIN)),
            _pair("NZSCED", control("nzsced", kind=PLAIN)),
            _pair("Developer", control("developer", kind=PLAIN)),
            _pair("Review period", choices("review_period", "1 year", "2 years", "3 years")),
            _pair("Relevant to", control("relevant_to", kind=RICH)),
        ),
        paragraph("Graduates will", style="Heading1"),
        control("graduates", paragraph(run("Click or tap here to enter text."))),
        paragraph("Learning outcomes", style="Heading1"),
        table(widths, heads(widths, "No.", "Learning outcome", "Level", "Hours"), section),
        paragraph("3. Criteria", style="Heading1"),
        table(
            TWO,
            _pair("Evidence of need", control("need", kind=RICH)),
            _pair("Co-design", control("co_design", kind=RICH)),
            _pair("Duplication", control("duplication", kind=RICH)),
            _pair("Assessment", control("assessment", kind=RICH)),
            _pair("Moderation", control("moderation", kind=RICH)),
            _pair("Delivery", _ticks(("m_online", "Online"), ("m_face", "Face to face"))),
        ),
        paragraph("4. Declaration", style="Heading1"),
        paragraph(
            "Date ",
            control("date", kind='<w:date><w:dateFormat w:val="d MMMM yyyy"/></w:date>'),
            "  Signed ",
            control("signed", kind=PLAIN),
        ),
        paragraph(
            "Office use only: ",
            control("office", run("received"), kind=PLAIN, lock="sdtContentLocked"),
        ),
        header=paragraph("Reference ", control("reference", kind=PLAIN)),
    )


def tables_form() -> bytes:
    """Bare tables, as in a form that was made for printing: resembles an industry body's."""
    four = (1800, 3000, 1800, 3000)
    outcomes, assessed = (900, 7200, 1500), (3200, 3200, 1600, 1600)
    return document(
        *_titled("Request for support of a micro-credential"),
        paragraph("Who asks", style="Heading1"),
        table(TWO, _pair("Provider:"), _pair("Contact:"), _pair("Date of request:")),
        paragraph("What it is about", style="Heading1"),
        table(
            four,
            row(
                cell(run("Title", BOLD), width=four[0]),
                cell(width=sum(four[1:]), span=3),
            ),
            row(
                *(
                    cell(run(t, BOLD) if t else "", width=x)
                    for t, x in zip(("Level", "", "Credits", ""), four, strict=True)
                )
            ),
            row(
                cell(run("Delivery", BOLD), width=four[0]),
                cell("☐ online  ☐ face-to-face  ☐ blended", width=sum(four[1:]), span=3),
            ),
        ),
        paragraph("Learning outcomes", style="Heading1"),
        table(
            outcomes,
            heads(outcomes, "No.", "What the learner can do", "Hours"),
            *(
                row(*(cell(paragraph(mark='<w:color w:val="1F3864"/>'), width=x) for x in outcomes))
                for _ in range(2)
            ),
        ),
        paragraph("How it is assessed", style="Heading1"),
        table(
            assessed,
            heads(assessed, "Assessment", "Method", "Outcomes", "Weight"),
            row(*(cell(width=x) for x in assessed)),
        ),
        paragraph("Learning hours", style="Heading1"),
        table(
            (6000, 3600),
            heads((6000, 3600), "Kind of hours", "Number of hours"),
            *(
                row(cell(t, width=6000), cell(width=3600))
                for t in ("Directed", "Self-directed", "Work-based", "Assessment", "All hours")
            ),
        ),
        paragraph("Need and consultation", style="Heading1"),
        table(
            (9600,),
            row(cell(run("Who needs it, and how do you know?", BOLD), width=9600)),
            row(cell(width=9600)),
            row(cell(run("Evidence", BOLD), width=9600)),
            row(cell(width=9600)),
            row(cell(run("Whom did you work with?", BOLD), width=9600)),
            row(cell(width=9600)),
        ),
        paragraph("For our council", style="Heading1"),
        table(TWO, _pair("Decision:"), _pair("Name:"), _pair("Name:")),
    )


def bookmarks_form() -> bytes:
    """Bookmarks and lines to write on, as in a letter that became a form: resembles a funder's."""
    line = "_" * 40
    return document(
        *_titled("Funding of a micro-credential"),
        paragraph("Organisation: ", bookmark("Organisation", 1, run(line, BOLD))),
        paragraph("Our reference: ", bookmark("Reference", 2), "   Date: ____________"),
        paragraph(f"Title: {line}"),
        paragraph("Level: _____  Credits: _____  NZSCED: __________"),
        paragraph("Title in te reo Māori: ", UNDERLINED),
        paragraph("Funding is sought: ☐ yes  ☐ no"),
        paragraph("☐ It is part of a longer programme"),
        paragraph("Learners and need", style="Heading1"),
        paragraph("Who is it for?"),
        paragraph("_" * 86),
        paragraph("_" * 86),
        paragraph("Why is it needed? ", bookmark("Need", 3, run("[describe the need]"))),
        paragraph("Learning outcomes: ", bookmark("Outcomes", 4, run("…………"))),
        paragraph("Hours", style="Heading1"),
        paragraph("Hours altogether: ………………  Weeks: ………………"),
        paragraph("Partners", style="Heading1"),
        paragraph(bookmark("Partners", 5)),
        paragraph("For the funder", style="Heading1"),
        paragraph("Decision: ____________________"),
    )


WIDE = (800, 1700, 3800, 3300)


def request_table(*asked: tuple[str, str, str]) -> bytes:
    """The table in which a request for information arrives, its column of replies empty."""
    rows = asked or (
        ("1", "Criterion 2, need", "Which employers were asked, and when?"),
        ("2", "Criterion 3", "How is LO2 assessed for a learner who works alone?\nGive a sample."),
        ("3", "r6.1(d)(iv)", "Which certificates credit it?"),
    )
    return document(
        paragraph("Request for further information", style="Title"),
        paragraph(run("Made for trying out mcapproval; it is no letter of NZQA.", "<w:i/>")),
        paragraph("Please reply in the last column."),
        table(
            WIDE,
            heads(WIDE, "No.", "Criterion", "Information required", "TEO response"),
            *(
                row(
                    cell(number, width=WIDE[0]),
                    cell(clause, width=WIDE[1]),
                    cell(*map(paragraph, text.split("\n")), width=WIDE[2]),
                    cell(paragraph(mark='<w:color w:val="1F3864"/>'), width=WIDE[3]),
                )
                for number, clause, text in rows
            ),
        ),
    )


FORMS = {
    "application-with-controls.docx": controls_form,
    "support-in-tables.docx": tables_form,
    "funding-with-lines.docx": bookmarks_form,
    "request-for-information.docx": request_table,
}


if __name__ == "__main__":
    for name, made in FORMS.items():
        (FOLDER / name).write_bytes(made())
