"""How long a paper of many words takes to open in the editor, and a key stroke to be painted. Prints, asserts nothing.

Against a demo that runs: uv run python -m tests.bench.editor --url http://localhost:8000 --data var [--words 60000]
"""

import argparse
import statistics

from playwright.sync_api import sync_playwright

from network.kit import bundle
from tests.journeys.demo import Demo
from tests.journeys.loud import chromium
from tests.journeys.visitors import ARGUMENTS, Visitors

MAKE = """
import random
from members.accounts.models import Member
from resources.papers import actions
dice = random.Random(4)
WORDS = "peer support in the city helps people living with diabetes more than a leaflet ever did".split()
def paragraph(n):
    words = " ".join(dice.choices(WORDS, k=n))
    return {"type": "paragraph", "content": [{"type": "text", "text": words}]}
content = []
for number in range(COUNT // 50):
    if number % 12 == 0:
        content.append({"type": "heading", "attrs": {"level": 1 + number % 24 // 12, "id": f"h{number}"},
                        "content": [{"type": "text", "text": f"Part {number // 12}"}]})
    content.append(paragraph(50))
bo = Member.objects.get(email__startswith="bo@")
made = actions.begin(by=bo, title=f"{COUNT} words", language="en", sections=[],
                     content={"type": "doc", "content": content})
print("paper", made.pk)
"""
LISTEN = """() => {
  window.strokes = [];
  addEventListener('keydown', (event) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.strokes.push(performance.now() - event.timeStamp);
    channel.port2.postMessage(0);
  }), true);
}"""


def opened(page, address):
    """Open the editor; return the milliseconds from asking for the page to its being ready."""
    page.goto(address)
    page.wait_for_selector("[data-editor][data-ready]", timeout=120_000)
    return int(page.locator("[data-editor]").get_attribute("data-ready"))


def strokes(page, count):
    """Type in the middle of the text; return the milliseconds of each stroke until its frame is painted."""
    page.locator(".ProseMirror > p").nth(page.locator(".ProseMirror > p").count() // 2).click()
    page.keyboard.type("warm ", delay=60)
    page.evaluate(LISTEN)
    page.keyboard.type("x" * count, delay=60)
    page.wait_for_timeout(500)
    return page.evaluate("window.strokes")


def said(name, values):
    """Print one line: median, and the value that 95 of 100 stay below."""
    rows = sorted(values)
    print(
        f"{name}: p50 {statistics.median(rows):.0f} ms, p95 {rows[int(len(rows) * 0.95) - 1]:.0f} ms, n = {len(rows)}"
    )


def main():
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://localhost:8000")
    parser.add_argument("--data", default="var")
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--paper", type=int, help="one that is there already")
    given = parser.parse_args()
    demo = Demo(given.url, given.data)
    number = given.paper
    if number is None:
        number = demo.manage("shell", "--no-imports", "-c", f"COUNT = {given.words}\n{MAKE}").split()[-1]
    print(f"bundle: {bundle.compressed() / 1024:.0f} KiB compressed, at most {bundle.MOST // 1024}")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        visitors = Visitors(browser, demo)
        page = visitors.visit("bo")
        address = f"/papers/{number}/write/"
        print(f"paper {number}: first visit {opened(page, address)} ms")
        said("opening again", [opened(page, address) for _ in range(5)])
        fresh = []
        for _ in range(3):
            other = visitors.visit("bo")
            fresh.append(opened(other, address))
            other.context.close()
        said("opening with nothing kept", fresh)
        said("key stroke to painted frame", strokes(page, 40))
        browser.close()


if __name__ == "__main__":
    main()
