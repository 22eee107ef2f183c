"""Requests, reviews, suits, documents and training in prose, by clause → claims: a table, with all that each states.

The sentences are made up; their constructions are those of real reports. Reports are of 2022.
"""

import pytest

from pipeline.claims import find_claims
from pipeline.documents.document import Line

# sentence, and its claims; ~ marks an approximate figure
CASES = [
    # what is counted, by clause: routes, outcomes, disputes
    ("全年共收到政府信息公开申请三件，均已答复。", "requests.received=3 requests.answered=3"),
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
        "requests.received=36 requests.answered=38 requests.granted=10 requests.denied=3",
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
    ("未制发行政规范性文件。", "normative_documents.issued=0"),
    ("无因政府信息公开引发的举报投诉。", "complaints.total=0"),
    ("全年共接到市民投诉举报56件，均已办结。", ""),
    ("全年依法受理行政复议案件56件，审结50件。", ""),
    ("本局作为复议机关，受理行政复议申请35件，办结30件。", ""),
    ("办理行政应诉案件12件。", ""),
    ("未发生因政府信息公开收费引发的投诉。", ""),
    ("全年没有向申请人收取任何费用，也没有发生复议诉讼。", "review.total=0 suit.total=0"),
    ("共办理依申请公开12件（含上年结转2件），均已办结。", "requests.received=12"),
    ("回应公众关注热点或重大舆情数5次。", ""),
    ("上年度收到申请5件，本年度收到申请8件。", "requests.received=8"),
    ("2021年收到5件，2022年收到8件政府信息公开申请。", "requests.received=8"),
    ("收到公民、法人和其他组织提交的政府信息公开申请共计26件。", "requests.received=26"),
    ("本年度，通过电子邮件收到申请3件，通过邮寄收到申请2件。", "requests.received.online=3 requests.received.mail=2"),
    ("共受理申请8件，全部为网络申请。", "requests.received=8"),
    ("我局未收到依申请公开政府信息的申请，无行政复议和行政诉讼。", "requests.received=0 review.total=0 suit.total=0"),
    ("依申请公开方面，全年办理3件。", "requests.received=3"),
    ("全年办理依申请公开答复16件。", "requests.received=16"),
    ("参加上级组织的政务公开培训3次，开展内部培训2次。", "training.sessions=3 training.sessions=2"),
    ("本单位全年未举办政务公开培训。", ""),
    ("2022年受理申请同比2021年的12件减少3件，为9件。", ""),
    ("本年度共受理信息公开申请15宗，其中14宗已答复，1宗正在办理。", "requests.received=15 requests.answered=14"),
    ("本年度共收到信息公开申请15件，已答复14件，1件结转下年度办理。", "requests.received=15 requests.answered=14"),
    (
        "本年度收到依申请公开件5件，均按时予以答复，其中公开2件，不公开1件，信息不存在2件。",
        "requests.received=5 requests.granted=2 requests.denied=1",
    ),
    ("行政复议数0件，行政诉讼数0件，行政申诉数0件。", "review.total=0 suit.total=0"),
    ("收到信息公开申请数：12件。", "requests.received=12"),
    (
        "本机关2022年度共受理政府信息公开申请25件，其中当面申请3件，以传真形式申请1件，通过互联网提交申请12件，以信函形式申请9件。",
        "requests.received=25 requests.received.in_person=3 requests.received.fax=1 "
        "requests.received.online=12 requests.received.mail=9",
    ),
    (
        "在已经答复的24件申请中，“同意公开”的12件，“同意部分公开”的2件，“非政府信息、政府信息不存在、非本机关政府信息”的5件，“不予公开”的3件。",
        "requests.answered=24 requests.granted=12 requests.denied=3",
    ),
    (
        "2022年度发生针对本部门有关政府信息公开事务的行政复议案2件，行政诉讼案1件，有关的申诉案0件。",
        "review.total=2 suit.total=1",
    ),
    ("截至2022年底，累计受理申请120件，其中2022年受理25件。", "requests.received=25"),
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
    ("通过政务服务网办理许可事项560件。", ""),
    ("主动公开政府信息512条。制发规范性文件总数5件。", "disclosed.total=512 normative_documents.issued=5"),
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
    ("3个工作日内答复23件，占47%；4至10个工作日内答复20件，占41%。", ""),
    ("无上年度结转，无申请件结转到下一年度。", ""),
    ("未发生与行政复议、行政诉讼有关的费用支出。", ""),
    ("不予公开政府信息的数量：无；因政府信息公开申请行政复议、提起行政诉讼的情况：无。", "review.total=0 suit.total=0"),
    ("无当面申请件。", "requests.received.in_person=0"),
    ("未收到通过信函、网络等方式提出的申请。", "requests.received=0"),
    ("政府信息公开申请数量为0条，收到行政复议、行政诉讼为0条。", "requests.received=0 review.total=0 suit.total=0"),
    ("全年按时办理3件依申请公开。", "requests.received=3"),
    ("我局主动公开信息625条，依申请公开6件。", "disclosed.total=625 requests.received=6"),
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
    (
        "共收到12件政府信息公开申请，10件来自网络，2件来自信函。",
        "requests.received=12 requests.received.online=10 requests.received.mail=2",
    ),
    (
        "收到政府信息公开申请32件，行政复议、行政诉讼情况见第四部分。从申请方式看，网络申请24件，占75%；信函申请8件，占25%。",
        "requests.received=32 requests.received.online=24 requests.received.mail=8",
    ),
    ("不存在信息公开工作被申请行政复议或提起行政诉讼的情况。", "review.total=0 suit.total=0"),
    ("县局收到政府信息公开申请45件，下属中心收到申请8件，质监站收到3件。", "requests.received=45"),
    ("2021年12月至2022年12月，收到政府信息公开申请52件。", ""),
    ("收到县政府转办的依申请公开件12件，直接收到申请33件。", "requests.received=33"),
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
    ("办结政府信息公开申请9件，其中予以部份公开1件。", "requests.answered=9"),
    ("共办理依申请公开事项23件，其中网上申请22件，书面申请1件。", "requests.received=23 requests.received.online=22"),
    ("收到申请7件，其中自然人6件，已通过网站对外公开1件。", "requests.received=7"),
    ("收到有关政府信息公开的行政复议申请2件。", "review.total=2"),
    ("这3起申请均未发生行政复议、行政诉讼的情况。", "review.total=0 suit.total=0"),
    ("收到公开信箱来信144件，其中电话投诉56件。", ""),
    ("与2021年相比数量持平，年内未发生因政府信息公开引发的行政复议。", "review.total=0"),
    ("接到依申请公开事项3项，未产生依申请公开案例。", "requests.received=3"),
    ("未收到书面申请，收到网上申请2件，已答复。", "requests.received.online=2"),
    ("收到申请12件，其中10件已完成答复，剩余2件结转下年度。", "requests.received=12 requests.answered=10"),
    ("通过门户网站办理申请3件、纸质申请36件，顺延至下一年答复2件。", "requests.received.online=3"),
    # figures in words, and 零 before what did not occur
    ("全年收到依申请公开十余件，均已答复。", "requests.received=10~ requests.answered=10~"),
    ("依申请公开工作实现零投诉、零复议、零诉讼。", "complaints.total=0 review.total=0 suit.total=0"),
    ("推行零距离服务、零差错办理行政复议。", ""),
    ("接受群众申请公开信息的事项呈现从无到有的趋势。", ""),
    # requests: other verbs, pending ones, unknown routes
    ("收到和处理12件政府信息公开申请。", "requests.received=12"),
    ("依法办理政府信息公开案件43件（含2021年结转1件）。", "requests.received=43"),
    ("受理依申请公开103件，已办结98件，转接下年继续办理5件。", "requests.received=103 requests.answered=98"),
    ("共收到线上申请12件，线下申请3件。", "requests.received.online=12"),
    ("全年接受依申请公开9件，其中处理结果4件为不予公开。", "requests.received=9 requests.denied=4"),
    (
        "接收政府信息公开申请1554件，2021年结转132件；全年办理1503件，结转2023年183件。",
        "requests.received=1554 requests.answered=1503",
    ),
    ("收到政府信息公开申请20件，上年结转2件，共需办理22件。", "requests.received=20"),
    ("收到政府信息公开申请20件，上年结转2件，共办理22件，答复19件。", "requests.received=20 requests.answered=19"),
    (
        "依申请公开共收到网上申请105件，快递17件，合计122件。",
        "requests.received.online=105 requests.received.mail=17 requests.received=122",
    ),
    ("收到申请337件，上年结转4件，完成申请答复333件。", "requests.received=337 requests.answered=333"),
    ("收到依申请公开6条。其中，企业申请1条，收到自然人申请5条。", "requests.received=6"),
    ("接收网络方式提交政府信息公开5件。", "requests.received.online=5"),
    (
        "收到申请47件。其中，通过信函申请39件，占83%；电子邮件7件，占14.9%；在线申请1件，占2.1%。",
        "requests.received=47 requests.received.mail=39 requests.received.online=8",
    ),
    ("近三年来，共受理政府信息公开申请156件，举办政务公开培训12期。", ""),
    ("畅通申请受理渠道，2022年受理并办理依申请公开5件。", "requests.received=5"),
    (
        "收到依申请公开78件，其中依申请公开平台36件、邮寄15件、当面申请27件。",
        "requests.received=78 requests.received.online=36 requests.received.mail=15 requests.received.in_person=27",
    ),
    ("收到申请1件，无不予公开政府信息的情况。", "requests.received=1 requests.denied=0"),
    ("（三）政府信息管理情况 2021年，我镇制定规范性文件0件。", ""),
    (
        "受理申请10宗，已答复9宗，因未能提交证明文件材料而放弃申请1宗。在已答复的9宗申请中，“同意公开”的7宗，“不同意公开”的2宗。",
        "requests.received=10 requests.answered=9 requests.granted=7 requests.denied=2",
    ),
    ("收到申请16宗，其中11宗已依法依规办理完毕，5宗已撤销。", "requests.received=16 requests.answered=11"),
    ("受理申请20件、答复18件，较上年多受理9件、多答复3件。", "requests.received=20 requests.answered=18"),
    ("收到申请20件，答复18件，3个工作日内答复6件。", "requests.received=20 requests.answered=18"),
    ("因政府信息公开被申请行政复议9件。全年办理其他行政复议案件89件、应诉案件30件。", "review.total=9"),
    ("举办政务公开培训3次，收到并处理申请6件。", "training.sessions=3 requests.received=6"),
    ("接到有关政府信息公开的举报投诉3件，12312热线受理投诉230件。", "complaints.total=3"),
    ("因政府信息公开发生行政复议3件。作为复议机关审理复议案件230件。", "review.total=3"),
    ("收到网络申请7件，其中电子邮件申请2件。", "requests.received.online=7"),
    ("行政复议144件，120件做了复议决定，行政诉讼97件，27件法院作出判决。", "review.total=144 suit.total=97"),
    ("共收到依申请公开信件2件，均为网络申请。", "requests.received=2"),
    ("全年主动和依申请公开信息2394条。", ""),
    # a document by name
    ("印发了《城市管理责任制管理办法》1件规范性文件。", "normative_documents.issued=1"),
    # reviews of other matters
    ("行政执法工作均无被申请行政复议和提起行政诉讼。", ""),
    ("全年制定1条行政规范性文件。", "normative_documents.issued=1"),
    # of which those of the year
    (
        "全区累计处理政府信息依申请公开92件，其中，本年度新接收91件，2021年结转办理1件。",
        "requests.received=91",
    ),
    # what became of them, without or behind its noun
    ("收到依申请公开信息共74件，完成72件（结转至下年度办理2件）。", "requests.received=74 requests.answered=72"),
    ("受理依申请公开政府信息0件，回复处理0件。", "requests.received=0 requests.answered=0"),
    (
        "收到政府信息公开申请5件。在受理的申请中，5件属于网络平台申请，1件属于其他部门职能。",
        "requests.received=5 requests.received.online=5",
    ),
    ("受理依申请公开来件29件，续办上年度结转办件1件。", "requests.received=29"),
    ("收到依申请公开来信1件次。", "requests.received=1"),
    ("收到政府信息公开申请3件，回复群众诉求11件。", "requests.received=3"),
    ("未收到公开政府信息的申请，也不涉及行政复议和行政诉讼。", "requests.received=0 review.total=0 suit.total=0"),
    ("办理依申请公开事项18例，协助办理省发展改革委依申请公开事项16例。", "requests.received=18"),
    ("收到政府信息公开申请24件。规范办理答复完成24件。", "requests.received=24 requests.answered=24"),
    ("本部门无新增的行政法规、规章和规范性文件。", "normative_documents.issued=0"),
    # routes in a list, behind their figures
    (
        "共受理答复依申请公开政府信息案件6件（2件信函、4件政府网站渠道申请）。",
        "requests.received=6 requests.received.mail=2 requests.received.online=4",
    ),
    (
        "收到申请6件，其中2件信函申请、4件网络申请。",
        "requests.received=6 requests.received.mail=2 requests.received.online=4",
    ),
    ("市综合行政执法局共收到政府信息公开申请共9件。", "requests.received=9"),
    (
        "受理申请121件，属于同意公开的60件，部分公开13件，属于不予公开的6件。",
        "requests.received=121 requests.granted=60 requests.denied=6",
    ),
    (
        "共收到申请12件，其中10件已经按时按规完成答复，剩余2件结转下年度继续办理。",
        "requests.received=12 requests.answered=10",
    ),
    ("共收到申请12件，其中10件按期答复，2件延期答复。", "requests.received=12"),
    # applications that ask for no information, and ways in which some came
    ("线上收到申请9件，线下收到申请3件，合计12件。", "requests.received.online=9"),
    ("线下收到依申请公开3件，通过线上渠道收到依申请公开9件。", "requests.received.online=9"),
    ("收到申请12件；转送其他机关处理的申请2件未计入。", "requests.received=12"),
    ("办理建议提案情况全部公开，其中建议公开8件，提案公开5件，不予公开2件。", ""),
    ("全年未收到要求更正政府信息的申请。", ""),
    ("收到更正政府信息申请0件，收到政府信息公开申请12件。", "requests.received=12"),
    ("政府信息管理方面，审核信息发布申请430件次，其中退回修改12件次。", ""),
    ("未收到对依申请公开答复不服的投诉举报。", "complaints.total=0"),
    ("全市政务服务中心受理申请25600件，办结25540件。", ""),
    ("办理行政复议方面，全年办结行政复议案件45件，其中涉及政府信息公开的3件。", ""),
    ("未发生因政府信息公开被申请行政复议以外的投诉情况。", ""),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_claims(sentence: str, expected: str) -> None:
    found = find_claims([Line(sentence, 0, number=1)], 2022, ())
    assert {f"{c.indicator}={c.value}{'~' if c.approximate else ''}" for c in found} == set(expected.split())
