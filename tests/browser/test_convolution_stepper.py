"""The convolution stepper as a reader meets it: every product and sum, by mouse, keyboard and touch."""

import numpy as np
import pytest
from playwright.sync_api import expect

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
    "forward": {},
    "backward": {"mode": "backward"},
    "flipped": {"mode": "backward", "flipped": True},
}


def shown(root, name):
    """The numbers that a grid shows, by index."""
    return {place: float(text) for place, text in texts(root, name).items()}


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
    )
    widget.dout = integers(*widget.dout.shape)
    return widget


def check_forward(root, widget, rng):
    layer, out = widget.layer_and_out()
    assert_shows(root, "col", layer.col, layer.col.size)
    assert_shows(root, "col_W", layer.col_W, layer.col_W.size)
    for step in rng.integers(0, out.size, 3):
        go(root, step)
        n, f, oh, ow = np.unravel_index(step, out.shape)
        row, taps = (n * out.shape[2] + oh) * out.shape[3] + ow, widget.W[0, 0].size
        assert_shows(root, "x", widget.x, widget.x[0, 0].size)
        assert_shows(root, "W", widget.W, taps)
        assert_shows(root, "out", out, out[0, 0].size)
        products = (layer.col[row] * layer.col_W[:, f]).reshape(widget.W.shape[1:])
        assert_shows(root, "products", products, taps)
        assert float(root.locator(".total").text_content()) == products.sum()
        if widget.b is not None:
            assert_shows(root, "b", widget.b, widget.b.size)
        assert lit_as(root, "out", "step") == [(n, f, oh, ow)]
        assert (
            grid(root, "out").locator("[data-made]").count() == oh * out.shape[3] + ow + 1
        )
        assert lit_as(root, "col", "step") == [(row, k) for k in range(layer.col.shape[1])]
        assert lit_as(root, "col_W", "step") == [(k, f) for k in range(layer.col.shape[1])]


def check_backward(root, widget, rng):
    layer, out = widget.layer_and_out()
    for step in [*rng.integers(0, out.size, 2), out.size - 1]:
        go(root, step)
        given = np.arange(out.size).reshape(out.shape) <= step
        dx = layer.backward(np.where(given, widget.dout, 0).astype(float))
        assert_shows(root, "dout", widget.dout, out[0, 0].size)
        assert_shows(root, "dx", dx, dx[0, 0].size)
        assert_shows(root, "dW", layer.dW, layer.dW[0, 0].size)
        if widget.b is not None:
            assert_shows(root, "db", layer.db, layer.db.size)
        n, f, oh, ow = np.unravel_index(step, out.shape)
        d = widget.dout[n, f, oh, ow]
        row = (n * out.shape[2] + oh) * out.shape[3] + ow
        size = widget.W[0, 0].size
        assert_shows(root, "to_dW", d * layer.col[row].reshape(widget.W.shape[1:]), size)
        assert_shows(root, "to_dx", d * widget.W[f], size)


def check_flipped(root, widget, rng):
    layer, _ = widget.layer_and_out()
    dx = layer.backward(widget.dout.astype(float))
    for step in rng.integers(0, dx.size, 3):
        go(root, step)
        n, c, h, w = np.unravel_index(step, dx.shape)
        assert_shows(root, "dx", dx, dx[0, 0].size)
        assert lit_as(root, "dx", "step") == [(n, c, h, w)]
        assert float(root.locator(".total").text_content()) == dx[n, c, h, w]
        turned = shown(root, "W")
        assert turned == {place: widget.W[place] for place in turned}
        assert list(turned) == sorted(turned, reverse=True)
    said = f"The same dx as by adding up windows: the largest difference in its {dx.size} numbers is 0."
    expect(root.locator('[data-role="agreement"]')).to_have_text(said)


@pytest.mark.parametrize("seed", range(4))
def test_every_number_is_cnnlibs_for_random_settings(show_widget, seed):
    rng = np.random.default_rng(seed)
    widget = random_widget(rng)
    root = show_widget(widget)
    check_forward(root, widget, rng)
    root.get_by_label("Direction").select_option("backward")
    check_backward(root, widget, rng)
    root.get_by_label("dx as a full convolution").check()
    check_flipped(root, widget, rng)


def test_settings_typed_in_are_cnnlibs_too(show_widget):
    root = show_widget(ConvolutionStepper())
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
        )
        check_forward(root, widget, np.random.default_rng(0))
        for label in ("Stride", "Dilation", "Pad"):
            setting(root, label).fill("0" if label == "Pad" else "1")


def test_buttons_play_and_the_words_of_a_step(show_widget):
    root = show_widget(ConvolutionStepper())
    said = "out[0, 0, 0, 0]: 9 products add up to 4, and b[0] makes it 4 + 1 = 5."
    expect(words(root)).to_have_text(said)
    for name, step in [("Next", 1), ("Last", 17), ("Previous", 16), ("First", 0)]:
        button(root, name).click()
        expect(slider(root)).to_have_value(str(step))
    go(root, 16)
    button(root, "Play").click()
    expect(button(root, "Play")).to_be_visible()
    expect(slider(root)).to_have_value("17")
    root.get_by_label("Direction").select_option("backward")
    go(root, 4)
    expect(words(root)).to_have_text(
        "dout[0, 0, 1, 1] = 3 gives itself to db[0], 3 times its window of x to dW[0], "
        "and 3 times W[0] to that window of dx."
    )


def test_the_words_of_several_channels(show_widget):
    x, W = np.ones((1, 2, 3, 3), int), np.ones((1, 2, 3, 3), int)
    root = show_widget(ConvolutionStepper(x, W))
    expect(words(root)).to_have_text("out[0, 0, 0, 0]: 18 products add up to 18.")
    expect(root.locator(".stage small")).to_have_text("9 + 9")


def test_pointing_lights_what_meets_both_ways(show_widget):
    root = show_widget(ConvolutionStepper(step=4))
    meets = [
        ("x", (0, 0, 2, 3)),
        ("W", (0, 0, 1, 2)),
        ("products", (0, 1, 2)),
        ("col", (4, 5)),
        ("col_W", (5, 0)),
    ]
    for name, place in meets:
        cell(root, name, *place).hover()
        expect(words(root)).to_have_text("x[0, 0, 2, 3] · W[0, 0, 1, 2] = 4 · 1 = 4")
        for other, there in meets:
            assert lit_as(root, other, "1") == [there], (name, other)
    cell(root, "col", 0, 0).hover()
    expect(words(root)).to_have_text("col[0, 0] == x[0, 0, 0, 0] == 0")
    assert lit_as(root, "x", "1") == [(0, 0, 0, 0)]
    cell(root, "x", 0, 0, 2, 0).hover()
    copies = [(0, 6), (3, 3), (6, 0)]
    assert lit_as(root, "col", "faint") == copies
    expect(words(root)).to_contain_text("is not under this window; 3 windows read it.")
    root.page.mouse.move(1, 1)
    expect(root.locator('[data-lit="1"], [data-lit="faint"]')).to_have_count(0)


def test_pointing_backward_says_what_is_received(show_widget):
    root = show_widget(ConvolutionStepper(step=4, mode="backward"))
    cell(root, "dW", 0, 0, 1, 2).hover()
    expect(words(root)).to_have_text(
        "dW[0, 0, 1, 2] receives dout[0, 0, 1, 1] · x[0, 0, 2, 3] = 3 · 4 = 12: 4 + 12 = 16."
    )
    for name, place in [("x", (0, 0, 2, 3)), ("dx", (0, 0, 2, 3)), ("W", (0, 0, 1, 2))]:
        assert lit_as(root, name, "1") == [place]
    cell(root, "dx", 0, 0, 1, 1).hover()
    expect(words(root)).to_have_text(
        "dx[0, 0, 1, 1] receives dout[0, 0, 1, 1] · W[0, 0, 0, 0] = 3 · (-1) = -3: 0 − 3 = -3."
    )
    cell(root, "db", 0).hover()
    expect(words(root)).to_have_text("db[0] receives 3 + 3 = 6.")
    cell(root, "dx", 0, 0, 0, 0).hover()
    expect(words(root)).to_contain_text("is not under this window; 1 window reads it.")
    assert lit_as(root, "dout", "faint") == [(0, 0, 0, 0)]


@pytest.mark.parametrize(
    ("view", "name"), [("forward", "out"), ("backward", "dout"), ("flipped", "dx")]
)
def test_a_step_is_chosen_in_the_picture(show_widget, view, name):
    root = show_widget(ConvolutionStepper(**VIEWS[view]))
    cell(root, name, 0, 0, 2, 1).click()
    width = 5 if view == "flipped" else 3
    expect(slider(root)).to_have_value(str(2 * width + 1))
    root.page.keyboard.press("ArrowLeft")
    expect(slider(root)).to_have_value(str(2 * width))
    expect(grid(root, name).locator(":focus")).to_have_attribute("data-index", "0,0,2,0")


def test_filters_channels_and_images_are_chosen(show_widget):
    rng = np.random.default_rng(5)
    widget = ConvolutionStepper(
        rng.integers(0, 9, (2, 3, 4, 4)), rng.integers(-2, 3, (4, 3, 2, 2))
    )
    root = show_widget(widget)
    go(root, 5)
    root.get_by_role("combobox", name="Filter", exact=True).select_option("2")
    root.get_by_role("combobox", name="Channel", exact=True).select_option("1")
    root.get_by_role("combobox", name="Image", exact=True).select_option("1")
    expect(slider(root)).to_have_value(str((4 + 2) * 9 + 5))
    assert lit_as(root, "out", "step") == [(1, 2, 1, 2)]
    assert set(shown(root, "W")) == {(2, 1, i, j) for i in range(2) for j in range(2)}
    assert {place[:2] for place in shown(root, "x")} == {(1, 1)}


def test_a_typed_number_changes_everything(show_widget):
    root = show_widget(ConvolutionStepper(step=4))
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
        ("forward", "W", (0, 0, 1, 2)),
        ("forward", "b", (1,)),
        ("backward", "dout", (0, 0, 1, 1)),
        ("flipped", "dout", (0, 0, 1, 1)),
        ("flipped", "W", (0, 0, 1, 2)),
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
    if view == "forward":
        assert_shows(root, "out", out, 9)
    else:
        button(root, "Last").click()
        last = layer.backward(arrays["dout"])
        assert_shows(root, "dx", last, 25)


def test_what_is_no_number_says_why_and_escape_leaves_all_as_it_was(show_widget):
    root = show_widget(ConvolutionStepper())
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
    root = show_widget(ConvolutionStepper(mode="backward"))
    page = root.page
    grids = ["dout", "db", "x", "to_dW", "dW", "W", "to_dx", "dx"]
    view = ["Direction", "dx as a full convolution", "Filter"]
    assert tab_stops(root) == [*PLAYER, *view, *grids, *SLIDING]
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
    root = show_widget(ConvolutionStepper())
    cell(root, "W", 0, 0, 1, 1).click()
    # The cell goes, and tells that it is left before the new view is whole. A fault on the page fails the test.
    root.get_by_label("Direction").select_option("backward")
    expect(grid(root, "dW")).to_be_visible()
    expect(words(root)).to_contain_text("gives itself to db[0]")


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


@pytest.mark.parametrize("view", VIEWS)
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
