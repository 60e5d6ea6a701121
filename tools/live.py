"""Show the book, and build it anew whenever one of its files changes: python -m tools.live [--port 8000]

Each build is a process of its own. Where the system can fork, it comes from this one, which has loaded what takes
long to load, but nothing of the project's own: an edit of the library or of what makes the pages counts at once.
A build that finds faults tells them, and the next edit is waited for all the same.
"""

import argparse
import importlib
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import uvicorn
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from tools.book import ROOT, build
from tools.server import headers_of

BUILD = ROOT / "_build"
HOST = "127.0.0.1"
WATCHED = ["book", "cnnlib", "unrolled", "_config.yml", "_toc.yml", "CHANGELOG.md"]
# What editors, Python and the build itself write beside the files that count.
IGNORED = IgnoreFilter(
    [],
    [
        rf"^{re.escape(ROOT.as_posix())}/(.*/)?\.",
        r"/__pycache__(/|$)",
        r"~$",
        r"/bundles/built\.json$",
    ],
)
HEAVY = [
    "fontTools.subset",
    "matplotlib.figure",
    "myst_nb.sphinx_ext",
    "nbclient",
    "sphinx.ext.autodoc",
]


def rebuild(address: str, changed_paths: Sequence[Path]) -> None:
    names = ", ".join(sorted(path.name for path in changed_paths))
    print(f"Changed: {names}" if names else "Building the book", flush=True)
    good = build(BUILD)
    print(
        f"Shown at {address}" if good else f"Shown, with the faults above, at {address}",
        flush=True,
    )


class Files(StaticFiles):
    """With the heads that the book's own file names, as a host sends them: its pages are isolated, under their policy."""

    async def get_response(self, path, scope):
        response = await super().get_response(path, scope)
        response.headers.update(headers_of(Path(self.directory), scope["path"]))
        return response


class Reload(JavascriptInjectorMiddleware):
    """Puts into each page what loads it again: in a file, as the pages' policy lets no script stand in a page."""

    def __init__(self, app):
        super().__init__(app, ws_url="")
        self.script = b'<script src="/reload.js"></script>\n'


# By whichever name this machine has in a page's address: to no other does the policy let the page connect.
RELOAD = """const reloads = new WebSocket(`ws://${location.host}/websocket-reload`);
reloads.onmessage = () => location.reload();
"""


def site(address: str) -> Starlette:
    """The built pages; one that is open is told to load itself again after each build."""
    watcher = RebuildServer(
        [ROOT / name for name in WATCHED], IGNORED, partial(rebuild, address)
    )
    return Starlette(
        routes=[
            Route("/reload.js", lambda _: Response(RELOAD, media_type="text/javascript")),
            WebSocketRoute("/websocket-reload", watcher),
            Mount("/", Files(directory=BUILD / "html", html=True, check_dir=False)),
        ],
        middleware=[Middleware(Reload)],
        lifespan=watcher.lifespan,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    for module in HEAVY:
        importlib.import_module(module)
    address = f"http://{HOST}:{port}/"
    with ProcessPoolExecutor(1) as pool:
        pool.submit(rebuild, address, ()).result()
    uvicorn.run(site(address), host=HOST, port=port, log_level="warning")
