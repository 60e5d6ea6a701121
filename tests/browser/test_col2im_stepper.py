"""The col2im stepper as a reader meets it: every sum, by mouse, keyboard and touch."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cnnlib import col2im, im2col
from cnnlib.widgets import Col2imStepper

READ = "(grid) => [...grid.querySelectorAll('[data-index]')].map((cell) => [cell.dataset.index, cell.textContent])"
LIT = "(cells) => cells.map((cell) => [cell.dataset.index, cell.dataset.lit])"

# How many cells take off within two frames of a step.
BIRDS = """root => new Promise((done) => {
  root.querySelector("[aria-label=Next]").click();
  const count = () => done(root.querySelectorAll(".bird").length);
  requestAnimationFrame(() => requestAnimationFrame(count));
})"""


@pytest.fixture
def stepper(show_widget):
    """Show a Col2imStepper; returns its root on the page."""

    def stepper(widget=None, **options):
        return show_widget(widget or Col2imStepper(), **options).locator(
            '[data-widget="col2im"]'
        )

    return stepper


def numbers(root, name):
    """The grid's numbers as an array."""
    cells = {
        tuple(map(int, index.split(","))): float(text)
        for index, text in grid(root, name).evaluate(READ)
    }
    shape = tuple(max(axis) + 1 for axis in zip(*cells, strict=True))
    assert len(cells) == np.prod(shape)
    return np.array([cells[place] for place in np.ndindex(shape)]).reshape(shape)


def grid(root, name):
    return root.locator(f'[data-grid="{name}"]')


def cell(root, name, *place):
    return grid(root, name).locator(f'[data-index="{",".join(map(str, place))}"]')


def lit(root, name):
    return dict(grid(root, name).locator("[data-index][data-lit]").evaluate_all(LIT))


def words(root):
    return root.locator('[data-role="words"]')


def button(root, name):
    return root.get_by_role("button", name=name, exact=True)


def slider(root):
    return root.get_by_role("slider", name="Step", exact=True)


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
    pairs = {
        name: tuple(map(int, rng.integers(1, 4, 2))) for name in ("stride", "dilation")
    }
    pad = tuple(tuple(map(int, ends)) for ends in rng.integers(0, 3, (2, 2)))
    x = rng.integers(-9, 10, (N, C, H, W))
    try:
        rows = im2col(x, FH, FW, pad=pad, **pairs)
    except ValueError:
        return random_widget(rng)
    dcol = rng.integers(-20, 21, rows.shape) if rng.random() < 0.4 else None
    fill = str(rng.choice(["digits", "ones", "x"]))
    step = int(rng.integers(0, len(rows)))
    return Col2imStepper(x, FH, FW, pad=pad, **pairs, dcol=dcol, fill=fill, step=step)


@pytest.mark.parametrize("seed", range(24))
def test_its_numbers_are_cnnlibs_for_random_settings(stepper, seed):
    widget = random_widget(np.random.default_rng(seed))
    root = stepper(widget)
    assert np.array_equal(numbers(root, "dcol"), widget.rows())
    for step in (widget.step, widget.steps() - 1, 0):
        slider(root).fill(str(step))
        widget.step = step
        assert np.array_equal(numbers(root, "dx"), widget.dx())
        assert np.array_equal(numbers(root, "dx_assigned"), overwritten(widget))
    counts = col2im(np.ones_like(widget.rows()), widget.x.shape, **settings_of(widget))
    assert np.array_equal(numbers(root, "counts"), counts[0, 0])
    assert grid(root, "counts").locator("[data-hole]").count() == (counts[0, 0] == 0).sum()


def test_wrong_pixels_are_marked_and_counted(stepper):
    widget = Col2imStepper(step=3)
    root = stepper(widget)
    wrong = widget.dx() != overwritten(widget)
    marked = (
        grid(root, "dx_assigned")
        .locator("[data-wrong]")
        .evaluate_all("cells => cells.map(c => c.dataset.index)")
    )
    assert sorted(marked) == sorted(
        ",".join(map(str, place)) for place in np.argwhere(wrong)
    )
    expect(root.locator('[data-panel="dx_assigned"] .title')).to_contain_text(
        f"{wrong.sum()} of 16 wrong"
    )
    button(root, "First").click()
    expect(grid(root, "dx_assigned").locator("[data-wrong]")).to_have_count(0)


def test_x_times_counts(stepper):
    root = stepper(Col2imStepper())
    expect(root.locator('[data-panel="x"]')).to_be_hidden()
    root.get_by_label("Rows of dcol hold").select_option("x")
    button(root, "Last").click()
    assert np.array_equal(
        numbers(root, "dx")[0, 0], numbers(root, "x")[0, 0] * numbers(root, "counts")
    )
    cell(root, "x", 0, 0, 1, 1).hover()
    expect(words(root)).to_contain_text("counts · x = 4 · 6")


def test_pointing_links_every_picture(stepper):
    root = stepper(Col2imStepper(step=1))
    cell(root, "dx", 0, 0, 1, 1).hover()
    assert lit(root, "dcol") == {"0,4": "1", "1,3": "1", "2,1": "1", "3,0": "1"}
    assert lit(root, "counts") == {"1,1": "1"}
    assert lit(root, "dx_assigned") == lit(root, "dx") == {"0,0,1,1": "1"}
    expect(words(root)).to_have_text(
        "dx[0, 0, 1, 1] = 5 + 7 = 12, from 2 of 4 windows so far. With = only the last one is left: 7"
    )
    cell(root, "dcol", 2, 1).hover()
    assert lit(root, "dcol") == {"0,4": "faint", "1,3": "faint", "2,1": "1", "3,0": "faint"}
    assert lit(root, "dx") == {"0,0,1,1": "1"}
    expect(words(root)).to_have_text("dcol[2, 1] = 8 will go to dx[0, 0, 1, 1]")
    root.page.mouse.move(2, 2)
    assert lit(root, "dx") == {}
    expect(words(root)).to_contain_text(
        "Row 1 of dcol goes back to the window that it came from, dx[0, :, 0:3, 1:4]"
    )


def test_padding_and_holes_are_named(stepper):
    root = stepper(Col2imStepper(filter_h=1, filter_w=1, stride=2, pad=1))
    cell(root, "dcol", 0, 0).hover()
    expect(words(root)).to_have_text(
        "dcol[0, 0] = 1 belongs to the padding, and is dropped"
    )
    cell(root, "counts", 0, 0).hover()
    expect(words(root)).to_have_text("dx[0, 0, 0, 0] = 0: no window covers this pixel")
    grid(root, "dx").locator("[data-pad]").first.hover()
    expect(words(root)).to_contain_text("what arrives here is dropped")


def test_everything_by_keyboard_alone(stepper):
    root = stepper()
    page = root.page
    for name in ("First", "Previous", "Play", "Next"):
        page.keyboard.press("Tab")
        expect(button(root, name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(slider(root)).to_have_value("1")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(slider(root)).to_be_focused()
    page.keyboard.press("End")
    expect(slider(root)).to_have_value("3")
    cell(root, "dcol", 0, 0).focus()
    page.keyboard.press("ArrowRight")
    expect(cell(root, "dcol", 0, 1)).to_be_focused()
    assert lit(root, "dx") == {"0,0,0,1": "1"}
    page.keyboard.press("Control+End")
    assert lit(root, "dcol") == {"3,8": "1"}
    expect(words(root)).to_contain_text("dcol[3, 8] = 9 went to dx[0, 0, 3, 3]")
    page.keyboard.press("Space")
    expect(button(root, "Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(button(root, "Play")).to_be_visible()


def test_play_runs_to_the_end_and_no_bird_stays(stepper):
    root = stepper()
    button(root, "Play").click()
    expect(slider(root)).to_have_value("3")
    expect(button(root, "Play")).to_be_visible()
    expect(root.locator(".bird")).to_have_count(0)


def test_nothing_flies_where_motion_is_unwanted(stepper):
    root = stepper(reduced_motion="reduce")
    assert root.evaluate(BIRDS) == 0
    assert stepper().evaluate(BIRDS) == 9


def test_a_tap_lights(stepper):
    root = stepper(width=390, has_touch=True, is_mobile=True)
    cell(root, "dx", 0, 0, 2, 2).tap()
    assert lit(root, "counts") == {"2,2": "1"}
    button(root, "Next").tap()
    expect(slider(root)).to_have_value("1")


@pytest.mark.parametrize(
    ("label", "text", "reason"),
    [
        (
            "Filter height",
            "5",
            "A filter of 5 (it spans 5 at dilation 1) must not be larger than the padded image, 0 + 4",
        ),
        ("Stride", "0", "Stride must be 1 or 2 whole numbers from 1 to 12, not “0”."),
        ("Images N", "4", "Images N must be a whole number from 1 to 3, not “4”."),
    ],
)
def test_settings_that_cannot_work_say_why_and_change_nothing(stepper, label, text, reason):
    root = stepper()
    picture = root.locator(".stage").inner_html()
    root.get_by_label(label, exact=True).fill(text)
    expect(root.get_by_role("alert").filter(has_text=re.compile("."))).to_contain_text(
        reason
    )
    assert root.locator(".stage").inner_html() == picture


def test_settings_make_a_new_picture_and_a_dcol_that_no_longer_fits_goes(stepper):
    root = stepper(Col2imStepper(dcol=np.full((4, 9), 50), step=3))
    assert np.all(numbers(root, "dcol") == 50)
    root.get_by_label("Filter height", exact=True).fill("2")
    root.get_by_label("Pad", exact=True).fill("1")
    expected = Col2imStepper(filter_h=2, pad=1, step=3)
    assert np.array_equal(numbers(root, "dcol"), expected.rows())
    assert np.array_equal(numbers(root, "dx"), expected.dx())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(stepper, theme):
    root = stepper(
        Col2imStepper(stride=2, pad=1, fill="x", step=2),
        theme=theme,
        reduced_motion="reduce",
    )
    cell(root, "dx", 0, 0, 1, 1).hover()
    violations = Axe().run(root.page, options={"preload": False}).response["violations"]
    assert not violations, [
        (v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in violations
    ]


def test_a_phone_never_scrolls_sideways(stepper):
    root = stepper(Col2imStepper(np.zeros((2, 3, 9, 9))), width=390)
    assert root.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_step_is_quick(stepper):
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
    print(f"col2im: the quickest step takes {took:.1f} ms of scripting")
    assert took < 16
