"""Text without markup, and the tables that its marks, bars, tabs and spaces make."""
