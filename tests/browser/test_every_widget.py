"""What every stepper owes its reader, whatever it shows: each check made on each of them."""

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import axe_finds_nothing
from tests.browser.stepper import (
    PHONE,
    SMALL_PHONE,
    button,
    cell,
    complaint,
    fits_a_phone,
    go,
    grid,
    grids,
    last_step,
    picture,
    press,
    setting,
    slider,
    space_plays_and_pauses,
    stop_clock,
    tab_into,
    tab_to,
    unfold,
    words,
)
from unrolled.widgets import (
    ArrayExplorer,
    Col2imStepper,
    ConvolutionStepper,
    Im2colStepper,
    MatrixView,
    PoolingStepper,
    ReshapeTrace,
)
from unrolled.widgets.pooling_presets import PRESETS


def whole() -> Im2colStepper:
    return Im2colStepper(np.arange(1470).reshape(10, 3, 7, 7), 5, 5, whole=True)


ALL = (None, None, None, None)
# All but FollowTheTwelve and Nudge, which have no steps and no settings: test_follow.py and test_nudge.py hold them to
# the same.
WIDGETS = {
    "array": ArrayExplorer,
    "col2im": Col2imStepper,
    "convolution": lambda: ConvolutionStepper(asks=False),
    "im2col": Im2colStepper,
    "matrix": lambda: MatrixView(asks=False),
    "pooling": lambda: PoolingStepper(asks=False),
    "reshape": ReshapeTrace,
}
SLIDING = {name: make for name, make in WIDGETS.items() if name != "array"}
OTHER_VIEWS = {
    "array-all": lambda: ArrayExplorer(index=ALL),
    "convolution-backward": lambda: ConvolutionStepper(mode="backward", asks=False),
    "convolution-flipped": lambda: ConvolutionStepper(
        mode="backward", flipped=True, asks=False
    ),
    "convolution-weights": lambda: ConvolutionStepper(mode="dW"),
    "im2col-large": lambda: Im2colStepper(np.arange(1470).reshape(10, 3, 7, 7), 5, 5),
    "im2col-whole": whole,
    "matrix-gather": lambda: MatrixView.preset("small", mode="gather", asks=False),
    "matrix-stamp": lambda: MatrixView.preset("wide", mode="stamp", asks=False),
    "pooling-backward": lambda: PoolingStepper(mode="backward", asks=False),
    "pooling-tap": lambda: PoolingStepper(mode="backward", loop="tap", asks=False),
    "reshape-pooling": ReshapeTrace.pooling,
}


def filled(*shape):
    return np.arange(np.prod(shape)).reshape(shape) % 10


def convolution(**view):
    view = {"asks": False} | view
    return ConvolutionStepper(filled(2, 3, 12, 12), filled(4, 3, 3, 3), pad=1, **view)


LARGE = {
    "array-asks": lambda: ArrayExplorer(asks=True),
    "array-large": lambda: ArrayExplorer(filled(3, 4, 6, 8), index=ALL),
    "col2im-large": lambda: Col2imStepper(filled(2, 3, 9, 9)),
    "col2im-asks": lambda: Col2imStepper(asks=True),
    "col2im-past": lambda: Col2imStepper(filled(1, 1, 9, 9), 2, 2, 3, loop="tap"),
    "convolution-large": convolution,
    "convolution-backward": lambda: convolution(mode="backward"),
    "convolution-flipped": lambda: convolution(mode="backward", flipped=True),
    "convolution-weights": lambda: convolution(mode="dW"),
    "convolution-asks": ConvolutionStepper,
    "convolution-asks-flipped": lambda: ConvolutionStepper(mode="backward", flipped=True),
    "convolution-pad": lambda: ConvolutionStepper(pad=3, asks=False),
    "im2col-asks": lambda: Im2colStepper(asks=True),
    "im2col-large": lambda: Im2colStepper(filled(3, 3, 12, 12), pad=6),
    "im2col-whole": whole,
    "matrix-asks": MatrixView,
    "matrix-large": lambda: MatrixView.preset("wide", asks=False),
    "matrix-stamp": lambda: MatrixView.preset("wide", mode="stamp", asks=False),
    "pooling-large": lambda: PoolingStepper(
        filled(2, 3, 9, 9), 3, 3, pad=1, mode="backward", asks=False
    ),
    "pooling-asks": PoolingStepper,
    "reshape-asks": lambda: ReshapeTrace(asks=True),
    "reshape-large": lambda: ReshapeTrace(filled(2, 3, 6, 7)),
    "reshape-pooling": lambda: ReshapeTrace.pooling(filled(2, 3, 6, 8)),
}

# States with something to see in each corner, and the cell that is pointed at in them.
STATES = {
    "array": (lambda: ArrayExplorer(index=(1, None, 2, 3)), "x", (0, 1, 2, 3)),
    "array-all": (lambda: ArrayExplorer(index=ALL), "x", (0, 1, 2, 3)),
    "array-asks": (lambda: ArrayExplorer(asks=True), "x", (0, 1, 2, 3)),
    "col2im": (
        lambda: Col2imStepper(stride=2, pad=1, fill="x", step=2),
        "dx",
        (0, 0, 1, 1),
    ),
    "col2im-asks": (lambda: Col2imStepper(step=2, asks=True), "dcol", (2, 1)),
    "col2im-past": (
        lambda: Col2imStepper(np.zeros((1, 1, 5, 5)), 2, 2, 3, loop="tap", step=3),
        "dx",
        (0, 0, 1, 1),
    ),
    "convolution": (
        lambda: ConvolutionStepper(pad=1, step=7, asks=False),
        "W",
        (0, 0, 1, 1),
    ),
    "convolution-asks": (ConvolutionStepper, "W", (0, 0, 1, 1)),
    "convolution-asks-backward": (
        lambda: ConvolutionStepper(pad=1, step=7, mode="backward"),
        "dx",
        (0, 0, 1, 1),
    ),
    "convolution-weights": (
        lambda: ConvolutionStepper(pad=1, step=7, mode="dW"),
        "x",
        (0, 0, 1, 1),
    ),
    "convolution-backward": (
        lambda: ConvolutionStepper(pad=1, step=7, mode="backward", asks=False),
        "W",
        (0, 0, 1, 1),
    ),
    "convolution-asks-flipped": (
        lambda: ConvolutionStepper(pad=1, step=7, mode="backward", flipped=True),
        "W",
        (0, 0, 1, 1),
    ),
    "convolution-flipped": (
        lambda: ConvolutionStepper(
            pad=1, step=7, mode="backward", flipped=True, asks=False
        ),
        "W",
        (0, 0, 1, 1),
    ),
    "im2col": (lambda: Im2colStepper(pad=1, dilation=2, step=4), "col", (3, 2)),
    "matrix": (lambda: MatrixView(pad=1, step=2, asks=False), "M", (2, 1)),
    "matrix-asks": (MatrixView, "x", (0, 3)),
    "matrix-gather": (
        lambda: MatrixView.preset("small", pad=1, mode="gather", step=5, asks=False),
        "M",
        (6, 0),
    ),
    "matrix-stamp": (
        lambda: MatrixView.preset("wide", mode="stamp", step=2, asks=False),
        "M",
        (12, 2),
    ),
    **{
        f"pooling-{name}": (
            lambda name=name: PoolingStepper(**PRESETS[name], step=1, asks=False),
            "x",
            (0, 0, 2, 2),
        )
        for name in ("negative", "overlap", "dropped")
    },
    "im2col-asks": (lambda: Im2colStepper(asks=True), "col", (0, 2)),
    "reshape-asks": (lambda: ReshapeTrace.pooling(asks=True), "x", (0, 0, 1, 1)),
    "reshape": (lambda: ReshapeTrace(step=3, transpose=False), "stage", (0, 2)),
    "reshape-pooling": (lambda: ReshapeTrace.pooling(step=3), "stage", (0, 0, 0, 0, 2)),
}

# How to press a thing, by one means alone, and the page that it takes.
HANDS = {
    "mouse": (Locator.click, {}),
    "touch": (Locator.tap, PHONE),
    "keyboard": (press, {}),
}

LONGEST_PAUSE = 3000  # milliseconds, of all widgets' plays

TOO_LARGE = "must not be larger than the padded image"
# What is typed into a setting that can't work, and what is then said: the sliding of all but the array explorer ...
SLIDING_REFUSED = [
    ("Stride", "0", "Stride must be 1 or 2 whole numbers from 1 to 12, not “0”."),
    ("Stride", "", "not empty."),
    ("Pad", "one", "Pad must be 1 or 2 or 4 whole numbers from 0 to 6, not “one”."),
    ("Pad", "1, 2, 3", "not “1, 2, 3”."),
    ("Dilation", "12", f"at dilation 12) {TOO_LARGE}, 0 + "),
]
# ... and each widget's own.
REFUSED = {
    "array": [
        ("Images N", "0", "Images N must be a whole number from 1 to 4, not “0”."),
        ("Width W", "", "Width W must be a whole number from 1 to 8, not empty."),
        ("Height H", "2.5", "not “2.5”."),
    ],
    "col2im": [
        (
            "Filter height",
            "5",
            f"A filter of 5 (it spans 5 at dilation 1) {TOO_LARGE}, 0 + 4",
        ),
        ("Images N", "4", "Images N must be a whole number from 1 to 3, not “4”."),
    ],
    "convolution": [
        ("Dilation", "4", f"A filter of 2 (it spans 5 at dilation 4) {TOO_LARGE}")
    ],
    "im2col": [
        (
            "Filter height",
            "5",
            f"A filter of 5 (it spans 5 at dilation 1) {TOO_LARGE}, 0 + 4 + 0.",
        ),
        ("Dilation", "3", f"A filter of 3 (it spans 7 at dilation 3) {TOO_LARGE}"),
        (
            "Height H",
            "2",
            f"A filter of 3 (it spans 3 at dilation 1) {TOO_LARGE}, 0 + 2 + 0.",
        ),
        (
            "Filter width",
            "2.5",
            "Filter width must be a whole number from 1 to 12, not “2.5”.",
        ),
        ("Images N", "11", "Images N must be a whole number from 1 to 10, not “11”."),
        ("Images N", "-1", "not “-1”."),
    ],
    "matrix": [("Dilation", "4", f"A filter of 3 (it spans 9 at dilation 4) {TOO_LARGE}")],
    "pooling": [("Size", "9", f"A filter of 9 (it spans 9 at dilation 1) {TOO_LARGE}")],
    "reshape": [
        ("Filter height", "4", f"A filter of 4 (it spans 4 at dilation 1) {TOO_LARGE}"),
        ("Images N", "4", "Images N must be a whole number from 1 to 3, not “4”."),
    ],
}


def each(cases):
    return pytest.mark.parametrize("make", cases.values(), ids=list(cases))


@pytest.mark.parametrize("hand", HANDS)
@each(WIDGETS)
def test_one_hand_alone_steps_plays_and_pauses(show_widget, make, hand):
    act, options = HANDS[hand]
    root = show_widget(make(), reduced_motion="reduce", **options)
    last, seen = last_step(root), {0: grids(root)}
    for name, step in [("Next", 1), ("Last", last), ("Previous", last - 1), ("First", 0)]:
        act(button(root, name))
        expect(slider(root)).to_have_value(str(step))
        assert seen.setdefault(step, grids(root)) == grids(root), (
            f"step {step} looks otherwise"
        )
    assert len(set(map(str, seen.values()))) == len(seen), "two steps look the same"
    for name in ("First", "Previous"):
        expect(button(root, name)).to_be_disabled()

    stop_clock(root.page)
    go(root, last - 1)
    act(button(root, "Play"))
    expect(words(root)).to_have_attribute("aria-live", "off")
    root.page.clock.run_for(LONGEST_PAUSE)
    expect(slider(root)).to_have_value(str(last))
    expect(words(root)).to_have_attribute("aria-live", "polite")
    assert grids(root) == seen[last]
    for name in ("Next", "Last"):
        expect(button(root, name)).to_be_disabled()
    act(button(root, "Play"))  # once more from the start
    expect(slider(root)).to_have_value("0")
    act(button(root, "Pause"))
    root.page.clock.run_for(LONGEST_PAUSE)
    expect(button(root, "Play")).to_be_visible()
    expect(slider(root)).to_have_value("0")


@pytest.mark.parametrize("hand", ["mouse", "touch"])
@each(WIDGETS)
def test_a_hand_on_the_slider_and_on_a_settings_signs(show_widget, make, hand):
    act, options = HANDS[hand]
    root = show_widget(make(), **options)
    box = slider(root).bounding_box()
    act(slider(root), position={"x": box["width"] - 2, "y": box["height"] / 2})
    expect(slider(root)).to_have_value(str(last_step(root)))
    unfold(root)
    before, field = grids(root), root.locator("[data-field]").first
    number = field.get_by_role("textbox")
    start = int(number.input_value())
    act(field.locator('[data-by="1"]'))
    expect(number).to_have_value(str(start + 1))
    assert grids(root) != before
    act(field.locator('[data-by="-1"]'))
    expect(number).to_have_value(str(start))


@each(WIDGETS)
def test_keys_on_the_slider_and_in_a_setting(show_widget, make):
    root = show_widget(make())
    keyboard, last = root.page.keyboard, last_step(root)
    tab_to(slider(root))
    for key, step in [
        ("ArrowRight", 1),
        ("End", last),
        ("ArrowLeft", last - 1),
        ("Home", 0),
    ]:
        keyboard.press(key)
        expect(slider(root)).to_have_value(str(step))
    space_plays_and_pauses(root)
    unfold(root)
    before, number = grids(root), root.locator("[data-field] input").first
    start = int(number.input_value())
    tab_to(number)
    keyboard.press("ArrowUp")
    expect(number).to_have_value(str(start + 1))
    assert grids(root) != before
    keyboard.press("ArrowDown")
    expect(number).to_have_value(str(start))


@pytest.mark.parametrize("name", WIDGETS)
def test_settings_that_cannot_work_say_why_and_change_nothing(show_widget, name):
    root = show_widget(WIDGETS[name](), reduced_motion="reduce")
    shown = grids(root)
    shared = SLIDING_REFUSED if name in SLIDING else []
    for label, text, reason in [*REFUSED[name], *shared]:
        field, before = setting(root, label), picture(root)
        good = field.input_value()
        field.fill(text)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(complaint(root)).to_contain_text(reason)
        assert picture(root) == before, (label, text)
        field.fill(good)
        expect(root.locator("[aria-invalid]")).to_have_count(0)
        expect(complaint(root)).to_have_count(0)
        assert grids(root) == shown, (label, text)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("make", "name", "place"), STATES.values(), ids=list(STATES))
def test_axe_finds_nothing(show_widget, make, name, place, theme):
    root = show_widget(make(), theme=theme, reduced_motion="reduce")
    cell(root, name, *place).hover()
    unfold(root)
    root.locator("[data-field] input").last.fill("?")  # its complaint must be readable too
    expect(root.get_by_role("alert").filter(has_text="not “?”")).to_have_count(1)
    axe_finds_nothing(root.page)


# What is not as a thumb needs it, in words. Cells are exempt from its size: they are many, and keys reach them too.
THUMB_FAULTS = r"""async (root) => {
  const faults = [];
  const check = (isGood, what, part) => isGood || faults.push(`${what}: ${part?.outerHTML.slice(0, 90)}`);
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const find = (selector) => [...root.querySelectorAll(selector)];
  const isShown = (part) => part.checkVisibility() && !part.closest("[data-away]");
  const scrolls = (part, axis) => ["auto", "scroll"].includes(getComputedStyle(part)["overflow" + axis]);

  for (const part of find("button, input, select")) {
    if (!isShown(part) || part.closest("[role=gridcell]")) continue;
    const target = /checkbox|radio/.test(part.type) ? part.closest("label") : part;
    const { width, height } = target.getBoundingClientRect();
    check(width >= 44 && height >= 44, `${width} by ${height} px`, target);
  }

  for (const part of find("*")) {
    check(!scrolls(part, "Y") || part.scrollHeight <= part.clientHeight, "scrolls down", part);
    if (!scrolls(part, "X") || part.scrollWidth <= part.clientWidth + 1) continue;
    for (const [to, edge] of [[0, /\) calc\(100% - \d+px\), /], [part.scrollWidth, /\) \d+px, /]]) {
      part.scrollLeft = to;
      await frames();
      const shadow = part.querySelector("[role=rowheader]"); // these names stay at the left, and are the edge there
      const look = to && shadow ? getComputedStyle(shadow).boxShadow : getComputedStyle(part).maskImage;
      check(to && shadow ? look !== "none" : edge.test(look), `no edge at ${to}, but ${look}`, part);
    }
  }

  const ofImages = (table) => [...table.querySelectorAll(":scope > .image, :scope > [data-axes='4'] > .part")];
  for (const table of find("[data-grid]:not([data-grid=stage], [data-grid=source])")) {
    const images = ofImages(table);
    if (images.length < 2 || !table.checkVisibility()) continue;
    const shown = images.filter((image) => image.offsetHeight > 24);
    check(shown.length === 1, `${shown.length} images are shown`, table);
    const caption = shown[0].querySelector(".of");
    check(isShown(caption) && caption.textContent.endsWith(`one of ${images.length}`), "not said which", caption);
  }
  const marked = find("[data-window], [data-current], [data-lit='1'], [data-lit=step]");
  for (const part of marked) check(!part.closest("[data-away]"), "away", part);

  const rows = find(".matrix [role=row]:not(.head)").filter((row) => row.offsetHeight).length;
  check(rows <= 7, `${rows} rows are shown`, root);

  const [bar, next] = [root.querySelector(".bar"), root.querySelector("[data-do=Next]")];
  root.parentElement.style.marginBlock = "200vh"; // so that all of it can be scrolled past
  const { top, bottom } = root.getBoundingClientRect();
  const high = bar.getBoundingClientRect().height;
  check(high <= 170, `${high} px high`, bar);
  for (let i = 0; i <= 8; i++) {
    const from = top + scrollY - innerHeight + high + 40;
    scrollTo(0, from + ((bottom - top - high - 80 + innerHeight) * i) / 8);
    const [seen, inner] = [root.getBoundingClientRect().bottom, bar.getBoundingClientRect().bottom];
    check(Math.abs(inner - Math.min(seen, innerHeight)) < 2, `ends at ${inner} of ${seen}`, bar);
    const { x, y, width, height } = next.getBoundingClientRect();
    if (y > 0) check(next.contains(document.elementFromPoint(x + width / 2, y + height / 2)), "covered", next);
  }
  return faults;
}"""


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE], ids=["phone", "small"])
@each(WIDGETS | LARGE)
def test_it_is_made_for_the_thumb(show_widget, make, size):
    """Its player stays, its boxes never trap, its edges show, its targets are large, and one image is shown."""
    root = show_widget(make(), reduced_motion="reduce", **size)
    fits_a_phone(root.page)
    button(root, "Last").tap()
    fits_a_phone(root.page)
    faults = root.evaluate(THUMB_FAULTS)
    assert not faults, "\n".join(faults)


OUTLINE = """cell => {
  const { outlineStyle, outlineWidth } = getComputedStyle(cell);
  return [document.activeElement === cell, outlineStyle, parseFloat(outlineWidth) >= 2];
}"""


@each(WIDGETS | {"array-all": OTHER_VIEWS["array-all"]})
def test_the_focus_is_seen_while_the_mouse_points_elsewhere(show_widget, make):
    root = show_widget(make(), reduced_motion="reduce")
    tab_into(root, "x" if grid(root, "x").is_visible() else "dx")
    cells = root.locator("[data-grid]:has(:focus) [role=gridcell]")
    focused = cells.page.locator(":focus")
    cells.last.hover()
    assert focused.evaluate(OUTLINE) == [True, "solid", True]


# What runs or could run because of a step, at once and up to two frames later: animations, and transitions.
MOTIONS = """async (root) => {
  const frame = () => new Promise(requestAnimationFrame);
  const changesSlowly = (e) => getComputedStyle(e).transitionDuration !== "0s";
  const slow = () => [...root.querySelectorAll("*")].filter(changesSlowly);
  const count = () => root.getAnimations({ subtree: true }).length + slow().length;
  root.querySelector("[data-do=Next]").click();
  const counts = [count()];
  for (let i = 0; i < 2; i++) {
    await frame();
    counts.push(count());
  }
  return Math.max(...counts);
}"""


@each(WIDGETS)
def test_nothing_moves_where_motion_is_unwanted(show_widget, make):
    root = show_widget(make(), reduced_motion="reduce")
    assert root.evaluate(MOTIONS) == 0
    expect(slider(root)).to_have_value("1")


@each(SLIDING)
def test_elsewhere_a_step_moves(show_widget, make):
    """Otherwise the test before it could not fail."""
    assert show_widget(make()).evaluate(MOTIONS) > 0


MOST_WRITES = 700  # to the page, in one step: what a frame has time for on a slow machine
MOST_LAYOUTS = 3  # a reshape measures where cells stood, and where they stand
# How much each step writes, until two frames later: attributes, texts, and elements with all that is in them.
WRITES = """async (root, steps) => {
  const slider = root.querySelector("input[type=range]");
  const size = (node) => 1 + (node.querySelectorAll?.("*").length ?? 0);
  const weight = ({ addedNodes }) => Math.max(1, [...addedNodes].reduce((sum, node) => sum + size(node), 0));
  let count = 0;
  const hear = (records) => { for (const record of records) count += weight(record); };
  const observer = new MutationObserver(hear);
  observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  const writes = [];
  for (let step = 1; step <= steps; step++) {
    count = 0;
    slider.value = step;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    hear(observer.takeRecords());
    writes.push(count);
  }
  return writes;
}"""


def layouts(session) -> int:
    """How often the page has been laid out up to now."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(each["value"] for each in metrics if each["name"] == "LayoutCount")


@each(WIDGETS | OTHER_VIEWS)
def test_a_step_does_no_more_than_a_frame_has_time_for(show_widget, make):
    """It is work that is counted here; make bench-steps measures the time."""
    root = show_widget(make(), reduced_motion="reduce")
    steps = min(10, last_step(root))
    session = root.page.context.new_cdp_session(root.page)
    session.send("Performance.enable")
    before = layouts(session)
    writes = root.evaluate(WRITES, steps)
    assert 0 < min(writes) <= max(writes) <= MOST_WRITES
    assert layouts(session) - before <= MOST_LAYOUTS * steps
