"""What every page owes its reader: opened once at each width, seen in both themes, and all looked at in that visit."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import COLOURS, axe_finds_nothing
from tests.browser.built import PAGES, STANDS, VIEW, show_all
from tools.lighthouse import AT_MOST
from unrolled.page.drawing import SMALLEST

# In which theme a page comes at each width: axe makes all its checks there, and in the other those of colours.
THEMES = {1280: ["light", "dark"], 390: ["dark", "light"]}

DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WATCH_SHIFTS = """globalThis.shifts = [];
const note = (entries) => shifts.push(...entries.map(({ value }) => value));
const observer = new PerformanceObserver((list) => note(list.getEntries()));
observer.observe({ type: "layout-shift", buffered: true });
globalThis.allShifts = () => { note(observer.takeRecords()); return shifts; };"""
# What a reader's browser got: figures aside, as these come when the reader comes near.
WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(({ name }) => !/\\.(png|svg|jpe?g)$/.test(new URL(name).pathname))
  .map(({ name, transferSize }) => [new URL(name).pathname, transferSize])"""
MARKS = "performance.getEntriesByName('widget').length"
# Opens all that is folded on a page, and says how much that was, once it has been drawn.
OPENED = ".toggle:not(.toggle-hidden), article details[open]"
OPEN = """async () => {
  const folded = document.querySelectorAll(".toggle-button, article details:not([open]) > summary");
  for (const button of folded) button.click();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await document.fonts.ready;
  return folded.length;
}"""
MOVES = """() => {
  const still = (style) => style.animationName === "none" && style.scrollBehavior === "auto"
    && (style.transitionProperty === "none" || style.transitionDuration.split(", ").every((time) => time === "0s"));
  return [...document.querySelectorAll(":not(.drawing *)")].flatMap((e) => [null, "::before", "::after"]
    .filter((part) => !still(getComputedStyle(e, part))).map((part) => `${e.tagName}.${e.className} ${part}`));
}"""
# The words of drawings that are smaller than this, as drawn.
SMALL_WORDS = """(least) => [...document.querySelectorAll(".drawing text")].flatMap((text) => {
  const { a } = text.ownerSVGElement.getScreenCTM();
  const size = parseFloat(getComputedStyle(text).fontSize) * a;
  return size < least - 0.1 ? [[text.textContent, size]] : [];
})"""
BLACK_WORDS = """() => [...document.querySelectorAll(".drawing text")]
  .filter((text) => getComputedStyle(text).fill === "rgb(0, 0, 0)").map((text) => text.textContent)"""
TEXTS = """() => {
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    texts.push([parentElement.closest("[lang]").lang, data]);
  }
  return texts;
}"""


@pytest.fixture
def slow_line(open_page):
    """Open a page whose widgets come as late as on a slow line: after the page has been drawn."""

    def slow_line(path: str, **options) -> Page:
        held, drawn = [], []

        def hold(route):
            if drawn:
                route.continue_()
            else:
                held.append(route)

        def prepare(page):
            page.add_init_script(WATCH_SHIFTS)
            page.route("**/widget-host.js*", hold)

        page = open_page(path, prepare=prepare, wait_until="commit", **options)
        page.wait_for_function("() => document.querySelector('article, #search-results')")
        page.evaluate(DRAWN)
        drawn.append(True)
        for route in held:
            route.continue_()
        show_all(page)
        page.wait_for_function(STANDS)
        page.evaluate(DRAWN)
        return page

    return slow_line


def nothing_jumps(page: Page) -> None:
    shifts = page.evaluate("allShifts()")
    assert sum(shifts) < AT_MOST["Shift"], shifts


def its_widgets_told_when_they_came(page: Page) -> None:
    """make lighthouse reads it, and knows how soon is soon enough."""
    assert page.evaluate(MARKS) == page.locator(VIEW).count()


def it_does_not_scroll_sideways(page: Page) -> None:
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def nothing_moves(page: Page) -> None:
    assert page.evaluate(MOVES) == []


def japanese_is_marked_as_such(page: Page) -> None:
    texts = page.evaluate(TEXTS) if page.locator("article").count() else []
    for lang, text in texts:
        assert lang == "ja" or not re.search("[ぁ-ヿ一-鿿]", text), text
        assert lang == "en" or not text.isascii(), text
    if page.url.endswith("glossary.html"):
        assert sum(lang == "ja" for lang, _ in texts) > 60


def it_is_light(page: Page) -> None:
    parts = dict(page.evaluate(WEIGHT))
    assert any(page.url.endswith(part) for part in parts)
    assert 10_000 < sum(parts.values()) <= AT_MOST["KB"] * 1000, parts


def words_in_drawings_can_be_read(page: Page) -> None:
    small = page.evaluate(SMALL_WORDS, SMALLEST)
    assert small == []
    if page.locator("html").get_attribute("data-theme") == "dark":
        assert page.evaluate(BLACK_WORDS) == []


CHECKS = [
    nothing_jumps,
    its_widgets_told_when_they_came,
    it_does_not_scroll_sideways,
    japanese_is_marked_as_such,
    it_is_light,
    words_in_drawings_can_be_read,
]


@pytest.mark.parametrize("width", THEMES)
@pytest.mark.parametrize("path", PAGES)
def test_a_visit(slow_line, subtests, path, width):
    first, second = THEMES[width]
    page = slow_line(path, width=width, height=844, theme=first, reduced_motion="reduce")
    for check in CHECKS:
        with subtests.test(check.__name__):
            check(page)
    html = page.locator("html")
    # What is folded is a part of the page: all is looked at, with every fold open.
    opened = page.evaluate(OPEN)
    expect(page.locator(OPENED)).to_have_count(opened)
    with subtests.test("nothing moves for readers who want no motion"):
        nothing_moves(page)
    with subtests.test(f"axe finds nothing in the {first}"):
        expect(html).to_have_attribute("data-theme", first)
        axe_finds_nothing(page)
    page.emulate_media(color_scheme=second)
    with subtests.test(f"axe finds nothing in the {second}"):
        expect(html).to_have_attribute("data-theme", second)
        axe_finds_nothing(page, **COLOURS)


def test_nothing_jumps_where_something_plays_by_itself(slow_line):
    for width in THEMES:
        nothing_jumps(slow_line("book/intro.html", width=width, height=844))


def test_a_jump_would_be_noticed(slow_line):
    page = slow_line("book/intro.html", width=390, height=844)
    page.evaluate("document.querySelector('article').style.paddingTop = '300px'")
    # One that is seen but too small would be waited for here in vain.
    page.wait_for_function(
        f"() => allShifts().reduce((a, b) => a + b, 0) >= {AT_MOST['Shift']}"
    )
    with pytest.raises(AssertionError):
        nothing_jumps(page)
