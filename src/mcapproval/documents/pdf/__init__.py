"""A document as PDF: lines, pages and tags by us; letters, drawing and the file by reportlab."""
