"""matplotlib's figures in a page: each as a drawing, at the end of the cell that drew it, as the built book has them."""

import os
import sys
import warnings
from base64 import b64encode
from io import BytesIO, StringIO
from itertools import count
from weakref import WeakSet

BACKEND = "unrolled.page.backend"
LARGEST = 2_000_000  # characters of a drawing: what has more in it would slow a page down
# The figures that were too large for a drawing, and a number for each that was not.
too_large = WeakSet()
numbers = count(1)


def install(shell) -> None:
    """Let the shell show figures. It imports no matplotlib: that comes when a cell does."""
    os.environ["MPLBACKEND"] = f"module://{BACKEND}"
    # IPython asks for a drawing first.
    for kind, draw in {"image/svg+xml": _svg, "image/png": _png}.items():
        formatter = shell.display_formatter.formatters[kind]
        formatter.for_type_by_name("matplotlib.figure", "Figure", draw)
    shell.events.register("post_execute", show)


def show(*arguments, **settings) -> None:
    """Show every open figure, and close it."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or not pyplot.get_fignums():
        return
    from IPython.display import display

    for number in pyplot.get_fignums():
        display(pyplot.figure(number))
    pyplot.close("all")


def _svg(figure):
    """Its words are text, its colours those of both themes. A figure with nothing in it is none."""
    if not figure.axes and not figure.lines:
        return None
    from matplotlib import rc_context

    from unrolled.page.drawing import compact

    file = StringIO()
    with rc_context({"svg.fonttype": "none"}), warnings.catch_warnings():
        # A browser has faces for what matplotlib's lack.
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing")
        figure.savefig(file, format="svg", bbox_inches="tight", metadata={"Date": None})
    if len(file.getvalue()) > LARGEST:
        too_large.add(figure)
        return None
    drawing = compact(file.getvalue(), f"live{next(numbers)}")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{drawing.view_box}" '
        f'width="{drawing.natural:.0f}">{drawing.content}</svg>'
    )
    return svg, {"sizes": drawing.sizes}


def _png(figure):
    """Sharp on any screen: twice as many pixels as it takes room."""
    if figure not in too_large:
        return None
    picture = BytesIO()
    figure.savefig(picture, format="png", dpi=2 * figure.dpi, bbox_inches="tight")
    width, height = _size(picture.getvalue())
    return b64encode(picture.getvalue()).decode(), {
        "width": width // 2,
        "height": height // 2,
    }


def _size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
