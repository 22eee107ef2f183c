"""What every check says. The codes are those of `checks`, of notices, and of the mart `quality`."""

from __future__ import annotations

from pipeline.checks.definition import CheckDefinition, define
from pipeline.checks.notices import NOTICES

_IDENTITIES = define(
    "extractor",
    "warning",
    (
        "requests.balance",
        "Requests balance",
        "received.new + received.carried_in = outcomes.total + carried_out",
        "What came in equals what was dealt with and what is carried over, in each applicant column (the form's own rule).",
    ),
    (
        "requests.outcomes_sum",
        "Outcomes add up",
        "granted + granted_in_part + denied.* + unavailable.* + not_processed.* + other.* = outcomes.total",
        "The outcomes add up to their total, in each applicant column. A row that the form does not know counts as an"
        " outcome, unless it repeats others (a subtotal).",
    ),
    (
        "requests.applicants_sum",
        "Applicants add up",
        "natural_person + business + research + nonprofit + legal_service + other_org = total",
        "The six kinds of applicant add up to the total, in each row.",
    ),
    (
        "disputes.results_sum",
        "Results add up",
        "upheld + corrected + other + pending = total",
        "The four results add up to the total, for reviews and both kinds of suit.",
    ),
    (
        "statistics.sum",
        "Totals of the 2014 form",
        "sum of parts = total (parts as in the form's file)",
        "A total of the statistics table is the sum of its parts, where the table prints all of them.",
    ),
    (
        "partial_sum",
        "Sums with blanks",
        "printed parts <= total, and what is missing fits into a blank",
        "Where a part is blank, the others may not exceed the total, and the rest must be possible as the blank's figure in"
        " every sum that it takes part in, and is none where all that is missing beside figures is struck out (/, 无);"
        " where a part's row is absent (2014 form), the others are the total; where the total alone is"
        " blank, the last part is less than another, or the row may be displaced. A notice.",
    ),
    (
        "subtotal",
        "Subtotals of no form",
        "subtotal = sum of its parts, as in most of its rows or columns",
        "A row or column that the form does not have and that adds up a group, the organisations or a ground of refusal, does so"
        " throughout. A notice.",
    ),
    (
        "whole_number",
        "Whole numbers",
        "value = whole part of |value|",
        "Counts are whole and, except for changes, not negative; nor are amounts.",
    ),
)

_PROSE = define(
    "extractor",
    "warning",
    (
        "prose.requests_received",
        "Requests received in prose",
        "claim requests.received = received.new, or received.new + received.carried_in, or for 办理 outcomes.total",
        "The number of requests that the prose says were received is the table's, new or with those carried in; 办理 may count"
        " those dealt with.",
    ),
    (
        "prose.requests_channels",
        "Channels of requests in prose",
        "sum of claims requests.received.* <= received.new, or = received.new + received.carried_in",
        "The requests that prose counts by channel (in person, fax, mail, online) are not more than the table has, nor fewer where"
        " one sentence counts all four.",
    ),
    (
        "prose.requests_answered",
        "Requests answered in prose",
        "claim requests.answered = outcomes.total, or granted + granted_in_part + denied.* + unavailable.*, or for 办理 received.*",
        "The number of requests answered in prose is the table's total of outcomes, or that without the requests closed"
        " without a reply; 办理 may count those still in hand too.",
    ),
    (
        "prose.requests_granted",
        "Requests granted in prose",
        "claim requests.granted = granted",
        "The number of requests granted in full in prose is the table's.",
    ),
    (
        "prose.requests_denied",
        "Requests denied in prose",
        "claim requests.denied = sum of denied.*",
        "The number of requests denied in prose is the sum of the table's grounds of refusal.",
    ),
    (
        "prose.review_total",
        "Reviews in prose",
        "claim review.total = review, total",
        "The number of administrative reviews in prose is the table's.",
    ),
    (
        "prose.suit_total",
        "Suits in prose",
        "claim suit.total = suit_direct, total + suit_after_review, total",
        "The number of administrative suits in prose is the table's, direct and after review together.",
    ),
    (
        "prose.documents_issued",
        "Normative documents in prose",
        "claim normative_documents.issued = normative_documents, made",
        "The number of normative documents issued in prose is the table's.",
    ),
    (
        "prose.entries",
        "Other entries in prose",
        "figure in prose = entry of the table",
        "What prose counts under an entry's name is the table's: granted and partly granted, carried in or out, from natural"
        " persons (new, with those carried in, or answered) or bodies, counted as these, results and routes of disputes, decisions,"
        " purchases, documents in force or newly public. What it denies is 0, and so are the others of what it says of all"
        " (均为自然人). Of several statements one that agrees is enough, if none is larger.",
    ),
    (
        "stated_blank",
        "Entries without a figure in prose",
        "an entry that prose counts has a figure",
        "What prose says occurred is not left blank or struck out in the table, unless its row prints the parts. A notice.",
    ),
    (
        "prose.requests_unavailable",
        "Requests that could not be met in prose",
        "无法提供 in prose = sum of unavailable.*",
        "The number of requests for what cannot be provided in prose is the sum of the table's grounds.",
    ),
    (
        "prose.requests_not_processed",
        "Requests not processed in prose",
        "不予处理 in prose = sum of not_processed.*",
        "The number of requests not processed in prose is the sum of the table's grounds.",
    ),
    (
        "prose.requests_other",
        "Requests dealt with otherwise in prose",
        "其他处理 in prose = other, or the sum of other.*",
        "The number of requests dealt with otherwise in prose is the table's.",
    ),
    (
        "prose.suit_results",
        "Results of suits in prose",
        "results of suits in prose = suit_direct + suit_after_review",
        "The suits that prose says were upheld, corrected or are pending are the table's, direct and after review together.",
    ),
    (
        "prose.parts",
        "Parts and wholes in prose",
        "a part that prose names of a figure (其中) <= that figure; parts of which the last are all others = that figure",
        "What was published through one channel is no more than what was published in all, where one sentence says both; the"
        " channels, in its sentence or the one behind it, where the others (其他渠道) are named last, come to it; so do halves and"
        " quarters of the year, and a list to what is said to be its sum (合计)."
        " Nor are the replies of each kind together more than the requests that it says were answered, nor a result or route"
        " of disputes more than these; a share (占总数的62%) is that of a whole which is stated, and the shares of one list are of"
        " one whole; the halves of a year (上半年, 下半年) come to a figure, and kinds (政策类, 动态类) to no more than theirs.",
    ),
    (
        "prose.growth",
        "Growth in prose",
        "figure - figure of the year before = difference in prose; difference : figure of the year before = rate in prose",
        "By how much (增加6件), or by how many per cent (同比增长12.5%), a figure is said to have grown or fallen is what it and"
        " the year before's give, whichever figure of the paragraph is meant; so is a rate beside its difference, and how many"
        " times as many (2倍).",
    ),
    (
        "prose.amount",
        "Money in prose",
        "amount in prose = amount in the table, rounding apart",
        "What prose says was charged (行政事业性收费), or spent on purchases (政府集中采购), disclosure (信息公开专项经费) or its"
        " requests (依申请公开信息收取, both 2014 form), is the table's; an amount in the wrong unit is 10,000 times off.",
    ),
    (
        "prose.statistics",
        "Prose and the 2014 form",
        "figure in prose = row of the same code",
        "Other figures that prose and the statistics table both give (disclosure, complaints, training, results of disputes, and"
        " rows that prose names by the form's own label: 专职人员7人) agree; of several statements one that agrees is enough.",
    ),
    (
        "year_contradicted",
        "Year of the report",
        "year of title = year of period = year of narrative = year of a table's title < year of publication",
        "Title, lead, reporting period, narrative, tables' titles and day of publication are of one report year, and the period"
        " is most of that year and does not end before it begins. A notice.",
    ),
)

_ORDER = define(
    "extractor",
    "warning",
    (
        "row_order",
        "Order of rows",
        "rows as in the form",
        "The rows of a table stand in the statutory order; one that does not is read by its label. A notice.",
    ),
    (
        "column_order",
        "Order of columns and blocks",
        "columns as in the form",
        "Columns, and the blocks of the disputes table, stand in the statutory order; read by their labels, but in the form's"
        " order where sums contradict them or all are another block's. A notice.",
    ),
    (
        "column_repeated",
        "Columns named once",
        "each column once, each result once a route",
        "A header names each column once, that of the disputes each result of a route; else the first columns are read, or the"
        " form's order. A notice.",
    ),
    (
        "table_order",
        "Order of tables",
        "proactive before requests before disputes",
        "The tables stand in the order of the form's sections. A notice.",
    ),
)

_PLAUSIBLE = (
    *define(
        "extractor",
        "warning",
        (
            "plausible.documents",
            "Documents of section two",
            "disclosed <= disclosed_total; made - repealed <= in_force",
            "What was made or disclosed this year is part of all that is in force or public. A notice.",
        ),
        (
            "plausible.items",
            "Items of a power",
            "previous_items + change >= 0",
            "There are no fewer than no items. (The number of decisions is no sum of these.) A notice.",
        ),
        (
            "plausible.part",
            "Parts of the 2014 form",
            "part <= whole",
            "Rows that count some of another row are not larger than it, the channels together not less than all that was"
            " published, nor those trained fewer than the courses. A notice.",
        ),
    ),
    *define(
        "extractor",
        "info",
        (
            "plausible.amount",
            "Amounts of section two",
            "items = 0 if amount = 0, and the reverse; amount <= 10^10 yuan",
            "Purchases cost something, and no single agency charges ten thousand million yuan. A notice.",
        ),
        (
            "plausible.disputes",
            "Disputes and requests",
            "reviews + suits <= requests, from ten on",
            "There are hardly more disputes than requests that they could be about. A notice.",
        ),
    ),
)

_BETWEEN = define(
    "warehouse",
    "warning",
    (
        "carry_over",
        "Carry-over between years",
        "carried_out (year - 1) = received.carried_in (year)",
        "What a report carries out is what the next year's report carries in, in each applicant column, across forms.",
    ),
    (
        "document_stock",
        "Stock of documents between years",
        "in_force (year - 1) + made - repealed = in_force (year)",
        "Regulations and normative documents in force: last year's, with those made and without those repealed (2021 form).",
    ),
    (
        "disclosed_stock",
        "Documents made public between years",
        "disclosed_total (year - 1) + disclosed >= disclosed_total (year)",
        "No more documents are public than were last year, with those made public since (2019 form).",
    ),
    (
        "item_stock",
        "Items of a power between years",
        "previous_items + change (year - 1) = previous_items (year)",
        "The items that a report counts for the year before are what that year's report came to (2019 form).",
    ),
    (
        "copied_table",
        "Table copied from the year before",
        "a table (year) differs from that table (year - 1)",
        "A table is, figure by figure, that of the year before; its different figures, stocks apart, have five digits or more,"
        " or six of its results of disputes, or of its outcomes by applicant, are not 0.",
    ),
    (
        "copied_part",
        "Part of a table copied from the year before",
        "outcomes of requests, or decisions, or amounts, (year) differ from those (year - 1)",
        "All outcomes of requests, or all decisions or the amount of section two, are those of the year before, in a table that"
        " differs elsewhere; the different figures have six digits or more, an amount five that count.",
    ),
    (
        "copied_report",
        "Table of another agency",
        "a table of this agency differs from that of any other (same year)",
        "A table is, figure by figure, that of another agency; its different figures, stocks apart, have twelve digits or more.",
    ),
    (
        "zero_table",
        "Table of noughts",
        "a table (year) has a figure other than 0 if it had 20 cases or more (year - 1)",
        "A table of nothing but noughts does not follow a year with twenty requests, decisions or disputes, stocks apart.",
    ),
    (
        "jump.figures",
        "Jump of a figure that nothing else holds",
        "1/6 < figure / median of other years < 6, the more the more these differ",
        "A count of section two is of the size of the same agency's other years (within five; with one alone, eight times); an"
        " amount of money is within a thousand times, beside two years or more.",
    ),
    (
        "money_unit",
        "Amount 10,000 times off",
        "amount / median of other years is not about 10^4 or 10^-4, beyond twice their spread",
        "An amount in the unit of the same agency's other years: yuan in a column of 10,000 yuan is 10,000 times off.",
    ),
    (
        "money_unit.peers",
        "Amount 10,000 times that of peers",
        "amount / median of peers is not about 10^4 or 10^-4, beyond 6 times their spread",
        "An amount in the unit of its peers': the same function, level, scope and year, eight at least; where these are fewer, all"
        " agencies of that level.",
    ),
    (
        "copies_differ",
        "Documents of one report",
        "a figure = that figure in every other document of the same report",
        "Another document of the report, at another address that still stands, prints another figure: one of the two is wrong"
        " or was mended.",
    ),
)

_JUMPS = define(
    "warehouse",
    "info",
    (
        "jump.held",
        "Jump of a figure that identities hold",
        "1/6 < figure / median of other years < 6, the more the more these differ",
        "Requests and disputes, which their own document's sums hold, and the 2014 form and what prose says was disclosed, whose"
        " channels come and go: a jump is news, not doubt.",
    ),
    (
        "jump.peers",
        "Figure far from its peers",
        "1/30 < figure / median of peers < 30, within 6 times their spread",
        "A count is of the size of its peers': the same function, level, scope and year, eight at least. Agencies differ.",
    ),
)

CHECKS: tuple[CheckDefinition, ...] = (*_IDENTITIES, *_PROSE, *_ORDER, *_PLAUSIBLE, *_BETWEEN, *_JUMPS, *NOTICES)
"""Every check, in the order in which people meet them."""

LIMITS: tuple[str, ...] = (
    "Figures that are swapped or wrong under labels that stand right, and keep every sum, are seen only where prose, the"
    " year before or peers say otherwise: two outcomes of as many requests, two applicant columns in which nothing was"
    " carried over, reviews and suits that prose does not count.",
    "Section two has no sums, nor have most rows of the 2014 form: a wrong figure there is seen where prose states it, as a"
    " break in the stock of documents or items, as a copy, or as a jump to six times or a sixth, on the 2014 form noted as"
    " information only. One that is doubled, or has two digits exchanged, is not.",
    "Requests received (收到), and those of natural persons or bodies, may be new ones, these with the ones carried in, or those"
    " answered: a wrong figure of prose that is by chance another reading's agrees.",
    "A small table that equals that of the year before, with fewer than five digits in its different figures, and fewer than six"
    " results or outcomes, may be right;"
    " so may a table of noughts after a year with fewer than twenty cases.",
    "An amount that is printed without a unit, as the 2019 form lets purchases be, may be in yuan or in 10,000 yuan; years"
    " whose amounts differ a thousandfold hide a wrong unit.",
    "A cell that lost its figure is read as blank where every sum has room for it; and a row that is not there is no warning on"
    " the 2014 form, whose local tables leave rows out, unless a total lacks it.",
    "What a style sheet outside the page hides, what colour or size make invisible, or what a script changes after the page was"
    " written, is read as it stands on the page.",
    "A year that is wrong in title, period, narrative and date alike shows only in coverage: one year twice, one missing.",
)
"""What no check can know, for people."""
