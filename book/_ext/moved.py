"""Old addresses lead on: a page for each file that a chapter once had, with its sections' new places.

book/moved.toml says where. What stands behind the `#` is never sent to a server, so a script reads it: the page that has
moved brings its places along. Where no script runs, the browser is sent to the new page's top. A section that has another
name in the same page answers to both.
"""

import json
import tomllib
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError

BOOK = Path(__file__).resolve().parents[1]
FILE = BOOK / "moved.toml"
TEMPLATE = "moved.html"


def listed() -> dict[str, dict[str, str]]:
    """A book need have none."""
    return tomllib.loads(FILE.read_text("utf8")) if FILE.exists() else {}


def moves() -> dict[str, dict[str, str]]:
    """Old page -> {"to": new page, "#section": new page and its section}."""
    return {page: places for page, places in listed().items() if "to" in places}


def renames() -> dict[str, dict[str, str]]:
    """Page that stands where it stood -> {"#section's old name": the page and its section}."""
    return {page: places for page, places in listed().items() if "to" not in places}


def address(target: str) -> str:
    """The address of "page" or "page#section", beside the page that has moved."""
    page, _, section = target.partition("#")
    return f"{page}.html" + (section and f"#{section}")


def moved_pages(app):
    for old, places in moves().items():
        new = f"{BOOK.name}/{places['to']}"
        if new not in app.env.found_docs:
            raise ExtensionError(f"{FILE.name}: {old} leads to {new}, which is no page")
        sections = {
            name: address(to) for name, to in places.items() if name.startswith("#")
        }
        context = {
            "title": app.env.titles[new].astext(),
            "new": address(places["to"]),
            "canonical": app.config.html_baseurl and f"{app.config.html_baseurl}{new}.html",
            "sections": json.dumps(sections),
        }
        yield f"{BOOK.name}/{old}", context, TEMPLATE


def keep_names(app, doctree, docname):
    """Let the sections of a page that has not moved be found by the names that they had."""
    page = docname.removeprefix(f"{BOOK.name}/")
    sections = {
        f"{page}#{name}": section
        for section in doctree.findall(nodes.section)
        for name in section["ids"]
    }
    for old, new in renames().get(page, {}).items():
        if new not in sections:
            raise ExtensionError(
                f"{FILE.name}: {page}{old} is said to be {new}, which is no section"
            )
        sections[new]["ids"].append(old.removeprefix("#"))


def setup(app):
    app.connect("html-collect-pages", moved_pages)
    app.connect("doctree-resolved", keep_names)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
