"""What the widgets cost: their code stands once in the site, is small, and does what it did before."""

import gzip
import json
import re

import pytest

from book._ext.site_pages import pages_in
from book._ext.widget_files import FETCHED, FOLDER, STATE, current
from tests.browser.stepper import slider
from unrolled import bundles, widgets

MOST = 20_000  # bytes, for a widget's own script and its stylesheet together
# The front page's must be there at once; the explorer is a network, a picture and a sheet to draw on.
OTHERS = {"follow": 15_000, "network": 50_000}
KINDS = [getattr(widgets, name) for name in widgets.__all__]
# What asks in words has steps of its own: test_guess.py and test_order.py.
ASKING = {widgets.Guess, widgets.Sentence, widgets.Order, widgets.Blanks}
every_widget = pytest.mark.parametrize("kind", [k for k in KINDS if k not in ASKING])

SENTENCE = re.compile(r"[A-Z][\w ,.]+\.")
# What a picture and a widget both show: a line of Python.
CODE = re.compile(r"\w+ = [\w.]+\([^;{}]*\)")


@pytest.fixture(scope="module")
def pages(html):
    """The text of every page, by its path."""
    return {path: path.read_text("utf8") for path in pages_in(html)}


def weight_of(name):
    return len(gzip.compress(current()[name].encode()))


def test_what_widgets_share_is_light():
    assert weight_of("shared.js") <= 25_000


@pytest.mark.parametrize("name", bundles.names())
def test_a_widget_is_light(name):
    weights = {ending: weight_of(f"{name}.{ending}") for ending in ("js", "css")}
    print(f"{name}: {sum(weights.values()):,} bytes gzip, {weights}")
    assert sum(weights.values()) <= OTHERS.get(name, MOST)


def test_the_site_holds_each_file_that_its_pages_name_and_no_other(html, pages):
    """Each is as its sources now are, and has its map beside it, which only a browser's tools load."""
    loaded = set()
    for path, page in pages.items():
        for address in re.findall(rf'"([^"?]*{FOLDER}/[^"?]*)', page):
            loaded.add((path.parent / address).resolve())
    maps = {file.with_suffix(".js.map") for file in loaded if file.suffix == ".js"}
    # What a reader asks for, and no page names.
    fetched = {
        file.with_name(name) for file in loaded for name in FETCHED.get(file.name, [])
    }
    assert loaded | maps | fetched == {file.resolve() for file in (html / FOLDER).iterdir()}
    assert {
        file.name: file.read_text("utf8") for file in loaded
    }.items() <= current().items()


def test_the_digits_to_learn_from_are_light():
    assert weight_of("digits.js") <= 50_000


def test_no_page_holds_a_widgets_code(pages):
    states = [json.loads(found) for page in pages.values() for found in STATE.findall(page)]
    records = [record for state in states for record in state["state"].values()]
    assert records, "no page shows a widget"
    for record in records:
        assert set(record["state"]["_esm"]) == {"name", "js", "css"}
        assert "_css" not in record["state"]
    text = "".join(pages.values())
    for kind in KINDS:
        # What JSON and HTML leave as it is.
        pieces = re.findall(r'[^"\\<>&\n]{40,}', kind._esm + kind._css)
        assert len(pieces) > 20
        # A question's words stand in the page too, for who has no script.
        found = [piece for piece in pieces if piece in text]
        assert not [
            piece
            for piece in found
            if not SENTENCE.fullmatch(piece) and not CODE.fullmatch(piece)
        ]


def test_two_of_a_kind_load_their_script_once_and_their_stylesheet(show_widget):
    page = show_widget(
        widgets.PoolingStepper(), widgets.PoolingStepper(), in_files=True
    ).page
    assert page.locator("link[rel=stylesheet]").count() == 1
    assert page.locator(f"script[src*='/{FOLDER}/']").count() == 2, (
        "theirs, and the shared one"
    )
    assert page.locator("style").count() == 1, "the page's own, and none from the host"


LOOKS = """root => [...root.querySelectorAll("*")].map((each) => {
  const { x, y, width, height } = each.getBoundingClientRect();
  const { color, backgroundColor, font } = getComputedStyle(each);
  return [each.tagName, x, y, width, height, color, backgroundColor, font].join(" ");
})"""


def picture(root):
    """All that a reader could see of it."""
    return root.inner_html(), root.evaluate(LOOKS)


@every_widget
def test_code_in_files_draws_what_the_code_itself_draws(show_widget, kind):
    plain, in_files = (
        show_widget(kind(), in_files=in_files, reduced_motion="reduce")
        for in_files in (False, True)
    )
    assert in_files.page.locator(f"script[src*='/{FOLDER}/']").count() == 2
    # Some have no steps, but buttons that lead on.
    stepless = kind in (widgets.FollowTheTwelve, widgets.Nudge, widgets.NetworkExplorer)
    for key in ["Enter"] * 3 if stepless else ["Home", "ArrowRight", "End"]:
        for root in (plain, in_files):
            (root.get_by_role("button").first if stepless else slider(root)).press(key)
        assert picture(plain) == picture(in_files)
