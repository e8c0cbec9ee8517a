"""The panel that has ended: 'Helping people start insulin', twelve statements, fourteen people, two rounds.

What it agreed on stands on the page that `content/insulin.py` tells.
"""

from network.demo.content import insulin as page

TITLE = page.TITLE["en"]
TITLES = {
    "da": "Når nogen skal begynde på insulin",
    "es": "Acompañar el inicio de la insulina",
    "zh-hans": "帮助人们开始使用胰岛素",
}
RUN_BY = "nova"
LANGUAGES = ("da", "es", "zh-hans")

PROTOCOL = {
    "aim": "What cities should offer to people who are about to start insulin, so that programmes can plan for it.",
    "panel_rule": "People from five cities who do this work, look at it, pay for it, or live with it: about as many of "
                  "each. Nobody who helped to draft the statements.",
    "information": "Twelve statements, about ten minutes for each round, two rounds. You may stop at any time. Nobody, "
                   "those who run the panel included, sees who rated what.",
    "consent": "I take part freely. My ratings are used without my name, and stay if I leave later.",
    "question": "How far do you agree that cities should do this?",
    "threshold_reason": "",
}  # fmt: skip
TEXTS = {
    "question": {
        "da": "Hvor enig er du i, at byerne bør gøre dette?",
        "es": "¿Hasta qué punto está de acuerdo en que las ciudades lo hagan?",
        "zh-hans": "您在多大程度上同意各城市应当这样做？",
    },
    "information": {
        "da": "Tolv udsagn, cirka ti minutter per runde, to runder. Du kan stoppe når som helst. Ingen kan se, hvem "
              "der gav hvilken vurdering, heller ikke de, der leder panelet.",
        "es": "Doce afirmaciones, unos diez minutos por ronda, dos rondas. Puede dejarlo cuando quiera. Nadie ve quién "
              "dio qué valoración, tampoco quienes dirigen el panel.",
        "zh-hans": "十二条陈述，每轮约十分钟，共两轮。您可以随时退出。没有人能看到谁给了什么评分，组织者也不能。",
    },
}  # fmt: skip
ANCHORS = {
    "1": {"en": "do not agree at all", "da": "slet ikke enig", "es": "nada de acuerdo", "zh-hans": "完全不同意"},
    "9": {"en": "fully agree", "da": "helt enig", "es": "totalmente de acuerdo", "zh-hans": "完全同意"},
}
GROUPS = ("peers", "practitioners", "researchers", "officials")
# handle, group, lives with diabetes or cares for somebody who does, may be named
PANEL = (
    ("bo", "peers", True, True), ("priya", "peers", True, True), ("mette", "peers", True, False),
    ("xiaohong", "peers", True, False), ("mei", "practitioners", False, True), ("sofie", "practitioners", False, True),
    ("zhaomin", "practitioners", False, False), ("emily", "practitioners", False, True),
    ("anders", "researchers", False, True), ("tom", "researchers", False, True),
    ("zhanglei", "researchers", True, False), ("freja", "officials", False, True), ("diego", "officials", False, True),
    ("guoqiang", "officials", False, False),
)  # fmt: skip
DECLINED = ("jianing", "peers")
LEFT = ("emily", "My clinic opens a second site; I cannot give this the time that it needs.")
INTERESTS = {"sofie": ("Employed by a sponsor of the programme.", True, (6,))}
"""{handle: (words, is it a sponsor, numbers of statements that the person leaves aside)}"""

# English, source, slug of a work in the library, the other languages (da, es, zh-hans); ratings of both
# rounds in the order of PANEL: a number, "-" cannot judge, "." no answer. The first six are those of the page.
SAME = tuple(one["text"] for one in page.STATEMENTS)
IN_CHINESE = tuple(one[0] for one in page.CHINESE)
STATEMENTS = (
    (SAME[0], "Experience of Houston and Shanghai", "talking-about-insulin",
     "Alle, der får tilbudt insulin, får også tilbudt nogen at tale med, som selv lever med det.",
     "A toda persona a la que se le propone insulina se le ofrece también alguien con quien hablar que vive con ella.",
     IN_CHINESE[0], "99898988798788", "9999988.899889"),
    (SAME[1], "Drafting group", "zh-hearing-feelings",
     "Et program spørger, hvad den enkelte frygter ved insulin, og svarer på det, før det forklarer andet.",
     "El programa pregunta qué teme la persona de la insulina y responde a eso antes de explicar nada más.",
     IN_CHINESE[1], "9898877868-768", "9898888.78-878"),
    (SAME[2], "Peer line of Vancouver", "peer-line-contacts",
     "Den, der begynder på insulin, hører fra en peerstøtte i den første uge og igen i den anden.",
     "Quien empieza con insulina recibe noticias de un par en la primera semana y otra vez en la segunda.",
     IN_CHINESE[2], "87828767757676", "8782887.777877"),
    (SAME[3], "Rules of all five cities", "logic-of-the-warm-hand-over",
     "Peerstøtter giver aldrig råd om doser. De ved, hvem de skal ringe til, og hvornår man ikke skal vente.",
     "Los pares nunca aconsejan sobre dosis. Saben a quién llamar por su nombre y cuándo no hay que esperar.",
     IN_CHINESE[3], "99899999998999", "8998989.999999"),
    (SAME[4], "Drafting group, after a long evening", "la-familia-en-la-mesa",
     "Personen bestemmer selv, om familien, eller hvem der spiser ved samme bord, inviteres.",
     "La persona decide si se invita a la familia o a quien come en la misma mesa.",
     IN_CHINESE[4], "68787888778767", "4878878.788787"),
    (SAME[5], "Position of the network", "paying-peer-supporters",
     "Et program betaler sine peerstøtter eller dækker, hvad det koster dem, og giver hver især nogen at tale med.",
     "El programa paga a sus pares o cubre lo que les cuesta, y da a cada cual alguien con quien hablar.",
     IN_CHINESE[5], "9987.887887787", "9988.88.888878"),
    ("Peer supporters may show how an injection is given, on a cushion.", "Drafting group", "",
     "Peerstøtter må vise, hvordan man giver en indsprøjtning, på en pude.",
     "Los pares pueden mostrar cómo se pone una inyección, en un cojín.",
     "同伴支持者可以在垫子上演示如何注射。", "89983224536423", "8992223.435323"),
    ("Talks are held without names, so that nobody has to fear for a job or an insurance.", "Position of the network",
     "privacy-in-a-peer-group",
     "Samtaler foregår uden navne, så ingen skal frygte for sit job eller sin forsikring.",
     "Las conversaciones se hacen sin nombres, para que nadie tema por su trabajo o su seguro.",
     "谈话不记姓名，让任何人都不必为工作或保险担心。", "98923278753629", "9892337.863728"),
    ("A leaflet alone is enough for people who read well.", "Put in to see whether everything is agreed to", "",
     "En folder alene er nok til dem, der læser godt.",
     "Para quienes leen bien basta con un folleto.",
     "对阅读能力好的人来说，一份宣传单就够了。", "11213223412332", "2121212.311221"),
    ("Every programme counts who starts and who still injects after six months.", "Research group",
     "small-set-of-indicators",
     "Hvert program tæller, hvem der begynder, og hvem der stadig tager insulin efter seks måneder.",
     "Cada programa cuenta quién empieza y quién sigue inyectándose a los seis meses.",
     "每个项目都统计谁开始了注射、六个月后谁还在坚持。", "43546576999645", "5354656.898755"),
    ("The family is invited to the first talk, unless the person says no.", "Promotoras of Houston", "",
     "Familien inviteres til den første samtale, medmindre personen siger nej.",
     "Se invita a la familia a la primera conversación, salvo que la persona diga que no.",
     "除非本人拒绝，第一次谈话就邀请家人参加。", "92873849265487", "9376374.654685"),
    ("Peer supporters pass a test before their first talk about insulin.", "Officials of two cities", "",
     "Peerstøtter består en prøve før deres første samtale om insulin.",
     "Los pares aprueban un examen antes de su primera conversación sobre insulina.",
     "同伴支持者在第一次谈胰岛素之前须通过考核。", "12437889543798", "2243778.655787"),
)  # fmt: skip

# round, statement, handle, kind, language, words, what is shown ("" as it is), {language: translation}
REMARKS = (
    (1, 6, "bo", "comment", "en", "Bus fare alone is six dollars. Who thinks that this is about getting rich?",
     "", {"zh-hans": "光车费就要六美元。谁会觉得这是为了发财？"}),
    (1, 6, "guoqiang", "comment", "zh-hans", "我们街道没有这笔预算，付报酬会让志愿服务变味。天津的李主任也这么看。",
     "我们街道没有这笔预算，付报酬会让志愿服务变味。",
     {"en": "Our district has no budget for it, and pay changes what volunteering means."}),
    (1, 7, "zhaomin", "comment", "zh-hans", "演示注射是护士的工作。出了差错谁负责？", "",
     {"en": "Showing injections is a nurse's work. Who answers if it goes wrong?",
      "es": "Mostrar inyecciones es trabajo de enfermería. ¿Quién responde si sale mal?"}),
    (1, 7, "priya", "comment", "en", "I learned it from another patient on a kitchen table. It took away the fear.",
     "", {"zh-hans": "我是在厨房桌边跟另一位病友学会的，从此就不怕了。"}),
    (1, 8, "mei", "comment", "zh-hans", "完全不记姓名，我们就无法回访处在危险中的人。", "",
     {"en": "Without any name we cannot call back somebody who is in danger."}),
    (1, 3, "anders", "wording", "en", "… within the first week, and again within the first month.", "", {}),
    (2, 11, "diego", "comment", "es", "En Houston la familia ya viene sin que nadie la invite.",
     "Aquí la familia ya viene sin que nadie la invite.",
     {"en": "Here the family comes anyway, without being invited."}),
)  # fmt: skip
# after the last round: statement, handle, language, words, {language: translation}
DISSENT = (
    (3, "xiaohong", "zh-hans", page.STATEMENTS[2]["dissent"][0]["words"],
     {"en": "Two calls are not possible for us: one group leader looks after forty people. If it says “should”, those "
            "who cannot do it will feel that they have failed."}),
    (5, "bo", "en", page.STATEMENTS[4]["dissent"][0]["words"],
     {"zh-hans": "在我们那条街，没有人独自开始做任何事。只请本人，就等于谁也没请。"}),
)  # fmt: skip

STORY = {
    "why_consensus": "Few trials look at peers at the start of insulin; five cities do it in five ways.",
    "why_method": "People in many time zones, no money for a meeting, and officials and peers who would not speak as "
    "freely in one room.",
    "audience": "Programme coordinators and the officials who pay them.",
    "registration": "Nowhere; the locked protocol is public on this portal.",
    "steering": "Nova Lindqvist and two coordinators who did not rate drafted the statements and wrote this report.",
    "recruitment": "Coordinators named people in each group; everybody named was asked by mail, once.",
    "involvement": "Two people who use insulin read the statements aloud and changed four of them.",
    "evidence": "The library of this portal, and a search for trials of peer support at the start of insulin.",
    "drafting": "From the rules of the five cities and from what peer supporters wrote in their logs.",
    "piloting": "Three members who are not on the panel rated them once; two statements were taken apart.",
    "rounds_why": "Two, since people give this their evenings.",
    "comments": "One person read all remarks and took out what tells who wrote it; a second person checked that.",
    "strengths": "Peers and officials answered the same statements, and most stayed to the end.",
    "limits": "Fourteen people; cities whose programmes have just begun are missing.",
    "applicability": "Cities with a clinic that works with peer supporters. Not children, not pregnancy.",
    "funding": "The network's own budget; Copenhagen gave the facilitator's hours.",
    "interests_managed": "One person works for a sponsor of the programme and left the statement on pay aside.",
    "dissemination": "As a page of the state of the art, and at the next summit.",
}
"""What the facilitator wrote for the report; two things are left open, so that the report shows how that looks."""
