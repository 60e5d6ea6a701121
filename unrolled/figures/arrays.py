"""Pictures of arrays: a batch, where a number stands in the reading order, what reorders."""

import numpy as np

from unrolled.figures.drawing import (
    FAINT,
    LIT,
    PAPER,
    PLAIN,
    grid,
    narrow_sheet,
    outline,
    rectangle,
    show_image,
    tint,
    words,
)


def photos(x: np.ndarray, name: str) -> None:
    """A batch (N, C, H, W) as gray pictures, five in a line; channel 0 of each."""
    ax = narrow_sheet(20.4, 5 * -(-len(x) // 5) + 0.2)
    for n, image in enumerate(x):
        left, top = 0.4 + 4 * (n % 5), 1.2 + 5 * (n // 5)
        words(ax, left + 1.8, top - 0.55, f"{name}[{n}]", size=12, family="monospace")
        show_image(ax, image[0], left, top, 3.6, low=0, high=1)


STEP = 3.4  # from one level of memory to the next
OVER = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}  # words over lines


def offset(x: np.ndarray, place: tuple[int, ...]) -> None:
    """Zoom into memory: the block of image n, in it channel c, in it row h, in it the number w."""
    names, width, height, left = ("image", "channel", "row", "column"), 20, 1.5, 0.3
    ax = narrow_sheet(left + width + 0.3, len(place) * STEP + 0.1)
    first, size = 0, x.size
    for level, (name, i, count) in enumerate(zip(names, place, x.shape, strict=True)):
        y, cell, size = 1.3 + level * STEP, width / count, size // count
        words(ax, left, y - 0.6, f"{name} {i}", size=12, ha="left", bbox=OVER)
        words(
            ax,
            left + 6,
            y - 0.6,
            f"{i} × {size} = {i * size}",
            size=12,
            ha="left",
            weight="bold",
            bbox=OVER,
        )
        for k in range(count):
            start = first + k * size
            span = f"{start}" if size == 1 else f"{start} … {start + size - 1}"
            ax.add_patch(_block(left + k * cell, y, cell, height, k == i))
            words(ax, left + (k + 0.5) * cell, y + height / 2, span, size=12)
        outline(ax, left, y, width, height, colour="image")
        if level + 1 < len(place):
            for corner, end in ((i, left), (i + 1, left + width)):
                ax.plot(
                    [left + corner * cell, end],
                    [y + height, y + STEP],
                    color=FAINT,
                    linewidth=0.9,
                    linestyle=(0, (4, 3)),
                )
        first += i * size


def orders(m: np.ndarray, **results: np.ndarray) -> None:
    """A matrix and what was made of it; m's first row stays lit. The strip beside it is how each is read."""
    panels = {"m": m} | results
    heights = [len(array) + 1.7 for array in panels.values()]
    ax = narrow_sheet(13, sum(heights) + 0.2)
    for array, name, bottom in zip(
        panels.values(), panels, np.cumsum(heights), strict=True
    ):
        top = bottom - len(array)
        words(ax, 0.5, top - 0.6, name, size=12, ha="left", family="monospace")
        grid(ax, array, 0.5, top, lit=np.isin(array, m[0]))
        line, low = array.reshape(1, -1), top + (len(array) - 1) / 2
        words(ax, 12.5, low - 0.5, "read row by row", size=12, ha="right")
        grid(ax, line, 12.5 - array.size, low, lit=np.isin(line, m[0]))


def colors(**pictures: np.ndarray) -> None:
    """Arrays (H, W, 3) as color pictures, side by side."""
    ax = narrow_sheet(8 * len(pictures), 7.6)
    for k, (name, picture) in enumerate(pictures.items()):
        words(ax, 8 * k + 4, 0.6, name, size=12)
        show_image(ax, picture, 8 * k + 0.9, 1.1, 6.2, low=0, high=1)


def _block(x: float, y: float, width: float, height: float, lit: bool):
    face = tint("window", LIT) if lit else tint("image", PLAIN)
    return rectangle((x, y), width, height, facecolor=face, edgecolor=FAINT, linewidth=0.6)
