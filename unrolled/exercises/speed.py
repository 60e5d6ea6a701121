"""Graders of chapter 10: what a layer costs, how often a byte is used, how many images fit, and two ways to need less."""

from functools import cache
from itertools import product
from numbers import Integral

import numpy as np

import cnnlib
from unrolled.exercises.cases import in_order, shuffled, smallest_first, true_tags, windows
from unrolled.exercises.grading import Call, Case, Exercise, Verdict, function, grade
from unrolled.exercises.paper import Question, Remarks, grade_paper


def speed_costs(*yours, **named) -> Remarks:
    """Grade three numbers for W (24, 16, 3, 3), pad 1, and x (32, 16, 28, 30), in float32.

    >>> bool(speed_costs(multiply_adds=92_897_280, column_bytes=15_482_880, images=2))
    True
    """
    column_bytes = cnnlib.im2col(np.zeros((32, 16, 28, 30), np.float32), 3, 3, pad=1).nbytes
    questions = {
        "multiply_adds": Question(
            24 * column_bytes // 4,
            "Each filter meets each number of the columns once.",
        ),
        "column_bytes": Question(
            column_bytes,
            "There are N*OH*OW rows of C*FH*FW numbers, and float32 takes 4 bytes.",
        ),
        "images": Question(
            2**20 // (column_bytes // 32),
            "Work out one image's columns first. Half an image is none.",
        ),
    }
    return grade_paper("speed_costs", questions, yours, named)


TIMES = 40  # how many times as often same_work wants a byte to be used


def same_work(thin, thick) -> Remarks:
    """Grade two layers (N, C, H, FN), 3x3 filters, no border: the same work, but thick uses each byte 40 times as often.

    >>> same_work(thin=(1, 4, 5, 1), thick=(1, 1, 5, 4))
    same_work: not yet.
    324 multiply-adds each.
    A byte of thin is used 0.6 times, a byte of thick 0.8 times: 1.5 times as
        often, of 40.
    Hint: How many filters use each number of x, and how many channels feed each
        number of out?
    """
    for name, layer in {"thin": thin, "thick": thick}.items():
        if not _is_layer(layer):
            asked = f"{name} must be (N, C, H, FN): four whole numbers above 0, and H at least 3."
            return Remarks("same_work", False, (asked,))
    works, moved = zip(*map(_work_and_bytes, (thin, thick)), strict=True)
    if works[0] != works[1]:
        differ = (
            f"The work differs: {works[0]:,} multiply-adds in thin, {works[1]:,} in thick."
        )
        hint = "Hint: Each of the N*FN*OH*OW outputs takes C * 9, and OH is H - 2."
        return Remarks("same_work", False, (differ, hint))
    used = [works[0] / moved_bytes for moved_bytes in moved]
    sentences = [
        f"{works[0]:,} multiply-adds each.",
        f"A byte of thin is used {used[0]:.1f} times, a byte of thick {used[1]:.1f} times: "
        f"{moved[0] / moved[1]:.1f} times as often, of {TIMES}.",
    ]
    if moved[0] >= TIMES * moved[1]:
        return Remarks("same_work", True, tuple(sentences))
    if moved[1] >= TIMES * moved[0]:
        sentences.append("Far enough apart, and the wrong way round: swap thin and thick.")
    else:
        sentences.append(
            "Hint: How many filters use each number of x, and how many channels feed each number of out?"
        )
    return Remarks("same_work", False, tuple(sentences))


def _is_layer(layer) -> bool:
    if not isinstance(layer, (tuple, list)) or len(layer) != 4:
        return False
    whole = all(
        isinstance(n, Integral) and not isinstance(n, bool) and n > 0 for n in layer
    )
    return whole and layer[2] >= 3


def _work_and_bytes(layer) -> tuple[int, int]:
    """The multiply-adds of a layer (N, C, H, FN), and the bytes of x, W and out in float32."""
    N, C, H, FN = map(int, layer)
    out = N * FN * (H - 2) ** 2
    return out * C * 9, 4 * (N * C * H**2 + FN * C * 9 + out)


def images_together(answer) -> Verdict:
    """Grade ``f(image_shape, FH, FW, itemsize, batch_bytes) -> int`` for images (C, H, W): how many to unroll at once.

    >>> def right(image_shape, FH, FW, itemsize, batch_bytes):
    ...     C, H, W = image_shape
    ...     numbers = C * FH * FW * (H - FH + 1) * (W - FW + 1)
    ...     return max(1, batch_bytes // (numbers * itemsize))
    >>> bool(images_together(right))
    True
    """
    return grade(_images_together(), answer)


@cache
def _images_together() -> Exercise:
    sizes = product((1, 2), range(1, 5), range(1, 5), (1, 2), (1, 2), (4, 8), (32, 200))
    cases = [
        _together((C, H, W), FH, FW, itemsize, batch_bytes)
        for C, H, W, FH, FW, itemsize, batch_bytes in smallest_first(sizes, sum)
        if FH <= H and FW <= W
    ]
    cases += [
        _together((16, 28, 28), 3, 5, 4, 2**20),
        _together((3, 90, 60), 7, 7, 8, 2**20),
    ]
    hints = {
        "one image's columns are larger than batch_bytes": "Some image must be unrolled, even "
        "if its columns take more than batch_bytes.",
        "numbers": "How many bytes do the columns of one image take, and how often does that "
        "go into batch_bytes?",
    }

    def right(image_shape, FH, FW, itemsize, batch_bytes):
        one = cnnlib.im2col(np.zeros((1, *image_shape), f"f{itemsize}"), FH, FW).nbytes
        return max(1, batch_bytes // one)

    return Exercise("images_together", ("images",), right, cases, function, hints)


def _together(image_shape, FH: int, FW: int, itemsize: int, batch_bytes: int) -> Case:
    C, H, W = image_shape
    columns = C * FH * FW * (H - FH + 1) * (W - FW + 1) * itemsize
    conditions = {
        "C is above 1": C > 1,
        "H and W differ": H != W,
        "the window is not square": FH != FW,
        "a number takes 8 bytes": itemsize == 8,
        "one image's columns are larger than batch_bytes": columns > batch_bytes,
    }
    given = {"image_shape": image_shape, "FH": FH, "FW": FW}
    return Case(
        given | {"itemsize": itemsize, "batch_bytes": batch_bytes},
        {},
        true_tags(conditions),
    )


def no_columns(answer) -> Verdict:
    """Grade a convolution ``f(x, W) -> (N, FN, OH, OW)``, stride 1, no padding: one product for each tap.

    >>> bool(no_columns(lambda x, W: cnnlib.Convolution(W).forward(x)))
    True
    """
    return grade(_no_columns(), answer)


@cache
def _no_columns() -> Exercise:
    cases = [
        Case(
            {
                "x": in_order(w.x_shape(), w.dtype),
                "W": shuffled(w.W_shape(), w.dtype),
            },
            {},
            w.tags() | true_tags({"the filter is larger than 1×1": w.FH * w.FW > 1}),
        )
        for w in windows(filters=2)
        if w.stride == 1 and w.pad == 0
    ]
    hints = {
        "the filter is larger than 1×1": "Each tap (i, j) adds its own product, of W[:, :, i, j] "
        "and the OH*OW pixels that it reads.",
    }

    def right(x, W):
        return cnnlib.Convolution(W).forward(x)

    return Exercise("no_columns", ("out",), right, cases, function, hints)


class _Counted:
    """A number that counts how often it, or what was made of it, meets another of its kind in a product."""

    def __init__(self, value: float, tally: list):
        self.value, self.tally = value, tally

    def _new(self, value):
        return _Counted(value, self.tally)

    def __add__(self, other):
        return self._new(self.value + _value(other))

    def __sub__(self, other):
        return self._new(self.value - _value(other))

    def __rsub__(self, other):
        return self._new(_value(other) - self.value)

    def __mul__(self, other):
        if isinstance(other, _Counted):
            self.tally.append(1)
        return self._new(self.value * _value(other))

    def __truediv__(self, other):
        return self * (1 / other)

    def __neg__(self):
        return self._new(-self.value)

    def __float__(self):
        return float(self.value)

    __radd__, __rmul__ = __add__, __mul__


def _value(number) -> float:
    return number.value if isinstance(number, _Counted) else number


def winograd(answer) -> Verdict:
    """Grade ``f(pixels, taps) -> out``: (4,), (3,) -> (2,), with four multiplications of what is given.

    Multiplying or dividing by a plain number, such as 2, does not count.

    >>> def right(d, g):
    ...     m = (d[0] - d[2]) * g[0], (d[1] + d[2]) * (g[0] + g[1] + g[2]) / 2
    ...     k = (d[2] - d[1]) * (g[0] - g[1] + g[2]) / 2, (d[1] - d[3]) * g[2]
    ...     return np.array([m[0] + m[1] + k[0], m[1] - k[0] - k[1]])
    >>> bool(winograd(right))
    True
    """
    return grade(_winograd(), answer)


@cache
def _winograd() -> Exercise:
    rng = np.random.default_rng(0)
    pairs = [(d, g) for d in np.eye(4) for g in np.eye(3)]
    pairs += [
        (rng.integers(-9, 10, 4).astype(float), rng.integers(-9, 10, 3).astype(float))
        for _ in range(50)
    ]
    hints = {
        "numbers": "The first of the four products is (pixels[0] - pixels[2]) * taps[0], the last "
        "(pixels[1] - pixels[3]) * taps[2]; in both others all three taps have a part. out[0] adds "
        "up the first three.",
    }
    cases = [Case({"pixels": d, "taps": g}, {}, frozenset()) for d, g in pairs]
    call = Call(_run_counted, function.written)
    return Exercise("winograd", ("out", "multiplications"), _four, cases, call, hints)


def _four(d, g):
    """Winograd's F(2, 3), as Lavin and Gray write it."""
    first, last = (d[0] - d[2]) * g[0], (d[1] - d[3]) * g[2]
    plus = (d[1] + d[2]) * ((g[0] + g[1] + g[2]) / 2)
    minus = (d[2] - d[1]) * ((g[0] - g[1] + g[2]) / 2)
    return np.array([first + plus + minus, plus - minus - last])


def _run_counted(answer, given: dict, settings: dict, returns: tuple) -> dict:
    """What the answer makes of the numbers, and how often it multiplies two that come from them."""
    tally: list = []
    out = answer(*given.values())
    answer(*(np.array([_Counted(v, tally) for v in array]) for array in given.values()))
    return {"out": out, "multiplications": len(tally)}
