"""The whole book as one PDF, printed by Chromium from the built pages: python -m tools.pdf BOOK.pdf

Each widget stands as it opens, without its controls; hidden solutions are shown.
"""

import io
import sys
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader, PdfWriter

from tools.chromium import ARGUMENTS, find_or_install

ROOT = Path(__file__).resolve().parent.parent
HTML = ROOT / "_build" / "html"
PAPER = {"top": "18mm", "bottom": "20mm", "left": "16mm", "right": "16mm"}
FOOTER = """<div style="width: 100%; margin: 0 16mm; font: 8px sans-serif; color: #555; text-align: {side}">
<span class="{shown}"></span></div>"""
# Pictures come when a reader scrolls near; a printer never scrolls.
SHOW_ALL = """async () => {
  for (const hidden of document.querySelectorAll("details")) hidden.open = true;
  for (const hidden of document.querySelectorAll(".toggle-hidden")) hidden.classList.remove("toggle-hidden");
  dispatchEvent(new Event("beforeprint"));
  for (const figure of document.images) figure.loading = "eager";
  await Promise.all([...document.images].map((figure) => figure.decode()));
}"""


def names() -> list[str]:
    """The pages in reading order, as _toc.yml has them."""
    contents = yaml.safe_load(ROOT.joinpath("_toc.yml").read_text("utf8"))
    parts = contents.get("parts", [contents])
    return [
        contents["root"],
        *(page["file"] for part in parts for page in part["chapters"]),
    ]


def printed(page: Page, name: str) -> bytes:
    page.goto(HTML.joinpath(f"{name}.html").as_uri())
    page.evaluate(SHOW_ALL)
    for slot in page.locator("[data-widget-slot]").all():
        slot.locator("[data-widget]").wait_for()
    page.wait_for_function("() => !document.querySelector('.drawing svg:empty')")
    page.evaluate("() => document.fonts.ready")
    return sheets(page, FOOTER.format(side="left", shown="title"), outline=True)


def sheets(page: Page, footer: str, outline: bool) -> bytes:
    return page.pdf(
        format="A4",
        margin=PAPER,
        scale=0.8,
        print_background=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=footer,
        tagged=outline,
        outline=outline,
    )


def number(page: Page, book: PdfWriter) -> None:
    """Number the pages of what was printed in parts: on each comes one of as many that have nothing but their number."""
    page.set_content(
        "<p>&nbsp;" + '<p style="break-before: page">&nbsp;' * (len(book.pages) - 1)
    )
    empty = sheets(page, FOOTER.format(side="right", shown="pageNumber"), outline=False)
    for own, numbered in zip(book.pages, PdfReader(io.BytesIO(empty)).pages, strict=True):
        own.merge_page(numbered)
        own.compress_content_streams()  # which merging has unpacked


def main(target: Path) -> None:
    book = PdfWriter()
    path = find_or_install()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page(color_scheme="light", reduced_motion="reduce")
        page.emulate_media(media="print")
        for name in names():
            book.append(io.BytesIO(printed(page, name)))
        number(page, book)
        browser.close()
    book.add_metadata({"/Title": "Convolution, unrolled"})
    book.write(target)
    print(f"{len(book.pages)} pages are printed. Open {target}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
