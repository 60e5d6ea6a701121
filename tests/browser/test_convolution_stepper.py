"""The convolution stepper as a reader meets it: every product and sum, by mouse, keyboard and touch."""

import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnlib import Convolution
from tests.browser.stepper import (
    PHONE,
    PLAYER,
    SLIDING,
    button,
    cell,
    fits_a_phone,
    go,
    grid,
    lit_as,
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
from unrolled.widgets import ConvolutionStepper

VIEWS = {
    "forward": {"asks": False},
    "backward": {"mode": "backward", "asks": False},
    "flipped": {"mode": "backward", "flipped": True, "asks": False},
    "weights": {"mode": "dW"},
}


def forward(**settings):
    """The default layer, without its first question."""
    return ConvolutionStepper(**settings, asks=False)


def direction(root, name):
    root.get_by_label("Direction").select_option(name)


def planes(widget, count=None):
    """How many of the planes that are summed over are in sight."""
    count = widget.W.shape[1] if count is None else count
    top, bottom = widget.pad[0]
    rows = widget.x.shape[2] + top + bottom
    return count if count <= 3 and count * rows <= 16 else 1


def shown(root, name):
    """The numbers that a grid shows, by index."""
    return {place: float(text) for place, text in texts(root, name).items()}


def arrived(root, name):
    """The numbers that are there: cells that still wait for one are empty."""
    return {place: float(text) for place, text in texts(root, name).items() if text}


def assert_arrived(root, name, array, expected):
    """Of the cells of the grid those of `expected` hold this array's numbers, and no others do."""
    there = texts(root, name)
    cells = arrived(root, name)
    assert cells == {place: array[place] for place in cells}, name
    assert set(cells) == {place for place in there if expected[place]}, name


def assert_shows(root, name, array, count):
    """The grid shows `count` numbers of this array."""
    cells = shown(root, name)
    assert len(cells) == count, name
    assert cells == {place: array[place] for place in cells}, name


def random_widget(rng):
    """Integers, so that sums are exact; unequal in every size and setting."""
    axes = []
    while len(axes) < 2:
        size, filter_size, stride, dilation = (
            int(rng.integers(1, m)) for m in (8, 4, 4, 3)
        )
        pads = tuple(map(int, rng.integers(0, 4, 2)))
        if size + sum(pads) >= dilation * (filter_size - 1) + 1:
            axes.append((size, filter_size, stride, pads, dilation))
    size, filter_size, stride, pad, dilation = zip(*axes, strict=True)
    N, C, FN = map(int, rng.integers(1, 4, 3))
    integers = lambda *shape: rng.integers(-5, 6, shape)  # noqa: E731
    widget = ConvolutionStepper(
        integers(N, C, *size),
        integers(FN, C, *filter_size),
        integers(FN) if rng.random() < 0.7 else None,
        stride=stride,
        pad=pad,
        dilation=dilation,
        channel=int(rng.integers(C)),
        asks=False,
    )
    widget.dout = integers(*widget.dout.shape)
    return widget


def check_forward(root, widget, rng):
    layer, out = widget.layer_and_out()
    C, seen = widget.W.shape[1], planes(widget)
    assert_shows(root, "col", layer.col, layer.col.size)
    assert_shows(root, "col_W", layer.col_W, layer.col_W.size)
    for step in rng.integers(0, out.size, 3):
        go(root, step)
        n, f, oh, ow = np.unravel_index(step, out.shape)
        row, taps = (n * out.shape[2] + oh) * out.shape[3] + ow, widget.W[0, 0].size
        made = np.arange(out.size).reshape(out.shape) <= step
        assert_shows(root, "x", widget.x, widget.x[0, 0].size * seen)
        assert_shows(root, "W", widget.W, taps * seen)
        assert_arrived(root, "out", out, made)
        assert_arrived(
            root,
            "rows",
            *(a.transpose(0, 2, 3, 1).reshape(-1, len(widget.W)) for a in (out, made)),
        )
        products = (layer.col[row] * layer.col_W[:, f]).reshape(widget.W.shape[1:])
        assert_shows(root, "products", products, taps * seen)
        assert float(root.locator(".total").text_content()) == products.sum()
        if C > 1:
            parts = " + ".join(f"{part:g}" for part in products.sum(axis=(1, 2)))
            expect(root.locator(".stage small")).to_have_text(parts.replace("+ -", "− "))
        if widget.b is not None:
            assert_shows(root, "b", widget.b, widget.b.size)
        assert lit_as(root, "out", "step") == [(n, f, oh, ow)]
        assert lit_as(root, "rows", "step") == [(row, f)]
        assert (
            grid(root, "out").locator("[data-made]").count() == oh * out.shape[3] + ow + 1
        )
        assert lit_as(root, "col", "step") == [(row, k) for k in range(layer.col.shape[1])]
        assert lit_as(root, "col_W", "step") == [(k, f) for k in range(layer.col.shape[1])]


def reached(widget, given, name):
    """Which numbers of a gradient have received something, and be it zero."""
    layer = Convolution(
        np.ones(widget.W.shape),
        widget.b if widget.b is None else widget.b.astype(float),
        widget.stride,
        widget.pad,
        widget.dilation,
    )
    layer.forward(np.ones(widget.x.shape))
    dx = layer.backward(given.astype(float))
    if name == "dx":
        return dx > 0
    f = given.any(axis=(0, 2, 3))
    return f if name == "db" else np.broadcast_to(f[:, None, None, None], widget.W.shape)


def check_backward(root, widget, rng):
    layer, out = widget.layer_and_out()
    seen = planes(widget)
    for step in [*rng.integers(0, out.size, 2), out.size - 1]:
        go(root, step)
        given = np.arange(out.size).reshape(out.shape) <= step
        dx = layer.backward(np.where(given, widget.dout, 0).astype(float))
        assert_shows(root, "dout", widget.dout, out[0, 0].size)
        assert len(texts(root, "dx")) == dx[0, 0].size * seen
        assert_arrived(root, "dx", dx, reached(widget, given, "dx"))
        assert_arrived(root, "dW", layer.dW, reached(widget, given, "dW"))
        if widget.b is not None:
            assert_arrived(root, "db", layer.db, reached(widget, given, "db"))
        n, f, oh, ow = np.unravel_index(step, out.shape)
        d = widget.dout[n, f, oh, ow]
        row = (n * out.shape[2] + oh) * out.shape[3] + ow
        size = widget.W[0, 0].size * seen
        assert_shows(root, "to_dW", d * layer.col[row].reshape(widget.W.shape[1:]), size)
        assert_shows(root, "to_dx", d * widget.W[f], size)


def agrees(root, name, gradient):
    said = f"The same {name} as by adding up windows: the largest difference in its {gradient.size} numbers is 0."
    expect(root.locator('[data-role="agreement"]')).to_have_text(said)


def check_flipped(root, widget, rng):
    layer, _ = widget.layer_and_out()
    dx = layer.backward(widget.dout.astype(float))
    for step in rng.integers(0, dx.size, 3):
        go(root, step)
        n, c, h, w = np.unravel_index(step, dx.shape)
        assert_arrived(root, "dx", dx, np.arange(dx.size).reshape(dx.shape) <= step)
        assert lit_as(root, "dx", "step") == [(n, c, h, w)]
        assert float(root.locator(".total").text_content()) == dx[n, c, h, w]
        turned = shown(root, "W")
        assert turned == {place: widget.W[place] for place in turned}
        first = [place for place in turned if place[0] == next(iter(turned))[0]]
        assert first == sorted(first, reverse=True)
    agrees(root, "dx", dx)


def check_weights(root, widget, rng):
    layer, _ = widget.layer_and_out()
    layer.backward(widget.dout.astype(float))
    order = np.arange(widget.W.size).reshape(widget.W.swapaxes(0, 1).shape).swapaxes(0, 1)
    for step in rng.integers(0, widget.W.size, 3):
        go(root, step)
        ((f, c, i, j),) = np.argwhere(order == step)
        assert_arrived(root, "dW", layer.dW, order <= step)
        assert lit_as(root, "dW", "step") == [(f, c, i, j)]
        assert float(root.locator(".total").text_content()) == layer.dW[f, c, i, j]
        assert {place[1] for place in shown(root, "dout")} == {f}
    agrees(root, "dW", layer.dW)


@pytest.mark.parametrize("seed", range(4))
def test_every_number_is_cnnlibs_for_random_settings(show_widget, seed):
    rng = np.random.default_rng(seed)
    widget = random_widget(rng)
    root = show_widget(widget)
    check_forward(root, widget, rng)
    direction(root, "backward")
    check_backward(root, widget, rng)
    direction(root, "dx as a convolution")
    check_flipped(root, widget, rng)
    direction(root, "dW as a convolution")
    check_weights(root, widget, rng)


def test_settings_typed_in_are_cnnlibs_too(show_widget):
    root = show_widget(forward())
    for stride, pad, dilation in [
        ("2", "1", "1"),
        ("1, 2", "1, 0, 2, 1", "2"),
        ("3", "0", "1, 2"),
    ]:
        for label, text in [("Pad", pad), ("Dilation", dilation), ("Stride", stride)]:
            setting(root, label).fill(text)
        pads = [int(number) for number in pad.split(", ")]
        widget = ConvolutionStepper(
            stride=tuple(int(number) for number in stride.split(", ") * 2)[:2],
            pad=(tuple(pads[:2]), tuple(pads[2:])) if len(pads) == 4 else pads[0],
            dilation=tuple(int(number) for number in dilation.split(", ") * 2)[:2],
            asks=False,
        )
        check_forward(root, widget, np.random.default_rng(0))
        for label in ("Stride", "Dilation", "Pad"):
            setting(root, label).fill("0" if label == "Pad" else "1")


def test_buttons_play_and_the_words_of_a_step(show_widget):
    root = show_widget(forward())
    said = "Window 1 of 9: 8 products add up to 0, and b[0] makes it 0 + 1 = 1: out[0, 0, 0, 0]."
    expect(words(root)).to_have_text(said)
    for name, step in [("Next", 1), ("Last", 17), ("Previous", 16), ("First", 0)]:
        button(root, name).click()
        expect(slider(root)).to_have_value(str(step))
    go(root, 16)
    button(root, "Play").click()
    expect(button(root, "Play")).to_be_visible()
    expect(slider(root)).to_have_value("17")
    direction(root, "backward")
    go(root, 4)
    expect(words(root)).to_have_text(
        "dout[0, 0, 1, 1] = 3 goes to db[0], times W[0] to dx, times its window to dW[0]. "
        "dx[0, 0, 1, 1]: 2 − 3 → -1."
    )


def test_the_words_of_several_channels(show_widget):
    x, W = np.ones((1, 2, 3, 3), int), np.ones((1, 2, 3, 3), int)
    root = show_widget(ConvolutionStepper(x, W, asks=False))
    expect(words(root)).to_have_text(
        "Window 1 of 1: 18 products add up to 18: out[0, 0, 0, 0]."
    )
    expect(root.locator(".stage small")).to_have_text("9 + 9")


def test_pointing_lights_what_meets_both_ways(show_widget):
    root = show_widget(forward(step=4))
    meets = [
        ("x", (0, 1, 1, 2)),
        ("W", (0, 1, 0, 1)),
        ("products", (1, 0, 1)),
        ("col", (4, 5)),
        ("col_W", (5, 0)),
    ]
    for name, place in meets:
        cell(root, name, *place).hover()
        expect(words(root)).to_have_text("x[0, 1, 1, 2] · W[0, 1, 0, 1] = 2 · 1 = 2")
        for other, there in meets:
            assert lit_as(root, other, "1") == [there], (name, other)
    cell(root, "col", 0, 4).hover()
    expect(words(root)).to_have_text("col[0, 4] == x[0, 1, 0, 0] == 1")
    assert lit_as(root, "x", "1") == [(0, 1, 0, 0)]
    cell(root, "x", 0, 0, 2, 0).hover()
    copies = [(3, 2), (6, 0)]
    assert lit_as(root, "col", "faint") == copies
    expect(words(root)).to_contain_text("is not under this window; 2 windows read it.")
    root.page.mouse.move(1, 1)
    expect(root.locator('[data-lit="1"], [data-lit="faint"]')).to_have_count(0)


def test_the_corners_number_is_outs(show_widget):
    root = show_widget(forward(step=4))
    cell(root, "rows", 1, 0).hover()
    expect(words(root)).to_have_text("rows[1, 0] = 9 becomes out[0, 0, 0, 1].")
    assert lit_as(root, "out", "1") == [(0, 0, 0, 1)]
    cell(root, "out", 0, 0, 1, 0).hover()
    assert lit_as(root, "rows", "1") == [(3, 0)]
    cell(root, "out", 0, 0, 1, 2).hover()
    expect(words(root)).to_have_text("out[0, 0, 1, 2] is not there yet.")
    cell(root, "rows", 0, 1).hover()
    expect(words(root)).to_have_text("rows[0, 1] is not there yet.")


PLACES = """root => [...root.querySelectorAll(".product > *, .product > * > *")].map((part) => {
  const { top, bottom, left, right } = part.getBoundingClientRect();
  return [part.className, top, bottom, left, right];
})"""


@pytest.mark.parametrize("pad", [0, 1, 2, 3])
def test_padding_wraps_nothing_and_covers_nothing(show_widget, pad):
    root = show_widget(forward(pad=pad), width=808, height=800)
    assert root.evaluate("root => root.clientWidth") > 700
    boxes = root.evaluate(PLACES)
    (line,) = ([*box[1:]] for box in boxes if box[0] == "lined")
    parts = [box[1:] for box in boxes if box[0] in ("part", "sign")][:5]
    for (*_, right), (*_, left, _) in pairwise(parts):
        assert right <= left
    assert all(line[0] <= top and bottom <= line[1] for top, bottom, *_ in parts)
    x = root.locator('[data-grid="x"]').locator("..")
    assert x.evaluate("box => box.scrollWidth <= box.clientWidth"), (
        "some of x is out of sight"
    )
    edge = root.locator(".matrices").bounding_box()["x"]
    assert max(box[4] for box in boxes) <= edge


def test_pointing_backward_says_what_is_received(show_widget):
    root = show_widget(forward(step=4, mode="backward"))
    cell(root, "dW", 0, 1, 0, 1).hover()
    expect(words(root)).to_have_text(
        "dW[0, 1, 0, 1] receives dout[0, 0, 1, 1] · x[0, 1, 1, 2] = 3 · 2 = 6: 2 + 6 → 8."
    )
    for name, place in [("x", (0, 1, 1, 2)), ("dx", (0, 1, 1, 2)), ("W", (0, 1, 0, 1))]:
        assert lit_as(root, name, "1") == [place]
    cell(root, "dx", 0, 0, 1, 1).hover()
    expect(words(root)).to_have_text(
        "dx[0, 0, 1, 1] receives dout[0, 0, 1, 1] · W[0, 0, 0, 0] = 3 · (-1) = -3: 2 − 3 → -1."
    )
    cell(root, "db", 0).hover()
    expect(words(root)).to_have_text("db[0] receives 3 + 3 → 6.")
    cell(root, "dx", 0, 0, 0, 0).hover()
    expect(words(root)).to_contain_text("is not under this window; 1 window reads it.")
    assert lit_as(root, "dout", "faint") == [(0, 0, 0, 0)]
    cell(root, "dx", 0, 0, 3, 3).hover()
    expect(words(root)).to_have_text("dx[0, 0, 3, 3] is not there yet.")


@pytest.mark.parametrize(
    ("view", "name"), [("forward", "out"), ("backward", "dout"), ("flipped", "dx")]
)
def test_a_step_is_chosen_in_the_picture(show_widget, view, name):
    root = show_widget(ConvolutionStepper(**VIEWS[view]))
    cell(root, name, 0, 0, 2, 1).click()
    width = 4 if view == "flipped" else 3
    expect(slider(root)).to_have_value(str(2 * width + 1))
    root.page.keyboard.press("ArrowLeft")
    expect(slider(root)).to_have_value(str(2 * width))
    expect(grid(root, name).locator(":focus")).to_have_attribute("data-index", "0,0,2,0")


def test_filters_channels_and_images_are_chosen(show_widget):
    rng = np.random.default_rng(5)
    widget = ConvolutionStepper(
        rng.integers(0, 9, (2, 3, 6, 6)),
        rng.integers(-2, 3, (4, 3, 2, 2)),
        asks=False,
    )
    root = show_widget(widget)
    go(root, 5)
    root.get_by_role("combobox", name="Filter f", exact=True).select_option("2")
    root.get_by_role("combobox", name="Channel c", exact=True).select_option("1")
    root.get_by_role("combobox", name="Image n", exact=True).select_option("1")
    expect(slider(root)).to_have_value(str((4 + 2) * 25 + 5))
    assert lit_as(root, "out", "step") == [(1, 2, 1, 0)]
    assert set(shown(root, "W")) == {(2, 1, i, j) for i in range(2) for j in range(2)}
    assert {place[:2] for place in shown(root, "x")} == {(1, 1)}


def test_a_typed_number_changes_everything(show_widget):
    root = show_widget(forward(step=4))
    x = ConvolutionStepper().x.copy()
    cell(root, "x", 0, 0, 2, 2).click()
    root.page.keyboard.press("Enter")
    field = root.get_by_role("textbox", name="x[0, 0, 2, 2]")
    expect(field).to_be_focused()
    field.fill("-7")
    field.press("Enter")
    focused = grid(root, "x").locator("[role=gridcell]:focus")
    expect(focused).to_have_attribute("data-index", "0,0,2,2")
    root.page.keyboard.press("9")  # typing opens it too
    root.page.keyboard.press("Enter")
    expect(cell(root, "x", 0, 0, 2, 2)).to_have_text("9")
    x[0, 0, 2, 2] = 9
    root.page.mouse.move(1, 1)
    button(root, "First").click()
    check_forward(root, ConvolutionStepper(x, b=np.array([1, 2])), np.random.default_rng(0))


@pytest.mark.parametrize(
    ("view", "name", "place"),
    [
        ("forward", "W", (0, 1, 1, 1)),
        ("forward", "b", (1,)),
        ("backward", "dout", (0, 0, 1, 1)),
        ("flipped", "dout", (0, 0, 1, 1)),
        ("weights", "dout", (0, 0, 1, 1)),
        ("flipped", "W", (0, 0, 1, 1)),
    ],
)
def test_every_array_can_be_typed_into(show_widget, view, name, place):
    root = show_widget(ConvolutionStepper(**VIEWS[view]))
    cell(root, name, *place).click()
    cell(root, name, *place).click()  # the focused cell opens
    root.get_by_role("textbox", name=name).fill("2.5")
    root.page.keyboard.press("Enter")
    expect(cell(root, name, *place)).to_have_text("2.5")
    arrays = {
        n: getattr(ConvolutionStepper(), n).astype(float) for n in ("x", "W", "b", "dout")
    }
    arrays[name][place] = 2.5
    layer, out = ConvolutionStepper(**arrays).layer_and_out()
    button(root, "Last").click()
    dx = layer.backward(arrays["dout"])
    if view == "forward":
        assert_arrived(root, "out", out, np.ones(out.shape))
    elif view == "weights":
        assert_arrived(root, "dW", layer.dW, np.ones(layer.dW.shape))
    else:
        assert_arrived(root, "dx", dx, np.ones(dx.shape))


def test_what_is_no_number_says_why_and_escape_leaves_all_as_it_was(show_widget):
    root = show_widget(forward())
    picture = root.locator(".stage").inner_text()
    cell(root, "W", 0, 0, 0, 0).click()
    root.page.keyboard.press("Enter")
    field = root.get_by_role("textbox", name="W[0, 0, 0, 0]")
    problem = root.locator('[data-role="edit-problem"]')
    for text, given in [("1a", "“1a”"), ("", "empty"), ("Infinity", "“Infinity”")]:
        field.fill(text)
        field.press("Enter")
        said = f"W[0, 0, 0, 0] must be a number such as 3 or -0.5, not {given}"
        expect(problem).to_contain_text(said)
        expect(field).to_have_attribute("aria-invalid", "true")
    field.press("Escape")
    expect(problem).to_have_text("")
    assert root.locator(".stage").inner_text() == picture
    expect(grid(root, "W").locator(":focus")).to_have_attribute("data-index", "0,0,0,0")


def test_by_keyboard_alone(show_widget):
    root = show_widget(forward(mode="backward"))
    page = root.page
    grids = ["dout", "db", "W", "to_dx", "dx", "x", "to_dW", "dW"]
    choices = ["Direction", "Filter f", "Your turn"]
    assert tab_stops(root) == [*PLAYER, *grids, *choices, *SLIDING, "More"]
    press(button(root, "Last"))
    expect(slider(root)).to_have_value("17")
    tab_to(slider(root))
    for key, step in [("Home", 0), ("ArrowRight", 1), ("End", 17), ("Home", 0)]:
        page.keyboard.press(key)
        expect(slider(root)).to_have_value(str(step))
    space_plays_and_pauses(root)
    tab_to(root.get_by_label("Direction"))
    page.keyboard.press("ArrowUp")
    tab_into(root, "out")
    page.keyboard.press("ArrowDown")
    expect(slider(root)).to_have_value("3")
    tab_into(root, "x")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    tab_to(setting(root, "Pad"))
    page.keyboard.type("1")
    x = ConvolutionStepper().x.copy()
    x[0, 0, 0, 1] = 7
    expected = ConvolutionStepper(x, b=np.array([1, 2]), pad=1)
    check_forward(root, expected, np.random.default_rng(0))


def test_a_new_view_comes_while_a_cell_is_pointed_at(show_widget):
    root = show_widget(forward())
    cell(root, "W", 0, 0, 1, 1).click()
    # The cell goes, and tells that it is left before the new view is whole. A fault on the page fails the test.
    direction(root, "backward")
    expect(grid(root, "dW")).to_be_visible()
    expect(words(root)).to_contain_text("goes to db[0]")


ONE_AFTER_THE_OTHER = """async ([source, state, changes]) => {
  const { default: widget } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const heard = {};
  const model = {
    get: (name) => state[name],
    set: (name, value) => (state[name] = value),
    save_changes() {},
    on: (name, hear) => (heard[name] ??= []).push(hear),
    off() {},
  };
  const el = document.querySelector("main");
  el.replaceChildren();
  widget.render({ model, el });
  const shapes = [];
  for (const [name, value] of Object.entries(changes)) {
    state[name] = value;
    heard[`change:${name}`].forEach((hear) => hear());
    await null; // what hears of it acts when all of one go are in
    shapes.push(el.querySelectorAll('[data-grid="col_W"] [role=gridcell]').length);
  }
  return shapes;
}"""


def test_what_does_not_fit_yet_waits_for_the_rest(show_widget):
    """As Python sends x, then W, then dout: with one of them alone, the channels don't fit."""
    small = ConvolutionStepper(np.ones((1, 1, 3, 3)), np.ones((1, 1, 2, 2)))
    large = ConvolutionStepper(np.ones((1, 2, 3, 3)), np.ones((3, 2, 2, 2)))
    traits = [*small.traits(sync=True)]
    state = {name: small.get_state()[name] for name in traits if name[0] != "_"}
    del state["layout"], state["tabbable"], state["tooltip"]
    changes = {name: large.get_state()[name] for name in ("x", "W", "dout")}
    root = show_widget(small)
    assert root.page.evaluate(ONE_AFTER_THE_OTHER, [small._esm, state, changes]) == [
        4,
        24,
        24,
    ]
    assert len(texts(root, "col_W")) == 24


@pytest.mark.parametrize("view", ["forward", "backward", "flipped"])
def test_a_tap_lights_and_a_second_one_opens(show_widget, view):
    rng = np.random.default_rng(1)
    x, W = rng.integers(0, 9, (2, 3, 12, 12)), rng.integers(-2, 3, (4, 3, 3, 3))
    root = show_widget(ConvolutionStepper(x, W, pad=1, **VIEWS[view]), **PHONE)
    weight = grid(root, "W").locator("[data-index]").nth(1)
    weight.tap()
    expect(weight).to_have_attribute("data-lit", "1")
    weight.tap()
    field = root.get_by_role("textbox", name="W")
    expect(field).to_be_focused()
    fits_a_phone(root.page)
    field.fill("9")
    button(root, "Next").tap()
    expect(weight).to_have_text("9")
    expect(slider(root)).to_have_value("1")


@pytest.mark.parametrize("hand", ["mouse", "touch", "keyboard"])
def test_the_first_question_is_answered_in_the_picture(show_widget, hand):
    options = {"reduced_motion": "reduce", **(PHONE if hand == "touch" else {})}
    root = show_widget(ConvolutionStepper(step=4), **options)
    question, said = root.locator(".question"), root.locator(".said")
    expect(question).to_have_text(
        "x[0, 0, 1, 2] is lit. Which weight does it meet? Choose it in W."
    )
    assert lit_as(root, "x", "1") == [(0, 0, 1, 2)]
    # What is asked for is not told: neither by numbers nor by pointing.
    assert not arrived(root, "products")
    assert set(arrived(root, "out")) == {
        (0, 0, 0, 0),
        (0, 0, 0, 1),
        (0, 0, 0, 2),
        (0, 0, 1, 0),
    }
    expect(root.locator(".total")).to_have_text("")

    def choose(*place):
        if hand == "keyboard":
            tab_into(root, "W")
            _, c, i, j = place
            moves = ["Control+Home", *["ArrowDown"] * (2 * c + i), *["ArrowRight"] * j]
            for key in [*moves, "Enter"]:
                root.page.keyboard.press(key)
        else:
            getattr(cell(root, "W", *place), "tap" if hand == "touch" else "click")()

    choose(0, 1, 0, 1)
    expect(said).to_contain_text("not its channel: wanted is channel 0")
    expect(cell(root, "W", 0, 1, 0, 1)).to_have_attribute("data-wrong", "")
    assert not lit_as(root, "W", "1")
    choose(0, 0, 0, 1)
    # The next round: fresh numbers, and another question.
    expect(question).to_contain_text(
        "Yes. Which number of out do this window and this filter make"
    )
    expect(root.locator("[data-wrong]")).to_have_count(0)
    assert root.locator("[data-answer]").count() >= 2


TOLD = re.compile(
    "sum of the products|half a turn|channel 0 alone|all channels|window beside|another filter"
)


def right_number(root):
    """What the layer makes of the numbers that are shown."""
    arrays = {}
    for name, shape in [("x", (1, 2, 4, 4)), ("col_W", (8, 2)), ("b", (2,))]:
        arrays[name] = np.array([*shown(root, name).values()]).reshape(shape)
    layer = Convolution(arrays["col_W"].T.reshape(2, 2, 2, 2), arrays["b"])
    return layer.forward(arrays["x"]).ravel()[int(slider(root).input_value())]


def answer_now(root):
    """Give the right answer to whatever is asked."""
    if root.locator("[data-answer]").count():
        name = f"{right_number(root):g}"
        root.locator(".ask").get_by_role("button", name=name, exact=True).click()
        return
    ((_, c, h, w),) = lit_as(root, "x", "1")
    f, window = divmod(int(slider(root).input_value()), 9)
    oh, ow = divmod(window, 3)
    cell(root, "W", f, c, h - oh, w - ow).click()


def test_three_right_in_a_row_are_enough_and_the_readers_numbers_come_back(show_widget):
    widget = ConvolutionStepper()
    root = show_widget(widget, reduced_motion="reduce")
    seen = []
    for _ in range(3):
        seen.append(str(texts(root, "col")))
        answer_now(root)
    assert len(set(seen)) == 3, "each round has numbers of its own"
    expect(words(root)).to_have_text("Three right in a row: you compute as the layer does.")
    expect(root.locator(".ask")).to_be_hidden()
    step = int(slider(root).input_value())
    assert (0, step // 9, step % 9 // 3, step % 3) in arrived(root, "out")
    button(root, "First").click() if step else button(root, "Next").click()
    expect(cell(root, "x", 0, 1, 0, 3)).to_have_text("2")
    check_forward(root, widget, np.random.default_rng(0))


@pytest.mark.parametrize("way", ["Escape", "Show me", "Next"])
def test_a_question_can_be_left(show_widget, way):
    widget = ConvolutionStepper(step=4)
    root = show_widget(widget, reduced_motion="reduce")
    if way == "Escape":
        root.page.keyboard.press("Tab")
        root.page.keyboard.press("Escape")
    elif way == "Next":
        button(root, way).click()
    else:
        root.get_by_role("button", name=way).click()
    expect(root.locator(".ask")).to_be_hidden()
    expect(slider(root)).to_have_value("5" if way == "Next" else "4")
    assert len(arrived(root, "products")) == 8
    if way != "Next":
        expect(words(root)).to_have_text(
            "It meets W[0, 0, 0, 1], which stands at its place in the window."
        )
    root.page.mouse.move(1, 1)
    check_forward(root, widget, np.random.default_rng(0))
    button(root, "Your turn").click()
    expect(root.locator(".ask")).to_be_visible()
    assert not arrived(root, "products")


def test_a_wrong_number_is_told_its_rule(show_widget):
    root = show_widget(ConvolutionStepper(step=4), reduced_motion="reduce")
    answer_now(root)
    expect(root.locator(".question")).to_contain_text("Which number of out")
    out = right_number(root)
    wrong = [
        answer
        for answer in root.locator("[data-answer]").all()
        if answer.inner_text() != f"{out:g}"
    ]
    wrong[0].click()
    expect(root.locator(".said")).to_have_text(TOLD)
    expect(wrong[0]).to_be_disabled()
    wrong[1].click()  # twice wrong, and it is shown
    expect(root.locator(".ask")).to_be_hidden()
    expect(words(root)).to_contain_text("8 products add up to")
    expect(words(root)).to_contain_text(f"makes it {out:g}.")


def test_backward_asks_where_a_weight_leads_to(show_widget):
    root = show_widget(ConvolutionStepper(mode="backward", step=4), reduced_motion="reduce")
    question, said = root.locator(".question"), root.locator(".said")
    expect(question).to_contain_text("W[0, 0, 0, 1] is lit. To which pixel of dx")
    assert lit_as(root, "W", "1") == [(0, 0, 0, 1)]
    assert not arrived(root, "to_dx")
    assert arrived(root, "dx")[0, 0, 1, 1] == 2  # as before this step
    cell(root, "dx", 0, 0, 2, 1).click()
    expect(said).to_contain_text("turned first")
    expect(cell(root, "dx", 0, 0, 2, 1)).to_have_attribute("data-wrong", "")
    cell(root, "dx", 0, 0, 1, 2).click()
    # The next round: fresh numbers, and the next weight.
    expect(question).to_contain_text("Yes. W[")
    for _ in range(2):
        ((_, c, i, j),) = lit_as(root, "W", "1")
        oh, ow = divmod(int(slider(root).input_value()) % 9, 3)
        cell(root, "dx", 0, c, oh + i, ow + j).click()
    expect(words(root)).to_have_text("Three right in a row: you compute as the layer does.")


def test_dx_as_a_convolution_asks_for_the_turned_weight(show_widget):
    """As in chapter 9: from small to large, with zeros between the numbers of dout."""
    W, dout = np.arange(1, 10).reshape(1, 1, 3, 3), np.arange(1, 10).reshape(1, 1, 3, 3)
    widget = ConvolutionStepper(
        np.zeros((1, 1, 5, 5)),
        W,
        None,
        dout,
        2,
        pad=1,
        mode="backward",
        flipped=True,
        step=1,
    )
    root = show_widget(widget, reduced_motion="reduce")
    question, said = root.locator(".question"), root.locator(".ask .said")
    expect(question).to_have_text(
        "dout[0, 0, 0, 0] is lit. Which weight does it meet? Choose it in W."
    )
    assert lit_as(root, "dout", "1") == [(0, 0, 0, 0)]
    assert not arrived(root, "products")
    cell(root, "W", 0, 0, 1, 0).click()
    expect(said).to_contain_text("if the filter were not turned")
    expect(cell(root, "W", 0, 0, 1, 0)).to_have_attribute("data-wrong", "")
    cell(root, "W", 0, 0, 1, 2).click()
    expect(question).to_contain_text("Yes. ")  # the next round, with fresh weights
    root.page.keyboard.press("Escape")
    expect(root.locator(".ask")).to_be_hidden()
    expect(words(root)).to_contain_text("as the filter is turned.")
    button(root, "First").click()
    expect(root.locator(".ask")).to_be_hidden()
    assert sorted(shown(root, "W").values()) == list(range(1, 10))  # the reader's are back


def test_what_python_sets_asks_and_stops_asking(show_widget):
    root = show_widget(ConvolutionStepper(mode="dW"))
    expect(root.locator(".ask")).to_be_hidden()
    expect(button(root, "Your turn")).to_be_hidden()
    direction(root, "forward")
    expect(root.locator(".ask")).to_be_hidden()
    button(root, "Your turn").click()
    expect(root.locator(".ask")).to_be_visible()
    setting(root, "Pad").fill("1")
    expect(root.locator(".ask")).to_be_visible()
    direction(root, "dW as a convolution")
    expect(root.locator(".ask")).to_be_hidden()


def test_no_more_than_eight_controls_are_in_sight(show_widget):
    """Besides the player: an image, a filter and a channel to be chosen, at the most."""
    rng = np.random.default_rng(0)
    x, W = rng.integers(0, 9, (2, 4, 6, 6)), rng.integers(-2, 3, (3, 4, 2, 2))
    root = show_widget(ConvolutionStepper(x, W, asks=False))
    controls = root.locator(
        ".choices :is(select, input, button), .settings > fieldset input"
    )
    assert sum(control.is_visible() for control in controls.all()) <= 8


def test_without_the_matrices_all_stands_in_one_line(show_widget):
    x, W = np.arange(25).reshape(1, 1, 5, 5), np.array([[[[-1, 2], [0, 3]]]])
    root = show_widget(ConvolutionStepper(x, W, asks=False, matrices=False), width=860)
    expect(root.locator(".matrices")).to_have_count(0)
    button(root, "Next").click()
    expect(cell(root, "out", 0, 0, 0, 1)).to_have_text(str(-1 + 4 + 3 * 7))
    boxes = [grid(root, name).bounding_box() for name in ("x", "W", "products", "out")]
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] < right["x"]
        assert right["y"] < left["y"] + left["height"]
