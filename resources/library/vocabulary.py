"""The words that describe a resource: kinds, people, settings, functions, stages, values, licences and topics.

Codes are what the database, addresses and exports hold, so a code never changes; labels may.
Short lists with a fixed meaning are translated with the rest of the interface. Topics grow with the members,
so they are data and carry their own labels in the four languages.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

LANGUAGES = {
    "en": "English",
    "da": "Dansk",
    "es": "Español",
    "zh-hans": "中文",
}
"""Languages of the interface, each under its own name. A file may be in any other language as well."""

KINDS = {
    "programme": _("Programme approach"),
    "recruitment": _("Recruitment material"),
    "training": _("Training material"),
    "theory-of-change": _("Theory of change"),
    "evaluation": _("Evaluation design"),
    "findings": _("Findings"),
    "tool": _("Tool or instrument"),
    "case-study": _("Case study"),
    "policy": _("Policy or guideline"),
    "car-method": _("Community action research method"),
    "media": _("Media"),
    "dataset": _("Dataset"),
}

KIND_HELP = {
    "programme": _("How a programme works, so that another city could run it."),
    "recruitment": _("What helps to find peer supporters or people to take part."),
    "training": _("What peer supporters or their trainers learn from."),
    "theory-of-change": _("Why and how the work is expected to change something."),
    "evaluation": _("How you plan to learn whether it works, and for whom."),
    "findings": _("What you learned, good and bad."),
    "tool": _("A form, scale, checklist or card that others can use."),
    "case-study": _("The story of one place, group or decision."),
    "policy": _("Rules, agreements or guidance that the work stands on."),
    "car-method": _("A way of finding out and acting together with a community."),
    "media": _("Pictures, posters, sound or film."),
    "dataset": _("Figures that others can count with, with a description."),
}

POPULATIONS = {
    "type-1": _("People living with type 1 diabetes"),
    "type-2": _("People living with type 2 diabetes"),
    "gestational": _("People with diabetes in pregnancy"),
    "prediabetes": _("People at risk of type 2 diabetes"),
    "newly-diagnosed": _("People newly diagnosed"),
    "older-people": _("Older people"),
    "young-people": _("Young people"),
    "families": _("Families and carers"),
    "migrants": _("Migrants and refugees"),
    "indigenous": _("Indigenous peoples"),
    "low-income": _("People on a low income"),
    "minorities": _("Minority groups"),
    "vulnerable": _("People in a vulnerable situation"),
    "peer-supporters": _("Peer supporters"),
    "professionals": _("Health and social care staff"),
    "residents": _("Residents of a neighbourhood"),
}

SETTINGS = {
    "community": _("Community place or association"),
    "primary-care": _("Primary care or health centre"),
    "hospital": _("Hospital or specialist clinic"),
    "home": _("People's homes"),
    "housing": _("Housing area"),
    "workplace": _("Workplace"),
    "school": _("School or university"),
    "faith": _("Faith community"),
    "telephone": _("Telephone"),
    "online": _("Online or by app"),
    "municipality": _("City administration"),
}

FUNCTIONS = {
    "daily-management": _("Assistance in daily management"),
    "emotional-support": _("Social and emotional support"),
    "linkage": _("Linkage to clinical care and community resources"),
    "ongoing-support": _("Ongoing support, extended over time"),
}
"""The four key functions of peer support."""

CAR_STAGES = {
    "C0": _("Build the partnership"),
    "C1": _("Understand the place together"),
    "C2": _("Create the action together"),
    "C3": _("Act"),
    "C4": _("Evaluate and reflect together"),
    "C5": _("Adapt or repeat"),
    "C6": _("Spread and sustain"),
}
"""A working list of stages of community action research; coordinators may word it differently later."""


@dataclass(frozen=True)
class ValueType:
    """A kind of value that a resource may create or claim; `mesh` lists the MeSH descriptors nearest to it."""

    label: object
    mesh: tuple[str, ...] = ()
    says: object = ""


VALUE_TYPES = {
    "V1.1": ValueType(_("Glycaemia"), ("D006442", "D000085002"), _("HbA1c, time in range, glucose.")),
    "V1.2": ValueType(
        _("Other clinical results"),
        ("D001794", "D015431", "D048909", "D007003", "D009026"),
        _("Blood pressure, weight, lipids, complications, hypoglycaemia, death."),
    ),
    "V2.1": ValueType(
        _("Distress and mood"), ("D000079225", "D003863", "D001007"), _("Diabetes distress, depression, anxiety.")
    ),
    "V2.2": ValueType(_("Quality of life and well-being"), ("D011788",), _("In general, or with diabetes.")),
    "V2.3": ValueType(
        _("Confidence and empowerment"),
        ("D020377", "D000079102", "D055500"),
        _("Self-efficacy, taking an active part, resilience."),
    ),
    "V2.4": ValueType(
        _("Connection with others"),
        ("D008132", "D012934", "D012944", "D057545"),
        _("Loneliness, felt support, stigma."),
    ),
    "V3.1": ValueType(
        _("Daily self-management"), ("D012648", "D000073278", "D015190"), _("Monitoring, foot care, solving problems.")
    ),
    "V3.2": ValueType(
        _("Eating, movement and tobacco"),
        ("D000072001", "D015444", "D000070497"),
        _("What people do for their health from day to day."),
    ),
    "V3.3": ValueType(
        _("Medicine taking and insulin use"), ("D055118", "D007328"), _("Starting, adjusting and keeping to it.")
    ),
    "V3.4": ValueType(
        _("Knowledge and health literacy"),
        ("D007722", "D057220"),
        _("What people know, and how they find and judge it."),
    ),
    "V4.1": ValueType(
        _("Use of care"),
        ("D000078336", "D006760", "D004636", "D012017"),
        _("Visits, admissions, emergencies, screening."),
    ),
    "V4.2": ValueType(
        _("Experience of care"), ("D035502", "D017060", "D018802"), _("Trust, satisfaction, care that fits the person.")
    ),
    "V5.1": ValueType(
        _("Cost to the system"),
        ("D017048", "D003362", "D000094703"),
        _("What a programme costs and saves, and whether it is worth it."),
    ),
    "V5.2": ValueType(_("Cost to people"), ("D003365",), _("Money, time and work of those who live with diabetes.")),
    "V6.1": ValueType(
        _("Community and social capital"), ("D066270", "D003256", "D000091782"), _("Networks, participation, cohesion.")
    ),
    "V6.2": ValueType(
        _("Value to peer supporters"), ("D014838", "D003150"), _("Skills, meaning, jobs; burden and harm too.")
    ),
    "V7.1": ValueType(
        _("Equity and reach"),
        ("D000069576", "D000091682", "D054625"),
        _("Who is reached, and whether gaps grow smaller."),
    ),
    "V7.2": ValueType(
        _("Urban conditions"), ("D014504", "D064890", "D000084884"), _("Place, housing, food, transport.")
    ),
    "V8.1": ValueType(
        _("Organisation and policy"), ("D000070516", "D057191"), _("Adoption, workforce, lasting beyond the project.")
    ),
    "V9.1": ValueType(_("Harms and unintended effects"), (), _("Wrong advice, dependency, a broken confidence.")),
}

SCHEMES = {
    "value": _("Types of value"),
    "function": _("Functions of peer support"),
    "car-stage": _("Stages of action research"),
    "population": _("For whom"),
    "setting": _("Settings"),
    "condition": _("Conditions"),
    "mode": _("Ways of support"),
    "peer": _("Words of peer support"),
    "car": _("Words of action research"),
}
"""The vocabularies beside the topics; their words are rows that coordinators edit."""

RELATIONS = {
    "translation-of": _("Translation of"),
    "version-of": _("Version of"),
    "supplement-to": _("Supplement to"),
    "adaptation-of": _("Adaptation of"),
    "replaces": _("Replaces"),
}
"""How one work stands to another, as the page of the one says it."""

RELATIONS_BACK = {
    "translation-of": _("Translated in"),
    "version-of": _("Other version"),
    "supplement-to": _("Supplemented by"),
    "adaptation-of": _("Adapted in"),
    "replaces": _("Replaced by"),
}
"""The same relations, as the page of the other says them."""

FILES_FOR = {
    "all": _("Everyone who sees the page"),
    "members": _("Members of the network"),
    "city": _("Members of its cities"),
    "asked": _("Only who asks and is let in"),
}
"""Who may take the files of a resource whose page others may read."""

PROVENANCES = {
    "author": _("Written by the authors"),
    "member-translated": _("Translated by a member"),
    "machine": _("Translated by a machine"),
}
"""Where a title or summary in one language comes from."""

VISIBILITIES = {
    "public": _("Everyone"),
    "members": _("Members of the network"),
    "city": _("Members of its cities"),
}


@dataclass(frozen=True)
class Licence:
    """A licence in words: what a reader may do, and whether the text may be adapted or published at all."""

    label: object
    says: object
    url: str = ""
    may_adapt: bool = True
    may_publish: bool = True


LICENCES = {
    "CC-BY-4.0": Licence(
        "CC BY 4.0",
        _("Use, change and share it, and name the authors."),
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC-BY-SA-4.0": Licence(
        "CC BY-SA 4.0",
        _("Use, change and share it, name the authors, and share what you make under the same licence."),
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC-BY-NC-4.0": Licence(
        "CC BY-NC 4.0",
        _("Use, change and share it, name the authors, but not to earn money with it."),
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    "CC-BY-NC-SA-4.0": Licence(
        "CC BY-NC-SA 4.0",
        _("Use, change and share it, name the authors, not to earn money with it, and under the same licence."),
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    ),
    "CC-BY-ND-4.0": Licence(
        "CC BY-ND 4.0",
        _("Use and share it as it is, and name the authors. Ask them before you change it."),
        "https://creativecommons.org/licenses/by-nd/4.0/",
        may_adapt=False,
    ),
    "CC-BY-NC-ND-4.0": Licence(
        "CC BY-NC-ND 4.0",
        _("Use and share it as it is, name the authors, and not to earn money with it. Ask before you change it."),
        "https://creativecommons.org/licenses/by-nc-nd/4.0/",
        may_adapt=False,
    ),
    "CC0-1.0": Licence(
        "CC0 1.0",
        _("Use it as you like; naming the authors is kind but not required."),
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "reserved": Licence(
        _("All rights reserved, shared with permission"),
        _("Read it here. Ask the authors before you copy or change it."),
        may_adapt=False,
    ),
    "unknown": Licence(
        _("Not known yet"),
        _("Nobody has said yet what others may do with it, so it cannot be published."),
        may_adapt=False,
        may_publish=False,
    ),
}
"""Licences in the order in which the form offers them; keys are SPDX identifiers where there is one."""

DEFAULT_LICENCE = "CC-BY-4.0"


@dataclass(frozen=True)
class Topic:
    """A subject of the curated list: labels in the four languages, MeSH descriptors, other words people search by."""

    en: str
    da: str
    es: str
    zh: str
    mesh: tuple[str, ...] = ()
    also: tuple[str, ...] = field(default=())

    def label(self, language):
        """The label in this language, English when there is none."""
        return {"da": self.da, "es": self.es, "zh-hans": self.zh}.get(language) or self.en


TOPICS = {
    "peer-recruitment": Topic(
        "Peer recruitment", "Rekruttering af frivillige", "Captación de pares", "同伴支持者招募", ("D014838",)
    ),
    "peer-training": Topic("Training of peers", "Uddannelse af frivillige", "Formación de pares", "同伴支持者培训"),
    "supervision": Topic(
        "Supervision and retention", "Supervision og fastholdelse", "Supervisión y permanencia", "督导与留任"
    ),
    "distress": Topic(
        "Diabetes distress",
        "Diabetesstress",
        "Malestar emocional por la diabetes",
        "糖尿病困扰",
        ("D000079225",),
        ("diabetes burnout", "PAID", "DDS", "糖尿病痛苦", "estrés por diabetes"),
    ),
    "mood": Topic(
        "Depression and anxiety", "Depression og angst", "Depresión y ansiedad", "抑郁与焦虑", ("D003863", "D001007")
    ),
    "stigma": Topic("Stigma", "Stigma", "Estigma", "污名", ("D057545",), ("shame", "病耻感")),
    "loneliness": Topic(
        "Loneliness and connection", "Ensomhed og fællesskab", "Soledad y vínculos", "孤独与联结", ("D008132",)
    ),
    "insulin": Topic(
        "Starting and using insulin",
        "At begynde med og bruge insulin",
        "Inicio y uso de la insulina",
        "胰岛素起始与使用",
        ("D007328",),
    ),
    "medicines": Topic("Medicine taking", "At tage sin medicin", "Toma de la medicación", "用药", ("D055118",)),
    "monitoring": Topic(
        "Glucose monitoring", "Måling af blodsukker", "Control de la glucosa", "血糖监测", ("D015190",)
    ),
    "hypoglycaemia": Topic("Hypoglycaemia", "Lavt blodsukker", "Hipoglucemia", "低血糖", ("D007003",)),
    "feet": Topic("Foot care", "Fodpleje", "Cuidado de los pies", "足部护理"),
    "food": Topic("Food and eating", "Mad og måltider", "Alimentación", "饮食"),
    "movement": Topic("Walking and moving", "Gang og bevægelse", "Caminar y moverse", "步行与运动", ("D015444",)),
    "tobacco": Topic("Tobacco", "Tobak", "Tabaco", "戒烟"),
    "sleep": Topic("Sleep and shift work", "Søvn og skifteholdsarbejde", "Sueño y trabajo por turnos", "睡眠与轮班"),
    "self-management": Topic(
        "Self-management", "Egenomsorg", "Automanejo", "自我管理", ("D012648", "D000073278"), ("autocuidado",)
    ),
    "problem-solving": Topic(
        "Goals and problem solving", "Mål og problemløsning", "Metas y solución de problemas", "目标设定与问题解决"
    ),
    "listening": Topic(
        "Listening and conversation",
        "Lytning og samtale",
        "Escucha y conversación",
        "倾听与交谈",
        ("D062405",),
        ("motivational interviewing", "动机性访谈"),
    ),
    "groups": Topic("Leading groups", "At lede grupper", "Conducción de grupos", "小组带领", ("D012657",)),
    "one-to-one": Topic("One-to-one support", "Støtte en til en", "Apoyo individual", "一对一支持", ("D008611",)),
    "digital": Topic(
        "Telephone and digital support",
        "Støtte på telefon og nettet",
        "Apoyo telefónico y digital",
        "电话与数字支持",
        ("D017216", "D063731", "D060145", "D061108"),
    ),
    "clinic-links": Topic(
        "Working with clinics",
        "Samarbejde med klinikker",
        "Trabajo con los centros de salud",
        "与医疗机构合作",
        ("D011320",),
    ),
    "families": Topic("Families", "Familier", "Familias", "家庭", ("D017028",)),
    "reach": Topic(
        "Reaching the hardly reached",
        "At nå dem, der sjældent nås",
        "Llegar a quienes no se llega",
        "触达难以触达的人群",
        ("D035862", "D054625"),
    ),
    "migration": Topic(
        "Migration and language", "Migration og sprog", "Migración e idioma", "移民与语言", ("D054242", "D012036")
    ),
    "housing-areas": Topic("Housing areas", "Boligområder", "Barrios y viviendas", "住区与街区", ("D014504",)),
    "participation": Topic(
        "Participation and partnership",
        "Deltagelse og partnerskab",
        "Participación y alianzas",
        "参与和伙伴关系",
        ("D055812", "D000073597"),
    ),
    "car": Topic(
        "Community action research",
        "Community-aktionsforskning",
        "Investigación-acción comunitaria",
        "社区行动研究",
        ("D055812",),
        ("CAR", "participatory research", "supersetting", "investigación acción participativa"),
    ),
    "evaluation": Topic("Evaluation", "Evaluering", "Evaluación", "评估", ("D015397",)),
    "implementation": Topic(
        "Implementation and adaptation",
        "Implementering og tilpasning",
        "Implementación y adaptación",
        "实施与本地化",
        ("D000077626",),
    ),
    "cost": Topic(
        "Costs and financing", "Økonomi og finansiering", "Costos y financiación", "成本与经费", ("D003362",)
    ),
    "workforce": Topic("Workforce and policy", "Arbejdskraft og politik", "Personal y políticas", "人员与政策"),
    "safety": Topic(
        "Safety and limits of the role", "Sikkerhed og rollens grænser", "Seguridad y límites del rol", "安全与角色边界"
    ),
    "privacy": Topic("Privacy and ethics", "Privatliv og etik", "Privacidad y ética", "隐私与伦理"),
}


class UnknownWordError(ValueError):
    """A code that stands in none of the vocabularies."""


def check(name, vocabulary, *codes):
    """Return the codes as a tuple, or fail naming every one that the vocabulary lacks."""
    strange = [code for code in codes if code not in vocabulary]
    if strange:
        raise UnknownWordError(f"{name}: {', '.join(map(repr, strange))} not among {', '.join(vocabulary)}")
    return tuple(codes)
