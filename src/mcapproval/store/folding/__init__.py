"""What each act in the journal does to the tables, and the tables made from it."""
