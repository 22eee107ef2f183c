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
                    mo.stat(f"{facts['doubtful']:,}", label="Reports with doubtful figures", bordered=True),
                    mo.stat(f"{facts['unresolved']:,}", label="Documents not placed", bordered=True),
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
def _(agency_choice, ask, first_year, last_year):
    def chosen(mart, columns):
        """The columns of a mart for the agencies and years chosen above.

        `series` is the agency, with the scope where the report states it: an agency's own report and one for all under
        it are two series, never one. In the order in which the agencies were chosen.
        """
        return ask(
            "select agency_name || case scope when 'unstated' then '' else ' (' || scope || ')' end as series,"  # noqa: S608
            f" report_year::varchar as year, {columns} from marts.{mart}"
            " where list_contains($agencies, agency_id) and report_year between $first and $last"
            " order by list_position($agencies, agency_id), series, year",
            agencies=agency_choice.value,
            first=int(first_year.value),
            last=int(last_year.value),
        )

    return (chosen,)


@app.cell
def _(alt):
    outcome_names = {
        "granted_count": "Granted 予以公开",
        "granted_in_part_count": "Granted in part 部分公开",
        "denied_count_derived": "Denied 不予公开",
        "unavailable_count_derived": "Unavailable 无法提供",
        "not_processed_count_derived": "Not processed 不予处理",
        "other_count_derived": "Other 其他处理",
    }
    result_names = {
        "upheld": "Upheld 结果维持",
        "corrected": "Corrected 结果纠正",
        "other": "Other 其他结果",
        "pending": "Pending 尚未审结",
    }
    routes = {
        "Administrative review 行政复议": "review",
        "Suit without review 未经复议直接起诉": "suit_direct",
        "Suit after review 复议后起诉": "suit_after_review",
    }
    channels = {
        "All channels 全部渠道": "total",
        "Website 政府网站": "website",
        "WeChat 政务微信": "wechat",
        "Weibo 政务微博": "weibo",
    }
    status_colors = {
        "published": "#2a9d8f",
        "ambiguous": "#e9c46a",
        "unresolved": "#f4a261",
        "missing": "#e76f51",
        "not_collected": "#d9d9d9",
    }
    palette = ["#2a6f97", "#61a5c2", "#c1121f", "#e9a23b", "#8d99ae", "#6a4c93"]

    def by_agency(chart, frame, columns=3):
        """Small charts, one a series of the frame, in its order."""
        series = alt.Facet(
            "series:N",
            title=None,
            header=alt.Header(labelFontWeight="bold"),
            sort=frame["series"].unique(maintain_order=True).to_list(),
        )
        return (
            chart.properties(width=225, height=150)
            .facet(facet=series, columns=columns)
            .resolve_scale(y="independent")
            .resolve_axis(x="independent")
            .configure_view(stroke=None)
            .configure_axis(grid=False, domainColor="#bbb", tickColor="#bbb")
            .configure_legend(orient="top", title=None)
        )

    return channels, outcome_names, palette, result_names, routes, status_colors, by_agency


@app.cell
def _(channels, routes, mo):
    channel_choice = mo.ui.dropdown(channels, value=next(iter(channels)), label="Channel 渠道")
    route_choice = mo.ui.dropdown(routes, value=next(iter(routes)), label="Route 途径")
    share_choice = mo.ui.switch(label="Each year as a whole 按比例")
    return channel_choice, route_choice, share_choice


@app.cell
def _(agency_choice, alt, ask, first_year, last_year, mo, status_colors):
    coverage = ask(
        "select agency_name, report_year::varchar as year, status, documents_count from marts.coverage"
        " where list_contains($agencies, agency_id) and report_year between $first and $last"
        " order by list_position($agencies, agency_id), report_year",
        agencies=agency_choice.value,
        first=int(first_year.value),
        last=int(last_year.value),
    )
    coverage_chart = (
        alt.Chart(coverage)
        .mark_rect(stroke="white", strokeWidth=3, cornerRadius=4)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, domain=False, ticks=False, orient="top")),
            y=alt.Y("agency_name:N", title=None, sort=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=260)),
            color=alt.Color(
                "status:N", title=None, scale=alt.Scale(domain=list(status_colors), range=list(status_colors.values()))
            ),
            tooltip=["agency_name", "year", "status", "documents_count"],
        )
        .properties(width="container", height=alt.Step(28))
        .configure_legend(orient="bottom")
        .configure_view(stroke=None)
    )
    coverage_view = mo.vstack(
        [
            mo.md("Which reports are there, and why the others are not."),
            mo.ui.altair_chart(coverage_chart, chart_selection=False, legend_selection=False),
        ]
    )
    return (coverage_view,)


@app.cell
def _(alt, by_agency, channel_choice, chosen, mo, palette):
    volume = chosen(
        "disclosure_volume",
        "channel, item_count, status, is_approximate, is_doubtful, array_to_string(doubts, ', ') as doubts, sentence",
    )
    channel = volume.filter(volume["channel"] == channel_choice.value)
    volume_base = alt.Chart().encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("item_count:Q", title=None, axis=alt.Axis(tickCount=4)),
        tooltip=["series", "year", "item_count", "status", "is_approximate", "doubts", "sentence"],
    )
    volume_points = volume_base.mark_point(filled=True, size=60, strokeWidth=2, color=palette[0]).encode(
        fillOpacity=alt.condition("datum.is_doubtful", alt.value(0), alt.value(1))
    )
    volume_chart = by_agency(
        alt.layer(volume_base.mark_line(strokeWidth=2, color=palette[1]), volume_points, data=channel), channel
    )
    unstated = channel.filter(channel["item_count"].is_null()).height
    volume_view = mo.vstack(
        [
            channel_choice,
            mo.ui.altair_chart(volume_chart, chart_selection=False, legend_selection=False),
            mo.md(
                f"<small>{unstated} of {channel.height} reports do not state it. A hollow point is doubtful.</small>"
            ),
        ]
    )
    return (volume_view,)


@app.cell
def _(alt, by_agency, chosen, mo, outcome_names, palette, share_choice):
    panel = chosen(
        "panel",
        f"{', '.join(outcome_names)}, outcomes_total_count, is_doubtful, array_to_string(doubts, ', ') as doubts",
    )
    outcomes = panel.unpivot(
        on=list(outcome_names),
        index=["series", "year", "outcomes_total_count", "is_doubtful", "doubts"],
        variable_name="code",
        value_name="request_count",
    )
    outcomes = outcomes.with_columns(
        outcomes["code"].replace_strict(outcome_names).alias("outcome"),
        outcomes["code"].replace_strict({code: place for place, code in enumerate(outcome_names)}).alias("place"),
    ).drop("code")
    outcomes_chart = by_agency(
        alt.Chart(outcomes)
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y(
                "request_count:Q",
                title=None,
                stack="normalize" if share_choice.value else "zero",
                axis=alt.Axis(format="%" if share_choice.value else "d", tickCount=4),
            ),
            color=alt.Color("outcome:N", scale=alt.Scale(domain=list(outcome_names.values()), range=palette)),
            order=alt.Order("place:Q"),
            opacity=alt.condition("datum.is_doubtful", alt.value(0.5), alt.value(1)),
            tooltip=["series", "year", "outcome", "request_count", "outcomes_total_count", "doubts"],
        ),
        outcomes,
    )
    outcomes_view = mo.vstack(
        [
            share_choice,
            mo.ui.altair_chart(outcomes_chart, chart_selection=False, legend_selection=False),
            mo.md(
                "<small>Requests by the way in which they were dealt with, as printed; pale bars are of reports with doubtful figures.</small>"
            ),
        ]
    )
    return (outcomes_view,)


@app.cell
def _(alt, by_agency, chosen, mo, palette, result_names, route_choice):
    litigation = chosen(
        "litigation",
        "route, result, case_count, status, is_doubtful, array_to_string(doubts, ', ') as doubts",
    )
    cases = litigation.filter(
        (litigation["route"] == route_choice.value) & litigation["result"].is_in(list(result_names))
    )
    cases = cases.with_columns(
        cases["result"].replace_strict(result_names).alias("result"),
        cases["result"].replace_strict({code: place for place, code in enumerate(result_names)}).alias("place"),
    )
    litigation_chart = by_agency(
        alt.Chart(cases)
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("case_count:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1, tickCount=4)),
            color=alt.Color("result:N", scale=alt.Scale(domain=list(result_names.values()), range=palette)),
            order=alt.Order("place:Q"),
            opacity=alt.condition("datum.is_doubtful", alt.value(0.5), alt.value(1)),
            tooltip=["series", "year", "result", "case_count", "status", "doubts"],
        ),
        cases,
    )
    litigation_view = mo.vstack(
        [route_choice, mo.ui.altair_chart(litigation_chart, chart_selection=False, legend_selection=False)]
    )
    return (litigation_view,)


@app.cell
def _(chosen, mo):
    figures_view = mo.ui.table(
        chosen(
            "panel",
            "is_doubtful, array_to_string(doubts, ', ') as doubts, form, columns('_(count|count_derived|share|yuan)$')",
        ),
        page_size=12,
        max_columns=None,
        selection=None,
        show_column_summaries=False,
        show_data_types=False,
    )
    return (figures_view,)


@app.cell
def _(coverage_view, figures_view, litigation_view, mo, outcomes_view, volume_view):
    mo.ui.tabs(
        {
            "Coverage 覆盖": coverage_view,
            "Disclosure volume 主动公开": volume_view,
            "Request outcomes 依申请公开": outcomes_view,
            "Litigation 复议诉讼": litigation_view,
            "Figures 数据": figures_view,
        }
    )
    return


if __name__ == "__main__":
    app.run()
