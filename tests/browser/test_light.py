"""Every built page is light, stands still while it loads, and comes alive soon; make lighthouse measures the rest.

The book's numbers for Lighthouse are in tools/lighthouse.py. These here are quick, and the same on every machine.
"""

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from book._ext import stylesheet
from tests.browser.built import ALIVE, HTML, PAGES, PUBLISHED, VIEW
from tools.lighthouse import AT_MOST

# What a reader's browser got: figures aside, as these come when the reader comes near.
WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(({ name }) => !/\\.(png|svg|jpe?g)$/.test(new URL(name).pathname))
  .map(({ name, transferSize }) => [new URL(name).pathname, transferSize])"""
SHIFTS = """globalThis.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
  .observe({ type: "layout-shift", buffered: true });"""
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(open_page, path):
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    parts = dict(page.evaluate(WEIGHT))
    assert f"/{path}" in parts
    assert 10_000 < sum(parts.values()) <= AT_MOST["KB"] * 1000, parts


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_jumps_while_a_page_loads(browser, site, path, width):
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.add_init_script(SHIFTS)
    held, drawn = [], []

    def hold(route):
        """The widgets come as late as on a slow line: after the page has been drawn."""
        if drawn:
            route.continue_()
        else:
            held.append(route)

    page.route("**/widget-host.js*", hold)
    page.goto(site + path, wait_until="commit")
    page.wait_for_function("document.querySelector('article, #search-results')")
    page.evaluate(DRAWN)
    drawn.append(True)
    for route in held:
        route.continue_()
    page.wait_for_load_state()
    page.wait_for_function(ALIVE)
    page.evaluate(DRAWN)
    shifts = page.evaluate("shifts")
    page.close()
    assert sum(shifts) < AT_MOST["Shift"], shifts


def test_a_jump_would_be_noticed(browser, site):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.add_init_script(SHIFTS)
    page.goto(site + "book/intro.html")
    page.evaluate(DRAWN)
    page.evaluate("document.querySelector('article').style.paddingTop = '300px'")
    page.wait_for_function(f"shifts.reduce((a, b) => a + b, 0) > {AT_MOST['Shift']}")
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_chosen_before_any_script_has_come(browser, site, theme):
    page = browser.new_page(color_scheme=theme)
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(site + "book/intro.html")
    assert page.locator("html").get_attribute("data-theme") == theme
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_the_first_widget_lives_soon(open_page, path):
    page = open_page(path)
    if page.locator(VIEW).count():
        page.wait_for_function("performance.getEntriesByName('widget').length")
        start = page.evaluate("performance.getEntriesByName('widget')[0].startTime")
        print(f"{path}: first widget after {start:.0f} ms")
        # Alone on a machine it takes less than a second; here it may share it with other tests.
        assert start < 5000


@pytest.mark.parametrize("folder", [HTML, PUBLISHED])
def test_the_icon_fonts_hold_each_icon_that_pages_show(folder):
    css = (folder / "_static/site.css").read_text("utf8")
    fonts = re.findall(r"url\(data:font/woff;base64,([^)]+)\)", css)
    held = {
        code
        for font in fonts
        for code in TTFont(io.BytesIO(base64.b64decode(font))).getBestCmap()
    }
    codes = dict(re.findall(r'\.(fa-[\w-]+):{1,2}before\{content:"\\(\w+)"', css))
    pages = "".join((folder / path).read_text("utf8") for path in PAGES)
    icons = set(re.findall(r'class="(?:fa[brs]?|fa-solid|fa-brands) (fa-[\w-]+)', pages))
    assert len(icons) > 5
    assert ("fa-github" in icons) == (folder == PUBLISHED) == (len(fonts) == 2)
    assert not [icon for icon in icons if int(codes.get(icon, "0"), 16) not in held]


def test_the_stylesheet_is_one(html):
    """What it was made of is named by no page, and is a good deal longer."""
    for path in PAGES:
        page = (html / path).read_text("utf8")
        assert re.findall(r'_static/(?!widgets/)([^"?]+\.css)', page) == ["site.css"]
    whole = (html / "_static/styles/pydata-sphinx-theme.css").stat().st_size
    assert 50_000 < (html / "_static/site.css").stat().st_size < whole / 2


def test_a_rule_goes_only_where_no_text_can_use_it():
    rules = [
        ".shown{top:1px}",
        "[data-mode=late] .by-script{top:2px}",
        'p:has(>script[type="application/x.y+json"]){top:3px}',
        ".shown:not(.absent):hover{top:4px}",
    ]
    gone = [".absent{top:5px}", ".shown .absent{top:6px}", '[type="a/b"]{top:7px}']
    texts = [
        '<p class="shown"><script type="application/x.y+json"></script></p>',
        'root.dataset.mode = "late"; add("by-script")',
    ]
    assert stylesheet.purge("".join(rules + gone), texts) == "".join(rules) + "\n"
