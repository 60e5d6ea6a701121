"""What ArrayExplorer shows, for readers on paper."""

import numpy as np

from unrolled.figures.drawing import finished, grid, outline, rectangle, sheet, tint, words
from unrolled.widgets.paper.nested import parts, size_of


def explorer(widget):
    """The view as grids, the chosen numbers in them and in the line of memory; returns the figure."""
    view = widget.x.transpose(widget.axes)
    places = np.arange(widget.x.size).reshape(widget.x.shape).transpose(widget.axes)
    chosen = places[widget.view_index()]
    across = (False, True)
    width, height = size_of(view.shape, across)
    ax = sheet(max(width, 20) + 0.8, height + 5.2)
    title = f"{widget.expression} has shape {chosen.shape}"
    words(ax, 0.4, 0.8, title, size=12, ha="left", family="monospace")
    for index, left, top in parts(view.shape, across, 0.4, 1.6):
        grid(ax, view[index], left, top, lit=np.isin(places[index], chosen))
    _memory(ax, widget.x.size, chosen.ravel(), height + 2.4, max(width, 20))
    return finished(ax)


def _memory(ax, size: int, chosen: np.ndarray, y: float, width: float) -> None:
    for place in chosen:
        ax.add_patch(
            rectangle(
                (0.4 + place * width / size, y),
                width / size,
                1.2,
                facecolor=tint("window", 0.9),
            )
        )
    outline(ax, 0.4, y, width, 1.2, colour="image")
    named = ", ".join(map(str, chosen[:8])) + (", …" if len(chosen) > 8 else "")
    words(
        ax,
        0.4,
        y + 2.1,
        f"memory, {size} numbers in one line; chosen: {named}",
        size=10,
        ha="left",
    )
