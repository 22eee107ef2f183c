"""What the notices say that are no sum, comparison or order: of the tables, of single entries and of names.

Those of the file itself stand in `file_notices`.

Each is a condition that nearly every report meets, so that a notice is news. One that is a warning in some documents and
merely unusual in others stands here with the graver severity.
"""

from __future__ import annotations

from pipeline.checks.definition import CheckDefinition, define
from pipeline.checks.file_notices import FILE_NOTICES

_TABLES = define(
    "extractor",
    "warning",
    (
        "table_missing",
        "Tables that are there",
        "a document with one statutory table has all three",
        "A table is absent: a picture, an attachment, or left out. Its entries are absent, which is no nought.",
    ),
    (
        "tables_missing",
        "Tables under their headings",
        "what is headed or labelled as a statutory table has figures",
        "The page has the tables' headings or labels without figures: they are pictures, or were lost.",
    ),
    (
        "tables_in_attachment",
        "Tables on the page",
        "the tables stand on the page",
        "The page has no statutory table, and links to files that may hold them.",
    ),
    (
        "table_repeated",
        "Tables printed once",
        "a table is printed once",
        "A table stands in the document again, with other figures (perhaps another year's); `info` where they are the same.",
    ),
    (
        "several_reports",
        "Workbooks of one report",
        "the sheets of a workbook are of one agency and year",
        "Sheets name other agencies or years than the first report of the workbook, which alone was read.",
    ),
    (
        "repeated_lines_removed",
        "Lines that repeat others",
        "some figure is printed twice",
        "The page lost every line that equals an earlier one; its blanks may have been figures and are `unreadable`.",
    ),
    (
        "title_contradicted",
        "Tables of the agency and its year",
        "the title above a statutory table names no other body, no part of the year, no model, and no other table",
        "The line above a table says that its figures are a subordinate body's, of some months, or an example's, or two tables"
        " stand below each other's headings.",
    ),
    (
        "row_missing",
        "Rows that are there",
        "every row of the form is printed",
        "Rows of the form are absent; `info` in the 2014 form, which agencies shorten.",
    ),
    (
        "row_repeated",
        "Rows printed once",
        "a row is printed once",
        "A row of the form is printed twice in one table.",
    ),
    (
        "row_empty",
        "Rows with entries",
        "something stands beside a row's label",
        "Nothing stands beside a label; its figures may have gone astray. `info` where all of the disputes are certainly blank.",
    ),
    (
        "row_unassigned",
        "Entries of a row",
        "a row has as many entries as columns, or shows which are missing",
        "A row's figures cannot be told apart over its columns; all of them are `unreadable`, with the printed row.",
    ),
    (
        "row_unread",
        "Rows that are read",
        "every row of figures among a table's rows is read",
        "Figures stand among the rows of a table, and no row of the form was found to be theirs.",
    ),
    (
        "figure_left",
        "Figures within entries",
        "every figure of a table stands in an entry",
        "A figure, or its rest below a full line, stands beside a blank entry or a row that was not read, and in no entry.",
    ),
    (
        "figures_apart",
        "Figures beside their labels",
        "a row's figures stand beside its label",
        "A text prints labels and figures in blocks; the form's order says which is which, and its sums where it has them.",
    ),
    (
        "blanks_dropped",
        "Blanks that were dropped",
        "a row keeps its blanks",
        "One figure is left of a row, and sums show that it is the total; `info` where they show that all totals are blank.",
    ),
    (
        "column_missing",
        "Columns that are there",
        "every column of the form is printed, in every row",
        "Columns of the form are absent from a table, or entries from a row.",
    ),
    (
        "unknown_row",
        "Rows of the form",
        "every row is one of the form's",
        "A row that the form does not have is kept as `unknown`; `info` in the 2014 form, to which agencies add rows.",
    ),
    (
        "label_misspelt",
        "Labels as in the form",
        "a label is the form's, or a known variant",
        "A label has another word than the form's, and was read as the one in its place; `info` where it is merely misspelt.",
    ),
)

_UNUSUAL_TABLES = define(
    "extractor",
    "info",
    (
        "other_year",
        "Figures of the report's year",
        "every statutory table and column is of the report's year",
        "A table or column of another year stands beside the report's own; it was left out.",
    ),
    (
        "no_table",
        "Reports with tables",
        "the report has a statutory table",
        "A report in prose alone, as before 2014.",
    ),
    (
        "local_table",
        "Tables of statutory forms",
        "the table of a report is that of a statutory form",
        "A table of indicators of a province or city, as before 2014, was not read.",
    ),
    (
        "unknown_column",
        "Columns of the form",
        "every column is one of the form's",
        "A column that the form does not have, such as a subtotal, is kept as `unknown`.",
    ),
    (
        "label_missing",
        "Labels that are there",
        "a row is labelled",
        "A row's label is lost; its neighbours and the sums settle which it is.",
    ),
)

_ENTRIES = define(
    "extractor",
    "warning",
    (
        "unreadable_cell",
        "Entries that are figures",
        "an entry is a figure, blank, or a sign for not applicable",
        "What is printed in an entry is no figure; `raw` keeps it.",
    ),
    (
        "figure_with_remark",
        "Entries that are only figures",
        "an entry holds a figure and its unit",
        "An entry holds more than a figure, which was read from it, or an amount of money where the form counts.",
    ),
    (
        "uncertain_figure",
        "Figures that are surely read",
        "recognition is sure of a figure",
        "A figure of a scan or a picture may be misread.",
    ),
    (
        "value_out_of_range",
        "Figures that can be kept",
        "a figure has at most fourteen digits",
        "A figure is larger than the database keeps, and has no value there.",
    ),
)

_UNUSUAL_ENTRIES = define(
    "extractor",
    "info",
    (
        "value_rounded",
        "Decimals that can be kept",
        "a figure has at most six decimal places",
        "The database keeps the figure rounded to six places.",
    ),
)

_NAMES = define(
    "extractor",
    "warning",
    (
        "agency_contradicted",
        "Agency and signature",
        "the agency named is the one that signs",
        "The report names one agency and is signed by another.",
    ),
    (
        "agency_doubtful",
        "Agency and text",
        "the agency named is one that the text can be of",
        "The report names an agency, and speaks of itself as another kind of body, or names another too; or only a heading "
        "names one.",
    ),
    (
        "agency_missing",
        "Agency that is named",
        "title, lead, text or signature name the agency",
        "The report does not say whose it is. Its figures are as certain as others: the page around it, which the message names "
        "where it says so, or the site may tell whose they are.",
    ),
    (
        "year_doubtful",
        "Year in title or period",
        "a title or a period gives the year",
        "Only the narrative names a year.",
    ),
    (
        "uncertain_title",
        "Title that is surely read",
        "recognition is sure of the title",
        "The title of a scan or a picture may be misread.",
    ),
    (
        "uncertain_agency",
        "Agency that is surely read",
        "recognition is sure of the agency's name",
        "The agency's name in a scan or a picture may be misread.",
    ),
    (
        "uncertain_year",
        "Year that is surely read",
        "recognition is sure of the year",
        "The report year in a scan or a picture may be misread.",
    ),
    (
        "uncertain_date",
        "Date that is surely read",
        "recognition is sure of the date",
        "The day of publication in a scan or a picture may be misread.",
    ),
)

_PROSE = define(
    "extractor",
    "warning",
    (
        "local_sum",
        "Sums within local tables",
        "in a table of no statutory form: total = sum of its rows or columns; part (其中) <= whole; change, rate and share ="
        " what its figures give",
        "A figure of a table that no statutory form has is not what the others give, as they do in its other rows.",
    ),
    (
        "claims_differ",
        "Statements of one figure",
        "every statement of a figure is of the same figure",
        "The document states a figure more than once, and differently, and no table says which is right, or otherwise than"
        " a local table does; or, without tables"
        " and requests carried over, more requests answered than received.",
    ),
)

_FIGURES = define(
    "warehouse",
    "warning",
    (
        "printed_twice",
        "Entries printed once",
        "an entry has one figure in a document",
        "The document prints an entry more than once, with different figures.",
    ),
    (
        "correction_expired",
        "Corrections that still hold",
        "the report prints the expected value of the correction",
        "A correction was not applied: the report no longer prints what it corrects.",
    ),
    (
        "correction_without_report",
        "Corrections of a report",
        "the corrected report is there",
        "A correction names a report that is not there.",
    ),
)

_CHANGES = define(
    "warehouse",
    "info",
    (
        "correction_applied",
        "Corrections applied",
        "nobody had to correct the figure",
        "A person corrected the figure; reason and source stand with it.",
    ),
    (
        "figure_revised",
        "Figures revised",
        "a figure stays as it was published",
        "A figure was changed at its address after it was first captured; both values are kept.",
    ),
    (
        "text_revised",
        "Text revised",
        "a text stays as it was published",
        "The text was changed at its address after it was first captured, and none of its figures.",
    ),
)

NOTICES: tuple[CheckDefinition, ...] = (
    *_TABLES,
    *_UNUSUAL_TABLES,
    *_ENTRIES,
    *_UNUSUAL_ENTRIES,
    *_NAMES,
    *_PROSE,
    *FILE_NOTICES,
    *_FIGURES,
    *_CHANGES,
)
"""Every notice that no check of `definitions` gives."""
