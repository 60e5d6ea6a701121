"""Every link of the built book that stays in the book leads somewhere: to a file, and to a place in it."""

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from book._ext.bare import names_in
from book._ext.site_pages import pages_in
from tests.browser.built import parsed


@pytest.fixture(scope="module")
def pages(html):
    """Each page, parsed, by its path from the site's top."""
    return {path.relative_to(html).as_posix(): parsed(path) for path in pages_in(html)}


def places_in(page: BeautifulSoup) -> set[str]:
    return {tag["id"] for tag in page.find_all(id=True)} | names_in(str(page))


def dead(pages: dict[str, BeautifulSoup], html: Path) -> tuple[list[str], int]:
    """The links that lead nowhere, and how many there are in all."""
    places = {path: places_in(page) for path, page in pages.items()}
    found, count = [], 0
    for path, page in pages.items():
        tags = page.find_all(["a", "link", "script", "img"])
        for address in (tag.get("href") or tag.get("src") for tag in tags):
            target = urlsplit(urljoin(path, address or "#"))
            if target.scheme or target.netloc:
                continue
            count += 1
            # The page for what is not found begins its addresses at the top.
            file, place = unquote(target.path).lstrip("/") or path, unquote(target.fragment)
            place = place.partition("?")[0]  # a picture's state
            if not (html / file).is_file() or (place and place not in places[file]):
                found.append(f"{path}: {address}")
    return found, count


def test_no_link_inside_the_book_is_dead(pages, html):
    found, count = dead(pages, html)
    assert count > 1000
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", ["nowhere.html", "intro.html#nowhere", "#nowhere"])
def test_a_dead_link_is_noticed(html, address):
    page = BeautifulSoup(f'<a href="{address}">', "html.parser")
    intro = BeautifulSoup("<h1 id='here'>", "html.parser")
    found, _ = dead({"book/about.html": page, "book/intro.html": intro}, html)
    assert found == [f"book/about.html: {address}"]
