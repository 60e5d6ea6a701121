"""The search: what it finds, from the dialog of any page and on its own page, and when its index is loaded."""

import re
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe_finds_nothing
from tests.browser.built import CHAPTERS

INDEX = "/_static/search/"
ASKED = tomllib.loads(Path(__file__).with_name("asked.toml").read_text("utf8"))
CHAPTER = next(path for path in CHAPTERS if "im2col" in path)


@pytest.fixture
def asked(open_page):
    """Open a page, and note which addresses it asks for."""

    def asked(path, **options):
        addresses = []
        page = open_page(
            path,
            prepare=lambda page: page.on("request", lambda r: addresses.append(r.url)),
            **options,
        )
        page.wait_for_load_state("networkidle")
        return page, addresses

    return asked


def search_in_dialog(page, words):
    page.keyboard.press("Control+k")
    page.locator("#pst-search-dialog input").fill(words)
    return page.locator("#pst-search-dialog .book-found")


def test_the_index_is_loaded_once_a_reader_searches(asked):
    page, addresses = asked(CHAPTER)
    assert not [url for url in addresses if INDEX in url or "searchindex" in url]
    found = search_in_dialog(page, "im2col")
    expect(found.locator("li").first).to_be_visible()
    assert len([url for url in addresses if INDEX in url]) == 1
    page, addresses = asked("search.html")
    assert len([url for url in addresses if INDEX in url]) == 1
    assert not [url for url in addresses if "searchindex" in url]


@pytest.mark.parametrize("words", ["+=", "reshape(N * OH * OW, -1)"])
def test_code_is_found_by_its_characters(open_page, words):
    found = search_in_dialog(open_page(CHAPTER), words)
    expect(found.locator("li").first).to_be_visible()
    marks = found.locator("li code mark").all_inner_texts()
    assert marks
    assert set(marks) == {words}


def test_a_result_leads_to_its_section(open_page):
    page = open_page(CHAPTER)
    found = search_in_dialog(page, "im2col")
    first = found.get_by_role("link").first
    expect(first.locator("strong mark")).to_have_text("im2col", ignore_case=True)
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found.get_by_role("link").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#pst-search-dialog input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    address = first.evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    assert "#" in address
    assert page.evaluate("document.getElementById(location.hash.slice(1)) !== null")


@pytest.mark.parametrize("path", ["search.html", CHAPTER])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_works_from_the_disk(open_page, html, path, width):
    page = open_page((html / path).as_uri(), width=width, height=844)
    page.keyboard.press("Control+k")
    if path == "search.html":
        field, found = page.locator("main input"), page.locator("#search-results")
    else:
        dialog = page.locator("#pst-search-dialog")
        field, found = dialog.locator("input"), dialog.locator(".book-found")
    expect(field).to_be_focused()
    field.fill("行列")
    expect(found.locator("mark").first).to_have_text("行列")
    field.fill("an image of zebras")
    expect(found.get_by_role("status")).to_contain_text("No section has this as it stands")
    field.fill("zebras")
    expect(found.get_by_role("status")).to_have_text("Nothing in the book has this.")
    expect(found.locator("li")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


TEXTS = """list => {
  const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const { parentElement, data } = texts.currentNode;
    found.push([parentElement.closest("[lang]").lang, getComputedStyle(parentElement).fontFamily, data]);
  }
  return found;
}"""


@pytest.mark.parametrize("words", ["畳み込み", "ゼロから作る", "transpose"])
def test_what_is_japanese_in_a_result_is_marked_as_such_and_has_a_face(open_page, words):
    found = search_in_dialog(open_page(CHAPTER), words)
    expect(found.locator("mark").first).to_be_visible()
    texts = found.locator("ol").evaluate(TEXTS)
    japanese = [text for text in texts if re.search("[ぁ-ヿ一-鿿]", text[2])]
    assert japanese or words.isascii()
    for lang, faces, _ in japanese:
        assert lang == "ja"
        assert faces.index("Source Sans 3") < faces.index("Noto Sans CJK JP")
    assert all(lang == "en" for lang, _, text in texts if text.isascii())


@pytest.fixture(scope="module")
def found_first(browser, site):
    """The first three sections that the search finds."""
    page = browser.new_page()
    page.goto(f"{site}search.html")

    def found_first(words: str) -> list[str]:
        page.locator("main input").fill(words)
        expect(page.locator("#search-results").get_by_role("status")).not_to_be_empty()
        links = page.locator("#search-results li a")
        return [link.get_attribute("href") for link in links.all()[:3]]

    yield found_first
    page.close()


@pytest.mark.parametrize(("words", "places"), ASKED.items(), ids=str)
def test_what_readers_ask_is_found_among_the_first_three(found_first, words, places):
    found = found_first(words)
    assert any(place in address for place in places for address in found), found


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("path", ["search.html?q=col2im", CHAPTER])
def test_axe_finds_nothing_in_what_is_found(open_page, path, width, theme):
    page = open_page(path, width=width, height=844, theme=theme, reduced_motion="reduce")
    found = page.locator(".book-found")
    if path == CHAPTER:
        found = search_in_dialog(page, "stride")
    expect(found.locator("li").first).to_be_visible()
    expect(found.get_by_role("status")).to_contain_text("sections")
    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_address_brings_a_search_back(open_page):
    page = open_page("search.html?q=%2B%3D")
    expect(page.locator("main input")).to_have_value("+=")
    expect(page.locator("#search-results code mark").first).to_have_text("+=")
    page.locator("main input").fill("padding")
    page.wait_for_url("**/search.html?q=padding")


def test_on_paper_nothing_of_it_stands(open_page):
    page = open_page("search.html?q=stride")
    expect(page.locator("#search-results li").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#search-results")).to_be_hidden()
