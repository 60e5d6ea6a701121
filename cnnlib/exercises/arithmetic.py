"""Graders of chapter 5: layers of other kinds."""

from functools import cache

import cnnlib
from cnnlib.exercises.cases import shuffled, windows
from cnnlib.grading import Case, Exercise, Verdict, function, grade


def depthwise(answer) -> Verdict:
    """Grade ``f(x, W, stride=1, pad=0) -> (N, C, OH, OW)`` with W (C, 1, FH, FW), a filter a channel.

    >>> bool(depthwise(lambda x, W, **s: cnnlib.Convolution(W, groups=len(W), **s).forward(x)))
    True
    """
    return grade(_depthwise(), answer)


@cache
def _depthwise() -> Exercise:
    cases = [
        Case(
            {
                "x": shuffled(w.x_shape(), w.dtype),
                "W": shuffled((w.C, 1, w.FH, w.FW), w.dtype),
            },
            w.settings(),
            w.signs(),
        )
        for w in windows()
    ]
    hints = {
        "C is above 1": "Channels must not mix: channel c of the output comes from channel c "
        "of x and filter c alone.",
    }

    def right(x, W, **settings):
        return cnnlib.Convolution(W, groups=len(W), **settings).forward(x)

    return Exercise("depthwise", ("out",), right, cases, function, hints)
