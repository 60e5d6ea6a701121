"""Pictures of unrolling: where windows stand, what slices pick, in which order rows lie, what the matrix costs."""

from functools import partial

import numpy as np

from cnnlib.windows import make_axes, output_size
from unrolled.figures import timing
from unrolled.figures.drawing import (
    FAINT,
    INK,
    diagram,
    grid,
    mask,
    narrow_sheet,
    outline,
    tint,
    words,
)
from unrolled.palette import CHART_PALE


def places(
    size: int, filter_size: int, stride: int = 1, pad: int = 0, dilation: int = 1
) -> None:
    """One axis of pixels a, b, c …, and below it what the filter reads at each of its places.

    Hatched is padding; gray is never read.
    """
    count = output_size(size, filter_size, stride, pad, dilation)
    axis = make_axes(filter_size, filter_size, stride, pad, dilation)[0]
    length = size + 2 * pad
    reads = np.zeros((count, length), bool)
    for i in range(filter_size):
        reads[range(count), range(length)[axis.tap(i, count)]] = True
    ax = narrow_sheet(max(length + 3.4, 12.4), 1.9 + 1.15 * count)
    pixels = np.array(
        [["0"] * pad + [chr(ord("a") + k) for k in range(size)] + ["0"] * pad]
    )
    hatch = ~mask((1, length), np.s_[0, pad : pad + size])
    words(ax, 2.7, 0.8, "the axis", size=12, ha="right")
    grid(ax, pixels, 3.0, 0.3, hatch=hatch)
    for k in np.flatnonzero(~reads.any(axis=0)):
        grid(ax, pixels[:, k : k + 1], 3.0 + k, 0.3, FAINT)
    for o in range(count):
        y = 1.7 + 1.15 * o
        words(ax, 2.7, y + 0.5, f"place {o}", size=12, ha="right")
        ax.plot(
            [3.0, 3.0 + length], [y + 0.5, y + 0.5], color=FAINT, linewidth=0.8, zorder=0
        )
        for k in np.flatnonzero(reads[o]):
            grid(ax, pixels[:, k : k + 1], 3.0 + k, y, "window", lit=np.ones((1, 1), bool))


def speed(slow, fast, sizes=(8, 16, 32, 64)) -> None:
    """How many times longer slow(image, weights) takes than fast, with a filter of 5 x 5: the best of ten turns each."""
    rng = np.random.default_rng(0)
    images, weights = {size: rng.random((size, size)) for size in sizes}, rng.random((5, 5))
    calls = {
        (run, size): partial(run, images[size], weights)
        for run in (slow, fast)
        for size in sizes
    }
    best = timing.fastest(calls, turns=10)
    ratios = [best[slow, size] / best[fast, size] for size in sizes]
    ax = diagram(2.9)
    bars = ax.barh([f"{size} × {size}" for size in sizes], ratios, color=CHART_PALE)
    ax.bar_label(bars, [f" {ratio:.0f} ×" for ratio in ratios], size=12)
    ax.invert_yaxis()
    ax.margins(x=0.12)
    ax.set_xlabel("time of the loops / time of im2col and one product", size=12)
    ax.set_ylabel("image", size=12)


def slices(image: np.ndarray, filter_h: int, filter_w: int, stride: int = 1) -> None:
    """The filter, with a copy of the image in each of its cells: lit is what the slice for that tap picks."""
    H, W = image.shape
    height, width = make_axes(filter_h, filter_w, stride)
    OH, OW = height.count(H), width.count(W)
    width_used = filter_w * (W + 0.9)
    width_sheet = max(width_used + 0.2, 13)
    ax = narrow_sheet(width_sheet, filter_h * (H + 1.6) + 0.4)
    for y, x in np.ndindex(filter_h, filter_w):
        lit = mask(image.shape, (height.tap(y, OH), width.tap(x, OW)))
        left, top = (
            (width_sheet - width_used) / 2 + 0.45 + x * (W + 0.9),
            1.2 + y * (H + 1.6),
        )
        words(ax, left + W / 2, top - 0.5, f"y = {y}, x = {x}", size=12)
        grid(ax, image, left, top, lit=lit)


def rows(image: np.ndarray, row: int, **matrices: np.ndarray) -> None:
    """One row of each matrix, and beside it the image with the pixels that this row holds lit; one may be called wrong."""
    H, W = image.shape
    width = max(matrix.shape[1] for matrix in matrices.values())
    ax = narrow_sheet(W + width + 1.8, len(matrices) * (H + 1.8) + 0.2)
    for k, (name, matrix) in enumerate(matrices.items()):
        top = 1.2 + k * (H + 1.8)
        words(ax, W + 1.5, top - 0.6, name, size=12, ha="left")
        words(ax, 0.3, top - 0.6, f"pixels of row {row}", size=12, ha="left")
        light = {"lit_colour": "wrong" if name == "wrong" else "window"}
        grid(ax, image, 0.3, top, lit=np.isin(image, matrix[row]), **light)
        lit = mask(matrix.shape, row)
        left, low = W + 1.5, top + (H - len(matrix)) / 2
        grid(ax, matrix, left, low, "column", lit=lit, **light)


def steps(image: np.ndarray, filter_size: int) -> None:
    """A line of pixels in memory, and below it the windows as a view sees them: where each starts, and how far it steps."""
    OW = image.size - filter_size + 1
    ax = narrow_sheet(image.size + 5.2, 2.2 + 1.25 * OW)
    words(ax, 3.6, 0.8, "in memory", size=12, ha="right")
    grid(ax, image[None], 4, 0.3)
    for o in range(OW):
        y = 1.9 + 1.25 * o
        words(ax, 3.6, y + 0.5, f"window {o}", size=12, ha="right")
        lit = np.ones((1, filter_size), bool)
        grid(ax, image[None, o : o + filter_size], 4 + o, y, "window", lit=lit)


def layouts(x: np.ndarray, **matrices: np.ndarray) -> None:
    """Two images of one channel (2, 1, H, W), and by name matrices of their windows: the second image's numbers are lit.

    A matrix with three axes is drawn image by image.
    """
    parts = [
        (name.replace("_", " "), [*matrix] if matrix.ndim == 3 else [matrix])
        for name, matrix in matrices.items()
    ]
    H, W = x.shape[2:]
    high = max(len(each[0]) for _, each in parts)
    ax = narrow_sheet(16, 2.2 + H + 2.6 + high)
    left = 16 / 2 - W - 0.7
    for n, name in enumerate(("x[0, 0]", "x[1, 0]")):
        words(ax, left + W / 2, 0.7, name, size=12, family="monospace")
        grid(ax, x[n, 0], left, 1.3, lit=np.full((H, W), bool(n)), size=0.5)
        left += W + 1.4
    wide = [sum(m.shape[1] for m in each) + 0.7 * (len(each) - 1) for _, each in parts]
    gap, left, top = (15.4 - sum(wide)) / max(len(parts) - 1, 1), 0.3, 4.2 + H
    for (name, each), width in zip(parts, wide, strict=True):
        words(ax, left + width / 2, top - 1.5, name, size=12)
        shape = f"({', '.join(map(str, matrices[name.replace(' ', '_')].shape))})"
        words(ax, left + width / 2, top - 0.6, shape, size=12)
        x0 = left
        for matrix in each:
            grid(ax, matrix, x0, top, "column", lit=np.isin(matrix, x[1]), size=0.5)
            x0 += matrix.shape[1] + 0.7
        left += width + gap


def layout(x_shape: tuple[int, ...], filter_h: int, filter_w: int) -> None:
    """The matrix for images (N, C, H, W), cell by cell: images down, channels across."""
    N, C, H, W = x_shape
    OH, OW = output_size(H, filter_h), output_size(W, filter_w)
    places, taps = OH * OW, filter_h * filter_w
    left, top = 0.24 * C * taps, 8.5
    ax = narrow_sheet(left + C * taps + 1, top + N * places + 6)
    for n, c in np.ndindex(N, C):
        face = tint("column", 0.65 if (n + c) % 2 else 0.35)
        y, x = top + n * places, left + c * taps
        ax.imshow(
            np.full((1, 1, 3), face), extent=(x, x + taps, y + places, y), aspect="auto"
        )
    ax.set(xlim=(0, left + C * taps + 1), ylim=(top + N * places + 6, 0))
    for k in range(N * places + 1):
        ax.plot(
            [left, left + C * taps], [top + k] * 2, color="white", linewidth=0.5, zorder=0.5
        )
    for k in range(C * taps + 1):
        ax.plot(
            [left + k] * 2,
            [top, top + N * places],
            color="white",
            linewidth=0.5,
            zorder=0.5,
        )
    for n in range(N):
        words(
            ax,
            left - 1,
            top + (n + 0.5) * places,
            f"image {n}\n{places} places",
            size=12,
            ha="right",
        )
        outline(ax, left, top + n * places, C * taps, places, colour=INK, linewidth=1.2)
    for c in range(C):
        words(ax, left + (c + 0.5) * taps, top - 4, f"channel {c}\n{taps} numbers", size=12)
        outline(ax, left + c * taps, top, taps, N * places, colour=INK, linewidth=1.2)
    words(
        ax,
        left + C * taps / 2,
        top + N * places + 3,
        f"{N * places} rows × {C * taps} columns",
        size=12,
    )


def price(x: np.ndarray, col: np.ndarray) -> None:
    """One image (1, C, H, W) and its matrix, cell for cell at the same scale."""
    _, C, H, W = x.shape
    width = max(col.shape[1], C * (W + 2))
    ax = narrow_sheet(width + 2, H + len(col) + 14)
    words(ax, 1, 2, f"x: {x.size} numbers", size=12, ha="left")
    for c in range(C):
        grid(ax, x[0, c], 1 + c * (W + 2), 5, text=None)
    top = 5 + H + 6
    words(
        ax,
        1,
        top - 2.6,
        f"col: {col.size} numbers, {col.size / x.size:.1f} times as many",
        size=12,
        ha="left",
    )
    grid(ax, col, 1, top, "column", text=None)
