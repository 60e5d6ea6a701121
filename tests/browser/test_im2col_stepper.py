"""The im2col stepper as a reader meets it: every number, by mouse, keyboard and touch."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnlib import col2im, im2col
from tests.browser.axe import axe_finds_nothing
from tests.browser.built import show_all
from tests.browser.stepper import (
    PHONE,
    PLAYER,
    button,
    cell,
    complaint,
    fits_a_phone,
    go,
    grid,
    last_step,
    lit,
    lit_as,
    numbers,
    places,
    press,
    setting,
    slider,
    space_plays_and_pauses,
    tab_into,
    tab_stops,
    tab_to,
    texts,
    words,
)
from unrolled.widgets import Im2colStepper

PAGE = "book/03-im2col.html"
LABELS = {
    "N": "Images N",
    "C": "Channels C",
    "H": "Height H",
    "W": "Width W",
    "filter_h": "Filter height",
    "filter_w": "Filter width",
    "stride": "Stride",
    "pad": "Pad",
    "dilation": "Dilation",
}
PLAIN = {
    "N": 2,
    "C": 2,
    "H": 4,
    "W": 5,
    "filter_h": 3,
    "filter_w": 3,
    "stride": 1,
    "pad": 0,
    "dilation": 1,
}
# Unequal in everything, with pixels that no window reaches and rows that begin in the padding.
UNEVEN = {
    "H": 6,
    "W": 8,
    "filter_h": 2,
    "stride": (2, 3),
    "pad": ((1, 0), (2, 1)),
    "dilation": 2,
}


@pytest.fixture
def stepper(show_widget):
    """Show an Im2colStepper with these settings: stepper(H=7, pad=1)."""

    def stepper(options=None, **settings):
        widget = Im2colStepper(numbered(settings), **sliding(settings))
        return show_widget(widget, **(options or {}))

    return stepper


@pytest.fixture
def book_stepper(open_page):
    """The stepper of the built chapter, among its text and under its style sheets, with these settings typed in."""

    def book_stepper(options=None, **settings):
        page = open_page(PAGE, **(options or {}))
        show_all(page)
        root = page.locator('[data-widget="im2col"]').first
        type_settings(root, **settings)
        return root

    return book_stepper


def type_settings(root, **settings):
    """Type these settings, and the plain ones for the rest, wherever another text stands."""
    for name, value in (PLAIN | settings).items():
        field, text = setting(root, LABELS[name]), ", ".join(map(str, np.ravel(value)))
        if field.input_value() != text:
            field.fill(text)


def shape_of(settings):
    return tuple((PLAIN | settings)[axis] for axis in "NCHW")


def numbered(settings):
    shape = shape_of(settings)
    return np.arange(np.prod(shape)).reshape(shape)


def sliding(settings):
    """What im2col takes after its array."""
    return {name: value for name, value in (PLAIN | settings).items() if name not in "NCHW"}


def expected_col(settings, x=None):
    return im2col(numbered(settings) if x is None else x, **sliding(settings))


def refusal(settings):
    """What im2col says if these settings can't work."""
    try:
        expected_col(settings)
    except ValueError as error:
        return str(error)
    return None


def matrix(root):
    """The matrix that the page shows once all of it is made, as an array."""
    go(root, last_step(root))
    return numbers(root, "col")


def expect_step(root, step):
    expect(slider(root)).to_have_value(str(step))
    current = grid(root, "col").locator("[data-current] [data-index]").first
    expect(current).to_have_attribute("data-index", f"{step},0")
    made = grid(root, "col").locator('[data-made][data-index$=",0"]')
    expect(made).to_have_count(step + 1)


def random_axis(rng):
    pad = tuple(map(int, rng.integers(0, 4, 2))) if rng.random() < 0.5 else (0, 0)
    return {
        "filter": int(rng.integers(1, 5)),
        "stride": int(rng.integers(1, 4)),
        "pad": pad,
        "dilation": int(rng.integers(1, 4)),
    }


def random_settings(rng):
    settings = {
        axis: int(rng.integers(1, most + 1))
        for axis, most in zip("NCHW", (2, 2, 8, 8), strict=True)
    }
    height, width = random_axis(rng), random_axis(rng)
    settings |= {"filter_h": height["filter"], "filter_w": width["filter"]}
    return settings | {
        name: (height[name], width[name]) for name in ("stride", "pad", "dilation")
    }


def test_its_matrix_is_im2cols_for_random_settings(stepper):
    root, rng, shown, refused = stepper(), np.random.default_rng(2), 0, 0
    while shown < 6:
        settings = random_settings(rng)
        type_settings(root, **settings)
        said = " ".join(root.get_by_role("alert").all_text_contents()).strip()
        expected = refusal(settings)
        if expected:
            refused += 1
            assert said == f"A{expected[1:]}.", settings
        else:
            shown += 1
            assert not said, settings
            assert np.array_equal(numbers(root, "x"), numbered(settings)), settings
            assert np.array_equal(matrix(root), expected_col(settings)), settings
    assert refused


def test_too_large_a_picture_is_refused(stepper):
    root = stepper(N=10, C=3, H=12, W=12, filter_h=6, filter_w=6)
    go(root, 489)
    expect(cell(root, "col", 489, 107)).to_have_text("4319")
    setting(root, "Pad").fill("2")
    expect(complaint(root)).to_contain_text("must not need more than 60000 cells")


def test_fields_count_up_and_down(stepper):
    root = stepper(stride=(1, 2))
    stride = setting(root, "Stride")
    stride.press("ArrowUp")
    expect(stride).to_have_value("2, 3")
    stride.press("ArrowDown")
    expect(stride).to_have_value("1, 2")
    root.locator('[data-field="pad"] [data-by="1"]').click()
    expect(setting(root, "Pad")).to_have_value("1")
    assert np.array_equal(matrix(root), expected_col({"stride": (1, 2), "pad": 1}))


def test_buttons_and_slider(stepper):
    root = stepper()
    expect_step(root, 0)
    for name, step in [
        ("Next", 1),
        ("Next", 2),
        ("Previous", 1),
        ("Last", 11),
        ("First", 0),
    ]:
        button(root, name).click()
        expect_step(root, step)
    go(root, 7)
    expect_step(root, 7)
    assert np.array_equal(matrix(root), expected_col({}))
    box = slider(root).bounding_box()
    root.page.mouse.click(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    expect_step(root, 11)


def test_there_is_no_step_beyond_the_ends(stepper):
    root = stepper()
    for name, end in [("Previous", 0), ("Next", 11)]:
        go(root, end)
        expect(button(root, name)).to_be_disabled()
        press(button(root, name))  # who came to the end on it keeps the focus
        expect(button(root, name)).to_be_focused()
        expect_step(root, end)


def test_a_step_that_no_longer_exists_becomes_the_last(stepper):
    root = stepper()
    button(root, "Last").click()
    setting(root, "Images N").fill("1")
    expect_step(root, 5)


def test_an_example_is_chosen_and_the_loop_with_it(stepper):
    root = stepper()
    example = root.get_by_role("combobox", name="Example")
    expect(example).to_have_value("")
    example.select_option("pad")
    expect(slider(root)).to_have_value("0")
    settings = {"N": 1, "pad": 1}
    assert np.array_equal(matrix(root), expected_col(settings))
    root.get_by_role("combobox", name="Loop").select_option("tap")
    expect(example).to_have_value("pad")
    assert last_step(root) == 8
    go(root, 3)
    expect(grid(root, "col").locator("[data-now]").first).to_have_attribute(
        "data-index", "0,3"
    )
    assert np.array_equal(matrix(root), expected_col(settings))
    setting(root, "Stride").fill("2")
    expect(example).to_have_value("")


def made(root, row):
    """The numbers that stand in a row."""
    return [text for place, text in texts(root, "col").items() if place[0] == row and text]


@pytest.mark.parametrize("hand", ["mouse", "touch", "keyboard"])
def test_a_reader_lays_a_row_and_is_told_what_is_wrong(stepper, hand):
    root = stepper({**(PHONE if hand == "touch" else {}), "reduced_motion": "reduce"})
    row = expected_col({})[1]

    def choose(*place):
        if hand == "keyboard":
            tab_into(root, "x")
            _, _, h, w = place
            for key in ["Control+Home", *["ArrowDown"] * h, *["ArrowRight"] * w, "Enter"]:
                root.page.keyboard.press(key)
        else:
            getattr(cell(root, "x", *place), "tap" if hand == "touch" else "click")()

    ask, said = root.locator(".ask .question"), root.locator(".ask .said")
    button(root, "Your turn").click()
    expect(ask).to_contain_text("Row 1, column 0")
    assert made(root, 1) == []
    choose(0, 0, 0, 1)
    expect(ask).to_contain_text("Yes. Row 1, column 1")
    choose(0, 0, 1, 1)
    expect(said).to_contain_text("goes down the window's columns")
    expect(cell(root, "x", 0, 0, 1, 1)).to_have_attribute("data-wrong", "")
    assert lit(root, "col") == {}  # or it would be told
    assert made(root, 1) == ["1"]
    for place, count in [((0, 0, 0, 2), 2), ((0, 0, 0, 3), 3), ((0, 0, 1, 1), len(row))]:
        choose(*place)
        assert len(made(root, 1)) == count
    expect(root.locator(".ask")).to_be_hidden()
    expect_step(root, 1)
    assert made(root, 1) == list(map(str, row))
    root.page.mouse.move(1, 1)


def test_a_turn_can_be_shown_and_left(stepper):
    root = stepper({"reduced_motion": "reduce"})
    go(root, 11)
    button(root, "Your turn").click()  # after the last comes the first
    expect(slider(root)).to_have_value("0")
    root.page.keyboard.press("Escape")
    assert made(root, 0) == ["0"]
    expect(root.locator(".ask .question")).to_contain_text("Row 0, column 1")
    button(root, "Next").click()
    expect(root.locator(".ask")).to_be_hidden()
    assert np.array_equal(matrix(root), expected_col({}))


OPENING = "Window 1 goes into row 0, line after line. Which pixel comes next?"
ANSWERS = {
    "right": (lambda root: cell(root, "x", 0, 0, 1, 0).click(), "Yes. Next comes line 1"),
    "shown": (lambda root: root.page.keyboard.press("Escape"), "Next comes line 1"),
}


@pytest.mark.parametrize(("act", "told"), ANSWERS.values(), ids=ANSWERS.keys())
def test_it_can_open_with_a_question_that_one_answer_or_one_key_settles(
    show_widget, act, told
):
    root = show_widget(Im2colStepper(asks=True), reduced_motion="reduce")
    row = [*map(str, expected_col({"N": 1})[0])]
    expect(root.locator(".ask .question")).to_contain_text(OPENING)
    assert made(root, 0) == row[:3]
    button(root, "Show me").focus()
    act(root)
    expect(words(root)).to_contain_text(told)
    expect(root.locator(".ask")).to_be_hidden()
    assert made(root, 0) == row


def test_who_answers_by_key_goes_on_with_the_player(show_widget):
    root = show_widget(Im2colStepper(asks=True), reduced_motion="reduce")
    press(button(root, "Show me"))
    expect(button(root, "Next")).to_be_focused()


def test_who_goes_on_has_left_the_opening_question(show_widget):
    root = show_widget(Im2colStepper(asks=True), reduced_motion="reduce")
    button(root, "Next").click()
    expect(root.locator(".ask")).to_be_hidden()
    row = expected_col({"N": 1})[0]
    assert made(root, 0) == list(map(str, row))
    setting(root, "Pad").fill("1")
    setting(root, "Pad").press("Enter")
    expect(root.locator(".ask")).to_be_hidden()


def test_play_fills_the_matrix(stepper):
    root = stepper()
    go(root, 9)
    button(root, "Play").click()
    expect_step(root, 11)


STOPS = [
    *PLAYER,
    "Code",
    "x",
    "col",
    "Example",
    "Loop",
    "Your turn",
    *[*LABELS.values()][4:],
    "More",
]


def test_every_part_can_be_tabbed_to_in_the_chapter(book_stepper):
    root = book_stepper()
    page = root.page
    page.locator("article h1").first.evaluate("h => { h.tabIndex = -1; h.focus() }")
    # Typing its settings has unfolded the rest, and what they made is wider than its box.
    stops = [*STOPS[: STOPS.index("x")], "Whole", *STOPS[STOPS.index("x") :]]
    assert tab_stops(root) == [*stops, *[*LABELS.values()][:4]]


def test_by_keyboard_alone(stepper):
    root = stepper()
    page = root.page
    assert tab_stops(root) == STOPS
    press(button(root, "Next"))
    page.keyboard.press("Space")
    expect_step(root, 2)
    tab_to(slider(root))
    for key, step in [("ArrowRight", 3), ("ArrowLeft", 2), ("End", 11), ("Home", 0)]:
        page.keyboard.press(key)
        expect_step(root, step)
    space_plays_and_pauses(root)
    tab_into(root, "x")
    page.keyboard.press("ArrowRight")
    assert lit(root, "col") == {(0, 1): "1", (1, 0): "1"}
    tab_into(root, "col")
    page.keyboard.press("ArrowDown")
    assert lit(root, "x") == {(0, 0, 0, 1): "1"}
    tab_to(setting(root, "Filter height"))
    page.keyboard.type("2")
    tab_to(setting(root, "Pad"))
    page.keyboard.press("ArrowUp")
    assert np.array_equal(matrix(root), expected_col({"filter_h": 2, "pad": 1}))


WALKS = {
    "col": "ArrowRight 0,1 ArrowDown 1,1 End 1,17 ArrowRight 1,17 ArrowUp 0,17 Home 0,0 ArrowLeft 0,0 "
    "Control+End 11,17",
    "x": "ArrowRight 0,0,0,1 ArrowDown 0,0,1,1 End 0,1,1,4 Home 0,0,1,0 ArrowUp 0,0,0,0 "
    "Control+End 1,1,3,4 Control+Home 0,0,0,0",
}


def test_arrow_keys_walk_through_a_grid(stepper):
    root = stepper()
    for name, walk in WALKS.items():
        tab_into(root, name)
        keys = walk.split()
        for key, index in zip(keys[::2], keys[1::2], strict=True):
            root.page.keyboard.press(key)
            focused = grid(root, name).locator(":focus")
            expect(focused).to_have_attribute("data-index", index)
            expect(focused).to_have_attribute("data-lit", "1")
            assert grid(root, name).locator("[tabindex]").count() == 1


def test_arrow_keys_pass_from_channel_to_channel_and_from_image_to_image(stepper):
    root = stepper()
    cell(root, "x", 0, 0, 3, 4).click()
    root.page.keyboard.press("ArrowRight")
    expect(cell(root, "x", 0, 1, 3, 0)).to_be_focused()
    root.page.keyboard.press("ArrowDown")
    expect(cell(root, "x", 1, 1, 0, 0)).to_be_focused()


def sources(settings):
    """For each cell of the matrix, the number of the padded place it is copied from; and the padded places."""
    (top, bottom), (left, right) = settings["pad"]
    N, C, H, W = shape_of(settings)
    padded = np.arange(N * C * (top + H + bottom) * (left + W + right)).reshape(
        N, C, top + H + bottom, left + W + right
    )
    return expected_col(settings | {"pad": 0}, padded), padded


def shown_index(settings, place):
    """A padded place's selector in the images."""
    (top, _), (left, _) = settings["pad"]
    n, c, h, w = map(int, place)
    inside = 0 <= h - top < shape_of(settings)[2] and 0 <= w - left < shape_of(settings)[3]
    return (
        f'[data-index="{n},{c},{h - top},{w - left}"]'
        if inside
        else f'[data-pad="{n},{c},{h},{w}"]'
    )


def test_pointing_at_a_cell_lights_its_pixel_and_the_pixels_other_copies(stepper):
    root = stepper(**UNEVEN)
    held, padded = sources(UNEVEN)
    for at in [(0, 0), (0, 4), (3, 2), (7, 5), (17, 11)]:
        cell(root, "col", *at).hover()
        expect(words(root)).to_contain_text("col[{}, {}]".format(*at))
        copies = set(map(tuple, np.argwhere(held == held[at]).tolist()))
        assert lit(root, "col") == dict.fromkeys(copies, "faint") | {at: "1"}
        place = np.argwhere(padded == held[at])[0]
        assert len(lit(root, "x")) == 1
        expect(grid(root, "x").locator(shown_index(UNEVEN, place))).to_have_attribute(
            "data-lit", "1"
        )


def test_pointing_at_a_pixel_lights_every_copy(stepper):
    root = stepper(**UNEVEN)
    held, padded = sources(UNEVEN)
    for place in [(0, 0, 0, 0), (0, 1, 2, 2), (1, 0, 4, 5), (1, 1, 2, 3), (0, 0, 1, 2)]:
        pixel = grid(root, "x").locator(shown_index(UNEVEN, place))
        pixel.hover()
        expect(pixel).to_have_attribute("data-lit", "1")
        expect(grid(root, "x").locator('[data-lit="1"]')).to_have_count(1)
        copies = map(tuple, np.argwhere(held == padded[place]).tolist())
        assert lit(root, "col") == dict.fromkeys(copies, "1")
        root.page.mouse.move(1, 1)
        expect(root.locator("[data-lit]")).to_have_count(0)


def test_a_pixel_with_many_copies(stepper):
    root = stepper(H=5)
    cell(root, "x", 1, 1, 2, 2).hover()
    value = numbered({"H": 5})[1, 1, 2, 2]
    expect(words(root)).to_have_text(
        f"x[1, 1, 2, 2] == {value} is copied 9 times, to col[9, 17], col[10, 16], col[11, 15] and 6 more"
    )
    copies = np.argwhere(expected_col({"H": 5}) == value).tolist()
    assert lit_as(root, "col", "1") == list(map(tuple, copies))


def test_words_say_what_a_row_and_a_cell_hold(stepper):
    root = stepper(N=2, C=1, H=8, W=4)
    go(root, 17)
    expect(words(root)).to_have_text(
        "Window 18 of 24 becomes row 17: x[1, :, 2:5, 1:4], line after line."
    )
    cell(root, "col", 17, 4).hover()
    expect(words(root)).to_have_text("col[17, 4] == x[1, 0, 3, 2] == 46")
    type_settings(root, pad=1)
    cell(root, "col", 0, 0).hover()
    expect(words(root)).to_have_text("col[0, 0] is padding: 0")


@pytest.mark.parametrize(
    "settings",
    [UNEVEN, {"pad": 2, "dilation": 2}, {"filter_h": 1, "filter_w": 1, "pad": 1}],
)
def test_the_slice_in_words_is_the_row(stepper, settings):
    root = stepper(**settings)
    x, col = numbered(settings), expected_col(settings)
    inside = expected_col(settings, np.ones_like(x)) == 1
    for row in np.unique(np.linspace(0, len(col) - 1, 18, dtype=int)):
        go(root, row)
        text = words(root).text_content()
        assert text.startswith(f"Window {row + 1} of {len(col)} becomes row {row}: "), text
        assert ("padding" in text) == (not inside[row].all()), text
        said = re.search(r"x\[(\d+), :, (\d+):(\d+):?(\d*), (\d+):(\d+):?(\d*)\]", text)
        picked = []
        if said:
            n, *bounds = (int(number) if number else None for number in said.groups())
            picked = x[n, :, slice(*bounds[:3]), slice(*bounds[3:])].ravel().tolist()
        assert picked == col[row][inside[row]].tolist(), text


@pytest.mark.parametrize("settings", [{}, UNEVEN, {"W": 10, "filter_w": 2, "stride": 3}])
def test_pixels_that_no_window_reaches_are_greyed(stepper, settings):
    root = stepper(**settings)
    ones = np.ones_like(expected_col(settings))
    counts = col2im(ones, shape_of(settings), **sliding(settings))
    unread = map(tuple, np.argwhere(counts == 0).tolist())
    assert places(root, '[data-grid="x"] [data-unread]') == list(unread)


def test_the_window_stands_where_the_row_says(stepper):
    root = stepper(**UNEVEN)
    held, padded = sources(UNEVEN)
    for row in (0, 4, 17):
        go(root, row)
        taps = {shown_index(UNEVEN, np.argwhere(padded == at)[0]) for at in held[row]}
        assert grid(root, "x").locator("[data-window]").count() == len(taps)
        for tap in taps:
            expect(grid(root, "x").locator(tap)).to_have_attribute("data-window", "")


def test_beside_it_the_formulas_are_filled_in(stepper):
    root = stepper(N=10, C=3, H=7, W=7, filter_h=5, filter_w=5)
    facts = root.locator('[data-role="facts"]')
    for text in [
        "(7 + 0 + 0 − (1·(5 − 1) + 1)) // 1 + 1 = 3",
        "(10·3·3, 3·5·5) = (90, 75)",
        "1470 and 6750: 4.59 times",
    ]:
        expect(facts).to_contain_text(text)
    cell(root, "col", 4, 7).hover()
    expect(facts).to_contain_text(
        "col[4, 7] == x[0, 0, 2, 3] == 17, since n = 0, c = 0, h = 1·1 + 1·1 − 0 = 2"
    )


def test_a_tap_lights(stepper):
    root = stepper(PHONE)
    cell(root, "col", 1, 1).tap()
    assert lit(root, "x") == {(0, 0, 0, 2): "1"}
    cell(root, "x", 0, 0, 0, 1).tap()
    assert lit(root, "col") == {(0, 1): "1", (1, 0): "1"}


def shown_on_a_phone(root):
    """The image, and the first and the last row, that have not been put away."""
    here = ":not([data-away])"
    images = root.locator(f".image{here}").evaluate_all(
        "images => images.map((image) => image.querySelector('[data-index]').dataset.index)"
    )
    rows = root.locator(f"[data-grid=col] > [role=row]{here} > [data-index$=',0']")
    ends = [int(rows.nth(i).get_attribute("data-index").split(",")[0]) for i in (0, -1)]
    return [int(first.split(",")[0]) for first in images], *ends


def test_a_phone_shows_the_image_that_is_read_and_the_rows_around_it(stepper):
    root = stepper(PHONE | {"reduced_motion": "reduce"}, N=3)
    go(root, 4)
    assert shown_on_a_phone(root) == ([0], 1, 7)
    expect(root.get_by_text("rows 1 to 7 of 18")).to_be_visible()
    cell(
        root, "col", 7, 2
    ).tap()  # of the next image, which comes; the row stays under the finger
    assert shown_on_a_phone(root) == ([1], 1, 7)
    cell(root, "x", 1, 1, 3, 4).tap()  # and the image stays until it is tapped
    expect(cell(root, "x", 1, 1, 3, 4)).to_be_focused()
    expect(root.get_by_text("image 1, one of 3")).to_be_visible()
    button(root, "Last").tap()
    assert shown_on_a_phone(root) == ([2], 11, 17)
    go(root, 4)
    cell(root, "x", 0, 0, 0, 0).tap()  # its only copy stands in a row that is away
    assert shown_on_a_phone(root) == ([0], 0, 6)
    root.page.keyboard.press("Control+End")
    expect(cell(root, "x", 2, 1, 3, 4)).to_be_focused()
    assert shown_on_a_phone(root) == ([2], 11, 17)
    root.page.keyboard.press("Control+Home")
    expect(cell(root, "x", 0, 0, 0, 0)).to_be_focused()
    assert shown_on_a_phone(root) == ([0], 0, 6)
    tab_into(root, "col")
    root.page.keyboard.press("Control+End")
    expect(cell(root, "col", 17, 17)).to_be_focused()
    assert shown_on_a_phone(root) == ([2], 11, 17)


def test_it_fits_a_phone_and_answers_to_touch_in_the_chapter(book_stepper):
    root = book_stepper(PHONE, N=3, C=3, H=12, W=12, pad=6)
    fits_a_phone(root.page)
    cell(root, "col", 0, 1).tap()
    expect(cell(root, "col", 0, 1)).to_have_attribute("data-lit", "1")
    expect(grid(root, "x").locator('[data-pad="0,0,0,1"]')).to_have_attribute(
        "data-lit", "1"
    )
    button(root, "Last").tap()
    expect_step(root, 3 * 22 * 22 - 1)
    fits_a_phone(root.page)


def test_the_current_row_is_scrolled_into_sight_and_the_page_is_not(book_stepper):
    root = book_stepper(N=10, C=3, H=7, W=7, filter_h=5, filter_w=5)
    button(root, "Last").scroll_into_view_if_needed()
    before = root.page.evaluate("scrollY")
    button(root, "Last").click()
    seen = """box => {
      const [a, b] = [box, box.querySelector('[data-current], [data-window]')].map((e) => e.getBoundingClientRect());
      return b.top >= a.top && b.top < a.bottom;
    }"""
    for box in root.locator(".scroll").all():
        root.page.wait_for_function(seen, arg=box.element_handle())
    assert root.page.evaluate("scrollY") == before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_chapter(book_stepper, theme):
    root = book_stepper({"theme": theme}, **UNEVEN)
    go(root, 4)
    cell(root, "col", 3, 2).hover()
    setting(root, "Stride").fill("0")
    axe_finds_nothing(root.page, within='[data-widget="im2col"]')
