"""Nudge on a page: a number is moved by mouse, touch or keys; all that depends on it follows; a question comes first."""

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import axe_finds_nothing
from tests.browser.stepper import (
    MOUSE,
    PHONE,
    button,
    cell,
    fits_a_phone,
    grid,
    height_of,
    lit_as,
    numbers,
    press,
    tab_stops,
    tab_to,
    words,
)
from unrolled.widgets import Nudge

COPIES = [(1, 2), (2, 1), (3, 0)]
ROWS = [(1,), (2,), (3,)]


def lever(root: Locator, name: str) -> Locator:
    return root.get_by_role("slider", name=name, exact=True)


def answer(root: Locator, text: str) -> Locator:
    return button(root, text)


def gradient(root: Locator) -> Locator:
    return root.locator(".slopes dd").last


def shows(root: Locator, x, w, held: str) -> None:
    """All numbers are those of the layer for this line."""
    widget = Nudge(np.array(x, float), np.array(w, float), held=held)
    layer, out = widget.layer_and_out()
    np.testing.assert_allclose(numbers(root, "col"), layer.col)
    for name, wanted in [
        ("x", x),
        ("w", w),
        ("out", out),
        ("target", widget.target),
        ("dout", out - widget.target),
    ]:
        np.testing.assert_allclose(numbers(root, name), wanted, atol=1e-4)
    expect(root.locator(".loss output")).to_have_text(f"{round(widget.loss(), 4):g}")
    expect(gradient(root)).to_contain_text(f"= {round(widget.held_gradient(), 4):g}")


def drag(root: Locator, name: str, up: float) -> None:
    """By the mouse, so many ones up."""
    mouse = root.page.mouse
    box = lever(root, name).locator(".track").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - up * box["height"] / 10, steps=4)
    mouse.up()


def swipe(root: Locator, name: str, up: float) -> None:
    """By a finger, so many ones up."""
    lever(root, name).scroll_into_view_if_needed()
    box = lever(root, name).locator(".track").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = root.page.context.new_cdp_session(root.page)
    touch = lambda kind, points: session.send(  # noqa: E731
        "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points}
    )
    touch("touchStart", [{"x": x, "y": y}])
    for part in (1, 2, 3, 4):
        touch("touchMove", [{"x": x, "y": y - up * box["height"] / 10 * part / 4}])
    touch("touchEnd", [])


def by_keys(root: Locator, name: str, up: float) -> None:
    kind, place = name[0], int(name[2])
    tab_to(grid(root, kind).locator('[tabindex="0"]'))
    keyboard = root.page.keyboard
    for _ in range(7):
        keyboard.press("ArrowLeft")
    for _ in range(place):
        keyboard.press("ArrowRight")
    whole, tenths = divmod(round(abs(up) * 10), 10)
    for _ in range(whole):
        keyboard.press("+" if up > 0 else "-")
    for _ in range(tenths):
        keyboard.press("ArrowUp" if up > 0 else "ArrowDown")


HANDS = {
    "mouse": (drag, Locator.click, MOUSE),
    "touch": (swipe, Locator.tap, PHONE),
    "keyboard": (by_keys, press, MOUSE),
}


@pytest.mark.parametrize("hand", HANDS)
def test_the_whole_way_by_one_means_alone(show_widget, hand):
    move, push, options = HANDS[hand]
    root = show_widget(Nudge(), **options)
    expect(gradient(root)).to_have_text("Answer first.")
    assert lit_as(root, "col", "1") == COPIES
    push(answer(root, "−0.6"))
    expect(root.locator(".said")).to_contain_text("the wrong way round")
    expect(answer(root, "−0.6")).to_have_attribute("data-wrong", "")
    push(answer(root, "+0.9"))
    expect(root.locator(".ask")).to_be_hidden()
    expect(words(root)).to_contain_text("Yes: each copy counts")
    shows(root, [1, 2, 0, 1.1, 3, 2, 1], [2, 1, -1], "x[3]")

    move(root, "x[3]", 2.3)
    shows(root, [1, 2, 0, 3.4, 3, 2, 1], [2, 1, -1], "x[3]")
    assert lit_as(root, "col", "1") == COPIES
    assert lit_as(root, "out", "1") == lit_as(root, "dout", "1") == ROWS
    move(root, "w[2]", -1.4)
    shows(root, [1, 2, 0, 3.4, 3, 2, 1], [2, 1, -2.4], "w[2]")
    assert lit_as(root, "col", "1") == [(row, 2) for row in range(5)]
    # In this order, as Tab comes to them; on the way back it would take x in hand.
    push(button(root, "lower w[2] by 0.1"))
    shows(root, [1, 2, 0, 3.4, 3, 2, 1], [2, 1, -2.5], "w[2]")
    push(button(root, "raise w[2] by 1"))
    shows(root, [1, 2, 0, 3.4, 3, 2, 1], [2, 1, -1.5], "w[2]")
    expect(words(root)).to_contain_text("w[2] went from -2.5 to -1.5")


def test_escape_shows_the_answer_wherever_the_focus_is(show_widget):
    root = show_widget(Nudge(held="w[0]"))
    tab_to(lever(root, "w[0]"))
    root.page.keyboard.press("Escape")
    expect(root.locator(".ask")).to_be_hidden()
    expect(words(root)).to_contain_text("It is +0.9")
    expect(lever(root, "x[3]")).to_have_attribute("aria-valuetext", "1.1")


def test_two_wrong_answers_are_enough_and_the_focus_stays_in_the_widget(show_widget):
    root = show_widget(Nudge())
    press(answer(root, "+0.2"))
    press(answer(root, "+0.6"))
    expect(root.locator(".ask")).to_be_hidden()
    expect(words(root)).to_contain_text("It is +0.9")
    expect(lever(root, "x[3]")).to_be_focused()


def test_what_is_moved_before_the_answer_is_asked_about_anew(show_widget):
    root = show_widget(Nudge())
    button(root, "raise x[3] by 1").click()
    expect(root.locator(".question")).to_contain_text("from 2 to 2.1")
    expect(gradient(root)).to_have_text("Answer first.")
    rate = Nudge(np.array([1, 2, 0, 2, 3, 2, 1])).gradients()["x"][3]
    answer(root, f"+{rate / 10:g}").click()
    expect(words(root)).to_contain_text("Yes")


def test_rise_over_run_is_of_the_whole_drag_and_the_curve_has_both_lines(show_widget):
    root = show_widget(Nudge(asks=False))
    rise = root.locator(".slopes dd").first
    expect(rise).to_contain_text("None yet")
    expect(root.locator(".secant")).to_be_hidden()
    drag(root, "x[3]", 2)
    expect(rise).to_have_text("(38 − 8) / 2 = 15")
    expect(gradient(root)).to_contain_text("= 21")
    expect(root.locator(".slopes dd").nth(1)).to_have_text(
        "(38.2103 − 37.7903) / 0.02 = 21"
    )
    expect(root.locator(".secant")).to_be_visible()
    expect(root.locator(".chart")).to_have_accessible_name(
        "The loss over x[3]: a valley. At 3 its slope is 21."
    )
    lever(root, "x[0]").click()
    expect(rise).to_contain_text("None yet")


def test_pointing_is_linked_both_ways(show_widget):
    root = show_widget(Nudge(asks=False), **MOUSE)
    cell(root, "col", 0, 2).hover()
    assert lit_as(root, "x", "1") == [(2,)]
    assert lit_as(root, "col", "faint") == [(1, 1), (2, 0)]
    assert lit_as(root, "out", "1") == [(0,)]
    expect(words(root)).to_contain_text("col[0, 2] == x[2] == 0")
    cell(root, "dout", 4).hover()
    assert lit_as(root, "x", "1") == [(4,), (5,), (6,)]
    expect(words(root)).to_contain_text("dout[4] = 7 − 8 = -1")
    lever(root, "x[6]").hover()
    assert lit_as(root, "col", "1") == [(4, 2)]
    expect(words(root)).to_contain_text("x[6] == 1 is read once")
    root.page.mouse.move(0, 0)
    assert lit_as(root, "col", "1") == COPIES


def test_no_hand_moves_a_number_out_of_reach(show_widget):
    root = show_widget(Nudge(asks=False))
    drag(root, "x[4]", 20)
    expect(lever(root, "x[4]")).to_have_attribute("aria-valuenow", "5")
    drag(root, "x[4]", -30)
    expect(lever(root, "x[4]")).to_have_attribute("aria-valuenow", "-5")


def test_python_moves_the_picture(show_widget):
    """Its state is the page's: another number in hand, another line, no question."""
    widget = Nudge(
        np.arange(7) / 2 - 1.5, np.array([0.5, -1, 2.5]), held="w[1]", asks=False
    )
    root = show_widget(widget)
    shows(root, np.arange(7) / 2 - 1.5, [0.5, -1, 2.5], "w[1]")
    expect(root.locator(".held")).to_have_text("w[1] = -1")


def test_the_tab_stops_in_their_order(show_widget):
    stops = tab_stops(show_widget(Nudge(asks=False)))
    buttons = [
        f"{verb} x[3] by {by}"
        for verb, by in [("lower", 1), ("lower", 0.1), ("raise", 0.1)]
    ]
    # Once the focus comes to x[0], that is in hand.
    assert stops[:3] == buttons
    assert stops[3:] == ["raise x[3] by 1", "x[0]", "w[0]", "col", "out", "target", "dout"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("asks", [True, False])
def test_axe_finds_nothing(show_widget, theme, asks):
    root = show_widget(Nudge(held="w[1]", asks=asks), theme=theme)
    if asks:
        answer(root, "+0.1").click()
    axe_finds_nothing(root.page)


@pytest.mark.parametrize("options", [MOUSE, PHONE], ids=["desk", "phone"])
def test_nothing_moves_when_an_answer_comes(show_widget, options):
    root = show_widget(Nudge(), **options)
    before = height_of(root)
    answer(root, "−0.6").click()
    assert height_of(root) == before
    answer(root, "+0.9").click()
    assert height_of(root) == before
    lever(root, "w[1]").click()
    assert height_of(root) == before


def low(page: Page) -> list[str]:
    return page.evaluate(
        """() => [...document.querySelectorAll("button, .lever")]
        .filter((e) => e.checkVisibility() && (e.offsetHeight < 44 || e.offsetWidth < 44))
          .map((e) => e.ariaLabel ?? e.textContent)"""
    )


def test_on_a_phone_all_fits_is_large_enough_and_stays_at_the_thumb(show_widget):
    root = show_widget(Nudge(), **PHONE | {"width": 374})
    fits_a_phone(root.page)
    assert low(root.page) == []
    bar = root.locator(".bar")
    bottom = lambda: bar.evaluate("bar => bar.getBoundingClientRect().bottom")  # noqa: E731
    assert bottom() <= 844
    root.page.keyboard.press("Escape")
    button(root, "Show me").tap()
    fits_a_phone(root.page)
    assert root.evaluate("root => root.getAnimations({ subtree: true }).length") == 0


def test_on_a_phone_one_sees_the_question_and_its_pixel_as_one_comes(open_page):
    page = open_page("book/05-backward.html#nudge-1", **PHONE)
    root = page.locator("[data-widget='nudge']").first
    expect(root.locator(".ask")).to_be_in_viewport()
    bar = root.locator(".bar").bounding_box()["y"]
    for seen in (root.locator(".ask"), lever(root, "x[3]")):
        box = seen.bounding_box()
        assert 0 < box["y"] < box["y"] + box["height"] < bar
