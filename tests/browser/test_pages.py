"""The built pages: what stands in each, and what their menus, buttons and search do. test_visits.py opens each one."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from pybtex.database import parse_file

import cnnlib
from tests.browser.axe import axe_finds_nothing
from tests.browser.built import CHAPTERS, PAGES, PLACED, ROOT, parsed, show_all
from tests.browser.stepper import stop_clock
from unrolled import exercises, widgets

FRONT = "book/intro.html"


def test_every_chapter_is_built(html):
    assert CHAPTERS, "no chapters found"
    assert all((html / page).is_file() for page in PAGES)


@pytest.mark.parametrize(
    ("opener", "shown", "width"),
    [
        (".search-button__button", "#pst-search-dialog", 1280),
        (".search-button__button", "#pst-search-dialog", 390),
        (".dropdown-download-buttons button", ".dropdown-download-buttons ul", 1280),
        (".dropdown-download-buttons button", ".dropdown-download-buttons ul", 390),
        (".primary-toggle", "#pst-primary-sidebar-modal", 390),
        (".secondary-toggle", "#pst-secondary-sidebar-modal", 390),
    ],
)
def test_axe_finds_nothing_in_what_a_button_opens(open_page, opener, shown, width):
    page = open_page(FRONT, width=width, reduced_motion="reduce")
    page.locator(f"{opener}:visible").click()
    expect(page.locator(shown)).to_be_visible()
    axe_finds_nothing(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    axe_finds_nothing(page)


@pytest.mark.parametrize(
    ("motion", "frame"), [("no-preference", "question"), ("reduce", "row4")]
)
def test_the_first_page_plays_by_itself_where_motion_is_wanted(open_page, motion, frame):
    story = open_page(FRONT, reduced_motion=motion).locator("[data-widget]")
    expect(story).to_have_attribute("data-frame", frame)


def test_where_no_script_runs_the_first_page_has_a_picture_of_the_story(new_context, site):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site + FRONT)
    picture = page.locator(".tag_story").get_by_role("img", name="a matrix of six rows")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 900


@pytest.mark.parametrize("path", ["book/intro.html", "book/03-im2col.html"])
def test_widgets_live_without_a_server(open_page, html, path):
    page = open_page((html / path).as_uri())
    show_all(page)
    expect(page.locator("[data-widget] [data-index]").first).to_be_visible()


@pytest.mark.parametrize("path", CHAPTERS)
def test_the_menu_says_which_page_is_read(html, path):
    page = parsed(html / path)
    (current,) = page.select("#pst-primary-sidebar [aria-current=page]")
    others = page.select("#pst-primary-sidebar a[href$='.html']")
    assert current["href"] == "#"
    assert len(others) >= len(CHAPTERS)
    assert not [link for link in others if link["href"] == path.partition("/")[2]]


def test_the_menus_buttons_say_what_they_open(open_page):
    header = open_page("book/about.html", width=390).locator(".bd-header-article")
    for name, menu in [("Pages of the book", "primary"), ("On this page", "secondary")]:
        expect(header.get_by_role("button", name=name)).to_have_class(
            re.compile(f"{menu}-toggle")
        )


@pytest.mark.parametrize("path", PAGES)
def test_figures_say_what_they_show(html, path):
    page = parsed(html / path)
    for alt in (image.get("alt", "") for image in page.select("article img")):
        assert len(alt) > 20, f"{path}: an image's alt text is {alt!r}"
        assert not re.search(r"\.(png|svg|jpe?g)$", alt), (
            f"{path}: alt text is a file name: {alt}"
        )


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_graders_verdicts_are_blocks_with_a_badge(html, path):
    page = parsed(html / path)
    verdicts = page.select("blockquote.verdict")
    assert {"right", "wrong"} <= {kind for verdict in verdicts for kind in verdict["class"]}
    for verdict in verdicts:
        badge = "✓" if "right" in verdict["class"] else "✗"
        assert verdict.select_one(".mark").get_text() == badge
        assert re.search("right" if badge == "✓" else "not yet", verdict.get_text())
    assert not re.search(
        "[✓✗]", "".join(q.get_text() for q in page.select("blockquote:not(.verdict)"))
    )


@pytest.mark.parametrize("path", PAGES)
def test_headings_are_in_order(html, path):
    """One of the first level, and below it no level without the one above. On paper alone the theme has others."""
    headings = parsed(html / path).find_all(re.compile("^h[1-6]$"))
    levels = [int(h.name[1]) for h in headings if not h.find_parent(class_="onlyprint")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels)), levels


def test_every_public_name_is_on_the_page_of_names(html):
    page = (html / "book/reference.html").read_text("utf8")
    names = [f"cnnlib.{name}" for name in cnnlib.__all__]
    names += [f"unrolled.widgets.{name}" for name in widgets.__all__]
    names += [f"unrolled.exercises.{name}" for name in exercises.__all__]
    names += [
        "unrolled.exercises.grading.Verdict",
        "unrolled.exercises.paper.Remarks",
    ]  # what they give
    assert len(names) > 60
    assert not [name for name in names if f'id="{name}"' not in page]


def test_every_source_is_on_the_page_of_references(html):
    page = (html / "book/references.html").read_text("utf8")
    entries = parse_file(ROOT / "book/references.bib").entries
    assert len(entries) > 20
    for key, entry in entries.items():
        fields = entry.fields
        address = fields.get("doi") or fields.get("eprint") or fields["url"]
        assert page.count(f'{address}"') == 1, f"{key}: not listed once"


def test_formulas_are_rendered_while_building(html):
    text = "".join((html / page).read_text("utf8") for page in PAGES)
    assert (
        text.count('class="katex"')
        == len(re.findall(r'<(?:span|div)[^>]* class="math[ "]', text))
        > 20
    )
    assert "katex-error" not in text
    assert not re.search(r'<script[^>]*src="[^"]*(mathjax|katex)', text, re.IGNORECASE)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_menu_button_works(open_page, width):
    page = open_page("book/intro.html", width=width)
    link = page.locator(".bd-sidebar-primary a", has_text="matrix").first
    was_visible = link.is_visible()
    page.locator(".bd-header-article .primary-toggle").click()
    link.wait_for(state="hidden" if was_visible else "visible")


def test_search_finds_a_chapter(open_page):
    page = open_page("book/intro.html")
    page.keyboard.press("Control+k")
    page.locator("#pst-search-dialog input").fill("im2col")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=im2col")
    page.locator("#search-results a", has_text="matrix").first.wait_for()


def test_code_can_be_copied(open_page):
    page = open_page(CHAPTERS[0], permissions=["clipboard-read", "clipboard-write"])
    cell = page.locator("div.cell_input div.highlight").first
    cell.hover()
    stop_clock(page)  # what tells of the copy goes after a while
    cell.locator("button.copybtn").click()
    expect(cell.locator("button.copybtn.success")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == cell.locator("pre").text_content().strip() != ""


def test_answers_are_hidden_until_asked_for(open_page):
    answer = open_page(CHAPTERS[0]).locator("div.solution.dropdown").first
    content = answer.locator(".section, pre, p:not(.admonition-title)").first
    expect(content).to_be_hidden()
    answer.locator("button.toggle-button").click()
    expect(content).to_be_visible()


def test_the_notebook_can_be_downloaded(open_page):
    page = open_page(CHAPTERS[0])
    link = page.locator("a.btn-download-source-button")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Download this page").click()
    expect(link).to_be_visible()
    notebook = page.request.get(link.evaluate("link => link.href"))
    assert notebook.ok
    assert notebook.json()["nbformat"] == 4


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_can_choose_dark(open_page, width):
    page = open_page("book/intro.html", width=width)
    html = page.locator("html")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.locator(".theme-switch-button:visible").click()
    expect(html).to_have_attribute("data-theme", "dark")
    assert page.evaluate(background) != light
    page.reload()
    expect(html).to_have_attribute("data-theme", "dark")


def test_search_opens_where_the_menu_is_and_closes_again(open_page):
    page = open_page("book/intro.html")
    dialog = page.locator("#pst-search-dialog")
    page.locator(".search-button__button:visible").first.click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_hint_points_at_its_button(open_page):
    page = open_page("book/about.html")  # on the front page it has no room below
    page.locator(".theme-switch-button:visible").hover()
    hint = page.locator(".tooltip.show")
    expect(hint).to_have_attribute("data-popper-placement", "bottom")
    arrow = hint.locator(".tooltip-arrow")
    sides = ["borderTopWidth", "borderBottomWidth"]
    above, below = (
        arrow.evaluate(
            "(arrow, side) => parseFloat(getComputedStyle(arrow, '::before')[side])", side
        )
        for side in sides
    )
    assert above == 0 < below


FAR = """() => [...document.querySelectorAll('[data-widget-slot]')]
  .map((slot) => [slot.getBoundingClientRect().top / innerHeight, slot.childElementCount])"""


def test_a_widget_comes_when_its_reader_comes_near(open_page):
    page = open_page("book/04-convolution.html")
    page.wait_for_function(PLACED)
    places = page.evaluate(FAR)
    far = [drawn for top, drawn in places if top > 2]
    assert far
    assert not any(far)
    for i in range(len(places)):
        slot = page.locator("[data-widget-slot]").nth(i)
        slot.scroll_into_view_if_needed()
        expect(slot.locator("[data-widget]")).to_be_visible()


def test_where_no_script_runs_a_figure_is_a_picture(new_context, site):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site + "book/03-im2col.html")
    drawing = page.locator(".drawing").first
    expect(drawing.locator("svg")).to_be_hidden()
    picture = drawing.get_by_role("img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    assert len(picture.get_attribute("alt")) > 20
