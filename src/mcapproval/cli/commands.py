"""Every subcommand: where it is, what it does in a line, under which heading help lists it."""

from __future__ import annotations

from mcapproval.cli.lazy import Entry

START, DRAFT, DECIDE, YEAR, PROVE = (
    "Start",
    "Draft",
    "Decide",
    "Review each year",
    "Prove and look after",
)

COMMANDS = {
    "demo": Entry("demo", "Three real micro-credentials, from enquiry to re-evaluation.", START),
    "init": Entry("setup", "Make new records; you become their administrator.", START),
    "policy": Entry("setup", "What this provider asks beyond the law.", START),
    "organisation": Entry("setup", "The bodies that the records know.", START),
    "people": Entry("people", "Who may do what, and removing a person's texts.", START),
    "import": Entry("importing", "Take in what you have: spreadsheets and documents.", START),
    "export": Entry("exporting", "Everything out as plain files, or as sheets.", START),
    "draft": Entry("draft_files", "A draft to fill in: a Word form, or a text.", DRAFT),
    "text": Entry("texts", "Texts that every application says alike, kept once.", DRAFT),
    "check": Entry("check", "What the rules and our policy say of a draft.", DRAFT),
    "open": Entry("drafting", "Put a draft into the records.", DRAFT),
    "update": Entry("drafting", "A new version of an application.", DRAFT),
    "evidence": Entry("evidence", "The evidence of an application.", DRAFT),
    "kit": Entry("kits", "Letters and surveys to send out, and to read back.", DRAFT),
    "waive": Entry("drafting", "Let a waivable finding stand, with the reason.", DRAFT),
    "list": Entry("finding", "The cases in the records.", DECIDE),
    "search": Entry("finding", "Where words stand in the records.", DECIDE),
    "show": Entry("looking", "One case.", DECIDE),
    "history": Entry("looking", "Everything that happened to a case.", DECIDE),
    "diff": Entry("looking", "What changed between two versions.", DECIDE),
    "next": Entry("what_next", "What waits for you; what can be done now, and why not.", DECIDE),
    "move": Entry("moving", "Make a move.", DECIDE),
    "undo": Entry("undoing", "Take back the last move.", DECIDE),
    "note": Entry("undoing", "Note what was seen in the portal.", DECIDE),
    "item": Entry("items", "Conditions, requests for information, actions, comments.", DECIDE),
    "meeting": Entry("meetings", "Meetings of the board, and what they ratify.", DECIDE),
    "pack": Entry("packing", "The submission pack.", DECIDE),
    "paper": Entry("papers", "One paper: a letter, an agenda, a checklist.", DECIDE),
    "credential": Entry("credential", "A micro-credential as other systems have it.", DECIDE),
    "review": Entry("reviewing", "Re-evaluation: what is due, and answering it.", YEAR),
    "change": Entry("changing", "Must a change be applied for, or only noted?", YEAR),
    "delivery": Entry("deliveries", "Cohorts, and how many enrolled and completed.", YEAR),
    "tick": Entry("ticking", "Do and tell what is due today.", YEAR),
    "report": Entry("reporting", "Tables for whoever reports.", YEAR),
    "rules": Entry("rulebook", "The rule book, and any rule explained.", PROVE),
    "workflow": Entry("workflows", "The workflows, and any one checked or shown.", PROVE),
    "backup": Entry("backup", "The records as one file, made while others work.", PROVE),
    "restore": Entry("restore", "A backup in the place of the records.", PROVE),
    "move-records": Entry("move_records", "The records in another place, or engine.", PROVE),
    "audit": Entry("auditing", "Is the journal whole?", PROVE),
}
