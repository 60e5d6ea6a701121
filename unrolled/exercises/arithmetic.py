"""Graders of chapter 7: sizes, padding, reach, and layers of other kinds."""

from functools import cache
from itertools import product

import numpy as np

import cnnlib
from unrolled.exercises.cases import (
    in_order,
    places,
    shuffled,
    smallest_first,
    true_tags,
    windows,
)
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


def sizes(*yours) -> Remarks:
    """Grade six output sizes along one axis, four of a convolution and two of its transpose.

    >>> bool(sizes(28, 112, 56, 4, 28, 14))
    True
    """

    def up(small: int, filter_size: int, output_padding: int) -> int:
        """With stride 2 and pad 1: of the sizes that come down to `small`, the least is output_padding 0."""
        sizes = range(filter_size, 3 * small)
        fit = [size for size in sizes if places(size, filter_size, 2, 1, 1) == small]
        return fit[output_padding]

    transposed = "(OH - 1) * stride + filter - 2 * pad, and what output_padding adds."
    questions = {
        "number 1": Question(
            places(28, 5, 1, 2, 1),
            "A filter of 5 loses 4 places, and two zeros at each end give some back.",
        ),
        "number 2": Question(
            places(224, 7, 2, 3, 1),
            "Count the steps from the first place to the last, rounding down, and add the first place itself.",
        ),
        "number 3": Question(
            places(56, 3, 1, 2, 2), "With dilation 2, a filter of 3 spans 5 pixels."
        ),
        "number 4": Question(
            places(10, 4, 3, (1, 2), 1),
            "One zero before and two after: 13 positions in all.",
        ),
        "number 5": Question(up(14, 4, 0), transposed),
        "number 6": Question(up(7, 3, 1), transposed),
    }
    return grade_paper("sizes", questions, yours, {})


def same_pad(answer) -> Verdict:
    """Grade ``f(size, filter_size, stride=1, dilation=1) -> (before, after)``: as few zeros as SAME needs.

    >>> def right(size, filter_size, stride=1, dilation=1):
    ...     end = (-(-size // stride) - 1) * stride + dilation * (filter_size - 1) + 1
    ...     zeros = max(end - size, 0)
    ...     return zeros // 2, zeros - zeros // 2
    >>> bool(same_pad(right))
    True
    """
    return grade(_same_pad(), answer)


@cache
def _same_pad() -> Exercise:
    cases = []
    tried = product(range(1, 13), range(1, 7), range(1, 5), range(1, 4))
    for size, filter_size, stride, dilation in smallest_first(tried, sum):
        settings = {"stride": stride, "dilation": dilation}
        conditions = {
            "the stride is larger than what the filter spans": stride
            > dilation * (filter_size - 1) + 1,
            "stride is above 1": stride > 1,
            "dilation is above 1": dilation > 1,
            "the number of zeros is odd": sum(_same(size, filter_size, stride, dilation))
            % 2
            == 1,
        }
        given = {"size": size, "filter_size": filter_size}
        cases.append(Case(given, settings, true_tags(conditions)))
    hints = {
        "the stride is larger than what the filter spans": "There may be nothing to add, but "
        "never less than nothing.",
        "the number of zeros is odd": "The odd zero stands after the last pixel.",
        "dilation is above 1": "A filter with gaps spans dilation * (filter_size - 1) + 1.",
        "stride is above 1": "At which position does the last of the size / stride places "
        "(rounded up) start, and where does its window end?",
        "numbers": "Where does the last window end, and how far is that beyond the last pixel?",
    }
    return Exercise("same_pad", ("before", "after"), _same, cases, function, hints)


def _same(size: int, filter_size: int, stride: int, dilation: int) -> tuple[int, int]:
    """One zero more, until windows start at enough places."""
    zeros = 0
    while places(size + zeros, filter_size, stride, 0, dilation) < -(-size // stride):
        zeros += 1
    return zeros // 2, zeros - zeros // 2


def pixels_seen(answer) -> Verdict:
    """Grade ``f(layers, place) -> (first, last)``, where a layer is (F, S, D, P), along one axis.

    >>> def right(layers, place):
    ...     first = last = place
    ...     for F, S, D, P in reversed(layers):
    ...         first, last = first * S - P, last * S - P + D * (F - 1)
    ...     return first, last
    >>> bool(pixels_seen(right))
    True
    """
    return grade(_pixels_seen(), answer)


@cache
def _pixels_seen() -> Exercise:
    kinds = smallest_first(product((1, 2, 3), (1, 2), (1, 2), (0, 1)), sum)
    stacks = [(kind,) for kind in kinds]
    stacks += [pair for pair in product(kinds, repeat=2) if sum(map(sum, pair)) < 11]
    stacks += [((3, 1, 1, 1),) * 3, ((5, 2, 1, 2), (2, 2, 1, 0), (3, 1, 2, 2))]
    cases = [
        Case({"layers": stack, "place": place}, {}, _stack_tags(stack, place))
        for stack in sorted(
            stacks, key=lambda stack: (len(stack), sum(map(sum, stack)), stack)
        )
        for place in (0, 1, 3)
    ]
    hints = {
        "there are several layers": "Which layer made the output? Start with that one, the "
        "last, and go back to the pixels.",
        "a pad is above 0": "Position 0 is the first pixel, so the padding before it starts at -P.",
        "a dilation is above 1": "A window ends D * (F - 1) after its start.",
        "a stride is above 1": "The window at place o starts at o * S - P.",
        "numbers": "The window at place o starts at o * S - P and ends D * (F - 1) later.",
    }

    def right(layers, place):
        seen = {place}
        for F, S, D, P in reversed(layers):
            seen = {o * S - P + D * i for o in seen for i in range(F)}
        return min(seen), max(seen)

    return Exercise("pixels_seen", ("first", "last"), right, cases, function, hints)


def _stack_tags(layers, place: int) -> frozenset[str]:
    _, strides, dilations, pads = zip(*layers, strict=True)
    return true_tags(
        {
            "there are several layers": len(layers) > 1,
            "a stride is above 1": max(strides) > 1,
            "a dilation is above 1": max(dilations) > 1,
            "a pad is above 0": max(pads) > 0,
            "place is above 0": place > 0,
        }
    )


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
