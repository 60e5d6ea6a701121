"""One step of the col2im stepper, for readers on paper."""

import numpy as np

from cnnlib import col2im, im2col
from unrolled.figures.drawing import finished, grid, sheet, texts, words

MOST_ROWS = 8  # of dcol; around the current one


def col2im_step(widget):
    """dcol with what has just arrived of it lit; below it dx by +=, dx by =, and how many windows hold each pixel."""
    settings = widget.settings()
    rows, step, (_, C, H, W) = widget.rows(), widget.step, widget.x.shape
    pixels = im2col(
        np.arange(1, widget.x.size + 1).reshape(widget.x.shape), **settings
    )  # 0 is padding
    now = pixels[widget.order() == step]
    lit = np.isin(np.arange(widget.x.size), now - 1).reshape(widget.x.shape)
    n = step * len(widget.x) // widget.steps() if widget.loop == "window" else 0
    left, right = widget.dx()[n], widget.dx_assigned()[n]
    counts = col2im(np.ones_like(rows), widget.x.shape, **settings)[n]
    row = step if widget.loop == "window" else 0
    first = max(0, min(row - MOST_ROWS // 2, len(rows) - MOST_ROWS))
    some = rows[first : first + MOST_ROWS]
    given = widget.order()[first : first + MOST_ROWS] == step
    ax = sheet(max(rows.shape[1] + 3.6, 3 * W + 4.6), len(some) + C * (H + 0.6) + 2.4)
    words(ax, 0.6, 0.8, "dcol", size=11, ha="left", family="monospace")
    grid(ax, texts(some), 3, 0.4, "column", lit=given)
    top = len(some) + 2.4
    panels = [
        ("dx, by +=", left, "gradient"),
        ("dx, by =", right, "gradient"),
        ("windows", counts, "window"),
    ]
    for k, (name, planes, colour) in enumerate(panels):
        x = 0.6 + k * (W + 1.6)
        words(ax, x + W / 2, top - 0.5, name, size=11)
        for c in range(C):
            y, some_lit = top + c * (H + 0.6), lit[n, c] if k < 2 else None
            grid(ax, texts(planes[c]), x, y, colour, lit=some_lit)
    return finished(ax)
