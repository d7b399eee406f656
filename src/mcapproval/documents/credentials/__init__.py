"""A micro-credential as other systems describe one: Open Badges, ELM, CTDL, schema.org."""
