# ruff: noqa: E501 - lines of texts; Chinese counts double
"""What the sample page of the state of the art says: helping people start insulin, in English and in Chinese.

The works are real and say what is told of them; cities, panel and votes belong to the sample world.
"""

TITLE = {"en": "Helping people start insulin", "zh-hans": "帮助人们开始使用胰岛素"}

PAGE = {
    "en": {
        "lede": "What peer-support programmes should do when somebody with type 2 diabetes is offered insulin. "
                "Written for people who run programmes and for those who decide about them.",
        "plain": "Starting insulin is frightening for many people, and few say so. Somebody who has done it helps: not "
                 "with doses, but by showing that it can be done.\n\n"
                 "Offer everybody a peer supporter before the first injection, ask what they fear, call in the first "
                 "week, and agree beforehand whom to ring when something goes wrong. Look after the peer supporters.",
        "scope": "Adults with type 2 diabetes to whom insulin is offered, in primary care and in community programmes. "
                 "Not for children, not for pregnancy, not for type 1 diabetes: their first weeks are different.",
        "evidence": "Two people searched PubMed, Cochrane CENTRAL and CNKI for trials and reviews of peer support around "
                    "the start of insulin, and asked the five cities for what they had written down.",
        "disagreement": "We do not agree whether family should be invited by default. Some on the panel saw families keep "
                        "people going; others saw them take over. What we could agree on is to leave it to the person.",
        "mind": "A trial that gives peer support to people who are offered insulin, leaves others with usual care, and "
                "counts who starts, who still injects after six months, and who had a severe hypo.\n\n"
                "Any comparison of paid with unpaid peer supporters that counts who stays.",
        "interests": "Everybody on the panel declared interests before each round. One person works for a sponsor of the "
                     "programme and did not rate statement 6.",
        "funding": "The panel worked without pay. The network, which is supported by the Cities Changing Diabetes "
                   "programme, paid for translation. The funder saw neither ratings nor drafts.",
        "note": "First version: six statements.",
    },
    "zh-hans": {
        "lede": "当医生建议2型糖尿病人士使用胰岛素时，同伴支持项目应该做什么。写给开展项目的人，也写给做决定的人。",
        "plain": "开始打胰岛素，很多人心里害怕，却很少说出口。一个走过这条路的人能帮上忙：不是告诉您打多少，而是让您看到，"
                 "这件事做得到。\n\n在第一针之前，为每个人安排一位同伴支持者；问问他们担心什么；第一周打个电话；事先说好，"
                 "出了问题该找谁。也请照顾好同伴支持者自己。",
        "scope": "适用于在基层医疗和社区项目中被建议使用胰岛素的成年2型糖尿病人士。不适用于儿童、孕期或1型糖尿病：他们最初的"
                 "几周是另一种情形。",
        "evidence": "两位成员检索了PubMed、Cochrane CENTRAL和中国知网中关于开始使用胰岛素期间同伴支持的试验和综述，并向五个"
                    "城市征集了他们的记录。",
        "disagreement": "是否一开始就邀请家人，我们没有达成一致。有人见过家人帮助患者坚持下去，也有人见过家人包办一切。我们能够"
                        "同意的是：由本人决定。",
        "mind": "一项试验：让一部分被建议使用胰岛素的人得到同伴支持，其他人接受常规照护，然后统计谁开始了注射、六个月后谁还在坚持、"
                "谁发生过严重低血糖。\n\n任何比较有报酬与无报酬的同伴支持者、并统计谁留下来的研究。",
        "interests": "每一轮之前，专家组所有成员都申报了利益关系。一位成员受雇于项目赞助方，没有对第6条评分。",
        "funding": "专家组成员没有报酬。翻译费用由网络承担，网络得到“改变糖尿病的城市”项目的支持。资助方没有看到评分和草稿。",
    },
}  # fmt: skip

HEISLER = {
    "kind": "trial",
    "title": "Heisler M et al. Diabetes control with reciprocal peer support versus nurse care management. "
             "Ann Intern Med 2010",
    "address": "10.7326/0003-4819-153-8-201010190-00007",
    "words": "244 men; pairs of peers called each other each week. HbA1c fell in the pairs; eight of them started "
             "insulin, against one with a nurse.",
    "against": False,
}  # fmt: skip
QI = {
    "kind": "review",
    "title": "Qi L et al. Effectiveness of peer support for improving glycaemic control in patients with type 2 "
             "diabetes: a meta-analysis. BMC Public Health 2015",
    "address": "10.1186/s12889-015-1798-y",
    "words": "Peer support lowered HbA1c somewhat; more where people met or talked often.",
    "against": False,
}  # fmt: skip
SIMMONS = {
    "kind": "trial",
    "title": "Simmons D et al. Impact of community based peer support in type 2 diabetes: a cluster randomised trial. "
             "PLoS ONE 2015",
    "address": "10.1371/journal.pone.0120277",
    "words": "1,299 people in England; no difference in HbA1c between those with peer support and those without.",
    "against": True,
}  # fmt: skip
POLONSKY_2005 = {
    "kind": "study",
    "title": "Polonsky WH et al. Psychological insulin resistance in patients with type 2 diabetes: the scope of the "
             "problem. Diabetes Care 2005",
    "address": "10.2337/diacare.28.10.2543",
    "words": "Of 708 people not on insulin more than a quarter were unwilling to start, each for several reasons.",
    "against": False,
}  # fmt: skip
POLONSKY_2019 = {
    "kind": "study",
    "title": "Polonsky WH et al. Identifying solutions to psychological insulin resistance: an international study. "
             "J Diabetes Complications 2019",
    "address": "10.1016/j.jdiacomp.2019.01.001",
    "words": "People who had hesitated named what helped: being shown the injection, and hearing that it is no failure.",
    "against": False,
}  # fmt: skip
ADA_EASD = {
    "kind": "guideline",
    "title": "Davies MJ et al. Management of hyperglycaemia in type 2 diabetes, 2022: consensus report of ADA and EASD. "
             "Diabetologia 2022",
    "address": "10.1007/s00125-022-05787-2",
    "words": "Puts education and support for self-management beside every medicine.",
    "against": False,
}  # fmt: skip
WHO = {
    "kind": "guideline",
    "title": "WHO guideline on health policy and system support to optimize community health worker programmes. 2018",
    "address": "https://www.who.int/publications/i/item/9789241550369",
    "words": "Recommends supportive supervision, and pay that fits the work.",
    "against": False,
}  # fmt: skip
CITIES = {
    "kind": "experience",
    "title": "Notes of the five cities",
    "address": "",
    "words": "Kept by those who run the groups; nobody compared them with anything.",
    "against": False,
}

STATEMENTS = (
    {
        "text": "Everybody who is offered insulin is also offered somebody to talk to who lives with it.",
        "plain": "Before the first injection, not after the first problem.",
        "rationale": "People put insulin off for years, and seldom because of the needle alone: many take it as proof "
                     "that they failed. Somebody who has been there can say that it is not. In the one trial that "
                     "counted it, more people started insulin with a peer at their side.",
        "direction": "for", "strength": "conditional", "certainty": "low",
        "reasons": [
            {"domain": "indirectness", "steps": "-1",
             "words": "Most trials are of peer support in general; one counted who started insulin."},
            {"domain": "imprecision", "steps": "-1", "words": "Nine people started insulin in that trial."},
        ],
        "works": [HEISLER, QI, SIMMONS],
        "mind": "A trial among people who are offered insulin, with who started as its first outcome.",
        "criteria": [
            {"criterion": "balance", "judgement": "Probably favours the offer",
             "words": "Nobody was harmed by an offer that could be declined."},
            {"criterion": "equity", "judgement": "Depends on the languages in which peers can be found", "words": ""},
            {"criterion": "feasibility", "judgement": "Probably yes",
             "words": "All five cities have groups; two have nobody yet who uses insulin."},
        ],
    },
    {
        "text": "A programme asks what somebody fears about insulin, and answers that before it explains anything else.",
        "plain": "Ask first. Explain second.",
        "rationale": "What people fear differs: the needle, low blood sugar, being a burden, what the neighbours say. "
                     "Whoever is told about doses while thinking of their mother’s last years hears nothing.",
        "direction": "for", "strength": "conditional", "certainty": "low",
        "reasons": [
            {"domain": "bias", "steps": "0", "words": "Surveys: they show what people say, not what asking changes."},
        ],
        "works": [POLONSKY_2005, POLONSKY_2019],
        "mind": "A comparison of conversations that begin with a question with those that begin with instruction.",
    },
    {
        "text": "Whoever starts insulin hears from a peer supporter within the first week, and again in the second.",
        "plain": "A call of ten minutes is enough. It should come before people ask for it.",
        "rationale": "Most who stop do so early, after a first low blood sugar or a sore place, and do not tell anybody. "
                     "A call that comes by itself finds them.",
        "direction": "for", "strength": "conditional", "certainty": "very-low",
        "reasons": [
            {"domain": "bias", "steps": "-1", "words": "Notes of programmes, without anybody to compare with."},
        ],
        "works": [CITIES, QI],
        "dissent": [
            {"words": "两次电话对我们来说做不到：一位组长要照顾四十个人。写成“应该”，做不到的人就会觉得自己失败了。",
             "language": "zh-hans", "whose": ""},
        ],
        "mind": "Counts from programmes that call and programmes that do not, of who still injects after three months.",
    },
    {
        "text": "Peer supporters never advise on doses. They know by name whom to ring, and when not to wait.",
        "plain": "Every pair has one telephone number on paper from the first day.",
        "rationale": "What a peer supporter knows is how it is to live with insulin. Doses belong to those who answer for "
                     "them. The line is safest where it is drawn beforehand, in words both can repeat.",
        "direction": "for", "strength": "practice", "certainty": "",
        "works": [ADA_EASD],
    },
    {
        "text": "The person decides whether family, or whoever eats at the same table, is invited.",
        "plain": "Ask the person alone, before the others are in the room.",
        "rationale": "Families help and hinder, and nobody outside can tell which. The panel looked for a rule that holds "
                     "everywhere and found none.",
        "direction": "either", "strength": "conditional", "certainty": "very-low",
        "reasons": [
            {"domain": "inconsistency", "steps": "-1", "words": "Cities report both: families that keep people going, "
                                                                "and families that take over."},
        ],
        "works": [CITIES],
        "dissent": [
            {"words": "In my street nobody starts anything alone. If you only invite the person, you invite nobody.",
             "language": "en", "whose": ""},
        ],
        "mind": "A study that asks the same families before, and a year after.",
    },
    {
        "text": "A programme pays its peer supporters or covers what it costs them, and gives each somebody to talk to.",
        "plain": "No programme on the shoulders of people who are left alone with it.",
        "rationale": "Peer supporters carry others’ fear besides their own. Groups that had a supervisor and an allowance "
                     "kept their people; groups without lost them within the year.",
        "direction": "for", "strength": "strong", "certainty": "very-low",
        "reasons": [
            {"domain": "indirectness", "steps": "-1", "words": "The studies are of community health workers."},
            {"domain": "imprecision", "steps": "-1", "words": "Few programmes, few people in each."},
        ],
        "strong_anyway": "similar",
        "strong_words": "For community health workers supervision and fair pay are well studied, and recommended by WHO. "
                        "The panel sees no reason why it should be otherwise here, and much harm in waiting.",
        "works": [WHO, CITIES],
        "mind": "Any comparison at all.",
    },
)  # fmt: skip

CHINESE = (
    ("凡是被建议使用胰岛素的人，也都能找到一位正在用胰岛素的人聊一聊。",
     "在第一针之前，而不是在第一次出问题之后。",
     "很多人把胰岛素一拖就是几年，往往不只是怕针：不少人觉得这证明自己失败了。走过这条路的人可以告诉他们，并不是这样。在唯一统计过"
     "这一点的试验中，有同伴相伴的人更多地开始了胰岛素治疗。",
     "一项以被建议使用胰岛素的人为对象、以“谁开始了”为首要结果的试验。"),
    ("项目先问本人对胰岛素担心什么，先回答这个问题，再解释别的。",
     "先问，再讲。",
     "每个人担心的不一样：怕针、怕低血糖、怕成为负担、怕邻居议论。一个人心里想着母亲最后那几年，您跟他讲剂量，他什么也听不进去。",
     "把从提问开始的谈话，与从讲解开始的谈话作比较。"),
    ("开始使用胰岛素的人，第一周内会接到同伴支持者的联系，第二周再接到一次。",
     "十分钟的电话就够了，而且要在本人开口之前打来。",
     "放弃的人大多在最初就放弃了：第一次低血糖之后，或者打针的地方疼，而且谁也没告诉。主动打来的电话能找到他们。",
     "分别统计打电话的项目和不打电话的项目：三个月后谁还在注射。"),
    ("同伴支持者从不对剂量提建议。他们知道该给谁打电话，也知道什么时候不能等。",
     "从第一天起，每一对同伴手里都有一张写着电话号码的纸。",
     "同伴支持者知道的是带着胰岛素过日子是什么样子。剂量由负责的人来定。这条线事先说清楚，双方都能复述，才最安全。",
     ""),
    ("是否邀请家人或同桌吃饭的人，由本人决定。",
     "在别人进屋之前，单独问本人。",
     "家人会帮忙，也会添乱，外人说不清是哪一种。专家组想找一条处处适用的规则，没有找到。",
     "一项在之前和一年之后询问同一批家庭的研究。"),
    ("项目给同伴支持者报酬或者补上他们的花费，并为每个人安排一个可以倾诉的人。",
     "不能把项目压在孤立无援的人肩上。",
     "同伴支持者除了自己的担心，还扛着别人的担心。有督导、有补贴的小组留住了人；没有的，一年之内就散了。",
     "任何一项比较。"),
)  # fmt: skip
"""(statement, in plain words, why, what would change our mind) of each, in Chinese."""
