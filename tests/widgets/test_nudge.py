"""Nudge's Python side: what can be read and set, what is refused, its numbers, and its picture."""

import re

import numpy as np
import pytest

from cnnlib import Convolution, check_gradients, numerical_gradient
from unrolled.widgets import Nudge
from unrolled.widgets.nudge import HELD, TARGET, W, X

LINE = "Nudge(x (7,), w (3,) -> out (5,), target (5,) -> loss)"


def test_one_line_says_what_it_shows():
    widget = Nudge()
    assert repr(widget) == LINE
    widget.held, widget.asks, widget.x = "w[2]", False, X + 0.5
    assert repr(widget) == LINE, "the same whatever is nudged"
    assert widget._repr_mimebundle_()[0]["text/plain"] == LINE


def test_all_can_be_read_and_set_from_the_page_too():
    widget = Nudge(X - 1, W, TARGET * 2.5, held="w[0]", asks=False)
    assert np.array_equal(widget.x, X - 1)
    assert np.array_equal(widget.target, TARGET * 2.5)
    assert (widget.held, widget.asks) == ("w[0]", False)
    for held in HELD:
        widget.set_state(
            {"held": held, "x": {"shape": [7], "data": [0.1] * 7}, "asks": True}
        )
        assert (widget.held, widget.asks, widget.x.tolist()) == (held, True, [0.1] * 7)
    assert len(HELD) == X.size + W.size


@pytest.mark.parametrize(
    ("setting", "error", "reason"),
    [
        ({"x": [1]}, TypeError, "x must be a NumPy array, not list"),
        ({"x": np.zeros(6)}, ValueError, "x must have shape (7,), not (6,)"),
        ({"w": np.zeros((1, 3))}, ValueError, "w must have shape (FW), not (1, 3)"),
        ({"w": np.array([1, 2, 5.5])}, ValueError, "w must be from -5 to 5, not 5.5"),
        ({"x": X - 6}, ValueError, "x must be from -5 to 5, not -6"),
        (
            {"target": np.array([0, np.nan, 0, 0, 0])},
            ValueError,
            "target must be finite, but holds nan",
        ),
        ({"target": np.zeros(7)}, ValueError, "target must have shape (5,), not (7,)"),
        ({"held": "x[7]"}, ValueError, "held must be one of 'x[0]', "),
        ({"held": 3}, ValueError, "held must be one of 'x[0]', "),
        ({"asks": 1}, TypeError, "asks must be True or False, not 1"),
    ],
)
def test_what_cannot_be_shown_is_refused_and_nothing_changes(setting, error, reason):
    with pytest.raises(error, match=re.escape(reason)):
        Nudge(**setting)
    widget = Nudge()
    before = {name: str(value) for name, value in widget.get_state().items()}
    ((name, value),) = setting.items()
    with pytest.raises(error, match=re.escape(reason)):
        setattr(widget, name, value)
    assert before == {name: str(value) for name, value in widget.get_state().items()}


def test_a_target_may_lie_out_of_a_hands_reach():
    assert Nudge(target=TARGET * 10).target.max() == 80


def test_its_numbers_are_the_layers():
    widget = Nudge()
    layer, out = widget.layer_and_out()
    assert np.array_equal(out, np.correlate(X, W))
    assert widget.loss() == ((out - TARGET) ** 2).sum() / 2 == 8
    assert max(check_gradients(layer, layer.x).values()) < 1e-7

    def loss(x):
        out = Convolution(W.astype(float).reshape(1, 1, 1, 3)).forward(x)
        return float(((out.ravel() - TARGET) ** 2).sum() / 2)

    numerical = numerical_gradient(loss, X.astype(float).reshape(1, 1, 1, 7)).ravel()
    np.testing.assert_allclose(widget.gradients()["x"], numerical, atol=1e-6)


def test_the_gradient_of_the_number_in_hand():
    gradients = Nudge().gradients()
    found = [Nudge(held=held).held_gradient() for held in HELD]
    assert found == [*gradients["x"], *gradients["w"]]
    assert found[3] == 9, "what the question in sight asks for"


@pytest.mark.parametrize(
    ("held", "lit"), [("x[3]", 1 + 3 + 2 * 3), ("w[1]", 1 + 5 + 2 * 5)]
)
def test_its_picture_lights_what_moves_with_the_number_in_hand(held, lit):
    widget = Nudge(held=held)
    (ax,) = widget.figure().axes
    assert sum(patch.get_linewidth() == 1.2 for patch in ax.patches) == lit
    texts = [text.get_text() for text in ax.texts]
    assert f"gradient of {held}: {widget.held_gradient():g}" in texts
    for title in ("image x", "filter w", "col", "out", "target", "dout", "loss", "8"):
        assert title in texts
