"""Code that only draws a figure is folded on the page: told by words, opened by the keyboard, absent on paper."""

import pytest
from playwright.sync_api import expect

CHAPTER = "book/07-sizes.html"
FOLDED = "details.hide:has(+ .cell_output .drawing)"
SHOW, HIDE = "Show the code that draws this figure", "Hide the code that draws this figure"
# What an assistive technology is told of the folds: Chromium's own tree.
NAMES = "Accessibility.getFullAXTree"


def told(page) -> list[str]:
    nodes = page.context.new_cdp_session(page).send(NAMES)["nodes"]
    return [
        node["name"]["value"]
        for node in nodes
        if node.get("role", {}).get("value") == "DisclosureTriangle"
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_opens_and_closes_a_fold_that_says_what_it_does(open_page, width):
    page = open_page(CHAPTER, width=width, reduced_motion="reduce")
    fold = page.locator(FOLDED).first
    code, button = fold.locator("pre"), fold.locator("summary")
    expect(code).to_be_hidden()
    assert SHOW in told(page)
    assert HIDE not in told(page)
    button.focus()
    page.keyboard.press("Enter")
    expect(code).to_be_visible()
    assert told(page).count(HIDE) == 1
    assert (button.bounding_box()["height"] >= 44) == (width == 390)
    page.keyboard.press(" ")
    expect(code).to_be_hidden()


def test_on_paper_there_is_the_figure_alone(open_page):
    page = open_page(CHAPTER)
    page.emulate_media(media="print")
    cell = page.locator(".cell:has(details.hide):has(.drawing)").first
    expect(cell.locator("summary")).to_be_hidden()
    expect(cell.locator("pre")).to_be_hidden()
    expect(cell.locator(".drawing")).to_be_visible()
