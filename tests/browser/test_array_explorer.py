"""The array explorer as a reader meets it: held equal to NumPy, by mouse, keyboard and touch."""

import re
from itertools import permutations

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.stepper import (
    IMAGES,
    PHONE,
    PLAYER,
    button,
    cell,
    grid,
    lit,
    lit_as,
    numbers,
    setting,
    slider,
    space_plays_and_pauses,
    tab_into,
    tab_stops,
    tab_to,
    words,
)
from unrolled.widgets import ArrayExplorer

ALL = (None, None, None, None)


def expect_place(root, place):
    """This place of memory is pointed at."""
    expect(grid(root, "memory").locator('[data-lit="1"]')).to_have_attribute(
        "data-index", str(place)
    )


def choice(root, name, value):
    """The radio button that sets an axis to `value`, or to all (None)."""
    return root.get_by_role("group", name=re.compile(f"^{name} ")).get_by_role(
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
    root = show_widget(ArrayExplorer())
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
        "1", ":", "2", "3", "Axes of the view", "x", "memory",
        *PLAYER,
        *IMAGES,
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
