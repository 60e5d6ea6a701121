"""A drawing as a page has it: matplotlib's SVG without what nobody sees, in the page's face and colours of both themes."""

import re
from typing import NamedTuple
from xml.etree import ElementTree

from unrolled.page.dark import for_both_themes

NAMES = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}
for prefix, address in NAMES.items():
    ElementTree.register_namespace(prefix, address)
# What nobody sees, and a rule of style, which would hold for the whole page: book.css has it.
UNSEEN = ("metadata", "defs[style]")
LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
IDS = re.compile(r'(\bid="|url\(#|href="#)')
POINTS = 72  # to an inch, which is 100 pixels of the page
EDGE = 6.5  # points of the 7.2 that a notebook's pictures have around them
SMALLEST = 11  # pixels, for a drawing's text on the narrowest screen


class Drawing(NamedTuple):
    """What is in a drawing's svg element; its width and height, and the size of its smallest text, in points."""

    content: str
    width: float
    height: float
    smallest: float

    @property
    def view_box(self) -> str:
        return f"{EDGE} {EDGE} {self.width:g} {self.height:g}"

    @property
    def natural(self) -> float:
        """Its width in pixels."""
        return self.width / POINTS * 100

    @property
    def sizes(self) -> str:
        """How wide it is at most, and at least, so that its smallest words can be read; and its shape.

        Out of sight it is not laid out: book.css needs to know how much room it will take.
        """
        least = min(self.natural, self.width * SMALLEST / self.smallest)
        shape = self.height / self.width
        return f"--least:{least:.0f}px;--most:{self.natural:.0f}px;--shape:{shape:.4f}"


def compact(svg: str, own: str) -> Drawing:
    """The drawing in this text of a file; own: before its names, as others on the page have the same."""
    tree = ElementTree.fromstring(svg)
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
    return Drawing(short(content, own), width, height, min(sizes, default=SMALLEST))


def short(content: str, own: str) -> str:
    """A drawing's elements as a page writes them, in the colours of both themes."""
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
