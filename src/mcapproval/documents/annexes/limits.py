"""What is too large to be printed among the annexes. The file itself is kept all the same."""

LARGEST_FILE = 25_000_000
"""Bytes of one annex."""
MOST_PAGES = 500
"""Pages of one PDF."""
LARGEST_SIDE = 14_400
"""Of a page, in points: 5 metres, which a PDF does not go beyond."""
SMALLEST_SIDE = 3
"""Of a page, in points: what is smaller shows nothing."""
MOST_PIXELS = 80_000_000
"""Of one picture: 80 megapixels, below the figure at which Pillow takes a picture for an attack."""
LONGEST_TEXT = 600_000
"""Characters of one text: some 200 pages."""
LARGEST_STREAM = 100_000_000
"""Bytes of one part of a PDF when it is unpacked."""
LARGEST_UNPACKED = 400_000_000
"""Bytes of all parts of a PDF when they are unpacked."""
LARGEST_VOLUME = 200_000_000
"""Bytes of all annexes in one volume: what comes after is kept as a file only."""


def megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"
