"""How the explorer draws: small charts, one a series, on which a figure that is not there never looks like a nought.

A frame has `series` (an agency, with its scope), `year` as text, and `amount`; where a year has no amount, a sign says why.
It computes no metric: what is drawn is what a mart holds.
"""

from collections.abc import Iterable, Sequence

import altair as alt
import polars as pl

PALETTE = ["#2a6f97", "#61a5c2", "#c1121f", "#e9a23b", "#8d99ae", "#6a4c93"]

OUTCOMES = {
    "granted_count": "Granted 予以公开",
    "granted_in_part_count": "Granted in part 部分公开",
    "denied_count_derived": "Denied 不予公开",
    "unavailable_count_derived": "Unavailable 无法提供",
    "not_processed_count_derived": "Not processed 不予处理",
    "other_count_derived": "Other 其他处理",
}
OUTCOME_SHARES = {f"{code.partition('_count')[0]}_share": name for code, name in OUTCOMES.items()}
RESULTS = {
    "upheld": "Upheld 结果维持",
    "corrected": "Corrected 结果纠正",
    "other": "Other 其他结果",
    "pending": "Pending 尚未审结",
}
ROUTES = {
    "Administrative review 行政复议": "review",
    "Suit without review 未经复议直接起诉": "suit_direct",
    "Suit after review 复议后起诉": "suit_after_review",
    "Suits of both kinds, on the form of 2014 行政诉讼": "suit",
}
CHANNELS = {
    "All channels 全部渠道": "total",
    "Website 政府网站": "website",
    "WeChat 政务微信": "wechat",
    "Weibo 政务微博": "weibo",
}
COVERAGE = {
    "published": ("published 已收录", "#2a9d8f"),
    "ambiguous": ("a document of one of several agencies 归属不唯一", "#e9c46a"),
    "unresolved": ("a document perhaps of this agency 归属待定", "#f4a261"),
    "missing": ("none found 未找到", "#e76f51"),
    "not_collected": ("not looked for 未采集", "#d9d9d9"),
}

_HEIGHT = 150
_SIGN_AT = alt.value(_HEIGHT - 8)


def signed(parts: pl.DataFrame, reports: pl.DataFrame, years: Sequence[str]) -> pl.DataFrame:
    """The parts, and a row with a `sign` for every slot without a bar: no report (–), not stated (n/s), a printed 0."""
    there = reports.select("series", "year").with_columns(pl.lit(True).alias("is_there"))
    slots = (
        there.select(pl.col("series").unique(maintain_order=True))
        .join(pl.DataFrame({"year": years}), how="cross")
        .join(there, on=["series", "year"], how="left")
        .join(
            parts.group_by("series", "year").agg(
                pl.col("amount").sum().alias("height"), pl.col("amount").count().alias("stated")
            ),
            on=["series", "year"],
            how="left",
        )
    )
    sign = (
        pl.when(pl.col("is_there").is_null())
        .then(pl.lit("–"))
        .when(pl.col("stated").fill_null(0) == 0)
        .then(pl.lit("n/s"))
        .when(pl.col("height") == 0)
        .then(pl.lit("0"))
    )
    signs = slots.select("series", "year", sign.alias("sign")).filter(pl.col("sign").is_not_null())
    return pl.concat([parts, signs], how="diagonal")


def lines(frame: pl.DataFrame, years: Sequence[str], title: str) -> alt.FacetChart:
    """A line a series, broken where a year has no figure; a doubtful point is hollow under a ?, a rough figure a diamond."""
    base = _base(years).encode(
        y=alt.Y("amount:Q", title=title, axis=alt.Axis(tickCount=4)),
        tooltip=["series", "year", "amount", "status", "is_approximate", "doubts", "sentence", "place", "page"],
    )
    points = base.mark_point(filled=True, size=60, strokeWidth=2, fill=PALETTE[0], stroke=PALETTE[0]).encode(
        fillOpacity=alt.condition("datum.is_doubtful", alt.value(0), alt.value(1)),
        shape=alt.condition("datum.is_approximate", alt.value("diamond"), alt.value("circle")),
    )
    return _by_series(
        [
            base.mark_line(strokeWidth=2, color=PALETTE[1]),
            points,
            _signs(years, "datum.sign && datum.sign != '0'"),
            _doubts(years),
        ],
        frame,
    )


def bars(frame: pl.DataFrame, years: Sequence[str], parts: Iterable[str], title: str, axis: alt.Axis) -> alt.FacetChart:
    """Stacked bars, a `part` a colour, the doubtful ones pale, under a ?; a line at the `total` where the frame has one."""
    stacks = (
        _base(years)
        .transform_filter("isValid(datum.amount) && isValid(datum.part)")
        .mark_bar()
        .encode(
            y=alt.Y("amount:Q", title=title, axis=axis),
            color=alt.Color("part:N", scale=alt.Scale(domain=list(parts), range=PALETTE)),
            order=alt.Order("rank:Q"),
            opacity=alt.condition("datum.is_doubtful", alt.value(0.45), alt.value(1)),
            tooltip=["series", "year", "part", "amount", "status", "doubts", "place", "page"],
        )
    )
    layers = [stacks, _signs(years, "isValid(datum.sign)"), _doubts(years)]
    if "total" in frame.columns:
        totals = _base(years).transform_filter("isValid(datum.total)").mark_tick(color="black", thickness=1.5)
        layers.append(totals.encode(y="total:Q"))
    return _by_series(layers, frame)


def _base(years: Sequence[str]) -> alt.Chart:
    axis = alt.Axis(labelAngle=0, labelOverlap="greedy")
    return alt.Chart().encode(x=alt.X("year:O", title=None, axis=axis, scale=alt.Scale(domain=list(years))))


def _signs(years: Sequence[str], which: str) -> alt.Chart:
    return _base(years).transform_filter(which).mark_text(color="#888", fontSize=11).encode(y=_SIGN_AT, text="sign:N")


def _doubts(years: Sequence[str]) -> alt.Chart:
    return (
        _base(years)
        .transform_filter("datum.is_doubtful")
        .mark_text(text="?", color=PALETTE[2], fontSize=13, fontWeight="bold")
        .encode(y=alt.value(-4))
    )


def _by_series(layers: list[alt.Chart], frame: pl.DataFrame) -> alt.FacetChart:
    """A small chart for each series of the frame, in its order, with a scale of its own."""
    series = alt.Facet(
        "series:N",
        title=None,
        header=alt.Header(labelFontWeight="bold"),
        sort=frame["series"].unique(maintain_order=True).to_list(),
    )
    return (
        alt.layer(*layers, data=frame)
        .properties(width=225, height=_HEIGHT)
        .facet(facet=series, columns=3)
        .resolve_scale(y="independent")
        .resolve_axis(x="independent")
        .configure_view(stroke=None)
        .configure_axis(grid=False, domainColor="#bbb", tickColor="#bbb")
        .configure_legend(orient="top", title=None)
    )
