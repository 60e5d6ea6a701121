"""make book and make serve, on a small book: what they print, what they read and run again, and how they fail."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect
from sphinx_autobuild.utils import find_free_port
from websockets.sync.client import connect

from tests.building.conftest import CELLS, INTRO, write, write_notebook
from tools.server import headers_of

STRAYS = [
    "notes.md",
    "env/lib/x.ipynb",
    "mutants/.pytest_cache/README.md",
    "book/.ipynb_checkpoints/one-checkpoint.ipynb",
]
# Longer than any build takes; a test that waits so long has failed.
LIMIT = 300


def environment() -> dict[str, str]:
    unset = ("BOOK_URL", "BOOK_REPOSITORY", "PYTHONPATH")
    return (
        {name: value for name, value in os.environ.items() if name not in unset}
        | {
            "PYTHONUNBUFFERED": "1",
            "LIVE": "no",  # a page's own Python is packed in a minute, and no part of what is tested here
        }
    )


def make_book(project: Path) -> subprocess.CompletedProcess:
    """What make book runs; all that it prints counts as its output."""
    command, both = [sys.executable, "-m", "tools.book"], subprocess.STDOUT
    return subprocess.run(
        command,
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=both,
        text=True,
    )


@pytest.fixture(scope="module")
def built(project):
    """What a first build prints, in a folder where much else lies about."""
    for name in STRAYS:
        write(project / name, "# A stray\n\n[Nowhere](no-such-page.md)\n")
    done = make_book(project)
    assert done.returncode == 0, done.stdout
    return done.stdout


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def test_a_build_says_what_it_does_and_nothing_else(built):
    assert built == "Running book/one\n"


def test_only_what_stands_in_book_is_a_page(project, built):
    pages = {
        path.relative_to(project / "_build/html").as_posix()
        for path in project.glob("_build/html/**/*.html")
    }
    assert {page for page in pages if not page.startswith("_static")} == {
        "404.html", "genindex.html", "index.html", "search.html", "book/intro.html", "book/names.html", "book/one.html",
        "embed/one/im2col-1.html",  # its picture, to stand alone
    }  # fmt: skip


# It stands before make serve: a server would build at the same time, in the same folder.
def test_make_book_fails_until_the_fault_is_mended(project, built):
    write(project / "book/intro.md", INTRO + "\n[Nowhere](no-such-page.md)\n")
    write(project / "book/forgotten.md", "# A page that the contents forget\n")
    for _ in range(2):
        done = make_book(project)
        assert done.returncode == 1
        assert "no-such-page" in done.stdout
        assert "forgotten.md" in done.stdout
    write(project / "book/intro.md", INTRO)
    (project / "book/forgotten.md").unlink()
    mended = make_book(project)
    assert (mended.returncode, mended.stdout) == (0, "")


# A page that a build leaves as it was keeps this.
MARK = "<!-- as an earlier build left it -->"


def mark_all(project: Path) -> None:
    for path in project.glob("_build/html/book/*.html"):
        path.write_text(path.read_text("utf8") + MARK, "utf8")


def unwritten(project: Path) -> set[str]:
    """The pages that no build has written since they were marked."""
    pages = project.glob("_build/html/book/*.html")
    return {path.stem for path in pages if MARK in path.read_text("utf8")}


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes().replace(MARK.encode(), b"")
        for path in site.glob("**/*")
        if path.is_file()
    }


def build_from_nothing(project: Path) -> dict[str, bytes]:
    for folder in ("html", ".doctrees"):
        shutil.rmtree(project / "_build" / folder)
    assert make_book(project).returncode == 0
    return contents(project / "_build/html")


@pytest.fixture(scope="module")
def from_cache(project, built):
    """Outputs come from the cache, which sorts their keys, as in all builds but the one that ran the notebook."""
    build_from_nothing(project)


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("first", "next", {"names", "one"}),
        # Each page's menu names all pages.
        ("# The front", "# The title", set()),
    ],
    ids=["a sentence", "a title"],
)
def test_only_pages_that_change_are_written(project, from_cache, old, new, left):
    site = project / "_build/html"
    mark_all(project)
    write(project / "book/intro.md", INTRO.replace(old, new))
    assert make_book(project).returncode == 0
    assert new.strip("# ") in words((site / "book/intro.html").read_text("utf8"))
    assert unwritten(project) == left
    found = contents(site)
    whole = build_from_nothing(project)
    assert [name for name in found | whole if found.get(name) != whole.get(name)] == []


def test_a_style_is_all_pages_concern(project, built):
    mark_all(project)
    style = project / "book/assets/book.css"
    write(style, style.read_text("utf8") + "article { outline-offset: 5px }")
    assert make_book(project).returncode == 0
    assert unwritten(project) == set()


class Served:
    """The book as make serve shows it."""

    def __init__(self, project: Path):
        self.project = project
        self.lines = Queue()
        self.port = find_free_port()
        command = [sys.executable, "-m", "tools.live", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            cwd=project,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = Thread(target=self._read)
        self.reader.start()
        self.address = f"127.0.0.1:{self.port}"
        self.until_shown()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(LIMIT)
        self.reader.join()
        self.process.stdout.close()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line)

    def until_shown(self) -> str:
        """What is printed up to the line that ends a build."""
        said = [self.lines.get(timeout=LIMIT)]
        while not said[-1].startswith("Shown"):
            said.append(self.lines.get(timeout=LIMIT))
        return "".join(said)

    def after(self, edit: Callable[[], None]) -> str:
        """What is printed between an edit and the moment when an open page is told to load itself again."""
        with self._open() as page:
            edit()
            page.recv(timeout=LIMIT)
        return self.until_shown()

    def _open(self):
        """What a page that is open hears. The first build comes before the server listens."""
        while self.process.poll() is None:
            try:
                return connect(f"ws://{self.address}/websocket-reload")
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise AssertionError("the server has ended")

    def page(self, name: str) -> str:
        """The words that a browser gets."""
        with self._open():  # it listens
            answer = urlopen(f"http://{self.address}/book/{name}.html")
        with answer:
            return words(answer.read().decode())


@pytest.fixture(scope="module")
def served(project, built):
    with Served(project) as server:
        yield server


def test_a_page_that_is_open_shows_the_next_sentence(project, served):
    said = served.after(
        lambda: write(project / "book/intro.md", INTRO.replace("first", "second"))
    )
    assert "Running" not in said, "the chapter is as it was"
    assert "The second sentence." in served.page("intro")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_in_a_browser_loads_itself_again(project, served, new_context, host):
    """As its policy lets it, by whichever name this machine is called."""
    page = new_context().new_page()
    page.goto(f"http://{host}:{served.port}/book/intro.html")
    page.wait_for_function("() => reloads.readyState === WebSocket.OPEN")
    served.after(
        lambda: write(project / "book/intro.md", INTRO.replace("first", f"{host} one's"))
    )
    expect(page.get_by_text(f"The {host} one’s sentence.")).to_be_visible()
    # Isolated from other sites, so that a cell that runs can be interrupted.
    assert page.evaluate("crossOriginIsolated")


def test_answers_have_the_heads_that_hosts_send(project, served):
    told = headers_of(project / "_build/html")
    assert {"Content-Security-Policy", "Cross-Origin-Opener-Policy"} <= told.keys()
    for path in ("book/intro.html", "_static/site.css", "no-such-page.html"):
        try:
            answer = urlopen(f"http://{served.address}/{path}")
        except HTTPError as error:
            answer = error
        with answer:
            assert {name: answer.headers[name] for name in told} == told, path


def test_a_number_of_the_library_is_shown_as_it_is_now(project, served):
    assert "The answer: 41" in served.page("one")
    library = project / "cnnlib/__init__.py"
    said = served.after(
        lambda: write(library, library.read_text("utf8").replace("41", "42"))
    )
    assert "Running book/one" in said
    assert "The answer: 42" in served.page("one")
    assert "The number 42." in served.page("names"), "autodoc reads the library, too"


def test_a_cell_that_changes_is_run(project, served):
    cells = [*CELLS, 'print("One more:", 6 * 7)']
    assert "Running book/one" in served.after(lambda: write_notebook(project, cells))
    assert "One more: 42" in served.page("one")


def test_a_style_that_changes_is_served(project, served):
    style = project / "book/assets/book.css"
    said = served.after(
        lambda: write(style, style.read_text("utf8") + "article { outline-offset: 7px }")
    )
    assert "Running" not in said
    assert "outline-offset:7px" in (project / "_build/html/_static/site.css").read_text(
        "utf8"
    )


def test_faults_are_told_and_the_server_goes_on(project, served):
    said = served.after(
        lambda: write(project / "book/intro.md", INTRO + "\n[Nowhere](no-such-page.md)\n")
    )
    assert "intro.md" in said
    assert "no-such-page" in said
    said = served.after(lambda: write_notebook(project, [*CELLS, "1 / 0"]))
    assert "ZeroDivisionError" in said
    assert "no-such-page" in said, "a fault is told until it is mended"
    served.after(lambda: write(project / "book/intro.md", INTRO))
    said = served.after(lambda: write_notebook(project, CELLS))
    assert "Shown at" in said
    assert "The first sentence." in served.page("intro")
