"""Pictures of the convolution layer: the product that lines up, its gradients, and the way back to the pixels."""

import numpy as np
from matplotlib.patches import Rectangle

from cnnlib import col2im, im2col, output_size
from cnnlib.figures.drawing import FAINT, INK, arrow, grid, outline, sheet, tint, words


def edges(image: np.ndarray, W: np.ndarray, out: np.ndarray) -> None:
    """An image (1, 1, H, W), filters (FN, 1, FH, FW), and what each filter made of it (1, FN, OH, OW)."""
    step, size, limit = 7.2, 5.8, np.abs(out).max()
    middle = step * len(W) / 2 + 0.4
    ax = sheet(21, step * len(W) + 0.4)
    words(ax, 3.3, middle - size / 2 - 0.6, "image", size=12)
    shown(ax, image[0, 0], 0.4, middle - size / 2, size, 0, 1)
    for f in range(len(W)):
        y = step * f + 4.2
        words(ax, 9.8, y - 2.1, f"filter {f}", size=12)
        grid(ax, W[f, 0], 8.3, y - 1.5, "filter", text="{:g}")
        arrow(ax, (6.4, middle + (f - 0.5) * 1.2), (8.1, y))
        arrow(ax, (11.5, y), (14.3, y))
        words(
            ax,
            14.6 + size / 2,
            y - size / 2 - 0.6,
            f"out[0, {f}]",
            size=12,
            family="monospace",
        )
        shown(ax, out[0, f], 14.6, y - size / 2, size, -limit, limit)


def maps(named: dict[str, np.ndarray]) -> None:
    """For each name, the maps (FN, OH, OW) that it holds, side by side on one line of their own."""
    ax = sheet(15, 7.3 * len(named))
    for line, (name, out) in enumerate(named.items()):
        limit, width = np.abs(out).max(), 6.4 * len(out) - 0.6
        words(ax, 7.5, 7.3 * line + 0.6, name, size=12, family="monospace")
        for f, values in enumerate(out):
            shown(
                ax, values, (15 - width) / 2 + 6.4 * f, 7.3 * line + 1.1, 5.8, -limit, limit
            )


def product(x: np.ndarray, W: np.ndarray, row: int, f: int) -> None:
    """col, col_W and out in the places where they line up; one row, one column, one number are lit."""
    (N, C, H, width), (FN, _, FH, FW) = x.shape, W.shape
    OH, OW = output_size(H, FH), output_size(width, FW)
    col, col_W = im2col(x, FH, FW), W.reshape(FN, -1).T
    out, (rows, K) = col @ col_W, col.shape
    left, top = 5.2, 2.4
    right, below = left + K + 0.8, top + K + 0.8
    ax = sheet(right + FN + 0.5, below + rows + 1.2)

    grid(ax, col, left, below, "column", lit=_row(col, row))
    grid(ax, col_W, right, top, "filter", lit=_row(col_W.T, f).T)
    grid(ax, out, right, below, "output", lit=_cell(out, row, f))
    for r, (n, i, j) in enumerate(np.ndindex(N, OH, OW)):
        words(
            ax,
            left - 0.3,
            below + r + 0.5,
            f"image {n}, place ({i}, {j})",
            size=12,
            ha="right",
        )
    for k in range(FN):
        words(ax, right + k + 0.5, top - 0.4, f"W[{k}]", size=10, family="monospace")
    for c in range(C):
        middle = (c + 0.5) * FH * FW
        words(ax, left + middle, below - 0.4, f"channel {c}", size=12)
        words(ax, right - 0.3, top + middle, f"channel {c}", size=12, ha="right")

    words(
        ax,
        right + FN,
        top - 1.3,
        f"col_W (C·FH·FW, FN) = {col_W.shape}",
        size=13,
        ha="right",
    )
    words(
        ax,
        left,
        below + rows + 0.6,
        f"col (N·OH·OW, C·FH·FW) = {col.shape}",
        size=13,
        ha="left",
    )
    words(ax, right + FN / 2, below + rows + 0.6, f"out {out.shape}", size=13)
    words(
        ax,
        0.3,
        top + 1.2,
        f"row {row} of col times column {f} of col_W",
        size=13,
        ha="left",
    )
    terms = [
        f"{a}×{b}" if b >= 0 else f"{a}×({b})"
        for a, b in zip(col[row], col_W[:, f], strict=True)
    ]
    for c in range(C):
        line = " + ".join(terms[c * FH * FW : (c + 1) * FH * FW])
        words(
            ax,
            0.3 + 0.6 * (c > 0),
            top + 2.2 + c,
            line if c == 0 else "+ " + line,
            size=13,
            ha="left",
        )
    words(ax, 0.9, top + 2.2 + C, f"= {out[row, f]}", size=13, ha="left", weight="bold")


def product_rule(
    X: np.ndarray, A: np.ndarray, dY: np.ndarray, i: int, k: int, j: int
) -> None:
    """Y = X @ A and its two gradients, each matrix in the same place: what meets what for one number of each."""
    (M, K), P = X.shape, A.shape[1]
    Y, dA, dX = X @ A, X.T @ dY, dY @ A.T
    row_i, row_k, column_k, column_j = (
        _row(X, i),
        _row(A, k),
        _row(X.T, k).T,
        _row(dY.T, j).T,
    )
    ax = sheet(3 * (K + P + 2.4) - 0.8, K + M + 5.2)
    panels = [
        (
            "Y = X @ A",
            {"X": (X, row_i), "A": (A, _row(A.T, j).T), "Y": (Y, _cell(Y, i, j))},
        ),
        (
            "dA = X.T @ dY",
            {"X": (X, column_k), "dA": (dA, _cell(dA, k, j)), "dY": (dY, column_j)},
        ),
        (
            "dX = dY @ A.T",
            {"dX": (dX, _cell(dX, i, k)), "A": (A, row_k), "dY": (dY, _row(dY, i))},
        ),
    ]
    notes = [
        f"Y[{i}, {j}]: row {i} of X,\ncolumn {j} of A",
        f"dA[{k}, {j}]: column {k} of X,\ncolumn {j} of dY",
        f"dX[{i}, {k}]: row {i} of dY,\nrow {k} of A",
    ]
    colours = {"X": "column", "A": "filter", "Y": "output"}
    for p, ((title, matrices), note) in enumerate(zip(panels, notes, strict=True)):
        x = 0.4 + p * (K + P + 2.4)
        corners = ((x, K + 2.6), (x + K + 0.6, 2), (x + K + 0.6, K + 2.6))
        words(ax, x, 0.6, title, size=13, ha="left", family="monospace")
        for (name, (values, lit)), (left, top) in zip(
            matrices.items(), corners, strict=True
        ):
            grid(ax, values, left, top, colours.get(name, "gradient"), lit=lit)
            y = top + M + 0.45 if name in ("Y", "dY") else top - 0.4
            words(ax, left + values.shape[1] / 2, y, name, size=12, family="monospace")
        words(ax, x, K + M + 4.3, note, size=12, ha="left")


def gathered(
    dcol: np.ndarray, x_shape: tuple[int, ...], FH: int, FW: int, pixel: tuple[int, int]
) -> None:
    """The cells of dcol that were copied from one pixel, and their sum in it; N = C = 1."""
    H, W = x_shape[2:]
    dx = col2im(dcol, x_shape, FH, FW)[0, 0]
    lit = im2col(_cell(dx, *pixel)[None, None].astype(int), FH, FW) == 1
    rows, K = dcol.shape
    tall = max(rows, H)
    ax = sheet(K + W + 7.8, tall + 1.8)
    left, middle = K + 7.2, 1.3 + tall / 2
    grid(ax, dcol, 0.6, middle - rows / 2, "column", lit=lit)
    grid(ax, dx, left, middle - H / 2, "gradient", lit=_cell(dx, *pixel))
    words(ax, 0.6 + K / 2, middle - rows / 2 - 0.5, f"dcol {dcol.shape}", size=12)
    words(ax, left + W / 2, middle - H / 2 - 0.5, f"dx ({H}, {W})", size=12)
    total = " + ".join(str(value) for value in dcol[lit])
    words(ax, K + 3.9, middle - 0.5, f"{total} = {dx[pixel]}", size=13)
    arrow(ax, (K + 0.9, middle), (left - 0.3, middle))


def coverage(*settings: tuple[int, int, int]) -> None:
    """For each (size, filter, stride): in how many windows each pixel of a square image lies."""
    sizes = [size for size, _, _ in settings]
    ax = sheet(sum(sizes) + 2.5 * len(sizes), max(sizes) + 2.8)
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
            shade = tint("gradient", 0.75 * count / counts.max())
            ax.add_patch(
                Rectangle(
                    (x + j, 1.9 + i), 1, 1, facecolor=shade, edgecolor=FAINT, linewidth=0.6
                )
            )
            words(ax, x + j + 0.5, 2.42 + i, str(count), size=13)
        outline(ax, x, 1.9, size, size, "gradient")
        outline(ax, x, 1.9, filter_size, filter_size, INK, 2.4)
        words(ax, x + size / 2, 0.7, f"filter {filter_size}×{filter_size}", size=13)
        words(ax, x + size / 2, 1.4, f"stride {stride}", size=13)
        x += size + 2.5


def shown(
    ax, values: np.ndarray, x: float, y: float, size: float, low: float, high: float
) -> None:
    """A 2-D array as a gray picture: black is low, white is high."""
    limits = ax.get_xlim(), ax.get_ylim()
    ax.imshow(
        values,
        cmap="gray",
        vmin=low,
        vmax=high,
        extent=(x, x + size, y + size, y),
        aspect="auto",
    )
    ax.set(xlim=limits[0], ylim=limits[1])
    outline(ax, x, y, size, size, INK, 1.0)


def _row(matrix: np.ndarray, i: int) -> np.ndarray:
    lit = np.zeros(matrix.shape, bool)
    lit[i] = True
    return lit


def _cell(matrix: np.ndarray, i: int, j: int) -> np.ndarray:
    lit = np.zeros(matrix.shape, bool)
    lit[i, j] = True
    return lit
