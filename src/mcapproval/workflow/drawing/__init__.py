"""A workflow as people look at it: table, Mermaid, SVG, and the same in words."""
