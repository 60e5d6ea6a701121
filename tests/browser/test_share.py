"""A picture stands alone on a bare page, is embedded by the HTML beside it, fills a screen, and is saved as SVG."""

import json
import re
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Page, expect

from book._ext.bare import FOLDER
from tests.browser.axe import axe_finds_nothing
from tests.browser.built import HTML
from tests.browser.stepper import button, slider

BARE = sorted(path.relative_to(HTML).as_posix() for path in HTML.glob(f"{FOLDER}/*/*.html"))
PAGE, NAME = "book/03-im2col.html", "im2col-1"
STATE = f"#{NAME}?step=3&stride={quote(json.dumps([1, 2]))}"
# Numbers that stand too high or too low in their cells; those below a mark of their own are meant to.
OFF_CENTRE = """() => {
  const cells = "[data-widget]:not([data-widget=network]) [role=gridcell]:not([data-met], [data-tag])";
  return [...document.querySelectorAll(cells)].filter((cell) => {
    const text = cell.childNodes.length === 1 ? cell.firstChild : null;
    if (text?.nodeType !== Node.TEXT_NODE || !cell.checkVisibility()) return false;
    const range = document.createRange();
    range.selectNodeContents(text);
    const [inner, outer] = [range, cell].map((each) => each.getBoundingClientRect());
    return Math.abs(inner.top + inner.bottom - outer.top - outer.bottom) > 6;
  }).map((cell) => cell.outerHTML);
}"""
WIDTH_OF_CELL = "cell => cell.getBoundingClientRect().width"
LEAST = 28  # pixels of a cell that a lecture hall can read
SVG = "{http://www.w3.org/2000/svg}"


def tools(page: Page) -> Locator:
    return page.locator(f"#{NAME} + .widget-tools")


def root(page: Page) -> Locator:
    return page.locator(f"#{NAME} [data-widget]")


@pytest.fixture
def chapter(open_page) -> Page:
    page = open_page(PAGE, reduced_motion="reduce")
    page.locator(f"#{NAME}").scroll_into_view_if_needed()
    expect(root(page)).to_be_visible()
    return page


def test_each_picture_of_the_book_has_a_bare_page():
    assert {Path(path).parent.name for path in BARE} > {"intro", "03-im2col", "08-learning"}


@pytest.mark.parametrize("path", BARE)
def test_a_bare_page_shows_its_picture_and_leads_back(open_page, html, path):
    page = open_page(path)
    expect(page.locator("[data-widget]")).to_be_visible()
    back = page.locator(".source a").get_attribute("href")
    target, name = (Path(html / path).parent / back).resolve().as_posix().split("#")
    chapter = BeautifulSoup(Path(target).read_text("utf8"), "html.parser")
    kind, number = name.rsplit("-", 1)
    views = chapter.select('script[type="application/vnd.jupyter.widget-view+json"]')
    assert len(views) >= int(number)
    assert page.locator(f"#{name} [data-widget={kind}]").count() == 1
    assert page.evaluate(OFF_CENTRE) == []
    assert page.locator("h1").bounding_box()["height"] == 1  # for screen readers
    expect(page.locator("body")).to_have_css("padding", "8px")
    # Its faces come with the first page, as a frame has no second.
    expect(page.locator("link[rel=preload][as=font]")).to_have_count(2)


@pytest.mark.parametrize("from_disk", [False, True])
def test_a_bare_page_takes_the_fragment_of_its_chapter(open_page, html, site, from_disk):
    site = html.as_uri() + "/" if from_disk else site
    page = open_page(f"{FOLDER}/03-im2col/{NAME}.html{STATE}", site=site)
    expect(slider(root(page))).to_have_value("3")


@pytest.mark.parametrize(("asked", "theme"), [("?theme=dark", "light"), ("", "dark")])
def test_a_bare_page_is_dark_where_it_should_be(open_page, asked, theme):
    page = open_page(f"{FOLDER}/03-im2col/{NAME}.html{asked}", theme=theme)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(root(page)).to_be_visible()
    axe_finds_nothing(page)


def test_the_html_that_embeds_a_picture_shows_it_as_it_stands(chapter, open_page, site):
    button(root(chapter), "Last").click()
    button(tools(chapter), "Embed").click()
    field = chapter.get_by_label("The HTML that shows this picture")
    expect(field).to_be_focused()
    frame = BeautifulSoup(field.input_value(), "html.parser").iframe
    assert frame["title"]
    page = open_page(frame["src"].removeprefix(site))
    expect(slider(root(page))).to_have_value(slider(root(chapter)).input_value())
    height = "document.querySelector('main').offsetHeight"
    assert int(frame["height"]) >= page.evaluate(height)
    button(root(page), "Your turn").click()
    expect(root(page).locator(".ask")).to_be_visible()
    assert int(frame["height"]) >= page.evaluate(height)


def test_on_a_full_screen_all_is_large_and_the_answer_can_wait(chapter):
    button(root(chapter), "Last").click()
    first = root(chapter).locator('[data-grid="col"] [data-now]').first
    assert first.evaluate(WIDTH_OF_CELL) < LEAST
    button(tools(chapter), "Full screen").click()
    hall = chapter.get_by_role("group", name="For the lecture hall")
    expect(hall).to_be_visible()
    assert first.evaluate(WIDTH_OF_CELL) >= LEAST
    before = first.evaluate("cell => getComputedStyle(cell).color")
    button(hall, "Hide the answer").click()
    expect(first).to_have_css("color", "rgba(0, 0, 0, 0)")
    button(hall, "Hide the answer").click()
    expect(first).to_have_css("color", before)
    button(hall, "High contrast").click()
    expect(root(chapter)).to_have_css("color", "rgb(0, 0, 0)")
    button(hall, "Leave").click()
    expect(hall).to_have_count(0)
    assert first.evaluate(WIDTH_OF_CELL) < LEAST


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        button(tools(page), "Save as SVG").click()
    assert download.value.suggested_filename == f"{NAME}.svg"
    download.value.save_as(folder / f"{NAME}.svg")
    return folder / f"{NAME}.svg"


def test_the_svg_has_the_numbers_the_colours_and_no_buttons(chapter, tmp_path):
    picture = ElementTree.parse(saved(chapter, tmp_path)).getroot()
    words = [text.text for text in picture.iter(f"{SVG}text")]
    shown = root(chapter).locator("[data-index]").all_inner_texts()
    for number in {number for number in shown if number}:
        assert words.count(number) >= shown.count(number), number
    assert not {"Example", "Loop", "Code", "Step"} & set(words)
    fills = {rect.get("fill") for rect in picture.iter(f"{SVG}rect")}
    lit = root(chapter).locator("[data-window]").first
    assert lit.evaluate("cell => getComputedStyle(cell).backgroundColor") in fills
    height = float(picture.get("height"))
    for text in picture.iter(f"{SVG}text"):
        assert 0 < float(text.get("y")) < height


@pytest.mark.parametrize("from_disk", [False, True])
@pytest.mark.parametrize("path", [PAGE, f"{FOLDER}/03-im2col/{NAME}.html"])
def test_what_draws_the_file_is_loaded_once_one_is_to_be_saved(
    open_page, html, site, tmp_path, path, from_disk
):
    page = open_page(path, site=html.as_uri() + "/" if from_disk else site)
    page.locator(f"#{NAME}").scroll_into_view_if_needed()
    expect(root(page)).to_be_visible()
    code = page.locator("script[src*='widget-svg.js']")
    expect(code).to_have_count(0)
    for _ in range(2):
        assert saved(page, tmp_path).stat().st_size > 1000
    expect(code).to_have_count(1)


def test_the_svg_is_a_picture_that_a_browser_shows(chapter, tmp_path, new_context):
    file = saved(chapter, tmp_path)
    page = new_context().new_page()
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.getBBox().width") > 300
    assert not re.search(r"NaN|undefined", file.read_text("utf8"))
