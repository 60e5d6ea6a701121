"""ConvolutionStepper's Python side: its line of text, what it refuses, what can be set, its figure."""

import re

import numpy as np
import pytest

from cnnlib import Convolution
from unrolled.widgets import ConvolutionStepper


def numbered(*shape):
    return np.arange(np.prod(shape)).reshape(shape)


def test_one_line_says_what_it_shows():
    x, W = numbered(2, 3, 6, 5), numbered(4, 3, 2, 3)
    widget = ConvolutionStepper(x, W, stride=(2, 1), pad=1, step=3)
    assert repr(widget) == (
        "ConvolutionStepper(forward: x (2, 3, 6, 5), W (4, 3, 2, 3), "
        "stride (2, 1), pad 1, dilation 1 -> out (2, 4, 4, 5))"
    )
    widget.mode = "backward"
    assert repr(widget).endswith("dilation 1 -> dx (2, 3, 6, 5), dW (4, 3, 2, 3))")


def test_the_default_example_can_be_checked_by_head():
    widget = ConvolutionStepper()
    assert widget.layer_and_out()[1][0, 0].tolist() == [[1, 9, 7], [5, 10, 3], [13, 2, 1]]
    assert all(a.dtype.kind == "i" for a in (widget.x, widget.W, widget.b, widget.dout))


@pytest.mark.parametrize(
    "settings",
    [
        {"x": np.zeros((1, 3, 5, 5))},
        {"x": np.zeros((5, 5))},
        {"W": np.zeros((2, 2, 5, 3))},
        {"b": np.zeros(3)},
        {"stride": 0},
        {"stride": 1.5},
        {"pad": -1},
        {"dilation": 4},
    ],
)
def test_wrong_arguments_are_refused_in_convolutions_words(settings):
    widget = ConvolutionStepper()
    names = ("x", "W", "b", "stride", "pad", "dilation")
    given = {name: getattr(widget, name) for name in names} | settings
    x, W, b = (given.pop(name).astype(float) for name in ("x", "W", "b"))
    with pytest.raises((TypeError, ValueError)) as expected:
        Convolution(W, b, **given).forward(x)
    with pytest.raises(expected.type, match=re.escape(str(expected.value))):
        ConvolutionStepper(**settings)
    before = repr(widget)
    (name, value), *_ = settings.items()
    with pytest.raises(expected.type, match=re.escape(str(expected.value))):
        setattr(widget, name, value)
    assert repr(widget) == before


def test_everything_can_be_set_later():
    widget = ConvolutionStepper(step=17)
    widget.stride = 2
    assert (widget.stride, widget.steps(), widget.step) == ((2, 2), 8, 7)
    assert np.array_equal(widget.dout, np.ones((1, 2, 2, 2)))
    widget.mode, widget.flipped = "backward", True
    assert widget.steps() == 32
    widget.channel = 1  # dout's channels are the filters
    widget.flipped = False
    assert (widget.channel, widget.step) == (1, 7)
    widget.mode = "dW"
    assert (widget.channel, widget.steps()) == (0, 16)  # its planes are the images
    widget.asks, widget.matrices = False, False
    with widget.hold_trait_notifications():
        widget.x, widget.W, widget.b = numbered(2, 3, 4, 5), numbered(1, 3, 2, 2), None
    assert widget.dout.shape == (2, 1, 2, 2)
    widget.dout = numbered(2, 1, 2, 2)
    widget.dout = None
    assert np.array_equal(widget.dout, np.ones((2, 1, 2, 2)))


def test_what_the_page_sends_arrives_at_once():
    widget = ConvolutionStepper()
    dout = {"shape": [1, 2, 5, 5], "data": list(range(50))}
    widget.set_state(
        {"pad": [[1, 1], [1, 1]], "dout": dout, "mode": "backward", "step": 49}
    )
    assert (widget.step, widget.pad) == (49, ((1, 1), (1, 1)))
    assert np.array_equal(widget.dout, numbered(1, 2, 5, 5))


@pytest.mark.parametrize(
    "settings", [{}, {"pad": 1, "stride": 2}, {"b": None, "x": numbered(2, 2, 6, 7)}]
)
@pytest.mark.parametrize(
    "view",
    [
        {},
        {"mode": "backward"},
        {"mode": "backward", "flipped": True, "channel": 1},
        {"mode": "dW"},
    ],
)
def test_its_figure_shows_the_number_of_the_step(settings, view):
    widget = ConvolutionStepper(**settings, **view, step=3)
    (axes,) = widget.figure().axes
    names = [text.get_text() for text in axes.texts]
    array = "dx" if "flipped" in view else {"backward": "dout"}.get(widget.mode, "out")
    shape = widget.x.shape if "flipped" in view else widget.dout.shape
    place = ", ".join(map(str, np.unravel_index(3, shape)))
    if widget.mode == "dW":
        array, place = "dW", "0, 0, 1, 1"
    assert any(name.startswith(f"{array}[{place}]") for name in names), names
