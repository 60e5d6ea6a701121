"""The landing page's story: it plays, stops and asks; mouse, touch and keyboard each lead to its end."""

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from cnnlib import Convolution, col2im, im2col
from tests.browser.axe import axe_finds_nothing
from tests.browser.stepper import (
    PHONE,
    button,
    cell,
    grid,
    lit,
    numbers,
    press,
    stop_clock,
    tab_into,
    texts,
    words,
)
from unrolled.widgets import FollowTheTwelve
from unrolled.widgets.follow import FRAMES, W, X

COL = im2col(X, 3, 3)
COPIES = col2im(np.ones(COL.shape), X.shape, 3, 3)  # how often each pixel was copied
DIAGONAL = {(row, 8 - row): "1" for row in range(6)}
PLAY, MOST = 4000, 6  # milliseconds; things that move at once
# How many numbers have landed, and since when: strip by strip, then row by row, then one strip.
LANDED = {9: 0, 12: 1200, 15: 1650, 18: 2100, 27: 2750, 36: 3400, 39: 4000}
# What is not as it should be, at the width that the page has.
MISPLACED = """(root) => {
  const wide = [document.documentElement, ...root.querySelectorAll("*")]
    .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline" && e.clientWidth);
  const scrolled = [...root.querySelectorAll("*")].filter((e) => /auto|scroll/.test(getComputedStyle(e).overflow));
  const said = root.querySelector(".words");
  const lines = said.getBoundingClientRect().height / parseFloat(getComputedStyle(said).lineHeight);
  const rows = new Set([...root.querySelectorAll(".actions button")].map((e) => e.offsetTop));
  const low = [...root.querySelectorAll("button, a")].filter((e) => e.checkVisibility() && e.offsetHeight < 44);
  const names = wide.map((e) => e.className || e.tagName);
  return { wide: names, scrolled: scrolled.length, lines, rows: rows.size, low: low.length };
}"""
IN_PLACE = {"wide": [], "scrolled": 0, "lines": 2, "rows": 1, "low": 0}


@pytest.fixture
def story(show_widget):
    """Show the story, with its doors: story(theme="dark", ...). Where it can play, the page's clock stands still."""

    def story(**options) -> Locator:
        widget = FollowTheTwelve(start="#start", teach="#teach")
        prepare = None if "reduced_motion" in options else stop_clock
        return show_widget(widget, prepare=prepare, **options)

    return story


def expect_frame(root: Locator, frame: str) -> None:
    expect(root).to_have_attribute("data-frame", frame)
    assert root.get_attribute("data-playing") is None


def run(root: Locator, milliseconds: int, frame: str) -> None:
    """Let so much time pass, after which this frame is reached."""
    root.page.clock.run_for(milliseconds)
    expect_frame(root, frame)


def pixel(root: Locator, number: int) -> Locator:
    return cell(root, "x", *np.argwhere(np.arange(40).reshape(1, 2, 4, 5) == number)[0])


def filled(root: Locator) -> list[int]:
    """The matrix's numbers in reading order, as far as they have landed."""
    return [int(text) for text in texts(root, "col").values() if text.isdigit()]


def walk_to(root: Locator, number: int) -> None:
    """Reach a pixel by keys alone."""
    tab_into(root, "x")
    keys = ["Control+Home", *["ArrowDown"] * (number // 5), *["ArrowRight"] * (number % 5)]
    for key in keys:
        root.page.keyboard.press(key)


def walk_and_press(root: Locator, number: int) -> None:
    walk_to(root, number)
    root.page.keyboard.press("Enter")


# How to choose a pixel, to point at one, and to press a button; and the page that it takes.
HANDS = {
    "mouse": (
        lambda root, number: pixel(root, number).click(),
        lambda root, number: pixel(root, number).hover(),
        Locator.click,
        {"width": 1280, "height": 800},
    ),
    "touch": (
        lambda root, number: pixel(root, number).tap(),
        lambda root, number: pixel(root, number).tap(),
        Locator.tap,
        PHONE,
    ),
    "keyboard": (walk_and_press, walk_to, press, {"width": 1280, "height": 800}),
}


def test_it_plays_four_seconds_and_asks_and_nothing_shows_before_it_has_landed(story):
    root = story()
    clock = root.page.clock
    expect_playing(root)
    landed, most = {}, 0
    for time in range(0, PLAY, 50):
        landed.setdefault(len(filled(root)), time)
        most = max(most, root.locator(".strip").count())
        expect(words(root)).to_have_attribute("aria-live", "off")
        clock.run_for(50)
    expect_frame(root, "question")
    landed.setdefault(len(filled(root)), PLAY)
    assert landed == LANDED
    assert filled(root) == COL.ravel()[:39].tolist()
    assert 3 <= most <= MOST
    expect(words(root)).to_have_text("Which number comes next? Click it in the image.")
    expect(words(root)).to_have_attribute("aria-live", "polite")
    expect(cell(root, "col", 4, 3)).to_have_text("?")
    clock.run_for(60_000)
    expect_frame(root, "question")
    assert root.evaluate("root => root.getAnimations({ subtree: true }).length") == 0


def expect_playing(root: Locator) -> None:
    """It does once it is in sight, which no clock of the page's tells."""
    expect(root).to_have_attribute("data-playing", "")


@pytest.mark.parametrize("hand", HANDS)
def test_the_whole_way_by_one_means_alone(story, hand):
    choose, point, push, options = HANDS[hand]
    root = story(**options)
    expect_playing(root)
    run(root, PLAY, "question")
    it_asks_and_answers(root, choose)
    expect(root.locator("[data-lit]")).to_have_count(0)
    expect(words(root)).to_have_text(
        "20 numbers became 54. Which was copied most? Point at the 12."
    )
    point(root, 6)
    expect(words(root)).to_contain_text("6 lies in 4 of 6 windows")
    point(root, 12)
    expect_frame(root, "twelve")
    assert lit(root, "col") == DIAGONAL
    push(button(root, "Multiply"))
    it_multiplies(root)
    push(button(root, "Backward"))
    it_counts(root, [1, 2, 3, 4, 5, 6], corner=True)
    expect(words(root)).to_contain_text("A pixel gets the sum of what its copies get.")
    push(button(root, "= overwrite"))
    it_counts(root, [1] * 6)
    expect(words(root)).to_contain_text("12 keeps 1 of 6")
    push(button(root, "+= add"))
    it_counts(root, [1, 2, 3, 4, 5, 6])
    choose(root, 7)
    run(root, 6 * 380, "backward")
    expect(pixel(root, 7)).to_have_text("6")
    push(button(root, "Add a channel"))
    expect(words(root)).to_contain_text("More rows, or longer rows?")
    push(button(root, "More rows"))
    expect(words(root)).to_contain_text("No: still 6 places to stop")
    run(root, 6 * 320, "channel")
    two = np.arange(40).reshape(1, 2, 4, 5)
    assert np.array_equal(numbers(root, "col"), im2col(two, 3, 3))
    push(button(root, "Next"))
    doors = root.get_by_role("link")
    assert doors.all_text_contents() == [
        "Build it in NumPy (start of the book)",
        "Teach with it",
    ]
    push(doors.last)
    assert root.page.url.endswith("#teach")


def it_asks_and_answers(root: Locator, choose) -> None:
    choose(root, 9)
    expect(words(root)).to_have_text(
        "9 comes next in the image, but it lies outside the window."
    )
    expect(pixel(root, 9)).to_have_attribute("data-wrong", "")
    choose(root, 11)
    expect(words(root)).to_have_text("Yes: down to the window’s next line.")
    expect(root.locator("[data-wrong]")).to_have_count(0)
    root.page.clock.run_for(950)
    expect(root).to_have_attribute("data-frame", "answered")
    assert filled(root) == COL.ravel()[:45].tolist()
    run(root, 2650, "rest")
    assert np.array_equal(numbers(root, "col"), COL)


def it_multiplies(root: Locator) -> None:
    """Each output shows once it has dropped."""
    out = Convolution(W).forward(X.astype(float))
    outputs = grid(root, "out").locator("[data-index]")
    for done, value in enumerate(out.ravel(), 1):
        assert outputs.all_text_contents()[done - 1 :] == [""] * (7 - done)
        root.page.clock.run_for(400)
        expect(outputs.nth(done - 1)).to_have_text(f"{value:g}")
    expect_frame(root, "multiply")
    assert np.array_equal(numbers(root, "out"), out)


def it_counts(root: Locator, counts: list[int], corner: bool = False) -> None:
    """The followed pixel's copies come back one by one, and then the corner's one."""
    expect(pixel(root, 12)).to_have_text("")
    assert (numbers(root, "col") == 1).all()
    for count in counts:
        root.page.clock.run_for(380)
        expect(pixel(root, 12)).to_have_text(str(count))
    if corner:
        expect(pixel(root, 0)).to_have_text("")
        root.page.clock.run_for(380)
    expect(pixel(root, 0)).to_have_text(str(int(COPIES[0, 0, 0, 0])))
    expect_frame(root, "backward")
    assert counts[-1] in (1, COPIES[0, 0, 2, 2])
    assert lit(root, "col") == DIAGONAL


# In the book a phone of 390 leaves it as much room as a bare page of 374 does here.
WIDTHS = [1280, 1024, 768, 600, 390 - 16, 360 - 16]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_where_motion_is_unwanted_all_frames_stand_still_and_keep_their_place(story, theme):
    root = story(theme=theme, reduced_motion="reduce")
    way = ["Next", "Show me", "Next", "Show me", "Multiply", "Backward", "Add a channel"]
    seen = [root.get_attribute("data-frame")]
    look(root)
    for name in [*way, "Longer rows", "Next"]:
        button(root, name).click()
        seen.append(root.get_attribute("data-frame"))
        look(root)
    assert seen == list(FRAMES[3:])
    button(root, "Play again").click()
    expect_frame(root, "row4")
    button(root, "Next").click()
    pixel(root, 3).click()
    expect(words(root)).to_have_text("It must come from the window’s second line.")
    axe_finds_nothing(root.page)  # what marks a wrong answer must be readable too
    pixel(root, 19).click()
    expect(words(root)).to_have_text("It is 11: down to the window’s next line.")
    expect_frame(root, "answered")


def look(root: Locator) -> None:
    page: Page = root.page
    page.mouse.move(
        1, 1
    )  # a cell that comes under it, as the page becomes narrow, would be pointed at
    assert root.evaluate("root => root.getAnimations({ subtree: true }).length") == 0
    axe_finds_nothing(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found = root.evaluate(MISPLACED)
        assert found == IN_PLACE, (root.get_attribute("data-frame"), width)
    page.set_viewport_size({"width": 1280, "height": 800})


def test_who_will_not_wait_skips_and_a_frame_from_python_stands_there(show_widget):
    """One that plays, one with another frame, sign and door."""
    first, second = show_widget(
        FollowTheTwelve(),
        FollowTheTwelve("backward", accumulate=False, explorer="#digit"),
    ).all()
    button(first, "Skip").click()
    expect_frame(first, "question")
    expect_frame(second, "backward")
    expect(pixel(second, 12)).to_have_text("1")
    expect(button(second, "= overwrite")).to_have_attribute("aria-pressed", "true")
    button(second, "Add a channel").click()
    button(second, "Longer rows").click()
    expect(words(second)).to_contain_text("Longer: 18 numbers a row.")
    button(second, "Next").click()
    expect_frame(second, "doors")
    expect(second.get_by_role("link")).to_have_attribute("href", "#digit")
    expect(second.get_by_role("link")).to_have_text("Watch it read a digit (3 min)")
