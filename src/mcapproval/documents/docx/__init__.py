"""A document as a Word file: real headings, lists and tables, and the same bytes every time.

Written as Word's own XML by `word/` and not with python-docx, whose template brings 438 KB of
styles, American paper and English, and which has no words for head rows, languages, content
controls or the words beside a picture.
"""
