"""make bench-live: seconds from the press of the button, in a browser that has nothing kept, to a cell's first output.

The cells are the first ones of the chapter on col2im that need NumPy alone, a widget, a figure, and its first exercise.
And from the press on the next page of a visit: at once, and when its Python has had time to start by itself. Medians of
five.
"""

from statistics import median

import pytest

from tests.live.running import PREPARED, Running
from tests.live.test_chapters import code_cells

CHAPTER = "05-backward"
TURNS = 5


def first(kind: str) -> str:
    """The first cell of this kind that runs in the page."""
    for cell in code_cells(CHAPTER):
        if "missing" in cell.metadata.get("live", {}):
            continue
        data = [output.get("data", {}) for output in cell.outputs]
        kinds = {
            "text": any(output.output_type == "stream" for output in cell.outputs),
            "widget": any(
                "image/png" in one and "Figure" not in one["text/plain"] for one in data
            ),
            "figure": any("<Figure" in one.get("text/plain", "") for one in data),
            "exercise": cell.id.endswith("-try"),
        }
        if kinds[kind]:
            return cell.id
    raise LookupError(kind)


@pytest.mark.parametrize("kind", ["text", "widget", "figure", "exercise"])
def test_start(new_context, site, kind):
    times = []
    for _ in range(TURNS):
        context = new_context()
        live = Running(context.new_page())
        live.page.goto(f"{site}book/{CHAPTER}.html")
        live.page.wait_for_load_state("networkidle")
        times.append(timed(live, first(kind)))
        context.close()
    tell(kind, first(kind), times)


@pytest.mark.parametrize("waits", [False, True], ids=["at once", "prepared"])
def test_next_page(new_context, site, waits):
    times = []
    for _ in range(TURNS):
        context = new_context()
        live = Running(context.new_page())
        live.page.goto(f"{site}book/04-convolution.html")
        live.start()
        live.page.goto(f"{site}book/{CHAPTER}.html")
        if waits:
            live.page.wait_for_function(PREPARED)
        times.append(timed(live, first("text")))
        context.close()
    tell("prepared" if waits else "next", first("text"), times)


def timed(live: Running, cell: str) -> tuple[float, float]:
    """Seconds from now to Python's being ready, and to the end of this cell."""
    start = live.page.evaluate("performance.now()")
    live.start()
    ready = live.page.evaluate("performance.now()")
    live.run(cell)
    return (ready - start) / 1000, (live.page.evaluate("performance.now()") - start) / 1000


def tell(kind: str, cell: str, times: list[tuple[float, float]]) -> None:
    ready, output = (median(column) for column in zip(*times, strict=True))
    print(f"\n{kind:9} {cell:22} ready {ready:5.2f} s, output {output:5.2f} s")
