"""A document as one page for a browser or a mail: whole in itself, nothing fetched, nothing run."""
