"""What is drawn on a sheet, whether a PDF says it or a scan shows it: glyphs and rules → lines and tables."""
