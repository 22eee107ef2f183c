"""What pages are made of: HTML and what wraps it."""
