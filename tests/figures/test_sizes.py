"""The pictures of chapter 7 say what the library does: who is read, and who is seen."""

import numpy as np
import pytest

from cnnlib import Convolution, numerical_gradient, output_size
from tests.figures.drawn import cells, texts
from unrolled.figures import sizes
from unrolled.figures.drawing import FAINT, LIT, PLAIN


def one_axis(F, S=1, P=(0, 0), D=1):
    return Convolution(np.ones((1, 1, 1, F)), None, (1, S), ((0, 0), P), (1, D))


@pytest.mark.parametrize(
    ("size", "F", "S", "P", "D"),
    [
        (4, 3, 2, (1, 1), 1),
        (5, 3, 2, (1, 1), 1),
        (6, 2, 3, (0, 0), 1),
        (5, 4, 1, (1, 2), 1),
        (8, 2, 3, (2, 0), 2),
    ],
)
def test_a_strip_has_a_bar_for_each_place_and_gray_where_no_gradient_goes(size, F, S, P, D):
    sizes.strips(
        {"": {"size": size, "filter_size": F, "stride": S, "pad": P, "dilation": D}}
    )
    places = sum(text.startswith("place") for text in texts())
    assert places == output_size(size, F, S, P, D)
    assert len(cells("window", LIT)) == places * F
    layer = one_axis(F, S, D=D)
    out = layer.forward(np.zeros((1, 1, 1, sum(P) + size)))
    assert len(cells(FAINT, LIT)) == (layer.backward(np.ones_like(out)) == 0).sum()


@pytest.mark.parametrize(
    "layers",
    [
        [(3, 1, 1), (3, 2, 1), (3, 1, 1)],
        [(3, 2, 1), (2, 1, 1)],
        [(2, 3, 1), (3, 1, 2), (2, 2, 1)],
    ],
)
def test_the_stack_lights_what_the_middle_number_sees(layers):
    sizes.stack(layers)
    last = max(y for _, y in cells("window", LIT))
    first = min(x for x, y in [*cells("image", PLAIN), *cells("window", LIT)] if y == last)
    lit = sorted(round(x - first) for x, y in cells("window", LIT) if y == last)

    sees = int(next(text for text in texts() if text.startswith("sees")).split()[1])
    size = sum(y == last for _, y in cells("image", PLAIN)) + len(lit)
    stack = [one_axis(F, S, D=D) for F, S, D in layers]

    def middle(x):
        for layer in stack:
            x = layer.forward(x)
        return x[0, 0, 0, 1]

    seen = np.flatnonzero(numerical_gradient(middle, np.zeros((1, 1, 1, size))))
    assert lit == seen.tolist()
    assert sees == seen[-1] - seen[0] + 1
