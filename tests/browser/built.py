"""The built book's pages, and when their widgets and drawings are there."""

import json
import re
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from playwright.sync_api import Page

from book._ext.drawings import FOLDER

ROOT = Path(__file__).parents[2]
HTML = ROOT / "_build" / "html"
# As a deployment builds it: make published.
PUBLISHED = ROOT / "_build" / "published" / "_build" / "html"
CHAPTERS = [f"book/{path.stem}.html" for path in sorted(ROOT.glob("book/*.ipynb"))]
PROSE = [f"book/{path.stem}.html" for path in sorted(ROOT.glob("book/*.md"))]
PAGES = [*PROSE, *CHAPTERS, "search.html", "genindex.html", "404.html"]
# Where a page's parts are laid out one after another: book/assets/parts.js says when all are.
STANDS = """() => "laid" in document.documentElement.dataset || !document.querySelector('script[src*="parts.js"]')"""
VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]'
ALIVE = f"() => document.querySelectorAll('{VIEW}').length === document.querySelectorAll('[data-widget]').length"
PLACED = "() => !document.querySelector('.drawing svg:empty')"
# What is far from a reader comes when they come near, or when it is printed.
SHOW = "['beforeprint', 'afterprint'].forEach((name) => dispatchEvent(new Event(name)))"


def show_all(page: Page) -> None:
    """Wait until everything is there that a reader who scrolls through the page would see."""
    page.wait_for_load_state()
    page.evaluate(SHOW)
    page.wait_for_function(ALIVE)
    page.wait_for_function(PLACED)


@cache
def parsed(path: Path) -> BeautifulSoup:
    """A page as it was built: for all tests the same, so none may change it."""
    return BeautifulSoup(path.read_text("utf8"), "html.parser")


@cache
def drawings(path: str) -> list[BeautifulSoup]:
    """What is to be in the frames of a page's drawings, in their order."""
    script = HTML / FOLDER / f"{Path(path).stem}.js"
    contents = json.loads(re.search(r"\((.*)\)", script.read_text("utf8"))[1])
    return [BeautifulSoup(content, "html.parser") for content in contents]
