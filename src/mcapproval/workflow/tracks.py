"""The tracks of cases. It loads nothing: what is offered and listed needs no other word of ours."""

TRACKS = ("application", "listing", "accreditation", "review")

OPEN_REVIEWS = ("scheduled", "notified", "in-progress")
"""The states of a re-evaluation that is still to be decided."""

DECIDED = ("decided",)
"""The states of a re-evaluation whose day was that of the decision, which is made."""
