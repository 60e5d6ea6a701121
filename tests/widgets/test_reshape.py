"""ReshapeTrace's Python side: the shapes of both stories, what is refused, and the text and figure for print."""

import re

import numpy as np
import pytest

from cnnlib import Pooling, im2col
from unrolled.widgets import ReshapeTrace


def images(*shape):
    return np.arange(np.prod(shape)).reshape(shape)


def numbers(figure):
    """The numbers in a figure's cells, without their windows' letters."""
    found = [re.fullmatch(r"(\d+)[A-Z]?", text.get_text()) for text in figure.axes[0].texts]
    return [int(match[1]) for match in found if match]


def test_one_line_says_what_it_shows():
    line = (
        "ReshapeTrace(x (1, 2, 3, 4): (1, 2, 2, 2, 2, 3) -> (1, 2, 3, 2, 2, 2) -> (6, 8))"
    )
    assert repr(ReshapeTrace()) == line
    assert ReshapeTrace()._repr_mimebundle_()[0]["text/plain"] == line
    assert "no transpose: (1, 2, 2, 2, 2, 3) -> (1, 2, 2, 2, 2, 3) -> (6, 8)" in repr(
        ReshapeTrace(transpose=False)
    )


def test_the_shapes_of_poolings_way_back():
    widget = ReshapeTrace.pooling(np.zeros((1, 2, 16, 32)))
    expected = [
        (1, 2, 8, 16),
        (1, 8, 16, 2),
        (256, 4),
        (1, 8, 16, 2, 4),
        (128, 8),
        (1, 2, 16, 32),
    ]
    assert widget.shapes() == expected
    assert repr(widget).startswith(
        "ReshapeTrace(pooling, x (1, 2, 16, 32): (1, 2, 8, 16) -> (1, 8, 16, 2) -> "
    )


@pytest.mark.parametrize(
    "settings",
    [{}, {"stride": 2, "pad": 1}, {"filter_w": 3, "dilation": (1, 1), "pad": (0, 2)}],
)
def test_the_last_shape_is_im2cols(settings):
    x = images(2, 1, 4, 5)
    widget = ReshapeTrace(x, **settings)
    assert widget.steps() == 3
    assert (
        widget.shapes()[-1]
        == im2col(x, **({"filter_h": 2, "filter_w": 2} | settings)).shape
    )


def test_pooling_names_its_own_arguments():
    with pytest.raises(ValueError, match="pool_h must be at least 1, not 0"):
        ReshapeTrace.pooling(pool_h=0)
    with pytest.raises(ValueError, match="step must be at most 5, not 6"):
        ReshapeTrace.pooling(step=6)


def test_everything_can_be_set_later_and_the_step_stays_inside():
    widget = ReshapeTrace.pooling(step=5)
    widget.mode = "im2col"
    assert (widget.step, widget.steps()) == (2, 3)
    widget.transpose = False
    widget.stride = 2
    assert widget.shapes() == [(1, 2, 2, 2, 2, 3), (1, 2, 2, 2, 2, 3), (6, 8)]


@pytest.mark.parametrize("step", range(3))
def test_the_figure_shows_the_cells_of_the_step(step):
    right, wrong = ReshapeTrace(step=step), ReshapeTrace(step=step, transpose=False)
    col = im2col(right.x, 2, 2)
    assert sorted(numbers(right.figure())) == sorted(col.ravel().tolist())
    if step == 2:
        assert numbers(right.figure()) == col.ravel().tolist()
        assert numbers(wrong.figure()) != col.ravel().tolist()


def test_the_figure_of_poolings_last_step_is_the_gradient():
    widget = ReshapeTrace.pooling(step=5)
    layer = Pooling(2, 2, stride=2)
    layer.forward(widget.x)
    dx = layer.backward(np.arange(1, 13).reshape(1, 2, 2, 3))
    assert numbers(widget.figure()) == dx.ravel().tolist()
    for step in range(5):
        assert ReshapeTrace.pooling(step=step).figure().axes
