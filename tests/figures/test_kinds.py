"""The pictures of chapter 9 say what the library does: who reads whom, and what the stamps add up to."""

import numpy as np
import pytest

from cnnlib import Convolution
from tests.figures.drawn import cells, texts
from unrolled.figures import kinds
from unrolled.figures.drawing import LIT


@pytest.mark.parametrize(
    ("C", "FN", "groups"), [(4, 4, 1), (4, 4, 2), (4, 8, 4), (6, 3, 3)]
)
def test_connections_are_the_channels_that_change_a_filters_output(C, FN, groups):
    layer = Convolution(np.ones((FN, C // groups, 1, 1)), groups=groups)
    reads = layer.forward(np.eye(C).reshape(C, C, 1, 1))[:, :, 0, 0].T != 0
    kinds.connections(C, FN, [groups])
    lit = {(round(y - 2), round(x - 2.4)) for x, y in cells("filter", LIT)}
    assert lit == set(map(tuple, np.argwhere(reads)))
    assert f"{reads.sum()} pairs" in texts()


def test_stamps_add_up_to_the_backward_pass():
    small, w = np.array([2, 1, 3, 5]), np.array([1, 2, 4])
    kinds.stamps(small, w, stride=2)
    layer = Convolution(w.reshape(1, 1, 1, 3).astype(float), stride=(1, 2))
    layer.forward(np.zeros((1, 1, 1, 9)))
    large = layer.backward(small.reshape(1, 1, 1, 4).astype(float))
    assert texts()[-9:] == [f"{value:.0f}" for value in large.ravel()]
    assert len(cells("window", LIT)) == 3


def test_one_pixel_shows_the_layers_output():
    rng = np.random.default_rng(0)
    x, W = rng.integers(0, 5, (3, 2, 4)), rng.integers(-1, 3, (2, 3))
    kinds.one_pixel(x, W, 1, 2)
    out = Convolution(W[:, :, None, None].astype(float)).forward(x[None].astype(float))[0]
    shown = "|".join(texts())
    assert "|".join(f"{value:.0f}" for value in out[0].ravel()) in shown
    assert "new|" + "|".join(f"{value:.0f}" for value in out[:, 1, 2]) in shown
