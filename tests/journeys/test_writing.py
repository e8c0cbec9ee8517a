"""Bo, Mei and Priya write one text at once: nothing that anybody typed is lost, whatever breaks."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import violations
from tests.journeys.visitors import shot
from tests.journeys.writing import Writer, begun, without_sockets

ONE = "Somebody near you helps more than a leaflet."
TWO = "Pay peer supporters for their time."
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>
<script>window.ran = 1</script></head><body><p class=MsoTitle>A title</p>
<p class=MsoNormal><span style='font-weight:bold;font-family:Arial'>Bold</span> words<o:p></o:p>
<img src="data:image/png;base64,AAAA" onerror="window.ran = 1"><a href="javascript:window.ran=1">bad</a>
<a href="https://example.org/">good</a></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>one</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>deep</p>
</body></html>"""


@pytest.fixture(scope="module")
def desks(demo):
    """Papers enough for all that follows, made in one go."""
    return begun(demo, [f"Somebody near you {uuid.uuid4().hex[:6]}" for _ in range(26)])


@pytest.fixture
def desk(desks):
    """The address of a paper that nobody else's test writes in."""
    return desks.pop()


def test_two_write_at_once_and_see_each_other(visit, desk):
    bo, mei = Writer(visit("bo"), desk), Writer(visit("mei"), desk)
    expect(bo.page.locator("[data-people] button")).to_have_count(1)
    bo.at(1)
    mei.at(1, "Home")
    for mine, theirs in zip("abcdefghij", "0123456789", strict=True):
        bo.write(mine)
        mei.write(theirs)
    both = f"0123456789{ONE}abcdefghij"
    bo.sees(1, both)
    mei.sees(1, both)
    bo.is_saved()
    mei.is_saved()
    # Carets say who it is in letters, not by a colour alone.
    expect(mei.text.locator(".caret-name")).to_have_text("BC")
    # Undo takes back one's own steps alone, however often it is asked to.
    for _ in range(14):
        bo.page.keyboard.press("Control+z")
    mei.sees(1, f"0123456789{ONE}")
    shot(mei.page, "writing")


def test_what_was_typed_offline_survives_a_closed_tab(visit, desk):
    bo, mei = Writer(visit("bo"), desk), Writer(visit("mei"), desk)
    bo.is_saved()
    bo.page.context.set_offline(True)
    bo.page.evaluate("document.querySelector('[data-editor]').page.session.line.socket.close()")
    bo.at(1)
    bo.write(" Offline words.")
    expect(bo.state).to_have_text("Offline, kept on this device")
    bo.page.wait_for_timeout(300)
    context = bo.page.context
    bo.page.close()
    mei.at(1, "Home")
    mei.write("Meanwhile. ")
    mei.is_saved()
    context.set_offline(False)
    papers = context.new_page()
    papers.goto("/papers/")
    expect(papers.locator("[data-unsent-list] a")).to_have_attribute("href", desk)
    again = Writer(context.new_page(), desk)
    again.sees(1, f"Meanwhile. {ONE} Offline words.")
    mei.sees(1, f"Meanwhile. {ONE} Offline words.")
    again.is_saved()
    papers.reload()
    expect(papers.locator("[data-unsent-note]")).to_be_hidden()


def test_more_than_a_megabyte_written_offline_comes_back(visit, desk):
    bo, mei = Writer(visit("bo"), desk), Writer(visit("mei"), desk)
    bo.is_saved()
    bo.page.context.set_offline(True)
    bo.page.evaluate("document.querySelector('[data-editor]').page.session.line.socket.close()")
    bo.at(1)
    bo.page.evaluate(
        """() => {
          const { editor } = document.querySelector('[data-editor]').page;
          const words = (n) => ({ type: 'text', text: `${n}` + '邻居帮助'.repeat(1500) });
          const paragraph = (n) => ({ type: 'paragraph', content: [words(n)] });
          for (let n = 0; n < 8; n++)
            editor.commands.insertContent([1, 2, 3, 4, 5, 6, 7, 8, 9].map((m) => paragraph(n * 10 + m)));
        }"""
    )
    expect(bo.state).to_have_text("Offline, kept on this device")
    mei.at(1, "Home")
    mei.write("Meanwhile. ")
    mei.is_saved()
    bo.page.context.set_offline(False)
    bo.is_saved()
    size = "document.querySelector('[data-editor]').page.editor.state.doc.textContent.length"
    assert bo.page.evaluate(size) > 8 * 9 * 6000
    expect(mei.text.locator(":scope > p")).to_have_count(bo.text.locator(":scope > p").count())
    assert mei.page.evaluate(size) == bo.page.evaluate(size)
    mei.is_saved()


def test_pinyin_is_composed_in_peace_while_somebody_types_beside_it(visit, desk):
    bo, mei = Writer(visit("bo"), desk), Writer(visit("mei"), desk)
    mei.at(1, "Home")
    bo.at(1)
    hands = mei.page.context.new_cdp_session(mei.page)
    for letters in ("n", "ni", "nih", "niha", "nihao"):
        hands.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
        bo.write(letters[-1].upper())
    hands.send("Input.insertText", {"text": "你好"})
    mei.sees(1, f"你好{ONE}NIHAO")
    bo.sees(1, f"你好{ONE}NIHAO")
    mei.is_saved()


PINYIN = ("l", "li", "lin", "linj", "linju")


@pytest.mark.parametrize(
    ("place", "steps", "confirmed", "more"),
    [
        ("End", PINYIN, "邻居", f"{ONE}邻居帮助"),
        ("Home", PINYIN, "邻居", f"邻居帮助{ONE}"),
        # Word by word, as it is done where a whole sentence is composed at once.
        ("End", (*PINYIN, "邻ju"), "邻居", f"{ONE}邻居帮助"),
        ("End", (*PINYIN, ""), None, f"{ONE}帮助"),
        ("End", ("l", ""), None, f"{ONE}帮助"),
    ],
)
def test_pinyin_as_the_very_first_act_of_suggesting(visit, desk, place, steps, confirmed, more):
    bo, priya = Writer(visit("bo"), desk), Writer(visit("priya"), desk)
    priya.at(1, place)
    priya.compose(*steps, confirm=confirmed)
    priya.compose("b", "ba", "bang", "bangzh", "bangzhu", confirm="帮助")
    priya.sees(1, more)
    expect(priya.text.locator("ins")).to_have_text(more.replace(ONE, ""))
    priya.is_saved()
    priya.sees(1, more)
    bo.sees(1, ONE)
    priya.go()
    priya.sees(1, more)


def test_what_is_typed_while_suggestions_open_slowly_goes_there_as_it_was_typed(visit, desk):
    priya = Writer(visit("priya"), desk)

    def slowly(route):
        priya.page.wait_for_timeout(1500)
        route.continue_()

    priya.page.route("**/proposals/begin/", slowly)
    priya.at(1, "Home")
    for _ in "Somebody":
        priya.page.keyboard.press("ArrowRight")
    priya.compose(*PINYIN, confirm="邻居")
    priya.write(" or")
    # Another paragraph begun, and a letter taken back: all that one does while one waits.
    priya.page.keyboard.press("Enter")
    priya.write("x")
    priya.page.keyboard.press("Backspace")
    priya.compose("b", "ba", confirm="帮助")
    expect(priya.page.locator("[data-editor]")).to_have_attribute("data-doing", "suggesting")
    expect(priya.page).to_have_url(re.compile("proposal="))
    priya.write(" more")
    priya.sees(1, "Somebody邻居 or")
    priya.sees(2, "帮助 more near you helps more than a leaflet.")
    priya.is_saved()


def test_what_was_typed_stays_where_suggestions_cannot_open(visit, desk):
    priya = Writer(visit("priya"), desk)
    priya.page.route("**/proposals/begin/", lambda route: route.abort())
    priya.at(1)
    priya.write(" It is true.", delay=15)
    expect(priya.page.locator("[data-notice]")).to_contain_text("There is no connection")
    priya.sees(1, f"{ONE} It is true.")
    expect(priya.state).to_have_attribute("data-state", "late")
    priya.page.unroute("**/proposals/begin/")
    priya.page.locator("[data-notice] .btn", has_text="Make it a suggestion").click()
    expect(priya.text.locator("ins")).to_have_text(" It is true.")
    priya.is_saved()
    priya.go()
    priya.sees(1, f"{ONE} It is true.")


def test_a_killed_server_loses_nothing(visit, desk, demo):
    bo, mei = Writer(visit("bo"), desk), Writer(visit("mei"), desk)
    bo.is_saved()
    bo.at(1)
    bo.write(" before")
    with without_sockets(demo):
        bo.write(" while", delay=20)
        expect(bo.state).not_to_have_attribute("data-state", "saved")
        bo.write(" after")
        bo.sees(1, f"{ONE} before while after")
        bo.is_saved()
        mei.sees(1, f"{ONE} before while after")
        mei.is_saved()
    fresh = Writer(visit("mei"), desk)
    fresh.sees(1, f"{ONE} before while after")


def test_what_word_leaves_in_the_clipboard_is_cleaned(visit, desk):
    bo = Writer(visit("bo"), desk)
    bo.at(1)
    bo.page.keyboard.press("Enter")
    bo.paste(WORD)
    expect(bo.text.locator("[data-level]").nth(1)).to_have_text("A title")
    expect(bo.text.locator("strong")).to_have_text("Bold")
    expect(bo.text.locator("ul ul li")).to_have_text("deep")
    expect(bo.text.locator("a")).to_have_text("good")
    expect(bo.text.locator("script, img[src^=data], [style*=font], iframe")).to_have_count(0)
    expect(bo.page.locator("[data-notice]")).to_contain_text("Pictures are not pasted")
    assert bo.page.evaluate("window.ran") is None
    bo.is_saved()


def test_a_comment_comes_back_for_all_when_its_words_do(visit, desk):
    bo, mei, priya = Writer(visit("bo"), desk), Writer(visit("mei"), desk), Writer(visit("priya"), desk)
    priya.choose("helps more")
    priya.page.keyboard.press("Control+Alt+m")
    priya.write("More than what?")
    priya.page.keyboard.press("Control+Enter")
    expect(mei.text.locator(".commented")).to_have_text("helps more")
    expect(mei.page.locator("[data-threads]")).to_contain_text("helps more")
    bo.choose("near you helps more than")
    bo.page.keyboard.press("Delete")
    expect(mei.text.locator(".commented")).to_have_count(0)
    expect(mei.page.locator("[data-gone-threads]")).to_contain_text("helps more")
    bo.page.keyboard.press("Control+z")
    for one in (bo, mei):
        expect(one.text.locator(".commented")).to_have_text("helps more")
        expect(one.page.locator("[data-threads]")).to_contain_text("helps more")
    bo.is_saved()


def test_suggesting_is_the_default_for_all_but_those_who_write_the_section(visit, desk):
    priya, mei, bo = Writer(visit("priya"), desk), Writer(visit("mei"), desk), Writer(visit("bo"), desk)
    expect(priya.page.locator("select[data-mode]")).to_have_value("suggesting")
    priya.at(1)
    priya.write(" It is true.", delay=15)
    expect(priya.text.locator("ins")).to_have_text(" It is true.")
    priya.is_saved()
    # Mei writes the first section, and suggests in the one that Bo was asked to write, unless she says otherwise.
    mei.at(1)
    expect(mei.page.locator("select[data-mode]")).to_have_value("editing")
    mei.at(3)
    expect(mei.page.locator("select[data-mode]")).to_have_value("suggesting")
    mei.page.locator("[data-notice] .btn").click()
    mei.at(3)
    mei.write(" Mei’s.")
    bo.sees(3, f"{TWO} Mei’s.")
    bo.sees(1, ONE)


@pytest.mark.parametrize(
    ("change", "words"), [("facts.schema = 0", "newer editor"), ("facts.main.epoch = 9", "began anew")]
)
def test_an_editor_that_is_too_old_reads_and_asks_to_be_loaded_anew(visit, desk, change, words):
    page = visit("bo")
    # As a page from before the change: what it was told is older than what the server says.
    page.add_init_script(
        f"""const read = JSON.parse;
        JSON.parse = (text) => {{
          const facts = read(text);
          if (facts?.schema && facts.main) {change};
          return facts;
        }};"""
    )
    page.goto(desk)
    expect(page.locator("[data-notice]")).to_contain_text(words)
    expect(page.locator("[data-notice] .btn")).to_have_text("Load anew")
    expect(page.locator(".ProseMirror[contenteditable=true]")).to_have_count(0)
    expect(page.locator("[data-text]")).to_contain_text(ONE)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_the_editor_is_for_everybody(visit, desk, width, scheme):
    bo = Writer(visit("bo", width=width, scheme=scheme), desk)
    bo.is_saved()
    shot(bo.page, f"editor-{width}-{scheme}")
    assert violations(bo.page) == []
    assert bo.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = bo.page.evaluate(
        """() => [...document.querySelectorAll('.write .tools :is(button, select, summary)')].filter((one) =>
        one.offsetParent && (one.offsetHeight < 44 || one.offsetWidth < 44)).map((one) => one.outerHTML)"""
    )
    assert small == []
    # From the text to the tools, along them, and back, without a mouse.
    bo.at(1)
    bo.page.keyboard.press("Alt+F10")
    bo.page.keyboard.press("ArrowRight")
    expect(bo.page.locator("[data-do=bold]")).to_be_focused()
    bo.page.keyboard.press("Escape")
    expect(bo.text).to_be_focused()


def test_without_scripts_the_text_is_read_and_other_ways_are_offered(visit, desk):
    page = visit("bo", scripts=False)
    page.goto(desk)
    expect(page.locator("[data-text]")).to_contain_text(ONE)
    expect(page.locator("[data-tools]")).to_be_hidden()
    page.locator(".write-ways a", has_text="Comment by a form").click()
    expect(page.locator("h1")).to_be_visible()
