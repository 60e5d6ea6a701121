"""Where no script runs, a widget's picture for paper stands in its place, if its cell says what one would see in it.

A widget's output holds its picture along with its state, and myst_nb shows the one that comes first in its list. This
keeps the picture beside the widget, in a noscript element: a browser that runs scripts never asks for it. A question
is no picture, and stands there in words.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

WIDGET, PICTURE = "application/vnd.jupyter.widget-view+json", "image/png"
WORDS = "text/html"


class KeepPicture(SphinxPostTransform):
    """Add the picture to what is shown of the widget."""

    default_priority = 3  # before myst_nb selects
    formats = ("html",)

    def run(self, **options):
        for bundle in self.document.findall(nodes.container):
            if bundle.get("nb_element") != "mime_bundle":
                continue
            kinds = {kind["mime_type"]: kind for kind in bundle.children}
            if {WIDGET, PICTURE} <= set(kinds):
                kinds[WIDGET].extend(in_noscript(images_in(kinds[PICTURE])))
            elif {WIDGET, WORDS} <= set(kinds):
                words = [child.deepcopy() for child in kinds[WORDS].children]
                kinds[WIDGET].extend(in_noscript(words))


def images_in(picture: nodes.Element) -> list[nodes.Node]:
    """The image, if it has words for who can't see it."""
    return [image.deepcopy() for image in picture.findall(nodes.image) if "alt" in image]


def in_noscript(parts: list[nodes.Node]) -> list[nodes.Node]:
    """These in a noscript element, or nothing if there are none."""
    if not parts:
        return []
    start, end = (
        nodes.raw("", tag, format="html") for tag in ("<noscript>", "</noscript>")
    )
    return [start, *parts, end]


def setup(app):
    app.add_post_transform(KeepPicture)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
