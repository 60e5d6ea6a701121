"""What only a published book can say: where it stands, and which repository it came from.

Who deploys it says so, in variables of the environment:
    BOOK_URL=https://name.github.io/book/  BOOK_REPOSITORY=https://github.com/name/book  BOOK_BRANCH=main
A book that is built without them has no link to a repository, no sitemap and no canonical addresses.
"""

import os
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.errors import ExtensionError

from book._ext.moved import moves

BINDER = "https://mybinder.org"
COLAB = "https://colab.research.google.com"
# In a chapter, [words](repository:) leads to the repository, or are only words.
REPOSITORY = "repository:"
NOT_FOUND = """<h1>This page is not in the book</h1>
<p>It may have moved, or the address has a slip in it.
Begin <a href="{top}index.html">at the front</a>, or <a href="{top}search.html">search the book</a>.</p>"""


def address_of(name: str) -> str:
    """The address in this variable, closed by a slash; "" where it is not set."""
    text = os.environ.get(name, "").rstrip("/")
    parts = urlsplit(text)
    if text and not (parts.scheme in ("http", "https") and parts.netloc):
        raise ExtensionError(
            f"{name}={text!r} must be an address that begins with https://"
        )
    return text and text + "/"


def place(app, config):
    """Where the book stands; the page for addresses that lead nowhere can be shown at any depth below."""
    config.html_baseurl = address_of("BOOK_URL")
    config.notfound_urls_prefix = top = urlsplit(config.html_baseurl).path or "/"
    config.notfound_context = {
        "title": "This page is not in the book",
        "body": NOT_FOUND.format(top=top),
    }
    if config.html_baseurl:
        config.sitemap_url_scheme = "{link}"
        config.sitemap_excludes = [
            "404.html", "genindex.html", "index.html", "py-modindex.html", "search.html",
            *(f"book/{name}.html" for name in moves()),
        ]  # fmt: skip


def name_repository(app, config):
    """The theme's buttons for it, for the places that run notebooks from one, and for faults found."""
    repository = address_of("BOOK_REPOSITORY").rstrip("/")
    if repository:
        buttons = ("repository", "edit_page", "issues")
        config.html_theme_options |= {
            "repository_url": repository,
            "repository_branch": os.environ.get("BOOK_BRANCH") or "main",
            **{f"use_{button}_button": True for button in buttons},
            "launch_buttons": {"notebook_interface": "jupyterlab", "binderhub_url": BINDER},
        }


def link_repository(app, doctree, docname):
    address = app.config.html_theme_options.get("repository_url")
    for link in list(doctree.findall(nodes.reference)):
        if link.get("refuri") == REPOSITORY:
            if address:
                link["refuri"] = address
            else:
                link.replace_self(link.children)


def setup(app):
    app.setup_extension("notfound.extension")
    if address_of("BOOK_URL"):
        app.setup_extension("sphinx_sitemap")
    app.connect("config-inited", place)
    app.connect("config-inited", name_repository)
    app.connect("doctree-resolved", link_repository)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
