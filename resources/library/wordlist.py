"""Words that describe the field beside the vocabularies of the form: conditions, ways of support, words of the network.

Each: code, labels in English, Danish, Spanish and Chinese, MeSH. Ids are MeSH descriptors; there is none for
"peer support" itself.
"""

CONDITIONS = (
    ("diabetes", "Diabetes", "Diabetes", "Diabetes", "糖尿病", "D003920"),
    ("type-1", "Type 1 diabetes", "Type 1-diabetes", "Diabetes tipo 1", "1型糖尿病", "D003922"),
    ("type-2", "Type 2 diabetes", "Type 2-diabetes", "Diabetes tipo 2", "2型糖尿病", "D003924"),
    ("gestational", "Gestational diabetes", "Graviditetsdiabetes", "Diabetes gestacional", "妊娠期糖尿病", "D016640"),
    ("prediabetes", "Prediabetes", "Prædiabetes", "Prediabetes", "糖尿病前期", "D011236"),
)
MODES = (
    ("telephone", "Telephone", "Telefon", "Teléfono", "电话", "D013689"),
    ("telemedicine", "Telemedicine", "Telemedicin", "Telemedicina", "远程医疗", "D017216"),
    ("app", "Mobile app", "Mobilapp", "Aplicación móvil", "手机应用", "D063731"),
    ("text-message", "Text messages", "Sms", "Mensajes de texto", "短信", "D060145"),
    ("social-media", "Social media", "Sociale medier", "Redes sociales", "社交媒体", "D061108"),
    ("home-visit", "Home visits", "Hjemmebesøg", "Visitas a domicilio", "家访", "D006792"),
)
PEER = (
    ("peer-group", "Peer group", "Gruppe af ligestillede", "Grupo de pares", "同伴群体", "D010379"),
    (
        "peer-influence",
        "Peer influence",
        "Påvirkning fra ligestillede",
        "Influencia de los pares",
        "同伴影响",
        "D000067074",
    ),
    ("self-help-groups", "Self-help groups", "Selvhjælpsgrupper", "Grupos de autoayuda", "自助小组", "D012657"),
    (
        *("support-systems", "Psychosocial support systems", "Psykosociale støttesystemer"),
        *("Sistemas de apoyo psicosocial", "社会心理支持系统", "D000072858"),
    ),
    ("navigation", "Patient navigation", "Patientvejledning", "Navegación de pacientes", "患者导航", "D062526"),
    ("mentors", "Mentors", "Mentorer", "Mentores", "导师", "D008611"),
    (
        *("motivational-interviewing", "Motivational interviewing", "Den motiverende samtale"),
        *("Entrevista motivacional", "动机性访谈", "D062405"),
    ),
)
CAR = (
    (
        *(
            "participatory-research",
            "Community-based participatory research",
            "Deltagerbaseret forskning i lokalsamfund",
        ),
        *("Investigación participativa basada en la comunidad", "社区参与式研究", "D055812"),
    ),
    (
        *("stakeholder-participation", "Stakeholder participation", "Inddragelse af interessenter"),
        *("Participación de las partes interesadas", "利益相关者参与", "D000073597"),
    ),
    ("community-networks", "Community networks", "Lokale netværk", "Redes comunitarias", "社区网络", "D019058"),
    (
        *("community-of-practice", "Community of practice", "Praksisfællesskab"),
        *("Comunidad de práctica", "实践共同体", "D000097163"),
    ),
    (
        *("network-analysis", "Social network analysis", "Analyse af sociale netværk"),
        *("Análisis de redes sociales", "社会网络分析", "D000083482"),
    ),
    (
        *("knowledge-management", "Knowledge management", "Videndeling og videnstyring"),
        *("Gestión del conocimiento", "知识管理", "D058436"),
    ),
    (
        *("dissemination", "Information dissemination", "Formidling af viden"),
        *("Difusión de la información", "信息传播", "D033181"),
    ),
    (
        *("implementation-science", "Implementation science", "Implementeringsforskning"),
        *("Ciencia de la implementación", "实施科学", "D000077626"),
    ),
    (
        *("programme-evaluation", "Programme evaluation", "Programevaluering"),
        *("Evaluación de programas", "项目评估", "D015397"),
    ),
    ("delphi", "Delphi technique", "Delfimetoden", "Técnica Delphi", "德尔菲法", "D003697"),
    ("consensus", "Consensus", "Konsensus", "Consenso", "共识", "D032921"),
    (
        *("systematic-reviews", "Systematic reviews as a topic", "Systematiske oversigter som emne"),
        *("Revisiones sistemáticas como tema", "系统综述（主题）", "D000078202"),
    ),
)

MESH = {
    ("population", "type-1"): "D003922",
    ("population", "type-2"): "D003924",
    ("population", "gestational"): "D016640",
    ("population", "prediabetes"): "D011236",
    ("population", "older-people"): "D000368",
    ("population", "young-people"): "D000293",
    ("population", "families"): "D017028",
    ("population", "migrants"): "D054242 D012036",
    ("population", "minorities"): "D008913",
    ("population", "vulnerable"): "D035862",
    ("population", "indigenous"): "D000081034",
    ("population", "low-income"): "D000092886",
    ("setting", "primary-care"): "D011320",
    ("setting", "community"): "D003153",
    ("setting", "workplace"): "D017132",
    ("setting", "school"): "D012574",
    ("setting", "home"): "D006792",
    ("setting", "telephone"): "D013689",
    ("setting", "online"): "D017216 D063731",
}
"""MeSH of the people and places that the form offers."""

FAMILIES = {
    "V1": ("Clinical results", "Kliniske resultater", "Resultados clínicos", "临床结果"),
    "V2": ("Life and mind", "Liv og sind", "Vida y ánimo", "生活与心理"),
    "V3": ("What people do", "Det, folk gør", "Lo que la gente hace", "行为"),
    "V4": ("Care", "Sundhedsvæsenet", "Atención", "医疗服务"),
    "V5": ("Costs", "Økonomi", "Costos", "成本"),
    "V6": ("Community and peers", "Fællesskab og frivillige", "Comunidad y pares", "社区与同伴"),
    "V7": ("Equity and city", "Lighed og by", "Equidad y ciudad", "公平与城市"),
    "V8": ("Organisation and policy", "Organisation og politik", "Organización y políticas", "组织与政策"),
    "V9": ("Harms", "Skader", "Daños", "危害"),
}
"""The first level of the types of value: the broader words of V1.1 to V9.1."""
