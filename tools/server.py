"""Serve a folder as a host of static pages does, with gzip: for tests and measurements.

What the answers' heads are to say stands in the folder's file _headers, as book/_ext/policy.py writes it.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, StaticFileHandler


class Files(StaticFileHandler):
    """Where nothing is found, the site's own page says so."""

    def set_default_headers(self):
        for name, value in self.settings["headers_of"](self.request.path).items():
            self.set_header(name, value)

    def write_error(self, status_code, **options):
        page = Path(self.root, "404.html")
        if status_code == 404 and page.is_file():
            self.finish(page.read_bytes())
        else:
            super().write_error(status_code, **options)


def headers_of(folder: Path, path: str = "/") -> dict[str, str]:
    """What the folder's file says of the answer to this path."""
    file = folder / "_headers"
    lines = file.read_text("utf8").splitlines() if file.is_file() else []
    found, meant = {}, False
    for line in lines:
        if line.startswith("/"):
            meant = fnmatchcase(path, line)
        elif meant:
            name, value = line.strip().split(": ", 1)
            found[name] = value
    return found


@contextmanager
def serve(
    folder: Path, below: str = "", more: dict[str, str] | None = None
) -> Iterator[str]:
    """The address, with a closing slash, at which the folder is served on this machine.

    below: a path for it, without slashes, as of a site that does not have its host for itself.
    more: what the head of each answer says besides.
    """
    top = f"/{below}/" if below else "/"
    options = {"path": str(folder), "default_filename": "index.html"}
    application = Application(
        [(rf"{top}(.*)", Files, options)],
        compress_response=True,
        headers_of=lambda path: headers_of(folder, f"/{path[len(top) :]}") | (more or {}),
        log_function=lambda handler: None,
    )
    sockets = bind_sockets(0, "127.0.0.1")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start():
        HTTPServer(application).add_sockets(sockets)

    asyncio.run_coroutine_threadsafe(start(), loop).result()
    yield f"http://127.0.0.1:{sockets[0].getsockname()[1]}{top}"
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
