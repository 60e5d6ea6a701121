"""The pooling stepper as a reader meets it: every number, by mouse, keyboard and touch."""

from decimal import ROUND_HALF_UP, Context

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.stepper import (
    PHONE,
    PLAYER,
    button,
    cell,
    complaint,
    go,
    grid,
    last_step,
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
    unfold,
    words,
)
from unrolled.widgets import PoolingStepper
from unrolled.widgets.pooling_presets import PRESETS

KINDS = {"forward": "forward", "window": "backward", "tap": "backward"}


def quiet(**settings):
    """Without a question."""
    return PoolingStepper(**settings, asks=False)


def example(name, **more):
    return quiet(**PRESETS[name] | more)


def thumb(root, text):
    return root.get_by_role("radio", name=text, exact=True)


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
        widget = PoolingStepper(x, PH, PW, **sliding, ceil_mode=ceiling, asks=False)
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
    done = np.arange(np.prod(shape)).reshape(shape) <= widget.step
    if widget.mode == "forward":
        out = as_texts(layer.forward(widget.x.astype(float)))
        assert texts(root, "out") == {
            place: text if done[place] else "" for place, text in out.items()
        }
    else:
        assert texts(root, "dout") == as_texts(widget.gradient())
        assert texts(root, "dx") == as_texts(widget.dx(layer))
        name = "drows" if widget.average else "dmax"
        given, order = widget.rows_given(layer), widget.order()
        assert texts(root, name) == {
            place: said(value + 0.0) if order[place] <= widget.step else ""
            for place, value in np.ndenumerate(given)
        }
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
    for kind, mode in KINDS.items():
        root.get_by_label("Direction").select_option(kind)
        widget.mode, widget.loop = mode, "tap" if kind == "tap" else "window"
        widget.step = min(widget.step, widget.steps() - 1)
        for step in (widget.step, widget.steps() - 1):
            go(root, step)
            widget.step = step
            expect_numbers(root, widget)


@pytest.mark.parametrize("name", PRESETS)
def test_examples_show_what_they_promise(show_widget, name):
    root = show_widget(quiet())
    choice = root.get_by_role("radio").and_(root.locator(f"[value={name}]"))
    choice.check()
    widget = example(name)
    expect_numbers(root, widget)
    button(root, "Last").click()
    widget.step = widget.steps() - 1
    expect_numbers(root, widget)
    expect(choice).to_be_checked()
    setting(root, "Dilation").fill(
        "1, 2" if name in ("overlap", "padding", "negative") else "2"
    )
    expect(root.get_by_role("radio", checked=True)).to_have_count(0)


def test_the_border_is_minus_infinity_for_a_maximum_and_zero_for_a_mean(show_widget):
    root = show_widget(example("negative"))
    border = grid(root, "x").locator("[data-pad]")
    assert set(border.all_text_contents()) == {"-∞"}
    border.first.hover()
    expect(words(root)).to_contain_text("it counts as -∞, so it never wins over a pixel")
    root.get_by_label("average").check()
    assert set(border.all_text_contents()) == {"0"}
    expect(root.locator('[data-panel="arg_max"]')).to_be_hidden()


def test_padding_is_counted_or_not(show_widget):
    root = show_widget(quiet(x=np.full((1, 1, 4, 4), 6), pad=1, average=True))
    first = "Window 1 of 9: out[0, 0, 0, 0] ="
    expect(words(root)).to_have_text(f"{first} (0 + 0 + 0 + 6) / 4 = 1.5.")
    setting(root, "count_include_pad").uncheck()
    expect(words(root)).to_have_text(f"{first} (6) / 1 = 6.")


def test_a_tie_goes_to_the_first(show_widget):
    root = show_widget(example("ties"))
    expect(words(root)).to_have_text(
        "Window 1 of 4: dout[0, 0, 0, 0] = 1 goes to dx[0, 0, 0, 0], the first of 4 equal maxima; "
        "the others get 0."
    )
    unfold(root)
    expect(root.get_by_role("row", name="equal maxima")).to_contain_text(
        "the first takes the gradient"
    )


def test_overlapping_windows_add_up(show_widget):
    root = show_widget(example("overlap", step=2))
    cell(root, "dx", 0, 0, 2, 2).hover()
    assert lit(root, "dout") == {(0, 0, i, j): "1" for i in (0, 1) for j in (0, 1)}
    expect(words(root)).to_have_text(
        "dx[0, 0, 2, 2] = 1 + 2 + 3 = 6, added up from 3 windows"
    )


def test_pointing_links_every_picture(show_widget):
    root = show_widget(quiet(step=3))
    cell(root, "out", 0, 0, 0, 0).hover()
    assert lit(root, "x") == {
        (0, 0, 0, 0): "faint",
        (0, 0, 0, 1): "faint",
        (0, 0, 1, 0): "faint",
        (0, 0, 1, 1): "1",
    }
    assert lit(root, "arg_max") == lit(root, "out") == {(0, 0, 0, 0): "1"}
    assert lit(root, "rows") == {(0, i): "1" if i == 3 else "faint" for i in range(4)}
    expect(words(root)).to_have_text(
        "out[0, 0, 0, 0] = max(1, 3, 5, 6) = 6, from x[0, 0, 1, 1], place 3 of its window"
    )
    cell(root, "x", 0, 0, 0, 0).hover()
    assert lit(root, "out") == {(0, 0, 0, 0): "faint"}
    expect(words(root)).to_have_text("x[0, 0, 0, 0] = 1 is in 1 window, and wins none")
    cell(root, "rows", 1, 2).hover()
    assert lit(root, "x") == {(0, 0, 1, 2): "1"}
    expect(words(root)).to_have_text(
        "place 2 of window 2, out[0, 0, 0, 1]: x[0, 0, 1, 2], 1"
    )
    root.page.mouse.move(2, 2)
    assert lit(root, "x") == {}


def test_edges_are_dropped_or_kept(show_widget):
    root = show_widget(example("dropped"))
    edges = root.locator("[data-role=edges]")
    expect(grid(root, "x").locator("[data-unread]")).to_have_count(9)
    expect(grid(root, "x").locator(".dropped")).to_have_count(5)
    expect(edges).to_contain_text("5 windows that hang over the edge, dropped")
    cell(root, "x", 0, 0, 4, 4).hover()
    expect(words(root)).to_have_text("x[0, 0, 4, 4] = 9: no window reaches it")
    root.get_by_role("checkbox", name="ceil_mode").check()
    expect(grid(root, "x").locator("[data-unread], .dropped")).to_have_count(0)
    expect(edges).to_have_text("ceil_mode keeps 5 windows that hang over the edge.")
    expect(thumb(root, "edge kept")).to_be_checked()
    unfold(root)
    expect(root.get_by_role("row", name="a last window over the edge")).to_be_visible()
    thumb(root, "side by side").check()
    expect(edges).to_contain_text("would change nothing")
    root.get_by_role("checkbox", name="ceil_mode").check()
    expect(edges).to_contain_text("changes nothing here")


def test_a_choice_that_cannot_work_says_why_and_stays(show_widget):
    root = show_widget(quiet(x=np.zeros((1, 1, 2, 2)), pool_h=3, pool_w=3, ceil_mode=True))
    before = picture(root)
    root.get_by_role("checkbox", name="ceil_mode").click()
    expect(complaint(root)).to_contain_text(
        "must not be larger than the padded image, 0 + 2 + 0."
    )
    expect(root.get_by_role("checkbox", name="ceil_mode")).to_be_checked()
    assert picture(root) == before
    setting(root, "Size").fill("9")
    expect(complaint(root).filter(has_text="A filter of 9")).to_have_count(1)
    assert picture(root) == before


def test_by_keyboard_alone(show_widget):
    root = show_widget(quiet())
    page = root.page
    assert tab_stops(root) == [
        *PLAYER, "Code", "side by side", "x", "rows", "out", "arg_max",
        "Direction", "average", "ceil_mode", "Your turn", "Size", "Stride", "Pad", "More",
    ]  # fmt: skip
    press(button(root, "Next"))
    expect(slider(root)).to_have_value("1")
    tab_to(slider(root))
    page.keyboard.press("End")
    expect(slider(root)).to_have_value("3")
    tab_to(thumb(root, "side by side"))
    page.keyboard.press("ArrowRight")
    expect(thumb(root, "ties")).to_be_focused()
    expect_numbers(root, example("ties"))
    page.keyboard.press("ArrowLeft")
    tab_to(root.get_by_label("Direction"))
    page.keyboard.press("b")
    expect(root.get_by_label("Direction")).to_have_value("window")
    tab_into(root, "dout")
    page.keyboard.press("ArrowRight")
    expect(cell(root, "dout", 0, 0, 0, 1)).to_be_focused()
    assert lit(root, "dx") == {(0, 0, 0, 3): "1"}
    space_plays_and_pauses(root)
    tab_to(root.get_by_label("average"))
    page.keyboard.press("Space")
    expect_numbers(root, quiet(average=True, mode="backward"))
    tab_to(setting(root, "Pad"))
    page.keyboard.type("1")
    expect_numbers(root, quiet(average=True, mode="backward", pad=1))


def test_a_tap_lights(show_widget):
    root = show_widget(quiet(), **PHONE)
    cell(root, "x", 0, 0, 1, 1).tap()
    assert lit(root, "out") == {(0, 0, 0, 0): "1"}
    cell(root, "out", 0, 0, 1, 1).tap()
    assert (0, 0, 3, 3) in lit(root, "x")
    root.get_by_label("average").tap()
    expect(root.locator('[data-panel="arg_max"]')).to_be_hidden()
    thumb(root, "overlap").tap()
    expect_numbers(root, example("overlap"))


def test_places_are_numbered_as_arg_max_counts_them_and_tinted_alike(show_widget):
    root = show_widget(quiet(step=1))
    found = {}
    for name in ("x", "rows"):
        cells = grid(root, name).locator("[data-tap]:is([data-place], [data-now])")
        found[name] = cells.evaluate_all(
            "cells => cells.map(({ dataset: d }) => [d.index, d.place, d.tap])"
        )
    window = [(0, 2), (0, 3), (1, 2), (1, 3)]
    assert found["x"] == [
        [f"0,0,{h},{w}", str(i), str(i)] for i, (h, w) in enumerate(window)
    ]
    assert [tap for _, _, tap in found["rows"]] == ["0", "1", "2", "3"]
    heads = grid(root, "rows").get_by_role("columnheader").all_text_contents()
    assert heads == ["window", "0", "1", "2", "3"]
    setting(root, "Size").fill("4")  # 16 places have no tints
    expect(root.locator("[data-tap]")).to_have_count(0)
    expect(grid(root, "x").locator("[data-place]")).to_have_count(16)


@pytest.mark.parametrize(("kind", "left"), [("window", "4"), ("tap", "1")])
def test_with_assignment_the_last_one_is_left(show_widget, kind, left):
    root = show_widget(example("overlap"))
    root.get_by_label("Direction").select_option(kind)
    button(root, "Last").click()
    expect(cell(root, "dx", 0, 0, 2, 2)).to_have_text("10")
    root.get_by_label("Operator").select_option("=")
    expect(cell(root, "dx", 0, 0, 2, 2)).to_have_text(left)
    expect(grid(root, "dx").locator("[data-wrong]")).to_have_count(1)
    expect(root.locator("[data-panel=dx] .title")).to_have_text("dx with =: 1 wrong")
    button(root, "Code").click()
    expect(root.locator(".code [data-running]")).to_contain_text("] = dmax[")
    thumb(root, "side by side").check()
    expect(root.get_by_label("Operator")).to_be_hidden()


def test_the_code_runs_in_step_and_its_pieces_light(show_widget):
    root = show_widget(example("overlap", step=1))
    button(root, "Code").click()
    values = root.locator(".code .values")
    expect(values).to_contain_text(
        "row = 1, n = 0, c = 0, oh = 0, ow = 1, top = 0, left = 2"
    )
    button(root, "Next").click()
    expect(values).to_contain_text("row = 2, n = 0, c = 0, oh = 1, ow = 0")
    root.locator(".piece", has_text="padded[").hover()
    assert set(lit(root, "x")) == {(0, 0, h, w) for h in (2, 3, 4) for w in (0, 1, 2)}
    root.locator(".piece", has_text="dout[").hover()
    assert lit(root, "dout") == {(0, 0, 1, 0): "1"}
    expect(values).to_have_text("this window’s number, which comes back to it")
    root.get_by_label("Direction").select_option("tap")
    expect(values).to_contain_text("k = 0, ph = 0, pw = 0")


@pytest.mark.parametrize("hand", ["mouse", "touch", "keyboard"])
def test_own_numbers_can_be_typed(show_widget, hand):
    root = show_widget(quiet(), **(PHONE if hand == "touch" else {}))
    pixel = cell(root, "x", 0, 0, 0, 0)
    if hand == "keyboard":
        tab_into(root, "x")
        root.page.keyboard.press("Enter")
    for _ in range(0 if hand == "keyboard" else 2):
        (pixel.tap if hand == "touch" else pixel.click)()
    field = pixel.get_by_role("textbox")
    field.fill("x")
    field.press("Enter")
    expect(complaint(root)).to_contain_text("x[0, 0, 0, 0] must be a number")
    field.fill("7.5")
    field.press("Enter")
    expect(pixel).to_have_text("7.5")
    expect(pixel).to_be_focused()
    expect(cell(root, "out", 0, 0, 0, 0)).to_have_text("7.5")
    expect(cell(root, "arg_max", 0, 0, 0, 0)).to_have_text("0")
    expect(root.get_by_role("radio", checked=True)).to_have_count(0)
    assert "url(" in pixel.evaluate("cell => getComputedStyle(cell).cursor")


def test_a_gradient_can_be_typed(show_widget):
    root = show_widget(quiet(mode="backward", step=3))
    cell(root, "dout", 0, 0, 1, 1).click()
    cell(root, "dout", 0, 0, 1, 1).click()
    root.page.keyboard.type("-5")
    root.page.keyboard.press("Enter")
    expect(cell(root, "dx", 0, 0, 3, 3)).to_have_text("-5")
    expect(cell(root, "dx", 0, 0, 1, 1)).to_have_text("1")


QUESTION = ".ask .question"


def answer(root, hand, target):
    if hand == "keyboard":
        if target.get_attribute("role") == "gridcell":
            target.focus()
            root.page.keyboard.press("Enter")
        else:
            press(target)
    elif hand == "touch":
        target.tap()
    else:
        target.click()


@pytest.mark.parametrize("hand", ["mouse", "touch", "keyboard"])
def test_it_opens_with_a_question_that_names_a_wrong_rule(show_widget, hand):
    root = show_widget(
        PoolingStepper(np.array([[[[-9, 6], [1, 6]]]])),
        reduced_motion="reduce",
        **(PHONE if hand == "touch" else {}),
    )
    expect(root.locator(QUESTION)).to_have_text(
        "Which number of the framed window goes on? Choose it in x."
    )
    assert texts(root, "out") == {(0, 0, 0, 0): ""}
    assert set(texts(root, "rows").values()) == {""}
    expect(root.locator("[data-winner]")).to_have_count(0)
    answer(root, hand, cell(root, "x", 0, 0, 0, 0))
    expect(root.locator(".ask .said")).to_contain_text("the largest without its sign")
    expect(cell(root, "x", 0, 0, 0, 0)).to_have_attribute("data-missed", "")
    answer(root, hand, cell(root, "x", 0, 0, 1, 1))  # twice wrong, and it is shown
    expect(root.locator(".ask")).to_be_hidden()
    expect(words(root)).to_contain_text("place 1 of its window, the first of 2 equals.")
    expect(cell(root, "out", 0, 0, 0, 0)).to_have_text("6")


def test_three_right_in_a_row_are_enough_and_the_own_numbers_come_back(show_widget):
    root = show_widget(PoolingStepper(), reduced_motion="reduce")
    before = texts(root, "x")
    seen = []
    for kind in ("winner", "number", "arg_max"):
        seen.append(texts(root, "x"))
        x = np.array([float(seen[-1][place]) for place in np.ndindex(1, 1, 4, 4)])
        window = [place for place in np.ndindex(1, 1, 4, 4) if is_framed(root, place)]
        best = max(window, key=lambda place: x.reshape(1, 1, 4, 4)[place])
        if kind == "winner":
            cell(root, "x", *best).click()
        else:
            value = seen[-1][best] if kind == "number" else str(window.index(best))
            root.locator(".answers").get_by_role("button", name=value, exact=True).click()
    expect(root.locator(".ask")).to_be_hidden()
    expect(words(root)).to_have_text("Three right in a row: you pool as the layer does.")
    assert len({str(each) for each in seen}) == 3, "the same numbers once more"
    button(root, "First").click() if slider(root).input_value() != "0" else go(root, 1)
    expect(cell(root, "x", 0, 0, 0, 0)).to_have_text(before[0, 0, 0, 0])
    assert texts(root, "x") == before
    button(root, "Your turn").click()
    expect(root.locator(QUESTION)).to_be_visible()
    root.page.keyboard.press("Escape")
    expect(root.locator(".ask")).to_be_hidden()


def is_framed(root, place):
    return cell(root, "x", *place).get_attribute("data-place") is not None


def test_backward_asks_where_the_gradient_goes(show_widget):
    root = show_widget(PoolingStepper(**PRESETS["overlap"]), reduced_motion="reduce")
    expect(root.locator(QUESTION)).to_have_text(
        "dout[0, 0, 0, 0] = 1 comes back, and arg_max is 8. Which pixel of dx receives it? Choose it."
    )
    cell(root, "dx", 0, 0, 0, 0).click()
    expect(root.locator(".ask .said")).to_contain_text(
        "That has the index that it has in dout"
    )
    cell(root, "dx", 0, 0, 2, 2).click()  # right: the next round
    expect(root.locator(QUESTION)).to_contain_text(
        "Yes: dout[0, 0, 0, 0] = 1 goes to dx[0, 0, 2, 2]"
    )
    # A round asks about any step, also the last one.
    is_last = slider(root).input_value() == str(last_step(root))
    button(root, "Previous" if is_last else "Next").click()
    expect(root.locator(".ask")).to_be_hidden()
    expect(cell(root, "x", 0, 0, 2, 2)).to_have_text("9")


@pytest.mark.parametrize(
    "make",
    [
        PoolingStepper,
        *(lambda name=name: PoolingStepper(**PRESETS[name]) for name in PRESETS),
    ],
)
def test_it_fits_a_screen_with_its_question_open(show_widget, make):
    root = show_widget(make(), width=816, height=800)
    expect(root.locator(".ask")).to_be_visible()
    assert root.bounding_box()["height"] <= 800


def test_no_more_than_eight_controls_are_in_sight(show_widget):
    """Besides the player; the examples are one, as they are one stop of Tab."""
    root = show_widget(example("overlap"))
    controls = root.locator(
        ".choices :is(select, input, button), .settings > fieldset input, .thumbs"
    )
    for kind in KINDS:
        root.get_by_label("Direction").select_option(kind)
        assert 6 < sum(control.is_visible() for control in controls.all()) <= 8
