"""The book by keyboard alone: through each kind of page and back, from page to page, through search and menus."""

import json
import posixpath
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import bring_axe
from tests.browser.built import HTML, PAGES, parsed, show_all
from tests.browser.stepper import FOCUSED, HOLDS_FOCUS, tab_to
from tools import pdf

SIZES = [{"width": 1280, "height": 900}, {"width": 390, "height": 844}]
sizes = pytest.mark.parametrize("size", SIZES, ids=["1280", "390"])
PHONE_MENUS = [
    ("primary-toggle", "#pst-primary-sidebar-modal"),
    ("secondary-toggle", "#pst-secondary-sidebar-modal"),
]
STATE = 'script[type="application/vnd.jupyter.widget-state+json"]'
MOST = 400  # stops, on one page

# From here on the page keeps what had the focus, with how it looked then: what shows the focus may be on it, on
# its label, on what stands for a hidden input, or on a solution's title.
START = """() => {
  globalThis.stops = [];
  globalThis.met ??= [];
  globalThis.looks = (e) => {
    const parts = [[e], [e.labels?.[0]], [e.nextElementSibling], [e.closest(".admonition-title"), "::before"]];
    return parts.filter(([part]) => part).map(([part, pseudo]) => {
      const { outlineStyle, outlineWidth, boxShadow, backgroundColor } = getComputedStyle(part, pseudo);
      return [outlineStyle, outlineWidth, boxShadow, backgroundColor].join(" ");
    }).join(" | ");
  };
}"""
# What has the focus (which element it is, however it looks just then), what a screen reader says there, and whether
# its middle can be seen; nothing once the focus has left the page or begins anew.
STOP = """(isBack) => {
  const e = document.activeElement;
  if (e === document.body || stops.some((stop) => stop.e === e)) return null;
  stops.push({ e, focused: looks(e) });
  const part = e.labels?.[0] ?? e;
  const { left, right, top, bottom } = part.getClientRects()[0] ?? part.getBoundingClientRect();
  const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
  const hit = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
  if (!met.includes(e)) met.push(e);
  return {
    which: met.indexOf(e),
    html: e.outerHTML.slice(0, 120),
    inView: hit !== null && (part.contains(hit) || hit.contains(part)),
    isNamed: isBack || Boolean(axe.commons.text.accessibleText(e).trim() && axe.commons.aria.getRole(e)),
    isHidden: e.closest("[aria-hidden=true]") !== null,
  };
}"""
# Once the focus has gone: whether each stop looked different with it.
SHOWN = "() => stops.map(({ e, focused }) => looks(e) !== focused)"
FAULTS = {
    "is not in view": lambda stop: not stop["inView"],
    "does not show that it has the focus": lambda stop: not stop["isShown"],
    "has no name or no role": lambda stop: not stop["isNamed"],
    "is hidden from screen readers": lambda stop: stop["isHidden"],
}


def walk(page: Page, key: str) -> list[dict]:
    """Press this key until the focus leaves the page or begins anew: what it stopped at."""
    page.evaluate(START)
    stops = []
    for _ in range(MOST):
        page.keyboard.press(key)
        stop = page.evaluate(STOP, key != "Tab")  # names are asked once, as this takes long
        if stop is None:
            shown = page.evaluate(SHOWN)
            return [
                stop | {"isShown": is_shown}
                for stop, is_shown in zip(stops, shown, strict=True)
            ]
        stops.append(stop)
    raise AssertionError(f"{key} does not leave the page: {stops[-3:]}")


def wrong(stops: list[dict]) -> list[str]:
    """What is amiss with these stops."""
    return [
        f"{stop['html']} {why}"
        for why, is_so in FAULTS.items()
        for stop in stops
        if is_so(stop)
    ]


# These stand for all: whatever can have the focus anywhere, in a place of its kind, is on one of them.
WALKED = [
    "book/intro.html",
    "book/references.html",
    "book/questions.html",
    "book/01-why.html",
    "book/02-arrays.html",
    "book/03-im2col.html",
    "book/04-convolution.html",
    "book/05-backward.html",
    "book/06-pooling.html",
    "book/07-sizes.html",
    "book/08-learning.html",
    "book/09-kinds.html",
    "search.html",
    "404.html",
]
# The menus and the column are a phone's own; what stands in the column is the same.
ON_A_PHONE = ["book/intro.html", "book/04-convolution.html", "search.html"]
STOPS = "a[href], button, input, select, summary, textarea, [contenteditable], [tabindex]"
PLACES = ["article", "aside", "dialog", "footer", "header", "main", "nav"]


def kinds(path: str) -> set[tuple]:
    """The kinds of what can have the focus on a page, and of its widgets, which hold more of it."""
    page, found = parsed(HTML / path), set()
    for stop in page.select(STOPS):
        place = stop.find_parent(PLACES)
        classes = " ".join(sorted(stop.get("class", [])))
        found.add((place and place.name, stop.name, stop.get("type"), classes))
    for state in page.select(STATE):
        for record in json.loads(state.string)["state"].values():
            found.add(("widget", record["state"].get("_anywidget_id")))
    return found


def test_the_pages_that_are_walked_stand_for_all(html):
    walked = set().union(*map(kinds, WALKED))
    missed = {path: kinds(path) - walked for path in PAGES}
    assert not any(missed.values()), {
        path: found for path, found in missed.items() if found
    }


@pytest.mark.parametrize(
    ("path", "size"),
    [*((path, SIZES[0]) for path in WALKED), *((path, SIZES[1]) for path in ON_A_PHONE)],
)
def test_tab_walks_through_a_page_and_back(open_page, path, size):
    page = open_page(path, reduced_motion="reduce", **size)
    show_all(page)
    bring_axe(page)  # it knows what screen readers say
    page.evaluate("void axe.setup(document.body)")
    there = walk(page, "Tab")
    assert "Skip to main content" in there[0]["html"]
    assert len(there) >= 5
    assert not wrong(there), "\n".join(wrong(there))
    back = walk(page, "Shift+Tab")
    order, other = (
        [(stop["which"], stop["html"]) for stop in stops] for stops in (back, there[::-1])
    )
    assert [which for which, _ in order] == [which for which, _ in other], (order, other)


@sizes
def test_the_skip_link_leads_past_the_menu(open_page, size):
    page = open_page("book/about.html", **size)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main-content$"))
    page.keyboard.press("Tab")
    assert page.locator("#main-content").evaluate(HOLDS_FOCUS)


def next_page(path: str) -> str | None:
    """Where a page's link to the next one leads."""
    link = parsed(HTML / path).select_one("a.right-next")
    return link and posixpath.normpath(f"{path}/../{link['href']}")


def test_every_page_leads_to_the_next(html):
    turned = ["book/intro.html"]
    while (after := next_page(turned[-1])) and len(turned) <= len(PAGES):
        turned.append(after)
    assert turned == [f"{name}.html" for name in pdf.names()]


@sizes
@pytest.mark.parametrize("path", ["book/intro.html", "book/06-pooling.html"])
def test_a_reader_turns_the_page_with_enter(open_page, path, size):
    page = open_page(path, **size)
    link = page.locator("a.right-next")
    for _ in range(MOST):  # backwards it is near
        page.keyboard.press("Shift+Tab")
        if link.evaluate(FOCUSED):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{next_page(path)}")


@sizes
def test_search_from_any_place_to_a_result(open_page, size):
    page = open_page("book/about.html", **size)
    for _ in range(3):
        page.keyboard.press("Tab")
    before = page.evaluate_handle("document.activeElement")
    field = page.locator("#pst-search-dialog input")
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    assert before.evaluate(FOCUSED)
    page.keyboard.press("Control+k")
    page.keyboard.type("im2col")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=im2col")
    result = page.locator(
        "#search-results a", has_text="Unroll an image into a matrix"
    ).first
    result.wait_for()
    tab_to(result)
    page.keyboard.press("Enter")
    page.wait_for_url("**/book/03-im2col.html*")


@sizes
@pytest.mark.parametrize("name", ["search-button__button", "theme-switch-button"])
def test_a_button_that_is_pressed_keeps_the_focus(open_page, size, name):
    page = open_page("book/about.html", **size)
    button = page.locator(f".{name}:visible")
    tab_to(button)
    page.keyboard.press("Enter")
    if name.startswith("search"):
        expect(page.locator("#pst-search-dialog input")).to_be_focused()
        page.keyboard.press("Escape")
    expect(button).to_be_focused()


@pytest.mark.parametrize(("name", "dialog"), PHONE_MENUS)
def test_a_phones_menu_opens_is_walked_and_closes(open_page, name, dialog):
    page = open_page("book/about.html", reduced_motion="reduce", **SIZES[1])
    button, dialog = page.locator(f".bd-header-article .{name}"), page.locator(dialog)
    tab_to(button)
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    last = dialog.locator("a:visible").last
    for _ in range(dialog.locator("a, button").count() + 1):
        page.keyboard.press("Tab")
        if last.evaluate(FOCUSED):
            break
        assert dialog.evaluate(HOLDS_FOCUS)
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_a_menu_put_away_takes_no_focus(open_page):
    page = open_page("book/about.html", reduced_motion="reduce", **SIZES[0])
    menu = page.locator("#pst-primary-sidebar")
    button = page.locator(".bd-header-article .primary-toggle")
    tab_to(button)
    page.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport(ratio=1)
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
