"""What makes the built pages light: one stylesheet without what no page uses, and fonts of the icons that are used.

How much a page weighs is looked at in test_visits.py; make lighthouse measures the rest.
"""

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from book._ext import stylesheet
from tests.browser.built import HTML, PAGES, PUBLISHED


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_chosen_before_any_script_has_come(new_context, site, theme):
    page = new_context(color_scheme=theme).new_page()
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(site + "book/intro.html")
    assert page.locator("html").get_attribute("data-theme") == theme


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
