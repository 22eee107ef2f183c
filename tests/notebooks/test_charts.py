"""What the explorer draws in the place of a figure: a missing report, a missing figure and a nought look different."""

import polars as pl
import pytest

from notebooks.charts import OUTCOME_SHARES, lines, signed

SERIES = "青禾市人民政府"


@pytest.mark.parametrize(
    ("amounts", "sign"),
    [([1, 2], None), ([0, 0], "0"), ([0, None], "0"), ([None, None], "n/s"), ([], "n/s")],
    ids=["bars", "noughts", "a nought and a blank", "blanks", "nothing of it"],
)
def test_a_slot_without_a_bar_says_why(amounts: list[int | None], sign: str | None):
    parts = pl.DataFrame(
        {"series": [SERIES] * len(amounts), "year": ["2021"] * len(amounts), "amount": amounts},
        schema={"series": pl.String, "year": pl.String, "amount": pl.Int64},
    )
    drawn = signed(parts, pl.DataFrame({"series": [SERIES], "year": ["2021"]}), ["2021", "2022"])
    signs = dict(drawn.filter(pl.col("sign").is_not_null()).select("year", "sign").rows())
    assert signs == ({"2021": sign} if sign else {}) | {"2022": "–"}


def test_a_doubtful_point_is_drawn_by_its_edge():
    """Its fill is left out: without an edge there would be nothing to see."""
    said = dict.fromkeys(("status", "is_approximate", "doubts", "sentence", "place", "page", "sign"), "")
    frame = pl.DataFrame({"series": SERIES, "year": "2021", "amount": 7, "is_doubtful": True, **said})
    marks = [layer["mark"] for layer in lines(frame, ["2021"], "items 条").to_dict()["spec"]["layer"]]
    (points,) = [mark for mark in marks if mark["type"] == "point"]
    assert points["stroke"]


def test_every_share_that_is_drawn_is_an_indicator():
    definitions = pl.read_csv("sql/seeds/indicator_definitions.csv")
    assert set(OUTCOME_SHARES) <= set(definitions["indicator_code"])
