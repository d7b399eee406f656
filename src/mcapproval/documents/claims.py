"""The two claims that a letter of support can make (`EVID-CLAIMS`), as we ask for them."""

from __future__ import annotations

IN_DEMAND, REFLECTS_JOB = "in-demand", "assessment-reflects-job"
CLAIMS = {
    IN_DEMAND: (
        "The skill is in demand: employers, whānau, hapū, iwi or communities need people who can "
        "do what it teaches."
    ),
    REFLECTS_JOB: (
        "The assessment reflects the work: what learners do to pass is what people do in the job "
        "or in the community."
    ),
}
"""In full sentences, by their names in a draft."""
