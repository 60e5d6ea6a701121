"""The built book's pages, and when their widgets are alive."""

from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
HTML = ROOT / "_build" / "html"
# As a deployment builds it: make published.
PUBLISHED = ROOT / "_build" / "published" / "_build" / "html"
CHAPTERS = [f"book/{path.stem}.html" for path in sorted(ROOT.glob("book/*.ipynb"))]
PROSE = [f"book/{path.stem}.html" for path in sorted(ROOT.glob("book/*.md"))]
PAGES = [*PROSE, *CHAPTERS, "search.html", "genindex.html", "404.html"]
VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]'
ALIVE = f"() => document.querySelectorAll('{VIEW}').length === document.querySelectorAll('[data-widget]').length"


@cache
def parsed(path: Path) -> BeautifulSoup:
    """A page as it was built: for all tests the same, so none may change it."""
    return BeautifulSoup(path.read_text("utf8"), "html.parser")
