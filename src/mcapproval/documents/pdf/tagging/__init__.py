"""The structure of a PDF: what a screen reader follows, apart from what stands where."""
