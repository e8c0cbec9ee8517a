"""A large PDF that is a true document: Chinese and English text, many pages, a picture on every second one.

It serves to try uploads, reading and search. Two pairs of rare words stand in it and nowhere else in the demo.
"""

import io
import random
import tempfile
from pathlib import Path

import typst
from PIL import Image, ImageDraw

from network.demo.content.makers.pdf import fonts, quoted

RARE_CHINESE = ("琥珀罗盘", "晨雾渡口")
RARE_ENGLISH = ("quillwort lantern", "marzipan barometer")
TITLE = "社区同伴支持年度记录：听见彼此，走得更远"

CHINESE = (
    "同伴支持者与糖友一起把医生的建议放进每天的生活：买菜、做饭、走路、测血糖，也包括心里不好受的时候。",
    "小组在社区卫生服务中心二楼活动，每两周一次。到场的人先说一件这两周做成的小事，再说一件还在为难的事。",
    "有人问：胰岛素是不是最后一步？同伴支持者先听他为什么这样想，再请社区医生说明，不替医生作决定。",
    "糖尿病困扰不是意志薄弱。愿意听、不追问、不评判，往往比多讲一遍知识更有用。",
    "居民和研究者一起看数据：谁来了，谁没有来，为什么。下一轮的活动由大家商量着改。",
)
ENGLISH = (
    "Peer supporters keep to what they know: living with diabetes day by day, and where to find help.",
    "Each group decides at its first meeting what may be told outside the room, and what stays inside it.",
    "What we count is small: who came, how often, what they wished for, and whom they were put in touch with.",
    "When somebody is unwell or speaks of giving up on life, the peer supporter hands over on the same day.",
)

TEMPLATE = """
#set document(title: {title}, author: "林梅",
  date: datetime(year: 2026, month: 1, day: 5, hour: 9, minute: 0, second: 0))
#set text(font: "Noto Sans CJK SC", lang: "zh", region: "cn", size: 11pt)
#set page(paper: "a4", margin: 25mm, numbering: "1")
#set par(leading: 0.9em, spacing: 1.3em)
#text(size: 26pt, weight: "bold", fill: rgb("#B02A68"), {title})
"""


def picture(number, side=720):
    """A JPEG of about half a megabyte: a drawn landscape under grain, the same for the same number."""
    draw = random.Random(number)  # noqa: S311
    scene = Image.new("RGB", (side, side * 3 // 4), (236, 232, 220))
    pen = ImageDraw.Draw(scene)
    for layer in range(6):
        shade = tuple(draw.randint(60, 210) for _ in range(3))
        height = side * (layer + 2) // 10
        points = [(x, height + draw.randint(-60, 60)) for x in range(0, side + 101, 100)]
        pen.polygon([*points, (side + 100, side), (0, side)], fill=shade)
    grain = Image.frombytes("RGB", scene.size, draw.randbytes(scene.width * scene.height * 3))
    buffer = io.BytesIO()
    Image.blend(scene, grain, 0.42).save(buffer, "JPEG", quality=92, subsampling=0)
    return buffer.getvalue()


def big_pdf(path, megabytes=20, rare=RARE_CHINESE + RARE_ENGLISH):
    """Write a PDF of at least `megabytes` (10^6 bytes each, at most one picture more) to `path` and return the path.

    `rare` are the words to search for afterwards; they stand on pages in the middle, spread one to a page.
    """
    path, wanted = Path(path), megabytes * 1_000_000
    draw = random.Random(20)  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        lines, size, number = [TEMPLATE.replace("{title}", quoted(TITLE))], 0, 0
        places = {2 + 2 * index: word for index, word in enumerate(rare)}
        while size < wanted or number <= max(places, default=0):
            number += 1
            lines.append(f"\n= {quoted(f'第{number}次记录')[1:-1]}\n")
            lines += [f"#{quoted(text)}\n" for text in draw.sample(CHINESE, 4)]
            lines += [f'#text(lang: "en", {quoted(text)})\n' for text in draw.sample(ENGLISH, 2)]
            if number in places:
                lines.append(
                    f"#{quoted(f'本次活动的暗号是“{places[number]}”。The word of the day was {places[number]}.')}\n"
                )
            if size < wanted:
                data = picture(number)
                (Path(folder) / f"{number}.jpg").write_bytes(data)
                size += len(data)
                lines.append(
                    f'#image("/{number}.jpg", width: 100%, alt: "第{number}次活动的画")\n#pagebreak(weak: true)\n'
                )
        source = Path(folder) / "main.typ"
        source.write_text("\n".join(lines), encoding="utf-8")
        path.write_bytes(typst.compile(str(source), root=folder, font_paths=fonts()))
    return path
