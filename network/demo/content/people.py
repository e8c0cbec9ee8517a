"""The people of the demo: the cast, whom tests and pages know by name, and some more members. All are made up."""

from functools import cache

from network.demo.content.cities import cities
from network.demo.content.model import PersonContent
from resources.library import vocabulary as words

CAST = (
    PersonContent(
        "mei", "林梅", "shanghai", "zh-hans", "programme coordinator", name_latin="Mei Lin", duty="coordinator",
        organisation="sha-maple-centre", languages=("zh-hans", "en"), interests=("supervision", "distress", "groups"),
        expertise=("groups", "peer-training", "clinic-links"), joined=900,
        about="在社区卫生服务中心做了十二年健康教育，现在负责上海的同伴支持项目。",
        offer="组长督导的做法与表格", seek="年轻人愿意参加的小组形式",
    ),
    PersonContent(
        "bo", "Bo Carter", "houston", "en", "peer coach", organisation="hou-bayou-clinic", languages=("en", "es"),
        interests=("insulin", "listening", "clinic-links"), expertise=("one-to-one", "insulin"), joined=400,
        about="Has lived with type 2 diabetes for sixteen years and coaches others at a neighborhood clinic.",
        offer="How to start a conversation in a waiting room", seek="Ways to keep in touch without being a burden",
    ),
    PersonContent(
        "nova", "Nova Lindqvist", "copenhagen", "en", "network administrator", languages=("en", "da"),
        interests=("participation", "privacy"), joined=1000, administrator=True,
        about="Looks after the portal and the partnerships of its cities.",
    ),
    PersonContent(
        "freja", "Freja Holm", "copenhagen", "da", "programme coordinator", duty="coordinator",
        organisation="cph-health-house", languages=("da", "en"), interests=("car", "housing-areas", "loneliness"),
        expertise=("participation", "car", "evaluation"), joined=950,
        about="Koordinerer byens peerstøtte og underviser i aktionsforskning.",
        offer="Metoder til arbejde i boligområder", seek="Erfaringer med supervision over tid",
    ),
    PersonContent(
        "diego", "Diego Salazar", "houston", "es", "programme coordinator", duty="coordinator",
        organisation="hou-promotoras", languages=("es", "en"), interests=("reach", "cost", "families"),
        expertise=("workforce", "reach"), joined=940,
        about="Coordina a promotoras en Houston y defiende que se les pague.",
        offer="Cómo presupuestar un equipo de pares", seek="Evidencia sobre costos",
    ),
    PersonContent(
        "priya", "Priya Sandhu", "vancouver", "en", "peer supporter", organisation="van-line", languages=("en",),
        interests=("distress", "digital", "migration"), expertise=("one-to-one", "digital"), joined=500,
        about="Answers the peer line two evenings a week and writes its short guides.",
        offer="Reading a guide with fresh eyes", seek="Other people who support by telephone",
    ),
    PersonContent(
        "tao", "王涛", "tianjin", "zh-hans", "peer supporter", name_latin="Tao Wang", organisation="tia-walkers",
        languages=("zh-hans",), interests=("movement", "groups"), expertise=("movement",), joined=450,
        about="患糖尿病十一年，带“饭后一圈”步行小组。", offer="把步行小组办下去的窍门", seek="雨天的活动办法",
    ),
    PersonContent(
        "carmen", "Carmen Ortiz", "houston", "es", "network coordinator", languages=("es", "en"),
        interests=("evaluation", "participation", "workforce"), expertise=("evaluation", "implementation"), joined=980,
        network_coordinator=True, about="Acompaña a las ciudades de la red y cuida lo que se publica.",
        offer="Acompañamiento en la primera evaluación", seek="Personas que revisen recursos en danés y chino",
    ),
    PersonContent(
        "sofie", "Sofie Brandt", "copenhagen", "da", "programme partner", languages=("da", "en"),
        interests=("evaluation", "workforce"), joined=600, sponsor_staff=True,
        about="Ansat hos netværkets sponsor; interessen er oplyst.",
    ),
    PersonContent(
        "xiu", "陈秀", "shanghai", "zh-hans", "community nurse", name_latin="Xiu Chen", status="applicant",
        languages=("zh-hans",), interests=("distress", "peer-training"), joined=2,
        about="社区护士，想在本街道办同伴小组。", offer="护理经验", seek="同伴支持者培训教材",
    ),
    PersonContent(
        "ex", "Erik Madsen", "copenhagen", "da", "former volunteer", status="left", languages=("da",), joined=800,
    ),
)  # fmt: skip

MORE = (
    PersonContent("mette", "Mette Krogh", "copenhagen", "da", "peer supporter", organisation="cph-neighbours",
                  languages=("da",), interests=("loneliness", "food"), expertise=("groups",), joined=700,
                  about="Bor i opgang 4 og har haft type 2-diabetes i ni år.",
                  offer="Kaffe og erfaring med grupper, der går i stå"),
    PersonContent("anders", "Anders Bech", "copenhagen", "da", "researcher", organisation="cph-research",
                  languages=("da", "en"), interests=("car", "evaluation"), expertise=("car", "evaluation"), joined=880,
                  about="Forsker sammen med beboere i stedet for i dem."),
    PersonContent("yusuf", "Yusuf Demir", "copenhagen", "da", "resident and peer supporter",
                  organisation="cph-neighbours", languages=("da",), interests=("families", "food", "migration"),
                  expertise=("reach",), joined=320, about="Laver mad til fællesspisning hver anden torsdag."),
    PersonContent("line", "Line Thorsen", "copenhagen", "da", "health consultant", duty="coordinator",
                  organisation="cph-health-house", languages=("da", "en"), interests=("workforce", "clinic-links"),
                  expertise=("workforce", "implementation"), joined=610, about="Arbejder med aftaler og frivillighed."),
    PersonContent("samira", "Samira Haddad", "copenhagen", "en", "peer supporter and interpreter",
                  organisation="cph-neighbours", languages=("en", "da"), interests=("migration", "listening"),
                  expertise=("listening", "migration"), joined=260,
                  about="Interprets between people and, when needed, between worlds."),
    PersonContent("dolores", "Dolores Rivera", "houston", "es", "promotora", organisation="hou-promotoras",
                  languages=("es",), interests=("families", "food", "insulin"), expertise=("families", "listening"),
                  joined=720, about="Promotora desde hace catorce años; vive con diabetes desde hace veinte."),
    PersonContent("terrence", "Terrence Hill", "houston", "en", "peer supporter, bus driver",
                  organisation="hou-evaluation", languages=("en",), interests=("sleep", "reach"),
                  expertise=("sleep",), joined=210, about="Drives nights. Talks with other drivers at the depot."),
    PersonContent("ana", "Ana Whitlock", "houston", "en", "evaluator", organisation="hou-evaluation",
                  languages=("en", "es"), interests=("evaluation", "cost"), expertise=("evaluation",), joined=830,
                  about="Evaluates with those who are evaluated.", offer="An hour on your evaluation plan"),
    PersonContent("luis", "Luis Cárdenas", "houston", "es", "nurse", organisation="hou-bayou-clinic",
                  languages=("es", "en"), interests=("insulin", "medicines"), expertise=("insulin", "safety"),
                  joined=540, about="Enfermero en una clínica de barrio."),
    PersonContent("grace", "Grace Nguyen", "houston", "en", "volunteer coordinator", duty="coordinator",
                  organisation="hou-promotoras", languages=("en",), interests=("peer-recruitment", "supervision"),
                  expertise=("peer-recruitment",), joined=390, about="Finds people who did not know that they can."),
    PersonContent("emily", "Emily Chow", "vancouver", "en", "programme coordinator", duty="coordinator",
                  organisation="van-commons", languages=("en", "zh-hans"), interests=("migration", "supervision"),
                  expertise=("supervision", "migration"), joined=910,
                  about="Coordinates groups in four languages.", seek="Groups for young people"),
    PersonContent("harjit", "Harjit Dhillon", "vancouver", "en", "peer supporter", organisation="van-commons",
                  languages=("en",), interests=("food", "families"), expertise=("groups", "food"), joined=350,
                  about="Leads a group in Punjabi after the Sunday meal."),
    PersonContent("tom", "Tom Okoro", "vancouver", "en", "researcher", organisation="van-lab", languages=("en",),
                  interests=("car", "evaluation", "participation"), expertise=("car", "participation"), joined=860,
                  about="Works with photographs, diaries and very few slides."),
    PersonContent("rosa", "Rosa Delgado", "vancouver", "es", "peer supporter", organisation="van-commons",
                  languages=("es", "en"), interests=("migration", "loneliness"), expertise=("one-to-one",), joined=180,
                  about="Acompaña en español a personas recién llegadas."),
    PersonContent("dennis", "Dennis Fraser", "vancouver", "en", "peer supporter", organisation="van-line",
                  languages=("en",), interests=("monitoring", "hypoglycaemia"), expertise=("monitoring",), joined=480,
                  about="Forty years with type 1 diabetes; on the line since it began."),
    PersonContent("jianing", "吴佳宁", "shanghai", "zh-hans", "researcher", name_latin="Jianing Wu", duty="coordinator",
                  organisation="sha-school", languages=("zh-hans", "en"), interests=("evaluation", "car"),
                  expertise=("evaluation", "car"), joined=760, about="研究社区行动研究与项目评估。"),
    PersonContent("jianhua", "孙建华", "shanghai", "zh-hans", "peer group leader", name_latin="Jianhua Sun",
                  organisation="sha-neighbours", languages=("zh-hans",), interests=("groups", "food"),
                  expertise=("groups",), joined=660, about="退休工人，当组长六年。", offer="愿意带两位新组长"),
    PersonContent("luwen", "陆文", "shanghai", "zh-hans", "community doctor", name_latin="Wen Lu",
                  organisation="sha-maple-centre", languages=("zh-hans", "en"), interests=("insulin", "safety"),
                  expertise=("clinic-links", "safety"), joined=580, about="社区全科医生，每三周到小组答疑一次。"),
    PersonContent("xiaohong", "顾小红", "shanghai", "zh-hans", "peer supporter", name_latin="Xiaohong Gu",
                  organisation="sha-neighbours", languages=("zh-hans",), interests=("distress", "families"),
                  expertise=("listening",), joined=310, about="患糖尿病八年，学会了先听。"),
    PersonContent("hejing", "何静", "shanghai", "zh-hans", "social worker", name_latin="Jing He",
                  organisation="sha-neighbours", languages=("zh-hans",), interests=("peer-recruitment", "privacy"),
                  expertise=("peer-recruitment", "privacy"), joined=240, about="社工，负责招募与志愿者权益。"),
    PersonContent("guoqiang", "李国强", "tianjin", "zh-hans", "programme coordinator", name_latin="Guoqiang Li",
                  duty="coordinator", organisation="tia-canal-centre", languages=("zh-hans",),
                  interests=("workforce", "movement"), expertise=("implementation", "workforce"), joined=890,
                  about="负责天津的同伴支持项目。", offer="三个街道的经费测算", seek="评估方法"),
    PersonContent("zhaomin", "赵敏", "tianjin", "zh-hans", "nurse", name_latin="Min Zhao",
                  organisation="tia-canal-centre", languages=("zh-hans",), interests=("insulin", "hypoglycaemia"),
                  expertise=("insulin", "hypoglycaemia"), joined=530, about="糖尿病专科护士。"),
    PersonContent("guilan", "刘桂兰", "tianjin", "zh-hans", "peer group leader", name_latin="Guilan Liu",
                  organisation="tia-walkers", languages=("zh-hans",), interests=("movement", "loneliness"),
                  expertise=("groups", "movement"), joined=470, about="步行小组的第一位组长。"),
    PersonContent("zhanglei", "张磊", "tianjin", "zh-hans", "researcher", name_latin="Lei Zhang",
                  organisation="tia-college", languages=("zh-hans", "en"), interests=("evaluation", "implementation"),
                  expertise=("evaluation",), joined=640, about="做社区健康研究，喜欢听退出的人怎么说。"),
    PersonContent("mengting", "孟婷", "tianjin", "zh-hans", "health educator", name_latin="Ting Meng",
                  organisation="tia-canal-centre", languages=("zh-hans",), interests=("peer-training", "digital"),
                  expertise=("peer-training",), joined=150, about="负责培训与宣传材料。"),
    PersonContent("lucia", "Lucía Herrera", "mexico-city", "es", "programme coordinator", duty="coordinator",
                  languages=("es",), interests=("reach", "peer-recruitment"), joined=40,
                  about="Prepara el primer programa de la ciudad.", seek="Ciudades que trabajen en mercados"),
    PersonContent("hangming", "沈航", "hangzhou", "zh-hans", "programme coordinator", name_latin="Hang Shen",
                  duty="coordinator", languages=("zh-hans",), interests=("peer-training", "groups"), joined=100,
                  about="正在准备第一批同伴支持者培训。"),
    PersonContent("nadia", "Nadia Rahman", "houston", "en", "pharmacist", status="applicant", languages=("en",),
                  interests=("medicines", "clinic-links"), joined=5,
                  about="Community pharmacist who would like to send people to a peer group.",
                  offer="Questions about medicines in plain words", seek="A group that I can send people to"),
    PersonContent("robin", "Robin Vale", "vancouver", "en", "marketing consultant", status="declined",
                  languages=("en",), joined=33, about="Sells advertising space to health organisations.",
                  offer="A discount", seek="Addresses of members"),
    PersonContent("kirsten", "Kirsten Dahl", "copenhagen", "da", "volunteer", status="applicant", languages=("da",),
                  interests=("movement", "loneliness"), joined=1, about="Vil gerne gå med i Vintergang.",
                  offer="Ben og tid", seek="Nogen at gå med"),
)  # fmt: skip


@cache
def people():
    """The cast first, then the others; cities, organisations and topics are checked against what exists."""
    cast = tuple(PersonContent(**{**vars(person), "cast": True}) for person in CAST)
    everybody = cast + MORE
    places = {city.slug: city for city in cities()}
    organisations = {organisation.slug for city in cities() for organisation in city.organisations}
    for person in everybody:
        words.check(f"{person.handle}: city", places, person.city)
        words.check(f"{person.handle}: language", words.LANGUAGES, person.language, *person.languages)
        words.check(f"{person.handle}: topics", words.TOPICS, *person.interests, *person.expertise)
        if person.organisation:
            words.check(f"{person.handle}: organisation", organisations, person.organisation)
    if len({person.handle for person in everybody}) != len(everybody):
        raise ValueError("two people share a handle")
    return everybody
