"""Graders of chapters 4 and 5: col2im, im2col as a matrix, and the convolution layer."""

from functools import cache
from itertools import product

import numpy as np

import cnnlib
from unrolled.exercises.cases import in_order, shuffled, smallest_first, windows
from unrolled.exercises.grading import Case, Exercise, Verdict, function, grade, layer
from unrolled.exercises.paper import Question, Remarks, grade_paper


def col2im(answer) -> Verdict:
    """Grade ``f(col, input_shape, filter_h, filter_w, stride=1, pad=0) -> (N, C, H, W)``.

    >>> bool(col2im(cnnlib.col2im))
    True
    """
    return grade(_col2im(), answer)


@cache
def _col2im() -> Exercise:
    cases = []
    for w in windows():
        OH, OW = w.out()
        col = in_order((w.N * OH * OW, w.C * w.FH * w.FW), w.dtype)
        given = {"col": col, "input_shape": w.x_shape(), "filter_h": w.FH, "filter_w": w.FW}
        cases.append(Case(given, w.settings(), w.tags()))
    hints = {
        "pad is 0": "Cut off no border at all. What does your slice take when pad is 0?",
        "windows overlap": "A pixel that lies in several windows gets the sum of all its cells.",
        "pad is above 0": "Build the padded image first, then cut the border off.",
        "stride is above 1": "From one place to the next the window moves by stride pixels.",
        "numbers": "Row k of col is window k, counted over N, OH, OW, as im2col laid it out. Add it "
        "to the pixels that it was copied from.",
    }
    return Exercise("col2im", ("image",), cnnlib.col2im, cases, function, hints)


def convolution_forward(answer) -> Verdict:
    """Grade a class: ``Layer(W, b, stride=1, pad=0).forward(x) -> (N, FN, OH, OW)``.

    >>> bool(convolution_forward(cnnlib.Convolution))
    True
    """
    return grade(_convolution("convolution_forward"), answer)


def convolution_backward(answer) -> Verdict:
    """Grade a class: after forward(x), ``.backward(dout) -> dx``, which also sets dW and db.

    >>> bool(convolution_backward(cnnlib.Convolution))
    True
    """
    return grade(_convolution("convolution_backward"), answer)


@cache
def _convolution(name: str) -> Exercise:
    back = name == "convolution_backward"
    cases = []
    for w in windows(filters=2):
        given = {
            "W": shuffled(w.W_shape(), w.dtype),
            "b": 10 * in_order(w.FN, w.dtype),
            "x": shuffled(w.x_shape(), w.dtype),
        }
        if back:
            given["dout"] = in_order((w.N, w.FN, *w.out()), w.dtype)
        cases.append(Case(given, w.settings(), w.tags()))
    returns = ("dx", "dW", "db") if back else ("out",)
    hints = {
        "the window is not square": "FH counts rows and FW columns. Somewhere one stands "
        "where the other should; a square filter can't tell.",
        "FN is above 1": "One filter is right, two are not: their numbers got mixed. Which "
        "axes does each array have before its `reshape`, and in which order?",
        "windows overlap": "A pixel in several windows gets the sum of what they give back.",
        "the window holds several pixels": "One weight is right, several are not. The first weight "
        "meets the window's first pixel: nothing is flipped.",
    }
    return Exercise(name, returns, cnnlib.Convolution, cases, layer, hints)


def convolution_shapes(*shapes, **named) -> Remarks:
    """Grade the shapes of col, col_W, dcol and dW for x (8, 3, 32, 32), W (16, 3, 5, 5) and pad 2.

    >>> convolution_shapes(col=(8192, 75), col_W=..., dcol=..., dW=(3, 5, 5))
    convolution_shapes: not yet.
    1 of 4 right.
    Wrong: dW is not (3, 5, 5).
    Still open: col_W; dcol.
    Hint for dW: A gradient has the shape of its array.
    """
    W = np.zeros((16, 3, 5, 5))
    col, col_W = cnnlib.im2col(np.zeros((8, 3, 32, 32)), 5, 5, pad=2), W.reshape(16, -1).T
    gradient = "A gradient has the shape of its array."
    questions = {
        "col": Question(
            col.shape,
            "(N*OH*OW, C*FH*FW). What do pad 2 and a filter of 5 make of 32?",
        ),
        "col_W": Question(col_W.shape, "(C*FH*FW, FN): each filter is a column."),
        "dcol": Question(col.shape, gradient),
        "dW": Question(W.shape, gradient),
    }
    return grade_paper("convolution_shapes", questions, shapes, named)


def shift(W) -> Verdict | Remarks:
    """Grade a filter (1, 1, 3, 3) that moves images one pixel to the right, when pad is 1.

    >>> W = np.zeros((1, 1, 3, 3))
    >>> W[0, 0, 1, 0] = 1
    >>> shift(W)
    shift: right, in all 16 cases.
    """
    if not isinstance(W, np.ndarray) or W.shape != (1, 1, 3, 3):
        received = (
            f"shape {W.shape}" if isinstance(W, np.ndarray) else f"type {type(W).__name__}"
        )
        return Remarks(
            "shift", False, (f"An array (1, 1, 3, 3) is asked for. {received} came.",)
        )
    cases = [
        Case(
            {"W": W, "x": in_order((1, 1, height, width), "float64")},
            {"pad": 1},
            frozenset(),
        )
        for height, width in smallest_first(product(range(1, 5), repeat=2))
    ]
    hints = {
        "numbers": "Output (i, j) is to be pixel (i, j - 1). Which weight lies on that pixel when "
        "the filter's middle lies on (i, j)?",
    }
    exercise = Exercise("shift", ("out",), _Shifting, cases, layer, hints)
    return grade(exercise, cnnlib.Convolution)


class _Shifting:
    def __init__(self, W, pad):
        pass

    def forward(self, x):
        return np.pad(x, ((0, 0), (0, 0), (0, 0), (1, 0)))[..., :-1]


def one_by_one(answer) -> Verdict:
    """Grade ``f(x, W, dout) -> (out, dx, dW)``: a convolution with W (FN, C, 1, 1), there and back.

    >>> def right(x, W, dout):
    ...     layer = cnnlib.Convolution(W)
    ...     return layer.forward(x), layer.backward(dout), layer.dW
    >>> bool(one_by_one(right))
    True
    """
    return grade(_one_by_one(), answer)


@cache
def _one_by_one() -> Exercise:
    cases = [
        Case(
            {
                "x": shuffled(w.x_shape(), w.dtype),
                "W": shuffled((w.FN, w.C, 1, 1), w.dtype),
                "dout": in_order((w.N, w.FN, w.H, w.W), w.dtype),
            },
            {},
            w.tags(),
        )
        for w in windows(filters=2)
        if (w.stride, w.pad) == (1, 0) and (w.FH == w.FW == 1 or w.H + w.W > 8)
    ]
    hints = {
        "FN is above 1": "One filter is right, two are not. Which axes does each array have "
        "before its `reshape`, and in which order?",
        "C is above 1": "Each pixel's C numbers meet one filter's C weights.",
    }

    def right(x, W, dout):
        made = cnnlib.Convolution(W)
        return made.forward(x), made.backward(dout), made.dW

    return Exercise("one_by_one", ("out", "dx", "dW"), right, cases, function, hints)


def im2col_matrix(answer) -> Verdict:
    """Grade ``f(x_shape, filter_h, filter_w) -> M`` with ``M @ x.ravel() == im2col(x, …).ravel()``.

    >>> def right(x_shape, filter_h, filter_w):
    ...     units = np.eye(np.prod(x_shape)).reshape(-1, *x_shape)
    ...     return np.stack([cnnlib.im2col(x, filter_h, filter_w).ravel() for x in units], 1)
    >>> bool(im2col_matrix(right))
    True
    """
    return grade(_im2col_matrix(), answer)


@cache
def _im2col_matrix() -> Exercise:
    cases = [
        Case({"x_shape": w.x_shape(), "filter_h": w.FH, "filter_w": w.FW}, {}, w.tags())
        for w in windows()
        if (w.stride, w.pad) == (1, 0) and w.N * w.C * w.H * w.W < 100
    ]
    hints = {
        "turned": "`M` has a row for each cell of the matrix and a column for each pixel.",
        "shape": "`M` has a row for each cell of the matrix and a column for each pixel.",
        "numbers": "Column k of `M` is what im2col makes of an image with a 1 in pixel k alone.",
        "dtype": "The numbers are right. Make them floats, as `np.zeros` and `np.eye` do.",
    }

    def right(x_shape, filter_h, filter_w):
        pixels = np.arange(np.prod(x_shape))
        copied = cnnlib.im2col(pixels.reshape(x_shape), filter_h, filter_w).ravel()
        return (copied[:, None] == pixels).astype(float)

    return Exercise("im2col_matrix", ("M",), right, cases, function, hints)
