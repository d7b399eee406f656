"""The tracks of cases. It loads nothing: what is offered and listed needs no other word of ours."""

TRACKS = ("application", "listing", "accreditation", "review")
