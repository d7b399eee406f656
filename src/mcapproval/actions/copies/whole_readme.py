"""What an export says of itself, to somebody who has nothing but the folder."""

from __future__ import annotations

TEXT = """\
Everything that a set of records of micro-credentials holds, as plain files
===========================================================================

A person can read it without any program, and mcapproval takes it in again:

    mcapproval import THIS-FOLDER --records A-NEW-PLACE

THIS FOLDER HOLDS PERSONAL INFORMATION. Names, contacts and notes are in
texts.jsonl, people.yaml and cases/; the files of evidence, in files/, may tell
of people too. What was erased in the records is not in it. Erase the export as
well when a person is erased, or export again into the same folder.

For people. Made from the rest; an import does not read it:

    cases/            a folder for each case (applications, micro-credentials,
                      accreditations, re-evaluations): case.yaml says how it
                      stands and what happened to it; draft.yaml is an
                      application's draft as it stands, which
                      `mcapproval check` reads, and says at its head where the
                      files are that it names
    people.yaml, organisations.yaml, meetings.yaml, deliveries.yaml
    policies/         what the provider asks beyond the law, by the row of the
                      journal that adopted it

The records themselves:

    journal/          what happened, one row a line, 10,000 rows a file, each
                      file named by its first row
    contents/         drafts, policies, workflows and answers, each named by
                      the SHA-256 of its bytes
    files/            evidence and papers, each named by its SHA-256
    texts.jsonl       names, contacts and notes, one a line

The journal. A line, without its line end, is one JSON object: "seq" is its
number, "act" what happened, "effective_on" the New Zealand day, "recorded_at"
the instant of writing in UTC, "by" who answers for it, "data" what it says. The
hash of a row is the SHA-256 of the bytes of its line. "prev" is the hash of the
row before, and 64 noughts in row 1; so nothing in between can be changed, taken
out or put in without all that follows being another. manifest.json has the
number and the hash of the last row.

The journal holds no name and no note. "data" lists under "keeps" the hashes of
what was put away with a row: contents and files by their SHA-256; texts by the
HMAC-SHA-256 of their canonical JSON under the key "salt", which is their
"commitment". Canonical JSON is UTF-8 with sorted keys and no white space. What
the row with the act "erased" names is gone, and only its hash is left.

Is it whole? In this folder:

    sha256sum --check --quiet SHA256SUMS

SHA256SUMS names every file but itself and manifest.json, which holds its sum.
"""


def readme() -> bytes:
    return TEXT.encode()
