"""Is the journal whole, and do tables and what is kept say what it says?"""
