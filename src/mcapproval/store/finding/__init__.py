"""What lists and searches ask, and the words by which things are found."""
