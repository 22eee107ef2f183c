"""Pages of a government site that are no annual report, though some look very much like one in a listing."""

from __future__ import annotations

from datetime import date

from crawlers.sandbox.markup import cms_paragraphs
from crawlers.sandbox.places import Division


def lookalikes(division: Division, years: tuple[int, ...]) -> list[tuple[str, date, str]]:
    """(title, day, HTML) of what stands among the reports in a listing and is none."""
    place, last = division.name, years[-1]
    result = [
        (
            f"{place}政府信息公开指南",
            date(last, 6, 3),
            _paragraphs(
                f"为方便公民、法人和其他组织获得{place}人民政府的政府信息，根据《中华人民共和国政府信息公开条例》，编制本指南。",
                "一、主动公开。公开范围、公开形式、公开时限按照《条例》执行。",
                f"二、依申请公开。受理机构：{place}人民政府办公室；通信地址：{place}政务中心；邮政编码：{division.postcode}；"
                f"联系电话：{division.area_code}-12345。",
            ),
        )
    ]
    for year in years[1::2]:
        result.append(
            (
                f"关于做好{year}年政府信息公开工作年度报告编制和发布工作的通知",
                date(year, 12, 20),
                _paragraphs(
                    "各县（区）人民政府，市政府各部门：",
                    f"根据《条例》第五十条规定，现就做好{year}年政府信息公开工作年度报告编制发布工作通知如下。",
                    "一、年度报告应当包括总体情况、主动公开、收到和处理政府信息公开申请、行政复议和行政诉讼、存在的主要问题等六个部分。",
                    f"二、各部门应于{year + 1}年1月31日前在门户网站公开本单位年度报告，逾期未公开的予以通报。",
                ),
            )
        )
        result.append(
            (
                f"{place}{year}年法治政府建设情况报告",
                date(year + 1, 3, 2),
                _paragraphs(
                    f"{year}年，{place}坚持以习近平法治思想为指导，扎实推进法治政府建设，现将有关情况报告如下。",
                    f"全年办理行政复议案件{100 + year % 97}件，审查规范性文件{20 + year % 13}件，行政机关负责人出庭应诉率98%。",
                ),
            )
        )
    return result


def news(division: Division, years: tuple[int, ...]) -> list[tuple[str, date, str]]:
    """(title, day, HTML) of ordinary news."""
    place = division.name
    return [
        (
            f"{place}召开{year}年政务公开工作会议",
            date(year, 5, 17),
            _paragraphs(f"5月17日，{place}召开政务公开工作会议，总结上年工作，部署{year}年任务，60余人参加会议。"),
        )
        for year in years
    ]


def _paragraphs(*lines: str) -> str:
    return cms_paragraphs(lines)
