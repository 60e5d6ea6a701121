"""The book as a deployment builds it (make published): at an address, below a path, from a repository that it names."""

from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import numpy as np
import pytest
from bs4 import BeautifulSoup
from matplotlib.image import imread
from playwright.sync_api import expect

from book._ext.preview import HEIGHT, WIDTH
from tests.browser.axe import axe_finds_nothing
from tests.browser.built import CHAPTERS, PAGES, PROSE, PUBLISHED, ROOT, parsed
from tests.browser.conftest import watch
from tools.server import serve

SITE = "https://someone.github.io/unrolled/"
REPOSITORY = "https://github.com/someone/unrolled"


def page(path: str, folder=PUBLISHED) -> BeautifulSoup:
    return parsed(folder / path)


def meta(page: BeautifulSoup) -> dict[str, str]:
    tags = page.select("meta[name], meta[property]")
    return {tag.get("property") or tag["name"]: tag["content"] for tag in tags}


def canonical(page: BeautifulSoup) -> list[str]:
    return [link["href"] for link in page.find_all("link", rel="canonical")]


@pytest.mark.parametrize("path", [*CHAPTERS, *PROSE])
def test_a_page_says_what_others_show_of_it(path):
    said = meta(page(path))
    assert canonical(page(path)) == [SITE + path] == [said["og:url"]]
    assert said["og:title"] == page(path).h1.find(string=True)
    assert 40 < len(said["description"]) <= 155
    assert said["og:description"] == said["description"]
    assert said["og:site_name"] == "Convolution, unrolled"
    assert said["twitter:card"] == "summary_large_image"
    assert len(said["og:image:alt"]) > 40


@pytest.mark.parametrize("path", [*CHAPTERS, *PROSE])
def test_a_card_has_the_mark_a_title_and_a_figure(path):
    said = meta(page(path))
    card = imread(PUBLISHED / said["og:image"].removeprefix(SITE))[..., :3]
    assert card.shape == (HEIGHT, WIDTH, 3)
    assert (int(said["og:image:height"]), int(said["og:image:width"])) == card.shape[:2]
    mark, title, figure = card[:110], card[130:190], card[220:]
    orange = np.isclose(mark, np.array([0xE6, 0x9F, 0]) / 255, atol=0.01).all(axis=-1)
    assert orange.sum() > 500
    assert (title < 0.2).mean() > 0.01
    assert (figure < 0.9).mean() > 0.01
    assert (card[:, :50] == 1).all(), "the margin is empty"


def test_every_card_is_another():
    cards = {
        (PUBLISHED / "_static/cards" / f"{path[5:-5]}.png").read_bytes()
        for path in CHAPTERS
    }
    assert len(cards) == len(CHAPTERS)


def test_the_front_shows_what_the_first_page_shows():
    front, first = page("index.html"), page("book/intro.html")
    assert canonical(front) == canonical(first)
    said = {name: text for name, text in meta(front).items() if name != "viewport"}
    assert "og:image" in said
    assert said.items() <= meta(first).items()
    assert front.html["lang"] == "en"
    assert front.find("a")["href"] == "book/intro.html"


def test_the_sitemap_names_every_page_to_read():
    found = ElementTree.parse(PUBLISHED / "sitemap.xml").iterfind(".//{*}loc")
    assert sorted(place.text for place in found) == sorted(
        SITE + path for path in [*CHAPTERS, *PROSE]
    )


def links(path: str) -> list[str]:
    return [link["href"] for link in page(path).find_all("a", href=True)]


@pytest.mark.parametrize("path", [*CHAPTERS, *PROSE])
def test_a_page_leads_to_its_source(path):
    assert REPOSITORY in links(path)
    (edited,) = (
        link for link in links(path) if link.startswith(f"{REPOSITORY}/edit/main/")
    )
    assert (ROOT / edited.removeprefix(f"{REPOSITORY}/edit/main/")).is_file()
    assert [link for link in links(path) if link.startswith(f"{REPOSITORY}/issues/new")]


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_can_be_launched(path):
    (binder,) = (link for link in links(path) if link.startswith("https://mybinder.org/"))
    assert urlsplit(binder).path == "/v2/gh/someone/unrolled/main"
    where = unquote(urlsplit(binder).query).removeprefix("urlpath=lab/tree/")
    assert (ROOT / where).is_file()


def test_words_lead_to_the_repository_where_it_is_known(html):
    card = "a:-soup-contains('the repository')"
    assert page("book/intro.html").select_one(card)["href"] == REPOSITORY
    assert not page("book/intro.html", html).select(card)
    assert "Take the repository" in page("book/intro.html", html).get_text()


@pytest.mark.parametrize("path", PAGES)
def test_a_book_of_no_known_place_says_nothing_of_one(html, path):
    plain = page(path, html)
    assert not canonical(plain)
    assert not [name for name in meta(plain) if name.startswith("og:")]
    assert not plain.select(
        ".dropdown-launch-buttons, .dropdown-source-buttons, [href*=mybinder]"
    )
    assert not (html / "sitemap.xml").exists()


@pytest.fixture(scope="module")
def published():
    """Its address on this machine: below the same path as at its own place."""
    assert PUBLISHED.joinpath("index.html").is_file(), "it is not built: run make published"
    with serve(PUBLISHED, urlsplit(SITE).path.strip("/")) as address:
        yield address


widths = pytest.mark.parametrize("width", [1280, 390])
STILL = "() => document.getAnimations().every(a => a.playState !== 'running')"
MENUS = ["Launch interactive content", "Source repositories", "Download this page"]


def both_themes(page):
    """Go from the light to the dark."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        yield theme


@widths
def test_an_address_that_leads_nowhere_shows_the_books_own_page(
    new_context, published, width
):
    lost, faults = new_context(viewport={"width": width, "height": 844}).new_page(), []
    watch(lost, faults, published)
    lost.goto(published + "book/far/down/nowhere.html")
    for _ in both_themes(lost):
        axe_finds_nothing(lost)
    assert len(faults) == 2
    assert all("nowhere.html" in fault or "status of 404" in fault for fault in faults)
    assert lost.locator("article h1").inner_text() == "This page is not in the book"
    own = [
        address.partition("#")[0]
        for address in lost.eval_on_selector_all("a", "as => as.map(a => a.href)")
        if urlsplit(address).netloc == urlsplit(published).netloc
    ]
    assert len(own) > len(PAGES) - 2
    for address in set(own) - {lost.url}:
        assert address.startswith(published)
        assert (PUBLISHED / address.removeprefix(published)).is_file(), address
    lost.get_by_role("link", name="at the front").click()
    lost.wait_for_url(published + "book/intro.html")


@widths
def test_its_menus_are_for_everyone(open_page, published, subtests, width):
    page = open_page("book/03-im2col.html", site=published, width=width)
    items = page.locator(
        ".dropdown-menu.show a:visible, .dropdown-menu.show button:visible"
    )
    for theme in both_themes(page):
        for menu in MENUS:
            with subtests.test(f"{menu}, {theme}"):
                page.get_by_role("button", name=menu).press("Enter")
                items.first.wait_for()
                page.wait_for_function(STILL)
                axe_finds_nothing(page, ".article-header-buttons")
                page.keyboard.press("Escape")
                items.first.wait_for(state="hidden")
