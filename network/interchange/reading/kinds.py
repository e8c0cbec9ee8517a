"""What kind of work it is, in the words of RIS, BibTeX, EndNote, PubMed and of people, as CSL types.

CSL types: https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
"""

from network.interchange.reading.model import words

CSL = words(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage"
)

RIS = {
    **dict.fromkeys(("JOUR", "JFULL", "EJOUR", "INPR", "ABST"), "article-journal"),
    **dict.fromkeys(("MGZN",), "article-magazine"),
    **dict.fromkeys(("NEWS",), "article-newspaper"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "CLSWK", "ANCIENT"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("CONF", "CPAPER"), "paper-conference"),
    **dict.fromkeys(("THES",), "thesis"),
    **dict.fromkeys(("RPRT", "GOVDOC", "GRANT"), "report"),
    **dict.fromkeys(("ELEC", "WEB", "ICOMM"), "webpage"),
    **dict.fromkeys(("BLOG",), "post-weblog"),
    **dict.fromkeys(("DATA", "AGGR"), "dataset"),
    **dict.fromkeys(("COMP",), "software"),
    **dict.fromkeys(("DICT",), "entry-dictionary"),
    **dict.fromkeys(("ENCYC",), "entry-encyclopedia"),
    **dict.fromkeys(("PAMP",), "pamphlet"),
    **dict.fromkeys(("PAT",), "patent"),
    **dict.fromkeys(("MAP",), "map"),
    **dict.fromkeys(("MPCT", "VIDEO", "ADVS", "MULTI"), "motion_picture"),
    **dict.fromkeys(("SOUND",), "song"),
    **dict.fromkeys(("MUSIC",), "musical_score"),
    **dict.fromkeys(("SLIDE", "HEAR"), "speech"),
    **dict.fromkeys(("UNPB", "MANSCPT", "UNBILL"), "manuscript"),
    **dict.fromkeys(("ART", "FIGURE", "CHART", "EQUA"), "graphic"),
    **dict.fromkeys(("BILL",), "bill"),
    **dict.fromkeys(("CASE",), "legal_case"),
    **dict.fromkeys(("LEGAL", "STAT"), "legislation"),
    **dict.fromkeys(("STAND",), "standard"),
    **dict.fromkeys(("SER", "JFUL"), "periodical"),
    **dict.fromkeys(("PCOMM",), "personal_communication"),
    **dict.fromkeys(("GEN", "CTLG", "DBASE"), "document"),
}

BIBTEX = {
    **dict.fromkeys(("article", "periodical", "suppperiodical"), "article-journal"),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "reference", "booklet"), "book"),
    **dict.fromkeys(("inbook", "incollection", "bookinbook", "suppbook", "suppcollection"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("proceedings", "mvproceedings"), "book"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "thesis"),
    **dict.fromkeys(("techreport", "report", "manual"), "report"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("dataset", "data"), "dataset"),
    **dict.fromkeys(("software",), "software"),
    **dict.fromkeys(("patent",), "patent"),
    **dict.fromkeys(("standard",), "standard"),
    **dict.fromkeys(("unpublished",), "manuscript"),
    **dict.fromkeys(("inreference",), "entry-encyclopedia"),
    **dict.fromkeys(("video", "movie"), "motion_picture"),
    **dict.fromkeys(("audio", "music"), "song"),
    **dict.fromkeys(("image", "artwork"), "graphic"),
    **dict.fromkeys(("misc",), "document"),
}

WORDS = {
    **dict.fromkeys(
        (
            "journal article",
            "article",
            "electronic article",
            "artikel",
            "artículo",
            "期刊论文",
            "期刊文章",
            "文章",
            "tidsskriftsartikel",
            "artículo de revista",
            "online journal article",
        ),
        "article-journal",
    ),
    **dict.fromkeys(("magazine article",), "article-magazine"),
    **dict.fromkeys(("newspaper article",), "article-newspaper"),
    **dict.fromkeys(("book", "edited book", "electronic book", "ebook", "bog", "libro", "图书", "书籍"), "book"),
    **dict.fromkeys(
        ("book section", "book chapter", "chapter", "electronic book section", "kapitel", "capítulo"), "chapter"
    ),
    **dict.fromkeys(
        ("conference paper", "conference proceedings", "conference", "会议论文", "conference proceeding"),
        "paper-conference",
    ),
    **dict.fromkeys(("thesis", "dissertation", "tesis", "speciale", "学位论文"), "thesis"),
    **dict.fromkeys(("report", "government document", "grant", "rapport", "informe", "报告"), "report"),
    **dict.fromkeys(
        ("web page", "webpage", "website", "online multimedia", "hjemmeside", "página web", "网页"), "webpage"
    ),
    **dict.fromkeys(("blog", "blog post"), "post-weblog"),
    **dict.fromkeys(("dataset", "aggregated database", "datasæt", "conjunto de datos", "数据集"), "dataset"),
    **dict.fromkeys(("computer program", "software"), "software"),
    **dict.fromkeys(("film or broadcast", "audiovisual material", "video", "película"), "motion_picture"),
    **dict.fromkeys(("pamphlet", "brochure"), "pamphlet"),
    **dict.fromkeys(("patent",), "patent"),
    **dict.fromkeys(("map", "kort", "mapa", "地图"), "map"),
    **dict.fromkeys(("manuscript", "unpublished work"), "manuscript"),
    **dict.fromkeys(("statute", "legal rule or regulation"), "legislation"),
    **dict.fromkeys(("bill",), "bill"),
    **dict.fromkeys(("case",), "legal_case"),
    **dict.fromkeys(("standard",), "standard"),
    **dict.fromkeys(("encyclopedia",), "entry-encyclopedia"),
    **dict.fromkeys(("dictionary",), "entry-dictionary"),
    **dict.fromkeys(("figure", "artwork", "chart or table", "image"), "graphic"),
    **dict.fromkeys(("personal communication",), "personal_communication"),
    **dict.fromkeys(("generic", "document", "other", "misc"), "document"),
}

ENDNOTE_NUMBERS = {
    **{"17": "article-journal", "6": "book", "5": "chapter", "10": "paper-conference", "47": "paper-conference"},
    **{"32": "thesis", "27": "report", "12": "webpage", "59": "dataset", "9": "software", "21": "motion_picture"},
    **{"13": "document", "19": "article-magazine", "23": "article-newspaper", "28": "book", "25": "patent"},
    **{"36": "manuscript", "26": "personal_communication", "46": "report", "43": "article-journal", "44": "book"},
}


def of_words(text):
    """Return the CSL type of what people or programs call it, or ""."""
    word = " ".join(text.split()).casefold()
    return word if word in CSL else WORDS.get(word, "")
