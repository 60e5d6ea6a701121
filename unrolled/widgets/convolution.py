"""ConvolutionStepper: one window times one filter a step, and on the way back what each gradient receives."""

from math import prod

import numpy as np
from traitlets import Any, Dict, Int, observe, validate

from cnnlib.checks import check_int, check_numbers, check_shape
from cnnlib.convolution import Convolution, convolved_shape
from cnnlib.unroll import col_shape
from unrolled import bundles
from unrolled.loops import CONVOLUTION, code_of
from unrolled.widgets.base import Array, Stepper, Switch, check_choice, check_not_empty
from unrolled.widgets.sliding import full_settings, shorten_pair

LAYER = ("x", "W", "b", "stride", "pad", "dilation")
MODES = ("forward", "backward", "dW")

# A dark and a bright side, and a few spots. One filter finds the edge, and takes the spots from another channel along;
# one adds up the first channel, and looks at a single pixel of the second.
IMAGE = np.array(
    [
        [[0, 0, 3, 3], [0, 0, 3, 3], [0, 3, 3, 3], [0, 3, 3, 3]],
        [[1, 0, 0, 2], [0, 1, 2, 0], [0, 2, 1, 0], [2, 0, 0, 1]],
    ]
)[None]
FILTERS = np.array(
    [[[[-1, 1], [-1, 1]], [[0, 1], [2, 0]]], [[[1, 1], [1, 1]], [[0, 0], [0, -1]]]]
)
BIAS = np.array([1, 2])
GRADIENT = np.array(
    [[[2, 0, 1], [0, 3, 0], [-1, 0, 1]], [[1, 0, 0], [0, -1, 2], [0, 1, 0]]]
)[None]


class ConvolutionStepper(Stepper):
    """Watch `cnnlib.Convolution` make one number of out a step, or hand one number of dout back.

    x: (N, C, H, W), W: (FN, C, FH, FW), b: (FN,) or None, dout: (N, FN, OH, OW); integers or floats.
    By default two channels, two filters and a few gradients; ones where x or W is given and dout is not.
    stride, pad, dilation: as in `Convolution`. mode: "forward" or "backward"; "dW" shows dW as a
    convolution of x with dout, one weight a step.
    flipped: backward shows dx as a full convolution of dout with the flipped filters, one pixel a step.
    step: the number of out, or of dout, or with flipped of dx, in reading order; or of dW, channel by channel.
    channel: which of what is summed over is in view, where not all is: x's channels, with flipped dout's,
    for dW the images. asks: whether it opens with a question, but for dW.
    matrices: whether col and col_W, and what they make, stand beside the window and the filter, forward.
    All can be read and set later: `widget.step = 4`, `widget.mode = "backward"`. Change what must
    fit together at once: `with widget.hold_trait_notifications(): ...`. A dout that no longer
    fits out becomes ones.
    Raises TypeError or ValueError naming the argument that is wrong, and for a picture of more
    than `max_cells` numbers.

    >>> ConvolutionStepper(pad=1)
    ConvolutionStepper(forward: x (1, 2, 4, 4), W (2, 2, 2, 2), stride 1, pad 1, dilation 1 -> out (1, 2, 5, 5))
    """

    _esm, _css = bundles.load("convolution")
    code = Dict(code_of(CONVOLUTION), read_only=True).tag(sync=True)
    x = Array("N C H W")
    W = Array("FN C FH FW")
    b = Array("FN", default_value=None, allow_none=True)
    dout = Array("N FN OH OW", default_value=None, allow_none=True)
    stride = Any((1, 1)).tag(sync=True)
    pad = Any(((0, 0), (0, 0))).tag(sync=True)
    dilation = Any((1, 1)).tag(sync=True)
    mode = Any("forward").tag(sync=True)
    flipped = Switch(False)
    channel = Any(0).tag(sync=True)
    asks = Switch(True)
    matrices = Switch(True)
    max_cells = Int(20_000, read_only=True).tag(sync=True)

    def __init__(
        self,
        x=None,
        W=None,
        b=None,
        dout=None,
        stride=1,
        *,
        pad=0,
        dilation=1,
        step=0,
        mode="forward",
        flipped=False,
        channel=0,
        asks=True,
        matrices=True,
    ):
        if x is None and W is None:
            x, W, b = IMAGE, FILTERS, BIAS if b is None else b
            plain = (stride, pad, dilation) == (1, 0, 1)
            dout = GRADIENT if dout is None and plain else dout
        x, W = IMAGE if x is None else x, FILTERS if W is None else W
        layer = dict(zip(LAYER, (x, W, b, stride, pad, dilation), strict=True))
        if dout is None:
            dout = np.ones(self._layer_and_shape(**layer)[1], int)
        view = {"step": step, "mode": mode, "flipped": flipped, "channel": channel}
        super().__init__(**layer, dout=dout, **view, asks=asks, matrices=matrices)

    def layer_and_out(self) -> tuple[Convolution, np.ndarray]:
        """The layer that is shown, after its forward, and what that has returned."""
        layer, _ = self._layer_and_shape()
        return layer, layer.forward(_floats(self.x, "x"))

    def _layer_and_shape(self, **changes) -> tuple[Convolution, tuple[int, int, int, int]]:
        """The layer, not yet run, and the shape of its out, with some settings changed.

        Raises TypeError or ValueError unless `Convolution` can take them and the picture can be drawn.
        """
        # To look at a trait that is just being set would be to check it once more, and so without end.
        kept = {name: getattr(self, name) for name in LAYER if name not in changes}
        settings = kept | changes
        x, W, b = (_floats(settings.pop(name), name) for name in ("x", "W", "b"))
        layer = Convolution(W, b, **settings)
        out_shape = convolved_shape(layer, check_not_empty(x))
        padded = (
            size + axis.before + axis.after
            for size, axis in zip(x.shape[2:], layer.axes, strict=True)
        )
        drawn = (
            prod(col_shape(x.shape, layer.axes)),
            prod(out_shape),
            prod((*x.shape[:2], *padded)),
        )
        if max(drawn) > self.max_cells:
            most = f"must not need more than {self.max_cells} cells to draw"
            raise ValueError(f"x, col and out {most}, but need {max(drawn)}")
        return layer, out_shape

    @validate(*LAYER)
    def _layer_works(self, proposal):
        """The proposed value in its full form, if it works together with all the others."""
        name = proposal.trait.name
        layer, _ = self._layer_and_shape(**{name: proposal.value})
        return full_settings(layer.axes, "filter").get(name, proposal.value)

    @validate("dout")
    def _dout_fits(self, proposal):
        return check_shape(proposal.value, "dout", self._layer_and_shape()[1])

    @validate("mode")
    def _mode_exists(self, proposal) -> str:
        return check_choice(proposal.value, "mode", MODES)

    @validate("channel")
    def _channel_exists(self, proposal) -> int:
        channel = check_int(proposal.value, "channel", 0)
        if channel >= self._channels():
            raise ValueError(
                f"channel must be at most {self._channels() - 1}, not {channel}"
            )
        return channel

    @observe(*LAYER, "dout", "mode", "flipped")
    def _all_stays_inside(self, change) -> None:
        _, shape = self._layer_and_shape()
        if self.dout is None or self.dout.shape != shape:
            self.dout = np.ones(shape, int)
        self.step = min(self.step, self.steps() - 1)
        self.channel = min(self.channel, self._channels() - 1)

    def _is_flipped(self) -> bool:
        return self.mode == "backward" and self.flipped

    def _channels(self) -> int:
        """How many planes are summed over."""
        if self.mode == "dW":
            return len(self.x)
        return self.W.shape[0 if self._is_flipped() else 1]

    def steps(self) -> int:
        if self.mode == "dW":
            return self.W.size
        return self.x.size if self._is_flipped() else prod(self._layer_and_shape()[1])

    def describe(self) -> str:
        stride, pad, dilation = map(shorten_pair, (self.stride, self.pad, self.dilation))
        gradients = f"dx {self.x.shape}, dW {self.W.shape}"
        made = f"out {self.dout.shape}" if self.mode == "forward" else gradients
        settings = f"stride {stride}, pad {pad}, dilation {dilation}"
        return f"{self.mode}: x {self.x.shape}, W {self.W.shape}, {settings} -> {made}"

    def figure(self):
        """This step as a matplotlib figure, for print."""
        from unrolled.widgets.paper.convolution import convolution_step

        return convolution_step(self)


def _floats(value, name: str) -> np.ndarray | None:
    """`value` in float64, so that integers will do; None is no bias, which `Convolution` allows."""
    if value is None and name == "b":
        return None
    return check_numbers(value, name).astype(float, copy=False)
