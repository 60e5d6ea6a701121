"""What MatrixView shows at its step, as a figure for print: the matrix, the line of numbers above it, what is made."""

import numpy as np

from unrolled.figures.drawing import finished, grid, mask, sheet, texts, words


def matrix_step(widget):
    """The step's row, or column, lit; returns the figure."""
    M, dout = widget.matrix(), widget.gradient().ravel()
    if widget.mode == "forward":
        return _product(
            widget, M, "M", above=("x", widget.x.ravel(), "image"), beside=("out", "output")
        )
    return _product(
        widget,
        M.T,
        "M.T",
        above=("dout", dout, "gradient"),
        beside=("dx", "gradient"),
        stop=_stamps(widget),
    )


def _stamps(widget) -> int | None:
    """How many of dout's numbers have been put onto dx, where they come one by one."""
    return widget.step + 1 if widget.mode == "stamp" else None


def _product(widget, matrix, name: str, *, above: tuple, beside: tuple, stop=None):
    rows, columns = matrix.shape
    line, values, colour = above
    made = matrix[:, :stop] @ values[:stop]
    lit = mask(
        matrix.shape, np.s_[:, widget.step] if widget.mode == "stamp" else widget.step
    )
    width = max(columns + 6.5, 14)
    ax, left, top = sheet(width, rows + 4), (width - columns - 2.5) / 2, 3.2
    words(ax, left - 0.8, 2, name, size=11, family="monospace")
    words(ax, left + columns / 2, 0.6, line, size=11, family="monospace")
    grid(ax, texts(values)[None], left, 1.2, colour)
    grid(ax, texts(matrix), left, top, "filter", lit=lit)
    shown = texts(made)
    if widget.mode != "stamp":
        shown[widget.step + 1 :] = ""
    words(ax, left + columns + 1.5, top - 0.6, beside[0], size=11, family="monospace")
    grid(ax, shown[:, None], left + columns + 1, top, beside[1])
    return finished(ax)
