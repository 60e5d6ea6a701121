"""A chapter's own question on a page: chosen or typed, by every hand, told its rule, and in its own room."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import axe_finds_nothing
from tests.browser.stepper import (
    MOUSE,
    PHONE,
    button,
    by_every_hand,
    height_of,
    in_every_size,
    tab_to,
)
from unrolled.widgets import Blanks, Guess, Sentence

COLUMNS = "Those are its *columns*: one for each tap of the filter in each channel."
IMAGE = "Those are the windows of one image."
WHY = "Each of the `N` images has `OH * OW` windows, and each window is a row."
MODEL = "The slice takes the same place of *all* images: `x[:, :, h, w]`."
HEARD = """root => {
  window.heard = 0;
  document.addEventListener("guess-settled", ({ target }) => { heard += target === root; });
}"""


def rows(**options) -> Guess:
    return Guess(
        "How many rows has `col`?",
        answer=90,
        wrong={75: COLUMNS, 9: IMAGE},
        why=WHY,
        **options,
    )


def shape(**options) -> Guess:
    wrong = {(75, 90): "That is `col.T`."}
    return Guess(
        "Which shape?", answer=(90, 75), wrong=wrong, why=WHY, typed=True, **options
    )


def sentence() -> Sentence:
    return Sentence("Why is there *no* loop over images?", model=MODEL)


def blanks() -> Blanks:
    lines = {
        "col = im2col(x, 5, 5)": ((90, 75), {(75, 90): "That is `col.T`."}),
        "col_W = W.reshape(FN, -1).T": ((75, 4), {(4, 75): "So it is before `.T`."}),
        "rows = col @ col_W": (90, 4),
    }
    return Blanks(lines, "Fill in the shapes.")


def blank(root: Locator, code: str) -> Locator:
    return root.get_by_role("textbox", name=code, exact=True)


def said(root: Locator) -> Locator:
    return root.get_by_role("status")


def field(root: Locator) -> Locator:
    return root.get_by_role("textbox", name="Your answer", exact=True)


@by_every_hand
def test_a_wrong_choice_is_told_its_rule_and_the_right_one_why(show_widget, act, options):
    root = show_widget(rows(), **options)
    root.evaluate(HEARD)
    expect(root.locator(".question code")).to_have_text("col")
    act(button(root, "75"))
    expect(said(root)).to_have_text(COLUMNS.replace("*", ""))
    expect(said(root).locator("em")).to_have_text("columns")
    expect(button(root, "75")).to_be_disabled()
    assert root.page.evaluate("heard") == 0
    act(button(root, "90"))
    expect(said(root)).to_have_text(f"Yes. {WHY}".replace("`", ""))
    assert root.locator("[data-right]").all_text_contents() == ["90"]
    assert root.locator("[data-wrong]").all_text_contents() == ["75"]
    assert root.page.evaluate("heard") == 1


@by_every_hand
def test_two_wrong_ones_or_show_me_show_the_answer_and_it_can_be_asked_again(
    show_widget, act, options
):
    root = show_widget(rows(), **options)
    root.evaluate(HEARD)
    act(button(root, "75"))
    act(button(root, "9"))
    expect(said(root)).to_have_text(f"{IMAGE} The answer: 90. {WHY}".replace("`", ""))
    assert root.locator("[data-wrong]").all_text_contents() == ["9", "75"]
    act(button(root, "Again"))
    expect(said(root)).to_have_text("")
    expect(root.locator("[data-right], [data-wrong]")).to_have_count(0)
    expect(button(root, "9")).to_be_focused()
    act(button(root, "Show me"))
    expect(said(root)).to_have_text(f"The answer: 90. {WHY}".replace("`", ""))
    expect(button(root, "90")).to_be_focused()
    assert root.page.evaluate("heard") == 2


def test_escape_shows_the_answer(show_widget):
    root = show_widget(rows())
    tab_to(button(root, "9"))
    root.page.keyboard.press("Escape")
    expect(root.locator("[data-right]")).to_have_text("90")


def test_what_is_typed_is_judged_by_what_it_means(show_widget):
    root = show_widget(shape())
    field(root).press("Enter")
    expect(said(root)).to_have_text("Type an answer first.")
    field(root).fill("rows")
    button(root, "Answer").click()
    expect(said(root)).to_contain_text("A number is asked for")
    field(root).fill("[75 x 90]")
    field(root).press("Enter")
    expect(said(root)).to_have_text("That is col.T.")
    field(root).fill("90,75")
    field(root).press("Enter")
    expect(said(root)).to_contain_text("Yes.")
    expect(field(root)).to_have_value("(90, 75)")
    expect(field(root)).not_to_be_editable()
    button(root, "Again").click()
    expect(field(root)).to_have_value("")
    expect(field(root)).to_be_focused()


def test_typed_answers_are_shown_after_two_that_are_wrong(show_widget):
    root = show_widget(shape())
    for typed, told in (("1", "none of the usual slips"), ("2", "The answer: (90, 75).")):
        field(root).fill(typed)
        field(root).press("Enter")
        expect(said(root)).to_contain_text(told)
    expect(field(root)).to_have_value("(90, 75)")


def test_python_may_settle_it(show_widget):
    widget = rows()
    widget.settled = True
    root = show_widget(widget)
    expect(said(root)).to_contain_text("The answer: 90.")
    expect(root.locator("[data-right]")).to_have_text("90")


@by_every_hand
def test_a_sentence_is_compared_and_nothing_else(show_widget, act, options):
    root = show_widget(sentence(), **options)
    box = root.get_by_role("textbox", name="Why is there no loop over images?")
    expect(said(root)).to_have_text("")
    box.fill("Because.")
    act(button(root, "Compare"))
    expect(said(root)).to_contain_text(MODEL.replace("`", "").replace("*", ""))
    expect(box).to_have_value("Because.")


@by_every_hand
def test_blanks_are_filled_in_and_checked(show_widget, act, options):
    root = show_widget(blanks(), **options)
    root.evaluate(HEARD)
    first, second, third = (
        blank(root, code)
        for code in (
            "col = im2col(x, 5, 5)",
            "col_W = W.reshape(FN, -1).T",
            "rows = col @ col_W",
        )
    )
    first.fill("90, 75")
    second.fill("(4, 75)")
    act(button(root, "Check"))
    expect(said(root)).to_have_text("col_W = W.reshape(FN, -1).T: So it is before .T.")
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-invalid", "true")
    expect(root.locator("[data-right]")).to_have_count(1)
    second.fill("75 4")
    expect(root.locator("[aria-invalid]")).to_have_count(0)
    act(button(root, "Check"))
    expect(said(root)).to_have_text("2 of 3 are right; the others are still empty.")
    expect(third).to_be_focused()
    third.fill("[90 x 4]")
    act(button(root, "Check"))
    expect(said(root)).to_have_text("Yes, all of them.")
    assert root.page.evaluate("heard") == 1
    expect(third).not_to_be_editable()
    act(button(root, "Again"))
    expect(first).to_have_value("")
    expect(first).to_be_focused()


def test_enter_judges_one_line_and_goes_on(show_widget):
    root = show_widget(blanks())
    first, second = blank(root, "col = im2col(x, 5, 5)"), blank(root, "rows = col @ col_W")
    first.fill("75, 90")
    first.press("Enter")
    expect(said(root)).to_have_text("col = im2col(x, 5, 5): That is col.T.")
    first.fill("90, 75")
    first.press("Enter")
    expect(blank(root, "col_W = W.reshape(FN, -1).T")).to_be_focused()
    second.fill("rows")
    second.press("Enter")
    expect(said(root)).to_contain_text("A number is asked for")
    second.press("Escape")
    expect(second).to_have_value("(90, 4)")
    expect(said(root)).to_have_text("So it is.")


def test_python_may_fill_them_in(show_widget):
    widget = blanks()
    widget.settled = True
    root = show_widget(widget)
    expect(blank(root, "rows = col @ col_W")).to_have_value("(90, 4)")
    expect(button(root, "Again")).to_be_visible()


def test_nothing_moves_whatever_is_said(show_widget):
    roots = show_widget(rows(), shape(), sentence(), blanks(), **MOUSE)
    for i, act in enumerate([choose_twice, type_twice, compare, fill]):
        root = roots.nth(i)
        before = height_of(root)
        act(root)
        assert height_of(root) == before


ROOM = """room => [room, room.querySelector("[role=status]")].map((part) => {
  const { height } = part.getBoundingClientRect();
  return height / parseFloat(getComputedStyle(part).lineHeight);
})"""


def test_on_a_phone_no_room_stands_empty_below_what_is_said(show_widget):
    """What is longer than three lines makes its own room, instead of all the room that any answer could need."""
    wrong = {75: COLUMNS, 9: IMAGE}
    root = show_widget(
        Guess("How many?", answer=90, wrong=wrong, why=f"{WHY} {WHY}"), **PHONE
    )
    room = root.locator(".room")
    assert room.evaluate(ROOM) == pytest.approx([3, 3], abs=0.05)
    before = height_of(root)
    button(root, "75").click()
    assert height_of(root) == before
    button(root, "9").click()
    whole, told = room.evaluate(ROOM)
    assert whole == told > 3


def choose_twice(root: Locator) -> None:
    button(root, "75").click()
    button(root, "9").click()


def type_twice(root: Locator) -> None:
    for _ in range(2):
        field(root).fill("3")
        field(root).press("Enter")


def fill(root: Locator) -> None:
    blank(root, "rows = col @ col_W").fill("3")
    button(root, "Check").click()


def compare(root: Locator) -> None:
    button(root, "Compare").click()


@in_every_size
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("answered", [False, True])
def test_axe_finds_nothing(show_widget, size, theme, answered):
    roots = show_widget(rows(), shape(), sentence(), blanks(), theme=theme, **size)
    if answered:
        for i, act in enumerate([choose_twice, type_twice, compare, fill]):
            act(roots.nth(i))
    axe_finds_nothing(roots.page)


TARGETS = """root => [...root.querySelectorAll("button:not([hidden]), input, textarea")]
  .map((part) => part.getBoundingClientRect()).every(({ width, height }) => width >= 44 && height >= 44)"""


def test_a_thumb_hits_it_and_it_fits_a_phone(show_widget):
    roots = show_widget(rows(), shape(), sentence(), blanks(), **PHONE)
    for i in range(4):
        assert roots.nth(i).evaluate(TARGETS)
    assert roots.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
