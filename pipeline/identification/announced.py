"""What a title announces: an agency's annual report on disclosure, a text about such reports, or another kind of document.

All patterns are for the folded form.
"""

from __future__ import annotations

import re

from pipeline.dates import CHINESE_YEAR

TOPIC = r"(?:政府信息公开|政务信息公开|政务公开|信息公开|政府信息工作公开)"
NOUN = r"(?:年度工作报告|工作年度报告|年度报告|工作年报|年报|工作报告|工作情况的?报告|情况报告|工作总结报告)"
YEAR = rf"(?:20[0-3]\d|{CHINESE_YEAR})"
_SUMMARY = r"(?:情况)?(?:的)?总结(?=$|[(》])"
REPORT_TITLE = re.compile(
    rf"(?:政府信息公开|政务信息公开|(?<!政务)信息公开)(?:工作)?{_SUMMARY}|{TOPIC}.{{0,12}}?(?:{YEAR}年?度?)?(?:工作)?{NOUN}|{TOPIC}(?:工作)?{YEAR}年度?报告|(?<=[年度]){TOPIC}(?:工作)?报告(?=$|[(》])|"
    rf"{TOPIC}(?:工作)?(?:开展|推进|落实)?(?:情况)?的报告"
)
WRAPPER = re.compile(
    r"(?:编制|报送|做好|开展|起草|撰写|填报|印发|关于).{0,60}(?:通知|通报|函|方案|意见)(?:\(|$|》)|格式的?通知|报告格式(?:\(|$|》)|(?:工作)?制度(?:\(|$)|报告制度(?!.{0,6}(?:研究|分析|探[析讨]|思考))|"
    r"(?:征集|征求|听取).{0,60}(?:意见|建议)|(?:办法|细则|规定|条例|规范)(?:\(.{1,8}\))?(?:》的通知)?$|报告[》”\"]?(?:的|进行)?(?:更正|勘误|补正|修正)的?(?:公告|启事|说明|声明|通知)$"
)
PUBLISHES = re.compile(
    rf"(?:公布|发布|印发|公开).{{0,40}}{YEAR}.{{0,30}}报告》?的(?:通知|公告|函)|(?:报送|上报|呈报).{{0,40}}{YEAR}.{{0,30}}报告》?的函"
)
TELLS_OF = re.compile(
    rf"{NOUN}[》”\"]?(?:\([^()]{{1,10}}\))?的?(?:编制(?!单位|机关|日期|时间)|编写|撰写|填报|起草|出炉|点评|评析|亮点|看点|数据|答记者问|培训|会议|座谈|评估|检查|督查|审核|抽查|"
    rf"考核|汇总|一览|目录|清单|名单|要求|规范|指引|(?:集中|如期|正式)?(?:发布|公布)(?:情况|工作|观察|在即|完毕|会|了))|[\u3400-\u9fff]{{2}}(?:发布|公布|召开|举行|晒出|亮出)了?(?=《|{YEAR})"
)
"""What is said of a report, behind it or before it, in the headline of news or of instructions."""
OTHER_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "interpretation",
        re.compile(
            r"(?<!回应)(?<![及和与含附])解读(?!稿件)|图解|一图(?:读懂|看懂|了解|速览|解读)|盘点|划重点|数说|带你看|要点速览|AI摘要|智能摘要|摘要$|(?:年报|报告)(?:数据|内容|情况)?(?:比对|对比)"
        ),
    ),
    ("blank_form", re.compile(r"模板|范[本文例]|例文|样本|样表|填报说明|参考(?:格式|文本|样式)")),
    (
        "partial_period",
        re.compile(
            r"上半年|下半年|半年[度报]|第?[一二三四1-4]季度|前[一二三]季度|月度|[月季周旬]报(?![告道名考送])|\d{1,2}月份|(?<!\d)1月?[-—–~至到](?:[2-9]|1[01])月"
        ),
    ),
    ("plan", re.compile(r"工作要点|工作方案|实施方案|工作计划|任务分工|工作思路")),
    (
        "guide",
        re.compile(r"公开指南|申请表|申请流程|申请须知|公开目录|公开制度|公开须知|公开申请|负面清单|公开事项清单"),
    ),
    (
        "other_report",
        re.compile(
            r"法治政府建设|依法行政|政府工作报告|预算|决算|绩效|审计报告|网站[^公]{0,14}(?:报表|报告|年报)|工作年度报表|(?<!政务)[党村居社]务公开|"
            r"自查.{0,4}报告|第三方评估|(?:评估|测评)报告|考核结果|述职|行政执法(?![局办委队大支总中]).{0,6}年(?:度|报)|重大行政决策"
        ),
    ),
    (
        "institution",
        re.compile(
            r"学年.{0,14}信息公开|信息公开.{0,14}学年|(?:大学|学院|学校|中学|小学|医院|高校)(?:20\d\d|.{0,6}(?:学年|信息公开))|"
            r"(?:(?<!\()公司|集团)[^局委办府市县区镇乡州]{0,14}信息公开|(?<!政务)[校院厂]务公开"
        ),
    ),
)
AFFAIRS_SUMMARY = re.compile(rf"政务公开(?:政务服务)?(?:年度)?(?:工作)?{_SUMMARY}|政务公开(?:年终|年度)总结")
"""A summary of all that is done for openness, which agencies write besides the report that the regulation asks for."""
NO_AGENCY = re.compile(
    r"(?:法院|检察院|人大|人大常委会|人民代表大会(?:常务委员会)?|政协(?:.{1,14}委员会)?)(?:办公室|机关)?$"
)
"""Bodies of the state that the regulation is not about: courts, procuratorates, congresses."""
OTHER_MATTER = re.compile(
    rf"{YEAR}年?度?(?P<matter>[\u3400-\u9fff“”]{{2,24}}?)(?:情况|工作|年度|的|\(.{{1,8}}\))*(?:报告|总结|公报|年鉴|白皮书|综述)(?:\(.{{1,8}}\))?$"
)
ABOUT_MATTER = re.compile(
    rf"关于(?:{YEAR}年?度?)?(?P<matter>[\u3400-\u9fff“”]{{2,30}}?)(?:情况|工作)*的(?:情况)?(?:报告|汇报)(?:\(.{{1,8}}\))?$"
)
"""A report to another body: 某法院关于行政审判工作情况的报告."""
MATTERS = r"(?:建设|管理|服务|改革|治理|执法|监测|监督|保护|发展|防控|应诉|诚信)"
"""What names of other matters that are reported on end with: 法治政府建设."""
MATTER_BEFORE = re.compile(rf"{MATTERS}(?:工作)?{YEAR}年?度")
NO_MATTER = re.compile(
    r"(?:信息|政务|公开|政府|年度|年|工作|情况|总结|的|关于|上|本|[\u3400-\u9fff]{2,20}(?:局|委|办|厅|政府|[省市县区旗州盟镇乡]|街道|处|中心|会|院|队))*"
)
ANNOUNCES = re.compile(
    r"报|总结|读|图|依法|盘点|重点|半年|季度|月|指南|申请[表流须]|要点|方案|计划|思路|任务|目录|制度|清单|预算|决算|绩效|法治|述职|决策|"
    r"模板|[范样]本|[范例]文|范例|样表|参考"
)
"""What every pattern of a title has at least one of: the rest need not be folded."""
GRAPHIC = re.compile(r"图解|图说|图文|一图")
"""How a report may be presented; whether it is the report itself, only its text shows."""
