"""The landing page's story as one picture: the image with its window, and the matrix with four of its six rows."""

import numpy as np

from cnnlib import im2col
from unrolled.figures.drawing import (
    FAINT,
    finished,
    grid,
    mask,
    outline,
    rectangle,
    sheet,
    words,
)

DONE = 4  # rows
LEFT, TOP = 8.4, 1.6  # the matrix's corner, in cells


def four_rows(image: np.ndarray):
    """A 2-D image, and as many rows of its 3x3 windows as are done; returns the figure."""
    rows = im2col(image[None, None], 3, 3)
    down, across = divmod(DONE - 1, image.shape[1] - 2)
    ax = sheet(LEFT + rows.shape[1] + 0.6, len(rows) + 2.2)
    words(ax, 3, 0.7, "image", size=11)
    window = mask(image.shape, np.s_[down : down + 3, across : across + 3])
    grid(ax, image, 0.5, TOP + 1, lit=window)
    outline(ax, 0.5 + across, TOP + 1 + down, 3, 3, colour="window", linewidth=3)
    words(ax, LEFT + rows.shape[1] / 2, 0.7, "matrix", size=11)
    _matrix(ax, rows)
    return finished(ax)


def _matrix(ax, rows: np.ndarray) -> None:
    """What is done as numbers, the last of it as the window's, and the rest as empty places."""
    current = mask((DONE, rows.shape[1]), DONE - 1)
    grid(ax, rows[:DONE], LEFT, TOP, "column", lit=current)
    for row in range(len(rows)):
        words(ax, LEFT - 0.2, TOP + row + 0.5, f"window {row + 1}", size=10, ha="right")
    for row, column in np.ndindex(rows[DONE:].shape):
        place = (LEFT + column, TOP + DONE + row)
        ax.add_patch(rectangle(place, 1, 1, fill=False, edgecolor=FAINT, linestyle=":"))
