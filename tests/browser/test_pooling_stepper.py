"""The pooling stepper as a reader meets it: every number, by mouse, keyboard and touch."""

import re
from decimal import ROUND_HALF_UP, Context

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cnnlib.widgets import PoolingStepper
from cnnlib.widgets.pooling_presets import PRESETS

READ = "(grid) => [...grid.querySelectorAll('[data-index]')].map((cell) => [cell.dataset.index, cell.textContent])"
LIT = "(cells) => cells.map((cell) => [cell.dataset.index ?? cell.dataset.pad, cell.dataset.lit])"


@pytest.fixture
def stepper(show_widget):
    """Show a PoolingStepper; returns its root on the page."""

    def stepper(widget=None, **options):
        return show_widget(widget or PoolingStepper(), **options).locator(
            '[data-widget="pooling"]'
        )

    return stepper


def grid(root, name):
    return root.locator(f'[data-grid="{name}"]')


def cell(root, name, *place):
    return grid(root, name).locator(f'[data-index="{",".join(map(str, place))}"]')


def texts(root, name):
    """The grid's texts, by place."""
    return {
        tuple(map(int, index.split(","))): text
        for index, text in grid(root, name).evaluate(READ)
    }


def lit(root, name):
    return dict(grid(root, name).locator("[role=gridcell][data-lit]").evaluate_all(LIT))


def words(root):
    return root.locator('[data-role="words"]')


def button(root, name):
    return root.get_by_role("button", name=name, exact=True)


def slider(root):
    return root.get_by_role("slider", name="Step", exact=True)


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
    pairs = {
        name: tuple(map(int, rng.integers(1, 4, 2))) for name in ("stride", "dilation")
    }
    pad = tuple(tuple(map(int, ends)) for ends in rng.integers(0, 3, (2, 2)))
    average, counted, ceiling = (bool(rng.random() < 0.5) for _ in range(3))
    x = rng.integers(-4, 5, (N, C, H, W))  # few digits, so that many are equal
    if rng.random() < 0.3:
        x = np.where(x > 2, -np.inf, x)
    try:
        widget = PoolingStepper(x, PH, PW, pad=pad, **pairs, ceil_mode=ceiling)
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


@pytest.mark.parametrize("seed", range(30))
def test_its_numbers_are_cnnlibs_for_random_settings(stepper, seed):
    widget = random_widget(np.random.default_rng(seed))
    root = stepper(widget)
    for mode in ("forward", "backward"):
        root.get_by_label("Direction").select_option(mode)
        widget.mode = mode
        for step in (widget.step, widget.steps() - 1):
            slider(root).fill(str(step))
            widget.step = step
            expect_numbers(root, widget)


@pytest.mark.parametrize("name", PRESETS)
def test_examples_show_what_they_promise(stepper, name):
    root = stepper()
    root.get_by_label("Example").select_option(name)
    widget = PoolingStepper(**PRESETS[name])
    expect_numbers(root, widget)
    button(root, "Last").click()
    widget.step = widget.steps() - 1
    expect_numbers(root, widget)
    expect(root.get_by_label("Example")).to_have_value(name)
    root.get_by_label("Dilation", exact=True).fill(
        "1, 2" if name in ("overlap", "padding", "negative") else "2"
    )
    expect(root.get_by_label("Example")).to_have_value("")


def test_the_border_is_minus_infinity_for_a_maximum_and_zero_for_a_mean(stepper):
    root = stepper(PoolingStepper(**PRESETS["negative"]))
    border = grid(root, "x").locator("[data-pad]")
    assert set(border.all_text_contents()) == {"-∞"}
    border.first.hover()
    expect(words(root)).to_contain_text("it counts as -∞, so it never wins over a pixel")
    root.get_by_label("average").check()
    assert set(border.all_text_contents()) == {"0"}
    expect(root.locator('[data-panel="arg_max"]')).to_be_hidden()


def test_padding_is_counted_or_not(stepper):
    root = stepper(PoolingStepper(np.full((1, 1, 4, 4), 6), 2, 2, 2, pad=1, average=True))
    expect(words(root)).to_have_text("out[0, 0, 0, 0] = (0 + 0 + 0 + 6) / 4 = 1.5")
    root.get_by_label("count_include_pad").uncheck()
    expect(words(root)).to_have_text("out[0, 0, 0, 0] = (6) / 1 = 6")


def test_a_tie_goes_to_the_first(stepper):
    root = stepper(PoolingStepper(**PRESETS["ties"]))
    expect(words(root)).to_have_text(
        "dout[0, 0, 0, 0] = 1 goes to dx[0, 0, 0, 0], the first of 4 equal maxima; the others of the window get nothing"
    )
    expect(root.get_by_role("row", name="equal maxima")).to_contain_text(
        "the first takes the gradient"
    )


def test_overlapping_windows_add_up(stepper):
    root = stepper(PoolingStepper(**PRESETS["overlap"], step=2))
    cell(root, "dx", 0, 0, 2, 2).hover()
    assert lit(root, "dout") == {f"0,0,{i},{j}": "1" for i in (0, 1) for j in (0, 1)}
    expect(words(root)).to_have_text(
        "dx[0, 0, 2, 2] = 1 + 2 + 3 = 6, added up from 3 windows"
    )


def test_pointing_links_every_picture(stepper):
    root = stepper(PoolingStepper(step=3))
    cell(root, "out", 0, 0, 0, 0).hover()
    assert lit(root, "x") == {
        "0,0,0,0": "faint",
        "0,0,0,1": "faint",
        "0,0,1,0": "faint",
        "0,0,1,1": "1",
    }
    assert lit(root, "arg_max") == lit(root, "out") == {"0,0,0,0": "1"}
    expect(words(root)).to_have_text(
        "out[0, 0, 0, 0] = max(1, 3, 5, 6) = 6, from x[0, 0, 1, 1], place 3 of its window"
    )
    cell(root, "x", 0, 0, 0, 0).hover()
    assert lit(root, "out") == {"0,0,0,0": "faint"}
    expect(words(root)).to_have_text("x[0, 0, 0, 0] = 1 is in 1 window, and wins none")
    root.page.mouse.move(2, 2)
    assert lit(root, "x") == {}


def test_edges_are_dropped_or_kept(stepper):
    root = stepper(PoolingStepper(**PRESETS["dropped"]))
    expect(grid(root, "x").locator("[data-unread]")).to_have_count(9)
    cell(root, "x", 0, 0, 4, 4).hover()
    expect(words(root)).to_have_text("x[0, 0, 4, 4] = 9: no window reaches it")
    root.get_by_role("checkbox", name="ceil_mode").check()
    expect(grid(root, "x").locator("[data-unread]")).to_have_count(0)
    expect(root.get_by_label("Example")).to_have_value("ceil_mode")
    expect(root.get_by_role("row", name="a last window over the edge")).to_be_visible()


def test_a_choice_that_cannot_work_says_why_and_stays(stepper):
    root = stepper(PoolingStepper(np.zeros((1, 1, 2, 2)), 3, 3, 2, ceil_mode=True))
    picture = root.locator(".stage").inner_html()
    root.get_by_role("checkbox", name="ceil_mode").click()
    alert = root.get_by_role("alert").filter(has_text=re.compile("."))
    expect(alert).to_contain_text("must not be larger than the padded image, 0 + 2 + 0.")
    expect(root.get_by_role("checkbox", name="ceil_mode")).to_be_checked()
    assert root.locator(".stage").inner_html() == picture
    root.get_by_label("Window height", exact=True).fill("9")
    expect(alert.filter(has_text="A filter of 9")).to_have_count(1)
    assert root.locator(".stage").inner_html() == picture


def test_everything_by_keyboard_alone(stepper):
    root = stepper()
    page = root.page
    for name in ("First", "Previous", "Play", "Next"):
        page.keyboard.press("Tab")
        expect(button(root, name)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(slider(root)).to_have_value("1")
    page.keyboard.press("End")
    expect(slider(root)).to_have_value("3")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("b")
    expect(root.get_by_label("Direction")).to_have_value("backward")
    cell(root, "dout", 0, 0, 0, 0).focus()
    page.keyboard.press("ArrowRight")
    expect(cell(root, "dout", 0, 0, 0, 1)).to_be_focused()
    assert lit(root, "dx") == {"0,0,0,3": "1"}
    page.keyboard.press("Space")
    expect(button(root, "Pause")).to_be_visible()


def test_a_tap_lights(stepper):
    root = stepper(width=390, has_touch=True, is_mobile=True)
    cell(root, "x", 0, 0, 1, 1).tap()
    assert lit(root, "out") == {"0,0,0,0": "1"}
    button(root, "Next").tap()
    expect(slider(root)).to_have_value("1")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["negative", "overlap", "dropped"])
def test_axe_finds_nothing(stepper, theme, name):
    root = stepper(PoolingStepper(**PRESETS[name], step=1), theme=theme)
    cell(root, "x", 0, 0, 2, 2).hover()
    violations = Axe().run(root.page, options={"preload": False}).response["violations"]
    assert not violations, [
        (v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in violations
    ]


def test_a_phone_never_scrolls_sideways(stepper):
    root = stepper(
        PoolingStepper(np.zeros((2, 3, 9, 9)), 3, 3, pad=1, mode="backward"), width=390
    )
    assert root.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_step_is_quick_and_moves_nothing_where_motion_is_unwanted(stepper):
    root = stepper(reduced_motion="reduce")
    took = root.evaluate("""root => {
      const times = ["Next", "Next", "Next", "First"].map((name) => {
        const button = root.querySelector(`[aria-label=${name}]`);
        const start = performance.now();
        button.click();
        return performance.now() - start;
      });
      return Math.min(...times);
    }""")
    print(f"pooling: the quickest step takes {took:.1f} ms of scripting")
    assert took < 16
    assert root.evaluate("root => root.getAnimations({ subtree: true }).length") == 0
