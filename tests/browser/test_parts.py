"""A page on a phone is laid out part by part: its top at once, the rest while its reader reads."""

import pytest
from playwright.sync_api import expect

from tests.browser.stepper import PHONE

LONG = "book/05-backward.html"
PLACE = "the-whole-way-back"  # a section that is far down
# Nothing of the rest is laid out before this page is told to.
WAIT = """
  const later = [];
  globalThis.requestIdleCallback = (act) => later.push(act);
  globalThis.layAll = () => { while (later.length) later.shift()({ timeRemaining: () => 50 }); };
"""
UNSEEN = """(kind) => [...document.querySelectorAll(`.bd-article ${kind}`)]
  .filter((part) => !part.checkVisibility({ contentVisibilityAuto: true }) && part.checkVisibility()).length"""
# Where what is in sight stands.
IN_SIGHT = """() => [...document.querySelectorAll(".bd-article :is(h1, h2, h3, p, li, pre)")]
  .filter((part) => part.checkVisibility({ contentVisibilityAuto: true }))
  .map((part) => [part.textContent.slice(0, 40), Math.round(part.getBoundingClientRect().top)])
  .filter(([, top]) => top < innerHeight)"""


@pytest.fixture
def open_waiting(open_page):
    def open_waiting(path, **options):
        return open_page(
            path,
            prepare=lambda page: page.add_init_script(WAIT),
            stands=False,
            **PHONE | options,
        )

    return open_waiting


def test_what_is_far_waits_and_then_all_of_it_stands(open_waiting):
    page = open_waiting(LONG)
    assert page.evaluate(UNSEEN, "p") > 50
    page.evaluate("layAll()")
    expect(page.locator("html[data-laid]")).to_be_attached()
    assert page.evaluate(UNSEEN, "p") == 0


def test_the_browser_lays_it_out_by_itself(open_page):
    page = open_page(LONG, **PHONE)
    expect(page.locator("html[data-laid]")).to_be_attached()
    assert page.evaluate(UNSEEN, "p") == 0


@pytest.mark.parametrize("path", [LONG, "book/reference.html", "book/questions.html"])
def test_nothing_in_sight_moves_when_the_rest_is_laid_out(open_waiting, path):
    page = open_waiting(path, reduced_motion="reduce")
    before = page.evaluate(IN_SIGHT)
    page.evaluate("layAll()")
    assert len(before) > 3
    assert page.evaluate(IN_SIGHT)[: len(before)] == before


def test_who_comes_to_a_place_stands_there(open_waiting):
    page = open_waiting(f"{LONG}#{PLACE}")
    assert page.evaluate(UNSEEN, "p") == 0
    heading = page.locator(f"#{PLACE} > h2")
    expect(heading).to_be_in_viewport()
    top = heading.bounding_box()["y"]
    page.evaluate("layAll()")
    assert heading.bounding_box()["y"] == pytest.approx(top, abs=1)


def test_a_link_within_the_page_leads_to_its_place(open_waiting):
    page = open_waiting(LONG)
    page.evaluate("place => { location.hash = place }", PLACE)
    heading = page.locator(f"#{PLACE} > h2")
    expect(heading).to_be_in_viewport()
    assert page.evaluate(UNSEEN, "p") == 0


def test_on_a_wide_screen_all_stands_at_once(open_waiting):
    page = open_waiting(LONG, width=1280, is_mobile=False, has_touch=False)
    # Of drawings, and of folded solutions, only what is near.
    assert page.evaluate(UNSEEN, "section") == 0
    assert page.evaluate("[...document.querySelectorAll('section section')].length") > 5
