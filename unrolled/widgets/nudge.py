"""Nudge: a pixel or a weight of a convolution on one line is moved, and the outputs and the loss move with it."""

import re

import numpy as np
from traitlets import Any, validate

from cnnlib import Convolution
from cnnlib.checks import check_shape
from unrolled import bundles
from unrolled.widgets.base import Array, Picture, Switch, check_choice

SHAPES = {"x": (7,), "w": (3,), "target": (5,)}
LEAST, MOST = -5, 5
HELD = tuple(f"{name}[{i}]" for name in ("x", "w") for i in range(*SHAPES[name]))

X = np.array([1, 2, 0, 1, 3, 2, 1])
W = np.array([2, 1, -1])
TARGET = np.array([3, 5, -3, 0, 8])


class Nudge(Picture):
    """Drag a number of a convolution on one line up or down, and compare the loss's slope with its gradient.

    x: (7,), seven pixels. w: (3,), the filter. target: (5,), what the outputs should be. Integers or floats; those of
    x and w from -5 to 5. The loss is half the sum of the squared differences between outputs and targets.
    held: the number in hand, "x[0]" to "x[6]" or "w[0]" to "w[2]". asks: whether a question stands before the gradient.
    All can be read and set later: `widget.held = "w[1]"`, `widget.asks = False`.
    Raises TypeError or ValueError naming the argument that is wrong.

    >>> Nudge()
    Nudge(x (7,), w (3,) -> out (5,), target (5,) -> loss)
    """

    _esm, _css = bundles.load("nudge")
    x = Array("W")
    w = Array("FW")
    target = Array("OW")
    held = Any("x[3]").tag(sync=True)
    asks = Switch(True)

    def __init__(self, x=None, w=None, target=None, *, held="x[3]", asks=True):
        super().__init__(
            x=X if x is None else x,
            w=W if w is None else w,
            target=TARGET if target is None else target,
            held=held,
            asks=asks,
        )

    @validate("x", "w", "target")
    def _numbers_fit(self, proposal) -> np.ndarray:
        """Of the right shape, finite, and within the reach of the hand that moves them."""
        name, value = proposal.trait.name, proposal.value
        check_shape(value, name, SHAPES[name])
        for number in value[~np.isfinite(value)]:
            raise ValueError(f"{name} must be finite, but holds {number}")
        if name != "target":
            for number in value[(value < LEAST) | (value > MOST)]:
                raise ValueError(f"{name} must be from {LEAST} to {MOST}, not {number}")
        return value

    @validate("held")
    def _held_exists(self, proposal) -> str:
        return check_choice(proposal.value, "held", HELD)

    def layer_and_out(self) -> tuple[Convolution, np.ndarray]:
        """The layer of one line, after its forward, and its outputs (5,)."""
        layer = Convolution(self.w.astype(float).reshape(1, 1, 1, -1))
        return layer, layer.forward(self.x.astype(float).reshape(1, 1, 1, -1)).ravel()

    def loss(self) -> float:
        """Half the sum of the squared differences between the outputs and their targets."""
        return float(((self.layer_and_out()[1] - self.target) ** 2).sum() / 2)

    def gradients(self) -> dict[str, np.ndarray]:
        """The loss's gradients with respect to what can be nudged: {"x": (7,), "w": (3,)}."""
        layer, out = self.layer_and_out()
        dx = layer.backward((out - self.target).reshape(1, 1, 1, -1))
        return {"x": dx.ravel(), "w": layer.dW.ravel()}

    def held_gradient(self) -> float:
        """The gradient of the number in hand."""
        name, place = re.findall(r"\w+", self.held)
        return float(self.gradients()[name][int(place)])

    def describe(self) -> str:
        return f"x {SHAPES['x']}, w {SHAPES['w']} -> out {SHAPES['target']}, target {SHAPES['target']} -> loss"

    def figure(self):
        """The line as it stands, with the gradient of the number in hand, as a matplotlib figure: for print."""
        from unrolled.widgets.paper.nudge import nudged_line

        return nudged_line(self)
