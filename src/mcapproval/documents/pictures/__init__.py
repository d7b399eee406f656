"""Pictures of a paper, each with its text alternative and the table of its numbers."""
