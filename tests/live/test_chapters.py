"""Whole chapters, run in the page: no cell fails, and what they print is what the notebook stores."""

import json
import re

import nbformat
import pytest

from tests.browser.axe import axe_finds_nothing
from tests.browser.built import CHAPTERS, ROOT
from tests.live.running import PATIENCE, Running

NAMES = [path.removeprefix("book/").removesuffix(".html") for path in CHAPTERS]
# Minutes of training and of timings: of these chapters the exercises are done (test_exercises.py), and of the one on speed
# what measures nothing.
LONG = ["08-learning", "10-speed"]
# What differs, and why: the page's NumPy is older than the one that the notebooks run on.
DIFFER: set[tuple[str, str]] = set()


def code_cells(chapter: str) -> list:
    notebook = nbformat.read(ROOT / "book" / f"{chapter}.ipynb", 4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def stored_text(cell) -> list[str]:
    """The text that a cell's stored outputs show as such."""
    texts = [
        output["text"] if output.output_type == "stream" else output.data["text/plain"]
        for output in cell.outputs
        if output.output_type == "stream" or set(output.get("data", {})) == {"text/plain"}
    ]
    return [text.rstrip() for text in texts]


@pytest.mark.parametrize("chapter", [name for name in NAMES if name not in LONG])
def test_a_chapter_runs_and_prints_what_it_stores(run_page, chapter):
    live = run_page(chapter)
    live.page.get_by_role("button", name="Run all", exact=True).click()
    live.page.wait_for_function(
        "() => /^All|have not run/.test(document.querySelector('.live-bar [role=status]').textContent)",
        timeout=PATIENCE,
    )
    assert live.said.inner_text().startswith("All ")
    prints_what_it_stores(live, chapter, code_cells(chapter))


def test_the_chapter_on_speed_prints_what_it_stores_where_it_measures_nothing(run_page):
    """Its races take minutes; no other cell needs one of them."""
    chapter = "10-speed"
    live = run_page(chapter)
    live.unfold()
    cells = [cell for cell in code_cells(chapter) if not measures(cell)]
    for cell in cells:
        live.run(cell.id)
    prints_what_it_stores(live, chapter, cells)
    races = [cell.id for cell in code_cells(chapter) if measures(cell)]
    assert {live.state(name) for name in races} == {"idle"}


def measures(cell) -> bool:
    return "measured" in cell.metadata.get("tags", [])


def prints_what_it_stores(live: Running, chapter: str, cells: list) -> None:
    """All of these have run to their end, but those that no page can run."""
    shown = live.page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("div.cell")].map((cell) => [cell.dataset.cell, [
          cell.dataset.state,
          [...cell.querySelectorAll(".output:is(.stream, .text_plain) pre")].map((pre) => pre.textContent.trimEnd()),
        ]]))"""
    )
    for cell in cells:
        state, texts = shown[cell.id]
        if "live" in cell.metadata:
            assert state == "idle"
        else:
            assert state == "done", cell.id
            if not measures(cell) and (chapter, cell.id) not in DIFFER:
                assert texts == stored_text(cell), cell.id


def test_at_most_ten_cells_need_what_no_page_has():
    missing = [
        cell.id for name in NAMES for cell in code_cells(name) if "live" in cell.metadata
    ]
    assert 0 < len(missing) <= 10


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_on_a_running_page(run_page, width, theme):
    live = run_page("05-backward", width=width, theme=theme)
    live.run("convolution-col2im-try")
    live.run("back-setup", "1 / 0")
    axe_finds_nothing(live.page)
    assert live.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_only_chapters_have_the_button(html):
    for path in sorted(html.glob("book/*.html")):
        assert ("run-page" in path.read_text("utf8")) == (path.stem in NAMES)


def test_every_cell_that_is_shown_is_named_as_in_its_notebook(html):
    for name in NAMES:
        page = (html / f"book/{name}.html").read_text("utf8")
        assert [c.id for c in code_cells(name)] == re.findall(
            r'data-cell="([^"]+)" data-state="idle"', page
        )
        (file,) = html.glob(f"_static/live/pages/{name}-*.json")
        assert [one["code"] for one in json.loads(file.read_text("utf8"))] == [
            c.source for c in code_cells(name)
        ]
