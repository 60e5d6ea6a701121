"""A bare page for each interactive picture, to stand in another site's frame: embed/03-im2col/im2col-1.html.

It takes the same fragment as the picture's link in its chapter, holds the same state, names the same files, and leads
back to the chapter.
"""

import copy
import json
import re
import shutil
from collections import Counter
from pathlib import Path

from sphinx.errors import ExtensionError

from book._ext.site_pages import written
from book._ext.widget_files import STATE, VIEW

FOLDER = "embed"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
LANGUAGE = re.compile(r'<html[^>]* lang="([\w-]+)"')
SHEET = re.compile(r'<link rel="stylesheet" href="[./]*_static/site\.css[^"]*">')
FACES = re.compile(r'<script data-top="[^"]*">(.*?</script>)', re.DOTALL)
SCRIPT = re.compile(r'<script [^>]*src="[./]*_static/widget-\w+\.js\?v=\w+"[^>]*></script>')
PLACE = re.compile(r'(?<=")[./]*(?=_static/)')
UP = "../../"
# What a chapter asks belongs to its chapter.
ASKING = {"guess", "order"}


def make_all(app, exception):
    if exception:
        return
    site = Path(app.outdir)
    for path in written(app):
        shutil.rmtree(folder := site / FOLDER / path.stem, ignore_errors=True)
        pages = bare_pages(path.read_text("utf8"), path.relative_to(site))
        for name, page in pages.items():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.html").write_text(page, "utf8", newline="\n")


def bare_pages(page: str, path: Path) -> dict[str, str]:
    """The bare pages of this page's pictures, by their names."""
    content = states_of(page)
    pages = {}
    for name, kind, view in pictures_in(page):
        if kind not in ASKING:
            model = json.loads(view[1])["model_id"]
            record = from_here(copy.deepcopy(content["state"][model]))
            shown = {**content, "state": {model: record}}
            pages[name] = bare_page(page, path, name, (view[0], shown))
    return pages


def names_in(page: str) -> set[str]:
    """The names that the pictures of a page have once its scripts have run."""
    return {name for name, _, _ in pictures_in(page)}


def pictures_in(page: str) -> list[tuple[str, str, re.Match]]:
    """The name, the kind and the view of each picture of a page.

    Named as by book/assets/widget-host.js: by its kind, and by how many of these come before it.
    """
    states, counts, found = states_of(page)["state"], Counter(), []
    for view in VIEW.finditer(page):
        kind = states[json.loads(view[1])["model_id"]]["state"]["_esm"]["name"]
        counts[kind] += 1
        found.append((f"{kind}-{counts[kind]}", kind, view))
    return found


def states_of(page: str) -> dict:
    """What the page holds of its widgets."""
    found = STATE.search(page)
    return json.loads(found[1]) if found else {"state": {}}


def from_here(record: dict) -> dict:
    """The record with its files' addresses as seen from a bare page."""
    files = record["state"]["_esm"]
    files["js"] = [moved(address) for address in files["js"]]
    files["css"] = moved(files["css"])
    return record


def moved(address: str) -> str:
    return UP + address[address.index("_static/") :]


def bare_page(page: str, path: Path, name: str, shown: tuple[str, dict]) -> str:
    faces, sheet, scripts = FACES.search(page), SHEET.search(page), SCRIPT.findall(page)
    if not (faces and sheet and scripts):
        raise ExtensionError(
            f"book/_ext/bare.py finds no faces, no stylesheet or no scripts in {path}"
        )
    view, content = shown
    chapter, title = f"{UP}{path.as_posix()}#{name}", TITLE.search(page)[1].strip()
    state = json.dumps(content, separators=(",", ":")).replace("<", r"\u003c")
    address, *named = (PLACE.sub(UP, tag) for tag in [sheet[0], *scripts])
    named = "\n    ".join(named)
    return f"""<!doctype html>
<html lang="{LANGUAGE.search(page)[1]}" data-bare data-theme="light">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{title}</title>
<script data-top="{UP}">{faces[1]}
{address}
    <script src="{UP}_static/bare.js"></script>
    {named}
  </head>
  <body>
    <main class="bd-article">
      <h1 class="visually-hidden">{title}</h1>
      <div class="widget-slot" data-widget-slot id="{name}"></div>
      {view}
      <p class="source">From <a href="{chapter}" target="_top">{title}</a></p>
    </main>
    <script type="application/vnd.jupyter.widget-state+json">{state}</script>
  </body>
</html>
"""


def setup(app):
    # After the pages name their stylesheet and scripts by what they hold.
    app.connect("build-finished", make_all, priority=970)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
