"""The book on paper: tools/pdf.py prints every page, and what is printed is the book, not the site around it."""

import io

import pdf
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader


def text_of(printed: bytes) -> str:
    pages = PdfReader(io.BytesIO(printed)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def sheet(page, html):
    page.emulate_media(media="print", reduced_motion="reduce")
    return lambda name: pdf.printed(page, name)


def test_every_page_of_the_contents_is_printed(html):
    names = pdf.names()
    assert names[0] == "book/intro"
    assert {"book/02-im2col", "book/glossary"} < set(names)
    for name in names:
        assert html.joinpath(f"{name}.html").is_file()


def test_a_chapter_on_paper_has_its_solutions_and_its_widgets_pictures(sheet, page):
    text = text_of(sheet("book/02-im2col"))
    for shown in ("Unroll an image into a matrix", "Solution to Exercise", "row 0 holds"):
        assert shown in text
    for hidden in ("Skip to main content", "Previous", "Filter height", "Show code"):
        assert hidden not in text
    for widget in page.locator("[data-widget]").all():
        expect(widget).to_be_visible()
        expect(widget.get_by_role("button")).to_have_count(0)
