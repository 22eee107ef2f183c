"""Office files: Word documents and workbooks, whatever wrote them."""
