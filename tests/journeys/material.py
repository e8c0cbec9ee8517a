"""Real files for the journeys: a PDF of 20 MB with rare words inside, a Word document, slides."""

from docx import Document
from pptx import Presentation

from network.demo.content.big import TITLE, big_pdf


def make(folder):
    """Write the three files and return their paths, the PDF first."""
    pdf = big_pdf(folder / "年度记录.pdf", megabytes=20)
    document = Document()
    document.core_properties.title = "小组活动提纲"
    document.add_heading("小组活动提纲", 0)
    for line in (
        "每次活动先请到场的人说一件做成的小事。",
        "再说一件还在为难的事，大家一起想办法。",
        "最后约好下一次的时间。",
    ):
        document.add_paragraph(line)
    document.save(folder / "活动提纲.docx")
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text = "同伴支持者培训第一课"
    slide.placeholders[1].text = "倾听，不评判，把话说完。"
    slides.save(folder / "培训第一课.pptx")
    return [pdf, folder / "活动提纲.docx", folder / "培训第一课.pptx"]


__all__ = ["TITLE", "make"]
