"""PDF files: what is on a page, and what of it is seen."""
