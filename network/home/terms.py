"""How the front page greets before anybody has edited it. Data from then on: see HomePage."""

NAMES = {
    "en": "Peer Support Knowledge Network",
    "da": "Videnetværket for peerstøtte",
    "es": "Red de conocimiento sobre apoyo entre pares",
    "zh-hans": "同伴支持知识网络",
}
HEADLINES = {
    "en": "Living with diabetes teaches things that no textbook holds. Partner cities put them to work.",
    "da": "Livet med diabetes lærer os ting, som ingen lærebog rummer. Partnerbyer bruger dem.",
    "es": "Vivir con diabetes enseña lo que no está en ningún manual. Ciudades asociadas lo ponen en práctica.",
    "zh-hans": "与糖尿病相处的日子，教会人书本上没有的东西。伙伴城市让它派上用场。",
}
LEDES = {
    "en": "Peer supporters, researchers and city officials share here how people living with diabetes help one "
    "another: what they tried, what they wrote, and what other cities can use.",
    "da": "Her deler peerstøttere, forskere og byernes ansatte, hvordan mennesker med diabetes hjælper hinanden: "
    "hvad de har prøvet, hvad de har skrevet, og hvad andre byer kan bruge.",
    "es": "Aquí, quienes dan apoyo entre pares, investigan o trabajan para sus ciudades comparten cómo se "
    "ayudan entre sí las personas que viven con diabetes: lo que probaron, lo que escribieron "
    "y lo que sirve a otras ciudades.",
    "zh-hans": "同伴支持者、研究者和城市工作者在这里分享与糖尿病共同生活的人如何互相帮助："
    "试过什么，写下了什么，别的城市可以用上什么。",
}
