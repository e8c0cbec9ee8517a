"""The panel that runs: 'Talking about diabetes distress', its first round open; and a nominal group being planned."""

TITLE = "Talking about diabetes distress"
TITLES = {
    "da": "At tale om diabetesstress",
    "es": "Hablar del malestar por la diabetes",
    "zh-hans": "谈谈糖尿病带来的心理负担",
}
RUN_BY = "carmen"
LANGUAGES = ("da", "es", "zh-hans")
PROTOCOL = {
    "aim": "What a peer supporter may do, and should leave to others, when somebody is worn out by diabetes.",
    "panel_rule": "People from four cities who meet distress in groups, on the telephone, or in a clinic.",
    "information": "Six statements, five minutes. Your answers are saved one by one; come back whenever you like.",
    "consent": "I take part freely. My ratings are used without my name.",
    "question": "How far do you agree?",
}
TEXTS = {
    "question": {
        "da": "Hvor enig er du?",
        "es": "¿Hasta qué punto está de acuerdo?",
        "zh-hans": "您在多大程度上同意？",
    },
    "information": {
        "da": "Seks udsagn, fem minutter. Dine svar gemmes ét ad gangen; kom tilbage, når du vil.",
        "es": "Seis afirmaciones, cinco minutos. Sus respuestas se guardan una a una; vuelva cuando quiera.",
        "zh-hans": "六条陈述，五分钟。您的回答逐条保存，随时可以回来继续。",
    },
}
GROUPS = ("peers", "practitioners", "researchers")
PANEL = (
    ("bo", "peers"), ("priya", "peers"), ("tao", "peers"), ("mette", "peers"), ("xiaohong", "peers"),
    ("mei", "practitioners"), ("freja", "practitioners"), ("diego", "practitioners"), ("grace", "practitioners"),
    ("tom", "researchers"), ("ana", "researchers"), ("jianing", "researchers"),
)  # fmt: skip
INVITED = (("line", "practitioners"),)
STATEMENTS = (
    ("Every group meeting leaves ten minutes in which nobody talks about figures.",
     "Hvert gruppemøde har ti minutter, hvor ingen taler om tal.",
     "En cada encuentro hay diez minutos en los que nadie habla de cifras.",
     "每次小组活动留出十分钟，谁都不谈指标。"),
    ("A peer supporter asks once, in plain words, whether somebody thinks of ending their life.",
     "En peerstøtte spørger én gang, med klare ord, om nogen tænker på at tage sit liv.",
     "Quien acompaña pregunta una vez, con palabras claras, si la persona piensa en quitarse la vida.",
     "同伴支持者会用明白的话问一次：有没有想过结束生命。"),
    ("Distress is not a failure of will, and the word 'compliance' is not used.",
     "Diabetesstress er ikke mangel på vilje, og ordet 'compliance' bruges ikke.",
     "El malestar no es falta de voluntad, y no se usa la palabra «cumplimiento».",
     "心理负担不是意志薄弱，也不使用“依从性”这个词。"),
    ("Peer supporters have somebody to talk to within two days after a hard talk.",
     "Peerstøtter har nogen at tale med inden for to dage efter en svær samtale.",
     "Después de una conversación difícil, el par tiene con quién hablar en dos días.",
     "艰难的谈话之后两天内，同伴支持者自己也有人可以倾诉。"),
    ("A short questionnaire on distress is offered once a year, and never to compare people.",
     "Et kort spørgeskema om diabetesstress tilbydes en gang om året, og aldrig for at sammenligne mennesker.",
     "Una vez al año se ofrece un cuestionario breve sobre el malestar, nunca para comparar personas.",
     "每年提供一次简短的心理负担问卷，绝不用来比较人。"),
    ("What is said in a group stays there, also towards the clinic, unless a life is in danger.",
     "Det, der siges i gruppen, bliver der, også over for klinikken, medmindre et liv er i fare.",
     "Lo que se dice en el grupo queda en el grupo, también ante la clínica, salvo que peligre una vida.",
     "小组里说的话留在小组里，对诊所也不说，除非有生命危险。"),
)  # fmt: skip
# Whoever has answered so far, statement by statement; Bo is in the middle of it, Mei has not begun.
ANSWERED = {
    "priya": "897988", "tao": "78-878", "mette": "988989", "freja": "898888", "tom": "765987", "ana": "878869",
    "bo": "98", "jianing": "79",
}  # fmt: skip

SUMMIT = "What the next summit should take up"
SUMMIT_RUN_BY = "freja"
SUMMIT_AIM = "Five questions for an afternoon of the next summit, found by those who will be there."
SUMMIT_PANEL = (("yusuf", "peers"), ("samira", "peers"), ("line", "practitioners"), ("anders", "researchers"))
