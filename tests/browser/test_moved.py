"""Addresses of earlier editions lead to where their content stands now, with what stands behind the #."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from book._ext.moved import moves, renames
from tests.browser.built import HTML, parsed
from tests.browser.test_links import places_in

# Each page of the edition with nine chapters, and the names of its sections and exercises.
OLD = json.loads(Path(__file__).with_name("old_addresses.json").read_text("utf8"))


def ids(page: str) -> set[str]:
    return places_in(parsed(HTML / "book" / f"{page}.html"))


@pytest.mark.parametrize("page", OLD)
def test_each_section_of_an_old_page_has_a_place(page):
    places = moves()[page]
    for name in OLD[page]:
        target, _, section = places.get(f"#{name}", f"{places['to']}#{name}").partition("#")
        assert not section or section in ids(target), f"{page}#{name}"


RENAMED = {old: new.partition("#")[2] for old, new in renames()["intro"].items()}


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("old", RENAMED)
def test_a_section_of_the_front_page_answers_to_the_name_that_it_had(
    open_page, old, script
):
    page = open_page(
        f"book/intro.html{old}", java_script_enabled=script, reduced_motion="reduce"
    )
    heading = page.locator(f"#{RENAMED[old]} > :is(h2, h3)")
    expect(heading).to_have_count(1)
    expect(heading).to_be_in_viewport()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("02-im2col.html", "03-im2col.html"),
        (
            "03-convolution.html#ex-convolution-col2im",
            "05-backward.html#ex-convolution-col2im",
        ),
        ("03-convolution.html#col2im-1?step=2", "05-backward.html#col2im-1?step=2"),
        ("02-im2col.html#im2col-1?step=2", "03-im2col.html#im2col-1?step=2"),
    ],
)
@pytest.mark.parametrize("from_disk", [False, True])
def test_an_old_address_leads_on(open_page, html, site, old, new, from_disk):
    site = html.as_uri() + "/" if from_disk else site
    page = open_page(f"book/{old}", site=site, wait_until="commit")
    page.wait_for_url(f"{site}book/{new}")
    expect(page.locator("article h1")).to_be_visible()


def test_without_a_script_it_leads_to_the_page(new_context, site):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}book/02-im2col.html", wait_until="commit")
    page.wait_for_url(f"{site}book/03-im2col.html")
