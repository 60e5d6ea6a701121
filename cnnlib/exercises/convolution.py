"""Graders of chapter 3: col2im, and the convolution layer."""

from functools import cache

import cnnlib
from cnnlib.exercises.cases import in_order, shuffled, windows
from cnnlib.grading import Case, Exercise, Verdict, function, grade, layer


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
        cases.append(Case(given, w.settings(), w.signs()))
    hints = {
        "pad is 0": "Cut off no border at all. What does your slice take when pad is 0?",
        "windows overlap": "A pixel that lies in several windows gets the sum of all its cells.",
        "pad is above 0": "Build the padded image first, then cut the border off.",
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
            "W": shuffled((w.FN, w.C, w.FH, w.FW), w.dtype),
            "b": 10 * in_order(w.FN, w.dtype),
            "x": shuffled(w.x_shape(), w.dtype),
        }
        if back:
            given["dout"] = in_order((w.N, w.FN, *w.out()), w.dtype)
        cases.append(Case(given, w.settings(), w.signs()))
    returns = ("dx", "dW", "db") if back else ("out",)
    hints = {
        "the window is not square": "FH counts rows and FW columns. Somewhere one stands "
        "where the other should; a square filter can't tell.",
        "FN is above 1": "One filter is right, two are not: their numbers got mixed. Which "
        "axes does each array have before its `reshape`, and in which order?",
        "windows overlap": "A pixel in several windows gets the sum of what they give back.",
    }
    return Exercise(name, returns, cnnlib.Convolution, cases, layer, hints)
