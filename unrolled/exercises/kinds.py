"""Graders of chapter 9: a filter for each channel, and the way back to a larger image."""

from functools import cache

import numpy as np

import cnnlib
from unrolled.exercises.cases import in_order, places, shuffled, true_tags, windows
from unrolled.exercises.grading import Case, Exercise, Verdict, function, grade
from unrolled.exercises.paper import Question, Remarks, grade_paper


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
            w.tags(),
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


def sizes_up(*yours) -> Remarks:
    """Grade what two transposed convolutions make of a small image's size, along one axis.

    >>> bool(sizes_up(28, 14))
    True
    """

    def up(small: int, filter_size: int, output_padding: int) -> int:
        """With stride 2 and pad 1: of the sizes that come down to `small`, the least is output_padding 0."""
        sizes = range(filter_size, 3 * small)
        fit = [size for size in sizes if places(size, filter_size, 2, 1, 1) == small]
        return fit[output_padding]

    hint = "(OH - 1) * stride + filter - 2 * pad, and what output_padding adds."
    questions = {
        "number 1": Question(up(14, 4, 0), hint),
        "number 2": Question(up(7, 3, 1), hint),
    }
    return grade_paper("sizes_up", questions, yours, {})


def upwards(answer) -> Verdict:
    """Grade a transposed convolution: ``f(small, W, size, stride, pad) -> large (N, C, *size)``.

    small is (N, FN, OH, OW), W is (FN, C, FH, FW), and pad is below FH and FW.

    >>> def right(small, W, size, stride, pad):
    ...     rows = small.transpose(0, 2, 3, 1).reshape(-1, len(W)) @ W.reshape(len(W), -1)
    ...     shape = len(small), W.shape[1], *size
    ...     return cnnlib.col2im(rows, shape, *W.shape[2:], stride, pad)
    >>> bool(upwards(right))
    True
    """
    return grade(_upwards(), answer)


@cache
def _upwards() -> Exercise:
    cases = [
        Case(
            {
                "small": in_order((w.N, w.FN, *w.out()), "float64"),
                "W": shuffled(w.W_shape(), "float64"),
                "size": (w.H, w.W),
            },
            w.settings(),
            w.tags() | true_tags({"some pixels are left over": w.left_over()}),
        )
        for w in windows(filters=2)
        if w.pad < min(w.FH, w.FW)
    ]
    hints = {
        "some pixels are left over": "The given size decides how many zeros come after the "
        "numbers: as many as make the plain convolution's output that large.",
        "FN is above 1": "A plain convolution's weights are (FN, C, FH, FW) for C channels that "
        "come in. Here FN come in and C go out: swap the two axes.",
        "C is above 1": "A plain convolution's weights are (FN, C, FH, FW) for C channels that "
        "come in. Here FN come in and C go out: swap the two axes.",
        "stride is above 1": "Between two numbers stand stride - 1 zeros.",
        "pad is above 0": "What the way down added, the way up cuts off: FH - 1 - pad zeros "
        "come before the numbers.",
        "order": "To stamp with a filter is to slide it turned by half a turn.",
        "numbers": "To stamp with a filter is to slide it turned by half a turn.",
    }

    def right(small, W, size, stride, pad):
        made = cnnlib.Convolution(W, stride=stride, pad=pad)
        made.forward(np.zeros((len(small), W.shape[1], *size)))
        return made.backward(small)

    return Exercise("upwards", ("large",), right, cases, function, hints)
