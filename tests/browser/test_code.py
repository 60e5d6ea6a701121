"""The code of the loop that runs: opened, it stands in the sentence's place, keeps step, and lights what it names."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe_finds_nothing
from tests.browser.stepper import MOUSE, PHONE, button, go, grid, lit, setting, words
from unrolled.widgets import (
    Col2imStepper,
    ConvolutionStepper,
    Im2colStepper,
    PoolingStepper,
)

X = np.arange(40).reshape(1, 2, 4, 5)
KINDS = {"im2col": Im2colStepper, "col2im": Col2imStepper}


def opened(root):
    button(root, "Code").click()
    return root.get_by_role("group", name="What runs, in Python")


def values(code):
    return code.locator(".values")


def piece(code, text):
    return code.locator(".piece").get_by_text(text, exact=True).first


@pytest.mark.parametrize("kind", KINDS)
def test_it_takes_the_sentences_place_and_gives_it_back(show_widget, kind):
    root = show_widget(KINDS[kind](X))
    said = words(root).text_content()
    expect(button(root, "Code")).to_have_attribute("aria-expanded", "false")
    code = opened(root)
    expect(button(root, "Code")).to_have_attribute("aria-expanded", "true")
    expect(code).to_be_visible()
    box = words(root).bounding_box()
    assert (box["width"], box["height"]) == (1, 1)
    expect(words(root)).to_have_text(said)  # for a screen reader
    button(root, "Code").click()
    expect(code).to_be_hidden()
    assert words(root).bounding_box()["height"] > 20


@pytest.mark.parametrize("loop", ["window", "tap"])
@pytest.mark.parametrize("kind", KINDS)
def test_its_lines_are_the_loops_and_its_variables_the_steps(show_widget, kind, loop):
    widget = KINDS[kind](X, stride=2, pad=1)
    root = show_widget(widget)
    code = opened(root)
    root.get_by_label("Loop").select_option(loop)
    assert code.locator(".lines").inner_text().strip().split("\n") == widget.code[loop]
    expect(code.locator("[data-running]")).to_have_count(1)
    expect(code.locator("[data-running]")).to_contain_text("down, across]")
    first = {
        "window": "row = 0, n = 0, oh = 0, ow = 0, top = 0, left = 0, down = slice(0, 3, 1), across = slice(0, 3, 1)",
        "tap": "fh = 0, fw = 0, top = 0, left = 0, down = slice(0, 4, 2), across = slice(0, 6, 2)",
    }
    expect(values(code)).to_have_text(first[loop])
    go(root, 4)
    later = {
        "window": "row = 4, n = 0, oh = 1, ow = 1, top = 2, left = 2, down = slice(2, 5, 1), across = slice(2, 5, 1)",
        "tap": "fh = 1, fw = 1, top = 1, left = 1, down = slice(1, 5, 2), across = slice(1, 7, 2)",
    }
    expect(values(code)).to_have_text(later[loop])


def test_what_is_pointed_at_lights_up_and_is_said(show_widget):
    """By mouse, by keyboard and by touch; an empty place says the variables again."""
    root = show_widget(Im2colStepper(X))
    code = opened(root)
    variables = values(code).text_content()
    piece(code, "padded[n, :, down, across]").hover()
    window = {(0, c, h, w): "1" for c in range(2) for h in range(3) for w in range(3)}
    assert lit(root, "x") == window
    piece(code, "down").hover()
    assert lit(root, "x") == {
        (0, c, h, w): "1" for c in range(2) for h in range(3) for w in range(5)
    }
    expect(values(code)).to_have_text("slice(0, 3, 1): rows 0, 1, 2 of the padded image")
    piece(code, "col[row]").hover()
    assert lit(root, "col") == {(0, column): "1" for column in range(18)}
    root.page.mouse.move(1, 1)
    expect(values(code)).to_have_text(variables)
    assert lit(root, "x") == {}
    button(root, "Code").focus()
    root.page.keyboard.press("Tab")
    expect(piece(code, "top")).to_be_focused()
    assert lit(root, "x") == {(0, c, 0, 0): "1" for c in range(2)}


def test_adding_lights_what_is_added_and_a_slice_says_where_it_ends_beyond_the_edge(
    show_widget,
):
    root = show_widget(Col2imStepper(loop="tap", stride=2, pad=1))
    code = opened(root)
    go(root, 1)
    piece(code, "+=").hover()
    assert lit(root, "dcol") == {(row, 1): "1" for row in range(4)}
    expect(values(code)).to_contain_text("with = in its place it would overwrite")
    go(root, 8)
    piece(code, "down").hover()
    expect(values(code)).to_have_text("slice(2, 6, 2): rows 2, 4 of the padded image")
    piece(code, "padded[:, :, down, across]").hover()
    assert set(lit(root, "dx")) == {(0, 0, h, w) for h in (1, 3) for w in (1, 3)}
    piece(code, "transpose(0, 3, 4, 5, 1, 2)").hover()
    assert len(lit(root, "dcol")) == 4 * 9


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_on_a_phone_it_fits_and_a_tap_points(show_widget, kind, theme):
    root = show_widget(KINDS[kind](X, loop="tap"), theme=theme, **PHONE)
    code = opened(root)
    page = root.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # "Whole" stands beside the slider.
    buttons = root.locator(".player button:not(.shows-whole)")
    tops = {round(one.bounding_box()["y"]) for one in buttons.all()}
    assert len(tops) == 1, "in one row"
    piece(code, "down").tap()
    expect(values(code)).to_contain_text("of the padded image")
    assert lit(root, "x" if kind == "im2col" else "dx")
    axe_finds_nothing(page)


def test_whose_turn_it_is_is_not_told(show_widget):
    root = show_widget(Im2colStepper(X))
    code = opened(root)
    button(root, "Your turn").click()
    piece(code, "padded[n, :, down, across]").hover()
    expect(grid(root, "x").first.locator("[data-lit]")).to_have_count(0)


def test_convolutions_code_keeps_step_and_lights_what_it_names(show_widget):
    widget = ConvolutionStepper(asks=False)
    root = show_widget(widget)
    code = opened(root)
    assert code.locator(".lines").inner_text().strip().split("\n") == widget.code["forward"]
    expect(code.locator("[data-running]")).to_contain_text("products.sum() + b[f]")
    go(root, 13)
    expect(values(code)).to_have_text(
        "n = 0, f = 1, oh = 1, ow = 1, top = 1, left = 1, down = slice(1, 3, 1), across = slice(1, 3, 1)"
    )
    piece(code, "padded[n, :, down, across]").hover()
    window = {(0, c, h, w) for c in range(2) for h in (1, 2) for w in (1, 2)}
    assert {place for place, mark in lit(root, "x").items() if mark == "1"} == window
    piece(code, "W[f]").hover()
    expect(values(code)).to_have_text("filter 1, in all channels")
    assert set(lit(root, "W")) == {(1, *place) for place in np.ndindex(2, 2, 2)}
    piece(code, "b[f]").hover()
    assert lit(root, "b")[1,] == "1"
    piece(code, "out[n, f, oh, ow]").hover()
    assert lit(root, "out") == {(0, 1, 1, 1): "1"}
    setting(root, "Pad").fill("1")
    go(root, 0)
    expect(values(code)).to_contain_text("down = slice(0, 2, 1)")
    # Backward runs other lines.
    root.get_by_label("Direction").select_option("backward")
    expect(code).to_be_hidden()
    expect(button(root, "Code")).to_be_hidden()
    expect(words(root)).to_be_visible()
    root.get_by_label("Direction").select_option("forward")
    expect(button(root, "Code")).to_have_attribute("aria-expanded", "false")


def test_without_b_no_line_adds_it(show_widget):
    x, W = np.arange(16).reshape(1, 1, 4, 4), np.ones((1, 1, 2, 2), int)
    code = opened(show_widget(ConvolutionStepper(x, W, asks=False)))
    expect(code.locator("[data-running]")).to_have_text(
        "    out[n, f, oh, ow] = products.sum()", use_inner_text=True
    )


BOTTOM = "root => root.querySelector('.stage').getBoundingClientRect().bottom - root.getBoundingClientRect().top"


@pytest.mark.parametrize(
    "make",
    [
        ConvolutionStepper,
        lambda: ConvolutionStepper(asks=False),
        PoolingStepper,
        lambda: PoolingStepper(mode="backward", loop="tap"),
    ],
    ids=["convolution-asks", "convolution", "pooling", "pooling-tap"],
)
def test_with_it_open_player_and_pictures_stay_within_one_screen(show_widget, make):
    root = show_widget(make(), **MOUSE)
    opened(root)
    assert root.evaluate(BOTTOM) <= MOUSE["height"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_convolutions_code_fits_a_phone(show_widget, theme):
    root = show_widget(ConvolutionStepper(asks=False), theme=theme, **PHONE)
    code, page = opened(root), root.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    piece(code, "down").tap()
    expect(values(code)).to_contain_text("of the padded image")
    axe_finds_nothing(page)


def test_what_convolution_asks_is_not_told(show_widget):
    root = show_widget(ConvolutionStepper(step=4))
    code = opened(root)
    before = lit(root, "W")
    piece(code, "W[f]").hover()
    assert lit(root, "W") == before
    expect(values(code)).to_contain_text("n = 0, f = 0")
