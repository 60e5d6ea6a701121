"""The book on paper: tools/pdf.py prints every page, and what is printed is the book, not the site around it."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader, PdfWriter

from tests.browser.drawings import said
from tools import pdf


def text_of(printed: bytes) -> str:
    pages = PdfReader(io.BytesIO(printed)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def paper(new_context):
    page = new_context(color_scheme="light", reduced_motion="reduce").new_page()
    page.emulate_media(media="print")
    return page


def test_every_page_of_the_contents_is_printed(html):
    names = pdf.names()
    assert names[0] == "book/intro"
    assert {"book/03-im2col", "book/glossary"} < set(names)
    for name in names:
        assert html.joinpath(f"{name}.html").is_file()


def test_a_chapter_on_paper_has_all_its_figures(paper, html):
    text = text_of(pdf.printed(paper, "book/03-im2col")).replace(" ", "")
    drawings = said("book/03-im2col.html")
    assert len(drawings) > 5
    for drawing in drawings:
        words = ["".join(word.split()) for word in drawing if len(word) > 3]
        assert not [word for word in words if word not in text]


def test_a_chapter_on_paper_has_its_solutions_and_its_widgets_pictures(paper, html):
    text = text_of(pdf.printed(paper, "book/03-im2col"))
    for shown in ("Unroll an image into a matrix", "Solution to Exercise", "becomes row 0"):
        assert shown in text
    for hidden in ("Skip to main content", "Previous", "Filter height", "Show code"):
        assert hidden not in text
    for widget in paper.locator("[data-widget]").all():
        expect(widget).to_be_visible()
        expect(widget.get_by_role("button")).to_have_count(0)


def test_pages_are_numbered_through_the_whole_book(paper):
    book = PdfWriter()
    for name in ("book/references", "book/about"):
        book.append(io.BytesIO(pdf.printed(paper, name)))
    before = [page.extract_text().split() for page in book.pages]
    pdf.number(paper, book)
    for i, page in enumerate(book.pages):
        words = page.extract_text().split()
        assert sorted(words) == sorted([*before[i], str(i + 1)])
    assert len(book.pages) > 2


def test_a_nudge_on_paper_has_nothing_to_press(paper):
    text = text_of(pdf.printed(paper, "book/05-backward"))
    assert "your move" in text
    for widget in paper.locator("[data-widget='nudge']").all():
        expect(widget.get_by_role("button")).to_have_count(0)
        expect(widget.locator(".words")).to_be_visible()
