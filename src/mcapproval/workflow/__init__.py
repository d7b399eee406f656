"""Definitions, soundness, guards, engine: (case, move, who, day) to an outcome or reasons."""
