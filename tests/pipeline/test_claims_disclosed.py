"""What a clause says was made public, in all and by channel → claims: a table, with all that each states.

The sentences are made up; their constructions are those of real reports. Reports are of 2022.
"""

import pytest

from pipeline.claims import find_claims
from pipeline.documents.document import Line

# sentence, and its claims; ~ marks an approximate figure
CASES = [
    # what is counted, by clause: totals and parts, channels
    ("2022年，我局主动公开政府信息２２０条。", "disclosed.total=220"),
    ("自2008年以来累计主动公开政府信息3560条。", ""),
    ("截至2022年底，累计主动公开政府信息3560条，其中2022年新增220条。", "disclosed.total=220"),
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
    (
        "今年以来，我镇共公开政务信息320条，其中政府网站公开230条，公示栏公开60条，微信公开30条。",
        "disclosed.total=320 disclosed.website=230 disclosed.wechat=30",
    ),
    ("2022年，镇政府在县政府门户网站公开政策文件12件，机构信息3条，工作动态56条，总计71条。", ""),
    ("全年通过门户网站信息公开专栏公开信息共计312条。", "disclosed.website=312"),
    ("通过“政府信息公开”专栏发布信息312条。", "disclosed.website=312"),
    ("2022年，全镇政府信息公开312条，一是利用县人民政府门户网站等公开栏平台公开信息38条。", "disclosed.total=312"),
    ("全县政府信息公开312条。", ""),
    ("全年公开年度部门预算1条、决算1条。", ""),
    ("行政许可信息公开230条，行政处罚信息公开56条。", ""),
    ("发布解读材料23篇，其中图解12篇。", ""),
    ("按照《条例》第二十条规定，主动公开政府信息96条。", "disclosed.total=96"),
    ("网站独立访问量12万人次，发布信息560条。", "disclosed.website=560"),
    (
        "我局全年共发布政务信息1020条，其中在市政府网站发布312条，在局微信公众号发布520条，在“学习强国”发布188条。",
        "disclosed.total=1020 disclosed.website=312 disclosed.wechat=520",
    ),
    ("2022年门户网站共发布信息1200条，较2021年增加200条。", "disclosed.website=1200"),
    ("2022年共主动公开政府信息数为325条。", "disclosed.total=325"),
    ("主动公开信息：全年共325条。", "disclosed.total=325"),
    (
        "共接受公民、法人及其他组织政府信息公开方面的咨询2070人次，其中现场咨询30人次，电话咨询1200人次，网上咨询840人次。",
        "",
    ),
    ("主动公开政府信息1233条，其中全文电子化的主动公开信息1200条，新增的行政规范性文件5条。", "disclosed.total=1233"),
    ("在政府网站上公开1233条，在政府公报公开120条。", "disclosed.website=1233"),
    ("三是加强政务微博建设，共发布微博1200余条。", "disclosed.weibo=1200~"),
    ("发布政策法规类信息25条。", ""),
    ("在人民网、新华网等媒体发布稿件120篇。", ""),
    ("全年向市政府网站报送信息320条，被采用120条。", ""),
    ("全年在政府网站更新信息1200余条，在微信公众号推送信息560余条。", "disclosed.website=1200~ disclosed.wechat=560~"),
    ("微信公众号关注人数12000人，全年推送信息320条。", "disclosed.wechat=320"),
    ("截至目前，微信公众号共发布文章560篇。", "disclosed.wechat=560"),
    ("政务微信公众号累计发布原创文章230篇，转发560篇。", "disclosed.wechat=230"),
    ("全年开展在线访谈4期，发布新闻320条。", ""),
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
    ("重点领域公开政府信息数（不同渠道和方式公开相同信息计1条）120条。", ""),
    ("其中：主动公开财政预算决算、“三公经费”和行政经费信息数20条，保障性安居工程建设计划信息数5条。", ""),
    ("2022年上半年公开信息120条，下半年公开信息130条。", ""),
    ("1月至12月主动公开信息230条。", "disclosed.total=230"),
    ("新增公开信息20条。", "disclosed.total=20"),
    ("全区累计公开政府信息23万条，新增公开2.3万条。", "disclosed.total=23000"),
    ("每月公开信息不少于5条。", ""),
    ("建立公开制度3项，主动公开事项12项。", ""),
    ("公开权责清单312项。", ""),
    ("“青禾发布”微信公众号关注用户超66万人，全年发布信息1200余条。", "disclosed.wechat=1200~"),
    ("平均每日发布信息2篇，每个部门公开信息不少于5条。", ""),
    ("在大众网、华龙网等媒体发布稿件25篇。", ""),
    ("全年重点领域信息公开218条，其中营商环境信息27条。", ""),
    ("全年共制作政府信息3021条，其中主动公开1027条，依申请公开459条，不予公开1535条。", "disclosed.total=1027"),
    ("局网站推送各类报道、信息231条，共接到网站留言66条。", "disclosed.website=231"),
    ("按照《2021年政务公开工作要点》要求主动公开政府信息96条。", "disclosed.total=96"),
    ("“青禾发布”微信公众号推送120条，“青禾发布”抖音号发布30条。", "disclosed.wechat=120"),
    ("2003年至2022年累计主动公开政府信息236条。", ""),
    (
        "全年发布网站信息674条、微博1506条、微信公众号246条。",
        "disclosed.website=674 disclosed.weibo=1506 disclosed.wechat=246",
    ),
    ("办理人大代表建议4件、政协提案8件（主动公开9件）。", ""),
    ("网站全年政策解读稿件发布2篇，民意征集调查4期。", ""),
    ("网站全年通知、公告等稿件发布20篇。", "disclosed.website=20"),
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
    ("县政府网站公开信息30条。“青禾发布”发布信息459条。", "disclosed.website=30"),
    ("全年在政府网站政务信息公开总计1534条，其中法规文件15条。", "disclosed.website=1534"),
    ("2022年，共主动公开政府本级信息60条。", "disclosed.total=60"),
    ("在门户网站通过规划、动态、年度报告等栏目主动公开政府信息260条。", "disclosed.website=260"),
    ("在县政府官网公示的信息共计227条，其中行政审批118条，环境举报投诉公示24条。", "disclosed.website=227"),
    ("办理人大代表建议4件、政协提案13件，网上公开13件。", ""),
    ("微博粉丝45万，发布微博1234条。", "disclosed.weibo=1234"),
    ("供水、供电等公共企事业单位公开信息1200条，医疗机构公开信息340条。", ""),
    ("审核拟公开信息1230条。", ""),
    ("制发公文235件，其中主动公开123件、依申请公开45件、不公开67件。", ""),
    ("自2008年以来累计公开信息12300条，其中本年公开1560条。", "disclosed.total=1560"),
    ("通过微信公众号发布工作动态及信息290条，通过微信小程序发布信息10条。", "disclosed.wechat=290"),
    ("县政府网站发布了72条权威解答。", ""),
    (
        "通过县政府网站发布信息603条。同时，通过县政府官网、“青禾民政”微信公众号等平台发布信息25条。",
        "disclosed.website=603",
    ),
    ("通过门户网站、公众号等线上渠道，累计发布涵盖政策解读、通知公告等各类信息共计110条。", "disclosed.total=110"),
    ("县政府网站公开信息103条，局内网门户网站公开信息3条。", "disclosed.website=103"),
    ("全年县政府各部门、乡镇（街道）通过政府门户网站发布各类政府信息9822条。", "disclosed.website=9822"),
    ("主动公开机构设置、安全生产等相关领域信息共计200余条。", "disclosed.total=200~"),
    ("计划公开信息1500条，实际公开信息1560条。", "disclosed.total=1560"),
    ("各乡镇、县直各部门通过县政府网站公开信息12000条。", "disclosed.website=12000"),
    ("落实疫情防控要求，适时公开相关信息5条。", ""),
    (
        "政府公报公开政府信息83条，网站公开221条，微信公开52条，合计主动公开231条。",
        "disclosed.website=221 disclosed.wechat=52 disclosed.total=231",
    ),
    # what stands behind the figure
    ("2022年共发布300条主动公开信息。", "disclosed.total=300"),
    ("公众号全年发布260期，共计1120条信息。", "disclosed.wechat=1120"),
    ("依托县政府门户网站集中公开48项信息共8989条。", "disclosed.website=8989"),
    ("微信公众号推送信息52次，发布解读30条。", ""),
    ("通过官网、政务新媒体等平台，主动公开各类信息。2022年，累计公开信息6条。", "disclosed.total=6"),
    ("充分发挥官网作用，主动公开各类信息。2022年，累计公开信息6条。", ""),
    ("在网站开设了活动专栏，策划了主题活动，制定了方案，明确了部门，累计向社会推送信息40余条。", ""),
    ("通过区政府网站公开政府信息20条内容涉及公告公示、政策文件。", "disclosed.website=20"),
    ("全年在新媒体微信公众号推送信息378条。", "disclosed.wechat=378"),
    ("全县各级各部门主动公开政府信息共计14189条。", "disclosed.total=14189"),
    ("县直各部门主动公开政府信息共计1189条。", ""),
    ("通过政府网站、微信公众号、报纸分别公开信息320条、210条、15条。", "disclosed.website=320 disclosed.wechat=210"),
    ("我局网站累计发布信息12万余条，2022年发布4300余条。", "disclosed.website=4300~"),
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
    ("在县政府网站累计公开政府信息846条，其中本年度公开214条。", "disclosed.website=214"),
    ("县政府主动公开政府信息2367条，镇（区）主动公开政府信息2064条。", "disclosed.total=2367"),
    ("2022年共发布政府信息435条，1月发布政府信息7条。", "disclosed.total=435"),
    ("坚持以公开为常态、不公开为例外，全年公开各类信息4800条。", "disclosed.total=4800"),
    ("历年累计主动公开信息210条，其中2022年度55条。", "disclosed.total=55"),
    ("2022年度假区公开信息30条。", "disclosed.total=30"),
    ("做优做强微信公众号，公众号粉丝数达31万；累计发布信息416条。", ""),
    # figures in words
    ("2022年，我镇主动公开政府信息四十余条。", "disclosed.total=40~"),
    ("全年在网站发布信息一千二百条。", "disclosed.website=1200"),
    ("主动公开政府信息主要有四条途径，一是网站，二是公开栏。", ""),
    # what a colon announces, what a bracket holds
    (
        "信息发布：网站4560条，微信公众号230条，微博12条。",
        "disclosed.website=4560 disclosed.wechat=230 disclosed.weibo=12",
    ),
    ("我局网站主动公开政务信息（包括：动态、公告、信访投诉等30个栏目）共计7655条。", "disclosed.website=7655"),
    ("局门户网站共公开各类信息2500条（含二级单位网站信息1200条）。", "disclosed.website=2500"),
    (
        "及时公开宣传教育、综合监管等工作信息1261条（其中：网站390条、微信公众号871条）。",
        "disclosed.total=1261 disclosed.website=390 disclosed.wechat=871",
    ),
    # months, and other bodies
    ("10月公开信息12条，11月公开信息15条。", ""),
    ("7月至12月公开信息45条。", ""),
    ("截至12月31日，公开信息45条。", "disclosed.total=45"),
    ("省政府及省直单位主动公开信息14.9万条，各县级政府及县直单位主动公开信息82万条。", ""),
    # one kind of several, and what only looks like a channel
    ("通过网站发布灾害救助信息16条。发布社会福利信息9条。", ""),
    ("通过网站发布灾害救助信息16条。", "disclosed.website=16"),
    ("全年发布政府文件、工作动态、业务专题等各类信息1871条。", "disclosed.total=1871"),
    ("在门户网站公布新闻发布会25次。", ""),
    ("门户网站公开信息400条。通过传统媒体、信息公开栏等平台公开207条。", "disclosed.website=400"),
    # totals: of several figures the one on the agency's own account
    ("通过各种媒介，主动公开政府信息20余万条。", "disclosed.total=200000~"),
    ("通过官网、公众号、报纸等平台发布政府信息500多篇次。全年主动公开政府信息268条。", "disclosed.total=268"),
    ("我局公开信息687条，其中主动公开668条，依申请公开19条。", "disclosed.total=668"),
    ("主动公开涉及社会救助、养老服务等方面信息423条。", "disclosed.total=423"),
    ("通过政府公报发布信息5条，通过新闻媒体发布信息300条。", ""),
    ("各村通过群众工作系统主动公开财务等方面信息197条。", ""),
    ("在政府信息平台、微博、微信等媒介上公开政务信息4287条。", "disclosed.total=4287"),
    ("我大队信息公开政府信息67条，包括组织机构。", "disclosed.total=67"),
    # over the years, beside what is new in the year that is named
    ("通过目录管理系统累计主动公开政府信息4002条。2022年新增主动公开政府信息362条。", "disclosed.total=362"),
    ("2022年累计主动公开政府信息862条。全年新增主动公开政府信息专栏2个。", "disclosed.total=862"),
    ("全年累计主动公开政府信息862条。2022年门户网站新增公开信息62条。", "disclosed.total=862 disclosed.website=62"),
    # a platform's figure that has a part on WeChat
    (
        "通过政府信息公开平台公开政府信息共计677条，其中，政府网站人社信息387条、“青禾人社”微信服务号发布信息290条。",
        "disclosed.total=677 disclosed.website=387 disclosed.wechat=290",
    ),
    (
        "门户网站公开信息677条，其中工作动态387条，微信公众号发布信息290条。",
        "disclosed.website=677 disclosed.wechat=290",
    ),
    # accounts, and what is not known to be one
    (
        "“青禾医保”微信公众号发布信息231篇，“智慧医保”服务号发布信息137条，智慧医保APP同步发布信息139条。",
        "disclosed.wechat=231 disclosed.wechat=137",
    ),
    ("“青禾医保”融媒号同步发布信息139条。", ""),
    ("通过发挥政务新媒体传播优势，借助微信公众号平台“青禾开发区”，全年发布信息392条。", "disclosed.wechat=392"),
    ("通过政务新媒体“青禾网信”微信公众号发布信息共计1063条。", "disclosed.wechat=1063"),
    ("“文旅青禾”政务新媒体矩阵共发布信息6498条，其中，通过政务微博公开政府信息1825条。", "disclosed.weibo=1825"),
    ("市党建网公开信息5条，在市政府门户网站公开信息11条。", "disclosed.website=11"),
    ("在市政府部门网站发布各类信息1853条。", "disclosed.website=1853"),
    ("借助市政府门户网站更新了信息公开指南，公开各类工作信息845条。", "disclosed.website=845"),
    ("主动公开、更新和维护政府信息共计185条。", "disclosed.total=185"),
    ("主动公开、依申请公开、政府信息管理、政府信息公开平台建设等方面共53条信息。", "disclosed.total=53"),
    (
        "通过“青禾县人民政府网”微博、微信公众号全年分别累计发布信息337条、757条。",
        "disclosed.weibo=337 disclosed.wechat=757",
    ),
    ("微博、微信公众号、抖音号分别发布信息337条、757条。", ""),
    ("微信公众号、微博分别发布政策解读337条、757条。", ""),
    ("新开设“藏语专栏”，自开设至今共发布政务信息100余条，提升网站的访问体验。", ""),
    ("市残联门户网站政府信息公开栏主动公开信息113条。", "disclosed.website=113"),
    ("在市残联门户网站、政府信息公开栏主动公开信息113条。", "disclosed.total=113"),
    # 推文 as what was published
    ("“青禾政数”微信公众号粉丝量124.8万，全年共发布364篇推文，总阅读量96.6万。", "disclosed.wechat=364"),
    ("“青禾政数”微信公众号发布推文364篇。", "disclosed.wechat=364"),
    ("“青禾政数”微信公众号全年推文364篇。", "disclosed.wechat=364"),
    ("“青禾政数”微信公众号发布就业创业推文46篇，政策解读推文22篇。", ""),
    ("全年共发布364篇推文。", ""),
    # parts of what others published
    (
        "门户网站公开信息62条。同时向各级平台报送工作信息96条，其中省局网站发布42条，省局公众号发布21条。",
        "disclosed.website=62",
    ),
    # parts by channel of a figure before what it counts
    (
        "全年共发布84条信息，其中通过区政府门户网站20条、“青禾就业”微信公众号24条。",
        "disclosed.total=84 disclosed.website=20 disclosed.wechat=24",
    ),
    ("共主动公示84条信息，其中通过区政府门户网站20条、微信公众号24条。", "disclosed.website=20 disclosed.wechat=24"),
    ("全平台发布各类政务信息合计932条，其中网站发布自主信息98条。", "disclosed.total=932 disclosed.website=98"),
    # some fields, beside all
    (
        "主动公开政府信息355条，其中通过网站公开145条。全年通过网站公开项目建设、河湖长制、水资源保护等领域信息60余条。",
        "disclosed.total=355 disclosed.website=145",
    ),
    # of all years, beside the year's that its sentence begins with
    (
        "2022年，全市新增主动公开政府信息449条。《条例》颁布实施以来，累计主动公开政府信息2841条。",
        "disclosed.total=449",
    ),
    # channels that stand behind their figures
    (
        "主动公开政府信息总数397条，其中369条通过政府网站公开，28条通过政务微信公开。",
        "disclosed.total=397 disclosed.website=369 disclosed.wechat=28",
    ),
    ("主动公开政府信息397条，其中69条通过村务公开栏公开，28条通过新闻发布会公开。", "disclosed.total=397"),
    # the press, beside a site that published more
    ("通过市电视台、青禾日报等媒介共主动发布政府信息91篇次；通过门户网站发布政府信息309条。", "disclosed.website=309"),
    ("通过市电视台、青禾日报等媒介共主动发布政府信息91篇次。", "disclosed.total=91"),
    # the first of several channels
    ("以门户网站为主渠道，全年共主动公开政府信息860条。", "disclosed.total=860"),
    ("以微信公众号为主要平台，全年共发布信息860条。", ""),
    ("以门户网站为依托，全年共主动公开政府信息860条。", "disclosed.website=860"),
    # handed over, not published
    ("厅网站主动公开信息376篇，向省政府办公厅送交主动公开政府信息（主动公开文件）12件。", "disclosed.website=376"),
    ("通过政府信息公开网、简报信息报送、宣传栏等渠道主动公开信息43条。", "disclosed.total=43"),
    # a column that is named, and of one kind
    ("在门户网站“灾害事故信息”栏目发布重大灾害事故信息24条。", ""),
    ("在门户网站“信息公开”栏目发布政府信息24条。", "disclosed.website=24"),
    # parts that sites and accounts made public
    (
        "主动公开信息132条。其中：网站信息公开78条，微信公众号信息公开24条，行政许可决定30条。",
        "disclosed.total=132 disclosed.website=78 disclosed.wechat=24",
    ),
    (
        "主动公开信息739条，在政务微博发布179条政府公开信息，在政务微信发布195条政府公开信息。",
        "disclosed.total=739 disclosed.weibo=179 disclosed.wechat=195",
    ),
    ("移动新媒体中青禾残联微信公众号更新495条。", "disclosed.wechat=495"),
    # a sentence that is no more than the name of a channel, and sentences about one
    ("2.政务微信。2022年发布信息28条。", "disclosed.wechat=28"),
    ("一是政府网站。全年发布信息128条。二是政务微博。全年发布信息28条。", "disclosed.website=128 disclosed.weibo=28"),
    ("加强微信公众号运维。坚持每日更新。全年发布信息320条。", ""),
    # in what, which is no channel
    ("在信息公开过程中，严格按照规定，选择合适的公开专栏，全年累计主动公开政府信息162条。", "disclosed.total=162"),
    ("在主动公开方面，围绕重点工作，累计公开信息80条。", "disclosed.total=80"),
    ("在网站公开方面，全年主动公开政府信息80条。", "disclosed.website=80"),
    # accounts alone are no total, though their parts add up
    (
        "官网发布信息5341条，政务“双微”推文1541条（微信公众号发文709篇，微博发布832条）。",
        "disclosed.website=5341 disclosed.wechat=709 disclosed.weibo=832",
    ),
    (
        "公开采访宣传等工作信息1261条（其中：网站390条、微信公众号871条）。",
        "disclosed.total=1261 disclosed.website=390 disclosed.wechat=871",
    ),
    # words in a name that is quoted, and fees in a list
    (
        "“青禾水利”微信公众号推出“河长在行动”“河长说”等专题专栏，全年共发布信息496条。",
        "disclosed.wechat=496",
    ),
    ("“一网通办”事项公开1200项。", ""),
    ("主动公开行政许可、行政收费、水利工程招投标等政府信息89条。", "disclosed.total=89"),
    # occasions, and matters
    ("门户网站按月公开低保信息12次。", ""),
    ("主动公开事项230项，其中新增12项。", ""),
    # accounts, whatever they are called, and what alone stands on them
    ("在县政府网站和“青禾发布”账号公开信息31条。", "disclosed.total=31"),
    ("“青禾发布”微博账号发布信息168条。", "disclosed.weibo=168"),
    ("“民政之窗”微信公众号全年推送政务动态120余条。", "disclosed.wechat=120~"),
    ("微信公众号推送工作动态57条，通知公告20条。", ""),
    ("微信公众号推送信息268条。微信公众号推送工作动态57条。", "disclosed.wechat=268"),
    # all sites are sites
    ("在各类政府网站上共发布政府信息259条。", "disclosed.website=259"),
    # none of those that were asked for, beside what was put on a site
    (
        "累计主动公开政府信息21条，依申请公开0件，网上公开了21件。",
        "disclosed.total=21 requests.received=0 disclosed.website=21",
    ),
    # of two bodies each, of all years, and kinds of what was published
    ("市政府及其部门主动公开政府信息75656条，县（区）政府及其部门主动公开政府信息98113条。", ""),
    ("在信息公开网上已发布各类信息150条（2022年新增20条）。", "disclosed.website=20"),
    ("在网站上主动公开的政府信息中便民服务信息6条。", ""),
    ("目前已公开信息总量达2300条，2022年新增230条。", "disclosed.total=230"),
    # a column that a clause before names, and the sites of papers
    ("县政府门户网站开设“优化营商环境”专栏，发布信息34条。", ""),
    ("在农民日报和农业农村部网站上发稿25篇。", ""),
    ("通过青禾日报、公众网等途径公开信息，全年主动公开政务信息80余条。", "disclosed.total=80~"),
    # the account of a channel; things that are listed among what was published
    ("通过“青禾水利”微博公众平台公开78条，通过门户网站公开187条。", "disclosed.weibo=78 disclosed.website=187"),
    ("通过抖音公众平台发布信息78条。", ""),
    (
        "通过政府网站、新媒体等多种渠道，及时发布文旅政策、广播电视、文物保护等各类信息共计252条。",
        "disclosed.total=252",
    ),
    ("通过微信公众号发布文物保护、广播电视等各类信息52条。", "disclosed.wechat=52"),
    ("通过门户网站、微信发布微博、微信等各类信息52条。", "disclosed.total=52"),
    ("官方微博发布141条，微信公众号发布374条，微信微视频发布18条。", "disclosed.weibo=141 disclosed.wechat=374"),
    ("在委门户网站公开信息640条，在“信用青禾”网公开信息227条。", "disclosed.website=640"),
    # a sum without a noun
    ("通过多渠道同步发布，总计公开26条，其中财政信息4条。", "disclosed.total=26"),
    ("网站公开信息20条、公示栏公开6条，总计公开26条。", "disclosed.website=20 disclosed.total=26"),
    ("通过多渠道发布财政信息4条，总计公开26条。", ""),
    ("办理提案12件，总计公开12条。", ""),
    # letters of another matter that came through a site
    ("主动公开政府信息365条。全年共受理群众网上来访信件34件。", "disclosed.total=365"),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_claims(sentence: str, expected: str) -> None:
    found = find_claims([Line(sentence, 0, number=1)], 2022, ())
    assert {f"{c.indicator}={c.value}{'~' if c.approximate else ''}" for c in found} == set(expected.split())
