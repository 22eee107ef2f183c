"""Pictures of pages, and their recognition (extra `ocr`)."""
