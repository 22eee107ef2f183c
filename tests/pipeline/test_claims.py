"""Figures in prose → claims: a table of sentences as reports write them, each with what it states and nothing else.

The sentences are made up; their constructions are those of real reports. Reports are of 2022.
"""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from crawlers.sandbox.render import STYLES, render_report
from crawlers.sandbox.world import World
from pipeline.claims import find_claims, words
from pipeline.claims.clauses import MOST_WORDS, passages
from pipeline.claims.scan import scan
from pipeline.contract import Cell, Place
from pipeline.documents.document import Line
from pipeline.extract import extract

# sentence, and its claims; ~ marks an approximate figure
CASES = [
    (
        "本区到年底累计主动公开政府信息5928条，全文电子化率达90.3%，其中，本年度新增主动公开政府信息2110条。",
        "disclosed.total=2110",
    ),
    ("全年市人民政府网站共发布各类信息46106条。", "disclosed.website=46106"),
    (
        "在市人民政府网站、《市人民政府公报》主动公开市政府规章13件（含新制定5件，修改4件，废止4件），主动公开市政府行政规范性文件42件，人事任免文件106件。",
        "",
    ),
    ("2022年，街道办事处通过街道党务政务公开栏等渠道发布各类信息100余条。", "disclosed.total=100~"),
    (
        "共接收政府信息公开申请0件，全年没有发生因政府信息公开申请行政复议和提起行政诉讼的情况。",
        "requests.received=0 review.total=0 suit.total=0",
    ),
    (
        "全年通过区政府信息公开网站共公开信息314条，其中，人员招录信息公开3条，财政预算、决算信息公开2条，环境保护信息公开20条。",
        "disclosed.website=314",
    ),
    ("全年新收政府信息公开申请数量0件，上年结转政府信息公开申请数量0件。", "requests.received=0"),
    (
        "通过区政府网、首善公众号、各级媒体等方式主动向社会公开政策文件、财政预决算、工作动态等信息1851条。",
        "disclosed.total=1851",
    ),
    (
        "街道通过政务信息公开专栏发布信息359条，通过微信公众号“人文街道”发布信息1088条。",
        "disclosed.website=359 disclosed.wechat=1088",
    ),
    (
        "街道共收到信息公开申请7件，上年度结转1件；予以公开3件，无法提供4件，结转下年继续办理1件。",
        "requests.received=7 requests.granted=3",
    ),
    ("2022年收到政府信息公开申请0件。", "requests.received=0"),
    ("其中，县住建局收到申请3件，县公安局收到政府信息公开申请4件。", ""),
    ("其中，本局收到政府信息公开申请4件。", "requests.received=4"),
    ("2022年，县教育局共收到政府信息公开申请4件。", "requests.received=4"),
    ("2022年街道办事处未接收到依申请公开，尚未发现应主动公开政府信息而未予公开的情况。", "requests.received=0"),
    (
        "我局2022年共主动公开政府信息175条，其中全文电子化率达100%。在主动公开的信息中，业务动态类信息175条，占总体的比例为100%。",
        "disclosed.total=175",
    ),
    ("我局2022年度未收到政府信息公开申请。", "requests.received=0"),
    ("2022年我局未收到政府信息公开申请，因此未产生依申请信息检索、复印、邮递等成本费用。", "requests.received=0"),
    ("2022年，未产生针对我局政府信息公开的行政复议与行政诉讼。", "review.total=0 suit.total=0"),
    ("2022年，我局共接受公民、法人及其他组织政府信息公开方面的咨询2070人次。", ""),
    ("2022年共受理依申请公开12件，按时办结12件，办结率100%。", "requests.received=12 requests.answered=12"),
    ("共办理依申请公开事项3件，均已按期答复。", "requests.received=3"),
    ("全年办理人大建议12件、政协提案20件，办结率100%。", ""),
    ("全年受理12345热线工单3200件，办结3190件。", ""),
    (
        "2022年，我局共收到政府信息公开申请15件，较上年增加3件，其中通过网络提交10件，信函5件。",
        "requests.received=15 requests.received.online=10 requests.received.mail=5",
    ),
    ("因政府信息公开被申请行政复议2起，被提起行政诉讼1起，结果均为维持。", "review.total=2 suit.total=1"),
    ("全年因政府信息公开引发行政复议案件3件、行政诉讼案件0件。", "review.total=3 suit.total=0"),
    ("2022年制发行政规范性文件5件，现行有效18件。", "normative_documents.issued=5"),
    ("组织开展政务公开业务培训2次，培训人员120人次。", "training.sessions=2"),
    ("政务微信公众号发布信息1280条，政务微博发布信息340条。", "disclosed.wechat=1280 disclosed.weibo=340"),
    ("全年累计公开各类政府信息1.2万条。", "disclosed.total=12000"),
    ("截至2022年12月31日，主动公开政府信息共计3562条。", "disclosed.total=3562"),
    ("行政许可公开1256条，行政处罚公开803条。", ""),
    ("2021年，我局主动公开政府信息200条。", ""),
    ("其中，予以公开6件，部分公开2件，不予公开1件，无法提供3件。", ""),
    (
        "全年共收到依申请公开政府信息申请12件，其中，予以公开6件，部分公开2件，不予公开1件，无法提供3件。",
        "requests.received=12 requests.granted=6 requests.denied=1",
    ),
    ("收到群众投诉举报政府信息公开方面0件。", "complaints.total=0"),
    (
        "本年度没有收到公民、法人或其他组织的政府信息公开申请，没有因政府信息公开引起的行政复议、行政诉讼。",
        "requests.received=0 review.total=0 suit.total=0",
    ),
    ("无行政复议、行政诉讼情况。", "review.total=0 suit.total=0"),
    ("各乡镇共主动公开政府信息5000条。", ""),
    ("我镇无依申请公开事项。", "requests.received=0"),
    ("回应公众关注热点或重大舆情5次，举办新闻发布会3场。", ""),
    ("通过其他方式公开政府信息26条。", ""),
    (
        "县政府门户网站主动公开政府信息2345条，微信公众号推送信息567条，微博发布123条。",
        "disclosed.website=2345 disclosed.wechat=567 disclosed.weibo=123",
    ),
    (
        "2022年度，我镇主动公开政府信息共156条，其中通过县政府门户网站公开120条、通过微信公众平台公开36条。",
        "disclosed.total=156 disclosed.website=120 disclosed.wechat=36",
    ),
    ("一是主动公开方面。全年在区门户网站发布政务动态类信息325篇。", ""),
    (
        "2022年，市司法局政府信息公开专栏共发布信息487条，局微信公众号发布信息1256篇。",
        "disclosed.website=487 disclosed.wechat=1256",
    ),
    ("全年在各类媒体发布新闻稿件356篇。", ""),
    (
        "2022年，共收到市民政府信息公开申请43件（其中自然人41件，法人或其他组织2件），上年结转2件，办结44件，结转下年1件。",
        "requests.received=43 requests.answered=44",
    ),
    (
        "本年度共受理政府信息公开申请16件，其中当面申请3件，网络申请8件，信函申请5件，均已按时答复。",
        "requests.received=16 requests.received.in_person=3 requests.received.online=8 requests.received.mail=5",
    ),
    ("在受理的申请中，同意公开的10件，不予公开的2件，信息不存在的4件。", "requests.granted=10 requests.denied=2"),
    ("全年发生行政复议5件，其中维持4件，驳回1件；发生行政诉讼3件，均胜诉。", "review.total=5 suit.total=3"),
    ("2022年我局政府信息公开工作未引起行政复议，未引起行政诉讼。", "review.total=0 suit.total=0"),
    ("未出现因政府信息公开引发的行政复议、行政诉讼和举报投诉情况。", "review.total=0 suit.total=0 complaints.total=0"),
    ("我局未收到人大代表建议和政协提案。", ""),
    ("没有发生收费情况。", ""),
    ("2022年主动公开政府信息1200余条，依申请公开政府信息3条。", "disclosed.total=1200~"),
    ("区政府网站全年更新信息3.5万余条。", "disclosed.website=35000~"),
    ("共发布政策解读45篇，回应群众关切12次。", ""),
    ("接受公民来电来访咨询120余人次。", ""),
    ("办理网上信访件56件。", ""),
    ("2022年，信访局共收到政府信息公开申请45件，均按时答复。", "requests.received=45"),
    ("全市各级行政机关共收到政府信息公开申请2356件。", "requests.received=2356"),
    ("2022年收到申请5件，同比下降50%，2021年收到申请10件。", "requests.received=5"),
    ("政府信息公开网站专栏访问量达12.5万人次。", ""),
    ("全年共召开政务公开工作推进会2次，举办政务公开培训班1期。", "training.sessions=1"),
    ("组织参加市级政务公开培训会3次。", "training.sessions=3"),
    ("我委没有被申请行政复议和被提起行政诉讼的情况。", "review.total=0 suit.total=0"),
    ("因政府信息公开申请行政复议0件、行政诉讼0件。", "review.total=0 suit.total=0"),
    (
        "全年受理信息公开申请0件，被申请行政复议0件，被提起行政诉讼0件。",
        "requests.received=0 review.total=0 suit.total=0",
    ),
    ("2022年，制定规范性文件3件，废止2件。", "normative_documents.issued=3"),
    (
        "通过“青禾发布”微信公众号公开信息860条，“青禾发布”微博公开信息230条，抖音号发布短视频60条。",
        "disclosed.wechat=860 disclosed.weibo=230",
    ),
    (
        "全年通过政府网站公开信息865条；其中概况类信息更新量12条，政务动态更新量380条，信息公开目录更新量473条。",
        "disclosed.website=865",
    ),
    ("政务微博发布信息456条，关注量12000人，政务微信订阅数3400，信息发布量789条。", "disclosed.weibo=456"),
    ("2022年度全区共受理依申请公开158件，其中本级32件。", "requests.received=158"),
    ("截止2022年12月31日我局通过官方网站发布政务类信息34条，概况类信息150条。", ""),
    (
        "2022年，我局认真梳理，主动在门户网站公开政府信息50条。在主动公开的信息中，政策法规类的信息4条，业务工作类的信息10条，统计数据信息6条。",
        "disclosed.website=50",
    ),
    (
        "2022年，我办全年未收到行政许可申请；全年未接到信息公开申请；各栏目共刊发文稿、通知、公告、公示等44篇。",
        "requests.received=0",
    ),
    (
        "本年度在政府网站主动公开信息12条次，未收到过公开申请，未发生由政府信息公开引发的举报、投诉、行政复议和行政诉讼等。",
        "disclosed.website=12 requests.received=0 complaints.total=0 review.total=0 suit.total=0",
    ),
    (
        "我局通过公示栏、本单位门户网站、报纸、微信等载体，主动公开政府信息2100多条，接待媒体采访70余批次。",
        "disclosed.total=2100~",
    ),
    ("2022年，我局接到12项依申请公开政府信息申请，均在规定的时限内作出答复。", "requests.received=12"),
    ("全年收到3件政府信息公开申请。", "requests.received=3"),
    ("2022年我局没有复议、行政诉讼及申诉。", "review.total=0 suit.total=0"),
    (
        "全市各级政府部门累计更新信息公开目录信息77096条，解读信息977条；全市政府系统政务微信公众号发布信息47410条、订阅量达到5664865，政务微博公众号发布信息48264条、关注量达到1382025。",
        "disclosed.wechat=47410 disclosed.weibo=48264",
    ),
    (
        "全年通过政府网站主动公开年度财政预决算、义务教育学校招生入学政策、重要政策解读等群众关心关注的信息共计86条。",
        "disclosed.website=86",
    ),
    (
        "“青禾教育”微信公众号发布稿件533条，“青禾教育”抖音公众号发布稿件165条，有效拓展了信息公开渠道。",
        "disclosed.wechat=533",
    ),
    (
        "全年共收到政府信息公开申请1件，已按规定时限和程序办结，未发生因信息公开申请引发的行政复议或行政诉讼。",
        "requests.received=1 review.total=0 suit.total=0",
    ),
    ("2022年，共办理政府12345热线47件，已全部办结，回复率和满意率均达100%。", ""),
    # what is counted, by clause: totals and parts, channels, routes, outcomes
    ("2022年，我局主动公开政府信息２２０条。", "disclosed.total=220"),
    ("自2008年以来累计主动公开政府信息3560条。", ""),
    ("截至2022年底，累计主动公开政府信息3560条，其中2022年新增220条。", "disclosed.total=220"),
    ("全年共收到政府信息公开申请三件，均已答复。", "requests.received=3"),
    ("组织开展政务公开业务培训两次。", "training.sessions=2"),
    ("全年举办政府信息公开专题培训班1期，培训60人次。", "training.sessions=1"),
    ("2022年共收到政府信息公开申请12 件，比上年增加3件，增长33.3%。", "requests.received=12"),
    ("收到申请0件。", "requests.received=0"),
    ("全年受理群众咨询320件，办结320件。", ""),
    (
        "政府信息公开申请办理情况：本年新收12件，上年结转2件，答复13件，结转下年度1件。",
        "requests.received=12 requests.answered=13",
    ),
    (
        "2022年，本机关新收政府信息公开申请36件，上年结转政府信息公开申请2件，共办理38件。其中予以公开10件、部分公开5件、不予公开3件、无法提供15件、不予处理2件、其他处理3件。",
        "requests.received=36 requests.granted=10 requests.denied=3",
    ),
    (
        "2022年，共收到依申请公开35件，其中自然人申请30件，法人申请5件；予以公开20件，占57%。",
        "requests.received=35 requests.granted=20",
    ),
    ("因政府信息公开引起的行政复议0件、行政诉讼0件。", "review.total=0 suit.total=0"),
    (
        "全年因政府信息公开被申请行政复议3件，其中维持2件，纠正1件；行政诉讼2件（其中复议后起诉1件）。",
        "review.total=3 suit.total=2",
    ),
    ("全年行政复议和行政诉讼均未发生。", "review.total=0 suit.total=0"),
    ("未收到政府信息公开申请、行政复议和行政诉讼。", "review.total=0 suit.total=0 requests.received=0"),
    (
        "2022年收到网上申请12件，信函申请3件，当面申请1件，传真申请0件。",
        "requests.received.online=12 requests.received.mail=3 requests.received.in_person=1 requests.received.fax=0",
    ),
    (
        "（三）申请情况。2022年，全市各级行政机关共收到政府信息公开申请3527件，其中当面申请258件、传真申请12件、网络申请2670件、信函申请587件。",
        "requests.received=3527 requests.received.in_person=258 requests.received.fax=12 "
        "requests.received.online=2670 requests.received.mail=587",
    ),
    ("全市共办结申请3400件，其中按时办结数3350件，延期办结数50件。", "requests.answered=3400"),
    (
        "在已办结的申请中，属于已主动公开范围数120件，同意公开答复数1900件，同意部分公开答复数120件，不同意公开答复数30件，不属于本行政机关公开数200件，申请信息不存在数300件，告知作出更改补充数20件，告知通过其他途径办理数50件。",
        "requests.granted=1900 requests.denied=30",
    ),
    (
        "全市因政府信息公开申请行政复议52件，提起行政诉讼34件，举报投诉8件。",
        "review.total=52 suit.total=34 complaints.total=8",
    ),
    (
        "全市共组织召开政府信息公开工作会议或专题会议46次，举办各类培训班38次，接受培训人员3250人次。",
        "training.sessions=38",
    ),
    ("全市制发规范性文件23件，主动公开规范性文件23件，公开率100%。", "normative_documents.issued=23"),
    ("2022年我局共发布微信685条、微博1123条，阅读量达120万次。", "disclosed.wechat=685 disclosed.weibo=1123"),
    ("“青禾发布”微信公众号推送图文信息1286篇，粉丝12万。", "disclosed.wechat=1286"),
    ("通过政务微信、微博发布信息2300条。", ""),
    (
        "县政府门户网站发布信息8650条，县政府微信公众号发布信息1230条，抖音发布短视频210条。",
        "disclosed.website=8650 disclosed.wechat=1230",
    ),
    ("全县32个部门共主动公开政府信息8650条。", "disclosed.total=8650"),
    ("各乡镇（街道）主动公开政府信息1230条，县直部门主动公开5600条。", ""),
    ("其中，县政府办公室公开信息230条，各部门公开信息1200条。", ""),
    ("全年主动公开政府信息1,256条。", "disclosed.total=1256"),
    ("全年主动公开政府信息约3.5千条。", "disclosed.total=3500~"),
    ("未制发行政规范性文件。", "normative_documents.issued=0"),
    ("无因政府信息公开引发的举报投诉。", "complaints.total=0"),
    ("全年共接到市民投诉举报56件，均已办结。", ""),
    ("全年依法受理行政复议案件56件，审结50件。", ""),
    ("办理行政应诉案件12件。", ""),
    ("未发生因政府信息公开收费引发的投诉。", ""),
    ("全年没有向申请人收取任何费用，也没有发生复议诉讼。", "review.total=0 suit.total=0"),
    ("共办理依申请公开12件（含上年结转2件），均已办结。", "requests.received=12"),
    (
        "今年以来，我镇共公开政务信息320条，其中政府网站公开230条，公示栏公开60条，微信公开30条。",
        "disclosed.total=320 disclosed.website=230 disclosed.wechat=30",
    ),
    ("回应公众关注热点或重大舆情数5次。", ""),
    ("2022年，镇政府在县政府门户网站公开政策文件12件，机构信息3条，工作动态56条，总计71条。", ""),
    ("全年通过门户网站信息公开专栏公开信息共计312条。", "disclosed.website=312"),
    ("上年度收到申请5件，本年度收到申请8件。", "requests.received=8"),
    ("2021年收到5件，2022年收到8件政府信息公开申请。", "requests.received=8"),
    ("收到公民、法人和其他组织提交的政府信息公开申请共计26件。", "requests.received=26"),
    ("本年度，通过电子邮件收到申请3件，通过邮寄收到申请2件。", "requests.received.online=3 requests.received.mail=2"),
    ("共受理申请8件，全部为网络申请。", "requests.received=8"),
    ("我局未收到依申请公开政府信息的申请，无行政复议和行政诉讼。", "requests.received=0 review.total=0 suit.total=0"),
    ("全年公开年度部门预算1条、决算1条。", ""),
    ("行政许可信息公开230条，行政处罚信息公开56条。", ""),
    ("发布解读材料23篇，其中图解12篇。", ""),
    ("依申请公开方面，全年办理3件。", "requests.received=3"),
    ("全年办理依申请公开答复16件。", "requests.received=16"),
    ("按照《条例》第二十条规定，主动公开政府信息96条。", "disclosed.total=96"),
    ("网站独立访问量12万人次，发布信息560条。", "disclosed.website=560"),
    ("参加上级组织的政务公开培训3次，开展内部培训2次。", "training.sessions=3 training.sessions=2"),
    ("本单位全年未举办政务公开培训。", ""),
    (
        "我局全年共发布政务信息1020条，其中在市政府网站发布312条，在局微信公众号发布520条，在“学习强国”发布188条。",
        "disclosed.total=1020 disclosed.website=312 disclosed.wechat=520",
    ),
    ("2022年门户网站共发布信息1200条，较2021年增加200条。", "disclosed.website=1200"),
    ("2022年受理申请同比2021年的12件减少3件，为9件。", ""),
    ("本年度共受理信息公开申请15宗，其中14宗已答复，1宗正在办理。", "requests.received=15 requests.answered=14"),
    ("本年度共收到信息公开申请15件，已答复14件，1件结转下年度办理。", "requests.received=15 requests.answered=14"),
    (
        "本年度收到依申请公开件5件，均按时予以答复，其中公开2件，不公开1件，信息不存在2件。",
        "requests.received=5 requests.granted=2 requests.denied=1",
    ),
    ("2022年共主动公开政府信息数为325条。", "disclosed.total=325"),
    ("行政复议数0件，行政诉讼数0件，行政申诉数0件。", "review.total=0 suit.total=0"),
    ("收到信息公开申请数：12件。", "requests.received=12"),
    ("主动公开信息：全年共325条。", "disclosed.total=325"),
    ("组织开展政务公开业务培训两次。", "training.sessions=2"),
    (
        "本机关2022年度共受理政府信息公开申请25件，其中当面申请3件，以传真形式申请1件，通过互联网提交申请12件，以信函形式申请9件。",
        "requests.received=25 requests.received.in_person=3 requests.received.fax=1 "
        "requests.received.online=12 requests.received.mail=9",
    ),
    (
        "在已经答复的24件申请中，“同意公开”的12件，“同意部分公开”的2件，“非政府信息、政府信息不存在、非本机关政府信息”的5件，“不予公开”的3件。",
        "requests.granted=12 requests.denied=3",
    ),
    (
        "2022年度发生针对本部门有关政府信息公开事务的行政复议案2件，行政诉讼案1件，有关的申诉案0件。",
        "review.total=2 suit.total=1",
    ),
    (
        "共接受公民、法人及其他组织政府信息公开方面的咨询2070人次，其中现场咨询30人次，电话咨询1200人次，网上咨询840人次。",
        "",
    ),
    ("截至2022年底，累计受理申请120件，其中2022年受理25件。", "requests.received=25"),
    ("主动公开政府信息1233条，其中全文电子化的主动公开信息1200条，新增的行政规范性文件5条。", "disclosed.total=1233"),
    ("在政府网站上公开1233条，在政府公报公开120条。", "disclosed.website=1233"),
    ("三是加强政务微博建设，共发布微博1200余条。", "disclosed.weibo=1200~"),
    ("申请人对答复不满意，提起行政复议1件。", "review.total=1"),
    ("对政府信息公开申请的答复提起行政复议的案件4件，其中维持3件。", "review.total=4"),
    (
        "2022年，我部共收到政府信息公开申请1,532件，办结1,498件（含上年结转25件）。",
        "requests.received=1532 requests.answered=1498",
    ),
    (
        "共收到政府信息公开申请12份，其中网络申请10份，邮寄申请2份。",
        "requests.received=12 requests.received.online=10 requests.received.mail=2",
    ),
    ("发布政策法规类信息25条。", ""),
    (
        "全年共收到政府信息公开申请38件，已全部办结，其中，予以公开12件，不予公开2件，本机关不掌握10件，补正后申请内容不明确4件，咨询类10件。",
        "requests.received=38 requests.granted=12 requests.denied=2",
    ),
    ("本年度受理信息公开申请1件，为当面申请，已按时答复。", "requests.received=1"),
    (
        "2022年，受理政府信息公开申请45件（含上年结转3件），已办结43件，结转下年2件。",
        "requests.received=45 requests.answered=43",
    ),
    ("2022年度，全局共收到依申请公开事项12项，答复12项。", "requests.received=12 requests.answered=12"),
    ("全年政府信息公开申请量为26件。", "requests.received=26"),
    ("2022年度政府信息公开申请总数26件，办结26件。", "requests.received=26 requests.answered=26"),
    ("因信息公开引发行政复议4件（撤回2件，维持2件），行政诉讼1件（败诉0件）。", "review.total=4 suit.total=1"),
    ("未发生行政复议，发生行政诉讼1件。", "review.total=0 suit.total=1"),
    ("2022年，被提起行政复议2件、被提起行政诉讼0件。", "review.total=2 suit.total=0"),
    ("2022年，针对我局政府信息公开的行政复议0件，行政诉讼案件3件，均未败诉。", "review.total=0 suit.total=3"),
    ("行政复议2件，结果维持；行政诉讼1件，尚未审结。", "review.total=2 suit.total=1"),
    ("2022年本机关行政复议被申请人案件2件。", ""),
    ("2022年，市本级共制定政府规章2件、行政规范性文件12件。", "normative_documents.issued=12"),
    ("全年出台规范性文件6件，废止3件，现行有效26件。", "normative_documents.issued=6"),
    ("全年审核规范性文件15件，备案8件。", ""),
    ("2022年共公开规范性文件9件，政策解读9件。", ""),
    ("全年召开政务公开工作会议2次，组织业务培训3次。", "training.sessions=3"),
    ("邀请专家开展政务公开专题讲座1次、培训2场次。", "training.sessions=2"),
    ("共编发政务信息简报20期，上报信息120条，被采用56条。", ""),
    ("在人民网、新华网等媒体发布稿件120篇。", ""),
    ("全年向市政府网站报送信息320条，被采用120条。", ""),
    ("全年在政府网站更新信息1200余条，在微信公众号推送信息560余条。", "disclosed.website=1200~ disclosed.wechat=560~"),
    ("微信公众号关注人数12000人，全年推送信息320条。", "disclosed.wechat=320"),
    ("截至目前，微信公众号共发布文章560篇。", "disclosed.wechat=560"),
    ("政务微信公众号累计发布原创文章230篇，转发560篇。", "disclosed.wechat=230"),
    ("全年开展在线访谈4期，发布新闻320条。", ""),
    ("通过政务服务网办理许可事项560件。", ""),
    (
        "我局2022年主动公开政府信息312条（其中网站公开210条，微信公开102条）。",
        "disclosed.total=312 disclosed.website=210 disclosed.wechat=102",
    ),
    (
        "2022年公开政府信息：政府网站320条，微信公众号120条，微博56条，其他方式20条。",
        "disclosed.website=320 disclosed.wechat=120 disclosed.weibo=56",
    ),
    (
        "不同渠道和方式公开政府信息的情况：政府网站公开政府信息数320条，政务微博公开政府信息数20条，政务微信公开政府信息数120条，其他方式公开政府信息数12条。",
        "disclosed.website=320 disclosed.weibo=20 disclosed.wechat=120",
    ),
    ("全年主动公开政府信息数（不同渠道和方式公开相同信息计1条）512条。", "disclosed.total=512"),
    ("主动公开政府信息512条。制发规范性文件总数5件。", "disclosed.total=512 normative_documents.issued=5"),
    ("重点领域公开政府信息数（不同渠道和方式公开相同信息计1条）120条。", ""),
    ("其中：主动公开财政预算决算、“三公经费”和行政经费信息数20条，保障性安居工程建设计划信息数5条。", ""),
    ("2022年上半年公开信息120条，下半年公开信息130条。", ""),
    ("1月至12月主动公开信息230条。", "disclosed.total=230"),
    ("新增公开信息20条。", "disclosed.total=20"),
    ("全区累计公开政府信息23万条，新增公开2.3万条。", "disclosed.total=23000"),
    ("每月公开信息不少于5条。", ""),
    ("建立公开制度3项，主动公开事项12项。", ""),
    ("公开权责清单312项。", ""),
    ("收到依申请公开0件，办结0件。", "requests.received=0 requests.answered=0"),
    ("本年度未新收政府信息公开申请。", "requests.received=0"),
    ("全年没有收到书面申请公开政府信息的情况。", "requests.received=0"),
    (
        "2022年未接到任何政府信息公开申请，亦未发生政府信息公开行政复议和行政诉讼。",
        "requests.received=0 review.total=0 suit.total=0",
    ),
    ("全年信息公开申请为零。", "requests.received=0"),
    ("依申请公开：无。", "requests.received=0"),
    ("申请公开政府信息的数量：0件；行政复议、诉讼：无。", "requests.received=0 review.total=0 suit.total=0"),
    ("“青禾发布”微信公众号关注用户超66万人，全年发布信息1200余条。", "disclosed.wechat=1200~"),
    ("平均每日发布信息2篇，每个部门公开信息不少于5条。", ""),
    ("3个工作日内答复23件，占47%；4至10个工作日内答复20件，占41%。", ""),
    ("在大众网、华龙网等媒体发布稿件25篇。", ""),
    ("全年重点领域信息公开218条，其中营商环境信息27条。", ""),
    ("全年共制作政府信息3021条，其中主动公开1027条，依申请公开459条，不予公开1535条。", "disclosed.total=1027"),
    ("局网站推送各类报道、信息231条，共接到网站留言66条。", "disclosed.website=231"),
    ("无上年度结转，无申请件结转到下一年度。", ""),
    ("未发生与行政复议、行政诉讼有关的费用支出。", ""),
    ("不予公开政府信息的数量：无；因政府信息公开申请行政复议、提起行政诉讼的情况：无。", "review.total=0 suit.total=0"),
    ("按照《2021年政务公开工作要点》要求主动公开政府信息96条。", "disclosed.total=96"),
    ("“青禾发布”微信公众号推送120条，“青禾发布”抖音号发布30条。", "disclosed.wechat=120"),
    ("2003年至2022年累计主动公开政府信息236条。", ""),
    (
        "全年发布网站信息674条、微博1506条、微信公众号246条。",
        "disclosed.website=674 disclosed.weibo=1506 disclosed.wechat=246",
    ),
    ("无当面申请件。", "requests.received.in_person=0"),
    ("未收到通过信函、网络等方式提出的申请。", "requests.received=0"),
    ("办理人大代表建议4件、政协提案8件（主动公开9件）。", ""),
    ("政府信息公开申请数量为0条，收到行政复议、行政诉讼为0条。", "requests.received=0 review.total=0 suit.total=0"),
    ("全年按时办理3件依申请公开。", "requests.received=3"),
    ("网站全年政策解读稿件发布2篇，民意征集调查4期。", ""),
    ("网站全年通知、公告等稿件发布20篇。", "disclosed.website=20"),
    ("我局主动公开信息625条，依申请公开6件。", "disclosed.total=625 requests.received=6"),
    ("我局主动公开信息625条，依申请公开6条。", "disclosed.total=625"),
    ("“青禾气象”微信公众号发布天气预报信息147条。", "disclosed.wechat=147"),
    ("在政府网站主动公布低保对象信息2309条，主动公开海关政府信息634条。", "disclosed.total=634"),
    ("“财政资金”栏目发布信息32条。", ""),
    # whatever is listed before 各类, and the agency's field
    (
        "通过微信公众号公开惠民政策文件、工作动态各类信息297条，通过县政府网站公开各类工作信息376条。",
        "disclosed.wechat=297 disclosed.website=376",
    ),
    (
        "县政府网站主动公开交通行业信息112条，微信公众号发布交通信息300余条。",
        "disclosed.website=112 disclosed.wechat=300~",
    ),
    ("县政府网站发布信息530条。网站发布救助对象信息2300条。", "disclosed.website=530"),
    ("全年通过多种信息公开平台新增或变更政府信息397条。", "disclosed.total=397"),
    # a platform beside the site, a sum of channels, the press, another body
    ("通过政府信息公开平台公开信息93条，政府网站公开信息508条。", "disclosed.website=508"),
    (
        "通过县政府网站公开信息252条；公众号推送信息77条，全年共计公开政务信息329条。",
        "disclosed.website=252 disclosed.wechat=77 disclosed.total=329",
    ),
    ("在省报、电视台等市级以上媒体、网站上发稿45篇。", ""),
    ("县发改局共主动公开政府信息133条，县物价局主动公开政府信息1220条。", "disclosed.total=133"),
    ("利用微信公众号等多种途径，广泛公开信息，方便群众，2022年主动公开政务信息150条。", "disclosed.total=150"),
    ("累计公开各类政府信息215条；其中，业务类信息主动公开210条。", "disclosed.total=215"),
    ("回应群众咨询、投诉等565条，公开政府信息120条。", "disclosed.total=120"),
    # what stands behind the figure
    (
        "共收到政府信息公开申请3件，其中2件为网上申请，1件为到局里现场申请。",
        "requests.received=3 requests.received.online=2 requests.received.in_person=1",
    ),
    (
        "共收到政府信息公开申请8件，其中通过门户网站平台在线提交申请7件。",
        "requests.received=8 requests.received.online=7",
    ),
    (
        "收到政府信息公开申请21件，其中18件依法依规办理答复，2件按时序办理。",
        "requests.received=21 requests.answered=18",
    ),
    ("收到政府信息公开申请21件，其中18件按时答复，3件延期答复。", "requests.received=21"),
    ("共收到政府信息公开申请4件，无不予公开情况。", "requests.received=4 requests.denied=0"),
    ("本年度没有依申请公开和不予公开的政府信息。", "requests.received=0"),
    ("未制定发布、废止行政规范性文件。", "normative_documents.issued=0"),
    ("未发布规范性文件清理结果。", ""),
    ("2022年共发布300条主动公开信息。", "disclosed.total=300"),
    ("公众号全年发布260期，共计1120条信息。", "disclosed.wechat=1120"),
    ("依托县政府门户网站集中公开48项信息共8989条。", "disclosed.website=8989"),
    ("微信公众号推送信息52次，发布解读30条。", ""),
    (
        "共收到12件政府信息公开申请，10件来自网络，2件来自信函。",
        "requests.received=12 requests.received.online=10 requests.received.mail=2",
    ),
    (
        "收到政府信息公开申请32件，行政复议、行政诉讼情况见第四部分。从申请方式看，网络申请24件，占75%；信函申请8件，占25%。",
        "requests.received=32 requests.received.online=24 requests.received.mail=8",
    ),
    ("通过官网、政务新媒体等平台，主动公开各类信息。2022年，累计公开信息6条。", "disclosed.total=6"),
    ("充分发挥官网作用，主动公开各类信息。2022年，累计公开信息6条。", ""),
    ("不存在信息公开工作被申请行政复议或提起行政诉讼的情况。", "review.total=0 suit.total=0"),
    ("在网站开设了活动专栏，策划了主题活动，制定了方案，明确了部门，累计向社会推送信息40余条。", ""),
    ("县局收到政府信息公开申请45件，下属中心收到申请8件，质监站收到3件。", "requests.received=45"),
    ("2021年12月至2022年12月，收到政府信息公开申请52件。", ""),
    ("收到县政府转办的依申请公开件12件，直接收到申请33件。", "requests.received=33"),
    ("通过区政府网站公开政府信息20条内容涉及公告公示、政策文件。", "disclosed.website=20"),
    ("全年在新媒体微信公众号推送信息378条。", "disclosed.wechat=378"),
    ("全县各级各部门主动公开政府信息共计14189条。", "disclosed.total=14189"),
    ("县直各部门主动公开政府信息共计1189条。", ""),
    ("清理规范性文件9件，保留4件，新制发1件，现行有效5件。", "normative_documents.issued=1"),
    (
        "收到政府信息公开申请4件，2件为网络申请，2件为信件申请，3件已按照相关要求进行书面回复。",
        "requests.received=4 requests.received.online=2 requests.received.mail=2 requests.answered=3",
    ),
    ("收到政府信息公开申请3件，1件不属于我局职责，另2件均进行了回复。", "requests.received=3"),
    ("全年未发生一起因政府信息公开引起的行政复议、行政诉讼案件。", "review.total=0 suit.total=0"),
    ("2022年度无1件因政府信息公开引起的行政诉讼。", "suit.total=0"),
    ("因政府信息公开引起的行政复议、行政诉讼各1件。", "review.total=1 suit.total=1"),
    (
        "县政府被申请行政复议21件，其中涉及政府信息公开4件；被提起行政诉讼9件，其中涉及政府信息公开2件。",
        "review.total=4 suit.total=2",
    ),
    ("共收到政府信息公开申请25件，经审查受理22件，不予受理3件。", "requests.received=25"),
    ("政府信息公开申请的数量为0，行政复议数量为0。", "requests.received=0 review.total=0"),
    ("通过政府网站、微信公众号、报纸分别公开信息320条、210条、15条。", ""),
    ("我局网站累计发布信息12万余条，2022年发布4300余条。", "disclosed.website=4300~"),
    ("办结政府信息公开申请9件，其中予以部份公开1件。", "requests.answered=9"),
    ("微博、微信公众号关注量达269万，全年发布信息1.3万条。", ""),
    ("9月份开通青禾区公众号，发布信息64条。", "disclosed.wechat=64"),
    ("微信公众号发布转载信息302条，发表原创稿件157篇。", ""),
    ("微信公众号开通至今，累计发布图文信息508条。", ""),
    ("通过微博、微信、头条等政务新媒体主动公开信息2985条。", ""),
    ("通过经济日报、法治网、青禾客户端等媒体发布信息59篇。", ""),
    ("通过“四好”等8项专题，发布通知公告、政策解读等信息1423条。", ""),
    ("通过大屏幕、宣传单公开信息36条。", ""),
    ("全年公开财政预决算等信息31条。", ""),
    ("门户网站发布各类信息8118篇，其中公开平台发布信息545篇。", "disclosed.website=8118"),
    ("发布解读信息108条，其中网站发布89篇。", ""),
    ("网站公开信息30条，公开栏等渠道公开信息25条。", "disclosed.website=30"),
    ("微信公众号推送52次269条。", "disclosed.wechat=269"),
    ("在县政府网站累计公开政府信息846条，其中本年度公开214条。", ""),
    ("共办理依申请公开事项23件，其中网上申请22件，书面申请1件。", "requests.received=23 requests.received.online=22"),
    ("收到申请7件，其中自然人6件，已通过网站对外公开1件。", "requests.received=7"),
    ("收到有关政府信息公开的行政复议申请2件。", "review.total=2"),
    ("这3起申请均未发生行政复议、行政诉讼的情况。", "review.total=0 suit.total=0"),
    ("收到公开信箱来信144件，其中电话投诉56件。", ""),
    ("与2021年相比数量持平，年内未发生因政府信息公开引发的行政复议。", "review.total=0"),
    ("县政府主动公开政府信息2367条，镇（区）主动公开政府信息2064条。", "disclosed.total=2367"),
    ("2022年共发布政府信息435条，1月发布政府信息7条。", "disclosed.total=435"),
    ("接到依申请公开事项3项，未产生依申请公开案例。", "requests.received=3"),
    ("未收到书面申请，收到网上申请2件，已答复。", "requests.received.online=2"),
    ("坚持以公开为常态、不公开为例外，全年公开各类信息4800条。", "disclosed.total=4800"),
    ("历年累计主动公开信息210条，其中2022年度55条。", "disclosed.total=55"),
    ("收到申请12件，其中10件已完成答复，剩余2件结转下年度。", "requests.received=12 requests.answered=10"),
    ("通过门户网站办理申请3件、纸质申请36件，顺延至下一年答复2件。", "requests.received.online=3"),
    ("2022年度假区公开信息30条。", "disclosed.total=30"),
    ("做优做强微信公众号，公众号粉丝数达31万；累计发布信息416条。", ""),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_claims(sentence: str, expected: str) -> None:
    found = find_claims([Line(sentence, 0, number=1)], 2022, ())
    assert {f"{c.indicator}={c.value}{'~' if c.approximate else ''}" for c in found} == set(expected.split())


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
        ("共办理政府信息公开申请12件（含上年结转2件）。", "with_carried_in"),
        ("共受理政府信息公开申请12件，其中上年结转2件。", "with_carried_in"),
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
