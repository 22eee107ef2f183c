"""The published snapshot at a glance: coverage, disclosure volume, request outcomes and litigation, by agency and year.

    nianbao explore                          serves it
    marimo edit notebooks/explore.py         opens it for changes
    marimo export html notebooks/explore.py  prints it

It reads `published/nianbao.duckdb` under NIANBAO_ROOT, read-only, and shows what the marts hold; it defines no metric.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Nianbao 年报")


@app.cell
def _():
    import os
    from pathlib import Path

    import altair as alt
    import charts
    import duckdb
    import marimo as mo
    import polars as pl

    root = Path(os.environ.get("NIANBAO_ROOT") or "data")
    snapshot = (root / "published").resolve() / "nianbao.duckdb"
    return alt, charts, duckdb, mo, pl, root, snapshot


@app.cell
def _(duckdb, mo, pl, root, snapshot):
    mo.stop(
        not snapshot.exists(),
        mo.callout(
            mo.md(
                f"**Nothing is published under `{root}`.** Run `nianbao nightly`, or `nianbao sandbox run` for a trial"
                " with made-up figures, or set `NIANBAO_ROOT` to a root that has a snapshot."
            ),
            kind="warn",
        ),
    )
    database = duckdb.connect(snapshot, read_only=True)

    def ask(sql, **parameters):
        return pl.from_arrow(database.sql(sql, params=parameters).to_arrow_table())

    return (ask,)


@app.cell
def _(ask, mo):
    facts = ask(
        "select release_id, published_at, (select count(*) from marts.reports) as reports,"
        " (select count(distinct agency_id) from marts.reports) as agencies,"
        " (select count(*) from marts.reports where is_doubtful) as doubtful,"
        " (select count(*) from marts.unresolved) as unresolved from meta.build"
    ).row(0, named=True)
    mo.vstack(
        [
            mo.md("# Nianbao 年报\nAnnual reports on government information disclosure 政府信息公开工作年度报告"),
            mo.hstack(
                [
                    mo.stat(f"{facts['reports']:,}", label="Reports 报告", bordered=True),
                    mo.stat(f"{facts['agencies']:,}", label="Agencies 行政机关", bordered=True),
                    mo.stat(f"{facts['doubtful']:,}", label="Reports with doubtful figures 数据存疑", bordered=True),
                    mo.stat(f"{facts['unresolved']:,}", label="Documents not placed 未归属", bordered=True),
                ],
                widths="equal",
            ),
            mo.md(f"<small>Release `{facts['release_id']}`</small>"),
        ]
    )
    return


@app.cell
def _(ask, mo):
    agencies = ask(
        "select agency_id, any_value(agency_name order by report_year desc) as agency_name,"
        " any_value(function_class) as function_class from marts.reports group by agency_id"
        " order by any_value(division_code), agency_id"
    )
    names = [f"{name} {agency_id}" for agency_id, name, _ in agencies.iter_rows()]
    governments = [label for label, kind in zip(names, agencies["function_class"], strict=True) if kind == "government"]
    years = ask("select distinct report_year from marts.reports order by 1")["report_year"].cast(str).to_list()
    mo.stop(not names, mo.callout(mo.md("**The snapshot holds no report yet.**"), kind="warn"))
    agency_choice = mo.ui.multiselect(
        dict(zip(names, agencies["agency_id"], strict=True)),
        value=(governments or names)[:6],
        label="Agencies 行政机关",
        full_width=True,
    )
    first_year = mo.ui.dropdown(years, value=years[0], label="From 起始年度")
    last_year = mo.ui.dropdown(years, value=years[-1], label="to 截止年度")
    mo.vstack([agency_choice, mo.hstack([first_year, last_year], justify="start")])
    return agency_choice, first_year, last_year


@app.cell
def _(agency_choice, ask, first_year, last_year, mo):
    mo.stop(not agency_choice.value, mo.callout(mo.md("**No agency is chosen** 未选择行政机关."), kind="warn"))
    mo.stop(
        int(last_year.value) < int(first_year.value),
        mo.callout(
            mo.md(f"**{first_year.value} to {last_year.value} runs backwards** 起始年度晚于截止年度."), kind="warn"
        ),
    )
    all_years = [str(year) for year in range(int(first_year.value), int(last_year.value) + 1)]

    def chosen(mart, columns, where="true"):
        """The columns of a mart for the agencies and years chosen above.

        `series` is the agency, with the scope where the report states it: an agency's own report and one for all under
        it are two series, never one; nor are two agencies of one name, which bear their ids. In the order in which the
        agencies were chosen. `page` is the address or path of the document.
        """
        return ask(
            "with namesakes as (select agency_name from marts.reports group by 1 having count(distinct agency_id) > 1)"  # noqa: S608
            " select agency_name || case when agency_name in (from namesakes) then ' ' || agency_id else '' end"
            " || case scope when 'unstated' then '' else ' (' || scope || ')' end as series,"
            f" report_year::varchar as year, {columns},"
            " coalesce((select coalesce(url, source) from marts.reports where reports.report_id = mart.report_id), '') as page"
            f" from marts.{mart} as mart"
            " where list_contains($agencies, agency_id) and report_year between $first and $last"
            f" and ({where})"
            " order by list_position($agencies, agency_id), series, year",
            agencies=agency_choice.value,
            first=int(first_year.value),
            last=int(last_year.value),
        )

    reports = chosen("reports", "report_id")
    return all_years, chosen, reports


@app.cell
def _(charts, mo):
    channel_choice = mo.ui.dropdown(charts.CHANNELS, value=next(iter(charts.CHANNELS)), label="Channel 渠道")
    route_choice = mo.ui.dropdown(charts.ROUTES, value=next(iter(charts.ROUTES)), label="Route 途径")
    share_choice = mo.ui.switch(label="Each year as a whole 按比例")
    return channel_choice, route_choice, share_choice


@app.cell
def _(agency_choice, all_years, alt, ask, charts, mo, pl):
    coverage = ask(
        "select agency_name || case when count(*) over (partition by agency_name, report_year) > 1 then ' ' || agency_id"
        " else '' end as agency, report_year::varchar as year, status, documents_count as documents from marts.coverage"
        " where list_contains($agencies, agency_id) and report_year between $first and $last"
        " order by list_position($agencies, agency_id), report_year",
        agencies=agency_choice.value,
        first=int(all_years[0]),
        last=int(all_years[-1]),
    ).with_columns(pl.col("status").replace_strict({status: name for status, (name, _) in charts.COVERAGE.items()}))
    status_names, status_colors = zip(*charts.COVERAGE.values(), strict=True)
    coverage_chart = (
        alt.Chart(coverage)
        .mark_rect(stroke="white", strokeWidth=3, cornerRadius=4)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, domain=False, ticks=False, orient="top")),
            y=alt.Y("agency:N", title=None, sort=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=260)),
            color=alt.Color(
                "status:N", title=None, scale=alt.Scale(domain=list(status_names), range=list(status_colors))
            ),
            tooltip=["agency", "year", "status", "documents"],
        )
        .properties(width="container", height=alt.Step(28))
        .configure_legend(orient="bottom", labelLimit=0)
        .configure_view(stroke=None)
    )
    coverage_view = mo.vstack(
        [
            mo.md("Which reports are there, and why the others are not. 各年度报告是否收录，未收录的原因。"),
            mo.ui.altair_chart(coverage_chart, chart_selection=False, legend_selection=False),
        ]
    )
    return (coverage_view,)


@app.cell
def _(all_years, channel_choice, charts, chosen, mo, reports):
    volume = chosen(
        "disclosure_volume",
        "item_count as amount, status, is_approximate, is_doubtful, array_to_string(doubts, ', ') as doubts, sentence,"
        " place_text as place",
        f"channel = '{channel_choice.value}'",
    )
    volume_chart = charts.lines(charts.signed(volume, reports, all_years), all_years, "items 条")
    volume_view = mo.vstack(
        [
            channel_choice,
            mo.ui.altair_chart(volume_chart, chart_selection=False, legend_selection=False),
            mo.md(
                "<small>Items of information (条) that the report says were proactively disclosed in the year; every chart has"
                " a scale of its own. – no report; n/s: it states no figure, or several that differ. ? and a hollow point:"
                " doubtful; a diamond: a rough figure (约, 余).</small>"
            ),
        ]
    )
    return (volume_view,)


@app.cell
def _(all_years, alt, charts, chosen, mo, pl, reports, share_choice):
    outcome_names = charts.OUTCOME_SHARES if share_choice.value else charts.OUTCOMES
    printed = chosen(
        "indicators",
        "indicator_code as code, value::double as amount, status, is_doubtful, array_to_string(doubts, ', ') as doubts,"
        " place_text as place",
        " or ".join(f"indicator_code = '{code}'" for code in (*outcome_names, "outcomes_total_count")),
    )
    totals = printed.filter(pl.col("code") == "outcomes_total_count")
    outcomes = (
        printed.filter(pl.col("code") != "outcomes_total_count")
        .join(totals.select("series", "year"), on=["series", "year"], how="semi")  # the form of 2014 has no such total
        .with_columns(
            pl.col("code").replace_strict(outcome_names).alias("part"),
            pl.col("code").replace_strict({code: rank for rank, code in enumerate(outcome_names)}).alias("rank"),
        )
    )
    outcomes_frame = charts.signed(outcomes, reports, all_years)
    if share_choice.value:
        outcomes_title, outcomes_axis = "share of printed total", alt.Axis(format="%", tickCount=4)
        outcomes_note = (
            "Shares of all outcomes as printed (办理结果总计); one with a blank or doubtful (?) side is left out, so a bar may end"
            " below 100 %."
        )
    else:
        outcomes_title, outcomes_axis = "requests 件", alt.Axis(format="d", tickMinStep=1, tickCount=4)
        outcomes_note = (
            "Requests (件) by the way in which they were dealt with. The line is the printed total: a bar that ends elsewhere"
            " lacks a part, or the report does not add up. ?: a pale part is doubtful."
        )
        outcomes_frame = pl.concat(
            [outcomes_frame, totals.select("series", "year", pl.col("amount").alias("total"))], how="diagonal"
        )
    outcomes_view = mo.vstack(
        [
            share_choice,
            mo.ui.altair_chart(
                charts.bars(outcomes_frame, all_years, outcome_names.values(), outcomes_title, outcomes_axis),
                chart_selection=False,
                legend_selection=False,
            ),
            mo.md(
                f"<small>{outcomes_note} Every chart has a scale of its own. – no report; n/s: it has no such figure, as no"
                " report on the form of 2014 has.</small>"
            ),
        ]
    )
    return (outcomes_view,)


@app.cell
def _(all_years, alt, charts, chosen, mo, pl, reports, route_choice):
    cases = chosen(
        "litigation",
        "result, case_count as amount, status, is_doubtful, array_to_string(doubts, ', ') as doubts, place_text as place",
        f"route = '{route_choice.value}' and result <> 'total'",
    ).with_columns(
        pl.col("result").replace_strict(charts.RESULTS).alias("part"),
        pl.col("result").replace_strict({code: rank for rank, code in enumerate(charts.RESULTS)}).alias("rank"),
    )
    litigation_chart = charts.bars(
        charts.signed(cases, reports, all_years),
        all_years,
        charts.RESULTS.values(),
        "cases 件",
        alt.Axis(format="d", tickMinStep=1, tickCount=4),
    )
    litigation_view = mo.vstack(
        [
            route_choice,
            mo.ui.altair_chart(litigation_chart, chart_selection=False, legend_selection=False),
            mo.md(
                "<small>Cases (件) by result. ?: a pale part is doubtful. Every chart has a scale of its own. – no report;"
                " n/s: it has no such figure.</small>"
            ),
        ]
    )
    return (litigation_view,)


@app.cell
def _(chosen, mo):
    figures_view = mo.ui.table(
        chosen(
            "panel",
            "form, array_to_string(doubtful_indicators, ', ') as doubtful_indicators,"
            " columns('_(count|count_derived|share|yuan)$')",
        ),
        page_size=12,
        max_columns=None,
        selection=None,
        show_column_summaries=False,
        show_data_types=False,
    )
    return (figures_view,)


@app.cell
def _(ask, mo):
    definitions = ask("from marts.indicator_definitions")
    by_name = {f"{row['name_en']} {row['name_zh']}": row for row in definitions.iter_rows(named=True)}
    indicator_choice = mo.ui.dropdown(
        by_name,
        value=next(name for name, row in by_name.items() if row["indicator_code"] == "granted_share"),
        label="Indicator 指标",
        searchable=True,
    )
    return (indicator_choice,)


@app.cell
def _(chosen, indicator_choice, mo):
    indicator = indicator_choice.value
    places_view = mo.vstack(
        [
            indicator_choice,
            mo.md(f"{indicator['definition']}. Unit: {indicator['unit']}."),
            mo.ui.table(
                chosen(
                    "indicators",
                    "value::double as value, status, format('{} of {}', numerator::bigint, denominator::bigint) as parts,"
                    " array_to_string(doubts, ', ') as doubts, place_text as place, (select warc_file || ', offset ' ||"
                    " warc_offset from raw.captures where captures.document_sha256 = mart.document_sha256 order by fetched_at"
                    " limit 1) as archived",
                    f"indicator_code = '{indicator['indicator_code']}'",
                ),
                page_size=12,
                max_columns=None,
                selection=None,
                show_column_summaries=False,
                show_data_types=False,
                wrapped_columns=["doubts", "place", "archived", "page"],
            ),
            mo.md(
                "<small>`nianbao show AGENCY YEAR` prints the whole report with all its places, `nianbao checks CODE` what a doubt"
                " means.</small>"
            ),
        ]
    )
    return (places_view,)


@app.cell
def _(coverage_view, figures_view, litigation_view, mo, outcomes_view, places_view, volume_view):
    mo.ui.tabs(
        {
            "Coverage 覆盖": coverage_view,
            "Disclosure volume 主动公开": volume_view,
            "Request outcomes 依申请公开": outcomes_view,
            "Litigation 复议诉讼": litigation_view,
            "Figures 数据": figures_view,
            "Places 出处": places_view,
        }
    )
    return


if __name__ == "__main__":
    app.run()
