"""One step of the col2im stepper, for readers on paper."""

import numpy as np

from cnnlib import col2im, im2col
from unrolled.figures.drawing import finished, grid, mask, sheet, texts, words

MOST_ROWS = 8  # of dcol; around the current one


def col2im_step(widget):
    """dcol with the row that has just arrived; below it dx by +=, dx by =, and how many windows hold each pixel."""
    settings = widget.settings()
    rows, step, (_, C, H, W) = widget.rows(), widget.step, widget.x.shape
    pixels = im2col(
        np.arange(1, widget.x.size + 1).reshape(widget.x.shape), **settings
    )  # 0 is padding
    lit = np.isin(np.arange(widget.x.size), pixels[step] - 1).reshape(widget.x.shape)
    n = step * len(widget.x) // len(rows)
    left, right = widget.dx()[n], _overwritten(rows[: step + 1], pixels, widget.x)[n]
    counts = col2im(np.ones_like(rows), widget.x.shape, **settings)[n]
    first = max(0, min(step - MOST_ROWS // 2, len(rows) - MOST_ROWS))
    some = rows[first : first + MOST_ROWS]
    ax = sheet(max(rows.shape[1] + 3.6, 3 * W + 4.6), len(some) + C * (H + 0.6) + 2.4)
    words(ax, 0.6, 0.8, "dcol", size=11, ha="left", family="monospace")
    grid(ax, texts(some), 3, 0.4, "column", lit=mask(some.shape, step - first))
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


def _overwritten(rows: np.ndarray, pixels: np.ndarray, x: np.ndarray) -> np.ndarray:
    """What col2im with = in place of += makes of some rows; pixels: im2col of the pixels' numbers from 1."""
    dx = np.zeros(x.size + 1, rows.dtype)
    for row, places in zip(rows, pixels, strict=False):
        dx[places] = row
    return dx[1:].reshape(x.shape)
