"""Pictures of the convolution layer: the product that lines up, its gradients, and the way back to the pixels."""

import numpy as np

from cnnlib import col2im, im2col, output_size
from unrolled.figures.drawing import (
    FAINT,
    INK,
    arrow,
    grid,
    mask,
    narrow_sheet,
    outline,
    rectangle,
    show_image,
    tint,
    words,
)


def maps(named: dict[str, np.ndarray]) -> None:
    """For each name, the maps (FN, OH, OW) that it holds, side by side on one line of their own."""
    ax = narrow_sheet(15, 7.3 * len(named))
    for line, (name, out) in enumerate(named.items()):
        limit, width = np.abs(out).max(), 6.4 * len(out) - 0.6
        words(ax, 7.5, 7.3 * line + 0.6, name, size=12, family="monospace")
        for f, values in enumerate(out):
            show_image(
                ax,
                values,
                (15 - width) / 2 + 6.4 * f,
                7.3 * line + 1.1,
                5.8,
                low=-limit,
                high=limit,
            )


def product(x: np.ndarray, W: np.ndarray, row: int, f: int) -> None:
    """col, col_W and out in the places where they line up; one row, one column, one number are lit."""
    (N, C, H, width), (FN, _, FH, FW) = x.shape, W.shape
    OH, OW = output_size(H, FH), output_size(width, FW)
    col, col_W = im2col(x, FH, FW), W.reshape(FN, -1).T
    out, (rows, K) = col @ col_W, col.shape
    left, top = 5.2, 2.4
    right, below = left + K + 0.8, top + K + 0.8
    ax = narrow_sheet(right + FN + 0.5, below + rows + 2.2)

    grid(ax, col, left, below, "column", lit=mask(col.shape, row), size=0.55)
    grid(ax, col_W, right, top, "filter", lit=mask(col_W.shape, np.s_[:, f]), size=0.55)
    grid(ax, out, right, below, "output", lit=mask(out.shape, (row, f)), size=0.55)
    for r, (n, i, j) in enumerate(np.ndindex(N, OH, OW)):
        place = f"image {n}, ({i}, {j})"
        words(ax, left - 0.3, below + r + 0.5, place, size=12, ha="right")
    for k in range(FN):
        words(ax, right + k + 0.5, top - 0.5, f"{k}", size=12)
    words(ax, right - 0.3, top - 0.5, "filter", size=12, ha="right")
    for c in range(C):
        middle = (c + 0.5) * FH * FW
        words(ax, left + middle, below - 0.5, f"channel {c}", size=12)
        words(ax, right - 0.3, top + middle, f"channel {c}", size=12, ha="right")

    title = f"col_W (C*FH*FW, FN) = {col_W.shape}"
    words(ax, right + FN, top - 1.6, title, size=12, ha="right")
    title = f"col (N*OH*OW, C*FH*FW) = {col.shape}"
    words(ax, 0.3, below + rows + 1.4, title, size=12, ha="left")
    words(ax, right + FN, below + rows + 0.6, f"out {out.shape}", size=12, ha="right")
    title = f"row {row} of col times column {f} of col_W"
    words(ax, 0.3, top + 1, title, size=12, ha="left")
    _sum(ax, col[row].reshape(C, -1), col_W[:, f].reshape(C, -1), top + 2.2)


def _sum(ax, numbers: np.ndarray, weights: np.ndarray, y: float) -> None:
    """The products of two arrays (C, FH*FW), written out as a sum: a line for each channel, then the total."""
    for c, pairs in enumerate(zip(numbers, weights, strict=True)):
        terms = [
            f"{a}×{b}" if b >= 0 else f"{a}×({b})" for a, b in zip(*pairs, strict=True)
        ]
        line = ("+ " if c else "") + " + ".join(terms)
        words(ax, 0.9 if c else 0.3, y + c, line, size=12, ha="left")
    total = f"= {(numbers * weights).sum()}"
    words(ax, 0.9, y + len(numbers), total, size=12, ha="left", weight="bold")


def product_rule(
    X: np.ndarray, A: np.ndarray, dY: np.ndarray, *, i: int, k: int, j: int
) -> None:
    """Y = X @ A and its two gradients, each matrix in the same place: what meets what for one number of each."""
    (M, K), P = X.shape, A.shape[1]
    Y, dA, dX = X @ A, X.T @ dY, dY @ A.T
    ax = narrow_sheet(3 * (K + P + 2.4) - 0.8, K + M + 6.8)
    panels = [
        (
            "Y = X @ A",
            {"X": (X, i), "A": (A, np.s_[:, j]), "Y": (Y, (i, j))},
        ),
        (
            "dA = X.T @ dY",
            {"X": (X, np.s_[:, k]), "dA": (dA, (k, j)), "dY": (dY, np.s_[:, j])},
        ),
        (
            "dX = dY @ A.T",
            {"dX": (dX, (i, k)), "A": (A, k), "dY": (dY, i)},
        ),
    ]
    notes = [
        f"Y[{i}, {j}]:\nrow {i} of X,\ncolumn {j} of A",
        f"dA[{k}, {j}]:\ncolumn {k} of X,\ncolumn {j} of dY",
        f"dX[{i}, {k}]:\nrow {i} of dY,\nrow {k} of A",
    ]
    colours = {"X": "column", "A": "filter", "Y": "output"}
    for p, ((title, matrices), note) in enumerate(zip(panels, notes, strict=True)):
        x = 0.4 + p * (K + P + 2.4)
        corners = ((x, K + 3.4), (x + K + 0.6, 2.4), (x + K + 0.6, K + 3.4))
        words(ax, x, 0.6, title, size=12, ha="left", family="monospace")
        for (name, (values, lit)), (left, top) in zip(
            matrices.items(), corners, strict=True
        ):
            colour = colours.get(name, "gradient")
            grid(ax, values, left, top, colour, lit=mask(values.shape, lit), size=0.69)
            y = top + M + 0.6 if name in ("Y", "dY") else top - 0.5
            words(ax, left + values.shape[1] / 2, y, name, size=12, family="monospace")
        words(ax, x, K + M + 5.5, note, size=12, ha="left")


def gathered(
    dcol: np.ndarray, x_shape: tuple[int, ...], FH: int, FW: int, pixel: tuple[int, int]
) -> None:
    """The cells of dcol that were copied from one pixel, and their sum in it; N = C = 1."""
    H, W = x_shape[2:]
    dx = col2im(dcol, x_shape, FH, FW)[0, 0]
    lit = im2col(mask(dx.shape, pixel)[None, None].astype(int), FH, FW) == 1
    rows, K = dcol.shape
    tall = max(rows, H)
    ax = narrow_sheet(K + W + 4.6, tall + 3)
    left, middle = K + 4, 1.3 + tall / 2
    grid(ax, dcol, 0.6, middle - rows / 2, "column", lit=lit)
    grid(ax, dx, left, middle - H / 2, "gradient", lit=mask(dx.shape, pixel))
    words(ax, 0.6 + K / 2, middle - rows / 2 - 0.5, f"dcol {dcol.shape}", size=12)
    words(ax, left + W / 2, middle - H / 2 - 0.5, f"dx ({H}, {W})", size=12)
    total = " + ".join(str(value) for value in dcol[lit])
    words(ax, K / 2 + W / 2 + 2.3, tall + 2.2, f"{total} = {dx[pixel]}", size=13)
    arrow(ax, (K + 0.9, middle), (left - 0.3, middle))


def coverage(*settings: tuple[int, int, int]) -> None:
    """For each (size, filter, stride): in how many windows each pixel of a square image lies."""
    sizes = [size for size, _, _ in settings]
    ax = narrow_sheet(sum(sizes) + 2.5 * len(sizes), max(sizes) + 3.4)
    x = 1.25
    for size, filter_size, stride in settings:
        shape = (1, 1, size, size)
        counts = col2im(
            im2col(np.ones(shape, int), filter_size, filter_size, stride),
            shape,
            *[filter_size] * 2,
            stride,
        )
        for (i, j), count in np.ndenumerate(counts[0, 0]):
            shade = tint("gradient", 0.5 * count / counts.max())
            ax.add_patch(
                rectangle(
                    (x + j, 2.5 + i), 1, 1, facecolor=shade, edgecolor=FAINT, linewidth=0.6
                )
            )
            words(ax, x + j + 0.5, 3.02 + i, str(count), size=12)
        outline(ax, x, 2.5, size, size, colour="gradient")
        outline(ax, x, 2.5, filter_size, filter_size, colour=INK, linewidth=2.4)
        words(ax, x + size / 2, 0.8, f"filter {filter_size}×{filter_size}", size=12)
        words(ax, x + size / 2, 1.75, f"stride {stride}", size=12)
        x += size + 2.5
