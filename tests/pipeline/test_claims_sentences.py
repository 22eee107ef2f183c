"""Whole sentences of leads and summaries → claims: a table of what each states, and nothing else.

The sentences are made up; their constructions are those of real reports. Reports are of 2022.
"""

import pytest

from pipeline.claims import find_claims
from pipeline.documents.document import Line

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
    ("2022年，全县各乡镇收到政府信息公开申请289件，办结276件。", ""),
    (
        "各街道收到申请30件，答复28件，本机关收到政府信息公开申请12件，答复11件。",
        "requests.received=12 requests.answered=11",
    ),
    ("全县各部门收到政府信息公开申请289件，办结276件。", "requests.received=289 requests.answered=276"),
    ("收到自然人申请7件、商业企业申请2件、科研机构0件。", ""),
    ("收到自然人政府信息公开申请7件。", "requests.received=7"),
    ("个人申请30件，单位申请15件。", ""),
    ("依申请公开47件办结。", "requests.answered=47"),
    ("依申请公开47件，办结45件。", "requests.received=47 requests.answered=45"),
    ("按照一事一表原则拆分申请1件，合并答复3件。", ""),
    ("“十三五”以来，本机关累计受理信息公开申请563件。", ""),
    ("直接起诉的8件中维持2件；经复议后起诉的12件中维持2件。", ""),
    ("行政诉讼5件中，一审4件、二审1件；另有作为共同被告应诉的案件2件。", "suit.total=5"),
    ("此外，全年办理其他行政复议案件35件（不涉及政府信息公开），行政应诉案件12件。", ""),
    ("其中，县住建局收到申请3件，县公安局收到政府信息公开申请4件。", ""),
    ("去年，行政复议3件，行政诉讼2件。", ""),
    ("涉政府信息公开行政复议、行政诉讼分别为3件、4件。", "review.total=3 suit.total=4"),
    ("政府信息公开行政诉讼和行政复议案件分别为3件和4件。", "suit.total=3 review.total=4"),
    ("行政复议、行政诉讼案件分别增加3件、4件。", ""),
    ("行政复议方面，全年共发生3起；行政诉讼方面，2022年发生4起。", "review.total=3 suit.total=4"),
    ("行政复议、行政诉讼方面，全年共发生7起。", ""),
    ("因政府信息公开引起的行政复议，共3件。", "review.total=3"),
    ("办理行政复议，共12件。", ""),
    ("上年度收到政府信息公开申请38件，答复36件。", ""),
    ("上年结转3件，全年答复政府信息公开申请36件。", "requests.answered=36"),
    ("上年度收到政府信息公开申请38件，本年度收到41件。", "requests.received=41"),
    ("代理应诉行政诉讼案件21件。", ""),
    ("全市法院受理涉及政府信息公开行政诉讼9件。", ""),
    ("受理公租房申请45件，低保申请12件。", ""),
    ("全年收到各类申请5件。", "requests.received=5"),
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
    ("共办理依申请公开事项3件，均已按期答复。", "requests.received=3 requests.answered=3"),
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
        "requests.received=16 requests.received.in_person=3 requests.received.online=8 requests.received.mail=5"
        " requests.answered=16",
    ),
    ("收到政府信息公开申请12件，上年结转2件，均已答复。", "requests.received=12"),
    ("收到政府信息公开申请12件，均已按期答复或正在办理。", "requests.received=12"),
    ("收到政府信息公开申请12件，均已答复，共办结申请14件。", "requests.received=12 requests.answered=14"),
    ("通过本部门网站公开各类信息966，发布政策解读6项。", "disclosed.website=966"),
    ("通过本部门网站公开各类信息12,966，发布政策解读6项。", ""),
    ("经行政复议后提起诉讼9件，直接起诉19件，政府信息公开诉讼共28件。", "suit.total=28"),
    ("各乡镇收到申请356件，办结350件。", ""),
    ("收到个人申请3件、单位申请5件。", ""),
    ("新收申请中，个人申请3件，单位申请5件。", ""),
    ("依申请公开47件办结。", "requests.answered=47"),
    ("制作依申请公开信息95条，收到申请6例，均依法办理。", "requests.received=6"),
    ("不断提高网上服务水平，全年新增公开政府信息43条，网站点击次数10176次。", "disclosed.total=43"),
    (
        "我局通过门户网站公布政府信息36条，通过“青禾发布”微信公众号公布动态信息27条，共主动公开政府信息63条。",
        "disclosed.website=36 disclosed.wechat=27 disclosed.total=63",
    ),
    (
        "我局主动公开政府信息120条，其中局门户网站发布80条，微信公众号发布25条，其他方式公开15条。",
        "disclosed.total=120 disclosed.website=80 disclosed.wechat=25",
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
    ("2022年，信访局共收到政府信息公开申请45件，均按时答复。", "requests.received=45 requests.answered=45"),
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
    # documents that exist, and what is kept back of information
    ("组织对本单位制发的13件规范性文件进行全面清理，修订8件。", ""),
    ("全年制发了3件规范性文件，均已备案。", "normative_documents.issued=3"),
    ("没有依申请公开信息的情况。不予公开信息有10条，主要是人事信息。", "requests.received=0"),
    ("收到信息公开申请12条，不予公开信息2条。", "requests.received=12 requests.denied=2"),
    # requests dealt with, and none beside information
    ("网站更新信息117条，处理依申请公开15条，接听咨询电话257人次。", "disclosed.website=117 requests.received=15"),
    ("收到申请9件，已处理8件。", "requests.received=9 requests.answered=8"),
    (
        "网站发布信息217条，其中主动公开文件54条，依申请公开0件，移交文件29份。",
        "disclosed.website=217 requests.received=0",
    ),
    # of requests, whatever words stand between; of none of any matter
    ("2022年，本中心收到依申请需要公开的信息0件。", "requests.received=0"),
    (
        "收到申请4件，已办结4件；收到行政复议0件，行政诉讼0件。",
        "requests.received=4 requests.answered=4 review.total=0 suit.total=0",
    ),
    ("收到政府信息公开申请0条，对申请的答复总数0条。", "requests.received=0 requests.answered=0"),
    # other matters of an agency, beside requests
    ("全年办理政务服务事项12000件，其中网上申请11000件。", ""),
    ("全年收到各类申请2300件，其中政府信息公开申请3件。", ""),
    ("未收到政府信息公开申请。全年共受理案件36件，办结35件。", "requests.received=0"),
    ("全年收到建议提案12件，其中依申请公开2件，主动公开10件。", ""),
    ("收到申请5件。配合市政府办公室答复依申请公开3件。", "requests.received=5"),
    ("收到申请23件，延期答复申请3件，按时答复申请20件。", "requests.received=23"),
    ("市司法局共收到行政复议申请120件，审结98件。", ""),
    ("因政府信息公开收到行政复议申请2件。", "review.total=2"),
    # none by several ways is none; letters and what was handed in
    ("全年未接到当面申请、网站提交、信函等形式的政府信息公开申请。", "requests.received=0"),
    ("未接到当面申请。", "requests.received.in_person=0"),
    (
        "受理政府信息公开申请6件，其中以信函形式申请4件，当面递交2件。",
        "requests.received=6 requests.received.mail=4 requests.received.in_person=2",
    ),
    ("2022年，我局未共收到依申请公开申请。", "requests.received=0"),
    ("收到书面申请3件、网上申请5件。", "requests.received.online=5"),
    # other matters that came the same way, and disputes of all matters
    ("受理信息公开申请95件。并对群众在门户网站提出的327条业务咨询作出了回复。", "requests.received=95"),
    ("收到政府信息公开申请5件。通过网站受理各类申请事项230件。", "requests.received=5"),
    ("收到政府信息公开申请5件，其中网络申请6件。", "requests.received=5 requests.received.online=6"),
    ("共发生行政复议2起、行政诉讼1起，其中因信息公开引发的0起。", "suit.total=0"),
    ("未发生信息公开行政诉讼，发生行政复议3件（非信息公开类）。", "suit.total=0"),
    # what became of them, and how; two verbs with one figure
    (
        "收到政府信息公开申请9件，办结9件。其中8件按申请事项全部予以公开，1件公开部分内容。",
        "requests.received=9 requests.answered=9 requests.granted=8",
    ),
    (
        "收到政府信息公开申请9件。其中2件经审查依法不予公开。",
        "requests.received=9 requests.denied=2",
    ),
    ("全年共收到并答复依申请公开12件。", "requests.received=12 requests.answered=12"),
    ("全年共收到申请12件，按期答复。", "requests.received=12"),
    ("全年共受理申请67件。已答复67件，占全部申请的100%。", "requests.received=67 requests.answered=67"),
    ("全年共受理申请67件。已答复23件，占47%，其余44件答复中。", "requests.received=67"),
    # disputes under what names them, and those that an agency decides
    ("（四）因政府信息公开引起的复议诉讼情况。全年收到行政复议3件，行政诉讼1件。", "review.total=3 suit.total=1"),
    ("（四）行政复议工作。全年收到行政复议3件。", ""),
    ("（四）政府信息公开行政复议情况。我局作为复议机关，受理行政复议35件。", ""),
    # a heading that is answered in its own line
    ("5、因政府信息公开申请行政复议、提起行政诉讼的情况。无。", "review.total=0 suit.total=0"),
    ("（二）依申请公开情况。无。", "requests.received=0"),
    ("5、政府信息公开的收费及减免情况。无。", ""),
    # documents of the party, and explanations of documents
    ("共制定党内规范性文件3件，发布规范性文件解读3篇。", ""),
    # a year's own figure behind one of all years, in a paragraph that named channels
    (
        "利用市政府网站、报刊等媒体发布政务信息。截至目前共发布592条信息，2022年公开政府信息60条，其中概况信息2篇。",
        "disclosed.total=60",
    ),
    # articles of a law
    ("按照《条例》第9条至12条规定的范围，主动公开政府信息；按照第15、16条设立查阅点。", ""),
    ("《望川统计信息网》全年共发布信息334条，新设专栏3个。", "disclosed.website=334"),
    ("通过《望川市人民政府公报》发布信息6条。", ""),
    ("全年主动公开文件869条。", "disclosed.total=869"),
    ("全年主动公开文件12件。", ""),
    ("共收到政府信息公开网络申请14件，均已答复。", "requests.received.online=14"),
    ("共收到依申请公开件27封。", "requests.received=27"),
    ("收到公民、法人和其他组织提出的政府信息公开申请书45份。", "requests.received=45"),
    ("本年度内无人向本局提交公开政府信息的申请。", "requests.received=0"),
    ("利用无人机检查3次，未申请经费。", ""),
    (
        "没有收到政府信息公开申请和因政府信息公开申请行政复议、行政诉讼事件。",
        "requests.received=0 review.total=0 suit.total=0",
    ),
    ("没有因政府信息公开申请而引起的行政复议。", "review.total=0"),
    ("依申请公开为零申请，行政复议、行政诉讼零件。", "requests.received=0 review.total=0 suit.total=0"),
    ("复议诉讼：均为0件。", "review.total=0 suit.total=0"),
    ("全局共办理行政复议案件30件，维持20件，行政诉讼应诉8件。", ""),
    ("已办结13件：予以公开7件，不予公开1件。", "requests.answered=13 requests.granted=7 requests.denied=1"),
    ("举报投诉数量0件。", "complaints.total=0"),
    ("举报投诉36件。", ""),
    ("库存零件12件，更换零件5次。", ""),
    ("未印制行政规范性文件。", "normative_documents.issued=0"),
    ("21件申请已全部按期答复。", "requests.answered=21"),
    ("21件申请已答复。", ""),
    ("答复31件，其中同意公开22件，不予公开2件。", "requests.answered=31 requests.granted=22 requests.denied=2"),
    ("行政复议6件，行政诉讼5件，举报投诉2件。", "review.total=6 suit.total=5 complaints.total=2"),
    ("主动公开政府信息167条，其中行政复议类信息24条。", "disclosed.total=167"),
    ("在《青禾县公众信息网》等网站公开信息90余条。", "disclosed.website=90~"),
    ("2021年我局通过信函等形式接受依申请公开，共受理申请3件。", ""),
    ("2021年公开信息60条，受理公开申请5件。", ""),
    ("举办各类培训班4次，接受培训人员210人次。", "training.sessions=4"),
    ("自2009年起，网站全年更新，截止2022年12月31日，今年我局网站累计更新信息3156条。", "disclosed.website=3156"),
    ("2009年，网站更新，我局网站累计更新信息3156条。", ""),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_sentence_states(sentence: str, expected: str) -> None:
    found = find_claims([Line(sentence, 0, number=1)], 2022, ())
    assert {f"{c.indicator}={c.value}{'~' if c.approximate else ''}" for c in found} == set(expected.split())
