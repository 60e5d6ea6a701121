"""Graders of chapter 7, on sizes: how large, how much padding, and how far a stack of layers sees."""

from functools import cache
from itertools import product

from unrolled.exercises.cases import (
    places,
    smallest_first,
    true_tags,
)
from unrolled.exercises.grading import Case, Exercise, Verdict, function, grade
from unrolled.exercises.paper import Question, Remarks, grade_paper


def sizes(*yours) -> Remarks:
    """Grade four output sizes of a convolution, along one axis.

    >>> bool(sizes(28, 112, 56, 4))
    True
    """
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


MOST_WEIGHTS = 36  # four filters of 3x3


def wide_field(*yours) -> Remarks:
    """Grade a stack of layers (F, S, D), the first layer first: one number sees 31 pixels across, and reads each.

    It keeps the size (every stride is 1), and has at most 36 weights for a pair of channels.

    >>> bool(wide_field((3, 1, 1), (3, 1, 2), (3, 1, 4), (3, 1, 8)))
    True
    """
    layers = tuple(yours[0]) if len(yours) == 1 and isinstance(yours[0], list) else yours
    if not layers or not all(map(_is_layer, layers)):
        return Remarks(
            "wide_field",
            False,
            ("Give each layer as (F, S, D), three whole numbers of at least 1.",),
        )
    seen = _seen(layers)
    across, weights = max(seen) + 1, sum(F * F for F, _, _ in layers)
    found = (
        f"One number of the last layer sees {across} pixels across and reads {len(seen)} of "
        f"them; the stack has {weights} weights for a pair of channels.",
    )
    faults = {
        "A stride above 1 makes the image smaller; here it must keep its size.": any(
            S > 1 for _, S, _ in layers
        ),
        "It must see 31 pixels across.": across != 31,
        "Its field has holes: the dilations don't fit each other.": len(seen) < across,
        f"It may have at most {MOST_WEIGHTS} weights.": weights > MOST_WEIGHTS,
    }
    wrong = tuple(words for words, is_so in faults.items() if is_so)
    return Remarks("wide_field", not wrong, found + wrong[:1])


def _is_layer(layer) -> bool:
    return (
        isinstance(layer, tuple)
        and len(layer) == 3
        and all(type(number) is int and 1 <= number <= 99 for number in layer)
    )


def _seen(layers) -> set[int]:
    """The positions that place 0 of the last layer reads, along one axis, without padding."""
    seen = {0}
    for F, S, D in reversed(layers):
        seen = {o * S + D * i for o in seen for i in range(F)}
    return seen
