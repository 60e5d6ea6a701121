"""The pictures of chapter 7 say what the library does: who is read, who is seen, what the stamps add up to."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from cnnlib import Convolution, numerical_gradient, output_size
from unrolled.figures import arithmetic
from unrolled.figures.drawing import FAINT, LIT, PLAIN, tint


@pytest.fixture(autouse=True)
def _figures_are_closed():
    yield
    plt.close("all")


def texts():
    return [text.get_text() for text in plt.gca().texts]


def cells(colour, strength):
    """The corners of all cells of this colour."""
    fill = pytest.approx(tint(colour, strength))
    boxes = [patch for patch in plt.gca().patches if patch.get_fill()]
    return [box.get_xy() for box in boxes if box.get_facecolor()[:3] == fill]


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
    arithmetic.strips(
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
    arithmetic.stack(layers)
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


@pytest.mark.parametrize(
    ("C", "FN", "groups"), [(4, 4, 1), (4, 4, 2), (4, 8, 4), (6, 3, 3)]
)
def test_connections_are_the_channels_that_change_a_filters_output(C, FN, groups):
    layer = Convolution(np.ones((FN, C // groups, 1, 1)), groups=groups)
    reads = layer.forward(np.eye(C).reshape(C, C, 1, 1))[:, :, 0, 0].T != 0
    arithmetic.connections(C, FN, [groups])
    lit = {(round(y - 2), round(x - 2.4)) for x, y in cells("filter", LIT)}
    assert lit == set(map(tuple, np.argwhere(reads)))
    assert f"{reads.sum()} pairs" in texts()


def test_stamps_add_up_to_the_backward_pass():
    small, w = np.array([2, 1, 3, 5]), np.array([1, 2, 4])
    arithmetic.stamps(small, w, stride=2)
    layer = Convolution(w.reshape(1, 1, 1, 3).astype(float), stride=(1, 2))
    layer.forward(np.zeros((1, 1, 1, 9)))
    large = layer.backward(small.reshape(1, 1, 1, 4).astype(float))
    assert texts()[-9:] == [f"{value:.0f}" for value in large.ravel()]
    assert len(cells("window", LIT)) == 3


def test_one_pixel_shows_the_layers_output():
    rng = np.random.default_rng(0)
    x, W = rng.integers(0, 5, (3, 2, 4)), rng.integers(-1, 3, (2, 3))
    arithmetic.one_pixel(x, W, 1, 2)
    out = Convolution(W[:, :, None, None].astype(float)).forward(x[None].astype(float))[0]
    shown = "|".join(texts())
    assert "|".join(f"{value:.0f}" for value in out[0].ravel()) in shown
    assert "new|" + "|".join(f"{value:.0f}" for value in out[:, 1, 2]) in shown
