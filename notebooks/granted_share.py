"""A worked example: the share of requests granted in full, from the mart to the page that a figure was printed on.

marimo edit notebooks/granted_share.py
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Share granted 予以公开率")


@app.cell
def _():
    import os
    from pathlib import Path

    import altair as alt
    import duckdb
    import marimo as mo
    import polars as pl

    root = Path(os.environ.get("NIANBAO_ROOT") or "data")
    snapshot = (root / "published").resolve() / "nianbao.duckdb"
    return alt, duckdb, mo, pl, root, snapshot


@app.cell
def _(duckdb, mo, pl, root, snapshot):
    mo.stop(
        not snapshot.exists(),
        mo.callout(mo.md(f"**Nothing is published under `{root}`.** Run `nianbao nightly` first."), kind="warn"),
    )
    database = duckdb.connect(snapshot, read_only=True)
    database.execute("set TimeZone = 'UTC'")

    def ask(sql, **parameters):
        return pl.from_arrow(database.sql(sql, params=parameters).to_arrow_table())

    return (ask,)


@app.cell
def _(mo):
    mo.md("""
    # Share granted 予以公开率

    `marts.panel` has one row a report. A rate stands beside its numerator and denominator, and is null where one of
    them is blank or doubtful: nothing has to be computed here, and nothing is counted twice. A government's own report
    (`own`) and one for all under it (`whole`) are different reports, so the own ones are left out.
    """)
    return


@app.cell
def _(ask):
    shares = ask(
        "select report_id, agency_name, level, report_year::varchar as report_year, granted_share::double as granted_share, granted_share_numerator,"
        " granted_share_denominator, is_doubtful, array_to_string(doubts, ', ') as doubts, document_sha256"
        " from marts.panel where function_class = 'government' and scope <> 'own' order by division_code, report_year"
    )
    shares
    return (shares,)


@app.cell
def _(alt, mo, shares):
    mo.stop(shares.is_empty(), mo.md("No government's report is published yet."))
    known = shares.filter(shares["granted_share"].is_not_null())
    mo.vstack(
        [
            mo.md(f"{known.height} of {shares.height} reports have a share; each point is one report."),
            alt.Chart(known)
            .mark_circle(size=70)
            .encode(
                x=alt.X("report_year:O", title=None, axis=alt.Axis(labelAngle=0)),
                y=alt.Y("granted_share:Q", title="Share granted 予以公开率", axis=alt.Axis(format="%")),
                color=alt.Color("level:N", title="Level"),
                tooltip=[
                    "agency_name",
                    "report_year",
                    "granted_share_numerator",
                    "granted_share_denominator",
                    "doubts",
                ],
            )
            .properties(width=600, height=280),
        ]
    )
    return (known,)


@app.cell
def _(ask, known, mo):
    mo.stop(known.is_empty(), mo.md("No share is known yet."))
    largest = known.sort("granted_share_denominator").row(-1, named=True)
    places = ask(
        "select item_code, column_code, raw_text, value, place_text from raw.cells"
        " where document_sha256 = $document and table_code = 'requests' and column_code = 'total'"
        " and item_code in ('granted', 'outcomes.total') order by ordinal",
        document=largest["document_sha256"],
    )
    source = ask(
        "select coalesce(url, source) as source, last_captured_at from marts.reports where report_id = $report",
        report=largest["report_id"],
    ).row(0, named=True)
    mo.vstack(
        [
            mo.md(
                f"## Where it was printed\n\nThe share with the most requests behind it: **{largest['agency_name']}"
                f" {largest['report_year']}**, {largest['granted_share_numerator']:,} of"
                f" {largest['granted_share_denominator']:,}. Source: {source['source']}, captured"
                f" {source['last_captured_at']:%Y-%m-%d %H:%M} UTC. These are its two cells:"
            ),
            places,
        ]
    )
    return


if __name__ == "__main__":
    app.run()
