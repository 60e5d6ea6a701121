"""A link to a widget brings it back as it stood, and one that makes no sense is ignored, with a sentence."""

import json
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stepper import button, go, picture, setting, slider

PAGE = "book/03-im2col.html"
BAD = "do not fit here: this is the picture as the book shows it"


def slot(page: Page):
    return page.locator("#im2col-1")


def root(page: Page):
    return slot(page).locator("[data-widget]")


def said(page: Page):
    return page.locator("#im2col-1 + .widget-tools [role=status]")


def press_link(page: Page) -> None:
    button(page.locator("#im2col-1 + .widget-tools"), "Link to this").click()


def link(**traits) -> str:
    query = "&".join(f"{name}={quote(json.dumps(value))}" for name, value in traits.items())
    return f"{PAGE}#im2col-1?{query}"


def near(page: Page) -> None:
    """Bring the widget into sight, as a reader does."""
    slot(page).scroll_into_view_if_needed()
    expect(root(page)).to_be_visible()


@pytest.mark.parametrize("from_disk", [False, True])
def test_a_link_brings_settings_and_step_back(open_page, html, site, from_disk):
    site = html.as_uri() + "/" if from_disk else site
    page = open_page(PAGE, site=site, reduced_motion="reduce")
    near(page)
    setting(root(page), "Stride").fill("1, 2")
    setting(root(page), "Height H").fill("5")
    go(root(page), 3)
    press_link(page)
    expect(said(page)).to_contain_text("brings this picture back")
    shown = picture(root(page))
    again = open_page(page.url.removeprefix(site), site=site, reduced_motion="reduce")
    expect(slider(root(again))).to_have_value("3")
    assert picture(root(again)) == shown
    expect(root(again)).to_be_in_viewport()
    expect(said(again)).to_have_text("")


def test_what_nobody_changed_needs_but_a_name(open_page):
    page = open_page(PAGE)
    near(page)
    press_link(page)
    page.wait_for_url("**/03-im2col.html#im2col-1")


@pytest.mark.parametrize(
    "address",
    [
        link(colour=1),
        link(_esm={"name": "pooling"}),
        link(stride="fast"),
        link(stride=[1]),
        link(stride=[0, 0]),
        link(stride=[1, 9000]),
        link(filter_h=30),
        link(x={"shape": [1, 1, 2, 2], "data": [1, 2, 3]}),
        link(step=-1),
        f"{PAGE}#im2col-1?step=%7B",
    ],
)
def test_a_link_that_makes_no_sense_is_ignored_with_a_sentence(open_page, address):
    as_it_is = open_page(PAGE, reduced_motion="reduce")
    near(as_it_is)
    page = open_page(address, reduced_motion="reduce")
    expect(said(page)).to_contain_text(BAD)
    assert picture(root(page)) == picture(root(as_it_is))


def test_a_link_followed_on_the_page_itself_is_heard(open_page):
    page = open_page(PAGE, reduced_motion="reduce")
    near(page)
    page.evaluate("location.hash = '#im2col-1?step=2'")
    expect(slider(root(page))).to_have_value("2")
