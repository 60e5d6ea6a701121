"""Pictures of the kinds of convolution: who reads whom, one pixel's channels, stamps, and M beside its transpose."""

import numpy as np

from unrolled.figures.drawing import FAINT, arrow, grid, mask, narrow_sheet, words
from unrolled.figures.sizes import axis_of, positions


def connections(C: int, FN: int, groups_list) -> None:
    """For each number of groups: filters down, channels across; lit where the filter reads the channel."""
    ax = narrow_sheet(len(groups_list) * (C + 2.4) + 0.6, FN + 3.4)
    for k, groups in enumerate(groups_list):
        left, reads = 2.4 + k * (C + 2.4), _reads(C, FN, groups)
        words(ax, left + C / 2, 0.6, f"groups={groups}", size=13, family="monospace")
        words(ax, left + C / 2, 1.5, "channels", size=12)
        words(ax, left - 0.5, 2 + FN / 2, "filters", size=12, rotation=90)
        grid(ax, reads, left, 2, "image", lit=reads, lit_colour="filter", text=None)
        words(ax, left + C / 2, FN + 2.7, f"{reads.sum()} pairs", size=12)


def one_pixel(x: np.ndarray, W: np.ndarray, i: int, j: int) -> None:
    """x (C, H, W) and a 1×1 layer's weights (FN, C): one pixel's channels, times W, make its new channels."""
    C, H, width = x.shape
    out = np.einsum("fc,chw->fhw", W, x)
    tall = C * (H + 1.6)
    ax, middle = narrow_sheet(2 * width + C + 8.6, tall + 0.5), tall / 2 + 0.1
    x_W, x_pixel, x_new = width + 2, width + C + 2.9, width + C + 4.9
    _maps(ax, "x", x, 0.5, middle, pixel=(i, j), colour="image")
    arrow(ax, (width + 0.7, middle), (x_W - 0.2, middle))
    for name, values, left, colour in (
        ("W", W, x_W, "filter"),
        ("pixel", x[:, i, j, None], x_pixel, "image"),
        ("new", out[:, i, j, None], x_new, "output"),
    ):
        top = middle - len(values) / 2
        words(ax, left + values.shape[1] / 2, top - 0.45, name, size=12)
        lit = np.full(values.shape, name != "W")
        grid(ax, values, left, top, colour, lit=lit, size=0.56)
    words(ax, x_pixel - 0.45, middle, "@", size=13)
    words(ax, x_new - 0.5, middle, "=", size=13)
    arrow(ax, (x_new + 1.2, middle), (x_new + 2.9, middle))
    _maps(ax, "out", out, x_new + 3.3, middle, pixel=(i, j), colour="output")


def stamps(small: np.ndarray, w: np.ndarray, stride: int) -> None:
    """One axis of a transposed convolution: each small number stamps the filter, and stamps add up."""
    length = (len(small) - 1) * stride + len(w)
    places = positions(axis_of({"filter_size": len(w), "stride": stride}), length)
    large, times = np.zeros(length, small.dtype), np.zeros(length, int)
    np.add.at(large, places, small[:, None] * w)
    np.add.at(times, places, 1)
    left = 4.0
    ax = narrow_sheet(left + length + 1.4, 1.25 * len(small) + 3.0)
    words(ax, left - 0.4, 0.9, "the filter w", size=14, ha="right")
    grid(ax, w[None], left, 0.4, "filter")
    for k, value in enumerate(small):
        y = 1.8 + 1.25 * k
        words(ax, left - 0.4, y + 0.5, f"small[{k}] × w", size=14, ha="right")
        ax.plot([left, left + length], [y + 0.5] * 2, color=FAINT, linewidth=0.8, zorder=0)
        grid(ax, value * w[None], left + stride * k, y, "window")
    y = 1.8 + 1.25 * len(small)
    words(ax, left - 0.4, y + 0.5, "added up", size=14, ha="right")
    grid(ax, large[None], left, y, "image", lit=times[None] > 1)


def matrices(M: np.ndarray, line: np.ndarray, small: np.ndarray) -> None:
    """A convolution as a matrix M, and its transpose: one goes down to the small size, one up to the large."""
    heights = len(M) + 2.2 + max(0, M.shape[1] - len(M)), M.shape[1] + 2.2
    ax = narrow_sheet(M.shape[1] + 6.4, sum(heights))
    down = (("M", M, "filter"), ("line", line, "image"), ("out", M @ line, "output"))
    up = (
        ("M.T", M.T, "filter"),
        ("small", small, "output"),
        ("large", M.T @ small, "image"),
    )
    for equation, bottom in zip((down, up), np.cumsum(heights), strict=True):
        _equation(ax, equation, 0.5, bottom - 0.6 - M.shape[1] / 2)


def _equation(ax, parts, left: float, middle: float) -> None:
    """A matrix, a vector and their product, each (name, values, colour), around the middle."""
    for (name, values, colour), sign in zip(parts, ("@", "=", ""), strict=True):
        values = values.reshape(len(values), -1)
        height, width = values.shape
        top, wide = middle - height / 2, max(width, 1.6)  # room for the names
        words(ax, left + wide / 2, top - 0.5, name, size=12, family="monospace")
        lit = (values != 0) if colour == "filter" else None
        texts = values if lit is None else np.where(lit, values, "")
        place = left + (wide - width) / 2, top
        grid(ax, texts, *place, colour, lit=lit, lit_colour="filter")
        words(ax, left + wide + 0.4, middle, sign, size=13)
        left += wide + 0.8


def pictures(named: dict[str, tuple[np.ndarray, str]]) -> None:
    """For each name a small picture of zeros and others, in its colour, side by side."""
    width = sum(values.shape[1] + 1.6 for values, _ in named.values())
    tall = max(len(values) for values, _ in named.values())
    ax, x = narrow_sheet(width, tall + 2.2), 0.8
    for name, (values, colour) in named.items():
        y = 1.8 + (tall - len(values)) / 2
        words(ax, x + values.shape[1] / 2, y - 0.7, name, size=12, family="monospace")
        grid(ax, values, x, y, colour, lit=values != 0, lit_colour=colour, text=None)
        x += values.shape[1] + 1.6


def _maps(ax, name: str, maps: np.ndarray, x: float, middle: float, *, pixel, colour: str):
    """Channels (C, H, W) below each other, around the middle, with the same pixel lit in all."""
    H, width = maps.shape[1:]
    for k, values in enumerate(maps):
        y = middle + (k - len(maps) / 2) * (H + 1.6) + 1.1
        title = f"{name}[0, {k}]"
        words(ax, x + width / 2, y - 0.6, title, size=12, family="monospace")
        grid(ax, values, x, y, colour, lit=mask((H, width), pixel), size=0.56)


def _reads(C: int, FN: int, groups: int) -> np.ndarray:
    """(FN, C): which filter reads which channel."""
    return np.arange(FN)[:, None] // (FN // groups) == np.arange(C) // (C // groups)
