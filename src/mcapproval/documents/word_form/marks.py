"""How a form is known again: names of bookmarks, which Word and LibreOffice both keep.

A bookmark names the question that stands at it, or has the fingerprint of the words of ours at it:
a paragraph whose words still have their fingerprint in the file is ours, any other is the author's.
"""

from __future__ import annotations

import hashlib

from mcapproval.documents.word_form.wording import ours

FORMAT = "word-form/1"
OF_REVIEW = "review"
"""The kind of the form of a re-evaluation: its reference follows, and the row of the journal at
which the form was written."""
PROPERTY = "mcapproval form"
"""The name of the property of the file that says its format, and what it was made for."""


def of_question(path: str) -> str:
    """At most 40 characters, as Word wants it, so no path itself."""
    return f"mcq_{hashlib.sha256(path.encode()).hexdigest()[:16]}"


def of_words(text: str) -> str:
    return f"mcw_{hashlib.sha256(ours(text).encode()).hexdigest()[:16]}"
