"""Graders of chapter 6: pooling layers, maximum and average, forward and backward."""

from functools import cache
from itertools import product

import numpy as np

import cnnlib
from unrolled.exercises.cases import in_order, shuffled, smallest_first, true_tags, windows
from unrolled.exercises.grading import Case, Exercise, Verdict, function, grade, layer
from unrolled.exercises.paper import Question, Remarks, flat, grade_paper


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
            tags = w.tags()
            if x.max() < 0:
                tags |= {"all numbers are negative"}
            if len(np.unique(x)) < x.size:
                tags |= {"equal numbers meet"}
            cases.append(Case(given, w.settings(), tags))
    hints = {
        "all numbers are negative": "A 0 wins over every negative pixel. What does the border "
        "hold, and what does the comparison start from?",
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
        cases.append(Case(given, w.settings(), w.tags()))
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


def pooling_shapes(*shapes, **named) -> Remarks:
    """Grade the shapes of out, dmax and dcol for x (4, 8, 28, 28), windows of 3 x 3, stride 2 and pad 1.

    >>> bool(pooling_shapes(out=(4, 8, 14, 14), dmax=(6272, 9), dcol=(784, 72)))
    True
    """
    x = np.zeros((4, 8, 28, 28))
    out = cnnlib.Pooling(3, 3, stride=2, pad=1).forward(x)
    col = cnnlib.im2col(x, 3, 3, stride=2, pad=1)
    questions = {
        "out": Question(
            out.shape,
            "Channels stay. Along one axis, the size formula counts the places.",
        ),
        "dmax": Question(
            (out.size, 9), "(N*OH*OW*C, PH*PW): a row for each window in each channel."
        ),
        "dcol": Question(
            col.shape, "(N*OH*OW, C*PH*PW): all channels of a place in one row."
        ),
    }
    return grade_paper("pooling_shapes", questions, shapes, named)


def route(dx, x: np.ndarray, dout: np.ndarray) -> Remarks:
    """Grade a dx worked out on paper, a list of rows: x (1, 1, H, W) under windows of 2 x 2, stride 1.

    >>> x = np.array([[[[1.0, 5.0, 2.0], [3.0, 0.0, 4.0]]]])
    >>> route([[0, 10, 0], [0, 0, ...]], x, np.array([[[[10.0, 20.0]]]]))
    route: not yet.
    4 of 6 right.
    Wrong: `dx[0][1]` is not 10.
    Still open: `dx[1][2]`.
    Hint for `dx[0][1]`: Which windows hold this pixel, and which does it win?
    """
    made = cnnlib.Pooling(2, 2)
    made.forward(x)
    hint = "Which windows hold this pixel, and which does it win?"
    questions = {
        f"dx[{i}][{j}]": Question(int(gradient), hint)
        for (i, j), gradient in np.ndenumerate(made.backward(dout)[0, 0])
    }
    return grade_paper("route", questions, tuple(flat(dx)), {})


def average_weights(answer) -> Verdict:
    """Grade ``f(C, PH, PW) -> W``, for a convolution with C groups that computes each window's mean.

    >>> bool(average_weights(lambda C, PH, PW: np.full((C, 1, PH, PW), 1 / (PH * PW))))
    True
    """
    return grade(_average_weights(), answer)


@cache
def _average_weights() -> Exercise:
    sizes = smallest_first(product(range(1, 5), repeat=3))
    cases = [
        Case(
            {"C": C, "PH": PH, "PW": PW},
            {},
            true_tags({"C is above 1": C > 1, "the window is not square": PH != PW}),
        )
        for C, PH, PW in sizes
    ]
    hints = {
        "shape": "With as many groups as channels there is one filter for each channel, one "
        "channel deep: (FN, C/groups, FH, FW).",
        "turned": "With as many groups as channels there is one filter for each channel, one "
        "channel deep: (FN, C/groups, FH, FW).",
        "numbers": "A mean of PH*PW numbers is a sum in which each has the same weight.",
    }

    def right(C, PH, PW):
        return np.ones((C, 1, PH, PW)) / (PH * PW)

    return Exercise("average_weights", ("W",), right, cases, function, hints)
