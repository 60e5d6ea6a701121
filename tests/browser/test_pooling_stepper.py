"""The pooling stepper as a reader meets it: every number, by mouse, keyboard and touch."""

from decimal import ROUND_HALF_UP, Context

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.stepper import (
    PHONE,
    PLAYER,
    SLIDING,
    button,
    cell,
    complaint,
    go,
    grid,
    lit,
    picture,
    press,
    random_sliding,
    setting,
    slider,
    space_plays_and_pauses,
    tab_into,
    tab_stops,
    tab_to,
    texts,
    words,
)
from unrolled.widgets import PoolingStepper
from unrolled.widgets.pooling_presets import PRESETS


def said(value):
    """A number as a cell shows it."""
    if np.isinf(value):
        return "∞" if value > 0 else "-∞"
    digits = Context(prec=3, rounding=ROUND_HALF_UP).create_decimal_from_float(float(value))
    return f"{value:.0f}" if value == round(value) else f"{float(digits):g}"


def as_texts(values):
    return {
        place: said(value)
        for place, value in np.ndenumerate(np.asarray(values, float) + 0.0)
    }


def random_widget(rng):
    N, C, H, W, PH, PW = (int(rng.integers(1, most + 1)) for most in (2, 2, 7, 7, 4, 4))
    sliding = random_sliding(rng)
    average, counted, ceiling = (bool(rng.random() < 0.5) for _ in range(3))
    x = rng.integers(-4, 5, (N, C, H, W))  # few digits, so that many are equal
    if rng.random() < 0.3:
        x = np.where(x > 2, -np.inf, x)
    try:
        widget = PoolingStepper(x, PH, PW, **sliding, ceil_mode=ceiling)
    except ValueError:
        return random_widget(rng)
    widget.average, widget.count_include_pad = (
        average and bool(np.isfinite(x).all()),
        counted,
    )
    if rng.random() < 0.5:
        widget.dout = rng.integers(-9, 10, widget.gradient().shape)
    widget.step = int(rng.integers(0, widget.steps()))
    return widget


def expect_numbers(root, widget):
    """The page shows what cnnlib computes, as far as the step has come."""
    layer, shape = widget.layer(), widget.gradient().shape
    done = np.arange(widget.steps()).reshape(shape) <= widget.step
    if widget.mode == "forward":
        out = as_texts(layer.forward(widget.x.astype(float)))
        assert texts(root, "out") == {
            place: text if done[place] else "" for place, text in out.items()
        }
    else:
        assert texts(root, "dout") == as_texts(widget.gradient())
        dx = layer.backward(np.where(done, widget.gradient(), 0).astype(float))
        assert texts(root, "dx") == as_texts(dx)
    if not widget.average:
        N, C, OH, OW = shape
        winners = as_texts(layer.arg_max.reshape(N, OH, OW, C).transpose(0, 3, 1, 2))
        shown = done | (widget.mode == "backward")
        assert texts(root, "arg_max") == {
            place: text if shown[place] else "" for place, text in winners.items()
        }


@pytest.mark.parametrize("seed", range(4))
def test_its_numbers_are_cnnlibs_for_random_settings(show_widget, seed):
    widget = random_widget(np.random.default_rng(seed))
    root = show_widget(widget)
    assert texts(root, "x") == as_texts(widget.x)
    for mode in ("forward", "backward"):
        root.get_by_label("Direction").select_option(mode)
        widget.mode = mode
        for step in (widget.step, widget.steps() - 1):
            go(root, step)
            widget.step = step
            expect_numbers(root, widget)


@pytest.mark.parametrize("name", PRESETS)
def test_examples_show_what_they_promise(show_widget, name):
    root = show_widget(PoolingStepper())
    root.get_by_label("Example").select_option(name)
    widget = PoolingStepper(**PRESETS[name])
    expect_numbers(root, widget)
    button(root, "Last").click()
    widget.step = widget.steps() - 1
    expect_numbers(root, widget)
    expect(root.get_by_label("Example")).to_have_value(name)
    setting(root, "Dilation").fill(
        "1, 2" if name in ("overlap", "padding", "negative") else "2"
    )
    expect(root.get_by_label("Example")).to_have_value("")


def test_the_border_is_minus_infinity_for_a_maximum_and_zero_for_a_mean(show_widget):
    root = show_widget(PoolingStepper(**PRESETS["negative"]))
    border = grid(root, "x").locator("[data-pad]")
    assert set(border.all_text_contents()) == {"-∞"}
    border.first.hover()
    expect(words(root)).to_contain_text("it counts as -∞, so it never wins over a pixel")
    root.get_by_label("average").check()
    assert set(border.all_text_contents()) == {"0"}
    expect(root.locator('[data-panel="arg_max"]')).to_be_hidden()


def test_padding_is_counted_or_not(show_widget):
    root = show_widget(
        PoolingStepper(np.full((1, 1, 4, 4), 6), 2, 2, 2, pad=1, average=True)
    )
    expect(words(root)).to_have_text("out[0, 0, 0, 0] = (0 + 0 + 0 + 6) / 4 = 1.5")
    root.get_by_label("count_include_pad").uncheck()
    expect(words(root)).to_have_text("out[0, 0, 0, 0] = (6) / 1 = 6")


def test_a_tie_goes_to_the_first(show_widget):
    root = show_widget(PoolingStepper(**PRESETS["ties"]))
    expect(words(root)).to_have_text(
        "dout[0, 0, 0, 0] = 1 goes to dx[0, 0, 0, 0], the first of 4 equal maxima; the others of the window get nothing"
    )
    expect(root.get_by_role("row", name="equal maxima")).to_contain_text(
        "the first takes the gradient"
    )


def test_overlapping_windows_add_up(show_widget):
    root = show_widget(PoolingStepper(**PRESETS["overlap"], step=2))
    cell(root, "dx", 0, 0, 2, 2).hover()
    assert lit(root, "dout") == {(0, 0, i, j): "1" for i in (0, 1) for j in (0, 1)}
    expect(words(root)).to_have_text(
        "dx[0, 0, 2, 2] = 1 + 2 + 3 = 6, added up from 3 windows"
    )


def test_pointing_links_every_picture(show_widget):
    root = show_widget(PoolingStepper(step=3))
    cell(root, "out", 0, 0, 0, 0).hover()
    assert lit(root, "x") == {
        (0, 0, 0, 0): "faint",
        (0, 0, 0, 1): "faint",
        (0, 0, 1, 0): "faint",
        (0, 0, 1, 1): "1",
    }
    assert lit(root, "arg_max") == lit(root, "out") == {(0, 0, 0, 0): "1"}
    expect(words(root)).to_have_text(
        "out[0, 0, 0, 0] = max(1, 3, 5, 6) = 6, from x[0, 0, 1, 1], place 3 of its window"
    )
    cell(root, "x", 0, 0, 0, 0).hover()
    assert lit(root, "out") == {(0, 0, 0, 0): "faint"}
    expect(words(root)).to_have_text("x[0, 0, 0, 0] = 1 is in 1 window, and wins none")
    root.page.mouse.move(2, 2)
    assert lit(root, "x") == {}


def test_edges_are_dropped_or_kept(show_widget):
    root = show_widget(PoolingStepper(**PRESETS["dropped"]))
    expect(grid(root, "x").locator("[data-unread]")).to_have_count(9)
    cell(root, "x", 0, 0, 4, 4).hover()
    expect(words(root)).to_have_text("x[0, 0, 4, 4] = 9: no window reaches it")
    root.get_by_role("checkbox", name="ceil_mode").check()
    expect(grid(root, "x").locator("[data-unread]")).to_have_count(0)
    expect(root.get_by_label("Example")).to_have_value("ceil_mode")
    expect(root.get_by_role("row", name="a last window over the edge")).to_be_visible()


def test_a_choice_that_cannot_work_says_why_and_stays(show_widget):
    root = show_widget(PoolingStepper(np.zeros((1, 1, 2, 2)), 3, 3, 2, ceil_mode=True))
    before = picture(root)
    root.get_by_role("checkbox", name="ceil_mode").click()
    expect(complaint(root)).to_contain_text(
        "must not be larger than the padded image, 0 + 2 + 0."
    )
    expect(root.get_by_role("checkbox", name="ceil_mode")).to_be_checked()
    assert picture(root) == before
    setting(root, "Window height").fill("9")
    expect(complaint(root).filter(has_text="A filter of 9")).to_have_count(1)
    assert picture(root) == before


def test_by_keyboard_alone(show_widget):
    root = show_widget(PoolingStepper())
    page = root.page
    assert tab_stops(root) == [
        *PLAYER,
        "Example", "Direction", "average", "ceil_mode", "x", "out", "arg_max", "The same rule elsewhere",
        "Window height", "Window width",
        *SLIDING, "More",
    ]  # fmt: skip
    press(button(root, "Next"))
    expect(slider(root)).to_have_value("1")
    tab_to(slider(root))
    page.keyboard.press("End")
    expect(slider(root)).to_have_value("3")
    tab_to(root.get_by_label("Direction"))
    page.keyboard.press("b")
    expect(root.get_by_label("Direction")).to_have_value("backward")
    tab_into(root, "dout")
    page.keyboard.press("ArrowRight")
    expect(cell(root, "dout", 0, 0, 0, 1)).to_be_focused()
    assert lit(root, "dx") == {(0, 0, 0, 3): "1"}
    space_plays_and_pauses(root)
    tab_to(root.get_by_label("average"))
    page.keyboard.press("Space")
    expect_numbers(root, PoolingStepper(average=True, mode="backward"))
    tab_to(setting(root, "Pad"))
    page.keyboard.type("1")
    expect_numbers(root, PoolingStepper(average=True, mode="backward", pad=1))


def test_a_tap_lights(show_widget):
    root = show_widget(PoolingStepper(), **PHONE)
    cell(root, "x", 0, 0, 1, 1).tap()
    assert lit(root, "out") == {(0, 0, 0, 0): "1"}
    cell(root, "out", 0, 0, 1, 1).tap()
    assert (0, 0, 3, 3) in lit(root, "x")
    root.get_by_label("average").tap()
    expect(root.locator('[data-panel="arg_max"]')).to_be_hidden()
