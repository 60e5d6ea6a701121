"""Questions on a page of the book: what they cover, what shows it, their room, and what is printed."""

import pytest
from playwright.sync_api import Locator, Page, expect

from book._ext.questions import complete
from tests.book.test_questions import guess, page_of
from tests.browser.axe import axe_finds_nothing
from tests.browser.built import ROOT
from tests.browser.stepper import MOUSE, PHONE, button, press
from unrolled import plain
from unrolled.widgets import Blanks, Guess, Im2colStepper, Order, Sentence

COVER = "Answer the question above first, or show this"
ASSETS = (ROOT / "book/assets").as_uri()
HEAD = f"""<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A chapter</title><link rel="icon" href="data:,"><link rel="stylesheet" href="{ASSETS}/book.css">
<style>:root {{ --pst-color-surface: #fff; --pst-color-text-muted: #555; --pst-color-text-base: #222;
--pst-color-border: #ccc; --pst-color-accent: #00f }} * {{ box-sizing: border-box }}
body {{ font-family: system-ui, sans-serif }} p, pre {{ margin: 0 }} article {{ max-width: 42rem }}</style>
<script defer src="{ASSETS}/widget-host.js"></script>"""
SIZES = {"wide": MOUSE, "phone": PHONE}
in_every_size = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())


@pytest.fixture
def chapter(open_page, tmp_path):
    """Open a page with these cells: chapter(guess(hides=1), "<pre>90</pre>", ...)."""

    def chapter(*parts, script=True, **options) -> Page:
        page = complete(page_of(*parts, head=HEAD), "one.html", "")
        page = page.replace("<html>", '<html lang="en">').replace("_static", ASSETS)
        page = page.replace("<article>", '<main class="bd-article"><h1>One</h1><article>')
        path = tmp_path / "one.html"
        path.write_text(page.replace("</article>", "</article></main>"), "utf8")
        return open_page(path.as_uri(), java_script_enabled=script, **options)

    return chapter


def outputs(page: Page) -> Locator:
    return page.locator(".cell_output")


def place(page: Page, i: int) -> list[float]:
    """Where an output stands, and how large it is."""
    return [*outputs(page).nth(i).bounding_box().values()]


def covers(page: Page) -> Locator:
    return page.get_by_role("button", name=COVER, exact=True)


HANDS = {"mouse": (Locator.click, MOUSE), "touch": (Locator.tap, PHONE)}
HANDS["keyboard"] = (press, MOUSE)
by_every_hand = pytest.mark.parametrize(
    ("act", "options"), HANDS.values(), ids=HANDS.keys()
)


@by_every_hand
def test_an_answer_uncovers_what_it_covered_and_nothing_moves(chapter, act, options):
    page = chapter(
        guess(hides=2), "<pre>90</pre>", "<pre>75</pre>", guess(hides=1), "<pre>9</pre>",
        **options,
    )  # fmt: skip
    expect(covers(page)).to_have_count(3)
    for text in ("90", "75", "9"):
        expect(page.locator("pre", has_text=text).first).to_be_hidden()
    expect(page.locator("[data-widget]")).to_have_count(2)
    before = [place(page, i) for i in range(1, 5)]
    act(button(page.locator("[data-widget]").first, "90"))
    expect(covers(page)).to_have_count(1)
    expect(page.locator("pre").first).to_be_visible()
    expect(page.locator("pre").last).to_be_hidden()
    assert [place(page, i) for i in range(1, 5)] == before


@by_every_hand
def test_who_will_not_answer_is_shown_this_output(chapter, act, options):
    page = chapter(guess(hides=2), "<pre>90</pre>", "<pre>75</pre>", **options)
    act(covers(page).first)
    expect(page.locator("pre").first).to_be_visible()
    expect(page.locator("pre").last).to_be_hidden()
    expect(outputs(page).nth(1)).to_be_focused()


def test_a_covered_output_is_not_read(chapter):
    page = chapter(guess(hides=1), "<pre>90 rows</pre>")
    said = page.locator("body").aria_snapshot()
    assert "90 rows" not in said
    assert COVER in said
    covers(page).click()
    assert "90 rows" in page.locator("body").aria_snapshot()


def test_a_widget_under_cover_comes_and_stays_covered(chapter):
    page = chapter(guess(hides=1), Im2colStepper())
    stepper = page.locator("[data-widget=im2col]")
    expect(stepper).to_have_count(1)
    expect(stepper).to_be_hidden()
    covers(page).click()
    expect(stepper).to_be_visible()


def test_a_cell_that_is_run_shows_what_it_makes(chapter):
    """As book/live/outputs.js puts a new output in place of the old ones."""
    page = chapter(guess(hides=1), "<pre>90</pre>")
    expect(covers(page)).to_have_count(1)
    place = outputs(page).nth(1)
    place.evaluate("(place) => place.append(document.createElement('p'))")
    expect(covers(page)).to_have_count(1)
    place.evaluate("""(place) => {
      place.replaceChildren();
      place.append(Object.assign(document.createElement("pre"), { textContent: "91" }));
    }""")
    expect(page.get_by_text("91")).to_be_visible()
    expect(covers(page)).to_have_count(0)


ROOM = """() => [...document.querySelectorAll(".question-room")].map((room) => room.getBoundingClientRect().height)"""
HEIGHTS = """() => [...document.querySelectorAll("[data-widget]")].map((root) => root.getBoundingClientRect().height)"""
LONG = "That is how many *columns* it has: one for each tap of the filter, in each channel of `x`."


def questions() -> list:
    shapes = {
        "answer": (90, 75),
        "wrong": {(75, 90): LONG, (9, 75): "One image’s."},
        "why": LONG,
    }
    return [
        Guess(f"{LONG} How many?", answer=90, wrong={75: LONG, 9: "No."}, why=LONG),
        Guess("Which shape has `col`?", **shapes),
        Guess("Which shape has `col`?", typed=True, **shapes),
        Guess("Is it?", answer=True, wrong={False: "No."}),
        Sentence("Why are there no loops over images?", model=f"{LONG} {LONG}"),
        Blanks({"col.shape": ((90, 75), {(75, 90): LONG}), "rows = col @ col_W": 2}),
        Order(plain.Convolution.forward),
    ]


@in_every_size
def test_a_question_has_its_room_before_it_is_there(chapter, size):
    parts = questions()
    stop = {"prepare": lambda page: page.route("**/widget-host.js", lambda r: r.fulfill())}
    rooms = chapter(*parts, **stop, **size).evaluate(ROOM)
    page = chapter(*parts, **size)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-widget]")).to_have_count(len(parts))
    heights = page.evaluate(HEIGHTS)
    assert rooms == pytest.approx(heights, abs=4)
    assert page.locator(".question-room:visible").count() == 0


def test_on_paper_stand_the_question_its_choices_and_at_the_end_the_answers(chapter):
    page = chapter(
        guess(hides=1), "<pre>90</pre>", Guess("Which?", answer=1, wrong={}, typed=True)
    )
    expect(page.get_by_text("Answers to this chapter’s questions")).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-widget]")).to_have_count(2)
    expect(page.get_by_role("listitem").filter(has_text="75")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.locator("pre")).to_be_visible()
    answers = page.locator(".answers-on-paper")
    expect(answers.get_by_role("listitem")).to_have_count(2)
    expect(answers).to_contain_text("90. N.")


def test_without_a_script_nothing_is_covered(chapter):
    page = chapter(guess(hides=1), "<pre>90</pre>", script=False)
    expect(page.locator("pre")).to_be_visible()
    expect(page.locator(".question-room")).to_be_hidden()
    expect(covers(page)).to_have_count(0)


@pytest.mark.parametrize("is_answered", [False, True])
def test_axe_finds_nothing(chapter, is_answered):
    page = chapter(guess(hides=1), "<pre>90</pre>", *questions())
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-widget]")).to_have_count(8)
    if is_answered:
        button(page.locator("[data-widget]").first, "90").click()
    axe_finds_nothing(page)
