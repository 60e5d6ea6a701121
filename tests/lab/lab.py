"""JupyterLab with a live kernel: a server of its own for the tests, and a notebook that is open in it."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
from nbformat import v4
from playwright.sync_api import Locator, Page
from sphinx_autobuild.utils import find_free_port

LIMIT = 120  # seconds for a server to start: one that needs so long has failed
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
# It asks another site for news and for newer versions, unless it is told not to.
NO_NEWS = '{"fetchNews": "false", "checkForUpdates": false}'
NEWS = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"

READY = "() => globalThis.jupyterapp?.shell.currentWidget?.sessionContext?.isReady"
RUN_ALL = """async () => {
  await jupyterapp.commands.execute("notebook:run-all-cells");
  return jupyterapp.shell.currentWidget.content.model.sharedModel.cells.map((cell) => cell.outputs ?? []);
}"""
RUN = """async (code) => {
  const { content } = jupyterapp.shell.currentWidget;
  content.activeCellIndex = content.widgets.length - 1;
  const cell = content.activeCell;
  cell.model.sharedModel.setSource(code);
  await jupyterapp.commands.execute("notebook:run-cell");
  return cell.model.sharedModel.outputs;
}"""
PLACE = """() => {
  const { content } = jupyterapp.shell.currentWidget;
  return [content.widgets.length, content.activeCellIndex];
}"""
SET_THEME = 'theme => jupyterapp.commands.execute("apputils:change-theme", { theme })'


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a JupyterLab that shows this folder's notebooks, and takes and leaves nothing elsewhere."""
    own, port, token = folder / ".own", find_free_port(), secrets.token_hex()
    news = own / "settings" / NEWS
    news.parent.mkdir(parents=True)
    news.write_text(NO_NEWS, "utf8")
    places = {
        "JUPYTER_CONFIG_DIR": own / "config",
        "JUPYTER_DATA_DIR": own / "data",
        "JUPYTER_RUNTIME_DIR": own / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": own / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": own / "workspaces",
        "IPYTHONDIR": own / "ipython",
    }
    options = [
        "--no-browser",
        "--allow-root",
        "--LabApp.expose_app_in_browser=True",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
    ]
    log = folder / "server.log"
    with log.open("w") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            env=os.environ | {name: str(place) for name, place in places.items()},
            stdout=told,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}/"
    try:
        until_it_answers(f"{address}api/status?token={token}", process, log)
        yield f"{address}lab/tree/{{}}?token={token}&reset"
    finally:
        process.terminate()
        process.wait(LIMIT)


def until_it_answers(address: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + LIMIT
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urlopen(address).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"JupyterLab does not start:\n{log.read_text('utf8')}")


def write_notebook(path: Path, cells: list[str]) -> None:
    notebook = v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        cells=[*map(v4.new_code_cell, cells), v4.new_code_cell()],
    )
    nbformat.write(notebook, path)


class Notebook:
    """A notebook that is open in JupyterLab; its last cell is for the tests."""

    def __init__(self, page: Page):
        self.page = page
        page.wait_for_function(READY)

    def run_all(self) -> None:
        for outputs in self.page.evaluate(RUN_ALL):
            text_of(outputs)

    def run(self, code: str) -> str:
        """What this code prints."""
        return text_of(self.page.evaluate(RUN, code))

    def widget(self, name: str) -> Locator:
        return self.page.locator(f".jp-OutputArea [data-widget={name}]")

    def place(self) -> tuple[int, int]:
        """How many cells there are, and which of them is active."""
        return tuple(self.page.evaluate(PLACE))

    def set_theme(self, theme: str) -> None:
        self.page.evaluate(SET_THEME, THEMES[theme])


def text_of(outputs: list[dict]) -> str:
    errors = [output for output in outputs if output["output_type"] == "error"]
    assert not errors, "\n".join(errors[0]["traceback"])
    streams = [output["text"] for output in outputs if output["output_type"] == "stream"]
    return "".join("".join(text) for text in streams)
