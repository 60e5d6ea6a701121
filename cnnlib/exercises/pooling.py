"""Graders of chapter 4: pooling layers."""

from functools import cache

import numpy as np

import cnnlib
from cnnlib.exercises.cases import in_order, shuffled, windows
from cnnlib.grading import Case, Exercise, Verdict, function, grade, layer


def pooling_forward(answer) -> Verdict:
    """Grade max pooling, a class: ``Layer(pool_h, pool_w, stride=1, pad=0).forward(x)``.

    >>> bool(pooling_forward(cnnlib.Pooling))
    True
    """
    return grade(_pooling("pooling_forward"), answer)


def pooling_backward(answer) -> Verdict:
    """Grade max pooling, a class: after forward(x), ``.backward(dout) -> dx``.

    >>> bool(pooling_backward(cnnlib.Pooling))
    True
    """
    return grade(_pooling("pooling_backward"), answer)


@cache
def _pooling(name: str) -> Exercise:
    back = name == "pooling_backward"
    cases = []
    for w in windows():
        if w.pad >= min(w.FH, w.FW):
            continue  # a window of padding alone has no maximum
        distinct = shuffled(w.x_shape(), w.dtype)
        for x in (distinct, -distinct, 1 + distinct // 3):
            given = {"pool_h": w.FH, "pool_w": w.FW, "x": x}
            if back:
                given["dout"] = in_order((w.N, w.C, *w.out()), w.dtype)
            signs = w.signs()
            if x.max() < 0:
                signs |= {"all numbers are negative"}
            if len(np.unique(x)) < x.size:
                signs |= {"equal numbers meet"}
            cases.append(Case(given, w.settings(), signs))
    hints = {
        "all numbers are negative": "What does the border hold, and can it win over a pixel? It never should.",
        "equal numbers meet": "Of several largest numbers only the first in reading order gets the "
        "gradient.",
        "the window is not square": "PH counts rows and PW columns. Somewhere one stands "
        "where the other should; a square window can't tell.",
        "pad is above 0": "The padded axis is H + 2 * pad long. Does every size know that, and does "
        "the border never win?",
        "windows overlap": "A pixel that wins in several windows gets the sum of their "
        "gradients.",
    }
    return Exercise(
        name, ("dx",) if back else ("out",), cnnlib.Pooling, cases, layer, hints
    )


def average_pooling_backward(answer) -> Verdict:
    """Grade ``f(dout, input_shape, pool_h, pool_w, stride=1, pad=0) -> dx (N, C, H, W)``.

    A mean divides by all pool_h * pool_w places of the window, padding included.

    >>> def right(dout, input_shape, pool_h, pool_w, **settings):
    ...     layer = cnnlib.AveragePooling(pool_h, pool_w, **settings)
    ...     layer.forward(np.zeros(input_shape, dout.dtype))
    ...     return layer.backward(dout)
    >>> bool(average_pooling_backward(right))
    True
    """
    return grade(_average_pooling(), answer)


@cache
def _average_pooling() -> Exercise:
    cases = []
    for w in windows():
        # Multiples of the window's size, so that the shares are whole numbers.
        dout = w.FH * w.FW * in_order((w.N, w.C, *w.out()), w.dtype)
        given = {"dout": dout, "input_shape": w.x_shape(), "pool_h": w.FH, "pool_w": w.FW}
        cases.append(Case(given, w.settings(), w.signs()))
    hints = {
        "windows overlap": "A pixel in several windows gets a share from each: they add up.",
        "pad is above 0": "Each place of the window gets the same share, in the padding too; "
        "then cut the border off.",
        "numbers": "Every place of a window gets dout / (pool_h * pool_w).",
    }

    def right(dout, input_shape, pool_h, pool_w, **settings):
        made = cnnlib.AveragePooling(pool_h, pool_w, **settings)
        made.forward(np.zeros(input_shape, dout.dtype))
        return made.backward(dout)

    return Exercise("average_pooling_backward", ("dx",), right, cases, function, hints)
