"""The reshape trace as a reader meets it: every shape held equal to cnnlib, by mouse, keyboard and touch."""

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnlib import Pooling, im2col
from cnnlib.windows import gather, make_axes
from tests.browser.stepper import (
    MOUSE,
    PHONE,
    PLAYER,
    SLIDING,
    button,
    cell,
    go,
    grid,
    height_of,
    in_every_size,
    last_step,
    lit_as,
    numbers,
    press,
    setting,
    slider,
    stop_clock,
    tab_into,
    tab_stops,
    tab_to,
    texts,
    words,
)
from unrolled.widgets import ReshapeTrace

STILL = {"reduced_motion": "reduce"}
TAGS = "cells => cells.map(({ dataset }) => [dataset.index, dataset.tag])"


def letters(root):
    """The letter of each cell's window, by place."""
    cells = grid(root, "stage").locator("[data-index]")
    return {
        tuple(map(int, index.split(","))): tag for index, tag in cells.evaluate_all(TAGS)
    }


def letters_of_row(root, row):
    return {letter for (at, _), letter in letters(root).items() if at == row}


def expect_array(root, expected):
    """The stage shows this array."""
    shown = numbers(root, "stage")
    assert shown.shape == expected.shape
    assert np.array_equal(shown, expected)


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


def buffer_of(x, settings):
    return gather(x, make_axes(**settings)).transpose(3, 0, 1, 2, 4, 5)


@pytest.mark.parametrize("seed", range(4))
def test_every_step_holds_what_numpy_gives(show_widget, seed):
    x, settings = settings_that_work(np.random.default_rng(seed))
    buffer = buffer_of(x, settings)
    col = im2col(x, **settings)
    root = show_widget(ReshapeTrace(x, **settings), **STILL)
    assert np.array_equal(numbers(root, "x"), x)
    assert set(texts(root, "stage").values()) == {""}, "nothing has been copied yet"
    for transpose, stages in [
        (True, (buffer, buffer.transpose(0, 4, 5, 1, 2, 3), col)),
        (False, (buffer, buffer, buffer.reshape(col.shape))),
    ]:
        root.get_by_label("Skip the transpose").set_checked(not transpose)
        for step, expected in enumerate(stages, 1):
            go(root, step)
            expect_array(root, expected)
            expect(root.locator("[aria-current=step] b")).to_have_text(str(expected.shape))
            if step > 1:
                assert np.array_equal(numbers(root, "source"), stages[step - 2])


@pytest.mark.parametrize("seed", range(4))
def test_every_step_of_poolings_way_back_is_cnnlibs(show_widget, seed):
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

    root = show_widget(ReshapeTrace.pooling(x, pool_h, pool_w, stride), **STILL)
    assert np.array_equal(numbers(root, "x"), x)
    for step, expected in enumerate(stages):
        go(root, step)
        expect_array(root, expected)
        if step > 0:
            assert np.array_equal(numbers(root, "source"), stages[step - 1])


def test_a_batch_of_the_books_size_keeps_its_shapes(show_widget):
    x = np.random.default_rng(0).normal(size=(1, 2, 16, 32))
    root = show_widget(ReshapeTrace.pooling(x))
    expected = [
        "(1, 2, 8, 16)",
        "(1, 8, 16, 2)",
        "(256, 4)",
        "(1, 8, 16, 2, 4)",
        "(128, 8)",
        "(1, 2, 16, 32)",
    ]
    assert root.locator(".trail b").all_text_contents() == expected


def test_rows_hold_one_window_each_and_without_the_transpose_they_do_not(show_widget):
    root = show_widget(ReshapeTrace(step=3))
    assert [letters_of_row(root, row) for row in range(6)] == [{w} for w in "ABCDEF"]
    expect(words(root)).to_contain_text("Each row is one window: row 0 is window A.")
    root.get_by_label("Skip the transpose").check()
    assert letters_of_row(root, 0) == set("ABCDEF")
    expect(words(root)).to_contain_text(
        "the rows are wrong: row 0 mixes windows A, B, C, D, E, F."
    )
    expect(root.locator("[data-wrong]")).to_have_count(1)
    setting(root, "Filter height").fill("3")
    setting(root, "Filter width").fill("4")
    expect(words(root)).to_contain_text("the rows come out right all the same")
    expect(root.locator("[data-wrong]")).to_have_count(0)


def test_cells_keep_their_identity(show_widget):
    root = show_widget(ReshapeTrace(step=1), **STILL)
    read = "cells => Object.fromEntries(cells.map((cell) => [cell.dataset.id, cell.textContent + cell.dataset.tag]))"
    cells = grid(root, "stage").locator("[data-id]")
    first = cells.evaluate_all(read)
    assert len(first) == 48
    for _ in range(2):
        button(root, "Next").click()
        assert cells.evaluate_all(read) == first


def test_a_stages_letters_and_colours_are_those_of_its_source(show_widget):
    """And x, from which all comes, wears the letters and colours of all windows that read a number."""
    root = show_widget(ReshapeTrace(), **STILL)
    tags = grid(root, "x").locator("[data-index]").evaluate_all(TAGS)
    assert [tag for _, tag in tags[:4]] == ["A", "AB", "BC", "C"]
    assert dict(map(tuple, tags))["0,0,1,1"] == "A+3"
    image = "cell => getComputedStyle(cell).backgroundImage.match(/oklch/g)?.length ?? 0"
    assert cell(root, "x", 0, 0, 1, 1).evaluate(image) == 8, "four colours, each twice"
    assert cell(root, "x", 0, 0, 0, 0).evaluate(image) == 0, "one plain colour"
    own = "cell => getComputedStyle(cell).backgroundColor"
    go(root, 1)
    one = cell(root, "stage", 0, 0, 0, 0, 0, 0).evaluate(own)
    assert one == cell(root, "x", 0, 0, 0, 0).evaluate(own)
    go(root, 3)
    assert cell(root, "stage", 0, 0).evaluate(own) == one
    assert cell(root, "stage", 0, 1).evaluate(own) != one, "a later tap is deeper"


MARKS = """root => [...root.querySelectorAll('[data-grid] [data-tag], .strip [data-tag]')].map((cell) => {
  const mark = getComputedStyle(cell, "::after");
  return mark.content === "none" ? 99 : parseFloat(mark.fontSize);
})"""


@in_every_size
@pytest.mark.parametrize("make", [ReshapeTrace, ReshapeTrace.pooling])
def test_marks_and_words_are_large_enough(show_widget, make, size):
    root = show_widget(make(step=3), **STILL | size)
    sizes = root.evaluate(MARKS)
    assert len(sizes) > 20
    assert min(sizes) >= 13
    small = root.locator(".trail *, .legend *, .caption, .ticks *, .title *, .axes")
    shown = small.evaluate_all(
        "parts => parts.filter((part) => part.checkVisibility())"
        ".map((part) => parseFloat(getComputedStyle(part).fontSize))"
    )
    assert min(shown) >= 12


def test_x_is_seen_on_a_phone_where_it_is_read(show_widget):
    root = show_widget(ReshapeTrace(), **STILL | PHONE)
    for step, is_seen in [(0, True), (1, True), (2, False), (3, False)]:
        go(root, step)
        assert grid(root, "x").is_visible() == is_seen
        assert grid(root, "source").count() == (step > 1)


def test_pointing_links_cells_and_pixels_both_ways(show_widget):
    root = show_widget(ReshapeTrace(step=3, transpose=False))
    cell(root, "stage", 1, 2).hover()
    expect(words(root)).to_have_text(
        "[1, 2] is window E's number 1: x[0, 0, 1, 2] == 6. It belongs in row 4, column 1."
    )
    assert lit_as(root, "x", "1") == [(0, 0, 1, 2)]
    window = [(0, c, h, w) for c in (0, 1) for h in (1, 2) for w in (1, 2)]
    assert lit_as(root, "x", "faint") == [at for at in window if at != (0, 0, 1, 2)]
    same = [at for at, letter in letters(root).items() if letter == "E" and at != (1, 2)]
    assert lit_as(root, "stage", "faint") == sorted(same)
    cell(root, "x", 0, 0, 1, 1).hover()
    expect(words(root)).to_have_text("x[0, 0, 1, 1] == 5 is read by windows A, B, D, E.")
    for name in ("stage", "source"):
        copies = np.argwhere(numbers(root, name) == 5).tolist()
        assert lit_as(root, name, "1") == list(map(tuple, copies))
    cell(root, "source", 0, 0, 0, 1, 1, 1).hover()
    expect(words(root)).to_have_text(
        "[0, 0, 0, 1, 1, 1] is window E's number 1: x[0, 0, 1, 2] == 6."
    )
    assert lit_as(root, "stage", "1") == [(1, 2)]
    assert lit_as(root, "x", "1") == [(0, 0, 1, 2)]


def test_what_is_not_there_yet_says_nothing(show_widget):
    root = show_widget(ReshapeTrace(), **STILL)
    before = words(root).inner_text()
    cell(root, "stage", 0, 0, 0, 1, 1, 1).hover()
    expect(words(root)).to_have_text(before)
    assert not lit_as(root, "x", "1")


def test_pooling_says_where_a_gradient_goes(show_widget):
    root = show_widget(ReshapeTrace.pooling(step=2), **STILL)
    cell(root, "stage", 1, 3).hover()
    expect(words(root)).to_have_text(
        "[1, 3] is gradient 7, of window A and channel 1. It goes to x[0, 1, 1, 1], its window's maximum."
    )
    assert lit_as(root, "x", "1") == [(0, 1, 1, 1)]
    cell(root, "stage", 1, 0).hover()
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


def test_another_mode_starts_another_picture(show_widget):
    widget = ReshapeTrace()
    root = show_widget(widget)
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


def test_by_keyboard_alone(show_widget):
    root = show_widget(ReshapeTrace(), **STILL)
    page = root.page
    assert tab_stops(root) == [
        *PLAYER,
        "x", "not yet there", "Skip the transpose",
        "Filter height", "Filter width",
        *SLIDING, "More",
    ]  # fmt: skip

    press(button(root, "Next"))
    tab_to(slider(root))
    for key, step in [
        ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 3), ("Home", 0), ("ArrowRight", 1),
    ]:  # fmt: skip
        page.keyboard.press(key)
        expect(root.locator(".trail li").nth(step)).to_have_attribute(
            "aria-current", "step"
        )
    tab_into(root, "stage")
    for key, index in [
        ("ArrowRight", "0,0,0,0,0,1"),
        ("ArrowDown", "0,0,0,0,1,1"),
        ("End", "0,1,0,1,1,2"),
    ]:
        page.keyboard.press(key)
        expect(grid(root, "stage").locator(":focus")).to_have_attribute("data-index", index)
    travelling = root.locator(":focus").get_attribute("data-id")
    stop_clock(page)
    page.keyboard.press("Space")
    page.clock.run_for(3000)  # its pause is 2000: the time to read a sentence
    expect(slider(root)).to_have_value("2")
    page.keyboard.press("Space")
    page.clock.run_for(3000)
    expect(button(root, "Play")).to_be_visible()
    expect(slider(root)).to_have_value("2")
    expect(grid(root, "stage").locator(":focus")).to_have_attribute("data-id", travelling)
    tab_to(root.get_by_label("Skip the transpose"))
    page.keyboard.press("Space")
    tab_to(setting(root, "Filter height"))
    page.keyboard.type("3")
    x = ReshapeTrace().x
    expect_array(root, buffer_of(x, {"filter_h": 3, "filter_w": 2}))
    expect(grid(root, "source")).to_have_count(1)
    expect(root.locator("[aria-current=step] code")).to_have_text("six")
    expect(root.locator(".panel .title").filter(visible=True).last).to_have_text(
        "six = buffer"
    )


def test_who_points_at_a_number_goes_back_to_its_pixel(show_widget):
    """The focus has no cell to stay in before the first copy is made."""
    root = show_widget(ReshapeTrace(step=1), **STILL)
    tab_into(root, "stage")
    root.page.keyboard.press("End")
    expect(grid(root, "stage").locator(":focus")).to_have_attribute(
        "data-index", "0,1,0,1,0,2"
    )
    root.evaluate("root => root.querySelector('[data-do=Previous]').click()")
    expect(grid(root, "x").locator(":focus")).to_have_attribute("data-index", "0,1,0,3")


def test_a_tap_lights(show_widget):
    root = show_widget(ReshapeTrace(step=1), **PHONE)
    cell(root, "stage", 0, 0, 0, 1, 1, 0).tap()
    assert lit_as(root, "x", "1") == [(0, 0, 1, 1)]
    cell(root, "x", 0, 0, 0, 0).tap()
    assert lit_as(root, "stage", "1") == [(0, 0, 0, 0, 0, 0)]
    go(root, 3)
    root.get_by_label("Skip the transpose").tap()
    expect(root.locator("[data-wrong]")).to_have_count(1)
    assert letters_of_row(root, 0) == set("ABCDEF")


@pytest.mark.parametrize(
    ("make", "right", "wrong", "told"),
    [
        (ReshapeTrace, "4", "6", "That many windows there are."),
        (ReshapeTrace.pooling, "12", "48", "That is all of x."),
    ],
    ids=["im2col", "pooling"],
)
def test_it_can_open_with_a_question(show_widget, make, right, wrong, told):
    root = show_widget(make(asks=True), **STILL)
    ask, before = root.locator(".ask"), words(root).inner_text()
    cell(root, "x", 0, 0, 1, 1).hover()
    expect(words(root)).to_have_text(before)  # or it would be told
    button(root, wrong).click()
    expect(ask.get_by_role("status")).to_contain_text(told)
    button(root, right).click()
    expect(ask).to_be_hidden()
    expect(words(root)).to_contain_text("Yes")
    cell(root, "x", 0, 0, 1, 1).hover()
    expect(words(root)).to_contain_text("x[0, 0, 1, 1]")


@pytest.mark.parametrize("path", ["book/03-im2col.html", "book/06-pooling.html"])
def test_each_step_fits_one_screen(open_page, path):
    page = open_page(path, **MOUSE, **STILL)
    page.locator("#reshape-1").scroll_into_view_if_needed()
    root = page.locator("#reshape-1 [data-widget]")
    for step in range(1, last_step(root) + 1):
        go(root, step)
        assert height_of(root) <= MOUSE["height"], step


@pytest.mark.parametrize("leaves", ["Next", "Escape"])
def test_the_question_is_left_by_one_key_or_by_the_player(show_widget, leaves):
    root = show_widget(ReshapeTrace(asks=True), **STILL)
    press(button(root, "Next")) if leaves == "Next" else root.page.keyboard.press("Tab")
    if leaves == "Escape":
        root.page.keyboard.press("Escape")
        expect(words(root)).to_contain_text("4: windows A, B, D, E read it.")
    expect(root.locator(".ask")).to_be_hidden()
    expect(slider(root)).to_have_value("1" if leaves == "Next" else "0")
