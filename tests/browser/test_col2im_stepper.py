"""The col2im stepper as a reader meets it: every sum, by mouse, keyboard and touch."""

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnlib import col2im, im2col
from tests.browser.stepper import (
    PHONE,
    PLAYER,
    SLIDING,
    button,
    cell,
    go,
    grid,
    lit,
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
        "Window 2 of 4: row 1 of dcol goes back to dx[0, :, 0:3, 1:4]"
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
        "dcol", "dx", "dx_assigned", "counts", "Loop", "Rows of dcol hold",
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
