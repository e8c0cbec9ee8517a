"""Two made-up data sets, drawn by a seeded generator, as CSV and as a workbook with a sheet that explains them."""

import csv
import io
import random
from datetime import date, timedelta

import xlsxwriter

from network.demo.content import words

CONTACTS = {
    "header": ("contact_id", "caller", "week", "channel", "minutes", "topic", "handed_over"),
    "explained": (
        ("contact_id", "Number of the contact, in order of time"),
        ("caller", "Pseudonym of the person who was called; the same person keeps it"),
        ("week", "Week since the person joined, the first is 1"),
        ("channel", "telephone, text message, or in person"),
        ("minutes", "Length in minutes, rounded; empty for text messages"),
        ("topic", "What most of it was about, as the peer supporter noted"),
        ("handed_over", "yes when the person was put in touch with a clinic or service"),
    ),
}
STEPS = {
    "header": ("日期", "小组", "出席人数", "报名人数", "天气", "步行分钟", "备注"),
    "explained": (
        ("日期", "步行活动的日期"),
        ("小组", "小组代号，A 至 D"),
        ("出席人数", "当天到场并参加步行的人数"),
        ("报名人数", "当季度报名的人数"),
        ("天气", "晴、阴、雨"),
        ("步行分钟", "全组一起步行的时间，不含休息"),
        ("备注", "组长自愿填写，可为空"),
    ),
}


def contacts():
    """Rows of the telephone line's contacts."""
    draw = random.Random(15)  # noqa: S311
    subjects = ("food", "medicines", "feeling low", "family", "appointments", "walking", "just a chat")
    rows = []
    for number in range(1, 481):
        channel = draw.choices(("telephone", "text message", "in person"), (70, 22, 8))[0]
        week = min(26, int(draw.expovariate(0.11)) + 1)
        minutes = "" if channel == "text message" else max(3, round(draw.gauss(19, 8)))
        handed = "yes" if draw.random() < 0.07 else "no"
        person = f"P{draw.randint(1, 62):02d}"
        rows.append((number, person, week, channel, minutes, draw.choice(subjects), handed))
    return rows


def steps():
    """Rows of the walking groups' attendance."""
    draw = random.Random(59)  # noqa: S311
    notes = ("", "", "", "", "新来一位邻居", "走了近路", "走完一起量血压", "雨大，改在走廊里走")
    rows = []
    for week in range(26):
        for group, enrolled in zip("ABCD", (16, 14, 18, 12), strict=True):
            weather = draw.choices("晴阴雨", (5, 3, 2))[0]
            share = {"晴": 0.72, "阴": 0.66, "雨": 0.38}[weather]
            present = min(enrolled, max(2, round(draw.gauss(enrolled * share, 1.8))))
            day = date(2025, 3, 4) + timedelta(days=7 * week)
            rows.append((day.isoformat(), group, present, enrolled, weather, draw.choice((30, 35, 40, 45)),
                         draw.choice(notes)))  # fmt: skip
    return rows


TABLES = {"contacts": (CONTACTS, contacts), "steps": (STEPS, steps)}


def make_csv(resource):
    """The rows as CSV in UTF-8, with the mark by which spreadsheets see that it is UTF-8."""
    about, rows = TABLES[resource.table]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(about["header"])
    writer.writerows(rows())
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def make_workbook(resource):
    """The rows as a workbook: one sheet of data, one that says what the columns mean."""
    about, rows = TABLES[resource.table]
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": resource.title, "created": date(2026, 1, 5)})
    head = book.add_format({"bold": True, "bottom": 1})
    data = book.add_worksheet("数据" if resource.language == "zh-hans" else "Data")
    data.write_row(0, 0, about["header"], head)
    for number, row in enumerate(rows(), start=1):
        data.write_row(number, 0, row)
    data.freeze_panes(1, 0)
    data.set_column(0, len(about["header"]) - 1, 16)
    notes = book.add_worksheet("说明" if resource.language == "zh-hans" else "Read me")
    notes.set_column(0, 1, 40)
    notes.write_row(0, 0, (resource.title, ""), head)
    notes.write(1, 0, words.label("sample", resource.language))
    for number, row in enumerate(about["explained"], start=3):
        notes.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()
