"""One stylesheet for the whole book: only rules that its pages or scripts can use, only icons that these rules draw.

The theme and the extensions bring a dozen stylesheets, most of it for pages that this book does not
have, and icon fonts of 300 KB. PurgeCSS drops every rule that names what stands in no page and in
no script that a page or its widgets load; fontTools keeps the icons that are left, in the stylesheet itself.
The book's own faces are in files of their own: fonts.py.
"""

import base64
import hashlib
import io
import json
import posixpath
import re
from pathlib import Path

from fontTools import subset
from sphinx.errors import ExtensionError

from book._ext import bare, drawings, fonts, search, widget_files
from book._ext.site_pages import pages_in, written
from unrolled import bundles
from unrolled.bundles import npm

NAME = "site.css"
LINK = re.compile(
    r'[ \t]*<link (?=[^>]*rel="stylesheet")[^>]*href="((?:\.\./)*|/(?:[^"]+/)?)(_static/(?!widgets/)[^"?]+)[^>]*>\n?'
)
# What an earlier build had a page ask for.
EARLY = re.compile(r'<script data-top="[^"]*">.*?</script>\n')
SCRIPT = re.compile(r'<script [^>]*src="[./]*(_static/[^"?]+)')
IMPORT = re.compile(r'@import "([^"]+)";')
ADDRESS = re.compile(r"""url\((["']?)(?![a-z]+:|#)([^"')]+)\1\)""")
# A character set is said by the server and at the file's start, or not at all.
CHARSET = re.compile(r'^\ufeff?(?:@charset "[^"]*";)?', re.IGNORECASE)
FACE = re.compile(r"@font-face\s*\{[^}]*vendor/fontawesome[^}]*\}")
# The theme's rules for the corners of cells that have both code and output ask for any second child: each element that
# a script adds would have the whole cell, and its drawing, styled anew.
SLOW = re.compile(r"[^{}]*:has\(>\s*\*:nth-child\(2\)\)[^{}]*\{[^}]*\}")
FONTS = "_static/vendor/fontawesome/webfonts"
# The theme's icon fonts: the end of a font's name, its file and weight, and what shows that it is used.
FACES = {
    "Free": ("fa-solid-900.ttf", 900, re.compile(r"--fa-font-solid")),
    "Brands": ("fa-brands-400.ttf", 400, re.compile(r"font-family:[^;}]*Brands")),
}
# Icons have code points that Unicode leaves to everyone's own use.
ICON = re.compile(r"\\([ef][0-9a-f]{3})\b|([\ue000-\uf8ff])")


def make(app, exception):
    """Write the stylesheet, and let every page name it instead of the many."""
    if exception or not written(app):
        return
    site = Path(app.outdir)
    pages = {path: path.read_text("utf8") for path in pages_in(site)}
    names = sheets(pages.values())
    scripts = sorted(set(SCRIPT.findall("".join(pages.values()))))
    css = "".join(flatten(site, name) for name in names)
    loaded = [site / name for name in scripts] + sorted(
        (site / widget_files.FOLDER).glob("*.js")
    )
    loaded += sorted(search.SOURCES.glob("*.js"))
    # Its pages are made after this; those that an earlier build left can't stand for them.
    loaded.append(Path(bare.__file__))
    texts = [*pages.values(), *(file.read_text("utf8") for file in loaded)]
    shown = [
        *pages.values(),
        *(file.read_text("utf8") for file in bundles.JS.glob("*/*.js")),
        *(file.read_text("utf8") for file in search.SOURCES.glob("*.js")),
        *(file.read_text("utf8") for file in site.joinpath(drawings.FOLDER).glob("*.js")),
    ]
    files = fonts.write_all(site, shown, Path(app.doctreedir, "fonts"))
    css, slow = SLOW.subn("", css)
    if not slow:
        raise ExtensionError(
            "book/_ext/stylesheet.py no longer finds the theme's slow rules"
        )
    css = fonts.rules(files) + embed_icons(purge(css, texts), site / FONTS)
    (site / "_static" / NAME).write_text(css, "utf8", newline="\n")
    version = hashlib.sha256(css.encode()).hexdigest()[:8]
    for path, page in pages.items():
        page = name_it(page, version, fonts.ask_early(files))
        path.write_text(page, "utf8", newline="\n")


def sheets(pages) -> list[str]:
    """The stylesheets that all pages name, in the same order; a page that was done before names none of them."""
    lists = {tuple(name for _, name in LINK.findall(page)) for page in pages}
    lists -= {(), (f"_static/{NAME}",)}
    if len(lists) != 1:
        raise ExtensionError(
            f"book/_ext/stylesheet.py needs the same stylesheets in all pages, and finds {lists}"
        )
    return list(*lists)


def name_it(page: str, version: str, early: str) -> str:
    """The page with the one stylesheet in place of the many, and before it what asks for the faces."""
    links = iter(
        [f'{early}<link rel="stylesheet" href="{{0}}_static/{NAME}?v={version}">\n']
    )
    return LINK.sub(lambda found: next(links, "").format(found[1]), EARLY.sub("", page))


def flatten(site: Path, name: str) -> str:
    """This stylesheet with what it imports, its addresses as seen from the folder _static."""
    folder = posixpath.dirname(name)
    css = CHARSET.sub("", (site / name).read_text("utf8"))

    def at(address):
        return posixpath.normpath(posixpath.join(folder, address))

    css = ADDRESS.sub(
        lambda found: f"url({posixpath.relpath(at(found[2]), '_static')})", css
    )
    return IMPORT.sub(lambda found: flatten(site, at(found[1])), css)


def purge(css: str, texts: list[str]) -> str:
    """Only the rules that one of the texts can use, in as few characters as will do."""
    for name in ("purgecss", "esbuild"):
        npm.package(name)
    question = json.dumps({"css": css, "texts": texts})
    script = Path(__file__).with_name("purge.mjs")
    return npm.run(script, input=question, capture_output=True, encoding="utf8").stdout


def embed_icons(css: str, folder: Path) -> str:
    """The stylesheet with its icon fonts in it, each with the icons that are named; the theme's own go."""
    icons = {int(code, 16) if code else ord(letter) for code, letter in ICON.findall(css)}
    css, count = FACE.subn("", css)
    if not count:
        raise ExtensionError("book/_ext/stylesheet.py needs the theme's icon fonts")
    return css + "".join(
        f'@font-face{{font-family:"Font Awesome 6 {name}";font-weight:{weight};font-display:block;'
        f"src:url(data:font/woff;base64,{cut(folder / file, icons)})}}"
        for name, (file, weight, used) in FACES.items()
        if used.search(css)
    )


def cut(font: Path, icons: set[int]) -> str:
    """The font with those of these icons that it has, in base64."""
    options = subset.Options(flavor="woff", layout_features=[])
    whole = subset.load_font(font, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=icons & whole.getBestCmap().keys())
    subsetter.subset(whole)
    file = io.BytesIO()
    subset.save_font(whole, file, options)
    return base64.b64encode(file.getvalue()).decode()


def setup(app):
    app.connect("build-finished", make, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
