"""What cities of the demo used of each other, and how it went; people and figures are made up.

Days are counted back from today. `version` is the resource of the demo that the city made of the original; `more` are
the fields of a report that may be told later.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class UseContent:
    """One report: on which resource, by whom, so many days ago."""

    resource: str
    by: str
    days_ago: int
    use: str
    rating: int
    line: str
    changed: str = ""
    version: str = ""
    visibility: str = "public"
    days: tuple = ()
    more: dict = field(default_factory=dict)


def step(state, text=""):
    """Return one of the five steps as a report keeps it."""
    return {"state": state, "text": text}


TIANJIN = UseContent(
    "talking-about-insulin", "zhaomin", 26, "changed", 4,
    "先谈家里人怎么看，再谈针，大家才肯开口。",
    "四个角色扮演改成五个：加了“老伴不同意”一场。人名、称呼和饭菜都换成天津的。每场由九十分钟缩到四十分钟，"
    "放在早市后的活动里。",
    version="zh-insulin-conversations", days=(420, 60),
    more={
        "place": "天津市南开区社区卫生服务中心，早市旁的小组", "setting": ["primary-care", "community"],
        "populations": ["type-2", "older-people", "peer-supporters"], "reached": 64,
        "steps": {
            "needs": step("done", "和十二位糖友、四位老伴谈过。最怕的不是疼，是“离不开了”和“让亲戚知道”。"),
            "plan": step("done", "两位组长、一位护士和休斯敦的Luis在线讨论了两次，定下什么不能动：不谈剂量，"
                                 "最后请护士回答问题。"),
            "pretest": step("done", "先在一个六人小组里试了两场，一场太长，一场没人愿意演。"),
            "feedback": step("done", "大家不愿演“病人”，改成两人一组念台词，再自由说。"),
            "evaluated": step("partly", "数了到场人数和问题卡；还没有问三个月以后的情况。"),
        },
        "kept": "安全页和“边界”那一场一字不改；最后二十分钟请护士回答卡片上的问题。",
        "modified": ["content", "context"], "context_changes": ["format", "setting", "population"],
        "content_changes": ["tailor", "add", "shorten", "reorder"], "levels": ["group", "population"],
        "fidelity": "consistent", "stages": ["planning", "pretest"], "planned": "both",
        "deciders": ["peers", "recipients", "clinicians", "authors"], "goals": ["fit", "feasibility", "retention"],
        "reasons": ["recipient:culture", "recipient:age", "organisation:time", "provider:training"],
        "why": "原文从个人的感受讲起。在我们这里，打不打针是一家人的事，老伴不点头，本人说了不算。"
               "先把家里人的话摆出来，后面才谈得下去。",
        "reach": "六个小组，六十四人，其中四十一位女性。还在上班的人来得少：活动在上午。",
        "result": "问题卡收了一百一十三张，最多的是“会不会上瘾”。两位组长说，现在自己不再急着劝人。有一组散了，"
                  "因为换了活动室。",
        "recommend": "changed",
    },
)  # fmt: skip

USES = (
    TIANJIN,
    UseContent(
        "talking-about-insulin", "dolores", 78, "changed", 5,
        "En español y con la familia sentada, las preguntas salieron solas.",
        "Lo pasamos al español de aquí, cambiamos los nombres y sumamos una escena con la hija que cocina. "
        "La hoja de seguridad quedó igual.",
        version="conversar-sobre-la-insulina", days=(300, 90),
        more={
            "place": "Salón de la parroquia, Segundo Barrio", "setting": ["faith", "community"], "reached": 185,
            "populations": ["type-2", "families", "migrants"], "modified": ["content", "training"],
            "content_changes": ["tailor", "add"], "levels": ["population"], "fidelity": "consistent",
            "stages": ["planning"], "planned": "planned", "deciders": ["peers", "authors", "community"],
            "goals": ["fit", "reach", "equity"], "reasons": ["recipient:languages", "recipient:culture"],
            "kept": "Las pausas, el orden de las escenas y el límite: las promotoras no hablan de dosis.",
            "why": "«Tarea» sonaba a escuela; ahora se llama «lo que probé esta semana».",
            "result": "De 22 promotoras, 19 siguen dando el encuentro sin ayuda.", "recommend": "yes",
            "steps": {"needs": step("done", "Tres pláticas con nueve familias."), "pretest": step("done"),
                      "plan": step("done"), "feedback": step("done"), "evaluated": step("partly")},
        },
    ),
    UseContent(
        "talking-about-insulin", "mette", 19, "parts", 4,
        "To af rollespillene, og kun med folk der kendte hinanden i forvejen.",
        "Vi brugte scene 1 og 4 og lod de to andre ligge. James blev til Jens, og vi sad ved køkkenbordet i stedet for "
        "i en rundkreds.",
        days=(150, 60),
        more={
            "place": "Beboerhuset, køkkenet på tredje sal", "setting": ["housing"], "reached": 17,
            "populations": ["type-2", "residents"], "modified": ["context", "content"],
            "context_changes": ["setting", "format"], "content_changes": ["remove", "shorten", "tailor"],
            "fidelity": "unknown", "planned": "reactive", "deciders": ["peers"], "goals": ["feasibility", "retention"],
            "reasons": ["recipient:readiness", "provider:preferences"],
            "why": "Onkel-historien fik to til at gå hjem. Vi turde ikke tage den op igen uden en sygeplejerske "
                   "i rummet.",
            "kept": "Pausen før man svarer.", "recommend": "changed",
            "result": "Fjorten af sytten kom igen gangen efter. Ingen sygeplejerske kunne komme om aftenen, så "
                      "spørgsmålene "
                      "blev skrevet ned og taget med til klinikken.",
        },
    ),
    UseContent(
        "talking-about-insulin", "priya", 46, "changed", 3,
        "By telephone the silences are harder: we had to name them.",
        "One peer and one trainer on the line instead of a group. We read the scenes aloud and said “I am leaving a "
        "pause now”.",
        days=(200, 50),
        more={
            "place": "Telephone peer line", "setting": ["telephone"], "reached": 31, "populations": ["type-2"],
            "modified": ["context", "training"], "context_changes": ["format"],
            "content_changes": ["loosen", "shorten"],
            "levels": ["supporter"], "fidelity": "unknown", "planned": "planned", "deciders": ["team", "peers"],
            "goals": ["reach", "feasibility"], "reasons": ["organisation:place", "recipient:access"],
            "kept": "The scene about the border, word for word.",
            "reach": "Thirty-one peers in six months, eleven of them north of the city. None who is hard of hearing.",
            "result": "Peers feel surer about handing over; about fear they do not. We would meet once in person "
                      "first.",
            "recommend": "not-yet",
        },
    ),
    UseContent(
        "zh-insulin-conversations", "xiaohong", 9, "changed", 4,
        "天津的第三场最有用；我们把它放到第一次。",
        "“老伴不同意”移到最前面；天津话改成上海人听得惯的说法；每次只演一场。",
        days=(24, 12),
        more={
            "place": "枫林社区卫生服务中心", "setting": ["primary-care"], "reached": 22,
            "populations": ["type-2", "families"],
            "modified": ["content"], "content_changes": ["reorder", "tailor", "spread"], "fidelity": "consistent",
            "planned": "planned", "deciders": ["peers", "coordinator"], "goals": ["fit"],
            "reasons": ["recipient:culture"], "kept": "安全页，和最后请护士回答问题。", "recommend": "yes",
        },
    ),
    UseContent(
        "conversar-sobre-la-insulina", "lucia", 33, "parts", 3,
        "La escena de la hija abrió la plática; las demás no cupieron en la sala de espera.",
        "Solo una escena, de pie, en diez minutos, mientras la gente espera su turno.",
        days=(80, 40),
        more={
            "place": "Sala de espera, centro de salud de Iztapalapa", "setting": ["primary-care"], "reached": 140,
            "modified": ["context", "content"], "content_changes": ["shorten", "remove"],
            "context_changes": ["setting"],
            "fidelity": "inconsistent", "planned": "reactive", "goals": ["reach"],
            "reasons": ["organisation:resources"],
            "result": "Muchas personas la oyeron; pocas hicieron preguntas. Con silla y puerta sería otra cosa.",
            "recommend": "not-yet",
        },
    ),
    UseContent(
        "theory-of-change-one-page", "tao", 150, "changed", 4,
        "把箭头画在散步路线上，大家一看就懂。",
        "八个格子减到五个，用饭后走一圈的路线代替方框。",
        version="zh-one-page-theory-of-change", days=(240, 180),
        more={"place": "饭后一圈步行小组", "setting": ["community"], "reached": 26, "modified": ["content"],
              "content_changes": ["tailor", "remove"], "deciders": ["peers", "researchers"], "goals": ["fit"],
              "kept": "每个箭头旁边写一句：我们凭什么这样想。", "recommend": "yes"},
    ),
    UseContent(
        "theory-of-change-one-page", "carmen", 64, "changed", 5,
        "Una tarde con el grupo y la hoja quedó pegada en la pared.",
        "La hicimos con notas de colores y en español; agregamos una columna de «lo que puede salir mal».",
        version="teoria-del-cambio", days=(120, 110),
        more={"setting": ["community"], "reached": 14, "modified": ["content"], "content_changes": ["add", "tailor"],
              "goals": ["satisfaction", "fit"], "recommend": "yes"},
    ),
    UseContent(
        "supervision-that-supports", "mei", 4, "changed", 4,
        "每月一次的督导，先喝茶十分钟，组长才说真话。",
        "原来的轮流发言改成两人先聊，再回到大组；加了一页“今天谁照顾了我”。",
        version="zh-leaders-supervision", days=(90, 5), visibility="members",
        more={"place": "上海市徐汇区", "setting": ["primary-care"], "reached": 18, "populations": ["peer-supporters"],
              "modified": ["context", "content"], "content_changes": ["add", "reorder"], "goals": ["retention"],
              "result": "半年里十八位组长只有一位离开；前一年是五位。", "recommend": "yes"},
    ),
    UseContent(
        "samtalekort-diabetesstress", "bo", 55, "parts", 4,
        "Six of the cards carried a whole season in the waiting room.",
        "We drew the six cards that need no reading, and printed them large.",
        days=(170, 60),
        more={"place": "Bayou clinic, waiting room", "setting": ["primary-care"], "reached": 73,
              "modified": ["content", "context"], "content_changes": ["remove", "tailor"],
              "goals": ["equity", "fit"], "reasons": ["recipient:literacy"], "recommend": "changed"},
    ),
    UseContent(
        "zh-once-round-after-dinner", "freja", 14, "changed", 5,
        "Fra middag til efter bussen: den samme tur, bare et andet tidspunkt.",
        "Turen går efter arbejde og slutter ved biblioteket, hvor der er varme om vinteren.",
        days=(200,),
        more={"place": "Sydhavnen", "setting": ["housing", "community"], "reached": 38, "modified": ["context"],
              "context_changes": ["setting"], "content_changes": ["tailor"], "planned": "planned",
              "goals": ["fit", "reach"], "kept": "Ingen tilmelding, samme sted hver gang.", "recommend": "yes"},
    ),
    UseContent(
        "first-ninety-days", "jianing", 90, "stopped", 2,
        "九十天里打十二个电话太多，志愿者撑不住，我们停下来重新想。",
        "电话从十二个减到六个，仍然太多。",
        days=(260, 180), visibility="members",
        more={"setting": ["telephone"], "reached": 9, "modified": ["content"], "content_changes": ["shorten"],
              "fidelity": "inconsistent", "planned": "reactive", "goals": ["feasibility"],
              "reasons": ["provider:load", "organisation:resources"], "recommend": "no",
              "result": "九位新确诊的糖友里，四位说电话有用；三位志愿者退出。"},
    ),
)  # fmt: skip
