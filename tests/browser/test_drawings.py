"""The figures of the built book are drawings: they say what they said, they are described, and nothing in them is loose."""

import json
import re

import pytest

from tests.browser.built import CHAPTERS, HTML, drawings, parsed
from tests.browser.drawings import STORED, said

PHONE = 390 - 2 * 16  # a phone's width without the page's margins
LEAST = re.compile(r"--least:(\d+)px")
REFERENCE = re.compile(r'(?:url\(|href=")#([^)"]+)')


@pytest.mark.parametrize("path", CHAPTERS)
def test_each_word_and_number_is_as_it_was_written_down(path):
    """If a figure was meant to change: python -m tests.browser.drawings, and look at what git shows."""
    assert said(path) == json.loads(STORED.read_text("utf8"))[path]


def test_every_chapter_has_drawings_and_no_photograph_of_one():
    counts = {path: len(parsed(HTML / path).select(".drawing")) for path in CHAPTERS}
    assert sum(counts.values()) > 60
    for path in CHAPTERS:
        assert not parsed(HTML / path).select("article .cell_output img:not(noscript img)")


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_drawing_is_read_by_its_description(path):
    for svg in parsed(HTML / path).select(".drawing svg"):
        assert svg["role"] == "img"
        assert len(svg["aria-label"]) > 20


@pytest.mark.parametrize("path", CHAPTERS)
def test_what_a_drawing_refers_to_is_in_it(path):
    contents = drawings(path)
    names = [part["id"] for content in contents for part in content.select("[id]")]
    assert len(names) == len(set(names))
    for content in contents:
        own = {part["id"] for part in content.select("[id]")}
        assert set(REFERENCE.findall(str(content))) <= own


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_phone_shows_drawings_whole(path):
    """narrow_sheet and words of 12 points make it so."""
    least = [
        int(LEAST.search(drawing["style"])[1])
        for drawing in parsed(HTML / path).select(".drawing")
    ]
    assert all(width <= PHONE for width in least), least
