"""Get New Zealand micro-credentials approved, and keep them approved."""

__version__ = "0.1.0"
