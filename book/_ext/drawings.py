"""Figures stand in a page as drawings: SVG in the page itself, with text in the page's face and colours of its theme.

Notebooks store pictures, for whoever reads them elsewhere. While the book is built the same code draws SVG instead
(unrolled/figures/__init__.py). In a file of its own a drawing would know neither the page's face nor its theme.
"""

import html
import os
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from sphinx.errors import ExtensionError

from book._ext.dark import for_both_themes
from book._ext.site_pages import written, wrote_all
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
    """Put every page's drawings into it."""
    pages = written(app)
    if exception or not pages:
        return
    count = 0
    for path in pages:
        page, found = IMAGE.subn(
            lambda image, path=path: inline(
                path.parent / image[1], html.unescape(image[2])
            ),
            path.read_text("utf8"),
        )
        count += found
        path.write_text(page, "utf8", newline="\n")
    if not count and wrote_all(app):
        raise ExtensionError("book/_ext/drawings.py finds no drawing in any page")


def inline(file: Path, alt: str) -> str:
    """The drawing as a part of a page: read by its description, and wide enough for its smallest words."""
    svg, width, height, smallest = compact(file)
    natural = width / POINTS * 100
    least = min(natural, width * SMALLEST / smallest)
    # Out of sight it is not laid out: book.css needs to know how much room it will take.
    sizes = f"--least:{least:.0f}px;--most:{natural:.0f}px;--shape:{height / width:.4f}"
    return (
        f'<div class="drawing" style="{sizes}"><svg role="img" aria-label="{html.escape(alt)}" '
        f"{svg}</div>"
    )


@cache
def compact(file: Path) -> tuple[str, float, float, float]:
    """What stands after "<svg " in a drawing without what nobody sees; its size and its smallest text, in points."""
    tree = ElementTree.parse(file).getroot()
    _, _, width, height = map(float, tree.get("viewBox").split())
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
    return (
        f'viewBox="0 0 {width:g} {height:g}">{short(content, file.stem[-12:])}</svg>',
        width,
        height,
        min(sizes, default=SMALLEST),
    )


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
