"""Papers of a meeting of a body: its agenda, and the extract of its minutes."""
