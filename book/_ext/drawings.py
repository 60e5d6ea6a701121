"""Figures stand in a page as drawings: SVG in the page itself, with text in the page's face and colours of its theme.

Notebooks store pictures, for whoever reads them elsewhere. While the book is built the same code draws SVG instead
(unrolled/figures/__init__.py). As a picture of its own a drawing would know neither the page's face nor its theme.

But thousands of lines and words would keep a phone from showing the page's first sentence. So the page has the
drawings' frames, each with its size and its description, and book/assets/drawings.js fills them from a script beside
it, once the page stands. A page that is opened from the disk may load a script, and nothing else.
"""

import hashlib
import html
import json
import os
import re
from functools import cache
from pathlib import Path

from sphinx.errors import ExtensionError

from book._ext.site_pages import pages_in, to_top, written, wrote_all
from unrolled.bundles import npm
from unrolled.page.drawing import Drawing, compact

FACES = {
    "source-sans": ["Regular", "Bold", "It"],
    "source-code-pro": ["Regular"],
}
IMAGE = re.compile(
    r'<img (?=[^>]*src="([^"]*_images/[^"]+\.svg)")[^>]*?alt="([^"]*)"[^>]*>'
)
FOLDER = "_static/drawings"


def faces() -> list[Path]:
    """The book's faces as files that text can be laid out by."""
    return [
        next((npm.package(package) / "TTF").glob(f"Source*-{style}.ttf"))
        for package, styles in FACES.items()
        for style in styles
    ]


def ask_for_drawings(app, config):
    """Tell the kernels, which inherit these, to draw SVG, and where the book's faces are: text is laid out by them."""
    os.environ["UNROLLED_DRAW"] = os.pathsep.join(map(str, faces()))


def draw_all(app, exception):
    """Put every page's drawings in their places, and what is in them beside it."""
    pages = written(app)
    if exception or not pages:
        return
    site = Path(app.outdir)
    drew = [draw_page(path, site) for path in pages]
    if not any(drew) and wrote_all(app):
        raise ExtensionError("book/_ext/drawings.py finds no drawing in any page")
    names = {path.stem for path in pages_in(site)}
    for file in (site / FOLDER).glob("*.js"):
        if file.stem not in names:
            file.unlink()


def draw_page(path: Path, site: Path) -> bool:
    """Whether the page has drawings: then their frames are in it now, and their content in a script of its name."""
    contents: list[str] = []

    def framed(image):
        frame, content = drawing(path.parent / image[1], html.unescape(image[2]))
        contents.append(content)
        return frame + f"<noscript>{image[0]}</noscript></div>"

    page = IMAGE.sub(framed, path.read_text("utf8"))
    file = site / FOLDER / f"{path.stem}.js"
    file.unlink(missing_ok=True)
    if not contents:
        return False
    script = f"placeDrawings({json.dumps(contents, ensure_ascii=False)});\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(script, "utf8", newline="\n")
    up = to_top(path, site)
    version = hashlib.sha256(script.encode()).hexdigest()[:8]
    tag = (
        f'<script defer src="{up}_static/drawings.js" '
        f'data-drawings="{up}{FOLDER}/{file.name}?v={version}"></script>\n'
    )
    path.write_text(page.replace("</body>", f"{tag}</body>"), "utf8", newline="\n")
    return True


def drawing(file: Path, alt: str) -> tuple[str, str]:
    """A drawing's frame, read by its description, and what is to be in it."""
    drawn = compacted(file)
    frame = (
        f'<div class="drawing" style="{drawn.sizes}"><svg role="img" aria-label="{html.escape(alt)}" '
        f'viewBox="{drawn.view_box}"></svg>'
    )
    return frame, drawn.content


@cache
def compacted(file: Path) -> Drawing:
    return compact(file.read_text("utf8"), file.stem[-12:])


def setup(app):
    app.connect("config-inited", ask_for_drawings)
    app.connect("build-finished", draw_all, priority=890)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
