"""Media types that have no reader module of their own name."""

JSON = "application/json"
EPUB = "application/epub+zip"
MHTML = "multipart/related"
WORD_XML = "application/vnd.ms-word.2003+xml"
EXCEL_XML = "application/vnd.ms-excel.2003+xml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
FLAT_ODS = "application/vnd.oasis.opendocument.spreadsheet-flat-xml"
