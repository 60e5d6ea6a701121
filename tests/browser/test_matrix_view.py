"""The matrix view on a page: M against the layer, by rows and by columns; pointing linked; a question before it."""

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import axe_finds_nothing
from tests.browser.stepper import (
    MOUSE,
    PHONE,
    button,
    cell,
    fits_a_phone,
    go,
    height_of,
    lit_as,
    numbers,
    press,
    random_sliding,
    setting,
    slider,
    stop_clock,
    tab_into,
    tab_stops,
    texts,
    words,
)
from unrolled.widgets import MatrixView
from unrolled.widgets.matrix import PRESETS


def shown(**settings) -> MatrixView:
    return MatrixView(asks=False, **settings)


def line(root: Locator, name: str) -> list[float | None]:
    """The numbers of a line, None where there is none yet."""
    cells = texts(root, name)
    return [float(cells[i,]) if cells[i,] else None for i in range(len(cells))]


def choice(root: Locator, name: str) -> Locator:
    return root.get_by_role("combobox", name=name, exact=True)


def agrees(root: Locator, widget: MatrixView, step: int) -> None:
    """All that stands there at a step is the layer's."""
    M, dout = widget.matrix(), widget.gradient().ravel()
    is_forward = widget.mode == "forward"
    np.testing.assert_array_equal(numbers(root, "M"), M if is_forward else M.T)
    assert line(root, "top") == (widget.x.ravel() if is_forward else dout).tolist()
    made = M @ widget.x.ravel() if is_forward else M.T @ dout
    if widget.mode == "stamp":
        made = M[: step + 1].T @ dout[: step + 1]
        assert line(root, "side") == made.tolist()
    else:
        rest = [None] * (len(made) - step - 1)
        assert line(root, "side") == made.tolist()[: step + 1] + rest
    # The image says the same as the line.
    image = texts(root, "out" if is_forward else "dx")
    assert [float(text) if text else None for text in image.values()] == line(root, "side")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("mode", ["forward", "gather", "stamp"])
def test_it_agrees_with_the_layer_at_every_kind_of_step(show_widget, mode, seed):
    rng = np.random.default_rng(seed)
    widget = shown(
        x=rng.integers(-4, 5, (4, 5)),
        w=rng.integers(-3, 4, (2, 2)),
        mode=mode,
        **random_sliding(rng) | {"dilation": 1},
    )
    root = show_widget(widget, reduced_motion="reduce")
    for step in (0, widget.steps() // 2, widget.steps() - 1):
        go(root, step)
        agrees(root, widget, step)


HANDS = {
    "mouse": (Locator.click, MOUSE),
    "touch": (Locator.tap, PHONE),
    "keyboard": (press, MOUSE),
}


@pytest.mark.parametrize("hand", HANDS)
def test_the_question_comes_before_the_matrix(show_widget, hand):
    push, options = HANDS[hand]
    root = show_widget(MatrixView(), reduced_motion="reduce", **options)
    expect(root.locator(".question")).to_contain_text("How many of its 35 numbers")
    expect(cell(root, "M", 0, 0)).to_be_hidden()
    push(button(root, "21"))
    expect(root.locator(".said")).to_contain_text("At the ends, pixels meet fewer.")
    push(button(root, "15"))
    expect(cell(root, "M", 0, 0)).to_be_visible()
    expect(root.locator(".ask")).to_be_hidden()
    if hand == "keyboard":
        expect(button(root, "Next")).to_be_focused()
    root.page.mouse.move(0, 0)
    push(button(root, "Next"))
    expect(slider(root)).to_have_value("1")
    expect(words(root)).to_contain_text("Row 1 of M is window 2 of 5")
    agrees(root, shown(), 1)


def test_escape_shows_it_and_says_why(show_widget):
    root = show_widget(MatrixView(pad=1))
    tab_into(root, "x")
    root.page.keyboard.press("Escape")
    expect(cell(root, "M", 0, 0)).to_be_visible()
    root.page.keyboard.press("Tab")
    expect(root.locator(".ask")).to_be_hidden()


def test_two_wrong_answers_are_enough(show_widget):
    root = show_widget(MatrixView())
    button(root, "35").click()
    button(root, "3").click()
    expect(root.locator(".ask")).to_be_hidden()
    root.page.mouse.move(0, 0)
    expect(words(root)).to_have_text("It is so: 5 windows of 3: 15. All others are 0.")
    button(root, "Next").click()
    expect(words(root)).to_contain_text("Row 1 of M")


def test_who_goes_on_by_the_player_has_left_the_question(show_widget):
    root = show_widget(MatrixView(), reduced_motion="reduce")
    button(root, "Next").click()
    expect(root.locator(".ask")).to_be_hidden()
    expect(cell(root, "M", 0, 0)).to_be_visible()
    agrees(root, shown(), 1)


def test_another_size_is_asked_about_anew(show_widget):
    root = show_widget(MatrixView())
    setting(root, "Stride").fill("2")
    expect(root.locator(".question")).to_contain_text("3 × 7")
    button(root, "9").click()
    expect(cell(root, "M", 0, 0)).to_be_visible()
    agrees(root, shown(stride=2), 0)


def test_pointing_is_linked_both_ways(show_widget):
    root = show_widget(MatrixView.preset("wide", asks=False), **MOUSE)
    cell(root, "M", 4, 12).hover()  # window (1, 1), pixel (2, 2), the middle tap
    assert lit_as(root, "x", "1") == [(2, 2)]
    assert lit_as(root, "out", "1") == [(1, 1)]
    assert lit_as(root, "w", "1") == [(1, 1)]
    equals = np.argwhere(PRESETS["wide"]["w"][1, 1] == numbers(root, "M"))
    found = [*lit_as(root, "M", "1"), *lit_as(root, "M", "faint")]
    assert sorted(found) == [tuple(map(int, place)) for place in equals]
    expect(words(root)).to_contain_text("M[4, 12] = w[1, 1] = 5")
    cell(root, "x", 1, 1).hover()
    assert lit_as(root, "M", "1") == [
        (int(row), 6) for row in np.flatnonzero(numbers(root, "M")[:, 6])
    ]
    assert lit_as(root, "top", "1") == [(6,)]
    cell(root, "side", 5).hover()
    assert lit_as(root, "out", "1") == [(1, 2)]
    assert {row for row, _ in lit_as(root, "M", "1")} == {5}
    cell(root, "w", 0, 2).hover()
    assert len(lit_as(root, "M", "1")) == 6
    expect(words(root)).to_contain_text("stands in M 6 times")


def test_a_tint_is_a_tap_everywhere_and_zeros_have_none(show_widget):
    root = show_widget(MatrixView.preset("wide", asks=False, mode="gather"))
    tints = root.locator(
        '[data-grid="w"] [data-tap], [data-grid="M"] [data-tap]'
    ).evaluate_all(
        "cells => cells.map((cell) => [cell.textContent, cell.dataset.tap, getComputedStyle(cell).backgroundColor])"
    )
    assert len(tints) == 9 + 6 * 9
    assert all(int(text) == int(tap) + 1 for text, tap, _ in tints)
    colours = {(tap, colour) for _, tap, colour in tints}
    assert len(colours) == 9
    assert len({colour for _, colour in colours}) == 9


def test_a_window_hangs_over_the_edge_by_the_padding(show_widget):
    root = show_widget(
        MatrixView.preset("small", asks=False, pad=1), reduced_motion="reduce"
    )
    offset = """root => {
      const frame = root.querySelector(".frame:not([hidden])").getBoundingClientRect();
      const cell = root.querySelector('[data-grid="x"] [role=gridcell]').getBoundingClientRect();
      return [(frame.top - cell.top) / cell.height, (frame.left - cell.left) / cell.width].map(Math.round);
    }"""
    assert root.evaluate(offset) == [-1, -1]
    go(root, 6)
    assert root.evaluate(offset) == [0, 0]


def test_presets_and_readings_are_chosen_by_keys(show_widget):
    root = show_widget(shown())
    choice(root, "Example").select_option("wide")
    agrees(root, MatrixView.preset("wide"), 0)
    choice(root, "Read").select_option("stamp")
    agrees(root, MatrixView.preset("wide", mode="stamp"), 0)
    go(root, 5)
    agrees(root, MatrixView.preset("wide", mode="stamp", step=5), 5)
    choice(root, "Example").select_option("line")
    expect(slider(root)).to_have_value("0")
    choice(root, "Read").select_option("gather")
    agrees(root, shown(mode="gather"), 0)


def test_own_numbers_are_named_so(show_widget):
    root = show_widget(shown(w=np.array([[1, -1]])))
    expect(choice(root, "Example")).to_have_value("")
    choice(root, "Example").select_option("line")
    choice(root, "Example").select_option("")
    expect(choice(root, "Example")).to_have_value("line")


def test_the_tab_stops_in_their_order(show_widget):
    stops = tab_stops(show_widget(shown()))
    player = ["Play", "Next", "Last", "Step"]
    settings = ["Stride", "Pad", "Dilation"]
    assert [stop for stop in stops if stop not in ("First", "Previous")] == [
        *player,
        "Example",
        "Read",
        "x",
        "w",
        "out",
        "top",
        "M",
        "side",
        *settings,
    ]


@pytest.mark.parametrize("options", [MOUSE, PHONE], ids=["desk", "phone"])
def test_nothing_moves_when_an_answer_comes(show_widget, options):
    root = show_widget(MatrixView(), **options)
    before = height_of(root)
    button(root, "21").click()
    assert height_of(root) == before
    button(root, "15").click()
    assert height_of(root) == before
    go(root, 4)
    assert height_of(root) == before


@pytest.mark.parametrize("mode", ["forward", "gather"])
def test_on_a_phone_the_step_is_brought_into_sight(show_widget, mode):
    root = show_widget(
        MatrixView.preset("wide", asks=False, mode=mode),
        reduced_motion="reduce",
        **PHONE | {"width": 374},
    )
    fits_a_phone(root.page)
    go(root, 5)
    seen = root.evaluate(
        """root => {
          const box = root.querySelector(".scroll").getBoundingClientRect();
          const lit = root.querySelector('[data-grid="M"] [data-tap][data-lit="1"]').getBoundingClientRect();
          return lit.left >= box.left - 1 && lit.right <= box.right + 1;
        }"""
    )
    assert seen
    axe_finds_nothing(root.page)


FLIGHT = 500  # milliseconds


@pytest.mark.parametrize("mode", ["forward", "gather", "stamp"])
def test_nothing_is_written_before_it_has_landed(show_widget, mode):
    widget = shown(mode=mode, step=1)
    root = show_widget(widget, prepare=stop_clock)
    before = line(root, "side")
    button(root, "Next").click()
    root.page.clock.run_for(32)  # it departs in the next frame
    strip = root.locator(".strip")
    for _ in range(4):
        expect(strip).to_have_count(1)
        assert line(root, "side") == before
        root.page.clock.run_for(100)
    root.page.clock.run_for(FLIGHT)
    expect(strip).to_have_count(0)
    agrees(root, widget, 2)
    assert line(root, "side") != before
    go(root, 0)  # the slider scrubs
    expect(strip).to_have_count(0)
    agrees(root, widget, 0)


def test_a_number_flies_from_its_row_to_its_place(show_widget):
    root = show_widget(shown(step=1), prepare=stop_clock)
    button(root, "Next").click()
    root.page.clock.run_for(32)
    strip = root.locator(".strip")
    expect(strip).to_have_text("4")
    ends = strip.evaluate(
        """strip => {
          const [flight] = strip.getAnimations();
          const at = (time) => { flight.currentTime = time; const { x, y } = strip.getBoundingClientRect(); return [x, y]; };
          flight.pause();
          return [at(0), at(500)];
        }"""
    )
    for place, (x, y) in zip(
        [cell(root, "M", 2, 4), cell(root, "side", 2)], ends, strict=True
    ):
        box = place.bounding_box()
        assert abs(box["x"] - x) < 1.5
        assert abs(box["y"] - y) < 1.5
