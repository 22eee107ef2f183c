"""What the notices say of the file itself: whether all of it is there, and could be read as it stands."""

from __future__ import annotations

from pipeline.checks.definition import CheckDefinition, define

_WARNINGS = define(
    "extractor",
    "warning",
    (
        "truncated",
        "End of the file",
        "the file ends with its end mark",
        "A PDF without its end mark was cut short; pages may be missing.",
    ),
    (
        "cut_short",
        "End of the page",
        "a page does not end within a table",
        "A page ends before its last table does: its transfer was cut off, and rows may be missing.",
    ),
    (
        "invalid_bytes",
        "Bytes of the text",
        "every byte sequence is text in the page's encoding",
        "Bytes that mean nothing in the page's encoding were lost.",
    ),
    (
        "mojibake",
        "Text decoded wrongly",
        "no character was lost when the text was decoded before",
        "The text was decoded in the wrong encoding before it was published; what could be undone was, the rest is lost.",
    ),
    (
        "control_characters",
        "Figures without control characters",
        "no control character stands within a figure",
        "Something else stood in the figure before it was converted.",
    ),
    (
        "figures_struck",
        "Figures that are crossed out",
        "no figure is struck through",
        "A struck figure is left out; a warning where none stands beside it, for then nobody knows what holds.",
    ),
    (
        "figures_cut_off",
        "Figures within their frames",
        "every figure stands whole in what it is printed in",
        "Part of a figure lies outside the frame that shows it, and is not seen: what was read may be a piece of it.",
    ),
    (
        "figures_strayed",
        "Figures within their tables",
        "no figure stands alone beside, above or below a table that has a blank among its figures",
        "A figure may have slipped out of its cell, which was read as a blank.",
    ),
    (
        "figures_drawn",
        "Figures that are written",
        "the figures of every page are characters, or are recognised",
        "The figures of a page are small pictures or curves, and were not read: the extra `ocr` is not installed.",
    ),
    (
        "characters_lost",
        "Characters of fonts",
        "every glyph has a character",
        "A PDF's fonts do not say which characters some glyphs are.",
    ),
    (
        "digits_misnamed",
        "Digits of fonts",
        "every digit looks as the file says that it does",
        "A font of a PDF prints other digits than the file says, so that every program copies wrong figures; they were not read.",
    ),
    (
        "text_cut",
        "Length of the text",
        "the text is within the limits of what is read",
        "A PDF has more text than any report; only its beginning was read.",
    ),
    (
        "page_scanned",
        "Pages that are pictures",
        "every page has text, or is recognised",
        "Pages of a PDF are pictures and were not read: the extra `ocr` is not installed.",
    ),
    (
        "page_too_complex",
        "Drawn pages",
        "a page has as many rules as a form needs, within the limits",
        "A page has more drawn lines than any text; its tables were read as lines.",
    ),
    (
        "recognised_text",
        "Text behind a scan",
        "text is set, not recognised",
        "A PDF's text was recognised from a scan by whoever made the file; figures may be misread.",
    ),
    (
        "embedded_object",
        "Objects in a document",
        "tables are part of the document",
        "A Word document embeds objects, perhaps tables, that were not read.",
    ),
    (
        "hidden_rows",
        "Rows, columns and figures of a sheet",
        "nothing filled in is hidden",
        "Hidden lines with a label printed nowhere else, or hidden figures, were read like all others; `info` where hidden lines"
        " were left out.",
    ),
)

_UNUSUAL = define(
    "extractor",
    "info",
    (
        "attached_file_read",
        "The report in the file",
        "a PDF holds its report on its own pages",
        "The pages of the PDF are a cover; the report is a file attached to it, which was read, and whose pages are counted.",
    ),
    (
        "blank_form",
        "Forms that were filled in",
        "no sheet of a workbook is the form without a figure",
        "The form that was handed out stands beside the one that was filled in, which alone was read.",
    ),
    (
        "mojibake_undone",
        "Text decoded wrongly, undone",
        "the text was decoded once",
        "The text was decoded in the wrong encoding before it was published, which was undone without loss.",
    ),
    (
        "hidden_text",
        "Text that a script shows",
        "a page shows its text by itself",
        "A page hides its text until a script shows it; it was read.",
    ),
    (
        "embedded_text",
        "Text in a script",
        "a page's text stands in the page",
        "A page is filled by a script, in whose data its text was read.",
    ),
    (
        "page_blank",
        "Blank pages",
        "no blank page stands between pages with text",
        "Left empty by a section break, or damaged.",
    ),
    (
        "sums_worked_out",
        "Sums of a sheet",
        "every formula is stored with its value",
        "A program wrote sums without their values; what every reader of workbooks shows for them was worked out.",
    ),
    (
        "hidden_sheet",
        "Hidden sheets",
        "no sheet is hidden",
        "A hidden sheet of a workbook was not read.",
    ),
    (
        "drawing_unread",
        "Drawings in place of tables",
        "no drawing stands where a table is expected",
        "A drawing of lines (EMF, WMF) stands where a table is expected and was not read; what is missing has its own warning.",
    ),
    (
        "picture_unread",
        "Pictures in place of tables",
        "no picture stands where a table is expected, or it is recognised",
        "A picture stands where a table is expected and was not read; what is missing for it has a warning of its own.",
    ),
    (
        "read_by_ocr",
        "Text recognised from pictures",
        "text is set, not recognised",
        "A scan or a picture was read by recognition; each entry that may be misread has a warning of its own.",
    ),
)

FILE_NOTICES: tuple[CheckDefinition, ...] = (*_WARNINGS, *_UNUSUAL)
