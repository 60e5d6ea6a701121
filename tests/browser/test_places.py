"""A link to a picture as it stands after some steps brings it there: pages write such links as place:page#picture?…."""

import re

import pytest
from playwright.sync_api import expect

from book._ext.bare import names_in
from tests.browser.built import HTML, PAGES, PROSE, parsed

STATED = re.compile(r"^([\w-]+\.html)#([a-z0-9]+-\d+)(\?.*)?$")


def is_stated(link: str) -> bool:
    found = STATED.match(link)
    return bool(found) and found[2] in names_in(
        (HTML / "book" / found[1]).read_text("utf8")
    )


def stated() -> list[str]:
    """The links to pictures that stand on the book's pages, each once."""
    links = {
        a["href"]
        for path in [*PROSE, *PAGES]
        for a in parsed(HTML / path).select("article a[href]")
    }
    return sorted(link for link in links if is_stated(link))


@pytest.mark.parametrize("link", stated())
def test_a_link_to_a_picture_brings_it(open_page, link):
    page = open_page(f"book/{link}", reduced_motion="reduce")
    name = STATED.match(link)[2]
    slot = page.locator(f"#{name}")
    expect(slot.locator("[data-widget]")).to_be_in_viewport()
    expect(page.locator(f"#{name} + .widget-tools [role=status]")).to_have_text("")
