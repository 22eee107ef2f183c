"""Claims of whole reports: where a figure stands, what headings, lists, tables and other lines say of it, and what is bounded."""

import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from crawlers.sandbox.render import STYLES, render_report
from crawlers.sandbox.world import World
from pipeline.claims import find_claims, words
from pipeline.claims.clauses import MOST_BEHIND, MOST_WORDS, passages
from pipeline.claims.scan import scan
from pipeline.contract import Cell, Place
from pipeline.documents.document import Line
from pipeline.extract import extract


def test_the_place_leads_to_the_figure() -> None:
    sentence = "2022年，主动公开政府信息220条。"
    (claim,) = find_claims([Line(sentence, 100, number=7)], 2022, ())
    assert claim.place.start is not None
    assert sentence[claim.place.start - 100 :].startswith("220条")
    assert (claim.place.text, claim.sentence) == ("line 7", "2022年，主动公开政府信息220条")


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("2022年，共收到政府信息公开申请12件。", "unknown"),
        ("2022年，新收政府信息公开申请12件。", "new"),
        ("共收到政府信息公开申请12件，上年结转2件。", "new"),
        ("接收政府信息公开申请12件，2021年结转2件。", "new"),
        ("共办理政府信息公开申请12件（含上年结转2件）。", "with_carried_in"),
        ("共受理政府信息公开申请12件，其中上年结转2件。", "with_carried_in"),
        ("共受理依申请公开12件（其中本年度新收申请数11件，上年结转申请数1件）。", "with_carried_in"),
        ("新受理依申请政府信息公开12件。", "new"),
        ("累计处理依申请公开12件，其中，本年度新接收11件，2021年结转办理1件。", "with_carried_in"),
    ],
)
def test_what_received_means_where_the_text_says_it(text: str, reading: str) -> None:
    (claim, *_) = find_claims([Line(text, 0, number=1)], 2022, ())
    assert (claim.indicator, claim.value, claim.reading) == ("requests.received", 12, reading)


@pytest.mark.parametrize(("value", "reading"), [(12, "new"), (14, "with_carried_in"), (13, "unknown")])
def test_the_tables_say_what_received_means(value: int, reading: str) -> None:
    cells = [
        Cell("requests", item, "total", figure, str(figure), "reported", None, Place(""))
        for item, figure in (("received.new", 12), ("received.carried_in", 2))
    ]
    (claim,) = find_claims([Line(f"共收到政府信息公开申请{value}件。", 0, number=1)], 2022, cells)
    assert claim.reading == reading


def test_a_heading_is_no_part_of_the_sentence_below() -> None:
    lines = [
        Line("（二）申请行政复议、提起行政诉讼和申诉的情况", 0, number=1),
        Line("本年度没有发生针对本机关政府信息公开事务的行政诉讼和申诉。", 30, number=2),
    ]
    assert [(claim.indicator, claim.value) for claim in find_claims(lines, 2022, ())] == [("suit.total", 0)]


@pytest.mark.parametrize(
    ("new", "expected"), [(134, []), (543, [543])], ids=["the office's tables", "the city's tables"]
)
def test_a_figure_of_a_whole_city_is_none_where_the_tables_hold_a_part_of_it(new: int, expected: list[int]) -> None:
    cells = [Cell("requests", "received.new", "total", new, str(new), "reported", None, Place(""))]
    line = Line("2023年全市共收到政府信息公开申请543件，其中市政府办公室134件、各区县409件。", 0, number=1)
    assert [claim.value for claim in find_claims([line], 2023, cells)] == expected


@pytest.mark.parametrize(("agency", "expected"), [("青禾市人民政府", [890]), ("青禾市教育和体育局", [890, 340])])
def test_a_part_through_another_bodys_site_is_none(agency: str, expected: list[int]) -> None:
    line = Line("主动公开政府信息890条，其中市教育局网站公开340条。", 0, number=1)
    assert [claim.value for claim in find_claims([line], 2022, (), agency)] == expected


def test_a_figure_of_all_years_gives_way_to_one_of_the_year_anywhere_in_the_report() -> None:
    lines = [
        Line("截至2022年底，累计主动公开政府信息64627条。", 0, number=1),
        Line("2022年，主动公开政府信息8769条。", 30, number=2),
    ]
    assert [claim.value for claim in find_claims(lines, 2022, ())] == [8769]
    assert [claim.value for claim in find_claims(lines[:1], 2022, ())] == [64627]


def test_a_clause_that_breaks_off_goes_on_in_the_next_line() -> None:
    lines = [
        Line("（二）依申请公开。2022年，局共收到依申请", 0, number=1),
        Line("公开事项5件，均通过网站信箱申请。", 22, number=2),
        Line("（三）主动公开政府信息20条", 40, number=3),
        Line("行政复议案件3件由区政府办理。", 60, number=4),
    ]
    claims = find_claims(lines, 2022, ())
    assert [(claim.indicator, claim.value, claim.place.text) for claim in claims[:2]] == [
        ("requests.received", 5, "line 2"),
        ("disclosed.total", 20, "line 3"),
    ]
    assert (claims[0].place.start, claims[0].place.end) == (26, 28)


def test_a_heading_says_what_the_paragraph_below_it_counts() -> None:
    lines = [Line("（二）依申请公开情况", 0, number=1), Line("全年共受理12件，办结10件。", 11, number=2)]
    found = {(claim.indicator, claim.value) for claim in find_claims(lines, 2022, ())}
    assert found == {("requests.received", 12), ("requests.answered", 10)}


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("四、政府信息公开行政复议、行政诉讼情况", {("review.total", 3)}),
        ("四、政府信息公开行政复议、行政诉讼和投诉的情况", {("review.total", 3)}),
        ("四、复议诉讼情况", {("review.total", 3)}),
        ("四、行政复议、应诉工作情况", set()),
        ("四、行政复议工作情况", set()),
    ],
)
def test_disputes_below_a_heading_on_disclosure_are_about_it(heading: str, expected: set[tuple[str, int]]) -> None:
    lines = [Line(heading, 0, number=1), Line("全年收到行政复议3件。", len(heading) + 1, number=2)]
    assert {(claim.indicator, claim.value) for claim in find_claims(lines, 2022, ())} == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("建立青禾市民政局微信公众服务号，发布民政信息212条。", 212),
        ("建立青禾市民政局微信公众服务号，发布招聘信息212条。", None),
        ("建立青禾市民政局微信公众服务号，通过公示栏发布民政信息212条。", None),
    ],
)
def test_what_an_account_says_of_the_agencys_field_is_all_of_it(text: str, value: int | None) -> None:
    found = find_claims([Line(text, 0, number=1)], 2022, (), "青禾市民政局")
    assert [claim.value for claim in found if claim.indicator == "disclosed.wechat"] == (
        [] if value is None else [value]
    )


OF_A_COUNTY = "全县共收到政府信息公开申请198件，其中本机关收到45件。"


@pytest.mark.parametrize(
    ("text", "in_table", "value"),
    [
        (OF_A_COUNTY, 45, 45),
        (OF_A_COUNTY, 198, 198),
        ("截至6月底，收到政府信息公开申请20件；全年收到政府信息公开申请45件。", 45, 45),
        ("截至11月底，收到政府信息公开申请20件。", 20, 20),
    ],
)
def test_the_tables_say_whose_requests_are_the_reports(text: str, in_table: int, value: int) -> None:
    cells = [Cell("requests", "received.new", "total", in_table, str(in_table), "reported", None, Place("here"))]
    assert [claim.value for claim in find_claims([Line(text, 0, number=1)], 2022, cells)] == [value]


@pytest.mark.parametrize(
    ("heading", "answer", "expected"),
    [
        ("四、政府信息公开行政复议、行政诉讼情况", "无。", {"review.total", "suit.total"}),
        ("三、收到和处理政府信息公开申请情况", "2022年无此类情况。", {"requests.received"}),
        ("二、主动公开政府信息情况", "无", set()),
        ("六、其他需要报告的事项", "无。", set()),
    ],
)
def test_a_line_below_a_heading_answers_it(heading: str, answer: str, expected: set[str]) -> None:
    lines = [Line(heading, 0, number=1), Line(answer, len(heading) + 1, number=2)]
    found = find_claims(lines, 2022, ())
    assert {claim.indicator for claim in found} == expected
    assert {claim.value for claim in found} <= {0}
    assert {claim.place.text for claim in found} <= {"line 2"}


def test_a_line_that_ends_in_a_colon_says_what_the_list_below_it_counts() -> None:
    texts = [
        "（一）申请情况",
        "在已经答复的12件申请中：",
        "“同意公开”的8件，占总数66.7%；",
        "“不予公开”的1件，占总数8.3%。",
        "下一步改进措施。",
    ]
    lines = [Line(text, 100 * number, number=number) for number, text in enumerate(texts, start=1)]
    claims = {(claim.indicator, claim.value) for claim in find_claims(lines, 2022, ())}
    assert claims == {("requests.answered", 12), ("requests.granted", 8), ("requests.denied", 1)}


def test_the_place_leads_through_white_space_and_full_width() -> None:
    text = "2022 年，主动 公开政府信息 ２２０ 条。"
    (claim,) = find_claims([Line(text, 0, number=1)], 2022, ())
    assert claim.value == 220
    assert text[claim.place.start : claim.place.end] == "２２０ 条"


def test_no_word_has_two_meanings() -> None:
    data = tomllib.loads((Path(words.__file__).parent / "words.toml").read_text(encoding="utf-8"))
    texts = [text for group in ("kinds", "channels") for listed in data[group].values() for text in listed.split()]
    assert [text for text, times in Counter(texts).items() if times > 1] == []
    assert set(data["kinds"]) <= {kind.name.lower() for kind in words.Kind}


def test_the_claims_of_made_reports_are_those_that_they_state() -> None:
    reports = World(11, governments=6, bureaus=8).reports[::2]
    assert len(reports) > 150
    for report in reports:
        paragraphs = (
            *report.narrative.lead,
            *report.narrative.overview,
            *report.narrative.problems,
            *report.narrative.other,
        )
        lines = [Line(text, 1000 * number, number=number) for number, text in enumerate(paragraphs)]
        found = {claim.indicator: claim.value for claim in find_claims(lines, report.year, ())}
        assert found == report.claims, (report.agency.name, report.year)


@pytest.mark.slow
def test_no_made_report_fails_a_check_of_its_prose() -> None:
    for number, report in enumerate(World(23, governments=6, bureaus=8).reports[::5]):
        style = list(STYLES.values())[number % len(STYLES)]
        extraction = extract(render_report(report, style).body, "text/html; charset=utf-8")
        assert {claim.indicator: claim.value for claim in extraction.claims} == report.claims
        assert [
            check for check in extraction.checks if check.check.startswith("prose") and check.status == "fail"
        ] == []


def test_the_same_figure_twice_is_one_claim_and_two_figures_are_two() -> None:
    lines = [
        Line("主动公开政府信息220条。", 0, number=1),
        Line("全年主动公开政府信息220条。", 20, number=2),
        Line("主动公开政府信息230条。", 40, number=3),
    ]
    assert [claim.value for claim in find_claims(lines, 2022, ())] == [220, 230]


def test_what_claims_quote_of_a_sentence_without_end_is_bounded() -> None:
    text = "".join(f"收到政府信息公开申请{count}件，" for count in range(1000))
    assert {len(claim.sentence) < 5_000 for claim in find_claims([Line(text, 0, number=1)], 2023, ())} == {True}


def test_a_sentence_without_end_is_read_in_the_light_of_so_many_words() -> None:
    """Of 3,000 clauses without a full stop each figure is held against the last few hundred words, not against all."""
    line = scan("收到申请3件，" * 3000)
    found = list(passages(line))
    assert len(found) == 3000
    assert MOST_WORDS // 2 < max(len(passage.sentence) for passage in found) <= MOST_WORDS


@pytest.mark.parametrize(("agency", "expected"), [("某市司法局", [63]), ("某市水务局", []), ("", [])])
def test_information_on_the_agencys_own_field_is_all_that_it_published(agency: str, expected: list[int]) -> None:
    lines = [Line("2022年，主动公开司法行政信息63条。", 0, number=1)]
    assert [claim.value for claim in find_claims(lines, 2022, (), agency)] == expected


def test_what_a_negation_or_a_figure_is_held_against_behind_it_is_bounded() -> None:
    line = scan("零复议零诉讼" * 3000)
    assert max(len(passage.after) for passage in passages(line)) < MOST_BEHIND


@pytest.mark.parametrize(
    "clause",
    [
        "未发生行政复议，",
        "零复议零诉讼",
        "公开信息四十余条、",
        "10月公开信息12条",
        "网站公开信息12条，",
        "收到申请3件（其中",
    ],
)
def test_the_time_grows_with_the_length_of_a_sentence_and_no_faster(clause: str) -> None:
    """Eight times the length takes eight times as long, or sixty-four times where each clause is held against all."""

    def seconds(count: int) -> float:
        line, times = Line(clause * count, 0, number=1), list[float]()
        for _ in range(3):  # the least of three: the first warms caches, and a collection of garbage may fall into one
            start = time.process_time()
            find_claims([line], 2022, ())
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(1600) < 24 * seconds(200)
