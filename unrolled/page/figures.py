"""matplotlib's figures in a page: each as a picture, at the end of the cell that drew it, as in a notebook."""

import os
import sys
from base64 import b64encode
from io import BytesIO

BACKEND = "unrolled.page.backend"


def install(shell) -> None:
    """Let the shell show figures. It imports no matplotlib: that comes when a cell does."""
    os.environ["MPLBACKEND"] = f"module://{BACKEND}"
    formatter = shell.display_formatter.formatters["image/png"]
    formatter.for_type_by_name("matplotlib.figure", "Figure", _png)
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


def _png(figure):
    """Sharp on any screen: twice as many pixels as it takes room. A figure with nothing in it is none."""
    if not figure.axes and not figure.lines:
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
