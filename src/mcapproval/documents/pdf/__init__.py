"""A document as PDF: layout by reportlab, tags by us."""
