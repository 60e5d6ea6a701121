"""The array explorer as a reader meets it: held equal to NumPy, by mouse, keyboard and touch."""

import re
from itertools import chain, permutations

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.stepper import (
    MOUSE,
    PHONE,
    PLAYER,
    button,
    cell,
    fits_a_phone,
    go,
    grid,
    grids,
    lit,
    lit_as,
    numbers,
    setting,
    slider,
    space_plays_and_pauses,
    stop_clock,
    tab_into,
    tab_stops,
    tab_to,
    texts,
    words,
)
from unrolled.widgets import ArrayExplorer

ALL = (None, None, None, None)
CHANNELS_LAST = (0, 2, 3, 1)
ORDER = "Axes of the view"
SAMPLE = 50  # milliseconds
JOURNEY = 5000  # longer than any
MOST = 6  # things that move at once

# The corners of the line on the page, from the box to its place in memory; null where there is none.
LINE = """root => {
  const line = root.querySelector(".line");
  if (!line.checkVisibility()) return null;
  const { left, top } = line.getBoundingClientRect();
  const points = line.querySelector(".way").getAttribute("d").slice(1).split("L");
  return points.map((point) => point.split(" ").map(Number)).map(([x, y]) => [x + left, y + top]);
}"""
# Does it lead from the box of the lit number to its place in memory?
LEADS = f"""root => {{
  const points = ({LINE})(root);
  if (!points) return false;
  const [box, place] = ["x", "memory"].map((name) =>
    root.querySelector(`[data-grid=${{name}}] [data-lit="1"]`).getBoundingClientRect());
  const near = (one, other) => Math.abs(one - other) < 1.5;
  const [[x, y], , , [endX, endY]] = points;
  return near(y, box.bottom) && (near(x, box.left) || near(x, box.right))
    && near(endX, place.left + place.width / 2) && near(endY, place.top);
}}"""
# What can be read and comes nearer to it than a pixel beside its edge.
COVERED = f"""root => {{
  const points = ({LINE})(root);
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {{
    const box = walker.currentNode.parentElement;
    const isBefore = box.closest(".caption, .bar"); // what stands before the line
    if (!walker.currentNode.data.trim() || !box.checkVisibility() || box.closest("[data-away]") || isBefore) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    texts.push([walker.currentNode.data, range.getBoundingClientRect()]);
  }}
  const between = (one, other) => [Math.min(one, other) - 1, Math.max(one, other) + 1];
  const meets = ([low, high], from, to) => low < to && high > from;
  return texts.filter(([, {{ left, right, top, bottom }}]) => points.slice(1).some(([x, y], i) =>
    meets(between(x, points[i][0]), left, right) && meets(between(y, points[i][1]), top + 4, bottom - 4)))
    .map(([text]) => text);
}}"""


def expect_place(root, place):
    """This place of memory is pointed at."""
    expect(grid(root, "memory").locator('[data-lit="1"]')).to_have_attribute(
        "data-index", str(place)
    )


def choice(root, name, value):
    """The radio button that sets an axis to `value`, or to all (None)."""
    return root.get_by_role("group", name=re.compile(f" {name}$")).get_by_role(
        "radio", name=":" if value is None else str(value)
    )


def choose(root, **index):
    for name, value in index.items():
        choice(root, name, value).check()


def runs(places):
    """How many unbroken stretches of memory hold these places."""
    return 1 + int((np.diff(np.sort(places)) > 1).sum())


def random_index(rng, shape):
    return tuple(None if rng.random() < 0.5 else int(rng.integers(size)) for size in shape)


@pytest.mark.parametrize("seed", range(4))
def test_it_shows_what_numpy_gives(show_widget, seed):
    rng = np.random.default_rng(seed)
    shape = tuple(map(int, rng.integers(1, 5, 4)))
    index, axes = random_index(rng, shape), tuple(map(int, rng.permutation(4)))
    x = rng.integers(0, 1000, shape)
    widget = ArrayExplorer(x, index, axes)
    widget.step = int(rng.integers(widget.steps()))
    root = show_widget(widget)
    view, places = x.transpose(axes), np.arange(x.size).reshape(shape)
    chosen = ArrayExplorer(places, index, axes).chosen

    assert np.array_equal(numbers(root, "x"), view)
    expect(root.locator(".headline")).to_have_text(
        f"{widget.expression} has shape {widget.chosen.shape}"
    )
    marked = np.isin(places.transpose(axes), chosen)
    assert set(lit(root, "x")) == set(map(tuple, np.argwhere(marked).tolist()))
    assert set(lit(root, "memory")) == {(place,) for place in chosen.ravel().tolist()}
    expect_place(root, chosen.ravel()[widget.step])
    assert np.array_equal(numbers(root, "memory"), x.ravel())
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


def test_the_steps_walk_through_the_chosen_numbers_in_reading_order(show_widget):
    widget = ArrayExplorer(index=(1, None, 2, None), axes=(0, 2, 3, 1))
    root = show_widget(widget)
    first, *others = widget.chosen.ravel().tolist()
    expect_place(root, first)
    for place in others:
        button(root, "Next").click()
        expect_place(root, place)
    expect(button(root, "Next")).to_be_disabled()


def test_choosing_with_the_mouse(show_widget):
    root = show_widget(ArrayExplorer())
    expect(root.locator(".formula")).to_have_text("offset = 1·60 + 0·20 + 2·5 + 3·1 = 73")
    choose(root, w=None)
    expect(root.locator(".headline")).to_have_text("x[1, :, 2, :] has shape (3, 5)")
    choose(root, n=0, c=2, h=None)
    expect(root.locator(".headline")).to_have_text("x[0, 2, :, :] has shape (4, 5)")
    expect(words(root)).to_contain_text(
        "One contiguous run of memory: 20 numbers, places 40 to 59."
    )


def test_transposing_changes_strides_and_not_memory(show_widget):
    root = show_widget(ArrayExplorer(), reduced_motion="reduce")
    memory, chosen = grid(root, "memory"), lit(root, "memory")
    before = memory.inner_text()
    for axes in list(permutations(range(4)))[1::5]:
        root.get_by_label("Axes of the view").select_option(",".join(map(str, axes)))
        widget = ArrayExplorer(axes=axes)
        expect(root.locator(".headline")).to_contain_text(widget.expression)
        assert np.array_equal(numbers(root, "x"), widget.x.transpose(axes))
        assert memory.inner_text() == before
        assert lit(root, "memory") == chosen


def test_pointing_links_grid_and_memory_both_ways(show_widget):
    root = show_widget(ArrayExplorer(axes=(0, 2, 3, 1)))
    cell(root, "x", 1, 2, 3, 1).hover()
    expect_place(root, 93)
    expect(root.locator(".formula")).to_have_text("offset = 1·60 + 2·5 + 3·1 + 1·20 = 93")
    expect(words(root)).to_contain_text(
        "x.transpose(0, 2, 3, 1)[1, 2, 3, 1] == 93, at place 93 of memory."
    )
    neighbour = cell(root, "memory", 92)
    expect(neighbour).to_be_in_viewport(ratio=1)  # the strip has scrolled to it
    neighbour.hover()
    expect(grid(root, "x").locator('[data-lit="1"]')).to_have_attribute(
        "data-index", "1,2,2,1"
    )
    root.page.mouse.move(1, 1)
    expect_place(root, 73)


def test_pointing_at_the_overview(show_widget):
    root = show_widget(ArrayExplorer())
    box = root.locator(".overview").bounding_box()
    root.page.mouse.move(box["x"] + box["width"] * 10.5 / 120, box["y"] + 5)
    expect(grid(root, "x").locator('[data-lit="1"]')).to_have_attribute(
        "data-index", "0,0,2,0"
    )


def test_by_keyboard_alone(show_widget):
    root = show_widget(ArrayExplorer())
    page = root.page
    assert tab_stops(root) == [
        *PLAYER, "1", ":", "2", "3", "Axes of the view", "x", "memory", "More",
    ]  # fmt: skip

    tab_to(choice(root, "w", 3))
    for key, index in [
        ("ArrowRight", "4"),
        ("Home", ":"),
        ("End", "4"),
        ("ArrowLeft", "3"),
    ]:
        page.keyboard.press(key)
        expect(root.locator(".headline")).to_contain_text(f"x[1, :, 2, {index}]")
    tab_to(root.get_by_label("Axes of the view"))
    page.keyboard.press("End")
    expect(root.locator(".headline")).to_contain_text("x.transpose(3, 2, 1, 0)[3, 2, :, 1]")
    page.keyboard.press("Home")
    tab_into(root, "x")
    for key, place in [
        ("ArrowRight", 1),
        ("ArrowDown", 6),
        ("End", 49),
        ("Home", 5),
        ("Control+End", 119),
    ]:
        page.keyboard.press(key)
        expect_place(root, place)
    tab_into(root, "memory")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert lit_as(root, "x", "1") == [(1, 2, 3, 3)]
    tab_to(slider(root))
    page.keyboard.press("End")
    expect_place(root, 113)
    page.keyboard.press("Home")
    space_plays_and_pauses(root)


def test_too_large_an_array_is_refused_and_a_smaller_one_keeps_the_index_inside(
    show_widget,
):
    root = show_widget(ArrayExplorer())
    for label, text in [
        ("Images N", "4"),
        ("Channels C", "4"),
        ("Height H", "8"),
        ("Width W", "8"),
    ]:
        setting(root, label).fill(text)
    expect(root.get_by_role("alert")).to_contain_text(
        "X must not hold more than 600 numbers to draw, but holds 1024."
    )
    setting(root, "Width W").fill("2")
    expect(root.locator(".headline")).to_have_text("x[1, :, 2, 1] has shape (4,)")
    assert numbers(root, "x").shape == (4, 4, 8, 2)


def test_a_tap_lights_and_chooses(show_widget):
    root = show_widget(ArrayExplorer(), **PHONE)
    cell(root, "x", 1, 1, 2, 3).tap()
    expect_place(root, 93)
    cell(root, "memory", 34).tap()  # of the image that a phone does not show, until now
    assert lit_as(root, "x", "1") == [(0, 1, 2, 4)]
    cell(root, "x", 0, 1, 2, 3).tap()
    expect_place(root, 33)
    choice(root, "h", None).tap()
    expect(root.locator(".headline")).to_have_text("x[1, :, :, 3] has shape (3, 4)")


def turn(root, axes):
    root.get_by_label(ORDER).select_option(",".join(map(str, axes)))


def test_the_player_stands_on_top_and_the_sentence_beneath_it(show_widget):
    root = show_widget(ArrayExplorer())
    heights = [
        part.bounding_box()["y"]
        for part in (
            slider(root),
            words(root),
            root.locator(".legend"),
            root.locator(".pick").first,
            grid(root, "x"),
            grid(root, "memory"),
        )
    ]
    assert heights == sorted(heights)


def test_no_more_than_eight_controls_are_in_sight_and_all_fits_a_screen(show_widget):
    """Besides the player; an axis' choices are one, as they are one stop of Tab."""
    root = show_widget(ArrayExplorer(), width=816, height=800)
    controls = root.locator(
        "select, [role=grid] button, .settings input, fieldset.pick, summary"
    )
    assert 5 < sum(control.is_visible() for control in controls.all()) <= 8
    assert root.bounding_box()["height"] <= 800


def test_the_legend_says_what_each_colour_means_just_now(show_widget):
    root = show_widget(ArrayExplorer())
    legend = root.locator(".legend")
    expect(legend.locator("[data-colour]")).to_have_count(4)
    expect(legend).to_contain_text("left out")
    for name in "nhw":
        choose(root, **{name: None})
    expect(legend).not_to_contain_text("left out")
    expect(legend).to_contain_text("kept by the index")


def expect_line(root):
    root.page.wait_for_function(LEADS, arg=root.element_handle())


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("axes", [(0, 1, 2, 3), CHANNELS_LAST, (3, 0, 2, 1)])
def test_a_line_leads_from_each_box_to_its_place_and_covers_no_number(
    show_widget, axes, options
):
    widget = ArrayExplorer(index=(None, 1, 2, None), axes=axes)
    root = show_widget(widget, **options)
    expect(root.locator(".line")).to_have_attribute("aria-hidden", "true")
    for step, place in enumerate(widget.chosen.ravel().tolist()):
        go(root, step)
        expect_place(root, place)
        expect_line(root)
        if not options:  # a small screen needs the book's narrow face
            assert root.evaluate(COVERED) == []


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
def test_in_the_book_no_line_covers_a_number(open_page, options):
    page = open_page("book/02-arrays.html", reduced_motion="reduce", **options)
    slot = page.locator("#array-2")
    slot.scroll_into_view_if_needed()
    root = slot.locator("[data-widget]")
    choose(root, n=None, c=None, h=1, w=None)
    for axes in [(0, 1, 2, 3), CHANNELS_LAST, (1, 3, 0, 2)]:
        turn(root, axes)
        for step in range(0, 30, 7):
            go(root, step)
            expect_line(root)
            assert root.evaluate(COVERED) == []


def test_the_line_follows_what_is_pointed_at_scrolled_and_resized(show_widget):
    root = show_widget(ArrayExplorer())
    page = root.page
    cell(root, "x", 0, 2, 1, 4).hover()
    expect_place(root, 49)
    expect_line(root)
    cell(root, "memory", 50).hover()
    expect_place(root, 50)
    expect_line(root)
    page.mouse.move(1, 1)
    button(root, "Next").click()
    expect_place(root, 93)
    expect_line(root)
    strip = root.locator(".memory .scroll")
    strip.evaluate("box => { box.scrollLeft += 40; }")
    expect_line(root)
    strip.evaluate("box => { box.scrollLeft = 0; }")
    expect(root.locator(".line")).to_be_hidden()  # its end is out of sight
    strip.evaluate("box => { box.scrollLeft = box.scrollWidth * 0.6; }")
    expect_line(root)
    for width in (700, 390, 1000):
        page.set_viewport_size({"width": width, "height": 900})
        expect_line(root)


def test_the_same_number_stays_pointed_at_and_the_sentence_says_that_memory_stayed(
    show_widget,
):
    root = show_widget(
        ArrayExplorer(index=(1, None, None, 3), step=5), reduced_motion="reduce"
    )
    expect_place(root, 88)
    for axes in [CHANNELS_LAST, (3, 2, 1, 0)]:
        turn(root, axes)
        expect(words(root)).to_contain_text("No number moved in memory")
        strides = tuple(int(np.array([60, 20, 5, 1])[axis]) for axis in axes)
        expect(words(root)).to_contain_text(str(strides))
        expect_place(root, 88)
        expect_line(root)
    cell(root, "x", 0, 0, 0, 0).hover()
    expect(words(root)).to_contain_text("at place 0 of memory")
    root.page.mouse.move(1, 1)
    expect(words(root)).to_contain_text("No number moved in memory")
    button(root, "Previous").click()
    expect(words(root)).not_to_contain_text("No number moved")


# All numbers that can be seen in boxes or between them: [where, number].
SEEN = """root => [["source", "[data-grid=source] [data-index]:not([data-gone])"], ["moving", ".strip span"],
  ["there", "[data-grid=x] [data-index]:not([data-blank])"]].flatMap(([where, selector]) =>
    [...root.querySelectorAll(selector)].map(({ textContent }) => [where, textContent]))"""


def journey(root, axes) -> list:
    """Choose this order, and look as time goes by: what moves, and where each number is seen."""
    stop_clock(root.page)
    turn(root, axes)
    samples = []
    for _ in range(0, JOURNEY, SAMPLE):
        root.page.clock.run_for(SAMPLE)
        seen = {"source": [], "moving": [], "there": []}
        for where, text in root.evaluate(SEEN):
            seen[where].append(int(text))
        samples.append((root.locator(".strip").count(), seen))
    return samples


@pytest.mark.parametrize(
    ("axes", "moving", "landed"),
    [((1, 0, 2, 3), 6, [0, 120]), (CHANNELS_LAST, 3, [*range(0, 121, 15)])],
    ids=["planes", "rows"],
)
def test_numbers_move_into_other_boxes_and_are_seen_once_on_their_way(
    show_widget, axes, moving, landed
):
    root = show_widget(ArrayExplorer())
    samples = journey(root, axes)
    assert {count for count, _ in samples} == {0, moving}
    assert [*dict.fromkeys(len(seen["there"]) for _, seen in samples)] == landed
    for count, seen in samples:
        assert sorted(chain(*seen.values())) == [*range(120)]
        assert bool(count) == bool(seen["moving"])
    assert np.array_equal(numbers(root, "x"), ArrayExplorer().x.transpose(axes))
    expect(grid(root, "source")).to_have_count(0)
    # A grid is there when its rows have landed, and never before.
    if axes == CHANNELS_LAST:
        grids = np.arange(120).reshape(2, 3, 4, 5).transpose(axes).reshape(8, 15)
        for _, seen in samples:
            assert set(seen["there"]) == set(grids[: len(seen["there"]) // 15].ravel())


def test_what_is_too_much_moves_as_an_outline_and_shows_when_it_lands(show_widget):
    root = show_widget(ArrayExplorer())
    samples = journey(root, (2, 3, 0, 1))
    assert max(count for count, _ in samples) == MOST
    counts = [len(seen["there"]) for _, seen in samples]
    assert [*dict.fromkeys(counts)] == [0, 6, 12, 18, 24, 30, 36, 120]
    for count, seen in samples:
        everywhere = [*chain(*seen.values())]
        assert len(set(everywhere)) == len(everywhere)
        if len(seen["there"]) < 120 and count == MOST:
            assert len(everywhere) == 120


# Where the numbers on their way stand as they depart, and as they land.
ENDS = """(root, end) => {
  for (const animation of root.getAnimations({ subtree: true })) {
    animation.pause();
    animation.currentTime = end ? animation.effect.getComputedTiming().endTime : 0;
  }
  const name = end ? "x" : "source";
  const cells = new Map([...root.querySelectorAll(`[data-grid=${name}] [data-index]`)].map((cell) => [
    cell.dataset.index, cell.getBoundingClientRect()]));
  return [...root.querySelectorAll(".strip span")].map((number) => {
    const { left, top, width } = number.getBoundingClientRect();
    const [index] = [...cells].find(([, box]) => Math.hypot(box.left - left, box.top - top) < 2
      && Math.abs(box.width - width) < 3) ?? [];
    return [Number(number.textContent), index];
  });
}"""


@pytest.mark.parametrize("axes", [CHANNELS_LAST, (0, 2, 1, 3), (1, 0, 2, 3), (2, 3, 0, 1)])
def test_each_number_leaves_its_own_box_and_lands_in_its_own(show_widget, axes):
    root = show_widget(ArrayExplorer())
    stop_clock(root.page)
    turn(root, axes)
    root.page.clock.run_for(350 + 3 * SAMPLE)
    departing, landing = (root.evaluate(ENDS, end) for end in (False, True))
    assert len(departing) in (6, 15, 20, 120)
    for (number, source), (same, target) in zip(departing, landing, strict=True):
        index = np.unravel_index(number, (2, 3, 4, 5))
        assert number == same
        assert source == ",".join(map(str, index))
        assert target == ",".join(str(index[axis]) for axis in axes)


def test_what_interrupts_the_move_lets_everything_land(show_widget):
    for act in (
        lambda root: button(root, "Next").click(),
        lambda root: choose(root, n=0),
        lambda root: turn(root, (0, 1, 2, 3)),
    ):
        root = show_widget(ArrayExplorer())
        stop_clock(root.page)
        turn(root, CHANNELS_LAST)
        root.page.clock.run_for(1000)
        expect(grid(root, "source")).to_have_count(1)
        act(root)
        root.page.clock.run_for(JOURNEY)
        expect(grid(root, "source")).to_have_count(0)
        expect(root.locator(".strip, [data-blank], [data-moving]")).to_have_count(0)
        assert np.array_equal(np.sort(numbers(root, "x").ravel()), np.arange(120))


def test_a_box_whose_number_has_not_come_says_nothing(show_widget):
    root = show_widget(ArrayExplorer())
    stop_clock(root.page)
    turn(root, CHANNELS_LAST)
    root.page.clock.run_for(1000)
    assert not cell(root, "x", 1, 3, 0, 0).inner_text()
    cell(root, "x", 1, 3, 0, 0).hover()
    expect(words(root)).to_contain_text("No number moved in memory")
    cell(root, "memory", 20).hover()  # these are where they were
    expect(words(root)).to_contain_text("at place 20 of memory")


def test_without_motion_and_with_very_many_numbers_the_view_is_there_at_once(show_widget):
    many = ArrayExplorer(np.arange(240).reshape(2, 3, 5, 8))
    for widget, options in [(ArrayExplorer(), {"reduced_motion": "reduce"}), (many, {})]:
        root = show_widget(widget, **options)
        stop_clock(root.page)
        turn(root, CHANNELS_LAST)
        assert np.array_equal(numbers(root, "x"), widget.x.transpose(CHANNELS_LAST))
        root.page.clock.run_for(1000)
        expect(root.locator(".strip, [data-blank]")).to_have_count(0)
        expect(words(root)).to_contain_text("No number moved in memory")


def test_without_motion_it_ends_in_the_same_picture(show_widget):
    shown = []
    for motion in ("reduce", "no-preference"):
        root = show_widget(ArrayExplorer(), reduced_motion=motion)
        journey(root, CHANNELS_LAST)
        root.page.clock.resume()
        expect_line(root)
        shown.append((grids(root), words(root).inner_text(), root.bounding_box()))
    assert shown[0] == shown[1]


def test_on_a_phone_what_is_in_sight_moves(show_widget):
    root = show_widget(ArrayExplorer(), **PHONE)
    samples = journey(root, CHANNELS_LAST)
    assert {count for count, _ in samples} == {0, 3}
    landed = [*dict.fromkeys(len(seen["there"]) for _, seen in samples)]
    assert landed == [0, 15, 30, 45, 120]
    fits_a_phone(root.page)
    root.page.clock.resume()
    expect_line(root)


def test_the_keyboard_turns_the_axes_and_keeps_the_focus(show_widget):
    root = show_widget(ArrayExplorer())
    tab_to(root.get_by_label(ORDER))
    root.page.keyboard.press("End")
    expect(grid(root, "source")).to_have_count(1)
    expect(grid(root, "source")).to_have_count(0)
    assert root.get_by_label(ORDER).evaluate("box => box === document.activeElement")
    assert np.array_equal(numbers(root, "x"), ArrayExplorer().x.T)


def boxes(root) -> list[str]:
    """What stands in the boxes that are not empty."""
    return [text for text in texts(root, "x").values() if text]


@pytest.mark.parametrize("hand", ["mouse", "touch", "keyboard"])
def test_it_can_open_with_a_question_and_its_numbers_come_with_the_answer(
    show_widget, hand
):
    options = {"reduced_motion": "reduce", **(PHONE if hand == "touch" else MOUSE)}
    widget = ArrayExplorer(index=(1, None, None, None), step=4, asks=True)
    root = show_widget(widget, **options)

    def choose_box(c, h, w):
        if hand == "keyboard":
            tab_into(root, "x")
            across = 5 * c + w  # all grids are one table
            for key in [
                "Control+Home",
                *["ArrowDown"] * (4 + h),
                *["ArrowRight"] * across,
                "Enter",
            ]:
                root.page.keyboard.press(key)
        else:
            box = cell(root, "x", 1, c, h, w)
            box.tap() if hand == "touch" else box.click()

    expect(root.locator(".question")).to_have_text(
        "x[1, 0, 0, 4] lies at place 64 of memory. What lies next to it, at place 65? "
        "Choose its box in the picture."
    )
    assert boxes(root) == ["64"]
    choose_box(1, 0, 0)
    expect(root.locator(".ask .said")).to_contain_text("along the line of the picture")
    expect(cell(root, "x", 1, 1, 0, 0)).to_have_attribute("data-wrong", "")
    expect_place(root, 64)  # or it would be told
    choose_box(0, 1, 0)
    expect(root.locator(".ask")).to_be_hidden()
    expect(root.locator("[data-wrong]")).to_have_count(0)
    if hand == "mouse":
        root.page.mouse.move(1, 1)
    expect(words(root)).to_contain_text(
        "Yes, x[1, 0, 1, 0]: the last axis, W, runs fastest"
    )
    assert np.array_equal(numbers(root, "x"), widget.x)


def test_in_a_transposed_view_the_next_number_read_is_not_the_next_in_memory(show_widget):
    widget = ArrayExplorer(index=(1, None, 1, 3), axes=CHANNELS_LAST, asks=True)
    root = show_widget(widget, reduced_motion="reduce")
    cell(root, "x", 1, 1, 3, 1).click()
    expect(root.locator(".ask .said")).to_have_text(
        "It comes next as this view is read. But to transpose moves no number in memory."
    )
    cell(root, "x", 1, 1, 4, 1).click()  # twice wrong, and it is shown
    root.page.mouse.move(1, 1)
    expect(words(root)).to_contain_text("It is x.transpose(0, 2, 3, 1)[1, 1, 4, 0]")
    assert np.array_equal(numbers(root, "x"), widget.x.transpose(CHANNELS_LAST))


@pytest.mark.parametrize("way", ["Escape", "Next", "Axes", "Index", "Width W"])
def test_the_question_can_be_left(show_widget, way):
    root = show_widget(ArrayExplorer(asks=True), **MOUSE, reduced_motion="reduce")
    expect(root.locator(".ask")).to_be_visible()
    if way == "Escape":
        button(root, "Next").focus()
        root.page.keyboard.press(way)
        expect(words(root)).to_contain_text("It is x[1, 0, 2, 4]")
    elif way == "Axes":
        turn(root, CHANNELS_LAST)
    elif way == "Index":
        choose(root, w=None)
    elif way == "Width W":
        setting(root, way).fill("4")
    else:
        button(root, way).click()
    expect(root.locator(".ask")).to_be_hidden()
    assert len(boxes(root)) == (96 if way == "Width W" else 120)


def test_who_turns_the_axes_before_the_answer_sees_numbers_move(show_widget):
    root = show_widget(ArrayExplorer(asks=True), **MOUSE)
    samples = journey(root, CHANNELS_LAST)
    assert max(moving for moving, _ in samples) > 0
    everywhere = {tuple(sorted(chain(*seen.values()))) for _, seen in samples}
    assert everywhere == {tuple(range(120))}


def test_after_the_last_number_none_is_asked_for(show_widget):
    root = show_widget(ArrayExplorer(index=(1, 2, 3, 4), asks=True))
    assert len(boxes(root)) == 120
    expect(root.locator(".ask")).to_be_hidden()
