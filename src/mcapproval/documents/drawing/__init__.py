"""A picture as lines and letters of a page or as pixels, and how wide its words are."""
