"""The col2im stepper as a reader meets it: every sum, by mouse, keyboard and touch."""

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnlib import col2im, im2col
from tests.browser.stepper import (
    MOUSE,
    PHONE,
    PLAYER,
    SLIDING,
    button,
    by_every_hand,
    cell,
    fits_a_phone,
    go,
    grid,
    lit,
    lit_as,
    numbers,
    places,
    press,
    random_sliding,
    setting,
    slider,
    space_plays_and_pauses,
    tab_into,
    tab_stops,
    tab_to,
    words,
)
from unrolled.widgets import Col2imStepper


def settings_of(widget):
    return {
        name: getattr(widget, name)
        for name in ("filter_h", "filter_w", "stride", "pad", "dilation")
    }


def overwritten(widget):
    """What `=` in place of `+=` leaves, in plain loops over the rows."""
    dx = np.zeros(widget.x.size + 1)
    pixels = im2col(
        np.arange(1, widget.x.size + 1).reshape(widget.x.shape), **settings_of(widget)
    )
    for row in range(widget.step + 1):
        for pixel, number in zip(pixels[row], widget.rows()[row], strict=True):
            dx[pixel] = number
    return dx[1:].reshape(widget.x.shape)


def random_widget(rng):
    N, C, H, W, FH, FW = (int(rng.integers(1, most + 1)) for most in (2, 2, 7, 7, 4, 4))
    sliding = random_sliding(rng)
    x = rng.integers(-9, 10, (N, C, H, W))
    try:
        rows = im2col(x, FH, FW, **sliding)
    except ValueError:
        return random_widget(rng)
    dcol = rng.integers(-20, 21, rows.shape) if rng.random() < 0.4 else None
    fill = str(rng.choice(["digits", "ones", "x"]))
    step = int(rng.integers(0, len(rows)))
    return Col2imStepper(x, FH, FW, **sliding, dcol=dcol, fill=fill, step=step)


@pytest.mark.parametrize("seed", range(4))
def test_its_numbers_are_cnnlibs_for_random_settings(show_widget, seed):
    widget = random_widget(np.random.default_rng(seed))
    root = show_widget(widget)
    assert np.array_equal(numbers(root, "dcol"), widget.rows())
    for step in (widget.step, widget.steps() - 1, 0):
        go(root, step)
        widget.step = step
        assert np.array_equal(numbers(root, "dx"), widget.dx())
        assert np.array_equal(numbers(root, "dx_assigned"), overwritten(widget))
    counts = col2im(np.ones_like(widget.rows()), widget.x.shape, **settings_of(widget))
    assert np.array_equal(numbers(root, "counts"), counts[0, 0])
    assert grid(root, "counts").locator("[data-hole]").count() == (counts[0, 0] == 0).sum()


TINTS = "cells => cells.map(({ textContent, dataset }) => [textContent, dataset.tap])"


def test_a_number_has_its_tap_s_tint_in_its_row_and_where_it_goes(show_widget):
    """Row 0 holds the digits 1 to 9, which nothing has been added to yet. Sixteen taps are too many for tints."""
    root = show_widget(Col2imStepper(np.zeros((1, 1, 4, 4)), 3, 3))
    digits = [[str(tap + 1), str(tap)] for tap in range(9)]
    assert root.locator('[data-grid="dcol"] [data-now]').evaluate_all(TINTS) == digits
    for name in ("dx", "dx_assigned"):
        assert grid(root, name).locator("[data-window]").evaluate_all(TINTS) == digits
    looks = (
        grid(root, "dx")
        .locator("[data-tap]")
        .evaluate_all(
            "cells => cells.map((cell) => getComputedStyle(cell).backgroundColor)"
        )
    )
    assert len(set(looks)) == 9
    root = show_widget(Col2imStepper(np.zeros((1, 1, 4, 4)), 4, 4))
    expect(grid(root, "dx").locator("[data-window]")).to_have_count(16)
    expect(root.locator("[data-tap]")).to_have_count(0)


def test_wrong_pixels_are_marked_and_counted(show_widget):
    widget = Col2imStepper(step=3)
    root = show_widget(widget)
    wrong = widget.dx() != overwritten(widget)
    marked = places(root, '[data-grid="dx_assigned"] [data-wrong]')
    assert marked == list(map(tuple, np.argwhere(wrong).tolist()))
    expect(root.locator('[data-panel="dx_assigned"] .title')).to_contain_text(
        f"{wrong.sum()} of 16 wrong"
    )
    button(root, "First").click()
    expect(grid(root, "dx_assigned").locator("[data-wrong]")).to_have_count(0)


def test_x_times_counts(show_widget):
    root = show_widget(Col2imStepper())
    expect(root.locator('[data-panel="x"]')).to_be_hidden()
    root.get_by_label("Rows of dcol hold").select_option("x")
    button(root, "Last").click()
    assert np.array_equal(
        numbers(root, "dx")[0, 0], numbers(root, "x")[0, 0] * numbers(root, "counts")
    )
    cell(root, "x", 0, 0, 1, 1).hover()
    expect(words(root)).to_contain_text("counts · x = 4 · 6")


def test_pointing_links_every_picture(show_widget):
    root = show_widget(Col2imStepper(step=1))
    cell(root, "dx", 0, 0, 1, 1).hover()
    assert lit(root, "dcol") == {(0, 4): "1", (1, 3): "1", (2, 1): "1", (3, 0): "1"}
    assert lit(root, "counts") == {(1, 1): "1"}
    assert lit(root, "dx_assigned") == lit(root, "dx") == {(0, 0, 1, 1): "1"}
    expect(words(root)).to_have_text(
        "dx[0, 0, 1, 1] = 5 + 7 = 12, from 2 of 4 windows so far. With = only the last one is left: 7"
    )
    cell(root, "dcol", 2, 1).hover()
    assert lit(root, "dcol") == {
        (0, 4): "faint",
        (1, 3): "faint",
        (2, 1): "1",
        (3, 0): "faint",
    }
    assert lit(root, "dx") == {(0, 0, 1, 1): "1"}
    expect(words(root)).to_have_text("dcol[2, 1] = 8 will go to dx[0, 0, 1, 1]")
    root.page.mouse.move(2, 2)
    assert lit(root, "dx") == {}
    expect(words(root)).to_contain_text(
        "Window 2 of 4: row 1 of dcol goes to dx[0, :, 0:3, 1:4]"
    )


def test_padding_and_holes_are_named(show_widget):
    root = show_widget(Col2imStepper(filter_h=1, filter_w=1, stride=2, pad=1))
    cell(root, "dcol", 0, 0).hover()
    expect(words(root)).to_have_text(
        "dcol[0, 0] = 1 belongs to the padding, and is dropped"
    )
    cell(root, "counts", 0, 0).hover()
    expect(words(root)).to_have_text("dx[0, 0, 0, 0] = 0: no window covers this pixel")
    grid(root, "dx").locator("[data-pad]").first.hover()
    expect(words(root)).to_contain_text("what arrives here is dropped")


def test_by_keyboard_alone(show_widget):
    root = show_widget(Col2imStepper())
    page = root.page
    assert tab_stops(root) == [
        *PLAYER, "Code",
        "dcol", "dx", "dx_assigned", "counts", "Loop", "Rows of dcol hold", "Your turn",
        "Filter height", "Filter width",
        *SLIDING, "More",
    ]  # fmt: skip
    press(button(root, "Next"))
    expect(slider(root)).to_have_value("1")
    tab_to(slider(root))
    page.keyboard.press("End")
    expect(slider(root)).to_have_value("3")
    tab_into(root, "dcol")
    page.keyboard.press("ArrowRight")
    expect(cell(root, "dcol", 0, 1)).to_be_focused()
    assert lit(root, "dx") == {(0, 0, 0, 1): "1"}
    page.keyboard.press("Control+End")
    assert lit(root, "dcol") == {(3, 8): "1"}
    expect(words(root)).to_contain_text("dcol[3, 8] = 9 went to dx[0, 0, 3, 3]")
    space_plays_and_pauses(root)
    tab_into(root, "dx")
    page.keyboard.press("ArrowDown")
    assert lit(root, "counts") == {(1, 0): "1"}
    tab_to(root.get_by_label("Rows of dcol hold"))
    page.keyboard.press("o")
    assert np.all(numbers(root, "dcol") == 1)
    tab_to(setting(root, "Pad"))
    page.keyboard.type("1")
    expected = Col2imStepper(pad=1, fill="ones")
    assert np.array_equal(numbers(root, "dcol"), expected.rows())
    assert np.array_equal(numbers(root, "dx"), expected.dx())


def test_play_runs_to_the_end_and_no_bird_stays(show_widget):
    root = show_widget(Col2imStepper())
    button(root, "Play").click()
    expect(slider(root)).to_have_value("3")
    expect(button(root, "Play")).to_be_visible()
    expect(root.locator(".bird")).to_have_count(0)


def test_a_tap_lights(show_widget):
    root = show_widget(Col2imStepper(), **PHONE)
    cell(root, "dx", 0, 0, 2, 2).tap()
    assert lit(root, "counts") == {(2, 2): "1"}
    cell(root, "dcol", 1, 3).tap()
    assert lit(root, "dx") == {(0, 0, 1, 1): "1"}


def test_settings_make_a_new_picture_and_a_dcol_that_no_longer_fits_goes(show_widget):
    root = show_widget(Col2imStepper(dcol=np.full((4, 9), 50), step=3))
    assert np.all(numbers(root, "dcol") == 50)
    setting(root, "Filter height").fill("2")
    setting(root, "Pad").fill("1")
    expected = Col2imStepper(filter_h=2, pad=1, step=3)
    assert np.array_equal(numbers(root, "dcol"), expected.rows())
    assert np.array_equal(numbers(root, "dx"), expected.dx())


def test_the_slice_is_drawn_also_where_it_ends_past_the_edge(show_widget):
    x = np.arange(1, 26).reshape(1, 1, 5, 5)
    root = show_widget(Col2imStepper(x, 2, 2, 3, loop="tap", step=3), **MOUSE)
    panel = root.locator('[data-panel="dx"]')
    expect(panel.locator(".framed")).to_have_text(
        "Framed: padded[:, :, 1:7:3, 1:7:3], the padded dx."
    )
    expect(panel.locator(".beyond")).to_contain_text("so the buffer needs no extra rows.")
    frame, first = panel.locator(".frame"), cell(root, "dx", 0, 0, 1, 1).bounding_box()
    box, scroll = frame.bounding_box(), panel.locator(".scroll")
    assert (box["x"], box["y"]) == pytest.approx((first["x"], first["y"]), abs=1)
    assert box["width"] == pytest.approx(6 * first["width"], abs=1)
    assert box["height"] == pytest.approx(6 * first["height"], abs=1)
    # Solid as far as there is something to take: four of six rows and columns.
    inside = frame.evaluate(
        "frame => { const { width, height } = getComputedStyle(frame, '::after'); return [width, height].map(parseFloat); }"
    )
    assert inside == pytest.approx([4 * first["width"], 4 * first["height"]], abs=1)
    # The part past the edge is seen without scrolling.
    assert scroll.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert scroll.evaluate("box => box.scrollHeight <= box.clientHeight")
    go(root, 0)
    expect(panel.locator("[data-past] .frame, .frame")).to_be_visible()
    root.get_by_label("Loop").select_option("window")
    expect(panel.locator(".beyond")).to_be_hidden()
    expect(panel).not_to_have_attribute("data-past", "")
    expect(panel.locator(".framed")).to_contain_text("padded[0, :, 0:2, 0:2]")


def right_place(root) -> tuple:
    """Where the lit number of dcol goes: computed by cnnlib from where im2col would copy it from."""
    ((row, column),) = lit_as(root, "dcol", "1")
    shape = (1, 2, 4, 4)
    pixels = im2col(np.arange(np.prod(shape)).reshape(shape), 3, 3)
    return tuple(map(int, np.unravel_index(pixels[row, column], shape)))


def right_sum(root) -> str:
    """What the lit place of dx holds once the row is there."""
    ((n, c, h, w),) = lit_as(root, "dx", "1")
    row = int(slider(root).input_value())
    arrived = np.where(np.arange(4)[:, None] <= row, numbers(root, "dcol"), 0)
    return f"{col2im(arrived, (1, 2, 4, 4), 3, 3)[n, c, h, w]:g}"


ENOUGH = "Three right in a row: you give numbers back as col2im does."


@by_every_hand
def test_the_reader_gives_numbers_back_three_times(show_widget, act, options):
    widget = Col2imStepper(np.zeros((1, 2, 4, 4), int), fill="digits")
    root = show_widget(widget, **options, reduced_motion="reduce")
    own, seen = numbers(root, "dcol"), []
    act(button(root, "Your turn"))
    question = root.locator(".question")
    for round in range(3):
        seen.append(numbers(root, "dcol").tolist())
        if round % 2 == 0:
            expect(question).to_contain_text("To which place of dx does it go?")
            expect(root.locator('[data-panel="dx"] .frame:visible')).to_have_count(0)
            assert places(root, '[data-grid="dx"] [data-window]') == []
            target = cell(root, "dx", *right_place(root))
            if act is press:
                tab_into(root, "dx")
                _, c, h, w = right_place(root)
                root.page.keyboard.press("Control+Home")
                for _ in range(h):
                    root.page.keyboard.press("ArrowDown")
                for _ in range(4 * c + w):
                    root.page.keyboard.press("ArrowRight")
                expect(target).to_be_focused()
                root.page.keyboard.press("Enter")
                expect(target).to_be_focused()  # also if it is drawn anew
            else:
                act(target)
        else:
            expect(question).to_contain_text("hold then, with +=?")
            act(root.get_by_role("button", name=right_sum(root), exact=True))
    expect(words(root)).to_have_text(ENOUGH)
    expect(root.locator(".ask")).to_be_hidden()
    assert len({str(dcol) for dcol in seen}) == 3, "each round has numbers of its own"
    step = int(slider(root).input_value())
    button(root, "Previous" if step else "Next").click()
    assert np.array_equal(numbers(root, "dcol"), own)
    expect(words(root)).to_contain_text("goes to")


def test_a_wrong_place_or_number_is_told_its_rule(show_widget):
    root = show_widget(
        Col2imStepper(np.zeros((1, 2, 4, 4), int), step=3, asks=True),
        reduced_motion="reduce",
    )
    said, (row, column) = root.locator(".said"), lit_as(root, "dcol", "1")[0]
    n, c, h, w = right_place(root)
    other = cell(root, "dx", n, 1 - c, h, w)
    other.click()
    expect(said).to_have_text(
        f"Its row and column are right. Wanted is image 0, channel {c}."
    )
    expect(other).to_have_attribute("data-missed", "")
    assert row == 3
    fh, fw = divmod(column % 9, 3)
    cell(root, "dx", n, c, 1 + 2 - fh, 1 + 2 - fw).click()  # twice wrong, and it is shown
    expect(root.locator(".ask")).to_be_hidden()
    expect(words(root)).to_contain_text(
        f"It goes to dx[{n}, {c}, {h}, {w}]: row 3 is the window"
    )
    # The step is there now, and the reader's own numbers once they go on.
    expect(root.locator('[data-panel="dx"] .frame').first).to_be_visible()
    assert numbers(root, "dx").sum() == numbers(root, "dcol").sum()
    button(root, "Your turn").click()
    cell(root, "dx", *right_place(root)).click()
    expect(root.locator(".question")).to_contain_text("Yes.")
    right = right_sum(root)
    row = int(slider(root).input_value())
    place = lit_as(root, "dx", "1")[0]
    addend = f"{int(right) - int(numbers(root, 'dx')[place]):g}"
    root.get_by_role("button", name=addend, exact=True).click()
    expect(said).to_have_text(
        "That is what = leaves: the new number alone. += keeps what was there."
    )


@pytest.mark.parametrize("way", ["Escape", "Show me", "Next", "Pad", "Loop"])
def test_a_question_can_be_left(show_widget, way):
    widget = Col2imStepper(dcol=np.full((4, 9), 5), step=1)
    root = show_widget(widget, reduced_motion="reduce")
    button(root, "Your turn").click()
    assert not np.all(numbers(root, "dcol") == 5)
    if way == "Escape":
        root.page.keyboard.press("Escape")
    elif way == "Pad":
        setting(root, "Pad").fill("1")
    elif way == "Loop":
        root.get_by_label("Loop").select_option("tap")
    elif way == "Next" and slider(root).input_value() == "3":
        button(root, "Previous").click()
    else:
        root.get_by_role("button", name=way).click()
    expect(root.locator(".ask")).to_be_hidden()
    if way in ("Escape", "Show me"):
        expect(words(root)).to_contain_text("It goes to ")
        button(root, "Previous" if slider(root).input_value() != "0" else "Next").click()
    if way == "Pad":
        expected = Col2imStepper(pad=1)
        assert np.array_equal(numbers(root, "dcol"), expected.rows())
    else:
        expect(grid(root, "dcol").locator('[data-index="0,0"]')).to_have_text("5")
        assert np.all(numbers(root, "dcol") == 5)


def test_what_python_sets_asks(show_widget):
    root = show_widget(Col2imStepper(step=2, asks=True), **PHONE)
    expect(root.locator(".question")).to_contain_text("is lit. To which place of dx")
    expect(words(root)).to_have_text(
        "Row 2 of dcol is still to come. What becomes of it is for you to say."
    )
    widget = Col2imStepper(step=1)
    assert np.array_equal(numbers(root, "dx"), widget.dx()), "the step is not there yet"
    fits_a_phone(root.page)
