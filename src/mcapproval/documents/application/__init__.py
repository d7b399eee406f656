"""The papers of an application: its content in the form's order, and what goes with it."""
