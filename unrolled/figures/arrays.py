"""Pictures of arrays: what an index keeps, where numbers lie in memory, what shares it, what reorders it."""

import numpy as np

from unrolled.figures.drawing import (
    FAINT,
    INK,
    LIT,
    PAPER,
    PLAIN,
    arrow,
    grid,
    mask,
    narrow_sheet,
    outline,
    rectangle,
    sheet,
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
        words(ax, left + c * step_right + W / 2, top - 1.0, f"channel {c}", size=12)
    for n in range(N):
        y = top + n * step_down
        words(ax, 0.3, y + H / 2, f"image {n}", size=12, ha="left")
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
        words(ax, left + W / 2, y + H + 0.95, f"H = {H} rows of W = {W} numbers", size=12)


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


def memory(x: np.ndarray, *indices) -> None:
    """The strip of memory that holds x, once for each index; what x[index] reads is lit."""
    ax = narrow_sheet(x.size + 4, 21 * len(indices) + 1)
    for line, index in enumerate(indices):
        y = 21 * line + 11
        view = x[index]
        steps = tuple(step // x.itemsize for step in view.strides)
        words(ax, 2, y - 4.6, f"x{_spell(index)}", size=12, ha="left", family="monospace")
        words(
            ax,
            x.size + 2,
            y - 4.6,
            f"shape {view.shape}, steps {steps}",
            size=12,
            ha="right",
        )
        for k, on in enumerate(mask(x.shape, index).ravel()):
            ax.add_patch(_block(2 + k, y, 1, 7, on))
        outline(ax, 2, y, x.size, 7, colour="image", linewidth=1.2)


def owners(memory: np.ndarray, **names: np.ndarray) -> None:
    """A 1-D stretch of memory, and arrays: a view points at its numbers there, a copy has its own."""
    ax, letter = narrow_sheet(len(memory) + 0.8, 2.5 + 2.2 * len(names)), 0.42
    words(ax, 0.4, 0.5, "memory", size=12, ha="left")
    lit = np.zeros(memory.shape, bool)
    for line, (name, array) in enumerate(names.items()):
        y = 3.5 + 2.2 * line
        words(ax, 0.6, y + 0.5, name, size=12, ha="left", family="monospace")
        if np.shares_memory(memory, array):
            start = (_address(array) - _address(memory)) // memory.itemsize
            lit[start : start + array.size] = True
            outline(ax, 0.4, y, 0.4 + letter * len(name), 1, colour="window")
            arrow(
                ax,
                (0.8 + letter * len(name), y + 0.4),
                (0.4 + start + array.size / 2, 2.2),
                bend=0.2,
            )
        else:
            grid(ax, array[None], 0.9 + letter * len(name), y, "output", size=0.65)
    grid(ax, memory[None], 0.4, 1, lit=lit[None], size=0.65)


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


def _spell(index) -> str:
    """An index as one writes it: (0, slice(None), 2) -> [0, :, 2]."""
    signs = {str(slice(None)): ":", str(Ellipsis): "..."}
    parts = index if isinstance(index, tuple) else (index,)
    return "[" + ", ".join(signs.get(str(part), str(part)) for part in parts) + "]"


def _address(array: np.ndarray) -> int:
    return array.__array_interface__["data"][0]
