"""The whole at a glance: all images and all of the matrix as colours, a lens for the numbers, and one gesture back."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from cnnlib import im2col
from tests.browser.axe import axe_finds_nothing
from tests.browser.stepper import (
    MOUSE,
    PHONE,
    SMALL_PHONE,
    button,
    cell,
    fits_a_phone,
    go,
    grid,
    in_every_size,
    lit,
    setting,
    slider,
    stop_clock,
    tab_stops,
    tab_to,
    words,
)
from unrolled.widgets import Im2colStepper

X = np.arange(10 * 3 * 7 * 7).reshape(10, 3, 7, 7)
COL = im2col(X, 5, 5)


def source(**more) -> Im2colStepper:
    return Im2colStepper(X, 5, 5, **{"whole": True, "step": 89} | more)


def whole(root: Locator, name: str) -> Locator:
    return root.locator(f'[data-whole="{name}"]')


def toggle(root: Locator) -> Locator:
    return button(root, "Whole")


def lens(root: Locator) -> Locator:
    return root.locator(".lens")


def numbers_in(lens: Locator) -> dict[tuple, str]:
    cells = lens.locator("[data-index]").evaluate_all(
        "cells => cells.map((cell) => [cell.dataset.index, cell.textContent])"
    )
    return {tuple(map(int, index.split(","))): text for index, text in cells}


# Where a cell's middle lies on the screen: of the matrix [row, column], of an image [n, c, h, w].
MIDDLE = """([root, name, place]) => {
  const sheets = [...root.querySelectorAll(`[data-whole="${name}"] svg`)];
  const svg = name === "x" ? sheets[place[0]] : sheets[0];
  const [, , wide, high] = svg.getAttribute("viewBox").split(" ").map(Number);
  const [x, y] = name === "x" ? [place[1] * 8 + place[3], place[2]] : [place[1], place[0]];
  const box = svg.getBoundingClientRect();
  return [box.left + ((x + 0.5) * box.width) / wide, box.top + ((y + 0.5) * box.height) / high];
}"""


def middle(root: Locator, name: str, *place: int) -> tuple[float, float]:
    handle = root.element_handle()
    return tuple(root.page.evaluate(MIDDLE, [handle, name, list(place)]))


def hover(root: Locator, name: str, *place: int) -> None:
    whole(root, name).scroll_into_view_if_needed()
    root.page.mouse.move(*middle(root, name, *place))


# Which cells a layer covers, of each of a picture's sheets: the path is of rectangles, one after the other.
COVERED = """(root, layer) => [...root.querySelectorAll("svg")].map((svg) => {
  const cells = [];
  for (const path of svg.querySelectorAll(`[data-layer="${layer}"], [data-layer="${layer}"] path`)) {
    for (const [, ...numbers] of (path.getAttribute("d") ?? "").matchAll(/M(\\d+) (\\d+)h(\\d+)v(\\d+)/g)) {
      const [x, y, width, height] = numbers.map(Number);
      for (let i = 0; i < width * height; i++) cells.push([y + Math.floor(i / width), x + (i % width)]);
    }
  }
  return cells;
})"""


def covered(picture: Locator, layer: str) -> list[set[tuple[int, int]]]:
    """The cells (line, column) of each sheet that a layer covers; none twice."""
    sheets = [[*map(tuple, cells)] for cells in picture.evaluate(COVERED, layer)]
    for cells in sheets:
        assert len(cells) == len(set(cells))
    return [set(cells) for cells in sheets]


def rows(first: int, last: int) -> set[tuple[int, int]]:
    return {(row, column) for row in range(first, last + 1) for column in range(75)}


@in_every_size
def test_the_sources_batch_opens_whole_and_is_seen_whole(show_widget, size):
    root = show_widget(Im2colStepper(), reduced_motion="reduce", **size)
    root.get_by_role("combobox", name="Example").select_option("batch")
    expect(toggle(root)).to_have_attribute("aria-pressed", "true")
    assert covered(whole(root, "col"), "all") == [rows(0, 89)]
    planes = {(h, 8 * c + w) for c in range(3) for h in range(7) for w in range(7)}
    assert covered(whole(root, "x"), "all") == [planes] * 10
    fits_a_phone(root.page)
    for box in root.locator(".scroll").all():
        assert box.evaluate(
            "box => box.scrollWidth <= box.clientWidth + 1 && box.scrollHeight <= box.clientHeight + 1"
        )
    # All of it is on the screen at once, and the player with it.
    for sheet in root.locator("svg.sheet").all():
        area, frame = sheet.bounding_box(), root.bounding_box()
        assert area["x"] >= frame["x"]
        assert area["x"] + area["width"] <= frame["x"] + frame["width"]
    top = min(sheet.bounding_box()["y"] for sheet in root.locator("svg.sheet").all())
    end = whole(root, "col").bounding_box()
    assert end["y"] + end["height"] - top < size["height"] - 150


@in_every_size
def test_the_button_is_there_where_something_is_cut_off_and_only_there(show_widget, size):
    fits, cut = (
        show_widget(Im2colStepper(x, 2, 2), **size)
        for x in (np.zeros((1, 1, 3, 3)), np.zeros((3, 3, 9, 9)))
    )
    expect(toggle(cut)).to_be_visible()
    expect(toggle(cut)).to_have_attribute("title", re.compile("key W"))
    expect(button(fits, "Code")).to_be_visible()
    expect(toggle(fits)).to_have_count(0)


def test_a_step_fills_a_row_and_a_tap_its_columns(show_widget):
    root = show_widget(source(step=0), reduced_motion="reduce")
    col = whole(root, "col")
    for step in (0, 41, 89):
        go(root, step)
        assert covered(col, "away") == [rows(step + 1, 89)]
        assert covered(col, "now") == [rows(step, step)]
        n, oh, ow = np.unravel_index(step, (10, 3, 3))
        window = {
            (oh + i, 8 * c + ow + j) for c in range(3) for i in range(5) for j in range(5)
        }
        assert covered(whole(root, "x"), "now") == [
            window if each == n else set() for each in range(10)
        ]
    root.get_by_role("combobox", name="Loop").select_option("tap")
    go(root, 7)
    columns = {(row, 25 * c + 7) for row in range(90) for c in range(3)}
    assert covered(col, "now") == [columns]
    assert covered(col, "away") == [{(row, j) for row, j in rows(0, 89) if j % 25 > 7}]


def test_the_lens_shows_the_numbers_around_the_mouse_and_their_source_is_lit(show_widget):
    root = show_widget(source(), **MOUSE)
    for place in [(41, 30), (0, 0), (89, 74), (12, 60)]:
        hover(root, "col", *place)
        expect(lens(root)).to_have_attribute("data-lens", "col")
        expect(lens(root).locator('[data-lit="1"]')).to_have_attribute(
            "data-index", "{},{}".format(*place)
        )
        shown = numbers_in(lens(root))
        assert len(shown) == 5 * 5
        assert {place: int(text) for place, text in shown.items()} == {
            place: COL[place] for place in shown
        }
        value = COL[place]
        n, c, h, w = map(int, np.argwhere(value == X)[0])
        lit_pixels = [{(h, 8 * c + w)} if each == n else set() for each in range(10)]
        assert covered(whole(root, "x"), "lit") == lit_pixels
        copies = set(map(tuple, np.argwhere(value == COL).tolist()))
        assert covered(whole(root, "col"), "lit") == [{place}]
        assert covered(whole(root, "col"), "faint") == [copies - {place}]
        expect(words(root)).to_contain_text("col[{}, {}] == x[".format(*place))
    root.page.mouse.move(1, 1)
    expect(lens(root)).to_be_hidden()
    assert covered(whole(root, "col"), "lit") == [set()]


def test_pointing_at_a_pixel_lights_its_copies(show_widget):
    root = show_widget(source(), **MOUSE)
    for n, c, h, w in [(4, 1, 3, 3), (0, 0, 0, 0), (9, 2, 6, 6)]:
        hover(root, "x", n, c, h, w)
        expect(lens(root)).to_have_attribute("data-lens", "x")
        expect(lens(root).locator('[data-lit="1"]')).to_have_text(str(X[n, c, h, w]))
        assert all(X[place] == int(text) for place, text in numbers_in(lens(root)).items())
        copies = set(map(tuple, np.argwhere(X[n, c, h, w] == COL).tolist()))
        assert covered(whole(root, "col"), "lit") == [copies]


OVERLAP = """([root, sheet]) => {
  const lens = root.querySelector(".lens").getBoundingClientRect();
  const box = root.querySelector(sheet).getBoundingClientRect();
  return !(lens.right < box.left || lens.left > box.right || lens.bottom < box.top || lens.top > box.bottom);
}"""


def test_the_lens_hides_none_of_what_is_lit(show_widget):
    root = show_widget(source(), **MOUSE)
    for row in (0, 20, 44, 70, 89):
        for column in (0, 37, 74):
            hover(root, "col", row, column)
            expect(lens(root)).to_be_visible()
            for layer in ("lit", "faint"):
                path = f'[data-whole=col] path[data-layer="{layer}"]'
                if root.locator(path).get_attribute("d"):
                    assert not root.page.evaluate(OVERLAP, [root.element_handle(), path])


def test_what_has_not_been_copied_is_not_told(show_widget):
    root = show_widget(source(step=10), **MOUSE)
    hover(root, "col", 11, 30)
    shown = numbers_in(lens(root))
    assert {place[0] for place, text in shown.items() if not text} == {11, 12, 13}
    expect(words(root)).to_contain_text("will be a copy of")


IN_BOX = """([box, cell]) => {
  const [outer, inner] = [box, cell].map((each) => each.getBoundingClientRect());
  return inner.left > outer.left && inner.right < outer.right && inner.top > outer.top && inner.bottom < outer.bottom;
}"""


@pytest.mark.parametrize("hand", ["mouse", "touch", "keyboard"])
def test_a_place_that_is_chosen_comes_with_its_numbers(show_widget, hand):
    root = show_widget(source(), **(PHONE if hand == "touch" else MOUSE))
    if hand == "keyboard":
        tab_to(whole(root, "col"))
        for key in ["Control+Home", *["ArrowDown"] * 41, *["ArrowRight"] * 60, "Enter"]:
            root.page.keyboard.press(key)
    else:
        whole(root, "col").scroll_into_view_if_needed()
        point = middle(root, "col", 41, 60)
        (root.page.touchscreen.tap if hand == "touch" else root.page.mouse.click)(*point)
    expect(toggle(root)).to_have_attribute("aria-pressed", "false")
    expect(lens(root)).to_be_hidden()
    chosen = cell(root, "col", 41, 60)
    expect(chosen).to_be_focused()
    expect(chosen).to_have_text(str(COL[41, 60]))
    expect(chosen).to_have_attribute("data-lit", "1")
    box = root.locator(".scroll.matrix").element_handle()
    root.page.wait_for_function(IN_BOX, arg=[box, chosen.element_handle()])
    pixel = tuple(map(int, np.argwhere(COL[41, 60] == X)[0]))
    assert lit(root, "x") == {pixel: "1"}


def test_a_pixel_that_is_chosen_comes_too(show_widget):
    root = show_widget(source(), **MOUSE)
    hover(root, "x", 7, 1, 3, 4)
    root.page.mouse.click(*middle(root, "x", 7, 1, 3, 4))
    expect(cell(root, "x", 7, 1, 3, 4)).to_be_focused()
    box = root.locator(".scroll.images").element_handle()
    chosen = cell(root, "x", 7, 1, 3, 4).element_handle()
    root.page.wait_for_function(IN_BOX, arg=[box, chosen])


def test_by_keyboard_alone_there_and_back(show_widget):
    root = show_widget(source(whole=False), **MOUSE)
    page = root.page
    tab_to(grid(root, "col").locator('[tabindex="0"]'))
    for key in ["ArrowDown", "ArrowRight", "ArrowRight", "w"]:
        page.keyboard.press(key)
    expect(whole(root, "col")).to_be_focused()
    expect(words(root)).to_contain_text("col[1, 2] == x[0, 0, 0, 3] == 3")
    for key, place in [
        ("ArrowRight", "1, 3"),
        ("ArrowDown", "2, 3"),
        ("End", "2, 74"),
        ("ArrowRight", "2, 74"),
        ("Home", "2, 0"),
        ("Control+End", "89, 74"),
        ("ArrowUp", "88, 74"),
    ]:
        page.keyboard.press(key)
        expect(words(root)).to_contain_text(f"col[{place}]")
        expect(lens(root).locator('[data-lit="1"]')).to_have_attribute(
            "data-index", place.replace(" ", "")
        )
    page.keyboard.press("Escape")
    expect(cell(root, "col", 88, 74)).to_be_focused()
    expect(toggle(root)).to_have_attribute("aria-pressed", "false")
    tab_to(toggle(root))
    page.keyboard.press("Enter")
    expect(toggle(root)).to_be_focused()
    tab_to(whole(root, "x"))
    page.keyboard.press("ArrowRight")
    expect(words(root)).to_contain_text("x[9, 0, 2, 3]")
    page.keyboard.press("Space")  # as everywhere
    expect(button(root, "Pause")).to_be_visible()


def test_a_w_that_is_typed_changes_nothing(show_widget):
    root = show_widget(source(), **MOUSE)
    stride = root.get_by_label("Stride", exact=True)
    stride.press("w")
    expect(toggle(root)).to_have_attribute("aria-pressed", "true")
    button(root, "Code").press("w")
    expect(toggle(root)).to_have_attribute("aria-pressed", "false")
    expect(button(root, "Code")).to_be_focused()


def test_its_stops_are_few(show_widget):
    root = show_widget(source(), **MOUSE)
    stops = tab_stops(root)
    assert stops[6:8] == ["Code", "Whole"]
    assert stops[8].startswith("x: 10 × 3 grids of 7 × 7 pixels, as colours.")
    assert stops[9].startswith("col: 90 rows, one for each window")
    assert stops[10] == "Example"


def drag(page, start, end, steps=8) -> None:
    """One finger, as the system tells the browser of it."""
    session = page.context.new_cdp_session(page)

    def send(kind, *points):
        touches = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    send("touchStart", start)
    for i in range(1, steps + 1):
        send(
            "touchMove", [a + (b - a) * i / steps for a, b in zip(start, end, strict=True)]
        )
    send("touchEnd")
    session.detach()


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE], ids=["phone", "small"])
def test_a_finger_moves_the_lens_across_and_the_page_down(show_widget, size):
    root = show_widget(source(), **size)
    page = root.page
    root.evaluate("root => { root.parentElement.style.marginBottom = '200vh'; }")
    whole(root, "col").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    start, end = middle(root, "col", 60, 20), middle(root, "col", 60, 50)
    drag(page, start, end)
    expect(words(root)).to_contain_text("col[60, 50] == ")
    expect(lens(root)).to_be_visible()  # to be looked at without the finger
    assert page.evaluate("scrollY") == before
    assert toggle(root).get_attribute("aria-pressed") == "true"
    up = (end[0], end[1] - 200)
    # The first tap on a page that still coasts only stops it.
    page.evaluate("() => { onscrollend = () => { document.body.dataset.rests = ''; }; }")
    drag(page, end, up)
    expect(page.locator("body[data-rests]")).to_be_attached()
    assert page.evaluate("scrollY") > before + 50
    expect(toggle(root)).to_have_attribute("aria-pressed", "true")
    slider(root).evaluate("slider => slider.scrollIntoView()")
    button(root, "Previous").tap()
    expect(lens(root)).to_be_hidden()
    expect(words(root)).to_contain_text("Window 89 of 90")


SAMPLE = 50  # milliseconds
COLOUR = """async ([root, [x, y], shot]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${shot}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  return [...pen.getImageData(x, y, 1, 1).data.slice(0, 3)];
}"""


@pytest.mark.parametrize("loop", ["window", "tap"])
def test_nothing_shows_before_it_has_arrived(show_widget, loop):
    root = show_widget(source(step=3, loop=loop), **MOUSE)
    stop_clock(root.page)
    button(root, "Next").click()
    new = (
        rows(4, 4)
        if loop == "window"
        else {(row, 25 * c + 4) for row in range(90) for c in range(3)}
    )
    seen = []
    for _ in range(0, 800, SAMPLE):
        root.page.clock.run_for(SAMPLE)
        [away], [now] = (covered(whole(root, "col"), layer) for layer in ("away", "now"))
        moving = root.locator(".strip").count()
        assert moving <= 6
        seen.append((moving > 0, bool(now)))
        assert (now == new and not away & new) if now else new <= away
    assert [*dict.fromkeys(seen[1:])] == [(True, False), (False, True)]
    expect(root.locator(".strip")).to_have_count(0)


def test_where_motion_is_unwanted_the_row_is_there(show_widget):
    root = show_widget(source(step=3), reduced_motion="reduce")
    stop_clock(root.page)
    button(root, "Next").click()
    assert root.locator(".strip").count() == 0
    assert covered(whole(root, "col"), "now") == [rows(4, 4)]


def fill_of(root: Locator, name: str, layer: str, place: tuple[int, int]) -> str:
    """The colour in which a layer shows a cell of its first sheet."""
    return whole(root, name).evaluate(
        """(root, [layer, [line, column]]) => {
          const holds = (path) => [...path.getAttribute("d").matchAll(/M(\\d+) (\\d+)h(\\d+)v(\\d+)/g)].some(([, ...n]) => {
            const [x, y, width, height] = n.map(Number);
            return column >= x && column < x + width && line >= y && line < y + height;
          });
          const paths = [...root.querySelector("svg").querySelectorAll(`[data-layer="${layer}"] path`)];
          return getComputedStyle(paths.find(holds)).fill;
        }""",
        [layer, place],
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_equal_numbers_have_one_tone_and_others_another(show_widget, theme):
    root = show_widget(source(), theme=theme)
    col = [fill_of(root, "col", "all", place) for place in [(0, 1), (1, 0), (0, 74)]]
    assert col[0] == col[1] != col[2]
    x = [fill_of(root, "x", "all", place) for place in [(0, 0), (6, 22)]]
    assert x[0] != x[1]
    now = fill_of(root, "col", "now", (89, 0))
    assert now != fill_of(root, "col", "all", (89, 0))


@pytest.mark.parametrize("theme", ["light", "dark"])
@in_every_size
def test_axe_finds_nothing(show_widget, theme, size):
    root = show_widget(source(), theme=theme, reduced_motion="reduce", **size)
    tab_to(whole(root, "col"))
    expect(lens(root)).to_be_visible()
    axe_finds_nothing(root.page)


def test_where_sizes_have_become_small_numbers_are_back(show_widget):
    root = show_widget(source(), **MOUSE, reduced_motion="reduce")
    setting(root, "Images N").fill("1")
    expect(toggle(root)).to_have_attribute(
        "aria-pressed", "true"
    )  # 75 columns are too many
    setting(root, "Channels C").fill("1")
    setting(root, "Filter width").fill("4")
    expect(whole(root, "col")).to_have_count(0)
    expect(toggle(root)).to_have_count(0)
    go(root, 0)
    assert lit(root, "col") == {}
    expect(cell(root, "col", 0, 4)).to_have_text("7")


@in_every_size
def test_names_stand_beside_what_they_name(show_widget, size):
    root = show_widget(source(), **size)
    matrix = whole(root, "col").bounding_box()
    for name in root.locator(".images-of span").all():
        box = name.bounding_box()
        assert 0 < matrix["x"] - box["x"] - box["width"] < 16
    assert root.locator(".plan").bounding_box()["x"] > matrix["x"] - 80


def test_a_turn_asks_for_numbers(show_widget):
    root = show_widget(source(), reduced_motion="reduce")
    button(root, "Your turn").click()
    expect(toggle(root)).to_have_attribute("aria-pressed", "false")
    expect(root.locator(".ask .question")).to_contain_text("Row 0, column 0")


def test_uneven_padding_and_what_is_never_read_are_told(show_widget):
    x = np.arange(2 * 2 * 6 * 8).reshape(2, 2, 6, 8)
    sliding = {"stride": (2, 3), "pad": ((1, 0), (2, 1)), "dilation": 2}
    root = show_widget(Im2colStepper(x, 2, 3, **sliding, whole=True, step=17), **MOUSE)
    col = im2col(x, 2, 3, **sliding)
    for place in [(0, 0), (7, 5), (17, 11)]:
        hover(root, "col", *place)
        expect(words(root)).to_contain_text("col[{}, {}]".format(*place))
        shown = numbers_in(lens(root))
        assert {place: float(text) for place, text in shown.items()} == {
            place: col[place] for place in shown
        }
    hover(root, "x", 0, 0, 0, 0)


def test_a_link_keeps_it_and_its_svg_has_it(open_page):
    page = open_page(
        "book/03-im2col.html#im2col-1?whole=true&step=4", reduced_motion="reduce"
    )
    root = page.locator("#im2col-1 [data-widget]")
    expect(toggle(root)).to_have_attribute("aria-pressed", "true")
    assert covered(whole(root, "col"), "now") == [{(4, column) for column in range(18)}]
    with page.expect_download() as download:
        button(page.locator("#im2col-1 + .widget-tools"), "Save as SVG").click()
    picture = ElementTree.parse(download.value.path()).getroot()
    paths = [path.get("d") for path in picture.iter("{http://www.w3.org/2000/svg}path")]
    drawn = root.locator("svg.sheet path[d]").evaluate_all(
        "all => all.map((path) => path.getAttribute('d'))"
    )
    assert set(filter(None, drawn)) <= set(paths)
    frame, sheet = root.bounding_box(), whole(root, "col").bounding_box()
    assert float(picture.get("height")) >= sheet["y"] + sheet["height"] - frame["y"]
    button(root, "Code").press("w")
    link = page.locator("#im2col-1 + .widget-tools")
    button(link, "Link to this").click()
    page.wait_for_function("() => !location.hash.includes('whole')")
