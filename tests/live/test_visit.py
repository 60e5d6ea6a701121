"""A visit: who has run one page finds the next one's Python ready, and what a host keeps apart is interrupted."""

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import expect

from tests.browser.built import ROOT
from tests.browser.conftest import watch
from tests.live.running import PREPARED, Running
from tests.live.test_chapters import code_cells
from tools.server import headers_of, serve

CHAPTER = "04-convolution"


def test_the_next_page_prepares_itself_and_stays_as_it_is_until_the_button_is_pressed(
    run_page,
):
    live = run_page(CHAPTER)
    live.page.get_by_role("link", name="next").first.click()
    live.page.wait_for_function(PREPARED)
    assert live.page.evaluate("document.documentElement.dataset.python") == "off"
    expect(live.page.locator(".live-bar, .live-tools, .live-editor")).to_have_count(0)
    live.start()
    assert "they agree: True" in live.run("my-col2im")


def test_what_runs_a_page_is_kept_for_ever_and_pages_are_not(html):
    (script,) = html.glob("_static/live/start-*.js")
    assert "immutable" in headers_of(html, f"/_static/live/{script.name}")["Cache-Control"]
    assert "Cache-Control" not in headers_of(html, f"/book/{CHAPTER}.html")


@pytest.fixture
def shared(html):
    """The book at a host whose pages share their process with other sites', as one that sends no heads."""
    with serve(html, more={"Cross-Origin-Opener-Policy": "unsafe-none"}) as site:
        yield site


def loop(live: Running, code: str) -> None:
    """Leave a variable behind, run what does not end, and stop it."""
    live.run("setup", "mine = 42")
    live.write("setup", code)
    live.press("setup")
    expect(live.cell("setup").locator(".cell_output")).to_have_text("begun")
    live.press("setup", "Stop")


def test_stop_interrupts_and_what_cells_have_defined_stays(run_page):
    live = run_page(CHAPTER)
    assert live.page.evaluate("crossOriginIsolated")
    loop(live, "print('begun')\nwhile True:\n    pass")
    expect(live.said).to_have_text("Stopped. What cells have defined is still there.")
    assert live.state("setup") == "error"
    assert live.run("setup", "print(mine)").strip() == "42"


def test_a_cell_that_does_not_hear_is_ended_with_all_that_is_in_memory(run_page):
    live = run_page(CHAPTER)
    deaf = "    try:\n        while True:\n            pass\n    except KeyboardInterrupt:\n        pass"
    loop(live, f"print('begun')\nwhile True:\n{deaf}")
    expect(live.said).to_contain_text("What cells had defined is gone")
    assert "NameError" in live.run("setup", "print(mine)")


def test_a_page_that_is_not_isolated_starts_another_python(new_context, shared):
    faults: list[str] = []
    page = new_context().new_page()
    watch(page, faults, shared)
    page.goto(f"{shared}book/{CHAPTER}.html")
    live = Running(page)
    live.start()
    assert not page.evaluate("crossOriginIsolated")
    loop(live, "print('begun')\nwhile True:\n    pass")
    expect(live.said).to_contain_text("What cells had defined is gone")
    assert "NameError" in live.run("setup", "print(mine)")
    assert not faults


def taken_away(live: Running) -> nbformat.NotebookNode:
    with live.page.expect_download() as download:
        live.page.get_by_role("button", name="Download notebook").click()
    assert download.value.suggested_filename == f"{CHAPTER}.ipynb"
    mine = nbformat.read(download.value.path(), 4)
    nbformat.validate(mine)
    return mine


def test_what_was_taken_away_runs_where_the_packages_are(run_page, tmp_path):
    """In a folder of its own, as in JupyterLab: all cells, and the edited one as it ran in the page."""
    live = run_page(CHAPTER)
    code = next(cell.source for cell in code_cells(CHAPTER) if cell.id == "settings")
    live.run("settings", code.replace(": (2, 0)", ": (3, 0)"))
    mine = taken_away(live)
    (here,) = (cell.outputs for cell in mine.cells if cell.id == "settings")
    assert "(2, 4, 1, 2)" in here[0].text
    options = {"timeout": 300, "resources": {"metadata": {"path": tmp_path}}}
    NotebookClient(mine, **options, coalesce_streams=True).execute()
    (there,) = (cell.outputs for cell in mine.cells if cell.id == "settings")
    assert there == here


def test_the_notebook_is_taken_away_with_edits_and_what_they_put_out(run_page):
    live = run_page(CHAPTER)
    live.run("setup", "print('mine')\n6 * 7")
    live.run("forward-stepper")
    live.write("settings", "# not yet run")
    mine = taken_away(live)
    stored = nbformat.read(ROOT / "book" / f"{CHAPTER}.ipynb", 4)
    assert [cell.id for cell in mine.cells] == [cell.id for cell in stored.cells]
    cells = {cell.id: cell for cell in mine.cells}
    printed, value = cells["setup"].outputs
    assert (printed.text, value.data) == ("mine\n", {"text/plain": "42"})
    (stepper,) = cells["forward-stepper"].outputs
    assert "ConvolutionStepper" in stepper.data["text/plain"]
    assert not [kind for kind in stepper.data if "widget" in kind]
    assert cells["settings"].source == "# not yet run"
    assert cells["settings"].outputs == []
    # All else is as the book has it.
    mine_too = {"setup", "forward-stepper", "settings", "imports"}
    for cell in stored.cells:
        assert cell.id in mine_too or cell == cells[cell.id]
