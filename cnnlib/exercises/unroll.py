"""Graders of chapter 2: counting places, and im2col."""

from functools import cache
from itertools import product

import cnnlib
from cnnlib.exercises.cases import in_order, places, windows
from cnnlib.grading import Case, Exercise, Verdict, function, grade


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
    for size, filter_size, stride, pad, dilation in sorted(
        tried, key=lambda t: (sum(t), t)
    ):
        settings = {"stride": stride, "pad": pad, "dilation": dilation}
        marks = {
            "no window fits": not places(size, filter_size, **settings),
            "stride is above 1": stride > 1,
            "pad is above 0": pad > 0,
            "dilation is above 1": dilation > 1,
        }
        signs = frozenset(mark for mark, is_so in marks.items() if is_so)
        cases.append(Case({"size": size, "filter_size": filter_size}, settings, signs))
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
            w.signs(),
        )
        for w in windows(dilations)
    ]
    hints = {
        "dilation is above 1": "Tap i reads the pixel i * dilation after the window's first, "
        "so the filter spans dilation * (FH - 1) + 1 pixels.",
        "the window is not square": "FH counts rows and FW columns. Somewhere one stands "
        "where the other should; a square filter can't tell.",
        "order": "These are the right numbers in the wrong places. Rows run over N, OH, OW, "
        "columns over C, FH, FW: `transpose` to that order, then `reshape`.",
        "pad is above 0": "The border is `pad` zeros on each of the four sides.",
        "shape": "There are N * OH * OW rows, one a window, and C * FH * FW columns.",
    }
    return Exercise(name, ("col",), cnnlib.im2col, cases, function, hints)
