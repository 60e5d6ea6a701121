"""What a widget can't show it refuses, when it is made and when it is set later, and nothing changes."""

import re

import numpy as np
import pytest

from unrolled.widgets import (
    ArrayExplorer,
    Col2imStepper,
    ConvolutionStepper,
    MatrixView,
    PoolingStepper,
    ReshapeTrace,
)

REFUSED = {
    ArrayExplorer: [
        (
            {"index": (2, None, None, None)},
            ValueError,
            "index must be less than 2 on an axis of 2, not 2",
        ),
        ({"index": (0, -1, None, None)}, ValueError, "index must be at least 0, not -1"),
        ({"index": (0, 1.5, None, None)}, TypeError, "index must be an integer, not 1.5"),
        (
            {"index": (0, None)},
            ValueError,
            "index must have one entry for each of N, C, H and W, not (0, None)",
        ),
        ({"index": 3}, ValueError, "index must have one entry for each"),
        (
            {"axes": (0, 0, 1, 2)},
            ValueError,
            "axes must hold 0, 1, 2 and 3 once each, not (0, 0, 1, 2)",
        ),
        ({"axes": (0, 1, 2)}, ValueError, "axes must have one entry for each"),
        ({"axes": (0, 1, 2, "3")}, TypeError, "axes must be an integer, not '3'"),
        ({"x": np.zeros((2, 3))}, ValueError, "x must have shape (N, C, H, W), not (2, 3)"),
        ({"x": [1]}, TypeError, "x must be a NumPy array, not list"),
        ({"x": np.zeros((0, 3, 4, 5))}, ValueError, "x must hold at least one image"),
        (
            {"x": np.zeros((2, 3, 20, 20))},
            ValueError,
            "x must not hold more than 600 numbers to draw, but holds 2400",
        ),
        (
            {"x": np.zeros((2, 3, 2, 5))},
            ValueError,
            "index must be less than 2 on an axis of 2, not 2",
        ),
        ({"asks": 1}, TypeError, "asks must be True or False, not 1"),
        ({"step": 3}, ValueError, "step must be at most 2, not 3"),
    ],
    Col2imStepper: [
        (
            {"fill": "zeros"},
            ValueError,
            "fill must be one of 'digits', 'ones', 'x', not 'zeros'",
        ),
        (
            {"dcol": np.zeros((4, 8))},
            ValueError,
            "dcol must have shape (4, 9), not (4, 8)",
        ),
        ({"dcol": [[1]]}, TypeError, "dcol must be a NumPy array"),
        ({"filter_h": 5}, ValueError, "must not be larger than the padded image"),
        ({"stride": 0}, ValueError, "stride must be at least 1"),
        ({"asks": 1}, TypeError, "asks must be True or False, not 1"),
        ({"step": 4}, ValueError, "step must be at most 3"),
    ],
    ConvolutionStepper: [
        (
            {"mode": "sideways"},
            ValueError,
            "mode must be one of 'forward', 'backward', 'dW', not 'sideways'",
        ),
        ({"flipped": 1}, TypeError, "flipped must be True or False, not 1"),
        ({"asks": "no"}, TypeError, "asks must be True or False, not 'no'"),
        ({"matrices": 0}, TypeError, "matrices must be True or False, not 0"),
        ({"channel": 2}, ValueError, "channel must be at most 1, not 2"),
        ({"channel": "0"}, TypeError, "channel must be an integer, not '0'"),
        ({"step": 18}, ValueError, "step must be at most 17, not 18"),
        (
            {"dout": np.ones((1, 2, 3, 4))},
            ValueError,
            "dout must have shape (1, 2, 3, 3), not (1, 2, 3, 4)",
        ),
        ({"x": [[1]]}, TypeError, "x must be a NumPy array, not list"),
        (
            {"W": np.array([["a"]])},
            TypeError,
            "W must hold integers or floating-point numbers, not <U1",
        ),
        ({"x": np.zeros((0, 2, 5, 5))}, ValueError, "x must hold at least one image"),
        (
            {"x": np.zeros((1, 2, 90, 90))},
            ValueError,
            "must not need more than 20000 cells",
        ),
    ],
    MatrixView: [
        (
            {"w": np.zeros((1, 8))},
            ValueError,
            "a filter of 8 (it spans 8 at dilation 1) must not be larger",
        ),
        (
            {"w": np.zeros((2, 5))},
            ValueError,
            "w must not have more than 9 taps, but has 10",
        ),
        ({"w": np.zeros(3)}, ValueError, "w must have shape (FH, FW), not (3,)"),
        ({"x": [[1]]}, TypeError, "x must be a NumPy array, not list"),
        (
            {"x": np.zeros((1, 40))},
            ValueError,
            "M must not need more than 600 cells to draw, but needs 1520",
        ),
        (
            {"dout": np.zeros((1, 4))},
            ValueError,
            "dout must have shape (1, 5), not (1, 4)",
        ),
        ({"stride": 0}, ValueError, "stride must be at least 1"),
        (
            {"mode": "backward"},
            ValueError,
            "mode must be one of 'forward', 'gather', 'stamp', not 'backward'",
        ),
        ({"asks": 1}, TypeError, "asks must be True or False, not 1"),
        ({"step": 5}, ValueError, "step must be at most 4, not 5"),
    ],
    PoolingStepper: [
        ({"loop": "pixel"}, ValueError, "loop must be 'window' or 'tap', not 'pixel'"),
        ({"operator": "-="}, ValueError, "operator must be '+=' or '=', not '-='"),
        ({"asks": 1}, TypeError, "asks must be True or False, not 1"),
        ({"pool_h": 5}, ValueError, "must not be larger than the padded image"),
        ({"pool_w": 0}, ValueError, "pool_w must be at least 1"),
        ({"stride": 0}, ValueError, "stride must be at least 1"),
        ({"pad": -1}, ValueError, "pad must be at least 0"),
        (
            {"dout": np.zeros((1, 1, 3, 3))},
            ValueError,
            "dout must have shape (1, 1, 2, 2), not (1, 1, 3, 3)",
        ),
        (
            {"mode": "sideways"},
            ValueError,
            "mode must be 'forward' or 'backward', not 'sideways'",
        ),
        ({"x": np.zeros((0, 1, 4, 4))}, ValueError, "at least one image"),
        ({"x": np.zeros((1, 1, 200, 200))}, ValueError, "more than 20000 cells"),
        ({"step": 4}, ValueError, "step must be at most 3"),
    ],
    ReshapeTrace: [
        (
            {"filter_h": 4},
            ValueError,
            "a filter of 4 (it spans 4 at dilation 1) must not be larger",
        ),
        ({"filter_w": 1.5}, TypeError, "filter_w must be an integer, not 1.5"),
        ({"stride": 0}, ValueError, "stride must be at least 1, not 0"),
        ({"x": np.zeros((2, 2))}, ValueError, "x must have shape (N, C, H, W), not (2, 2)"),
        ({"x": np.zeros((3, 3, 32, 32))}, ValueError, "more than 2048 cells"),
        (
            {"mode": "average"},
            ValueError,
            "mode must be 'im2col' or 'pooling', not 'average'",
        ),
        ({"step": 4}, ValueError, "step must be at most 3, not 4"),
    ],
}


@pytest.mark.parametrize(
    ("make", "setting", "error", "reason"),
    [(make, *row) for make, rows in REFUSED.items() for row in rows],
)
def test_what_cannot_be_shown_is_refused_and_nothing_changes(make, setting, error, reason):
    with pytest.raises(error, match=re.escape(reason)):
        make(**setting)
    widget = make()
    ((name, value),) = setting.items()
    with pytest.raises(error, match=re.escape(reason)):
        setattr(widget, name, value)
    assert repr(widget) == repr(make())
