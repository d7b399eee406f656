"""Which questions of a draft a request for information is about, by the words in it.

Outside bodies write in sentences and name no key of ours. These words are those that they use for
each question; a request may be about several, and about none of them.
"""

from __future__ import annotations

import re

WORDS: dict[str, str] = {
    "title": r"titles?|names? of the micro-credential",
    "level": r"levels?|level descriptors?|best fit",
    "credits": r"credits?|credit value",
    "nzsced": r"nzsced|field of study|classification",
    "purpose": r"purpose|aims?|strategic|graduate profile",
    "standards": r"unit standards?|skill standards?|assessment standards?|standards",
    "te_hono_o_te_kahurangi": r"te hono o te kahurangi|mātauranga|matauranga",
    "learning_outcomes": r"(?:learning )?outcomes?",
    "need": r"demand|evidence of need|need for|acceptab\w+|stakeholders?|consult\w*|duplicat\w+",
    "co_design": r"co-?design\w*|co-?develop\w*|partners?",
    "industry_support": r"industry support|skills boards?|isb|letters? of support|endorse\w*",
    "structure": r"structure|components?|duration|length|weeks",
    "entry": r"entry|admission|prerequisites?|pre-requisites?",
    "recognition_of_prior_learning": r"rpl|prior learning|credit transfer",
    "delivery": r"deliver\w*|online|face-to-face|blended|teaching|tutors?",
    "learning_hours": r"hours|notional",
    "assessments": r"assess\w*|attest\w*|moderat\w*|marking|rubrics?",
    "reassessment": r"re-?assess\w*|re-?sits?|re-?submi\w*",
    "completion": r"completion|awarded|certificates?",
    "review": r"reviews?|self-review|re-?evaluat\w*",
    "third_parties": r"third part\w+|subcontract\w*|sub-contract\w*|off-?site",
    "accreditation": r"accredit\w*|resources|staff\w*|consent",
}
"""By the key of a draft what stands for it, as whole words in small letters; the Māori words of the
field with their macrons and without."""

_ANY = re.compile("|".join(rf"(?P<{key}>(?<!\w)(?:{words})(?!\w))" for key, words in WORDS.items()))


def asked_about(request: str) -> tuple[str, ...]:
    """The keys of a draft that a request is about, in the order of the draft."""
    found = {match.lastgroup for match in _ANY.finditer(request.lower())}
    return tuple(key for key in WORDS if key in found)
