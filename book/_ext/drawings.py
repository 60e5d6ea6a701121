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
from xml.etree import ElementTree

from sphinx.errors import ExtensionError

from book._ext.dark import for_both_themes
from book._ext.site_pages import pages_in, to_top, written, wrote_all
from unrolled.bundles import npm

NAMES = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}
for prefix, address in NAMES.items():
    ElementTree.register_namespace(prefix, address)
# What nobody sees, and a rule of style, which would hold for the whole page: book.css has it.
UNSEEN = ("metadata", "defs[style]")
FACES = {
    "source-sans": ["Regular", "Bold", "It"],
    "source-code-pro": ["Regular"],
}
IMAGE = re.compile(
    r'<img (?=[^>]*src="([^"]*_images/[^"]+\.svg)")[^>]*?alt="([^"]*)"[^>]*>'
)
LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
IDS = re.compile(r'(\bid="|url\(#|href="#)')
POINTS = 72  # to an inch, which is 100 pixels of the page
FOLDER = "_static/drawings"
EDGE = 6.5  # points of the 7.2 that a notebook's pictures have around them
SMALLEST = 11  # pixels, for a drawing's text on the narrowest screen


def ask_for_drawings(app, config):
    """Tell the kernels, which inherit these, to draw SVG, and where the book's faces are: text is laid out by them."""
    files = [
        next((npm.package(package) / "TTF").glob(f"Source*-{style}.ttf"))
        for package, styles in FACES.items()
        for style in styles
    ]
    os.environ["UNROLLED_DRAW"] = os.pathsep.join(map(str, files))


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
    """A drawing's frame, read by its description and wide enough for its smallest words, and what is to be in it."""
    content, width, height, smallest = compact(file)
    natural = width / POINTS * 100
    least = min(natural, width * SMALLEST / smallest)
    # Out of sight it is not laid out: book.css needs to know how much room it will take.
    sizes = f"--least:{least:.0f}px;--most:{natural:.0f}px;--shape:{height / width:.4f}"
    frame = (
        f'<div class="drawing" style="{sizes}"><svg role="img" aria-label="{html.escape(alt)}" '
        f'viewBox="{EDGE} {EDGE} {width:g} {height:g}"></svg>'
    )
    return frame, content


@cache
def compact(file: Path) -> tuple[str, float, float, float]:
    """A drawing's content without what nobody sees; its size and its smallest text, in points."""
    tree = ElementTree.parse(file).getroot()
    width, height = (float(size) - 2 * EDGE for size in tree.get("viewBox").split()[2:])
    for part in [part for kind in UNSEEN for part in tree.findall(kind, NAMES)]:
        tree.remove(part)
    tree.find(".//g[@id='patch_1']", NAMES).clear()  # the paper
    unwrap(tree)
    sizes = [
        float(size)
        for text in tree.findall(".//text", NAMES)
        for size in re.findall(r"([\d.]+)px", text.get("style", ""))
    ]
    content = "".join(ElementTree.tostring(part, encoding="unicode") for part in tree)
    content = short(content, file.stem[-12:])
    return content, width, height, min(sizes, default=SMALLEST)


def short(content: str, own: str) -> str:
    """A drawing's elements as a page writes them, in the colours of both themes; own: before names, as others share them."""
    content = re.sub(r' xmlns(?::xlink)?="[^"]+"', "", content).replace(
        "xlink:href", "href"
    )
    content = LONG_NUMBER.sub(
        lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), content
    )
    content = re.sub(r"\s+", " ", content).replace("> <", "><")
    return IDS.sub(rf"\g<1>{own}-", for_both_themes(content))


def unwrap(element: ElementTree.Element) -> None:
    """Take away groups that say nothing but a name, and names that nothing refers to."""
    for child in list(element):
        unwrap(child)
        if child.tag != f"{{{NAMES['']}}}g":
            continue
        child.attrib.pop("id", None)
        if not child.attrib:
            place = list(element).index(child)
            element.remove(child)
            for i, part in enumerate(child):
                element.insert(place + i, part)


def setup(app):
    app.connect("config-inited", ask_for_drawings)
    app.connect("build-finished", draw_all, priority=890)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
