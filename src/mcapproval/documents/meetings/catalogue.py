"""The papers of a meeting."""

from __future__ import annotations

from mcapproval.documents.entry import Entry
from mcapproval.documents.meetings.agenda import agenda, of_called
from mcapproval.documents.meetings.facts import MeetingFacts
from mcapproval.documents.meetings.minutes import minutes, of_held

PAPERS: tuple[Entry[MeetingFacts], ...] = (
    Entry("agenda", "Agenda of a meeting", agenda, of_called, "before the meeting is held"),
    Entry("minutes", "Extract of the minutes", minutes, of_held, "once the meeting was held"),
)
