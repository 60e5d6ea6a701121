"""Pictures of arrays: what an index keeps, where numbers lie in memory, what shares it, what reorders it."""

import numpy as np
from matplotlib.patches import Rectangle

from unrolled.figures.drawing import (
    FAINT,
    INK,
    LIT,
    PLAIN,
    arrow,
    grid,
    mask,
    outline,
    sheet,
    show_image,
    tint,
    words,
)


def photos(x: np.ndarray, name: str) -> None:
    """A batch (N, C, H, W) as gray pictures, five in a line; channel 0 of each."""
    ax = sheet(20.4, 4.6 * -(-len(x) // 5) + 0.2)
    for n, image in enumerate(x):
        left, top = 0.4 + 4 * (n % 5), 0.8 + 4.6 * (n // 5)
        words(ax, left + 1.8, top - 0.4, f"{name}[{n}]", size=11, family="monospace")
        show_image(ax, image[0], left, top, 3.6, low=0, high=1)


def boxes(x: np.ndarray, index=None) -> None:
    """Every number of x (N, C, H, W): a box for each image, a grid for each channel; x[index] is lit."""
    (N, C, H, W), whole = x.shape, index is None
    left, step_down, step_right, top = 2.9, H + 1.6, W + 0.7, 2.6 if whole else 2.9
    ax = sheet(left + C * step_right + 0.1, top + N * step_down - (0.1 if whole else 1.0))
    if whole:
        lit, title = np.zeros(x.shape, bool), f"(N, C, H, W) = {x.shape}"
    else:
        lit = mask(x.shape, index)
        title = f"x{_spell(index)} has shape {np.shape(x[index])}"
    words(ax, 0.3, 0.6 if whole else 0.8, title, size=13, ha="left", family="monospace")
    for c in range(C):
        words(ax, left + c * step_right + W / 2, top - 1.0, f"channel {c}", size=11)
    for n in range(N):
        y = top + n * step_down
        words(ax, 0.3, y + H / 2, f"image {n}", size=11, ha="left")
        outline(
            ax,
            left - 0.4,
            y - 0.4,
            C * step_right + 0.1,
            H + 0.8,
            colour=INK,
            linewidth=1.2,
        )
        for c in range(C):
            grid(ax, x[n, c], left + c * step_right, y, lit=lit[n, c])
    if whole:
        words(ax, left + W / 2, y + H + 0.95, f"H = {H} rows of W = {W} numbers", size=11)


def offset(x: np.ndarray, place: tuple[int, ...]) -> None:
    """Zoom into memory: the block of image n, in it channel c, in it row h, in it the number w."""
    names, width, height, left = ("image", "channel", "row", "column"), 20, 1.2, 4.6
    ax = sheet(left + width + 0.4, len(place) * 2.5 + 0.1)
    first, size = 0, x.size
    for level, (name, i, count) in enumerate(zip(names, place, x.shape, strict=True)):
        y, cell, size = 0.7 + level * 2.5, width / count, size // count
        words(ax, 0.2, y + 0.3, f"{name} {i}", size=11, ha="left")
        words(
            ax,
            0.2,
            y + 0.95,
            f"{i} × {size} = {i * size}",
            size=11,
            ha="left",
            weight="bold",
        )
        for k in range(count):
            start = first + k * size
            span = f"{start}" if size == 1 else f"{start} … {start + size - 1}"
            ax.add_patch(_block(left + k * cell, y, cell, height, k == i))
            words(ax, left + (k + 0.5) * cell, y + height / 2, span, size=11)
        outline(ax, left, y, width, height, colour="image")
        if level + 1 < len(place):
            for corner, end in ((i, left), (i + 1, left + width)):
                ax.plot(
                    [left + corner * cell, end],
                    [y + height, y + 2.5],
                    color=FAINT,
                    linewidth=0.9,
                    linestyle=(0, (4, 3)),
                )
        first += i * size


def memory(x: np.ndarray, *indices) -> None:
    """The strip of memory that holds x, once for each index; what x[index] reads is lit."""
    ax = sheet(x.size + 4, 17 * len(indices) + 1)
    for line, index in enumerate(indices):
        y = 17 * line + 8
        view = x[index]
        steps = tuple(step // x.itemsize for step in view.strides)
        words(ax, 2, y - 3.6, f"x{_spell(index)}", size=12, ha="left", family="monospace")
        words(
            ax,
            x.size + 2,
            y - 3.6,
            f"shape {view.shape}, steps {steps}",
            size=11,
            ha="right",
        )
        for k, on in enumerate(mask(x.shape, index).ravel()):
            ax.add_patch(_block(2 + k, y, 1, 6, on))
        outline(ax, 2, y, x.size, 6, colour="image", linewidth=1.2)


def owners(memory: np.ndarray, **names: np.ndarray) -> None:
    """A 1-D stretch of memory, and arrays: a view points at its numbers there, a copy has its own."""
    ax = sheet(len(memory) + 0.8, 2.5 + 2.2 * len(names))
    words(ax, 0.4, 0.5, "memory", size=11, ha="left")
    lit = np.zeros(memory.shape, bool)
    for line, (name, array) in enumerate(names.items()):
        y = 3.5 + 2.2 * line
        words(ax, 0.6, y + 0.5, name, size=12, ha="left", family="monospace")
        if np.shares_memory(memory, array):
            start = (_address(array) - _address(memory)) // memory.itemsize
            lit[start : start + array.size] = True
            outline(ax, 0.4, y, 0.4 + 0.33 * len(name), 1, colour="window")
            arrow(
                ax,
                (0.8 + 0.33 * len(name), y + 0.4),
                (0.4 + start + array.size / 2, 2.2),
                bend=0.2,
            )
        else:
            grid(ax, array[None], 0.9 + 0.33 * len(name), y, "output")
    grid(ax, memory[None], 0.4, 1, lit=lit[None])


def orders(m: np.ndarray, **results: np.ndarray) -> None:
    """A matrix and what was made of it; m's first row stays lit. The strip below is how each is read."""
    panels = {"m": m} | results
    ax = sheet(8 * len(panels), 7.4)
    for k, (name, array) in enumerate(panels.items()):
        middle = 8 * k + 4
        words(ax, middle, 0.7, name, size=12, family="monospace")
        grid(ax, array, middle - array.shape[1] / 2, 1.4, lit=np.isin(array, m[0]))
        words(ax, middle, 5.2, "read row by row", size=11)
        line = array.reshape(1, -1)
        grid(ax, line, middle - array.size / 2, 5.8, lit=np.isin(line, m[0]))


def colors(**pictures: np.ndarray) -> None:
    """Arrays (H, W, 3) as color pictures, side by side."""
    ax = sheet(8 * len(pictures), 7.6)
    for k, (name, picture) in enumerate(pictures.items()):
        words(ax, 8 * k + 4, 0.6, name, size=12)
        show_image(ax, picture, 8 * k + 0.9, 1.1, 6.2, low=0, high=1)


def _block(x: float, y: float, width: float, height: float, lit: bool) -> Rectangle:
    face = tint("window", LIT) if lit else tint("image", PLAIN)
    return Rectangle((x, y), width, height, facecolor=face, edgecolor=FAINT, linewidth=0.6)


def _spell(index) -> str:
    """An index as one writes it: (0, slice(None), 2) -> [0, :, 2]."""
    signs = {str(slice(None)): ":", str(Ellipsis): "..."}
    parts = index if isinstance(index, tuple) else (index,)
    return "[" + ", ".join(signs.get(str(part), str(part)) for part in parts) + "]"


def _address(array: np.ndarray) -> int:
    return array.__array_interface__["data"][0]
