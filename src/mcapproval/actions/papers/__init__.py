"""Papers: what they are made from is gathered from the records here."""
