"""PoolingStepper's Python side: what it shows, what it refuses, and its figure."""

import matplotlib
import numpy as np
import pytest

from cnnlib import AveragePooling, Pooling
from unrolled.widgets import PoolingStepper
from unrolled.widgets.pooling_presets import PRESETS, full_presets

matplotlib.use("agg")


def test_one_line_says_what_it_shows():
    line = "PoolingStepper(x (1, 1, 4, 4), maximum of 2x2, stride 2, pad 0, dilation 1 -> out (1, 1, 2, 2))"
    assert repr(PoolingStepper()) == line
    widget = PoolingStepper(
        np.zeros((1, 2, 6, 7)), 3, 2, (1, 2), pad=(1, 0), ceil_mode=True, average=True
    )
    widget.count_include_pad = False
    assert repr(widget) == (
        "PoolingStepper(x (1, 2, 6, 7), mean of 3x2, stride (1, 2), pad (1, 0), dilation 1, ceil_mode, "
        "padding not counted -> out (1, 2, 6, 4))"
    )


def test_it_shows_cnnlibs_layers():
    x = np.arange(50.0).reshape(1, 2, 5, 5)
    assert isinstance(PoolingStepper(x).layer(), Pooling)
    layer = PoolingStepper(x, 3, 3, pad=1, average=True, count_include_pad=False).layer()
    assert isinstance(layer, AveragePooling)
    assert not layer.count_include_pad


def test_the_gradient_counts_unless_it_is_given():
    widget = PoolingStepper()
    assert np.array_equal(widget.gradient(), [[[[1, 2], [3, 4]]]])
    widget.dout = np.full((1, 1, 2, 2), 7)
    assert np.array_equal(widget.gradient(), widget.dout)


def test_a_step_is_a_tap_only_backward_by_tap():
    widget = PoolingStepper(np.arange(25).reshape(1, 1, 5, 5), 3, 3, loop="tap", step=3)
    assert widget.steps() == 4
    widget.mode = "backward"
    assert widget.steps() == 9
    widget.step = 8
    assert repr(widget).endswith("dilation 1, by tap -> out (1, 1, 2, 2))")
    assert widget.figure().axes
    widget.loop = "window"
    assert widget.step == 3


def test_with_assignment_the_loops_leave_different_numbers():
    last = {"window": 4, "tap": 1}
    for loop, left in last.items():
        widget = PoolingStepper(**PRESETS["overlap"], loop=loop)
        widget.step = widget.steps() - 1
        assert np.array_equal(widget.dx(), widget.layer().backward(widget.gradient() * 1.0))
        widget.operator = "="
        assert widget.dx()[0, 0, 2, 2] == left


def test_everything_can_be_set_later_and_the_step_stays_inside():
    widget = PoolingStepper(step=3)
    widget.stride, widget.average, widget.ceil_mode = 3, True, True
    assert (widget.stride, widget.average, widget.ceil_mode) == ((3, 3), True, True)
    for switch in ("average", "ceil_mode", "count_include_pad"):
        with pytest.raises(TypeError, match=f"^{switch} must be True or False, not 1"):
            setattr(widget, switch, 1)
    widget.ceil_mode = False
    assert (widget.steps(), widget.step) == (1, 0)
    widget.set_state({"pad": [[1, 1], [1, 1]], "dout": None, "step": 1, "mode": "backward"})
    assert (widget.pad, widget.step, widget.mode) == (((1, 1), (1, 1)), 1, "backward")


def test_examples_are_the_states_that_they_open():
    for name, settings in PRESETS.items():
        state = PoolingStepper(**settings).get_state()
        full = full_presets()[name]
        as_lists = {
            key: [list(pair) if isinstance(pair, tuple) else pair for pair in value]
            for key, value in state.items()
            if isinstance(value, tuple)
        }
        assert {key: as_lists.get(key, state[key]) for key in full} == full


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("mode", ["forward", "backward"])
@pytest.mark.parametrize("average", [False, True])
def test_its_figure_shows_the_step(name, mode, average):
    widget = PoolingStepper(**PRESETS[name] | {"mode": mode, "average": average, "step": 1})
    texts = [text.get_text() for text in widget.figure().axes[0].texts]
    assert {"x[0, 0]", "out" if mode == "forward" else "dx"} <= set(texts)
    assert ("−∞" in texts) == (not average and name in ("padding", "negative", "ceil_mode"))
