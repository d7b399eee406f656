"""Papers of a listed micro-credential: its sheet, and notices to those who deliver it."""
