"""Bytes → `Document`: paragraphs and grids in reading order, whatever the format. One reader a format."""
