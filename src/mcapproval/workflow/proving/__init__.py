"""Whether a definition, and the tracks that are linked, are sound: every fault at once."""
