"""What the statutory forms print: the labels of 国办公开办函〔2019〕60号 and 〔2021〕30号, as real reports show them.

Written down here from the forms' text and real reports, apart from the extractor's own form files: the sandbox must be
able to prove them wrong.
"""

from __future__ import annotations

from crawlers.sandbox.figures import Form

SECTIONS: dict[Form, tuple[str, str, str, str, str, str]] = {
    "2019": (
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ),
    "2021": (
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ),
}

# Table of section two: title row, column labels after 信息内容, then (item, label) rows with the columns they fill.
PROACTIVE: dict[Form, tuple[tuple[str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]], ...]] = {
    "2019": (
        (
            "第二十条第（一）项",
            (("made", "本年新制作数量"), ("disclosed", "本年新公开数量"), ("disclosed_total", "对外公开总数量")),
            (("regulations", "规章"), ("normative_documents", "规范性文件")),
        ),
        (
            "第二十条第（五）项",
            (("previous_items", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量")),
            (("licensing", "行政许可"), ("other_services", "其他对外管理服务事项")),
        ),
        (
            "第二十条第（六）项",
            (("previous_items", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量")),
            (("penalties", "行政处罚"), ("coercive_measures", "行政强制")),
        ),
        (
            "第二十条第（八）项",
            (("previous_items", "上一年项目数量"), ("change", "本年增/减")),
            (("fees", "行政事业性收费"),),
        ),
        (
            "第二十条第（九）项",
            (("items", "采购项目数量"), ("amount", "采购总金额")),
            (("procurement", "政府集中采购"),),
        ),
    ),
    "2021": (
        (
            "第二十条第（一）项",
            (("made", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")),
            (("regulations", "规章"), ("normative_documents", "行政规范性文件")),
        ),
        ("第二十条第（五）项", (("decisions", "本年处理决定数量"),), (("licensing", "行政许可"),)),
        (
            "第二十条第（六）项",
            (("decisions", "本年处理决定数量"),),
            (("penalties", "行政处罚"), ("coercive_measures", "行政强制")),
        ),
        ("第二十条第（八）项", (("amount", "本年收费金额（单位：万元）"),), (("fees", "行政事业性收费"),)),
    ),
}

APPLICANT_LABELS = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "nonprofit": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_org": "其他",
    "total": "总计",
}
APPLICANTS_TITLE = "申请人情况"
ORGANISATIONS_TITLE = "法人或其他组织"
REQUESTS_TITLE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

RECEIVED_NEW = "一、本年新收政府信息公开申请数量"
CARRIED_IN = "二、上年结转政府信息公开申请数量"
RESULTS_TITLE = "三、本年度办理结果"
CARRIED_OUT = "四、结转下年度继续办理"

# Rows below 三、本年度办理结果: (group label, ((item, row label), …)); a row label "" means that the group is the row.
_SHARED_GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("（一）予以公开", (("granted", ""),)),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (("granted_in_part", ""),)),
    (
        "（三）不予公开",
        (
            ("denied.state_secret", "1.属于国家秘密"),
            ("denied.other_law", "2.其他法律行政法规禁止公开"),
            ("denied.security_stability", "3.危及“三安全一稳定”"),
            ("denied.third_party", "4.保护第三方合法权益"),
            ("denied.internal_affairs", "5.属于三类内部事务信息"),
            ("denied.deliberative", "6.属于四类过程性信息"),
            ("denied.enforcement_file", "7.属于行政执法案卷"),
            ("denied.administrative_query", "8.属于行政查询事项"),
        ),
    ),
    (
        "（四）无法提供",
        (
            ("unavailable.not_held", "1.本机关不掌握相关政府信息"),
            ("unavailable.must_be_created", "2.没有现成信息需要另行制作"),
            ("unavailable.unclear", "3.补正后申请内容仍不明确"),
        ),
    ),
    (
        "（五）不予处理",
        (
            ("not_processed.petition", "1.信访举报投诉类申请"),
            ("not_processed.repeated", "2.重复申请"),
            ("not_processed.publication", "3.要求提供公开出版物"),
            ("not_processed.excessive", "4.无正当理由大量反复申请"),
            ("not_processed.reissue", "5.要求行政机关确认或重新出具已获取信息"),
        ),
    ),
)
_TOTAL_GROUP: tuple[str, tuple[tuple[str, str], ...]] = ("（七）总计", (("outcomes.total", ""),))
_OTHER_2021 = (
    ("other.not_corrected_in_time", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other.fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other.other", "3.其他"),
)
OUTCOME_GROUPS: dict[Form, tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = {
    "2019": (*_SHARED_GROUPS, ("（六）其他处理", (("other", ""),)), _TOTAL_GROUP),
    "2021": (*_SHARED_GROUPS, ("（六）其他处理", _OTHER_2021), _TOTAL_GROUP),
}

REVIEW = "行政复议"
SUIT = "行政诉讼"
SUIT_DIRECT = "未经复议直接起诉"
SUIT_AFTER_REVIEW = "复议后起诉"
RESULT_LABELS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
