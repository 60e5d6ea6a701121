"""What makes the built pages light: one stylesheet without what no page uses, and fonts of the icons that are used.

How much a page weighs is looked at in test_visits.py; make lighthouse measures the rest.
"""

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from book._ext import fonts, stylesheet
from book._ext.site_pages import pages_in
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


MOST = 40_000  # bytes, for the book's faces together


def characters_of(file) -> set[int]:
    return set(TTFont(file).getBestCmap())


def test_the_faces_hold_what_is_shown_and_typed_and_no_more(html):
    shown = set(map(ord, "".join(page.read_text("utf8") for page in pages_in(html))))
    files = sorted((html / fonts.FOLDER).glob("*.woff2"))
    assert len(files) == len(fonts.FACES)
    assert sum(file.stat().st_size for file in files) <= MOST
    for face in fonts.FACES:
        (file,) = (each for each in files if each.stem.startswith(face.whole.stem))
        whole, held = characters_of(face.whole), characters_of(file)
        assert (shown | set(range(0x20, 0x7F))) & whole <= held < whole
        assert (html / fonts.FOLDER / f"{face.package}.LICENSE").is_file()


@pytest.mark.parametrize("from_disk", [False, True])
def test_a_page_is_drawn_in_them(open_page, html, from_disk):
    path = "book/03-im2col.html"
    page = open_page((html / path).as_uri() if from_disk else path)
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => `${f.family} ${f.style}`)"
    )
    names = {name.replace('"', "") for name in loaded}
    assert {f"{face.family} {face.style}" for face in fonts.FACES} <= names


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
