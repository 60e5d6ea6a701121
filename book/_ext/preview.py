"""What others show of a page: a description where it is found, a card where someone links to it.

A card is a picture of the page's title and its first figure, named by Open Graph's tags. They need
whole addresses, so only a published book has them (publish.py). The site's front, which leads on to
the first page, has that page's.
"""

import base64
import html
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.patches import Rectangle

FRONT = "index"
CARDS = "_static/cards"
ASSETS = Path(__file__).resolve().parents[1] / "assets"
# For a page without a figure.
STORY = (
    ASSETS / "story.png",
    "An image of twenty numbers, and the matrix of its six windows: the 12 lies in each, on one diagonal",
)
WIDTH, HEIGHT = 1200, 630  # pixels, the shape that all sites show whole
DPI = 100


def front(app):
    """The front leads on to the first page. Jupyter Book's own has neither a language nor a title."""
    yield FRONT, {"html_baseurl": app.config.html_baseurl}, "front.html"


def describe(app, pagename, templatename, context, doctree):
    """Add the page's own tags to its head."""
    if pagename == FRONT:
        pagename = app.config.root_doc
        doctree = app.env.get_and_resolve_doctree(pagename, app.builder)
    tags = [("name", "description", description(doctree, context))]
    if doctree and app.config.html_baseurl:
        tags += card_tags(app, pagename, doctree, tags[0][2])
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<meta {kind}="{name}" content="{html.escape(str(text))}">\n'
        for kind, name, text in tags
    )


def description(doctree, context) -> str:
    """The page's first paragraph."""
    paragraphs = doctree.findall(nodes.paragraph) if doctree else ()
    first = next((p.astext() for p in paragraphs if not p.next_node(nodes.math)), "")
    return " ".join(first.split())[:155] or context.get("title") or "Search"


def card_tags(app, pagename, doctree, about) -> list[tuple[str, str, str]]:
    title = app.env.titles[pagename].astext()
    picture, alt = first_figure(Path(app.srcdir, f"{pagename}.ipynb"), doctree)
    card = f"{CARDS}/{Path(pagename).name}.png"
    draw(title, picture, Path(app.outdir) / card)
    site = app.config.html_baseurl
    graph = {
        "type": "website" if pagename == app.config.root_doc else "article",
        "site_name": app.config.html_title,
        "title": title,
        "description": about,
        "url": site + app.builder.get_target_uri(pagename),
        "image": site + card,
        "image:width": WIDTH,
        "image:height": HEIGHT,
        "image:alt": alt,
    }
    tags = [("property", f"og:{name}", text) for name, text in graph.items()]
    return [*tags, ("name", "twitter:card", "summary_large_image")]


def first_figure(notebook: Path, doctree) -> tuple[Path | BytesIO, str]:
    """The page's first figure, as its notebook stores it, and what one would see in it."""
    image = next(doctree.findall(nodes.image), None)
    if image is None or not notebook.is_file():
        return STORY
    return BytesIO(base64.b64decode(next(stored_pictures(notebook)))), image["alt"]


def stored_pictures(notebook: Path) -> Iterator[str]:
    for cell in json.loads(notebook.read_text("utf8"))["cells"]:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                yield "".join(output["data"]["image/png"])


def draw(title: str, picture: Path | BytesIO, path: Path) -> None:
    """The book's mark and name, the page's title, and below them its figure."""
    card = Figure((WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor="white")
    draw_mark(card.add_axes((0.05, 0.84, 0.055, 0.105)))
    card.text(0.12, 0.89, "Convolution, unrolled", size=22, color="#444", va="center")
    card.text(0.05, 0.78, title, size=34, weight="bold", va="top")
    axes = card.add_axes((0.05, 0.05, 0.9, 0.6))
    axes.imshow(imread(picture), interpolation="antialiased")
    axes.set_axis_off()
    path.parent.mkdir(parents=True, exist_ok=True)
    card.savefig(path)


def draw_mark(axes) -> None:
    """The squares of mark.svg."""
    axes.set(xlim=(0, 32), ylim=(32, 0), aspect="equal")
    axes.set_axis_off()
    for square in ElementTree.parse(ASSETS / "mark.svg").iterfind(".//{*}rect"):
        x, y, width, height = (
            float(square.get(key)) for key in ("x", "y", "width", "height")
        )
        axes.add_patch(Rectangle((x, y), width, height, color=square.get("fill"), lw=0))


def setup(app):
    app.connect("html-collect-pages", front)
    app.connect("html-page-context", describe, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
