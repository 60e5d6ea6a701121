"""Links to a place in a page that no page declares: a section by its name, or a picture as it stands after some steps.

[words](place:03-im2col#step-through-it) leads to a section, [words](place:03-im2col#im2col-1?step=3) to a picture's state.
Tests follow each of them.
"""

from docutils import nodes
from sphinx.util import logging

PLACE = "place:"
logger = logging.getLogger(__name__)


def link_places(app, doctree, docname):
    folder = docname.rpartition("/")[0]
    for link in list(doctree.findall(nodes.reference)):
        uri = link.get("refuri", "")
        if uri.startswith(PLACE):
            page, _, fragment = uri.removeprefix(PLACE).partition("#")
            if f"{folder}/{page}" not in app.env.found_docs:
                logger.warning("%s is no page", uri, location=link)
            link["refuri"] = f"{page}.html" + (fragment and f"#{fragment}")
            link["internal"] = True


def setup(app):
    app.connect("doctree-resolved", link_places)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
