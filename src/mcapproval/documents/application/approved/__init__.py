"""The papers of a micro-credential that was approved: what was approved, and how to set it up."""
