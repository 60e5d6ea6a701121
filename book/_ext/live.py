"""Lets chapters be run in the page: names each code cell, and puts a button that starts Python into the header.

What it starts is in book/live, and its files are made by live_files.py. Where these can't be had, the book is built
without the button, as it is where the variable LIVE says no. A cell that needs what has no version for a page says so
in its metadata: {"live": {"missing": "SciPy"}}.
"""

import hashlib
import html
import json
import os
import re
from pathlib import Path

from sphinx.errors import ExtensionError

from book._ext import live_files
from book._ext.live_wheels import Missing
from book._ext.site_pages import to_top, written

CELLS = f"{live_files.FOLDER}/pages"
# Jupyter Book's mark-up of a code cell, and of the place for buttons.
CELL = re.compile(
    r'<div class="cell(?=[ "])[^>]*>(?=\s*<(?:div class="cell_input|details class="[^"]*\bhide\b))'
)
PLACE = '<div class="article-header-buttons">'
BUTTON = '<button type="button" class="run-page">Run this page</button>'


def run_all(app, exception):
    pages = written(app)
    left_out = os.environ.get("LIVE") == "no"
    if exception or not pages or left_out or app.builder.format != "html":
        return
    chapters = {
        path: notebook for path in pages if (notebook := source_of(path, app)).is_file()
    }
    if not chapters:
        return
    site = Path(app.outdir)
    try:
        start = live_files.write(site)
    except Missing as reason:
        print(f"Pages can't be run, and have no button for it: {reason}.", flush=True)
        return
    for path, notebook in chapters.items():
        page = make_runnable(
            path.read_text("utf8"), notebook, site, to_top(path, site), start
        )
        path.write_text(page, "utf8", newline="\n")
    named = {
        name
        for path in site.glob("book/*.html")
        for name in re.findall(rf"{CELLS}/([^\"]+)", path.read_text("utf8"))
    }
    for file in site.joinpath(CELLS).glob("*.json"):
        if file.name not in named:
            file.unlink()


def source_of(path: Path, app) -> Path:
    return Path(app.srcdir, path.relative_to(app.outdir)).with_suffix(".ipynb")


def make_runnable(page: str, notebook: Path, site: Path, up: str, start: str) -> str:
    """The page with its cells named, and with the button; what is in the cells is in a file beside the others."""
    records = cells_of(notebook)
    ids = iter([record["id"] for record in records])
    page, count = CELL.subn(
        lambda cell: f'{cell[0][:-1]} data-cell="{next(ids, "")}" data-state="idle">', page
    )
    if count != len(records):
        raise ExtensionError(
            f"book/_ext/live.py finds {count} cells in the page of {notebook.name}, which has {len(records)}"
        )
    if PLACE not in page:
        raise ExtensionError(
            "book/_ext/live.py finds no place for the button in the theme's header"
        )
    text = json.dumps(records, ensure_ascii=False)
    name = f"{notebook.stem}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
    file = site / CELLS / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf8", newline="\n")
    script = (
        f'<script defer src="{up}_static/run-page.js" data-start="{up}{live_files.FOLDER}/{start}" '
        f'data-cells="{up}{CELLS}/{name}" data-notebook="{up}_sources/book/{notebook.name}"></script>\n'
    )
    page = page.replace(PLACE, PLACE + BUTTON, 1)
    return page.replace("</body>", f"{script}</body>")


def cells_of(notebook: Path) -> list[dict]:
    """What a page needs to know of each code cell: its name, its code, its figure's description, what is missing."""
    records = []
    for cell in json.loads(notebook.read_text("utf8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        about = cell["metadata"]
        record = {"id": html.escape(cell["id"]), "code": "".join(cell["source"])}
        if alt := about.get("mystnb", {}).get("image", {}).get("alt"):
            record["alt"] = alt
        if missing := about.get("live", {}).get("missing"):
            record["missing"] = missing
        if "raises-exception" in about.get("tags", []):
            record["raises"] = True
        records.append(record)
    return records


def setup(app):
    # Before the pages are mended, and before what they name is purged.
    app.connect("build-finished", run_all, priority=880)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
