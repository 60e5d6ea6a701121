"""The array explorer as a reader meets it: held equal to NumPy, by mouse, keyboard and touch."""

import re
from itertools import permutations

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cnnlib.widgets import ArrayExplorer

ALL = (None, None, None, None)
TEXTS = "cells => cells.map((cell) => [cell.dataset.index, cell.textContent])"


@pytest.fixture
def explorer(show_widget):
    """Open a page with ArrayExplorer(...) on it; options of the page come in a dict."""

    def explorer(options=None, **settings):
        return show_widget(ArrayExplorer(**settings), **(options or {})).locator(
            '[data-widget="array"]'
        )

    return explorer


def indices(root, selector):
    """The indices of the cells that match, in the picture's order."""
    found = root.locator(selector).evaluate_all(
        "cells => cells.map((cell) => cell.dataset.index)"
    )
    return [tuple(map(int, index.split(","))) for index in found]


def lit(root, grid):
    return set(indices(root, f'[data-grid="{grid}"] [data-lit]'))


def shown(root):
    """The view that the page shows, as an array."""
    cells = root.locator('[data-grid="x"] [data-index]').evaluate_all(TEXTS)
    view = np.full(
        tuple(
            max(int(index.split(",")[axis]) for index, _ in cells) + 1 for axis in range(4)
        ),
        -1,
    )
    for index, text in cells:
        view[tuple(map(int, index.split(",")))] = int(text)
    return view


def choice(root, name, value):
    """The radio button that sets an axis to `value`, or to all (None)."""
    return root.get_by_role("group", name=re.compile(f"^{name} ")).get_by_role(
        "radio", name=":" if value is None else str(value)
    )


def choose(root, **index):
    for name, value in index.items():
        choice(root, name, value).check(force=True)


def button(root, name):
    return root.get_by_role("button", name=name, exact=True)


def slider(root):
    return root.get_by_role("slider", name="Step", exact=True)


def words(root):
    return root.locator('[data-role="words"]')


def runs(places):
    """How many unbroken stretches of memory hold these places."""
    return 1 + int((np.diff(np.sort(places)) > 1).sum())


def random_index(rng, shape):
    return tuple(None if rng.random() < 0.5 else int(rng.integers(size)) for size in shape)


@pytest.mark.parametrize("seed", range(20))
def test_it_shows_what_numpy_gives(explorer, seed):
    rng = np.random.default_rng(seed)
    shape = tuple(map(int, rng.integers(1, 5, 4)))
    index, axes = random_index(rng, shape), tuple(map(int, rng.permutation(4)))
    x = rng.integers(0, 1000, shape)
    root = explorer(x=x, index=index, axes=axes)
    widget = ArrayExplorer(x, index, axes)
    view, places = x.transpose(axes), np.arange(x.size).reshape(shape)
    chosen = ArrayExplorer(places, index, axes).chosen

    assert np.array_equal(shown(root), view)
    expect(root.locator(".headline")).to_have_text(
        f"{widget.expression} has shape {widget.chosen.shape}"
    )
    marked = np.isin(places.transpose(axes), chosen)
    assert lit(root, "x") == set(map(tuple, np.argwhere(marked).tolist()))
    assert lit(root, "memory") == {(place,) for place in chosen.ravel().tolist()}
    memory = [
        int(text)
        for _, text in root.locator('[data-grid="memory"] [data-index]').evaluate_all(TEXTS)
    ]
    assert memory == x.ravel().tolist()
    steps = [view.strides[axis] // x.itemsize for axis in range(4)]
    named = [f"{'nchw'[axis]} {step}" for axis, step in zip(axes, steps, strict=True)]
    expect(root.locator(".memory-title")).to_contain_text(", ".join(named))

    text = words(root).text_content()
    if chosen.size > 1:
        assert ("One contiguous run" in text) == (runs(chosen.ravel()) == 1), text
        assert ("read out of order" in text) == (not (np.diff(chosen.ravel()) > 0).all()), (
            text
        )
        if runs(chosen.ravel()) > 1:
            assert f"{runs(chosen.ravel())} separate runs" in text


def test_the_steps_walk_through_the_chosen_numbers_in_reading_order(explorer):
    root = explorer(index=(1, None, 2, None), axes=(0, 2, 3, 1))
    expected = (
        ArrayExplorer(index=(1, None, 2, None), axes=(0, 2, 3, 1)).chosen.ravel().tolist()
    )
    met = []
    for _ in expected:
        met += indices(root, '[data-grid="memory"] [data-lit="1"]')
        button(root, "Next").click(force=True)
    assert [place for (place,) in met] == expected


def test_choosing_with_the_mouse(explorer):
    root = explorer()
    expect(root.locator(".formula")).to_have_text("offset = 1·60 + 0·20 + 2·5 + 3·1 = 73")
    choose(root, w=None)
    expect(root.locator(".headline")).to_have_text("x[1, :, 2, :] has shape (3, 5)")
    choose(root, n=0, c=2, h=None)
    expect(root.locator(".headline")).to_have_text("x[0, 2, :, :] has shape (4, 5)")
    expect(words(root)).to_contain_text(
        "One contiguous run of memory: 20 numbers, places 40 to 59."
    )


def test_transposing_changes_strides_and_not_memory(explorer):
    root = explorer()
    memory, chosen = root.locator('[data-grid="memory"]'), lit(root, "memory")
    before = memory.inner_text()
    for axes in list(permutations(range(4)))[1::5]:
        root.get_by_label("Axes of the view").select_option(",".join(map(str, axes)))
        widget = ArrayExplorer(axes=axes)
        expect(root.locator(".headline")).to_contain_text(widget.expression)
        assert np.array_equal(shown(root), widget.x.transpose(axes))
        assert memory.inner_text() == before
        assert lit(root, "memory") == chosen


def test_pointing_links_grid_and_memory_both_ways(explorer):
    root = explorer(axes=(0, 2, 3, 1))
    root.locator('[data-grid="x"] [data-index="1,2,3,1"]').hover()
    expect(root.locator('[data-grid="memory"] [data-lit="1"]')).to_have_attribute(
        "data-index", "93"
    )
    expect(root.locator(".formula")).to_have_text("offset = 1·60 + 2·5 + 3·1 + 1·20 = 93")
    expect(words(root)).to_contain_text(
        "x.transpose(0, 2, 3, 1)[1, 2, 3, 1] == 93, at place 93 of memory."
    )
    cell = root.locator('[data-grid="memory"] [data-index="92"]')
    expect(cell).to_be_in_viewport(ratio=1)  # the strip has scrolled to its neighbour
    cell.hover()
    expect(root.locator('[data-grid="x"] [data-lit="1"]')).to_have_attribute(
        "data-index", "1,2,2,1"
    )
    root.page.mouse.move(1, 1)
    expect(root.locator('[data-grid="memory"] [data-lit="1"]')).to_have_attribute(
        "data-index", "73"
    )


def test_pointing_at_the_overview(explorer):
    root = explorer()
    box = root.locator(".overview").bounding_box()
    root.page.mouse.move(box["x"] + box["width"] * 10.5 / 120, box["y"] + 5)
    expect(root.locator('[data-grid="x"] [data-lit="1"]')).to_have_attribute(
        "data-index", "0,0,2,0"
    )


def test_by_keyboard_alone(explorer):
    root = explorer()
    page = root.page
    inside = (
        "() => document.querySelector('[data-widget]').contains(document.activeElement)"
    )
    named = "() => document.activeElement.name?.split('-').at(-1) || document.activeElement.tagName"
    stops = []
    page.keyboard.press("Tab")
    while page.evaluate(inside):
        stops.append(page.evaluate(named))
        page.keyboard.press("Tab")
    assert stops[:7] == ["n", "c", "h", "w", "SELECT", "SPAN", "SPAN"]
    assert stops[7:] == ["BUTTON"] * 5 + ["INPUT"] * 5

    choice(root, "w", 3).focus()
    for key, index in [
        ("ArrowRight", "4"),
        ("Home", ":"),
        ("End", "4"),
        ("ArrowLeft", "3"),
    ]:
        page.keyboard.press(key)
        expect(root.locator(".headline")).to_contain_text(f"x[1, :, 2, {index}]")
    root.locator('[data-grid="x"] [tabindex="0"]').focus()
    for key, place in [
        ("ArrowRight", 1),
        ("ArrowDown", 6),
        ("End", 49),
        ("Home", 5),
        ("Control+End", 119),
    ]:
        page.keyboard.press(key)
        expect(root.locator('[data-grid="memory"] [data-lit="1"]')).to_have_attribute(
            "data-index", str(place)
        )
    slider(root).focus()
    page.keyboard.press("End")
    expect(root.locator('[data-grid="memory"] [data-lit="1"]')).to_have_attribute(
        "data-index", "113"
    )
    page.keyboard.press("Space")
    expect(button(root, "Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(button(root, "Play")).to_be_visible()


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("Images N", "0", "Images N must be a whole number from 1 to 4, not “0”."),
        ("Width W", "", "Width W must be a whole number from 1 to 8, not empty."),
        ("Height H", "2.5", "not “2.5”."),
    ],
)
def test_settings_that_cannot_work_say_why_and_change_nothing(
    explorer, field, text, reason
):
    root = explorer()
    before = root.locator(".images").inner_html()
    root.get_by_label(field, exact=True).fill(text)
    expect(root.get_by_role("alert")).to_contain_text(reason)
    assert root.locator(".images").inner_html() == before


def test_too_large_an_array_is_refused_and_a_smaller_one_keeps_the_index_inside(explorer):
    root = explorer()
    for field, text in [
        ("Images N", "4"),
        ("Channels C", "4"),
        ("Height H", "8"),
        ("Width W", "8"),
    ]:
        root.get_by_label(field, exact=True).fill(text)
    expect(root.get_by_role("alert")).to_contain_text(
        "X must not hold more than 600 numbers to draw, but holds 1024."
    )
    root.get_by_label("Width W", exact=True).fill("2")
    expect(root.locator(".headline")).to_have_text("x[1, :, 2, 1] has shape (4,)")
    assert shown(root).shape == (4, 4, 8, 2)


def test_it_fits_a_phone_and_answers_to_touch(explorer):
    root = explorer({"width": 390, "height": 844, "has_touch": True, "is_mobile": True})
    assert root.page.evaluate("document.documentElement.scrollWidth") <= 390
    root.locator('[data-grid="x"] [data-index="0,1,2,3"]').tap()
    expect(root.locator('[data-grid="memory"] [data-lit="1"]')).to_have_attribute(
        "data-index", "33"
    )
    choice(root, "h", None).locator("..").tap()
    expect(root.locator(".headline")).to_have_text("x[1, :, :, 3] has shape (3, 4)")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("index", [ALL, (1, None, 2, 3)])
def test_axe_finds_nothing(explorer, theme, index):
    root = explorer({"theme": theme}, index=index)
    root.locator('[data-grid="x"] [data-index="0,1,2,3"]').hover()
    violations = (
        Axe()
        .run(root.page, context='[data-widget="array"]', options={"preload": False})
        .response["violations"]
    )
    assert not violations, [
        (v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in violations
    ]


def test_reduced_motion_still_steps(explorer):
    root = explorer({"reduced_motion": "reduce"})
    button(root, "Next").click()
    expect(root.locator('[data-grid="memory"] [data-lit="1"]')).to_have_attribute(
        "data-index", "93"
    )
    assert root.evaluate("root => root.getAnimations({ subtree: true }).length") == 0


STEP_TIMES = """async (root) => {
  const times = [];
  for (const name of Array(30).fill("Next")) {
    const start = performance.now();
    root.querySelector(`[data-do="${name}"]`).click();
    times.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return times;
}"""


def test_a_step_takes_less_than_a_frame(explorer):
    times = np.array(explorer(index=ALL).evaluate(STEP_TIMES))
    print(
        f"a step of the array explorer: median {np.median(times):.2f} ms, worst {times.max():.2f} ms"
    )
    assert times.min() < 16  # the quickest: what else the machine does is not the step
