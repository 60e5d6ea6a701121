"""Lines put in order on a page: by buttons, by keys, dragged; judged by what each line reads."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import axe_finds_nothing
from tests.browser.stepper import (
    PHONE,
    button,
    by_every_hand,
    height_of,
    in_every_size,
    tab_to,
)
from unrolled import plain
from unrolled.widgets import Order

SOURCE = """
def f(self, x):
    N, C = x.shape
    for c in range(C):
        x[:, c] += c
    self.x = x  # (N, C)
    return x.sum() / N
"""
TEXTS = ["N, C = x.shape", "for c in range(C):\n    x[:, c] += c", "self.x = x  # (N, C)"]
TEXTS += ["return x.sum() / N"]


def placed(*order: int) -> Order:
    widget = Order(SOURCE, "Put `f` in order.")
    widget.order = list(order)
    return widget


def texts(root: Locator) -> list[str]:
    return root.locator("li pre").all_text_contents()


def handle(root: Locator, start: str) -> Locator:
    return root.locator(".handle").and_(root.locator(f'[aria-label*=": {start}"]'))


def said(root: Locator) -> Locator:
    return root.get_by_role("status")


@by_every_hand
def test_lines_move_by_buttons_and_are_checked(show_widget, act, options):
    root = show_widget(placed(0, 3, 1, 2), **options)
    assert texts(root) == [TEXTS[i] for i in (0, 3, 1, 2)]
    expect(root.locator(".head")).to_have_text("def f(self, x):")
    act(button(root, "Check"))
    expect(said(root)).to_have_text("return x.sum() / N uses x, which no line above gives.")
    expect(root.locator("[data-wrong] pre")).to_have_text(TEXTS[3])
    for place in (3, 4):
        act(button(root, "Move down: return x.sum() / N"))
        expect(said(root)).to_have_text(f"return x.sum() / N is line {place} of 4 now.")
    expect(button(root, "Move down: return x.sum() / N")).to_be_disabled()
    expect(root.locator("[data-wrong]")).to_have_count(0)
    act(button(root, "Check"))
    expect(said(root)).to_contain_text("Yes.")
    expect(button(root, "Again")).to_be_focused()
    expect(button(root, "Move up: self.x = x")).to_be_disabled()
    assert texts(root) == TEXTS


def test_arrow_keys_move_the_line_whose_handle_has_the_focus(show_widget):
    root = show_widget(placed(3, 0, 1, 2))
    tab_to(handle(root, "return"))
    for _ in range(5):
        root.page.keyboard.press("ArrowDown")
    assert texts(root) == TEXTS
    expect(handle(root, "return")).to_be_focused()
    expect(handle(root, "return")).to_have_attribute(
        "aria-label", "line 4 of 4: return x.sum() / N"
    )
    root.page.keyboard.press("ArrowUp")
    assert texts(root)[2] == TEXTS[3]


def test_a_line_is_dragged_by_its_handle(show_widget):
    root = show_widget(placed(3, 0, 1, 2))
    mouse, last = root.page.mouse, root.locator("li").last.bounding_box()
    start = handle(root, "return").bounding_box()
    mouse.move(start["x"] + 9, start["y"] + 9)
    mouse.down()
    mouse.move(start["x"] + 9, last["y"] + last["height"] + 30, steps=12)
    expect(root.locator("[data-dragged] pre")).to_have_text(TEXTS[3])
    mouse.up()
    assert texts(root) == TEXTS
    expect(root.locator("[data-dragged]")).to_have_count(0)
    expect(handle(root, "return")).to_be_focused()
    mouse.move(start["x"] + 9, 0)
    assert texts(root) == TEXTS, "it has been let go"


def test_a_finger_drags_too(show_widget):
    root = show_widget(placed(3, 0, 1, 2), **PHONE)
    last, start = (
        root.locator("li").last.bounding_box(),
        handle(root, "return").bounding_box(),
    )
    session = root.page.context.new_cdp_session(root.page)
    x, y, end = start["x"] + 9, start["y"] + 9, last["y"] + last["height"]

    def touch(kind: str, *points):
        session.send(
            "Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points}
        )

    touch("Start", {"x": x, "y": y})
    for i in range(1, 11):
        touch("Move", {"x": x, "y": y + (end - y) * i / 10})
    touch("End")
    assert texts(root) == TEXTS


@pytest.mark.parametrize("way", ["key", "button"])
def test_who_gives_up_is_shown_and_may_begin_again(show_widget, way):
    widget = placed(3, 0, 1, 2)
    root = show_widget(widget)
    root.evaluate(
        "root => { window.heard = 0; document.addEventListener('guess-settled', () => { heard += 1; }); }"
    )
    if way == "key":
        tab_to(handle(root, "return"))
        root.page.keyboard.press("Escape")
    else:
        button(root, "Show me").click()
    assert texts(root) == TEXTS
    expect(said(root)).to_contain_text("So it stands in the source.")
    assert root.page.evaluate("heard") == 1
    button(root, "Again").click()
    assert texts(root) == [TEXTS[i] for i in widget.start]
    expect(root.locator(".handle").first).to_be_focused()


@in_every_size
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_moves(show_widget, size, theme):
    root = show_widget(Order(plain.Convolution.forward), theme=theme, **size)
    before = height_of(root)
    button(root, "Check").click()
    axe_finds_nothing(root.page)
    button(root, "Show me").click()
    assert height_of(root) == before
    axe_finds_nothing(root.page)


def test_a_thumb_hits_it_and_it_fits_a_phone(show_widget):
    root = show_widget(Order(plain.Pooling.forward), **PHONE)
    sizes = root.locator("button:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height))"
    )
    assert min(sizes) >= 44
    assert root.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
