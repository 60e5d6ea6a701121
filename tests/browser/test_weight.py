"""What the widgets cost: their code stands once in the site, is small, and does what it did before."""

import gzip
import json
import re

import pytest

from book._ext.site_pages import pages_in
from book._ext.widget_files import FOLDER, STATE, take_code
from tests.browser.stepper import slider
from unrolled import widgets

MOST = 15_000  # bytes, for a widget's script and stylesheet together
KINDS = [getattr(widgets, name) for name in widgets.__all__]
every_widget = pytest.mark.parametrize("kind", KINDS)


def files_of(kind):
    """The files that the book makes of this class's code, by name."""
    return take_code({"_esm": kind._esm, "_css": kind._css})


@pytest.fixture(scope="module")
def pages(html):
    """The text of every page, by its path."""
    return {path: path.read_text("utf8") for path in pages_in(html)}


@every_widget
def test_a_widget_is_light(kind):
    pytest.importorskip("minify", reason="it has no wheel for this machine")
    weights = {
        name.split(".")[1]: len(gzip.compress(text.encode()))
        for name, text in files_of(kind).items()
    }
    print(f"{kind.__name__}: {sum(weights.values()):,} bytes gzip, {weights}")
    assert sum(weights.values()) <= MOST


def test_the_site_holds_each_file_that_its_pages_name_and_no_other(html, pages):
    loaded = set()
    for path, page in pages.items():
        for address in re.findall(rf'(?:src|href)="([^"]*{FOLDER}/[^"]*)"', page):
            loaded.add((path.parent / address).resolve())
    assert loaded == {file.resolve() for file in (html / FOLDER).iterdir()}
    made = {name: text for kind in KINDS for name, text in files_of(kind).items()}
    assert {file.name: file.read_text("utf8") for file in loaded}.items() <= made.items()


def test_no_page_holds_a_widgets_code(pages):
    states = [json.loads(found) for page in pages.values() for found in STATE.findall(page)]
    records = [record for state in states for record in state["state"].values()]
    assert records, "no page shows a widget"
    for record in records:
        assert set(record["state"]["_esm"]) == {"name"}
        assert "_css" not in record["state"]
    text = "".join(pages.values())
    for kind in KINDS:
        lines = (kind._esm + kind._css).splitlines()
        plain = [
            line for line in lines if len(line) > 40 and not re.search(r'["\\<>&]', line)
        ]
        assert len(plain) > 20
        assert not [line for line in plain if line in text]


def test_two_of_a_kind_load_one_script_and_one_stylesheet(show_widget):
    page = show_widget(
        widgets.PoolingStepper(), widgets.PoolingStepper(), in_files=True
    ).page
    assert page.locator("link[rel=stylesheet]").count() == 1
    assert page.locator(f"script[src^='{FOLDER}']").count() == 1
    assert page.locator("style").count() == 1, "the page's own, and none from the host"


# The minifier writes fonts' names in small letters, which are the same fonts.
LOOKS = """root => [...root.querySelectorAll("*")].map((each) => {
  const { x, y, width, height } = each.getBoundingClientRect();
  const { color, backgroundColor, font } = getComputedStyle(each);
  return [each.tagName, x, y, width, height, color, backgroundColor, font.toLowerCase()].join(" ");
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
    assert in_files.page.locator(f"script[src^='{FOLDER}']").count() == 1
    for key in ["Home", "ArrowRight", "End"]:
        for root in (plain, in_files):
            slider(root).press(key)
        assert picture(plain) == picture(in_files)
