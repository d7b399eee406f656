"""Drafts: checked in files, taken into the records, changed; findings let stand."""
