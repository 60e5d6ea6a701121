"""The reshape trace as a reader meets it: every shape held equal to cnnlib, by mouse, keyboard and touch."""

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cnnlib import Pooling, im2col
from cnnlib.widgets import ReshapeTrace
from cnnlib.windows import look, make_axes

TEXTS = "cells => cells.map((cell) => [cell.dataset.index, cell.textContent, cell.dataset.tag ?? ''])"


@pytest.fixture
def trace(show_widget):
    """Open a page with this widget, by default ReshapeTrace(**settings); options of the page come in a dict."""

    def trace(options=None, widget=None, **settings):
        page = show_widget(widget or ReshapeTrace(**settings), **(options or {}))
        return page.locator('[data-widget="reshape"]')

    return trace


def shown(root):
    """The array that the page shows at this step, and the letter of each cell's window."""
    cells = root.locator('[data-grid="stage"] [data-index]').evaluate_all(TEXTS)
    places = [tuple(map(int, index.split(","))) for index, _, _ in cells]
    shape = tuple(
        max(place[axis] for place in places) + 1 for axis in range(len(places[0]))
    )
    assert len(cells) == np.prod(shape)
    values, letters = np.empty(shape), np.empty(shape, object)
    for place, (_, text, letter) in zip(places, cells, strict=True):
        values[place], letters[place] = float(text), letter
    return values, letters


def button(root, name):
    return root.get_by_role("button", name=name, exact=True)


def slider(root):
    return root.get_by_role("slider", name="Step", exact=True)


def words(root):
    return root.locator('[data-role="words"]')


def marked(root, selector):
    found = root.locator(selector).evaluate_all(
        "cells => cells.map((cell) => cell.dataset.index)"
    )
    return {tuple(map(int, index.split(","))) for index in found}


def random_settings(rng):
    names = ("filter_h", "filter_w", "stride", "pad", "dilation")
    pairs = [
        tuple(map(int, rng.integers(low, high, 2)))
        for low, high in [(1, 4), (1, 3), (0, 3), (1, 3)]
    ]
    shape = tuple(map(int, rng.integers((1, 1, 3, 3), (3, 4, 6, 6))))
    return rng.integers(0, 100, shape), dict(
        zip(names, (*pairs[0], *pairs[1:]), strict=True)
    )


def settings_that_work(rng):
    while True:
        x, settings = random_settings(rng)
        try:
            ReshapeTrace(x, **settings)
        except ValueError:
            continue
        return x, settings


@pytest.mark.parametrize("seed", range(20))
def test_every_step_holds_what_numpy_gives(trace, seed):
    x, settings = settings_that_work(np.random.default_rng(seed))
    buffer = look(x, make_axes(**settings))
    col = im2col(x, **settings)
    root = trace({"reduced_motion": "reduce"}, x=x, **settings)
    for transpose, stages in [
        (True, (buffer, buffer.transpose(0, 4, 5, 1, 2, 3), col)),
        (False, (buffer, buffer, buffer.reshape(col.shape))),
    ]:
        root.get_by_label("Skip the transpose").set_checked(not transpose)
        for step, expected in enumerate(stages):
            slider(root).fill(str(step))
            values, _ = shown(root)
            assert values.shape == expected.shape
            assert np.array_equal(values, expected)
            expect(root.locator("[aria-current=step] b")).to_have_text(str(expected.shape))


@pytest.mark.parametrize("seed", range(20))
def test_every_step_of_poolings_way_back_is_cnnlibs(trace, seed):
    rng = np.random.default_rng(seed)
    x = rng.integers(
        0, 5, tuple(map(int, rng.integers((1, 1, 3, 3), (3, 3, 7, 7))))
    ).astype(float)  # many ties
    (pool_h, pool_w), stride = (
        map(int, rng.integers(1, 4, 2)),
        tuple(map(int, rng.integers(1, 4, 2))),
    )
    layer = Pooling(pool_h, pool_w, stride)
    dout = np.arange(1, layer.forward(x).size + 1.0).reshape(layer.forward(x).shape)
    turned = dout.transpose(0, 2, 3, 1)
    dmax = np.zeros((dout.size, pool_h * pool_w))
    dmax[np.arange(dout.size), layer.arg_max] = turned.ravel()
    dcol = dmax.reshape(np.prod(turned.shape[:3]), -1)
    stages = (
        dout,
        turned,
        dmax,
        dmax.reshape(*turned.shape, -1),
        dcol,
        layer.backward(dout),
    )

    root = trace(
        {"reduced_motion": "reduce"}, ReshapeTrace.pooling(x, pool_h, pool_w, stride)
    )
    for step, expected in enumerate(stages):
        slider(root).fill(str(step))
        values, _ = shown(root)
        assert values.shape == expected.shape
        assert np.array_equal(values, expected), step


def test_a_batch_of_the_books_size_keeps_its_shapes(trace):
    root = trace(
        widget=ReshapeTrace.pooling(np.random.default_rng(0).normal(size=(1, 2, 16, 32)))
    )
    expected = [
        "(1, 2, 8, 16)",
        "(1, 8, 16, 2)",
        "(256, 4)",
        "(1, 8, 16, 2, 4)",
        "(128, 8)",
        "(1, 2, 16, 32)",
    ]
    assert root.locator(".trail b").all_text_contents() == expected


def test_rows_hold_one_window_each_and_without_the_transpose_they_do_not(trace):
    root = trace(step=2)
    _, letters = shown(root)
    assert [set(row) for row in letters] == [{letter} for letter in "ABCDEF"]
    expect(words(root)).to_contain_text("Each row is one window: row 0 is window A.")
    root.get_by_label("Skip the transpose").check()
    _, letters = shown(root)
    assert set(letters[0]) == set("ABCDEF")
    expect(words(root)).to_contain_text(
        "the rows are wrong: row 0 mixes windows A, B, C, D, E, F."
    )
    expect(root.locator("[data-wrong]")).to_have_count(1)
    root.get_by_label("Filter height", exact=True).fill("3")
    root.get_by_label("Filter width", exact=True).fill("4")
    expect(words(root)).to_contain_text("the rows come out right all the same")
    expect(root.locator("[data-wrong]")).to_have_count(0)


def test_cells_keep_their_identity(trace):
    root = trace({"reduced_motion": "reduce"})
    read = "cells => Object.fromEntries(cells.map((cell) => [cell.dataset.id, cell.textContent + cell.dataset.tag]))"
    cells = root.locator('[data-grid="stage"] [data-id]')
    first = cells.evaluate_all(read)
    assert len(first) == 48
    for _ in range(2):
        button(root, "Next").click()
        assert cells.evaluate_all(read) == first


def test_cells_travel_unless_motion_is_reduced(trace):
    moving = "root => root.getAnimations({ subtree: true }).length"
    root = trace()
    assert (
        root.evaluate(
            f"root => {{ root.querySelector('[data-do=Next]').click(); return ({moving})(root); }}"
        )
        >= 40
    )
    still = trace({"reduced_motion": "reduce"})
    assert (
        still.evaluate(
            f"root => {{ root.querySelector('[data-do=Next]').click(); return ({moving})(root); }}"
        )
        == 0
    )
    expect(slider(still)).to_have_value("1")


def test_pointing_links_cells_and_pixels_both_ways(trace):
    root = trace(step=2, transpose=False)
    root.locator('[data-grid="stage"] [data-index="1,2"]').hover()
    expect(words(root)).to_have_text(
        "[1, 2] is window E's number 1: x[0, 0, 1, 2] == 6. It belongs in row 4, column 1."
    )
    assert marked(root, '[data-grid="x"] [data-lit="1"]') == {(0, 0, 1, 2)}
    mates = {(0, c, h, w) for c in (0, 1) for h in (1, 2) for w in (1, 2)} - {(0, 0, 1, 2)}
    assert marked(root, '[data-grid="x"] [data-lit="faint"]') == mates
    _, letters = shown(root)
    same = set(map(tuple, np.argwhere(letters == "E").tolist())) - {(1, 2)}
    assert marked(root, '[data-grid="stage"] [data-lit="faint"]') == same
    root.locator('[data-grid="x"] [data-index="0,0,1,1"]').hover()
    expect(words(root)).to_have_text("x[0, 0, 1, 1] == 5 is read by windows E, D, B, A.")
    values, _ = shown(root)
    copies = set(map(tuple, np.argwhere(values == 5).tolist()))
    assert marked(root, '[data-grid="stage"] [data-lit="1"]') == copies


def test_pooling_says_where_a_gradient_goes(trace):
    root = trace({"reduced_motion": "reduce"}, ReshapeTrace.pooling(step=2))
    root.locator('[data-grid="stage"] [data-index="1,3"]').hover()
    expect(words(root)).to_have_text(
        "[1, 3] is gradient 7, of window A and channel 1. It goes to x[0, 1, 1, 1], its window's maximum."
    )
    expect(root.locator('[data-grid="x"] [data-lit="1"]')).to_have_attribute(
        "data-index", "0,1,1,1"
    )
    root.locator('[data-grid="stage"] [data-index="1,0"]').hover()
    expect(words(root)).to_have_text("[1, 0] is 0: no maximum here.")


# As a live kernel does it: a model whose state changes under the picture.
CHANGE_MODE = """async ([source, state]) => {
  const { default: widget } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const listeners = {};
  const model = {
    get: (name) => state[name],
    set: (name, value) => (state[name] = value),
    save_changes() {},
    on: (name, hear) => (listeners[name] ??= []).push(hear),
    off() {},
  };
  const el = document.querySelector("main");
  el.replaceChildren();
  widget.render({ model, el });
  state.mode = "pooling";
  listeners["change:mode"].forEach((hear) => hear());
}"""


def test_another_mode_starts_another_picture(trace):
    widget = ReshapeTrace()
    root = trace(widget=widget)
    state = {
        name: widget.get_state()[name]
        for name in widget.traits(sync=True)
        if name[0] != "_"
    }
    state = {
        name: value
        for name, value in state.items()
        if isinstance(value, str | int | tuple | dict | bool)
    }
    root.page.evaluate(CHANGE_MODE, [widget._esm, state])
    expect(root).to_have_count(1)
    expect(root.locator(".trail code").first).to_have_text("dout")


def test_by_keyboard_alone(trace):
    root = trace({"reduced_motion": "reduce"})
    page = root.page
    inside = (
        "() => document.querySelector('[data-widget]').contains(document.activeElement)"
    )
    stops = 0
    page.keyboard.press("Tab")
    while page.evaluate(inside):
        stops += 1
        assert (
            page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            == "solid"
        )
        page.keyboard.press("Tab")
    assert stops == 5 + 1 + 2 + 1 + 9  # buttons, slider, grids, the switch, settings

    slider(root).focus()
    for key, step in [("ArrowRight", 1), ("End", 2), ("Home", 0)]:
        page.keyboard.press(key)
        expect(root.locator(".trail li").nth(step)).to_have_attribute(
            "aria-current", "step"
        )
    root.locator('[data-grid="stage"] [tabindex="0"]').focus()
    for key, index in [
        ("ArrowRight", "0,0,0,0,0,1"),
        ("ArrowDown", "0,0,0,0,1,1"),
        ("End", "0,1,0,1,1,2"),
    ]:
        page.keyboard.press(key)
        expect(root.locator('[data-grid="stage"] :focus')).to_have_attribute(
            "data-index", index
        )
    travelling = root.locator(":focus").get_attribute("data-id")
    page.keyboard.press("Space")
    expect(slider(root)).to_have_value("1")
    page.keyboard.press("Space")
    expect(button(root, "Play")).to_be_visible()
    expect(root.locator('[data-grid="stage"] :focus')).to_have_attribute(
        "data-id", travelling
    )


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        (
            "Filter height",
            "4",
            "A filter of 4 (it spans 4 at dilation 1) must not be larger than the padded image",
        ),
        ("Stride", "0", "Stride must be 1 or 2 whole numbers from 1 to 12, not “0”."),
        ("Pad", "one", "not “one”."),
    ],
)
def test_settings_that_cannot_work_say_why_and_change_nothing(trace, field, text, reason):
    root = trace()
    before = root.locator(".stage").inner_html()
    root.get_by_label(field, exact=True).fill(text)
    expect(root.locator(".problem").filter(has_text=reason)).to_have_count(1)
    assert root.locator(".stage").inner_html() == before


def test_it_fits_a_phone_and_answers_to_touch(trace):
    root = trace(
        {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}, step=2
    )
    assert root.page.evaluate("document.documentElement.scrollWidth") <= 390
    root.locator('[data-grid="stage"] [data-index="3,1"]').tap()
    expect(root.locator('[data-grid="x"] [data-lit="1"]')).to_have_attribute(
        "data-index", "0,0,1,1"
    )
    button(root, "First").tap()
    expect(slider(root)).to_have_value("0")
    assert root.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "widget", [ReshapeTrace(step=2, transpose=False), ReshapeTrace.pooling(step=3)]
)
def test_axe_finds_nothing(trace, theme, widget):
    root = trace({"theme": theme}, widget)
    root.locator('[data-grid="stage"] [data-index]').nth(2).hover()
    violations = (
        Axe()
        .run(root.page, context='[data-widget="reshape"]', options={"preload": False})
        .response["violations"]
    )
    assert not violations, [
        (v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in violations
    ]


STEP_TIMES = """async (root) => {
  const times = [];
  for (let i = 0; i < 10; i += 1) {
    for (const name of ["Next", "Next", "First"]) {
      const start = performance.now();
      root.querySelector(`[data-do="${name}"]`).click();
      times.push(performance.now() - start);
      await new Promise(requestAnimationFrame);
    }
  }
  return times;
}"""


def test_a_step_takes_less_than_a_frame(trace):
    times = np.array(trace().evaluate(STEP_TIMES))
    print(
        f"a step of the reshape trace: median {np.median(times):.2f} ms, worst {times.max():.2f} ms"
    )
    assert times.min() < 16  # the quickest: what else the machine does is not the step
