"""Graders of chapter 3: counting places, im2col, and what it is good for."""

from functools import cache
from itertools import product

import numpy as np

import cnnlib
from unrolled.exercises.cases import (
    Windows,
    in_order,
    places,
    smallest_first,
    true_tags,
    windows,
)
from unrolled.exercises.grading import Case, Exercise, Verdict, function, grade
from unrolled.exercises.paper import Question, Remarks, grade_paper


def output_size(answer) -> Verdict:
    """Grade ``f(size, filter_size, stride=1, pad=0, dilation=1) -> int``.

    Where no window fits, 0, a negative number and a ValueError are all right.

    >>> output_size(cnnlib.output_size)
    output_size: right, in all 576 cases.
    """
    return grade(_output_size(), answer)


@cache
def _output_size() -> Exercise:
    tried = product(range(1, 9), range(1, 5), (1, 2, 3), (0, 1, 2), (1, 2))
    cases = []
    for size, filter_size, stride, pad, dilation in smallest_first(tried, sum):
        settings = {"stride": stride, "pad": pad, "dilation": dilation}
        conditions = {
            "no window fits": not places(size, filter_size, **settings),
            "stride is above 1": stride > 1,
            "pad is above 0": pad > 0,
            "dilation is above 1": dilation > 1,
        }
        given = {"size": size, "filter_size": filter_size}
        cases.append(Case(given, settings, true_tags(conditions)))
    hints = {
        "no window fits": "The filter is larger than the padded image, so there is no place: 0, less, "
        "or a ValueError. Which way does your division round?",
        "dilation is above 1": "A filter with gaps spans dilation * (filter_size - 1) + 1 pixels.",
        "pad is above 0": "Padding stands at both ends: the axis grows by 2 * pad.",
        "stride is above 1": "Count the steps to the last place that fits, then add the first.",
        "numbers": "Draw the axis and slide the filter: at how many places does it fit?",
    }
    return Exercise("output_size", ("size",), places, cases, function, hints)


def im2col(answer) -> Verdict:
    """Grade ``f(x, filter_h, filter_w, stride=1, pad=0) -> (N*OH*OW, C*FH*FW)``.

    >>> bool(im2col(cnnlib.im2col))
    True
    """
    return grade(_im2col("im2col"), answer)


def dilation(answer) -> Verdict:
    """Grade im2col with gaps: ``f(x, filter_h, filter_w, stride=1, pad=0, dilation=1)``.

    >>> bool(dilation(cnnlib.im2col))
    True
    """
    return grade(_im2col("dilation", (1, 2, 3), ("stride", "pad", "dilation")), answer)


@cache
def _im2col(name: str, dilations=(1,), names=("stride", "pad")) -> Exercise:
    cases = [
        Case(
            {"x": in_order(w.x_shape(), w.dtype), "filter_h": w.FH, "filter_w": w.FW},
            w.settings(*names),
            w.tags(),
        )
        for w in windows(dilations)
    ]
    hints = {
        "dilation is above 1": "Weight i reads the pixel i * dilation after the window's first, "
        "so the filter spans dilation * (FH - 1) + 1 pixels.",
        "the window is not square": "FH counts rows and FW columns. Somewhere one stands "
        "where the other should; a square filter can't tell.",
        "order": "These are the right numbers in the wrong places. Rows run over N, OH, OW, "
        "columns over C, FH, FW: `transpose` to that order, then `reshape`.",
        "pad is above 0": "The border is `pad` zeros on each of the four sides.",
        "shape": "There are N*OH*OW rows, one a window, and C*FH*FW columns.",
    }
    return Exercise(name, ("col",), cnnlib.im2col, cases, function, hints)


def matrix_shapes(*shapes) -> Remarks:
    """Grade the shapes of three matrices that im2col makes; ``...`` leaves one open.

    >>> bool(matrix_shapes((4096, 75), (1024, 75), (40, 72)))
    True
    """
    x = np.zeros((4, 3, 32, 32))
    questions = {
        "number 1": Question(
            cnnlib.im2col(x, 5, 5, pad=2).shape,
            "A pad of 2 gives back the 4 places that a filter of 5 loses. There is a row for "
            "each place in each image, and a column for each number in a window.",
        ),
        "number 2": Question(
            cnnlib.im2col(x, 5, 5, stride=2, pad=2).shape,
            "The stride changes the number of places, not what is in a window.",
        ),
        "number 3": Question(
            cnnlib.im2col(np.zeros((1, 8, 9, 12)), 3, 3, dilation=2).shape,
            "With a dilation of 2 the filter spans 5 pixels and reads 3 of them.",
        ),
    }
    return grade_paper("matrix_shapes", questions, shapes, {})


def source_pixel(answer) -> Verdict:
    """Grade ``f(row, column, x_shape, FH, FW) -> (n, c, h, w)``: the pixel in one cell of im2col's matrix.

    >>> def right(row, column, x_shape, FH, FW):
    ...     N, C, H, W = x_shape
    ...     n, oh, ow = np.unravel_index(row, (N, H - FH + 1, W - FW + 1))
    ...     c, i, j = np.unravel_index(column, (C, FH, FW))
    ...     return n, c, oh + i, ow + j
    >>> bool(source_pixel(right))
    True
    """
    return grade(_source_pixel(), answer)


@cache
def _source_pixel() -> Exercise:
    plain = [w for w in windows() if (w.stride, w.pad) == (1, 0) and max(w.H, w.W) < 4]
    cases = [
        Case(
            {"row": row, "column": column, "x_shape": w.x_shape(), "FH": w.FH, "FW": w.FW},
            {},
            w.tags()
            | true_tags({"row is above 0": row > 0, "column is above 0": column > 0}),
        )
        for w in [*plain, Windows(2, 3, 5, 7, 1, 3, 2, 1, 0, 1)]
        for row in range(w.N * np.prod(w.out()))
        for column in range(w.C * w.FH * w.FW)
    ]
    hints = {
        "the window is not square": "The column counts over (C, FH, FW). Somewhere FH stands "
        "where FW should, or the other way round.",
        "C is above 1": "The column counts over (C, FH, FW): first all of channel 0.",
        "N is above 1": "The row counts over (N, OH, OW): first all windows of image 0.",
        "row is above 0": "The row counts windows over (N, OH, OW), and there are fewer places "
        "than pixels: OH = H - FH + 1, OW = W - FW + 1.",
        "column is above 0": "The column says which number of the window it is, counted over "
        "(C, FH, FW). In the window at (oh, ow) it lies at (oh + i, ow + j).",
    }

    def right(row, column, x_shape, FH, FW):
        x = np.arange(np.prod(x_shape)).reshape(x_shape)
        number = cnnlib.im2col(x, FH, FW)[row, column]
        return tuple(int(i) for i in np.unravel_index(number, x_shape))

    return Exercise("source_pixel", ("n", "c", "h", "w"), right, cases, function, hints)


def blur(answer) -> Verdict:
    """Grade ``f(images) -> (N, 1, H, W)``: each pixel the mean of the 3 x 3 window around it, zeros beyond.

    >>> bool(blur(cnnlib.AveragePooling(3, 3, pad=1).forward))
    True
    """
    return grade(_blur(), answer)


@cache
def _blur() -> Exercise:
    sizes = smallest_first(product((1, 2, 3), range(1, 5), range(1, 5)))
    cases = [
        # Multiples of 9, so that the means are whole numbers.
        Case(
            {"images": 9 * in_order((N, 1, H, W), dtype)},
            {},
            true_tags({"N is above 1": N > 1, "H and W differ": H != W}),
        )
        for N, H, W in [*sizes, (2, 7, 5)]
        for dtype in ("float32", "float64")
    ]
    hints = {
        "raised": "The smallest image is a single pixel. Does a filter of 3 fit without a border?",
        "shape": "The result has the shape of images. Rows of the matrix run over N, OH, OW.",
        "numbers": "All nine numbers count, also the zeros beyond the border: divide by 9.",
    }

    def right(images):
        return cnnlib.AveragePooling(3, 3, pad=1).forward(images)

    return Exercise("blur", ("blurred images",), right, cases, function, hints)
