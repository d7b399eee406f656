"""Papers of a re-evaluation: the report, and its one page."""
