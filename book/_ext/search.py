"""The index that a search looks through: each section of each page, with its heading, its prose and its code.

Words are found in prose, and code by any of its characters, so that both are kept as they stand. What searches and what
is searched make one script, which is loaded once a reader wants to search: a page from the disk may load no data.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag
from sphinx.errors import ExtensionError

from book._ext.bundles import bundle
from book._ext.remembered import Remembered
from book._ext.site_pages import pages_in, written

SOURCES = Path(__file__).resolve().parents[1] / "search"
FOLDER = "_static/search"
# The script on every page that loads it, where it is to say which file.
LOADER = re.compile(
    r'(<script[^>]*src="([^"]*)_static/search\.js[^"]*")(?: data-search="[^"]*")?'
)
EXERCISE = {"exercise", "solution"}
HEADINGS = re.compile("^h[1-6]$")
# What is no part of the text: what a cell has put out, what only draws, buttons, and links to headings.
LEFT_OUT = (
    ".cell_output, .headerlink, .katex-html, summary, script, style, noscript, svg, button"
)


@dataclass
class Section:
    address: str
    path: list[str]
    prose: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)

    def record(self) -> list:
        return [
            self.address,
            self.path,
            spaced(" ".join(self.prose)),
            "\n".join(self.code),
        ]


def spaced(text: str) -> str:
    return " ".join(text.split())


def sections_of(page: BeautifulSoup, address: str) -> list[Section]:
    article = page.select_one("article")
    for unread in article.select(LEFT_OUT):
        unread.decompose()
    for formula in article.select(".katex-mathml"):
        source = formula.find("annotation")
        formula.replace_with(source.get_text() if source else formula.get_text())
    return [
        section
        for top in article.find_all("section", id=True, recursive=False)
        for section in read(top, address, [])
    ]


def read(element: Tag, address: str, above: list[str]) -> Iterator[Section]:
    """A section, and then those in it."""
    heading = element.find(HEADINGS, recursive=False)
    title = spaced(heading.get_text()) if heading else ""
    own = Section(f"{address}#{element['id']}", [*above, title] if title else above)
    inner: list[Section] = []
    yield own
    gather(element, own, inner, address, heading)
    yield from inner


def gather(
    element: Tag, own: Section, inner: list[Section], address: str, heading=None
) -> None:
    """Put what stands in the element into its section, and what has a title and an address of its own beside it."""
    for child in element.children:
        if isinstance(child, NavigableString):
            own.prose.append(child)
        elif not isinstance(child, Tag) or child is heading:
            continue
        elif child.name == "section" and child.get("id"):
            inner.extend(read(child, address, own.path))
        elif child.get("id") and EXERCISE & {*child.get("class", [])}:
            title = child.select_one(".admonition-title")
            # An exercise begins with its name, in bold.
            name = title.find_next("strong") if "exercise" in child["class"] else ""
            words = f"{title.get_text()} {name.get_text() if name else ''}"
            exercise = Section(f"{address}#{child['id']}", [*own.path, spaced(words)])
            inner.append(exercise)
            gather(child, exercise, inner, address, title)
        elif child.name == "pre":
            own.code.append(child.get_text().strip("\n"))
        elif child.name == "dl":
            gather_terms(child, own, inner, address)
        elif child.find(["pre", "section", "dl"]) or child.select_one(
            ".exercise, .solution"
        ):
            gather(child, own, inner, address)
        else:
            own.prose.append(child.get_text())


def gather_terms(element: Tag, own: Section, inner: list[Section], address: str) -> None:
    """A term of the glossary and a name of the library have their own addresses."""
    meant = own
    for child in element.find_all(["dt", "dd"], recursive=False):
        if child.name == "dd":
            gather(child, meant, inner, address)
        elif name := child.get("id"):
            signature = "sig-object" in child.get("class", [])
            title = name if signature else spaced(child.get_text())
            meant = Section(f"{address}#{name}", [*own.path, title])
            inner.append(meant)
            if signature:
                meant.code.append(spaced(child.get_text()))
        else:
            meant = own
            gather(child, own, inner, address)


def index(site: Path, known: Remembered) -> list[list]:
    found = []
    for path in (path for path in pages_in(site) if path.parent == site / "book"):
        text, address = path.read_text("utf8"), path.relative_to(site).as_posix()
        made_of = [hash_of(text), address, READER]
        found += known.get(made_of, partial(records_of, text, address))
    known.keep(whole=True)
    return found


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


READER = hash_of(Path(__file__).read_text("utf8"))


def records_of(text: str, address: str) -> list[list]:
    page = BeautifulSoup(text, "html.parser")
    return [section.record() for section in sections_of(page, address)]


def write_all(app, exception):
    """Write the script that searches, and let every page name it."""
    if exception or app.builder.format != "html" or not written(app):
        return
    site = Path(app.outdir)
    (site / "searchindex.js").unlink(missing_ok=True)
    found = index(site, Remembered(app, "sections"))
    records = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    made = bundle(SOURCES / "show.js", "minisearch")
    script = f"globalThis.bookSections={records};\n{made}"
    name = f"{FOLDER}/search-{hash_of(script)[:8]}.js"
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    (site / name).write_text(script, "utf8", newline="\n")
    counts = 0
    for path in pages_in(site):
        page, count = LOADER.subn(rf'\1 data-search="\g<2>{name}"', path.read_text("utf8"))
        counts += count
        path.write_text(page, "utf8", newline="\n")
    if not counts:
        raise ExtensionError("book/_ext/search.py finds no page that asks for the search")


def leave_out_sphinx(app):
    """Sphinx's own index, which no page loads, would take seconds to make."""
    if app.builder.format == "html":
        for part in ("load_indexer", "index_page", "dump_search_index"):
            setattr(app.builder, part, lambda *arguments: None)


def setup(app):
    app.connect("builder-inited", leave_out_sphinx)
    # Once all that is to be found stands in the pages, and before the policy is written.
    app.connect("build-finished", write_all, priority=970)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
