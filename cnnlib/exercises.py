"""Graders for the book's exercises: hand one your function or class, and it says what is wrong.

Each tries hundreds of cases, from small to large, and names the smallest that is wrong (see `grading`).
A layer is a class with the arguments and methods of cnnlib's own; all else is a function.

>>> import cnnlib
>>> from cnnlib import exercises
>>> bool(exercises.im2col(cnnlib.im2col))
True
"""

from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

import cnnlib
from cnnlib.grading import Case, Exercise, Verdict, function, grade, layer


class Windows(NamedTuple):
    """Images, the filters on them, and the settings."""

    N: int
    C: int
    H: int
    W: int
    FN: int
    FH: int
    FW: int
    stride: int
    pad: int
    dilation: int
    dtype: str = "float32"

    def out(self) -> tuple[int, int]:
        """(OH, OW), each 0 where the filter does not fit."""
        return tuple(
            _places(size, filter_size, self.stride, self.pad, self.dilation)
            for size, filter_size in ((self.H, self.FH), (self.W, self.FW))
        )

    def x_shape(self) -> tuple[int, ...]:
        return self.N, self.C, self.H, self.W

    def weight(self) -> tuple:
        """What small means: few numbers, padding included, then small filters and settings."""
        seen = self.N * self.C * (self.H + 2 * self.pad) * (self.W + 2 * self.pad)
        return seen, self.FN * self.FH * self.FW, self.stride + self.dilation, self

    def signs(self) -> frozenset[str]:
        """What may mark this case among others, in words."""
        settings = (self.FH, self.FW, self.stride, self.pad, self.dilation)
        col = np.ones((self.N * np.prod(self.out()), self.C * self.FH * self.FW))
        marks = {
            "N is above 1": self.N > 1,
            "C is above 1": self.C > 1,
            "FN is above 1": self.FN > 1,
            "H and W differ": self.H != self.W,
            "the window is not square": self.FH != self.FW,
            "stride is above 1": self.stride > 1,
            "pad is 0": self.pad == 0,
            "pad is above 0": self.pad > 0,
            "dilation is above 1": self.dilation > 1,
            "the dtype is float32": self.dtype == "float32",
            "windows overlap": cnnlib.col2im(col, self.x_shape(), *settings).max() > 1,
        }
        return frozenset(mark for mark, is_so in marks.items() if is_so)


def _places(size, filter_size, stride, pad, dilation) -> int:
    """`cnnlib.output_size`, and 0 where no window fits."""
    try:
        return cnnlib.output_size(size, filter_size, stride, pad, dilation)
    except ValueError:
        return 0


@cache
def _windows(dilations: tuple[int, ...] = (1,), filters: int = 1) -> list[Windows]:
    """Every small shape there is and two hundred larger ones, the smallest first.

    Among the smallest, at most one of N, C, FN is above 1, so that it can be told which one matters.
    """
    depths = [d for d in ((1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2)) if d[2] <= filters]
    small = [
        Windows(N, C, H, W, FN, FH, FW, stride, pad, dilation)
        for (N, C, FN), H, W, FH, FW, stride, pad, dilation in product(
            depths, *[range(1, 5)] * 2, *[(1, 2)] * 2, (1, 2), (0, 1), dilations
        )
    ]
    rng = np.random.default_rng(0)
    large = [
        Windows(
            *rng.integers(1, 4, 2).tolist(),
            *rng.integers(3, 9, 2).tolist(),
            int(rng.integers(1, 4)) if filters > 1 else 1,
            *rng.integers(1, 5, 2).tolist(),
            int(rng.integers(1, 4)),
            int(rng.integers(0, 3)),
            int(rng.choice(dilations)),
            str(rng.choice(["float32", "float64"])),
        )
        for _ in range(200)
    ]
    return sorted((w for w in small + large if all(w.out())), key=Windows.weight)


def _in_order(shape, dtype: str) -> np.ndarray:
    """1, 2, 3 …: each number tells where it came from."""
    return np.arange(1, np.prod(shape) + 1, dtype=dtype).reshape(shape)


def _shuffled(shape, dtype: str) -> np.ndarray:
    """The same numbers in a random order, so that no neighbours are alike by rule."""
    return (
        np.random.default_rng(0).permutation(_in_order(shape, dtype).ravel()).reshape(shape)
    )


def _settings(w: Windows, *names: str) -> dict[str, int]:
    return {name: getattr(w, name) for name in names or ("stride", "pad")}


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
            "no window fits": not _places(size, filter_size, **settings),
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
    return Exercise("output_size", ("size",), _places, cases, function, hints)


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
def _im2col(name: str, dilations=(1,), settings=("stride", "pad")) -> Exercise:
    cases = [
        Case(
            {"x": _in_order(w.x_shape(), w.dtype), "filter_h": w.FH, "filter_w": w.FW},
            _settings(w, *settings),
            w.signs(),
        )
        for w in _windows(dilations)
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


def col2im(answer) -> Verdict:
    """Grade ``f(col, input_shape, filter_h, filter_w, stride=1, pad=0) -> (N, C, H, W)``.

    >>> bool(col2im(cnnlib.col2im))
    True
    """
    return grade(_col2im(), answer)


@cache
def _col2im() -> Exercise:
    cases = []
    for w in _windows():
        OH, OW = w.out()
        col = _in_order((w.N * OH * OW, w.C * w.FH * w.FW), w.dtype)
        given = {"col": col, "input_shape": w.x_shape(), "filter_h": w.FH, "filter_w": w.FW}
        cases.append(Case(given, _settings(w), w.signs()))
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
    for w in _windows(filters=2):
        given = {
            "W": _shuffled((w.FN, w.C, w.FH, w.FW), w.dtype),
            "b": 10 * _in_order(w.FN, w.dtype),
            "x": _shuffled(w.x_shape(), w.dtype),
        }
        if back:
            given["dout"] = _in_order((w.N, w.FN, *w.out()), w.dtype)
        cases.append(Case(given, _settings(w), w.signs()))
    returns = ("dx", "dW", "db") if back else ("out",)
    hints = {
        "the window is not square": "FH counts rows and FW columns. Somewhere one stands "
        "where the other should; a square filter can't tell.",
        "FN is above 1": "One filter is right, two are not: their numbers got mixed. Which "
        "axes does each array have before its `reshape`, and in which order?",
        "windows overlap": "A pixel in several windows gets the sum of what they give back.",
    }
    return Exercise(name, returns, cnnlib.Convolution, cases, layer, hints)


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
                "x": _shuffled(w.x_shape(), w.dtype),
                "W": _shuffled((w.C, 1, w.FH, w.FW), w.dtype),
            },
            _settings(w),
            w.signs(),
        )
        for w in _windows()
    ]
    hints = {
        "C is above 1": "Channels must not mix: channel c of the output comes from channel c "
        "of x and filter c alone.",
    }

    def right(x, W, **settings):
        return cnnlib.Convolution(W, groups=len(W), **settings).forward(x)

    return Exercise("depthwise", ("out",), right, cases, function, hints)


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
    for w in _windows():
        if w.pad >= min(w.FH, w.FW):
            continue  # a window of padding alone has no maximum
        distinct = _shuffled(w.x_shape(), w.dtype)
        for x in (distinct, -distinct, 1 + distinct // 3):
            given = {"pool_h": w.FH, "pool_w": w.FW, "x": x}
            if back:
                given["dout"] = _in_order((w.N, w.C, *w.out()), w.dtype)
            signs = w.signs()
            if x.max() < 0:
                signs |= {"all numbers are negative"}
            if len(np.unique(x)) < x.size:
                signs |= {"equal numbers meet"}
            cases.append(Case(given, _settings(w), signs))
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
    for w in _windows():
        # Multiples of the window's size, so that the shares are whole numbers.
        dout = w.FH * w.FW * _in_order((w.N, w.C, *w.out()), w.dtype)
        given = {"dout": dout, "input_shape": w.x_shape(), "pool_h": w.FH, "pool_w": w.FW}
        cases.append(Case(given, _settings(w), w.signs()))
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


# What must pass to stand for each of cnnlib's names.
GRADERS = {
    "output_size": (output_size,),
    "im2col": (im2col,),
    "col2im": (col2im,),
    "Convolution": (convolution_forward, convolution_backward),
    "Pooling": (pooling_forward, pooling_backward),
}
