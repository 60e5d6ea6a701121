"""PoolingStepper: each window's maximum or mean, and where the gradient goes back to."""

from math import prod

import numpy as np
from traitlets import Any, Dict, Int, observe, validate

from cnnlib.checks import check_shape
from cnnlib.pooling import AveragePooling, Pooling
from cnnlib.windows import output_shape
from unrolled import bundles
from unrolled.loops import MAX, MEAN, code_of, roomy
from unrolled.widgets.base import Array, Stepper, Switch, check_choice, check_not_empty
from unrolled.widgets.pooling_presets import PRESETS, full_presets
from unrolled.widgets.sliding import LOOPS, full_settings, shorten_pair

SETTINGS = ("pool_h", "pool_w", "stride", "pad", "dilation", "ceil_mode")
MODES = ("forward", "backward")
OPERATORS = ("+=", "=")


class PoolingStepper(Stepper):
    """Watch `cnnlib.Pooling` or `cnnlib.AveragePooling` at work, one window a step.

    x: (N, C, H, W), pooled as floats; by default 4 x 4 digits. pool_h, pool_w, stride, pad,
    dilation, ceil_mode: as in `Pooling`. average, count_include_pad: `AveragePooling` instead.
    mode: "forward" or "backward". dout: (N, C, OH, OW), what comes back; if None, 1, 2, 3, ...
    loop: how backward goes, by "window" or by "tap", a place in the window. operator: "+=", or "=" to see
    what is wrong where windows overlap.
    step: the last window that is done, in out's reading order, or the last tap. asks: whether it opens with
    a question. All can be read and set later.
    Raises TypeError or ValueError naming the argument that is wrong.

    >>> PoolingStepper(np.zeros((1, 2, 5, 5)), 3, 3)
    PoolingStepper(x (1, 2, 5, 5), maximum of 3x3, stride 2, pad 0, dilation 1 -> out (1, 2, 2, 2))
    """

    _esm, _css = bundles.load("pooling")
    x = Array("N C H W")
    dout = Array("N C OH OW", allow_none=True, default_value=None)
    pool_h = Any(2).tag(sync=True)
    pool_w = Any(2).tag(sync=True)
    stride = Any((2, 2)).tag(sync=True)
    pad = Any(((0, 0), (0, 0))).tag(sync=True)
    dilation = Any((1, 1)).tag(sync=True)
    ceil_mode = Any(False).tag(sync=True)
    average = Switch(False)
    count_include_pad = Switch(True)
    mode = Any("forward").tag(sync=True)
    loop = Any("window").tag(sync=True)
    operator = Any("+=").tag(sync=True)
    asks = Switch(True)
    code = Dict({"max": code_of(MAX), "mean": code_of(MEAN)}, read_only=True).tag(sync=True)
    presets = Dict(full_presets(), read_only=True).tag(sync=True)
    max_cells = Int(20_000, read_only=True).tag(sync=True)

    def __init__(
        self,
        x=None,
        pool_h=2,
        pool_w=2,
        stride=2,
        *,
        pad=0,
        dilation=1,
        ceil_mode=False,
        average=False,
        count_include_pad=True,
        dout=None,
        mode="forward",
        loop="window",
        operator="+=",
        step=0,
        asks=True,
    ):
        x = PRESETS["plain"]["x"] if x is None else x
        settings = dict(
            zip(SETTINGS, (pool_h, pool_w, stride, pad, dilation, ceil_mode), strict=True)
        )
        switches = {"average": average, "count_include_pad": count_include_pad}
        view = {
            "mode": mode,
            "loop": loop,
            "operator": operator,
            "step": step,
            "asks": asks,
        }
        super().__init__(x=x, dout=dout, **settings, **switches, **view)

    @validate("x", "dout", *SETTINGS)
    def _settings_work(self, proposal):
        """The proposed value in its full form, if it works together with all the others."""
        name = proposal.trait.name
        axes, _ = self._axes_and_shape(**{name: proposal.value})
        return full_settings(axes, "pool").get(name, proposal.value)

    @validate("mode")
    def _mode_is_known(self, proposal) -> str:
        return check_choice(proposal.value, "mode", MODES)

    @validate("loop")
    def _loop_is_known(self, proposal) -> str:
        return check_choice(proposal.value, "loop", LOOPS)

    @validate("operator")
    def _operator_is_known(self, proposal) -> str:
        return check_choice(proposal.value, "operator", OPERATORS)

    @observe("x", *SETTINGS, "mode", "loop")
    def _step_stays_inside(self, change) -> None:
        self.step = min(self.step, self.steps() - 1)

    def _axes_and_shape(self, **changes) -> tuple:
        """Both axes and out's shape, with some settings changed; raises where that can't be drawn."""
        settings = {
            name: getattr(self, name) for name in ("x", "dout", *SETTINGS)
        } | changes
        x, dout = check_not_empty(settings.pop("x")), settings.pop("dout")
        axes = Pooling(**settings).axes
        shape = (*x.shape[:2], *output_shape(x.shape, axes))
        if dout is not None:
            check_shape(dout, "dout", shape)
        lengths = [axis.length(size) for axis, size in zip(axes, x.shape[2:], strict=True)]
        taps = axes[0].filter * axes[1].filter
        cells = max(prod(shape) * taps, prod((*x.shape[:2], *lengths)))
        if cells > self.max_cells:
            raise ValueError(
                f"x and its windows must not need more than {self.max_cells} cells, but need {cells}"
            )
        return axes, shape

    def steps(self) -> int:
        return (
            self.pool_h * self.pool_w if self.by_tap() else prod(self._axes_and_shape()[1])
        )

    def by_tap(self) -> bool:
        """Is a step a tap, and not a window?"""
        return self.mode == "backward" and self.loop == "tap"

    def layer(self) -> Pooling | AveragePooling:
        """The layer that is shown, after its forward."""
        return self.layer_and_out()[0]

    def layer_and_out(self) -> tuple[Pooling | AveragePooling, np.ndarray]:
        """The layer that is shown, after its forward, and what that has returned."""
        settings = {name: getattr(self, name) for name in SETTINGS}
        averaging = {"count_include_pad": self.count_include_pad} if self.average else {}
        layer = (AveragePooling if self.average else Pooling)(**settings, **averaging)
        return layer, layer.forward(self.x.astype(float))

    def gradient(self) -> np.ndarray:
        """What comes back, (N, C, OH, OW): dout, or 1, 2, 3, ..."""
        shape = self._axes_and_shape()[1]
        return (
            np.arange(1, prod(shape) + 1).reshape(shape) if self.dout is None else self.dout
        )

    def rows_given(self, layer) -> np.ndarray:
        """What each window gives to each of its places, (N*C*OH*OW, PH*PW): all to its winner, or the same to each."""
        dout = self.gradient().astype(float)
        places = np.arange(self.pool_h * self.pool_w)
        if self.average:
            return np.repeat((dout / layer._counts()).reshape(-1, 1), len(places), axis=1)
        N, C, OH, OW = dout.shape
        winners = layer.arg_max.reshape(N, OH, OW, C).transpose(0, 3, 1, 2)
        return np.where(winners.reshape(-1, 1) == places, dout.reshape(-1, 1), 0)

    def order(self) -> np.ndarray:
        """The step that comes to each place of each window, (N*C*OH*OW, PH*PW)."""
        windows, places = np.indices((self.gradient().size, self.pool_h * self.pool_w))
        return places if self.by_tap() else windows

    def dx(self, layer: Pooling | AveragePooling | None = None) -> np.ndarray:
        """What backward's steps up to this one have made of dx, (N, C, H, W), with the operator that is shown.

        layer: the one that is shown, where its forward has already been run.
        """
        given, order, pixels = (
            self.rows_given(layer or self.layer()),
            self.order(),
            self._pixels(),
        )
        dx = np.zeros(self.x.size + 1)
        for step in range(self.step + 1):
            now = order == step
            before = dx[pixels[now]] if self.operator == "+=" else 0
            dx[pixels[now]] = before + given[now]
        return dx[1:].reshape(self.x.shape)

    def _pixels(self) -> np.ndarray:
        """Which pixel of x, from 1, each window reads at each place, (N*C*OH*OW, PH*PW); 0: none."""
        (height, width), (*_, OH, OW) = self._axes_and_shape()
        numbers = roomy(np.arange(1, self.x.size + 1).reshape(self.x.shape), height, width)
        places = np.ndindex(self.pool_h, self.pool_w)
        read = [
            numbers[..., height.tap(i, OH), width.tap(j, OW)].ravel() for i, j in places
        ]
        return np.stack(read, axis=1)

    def figure(self):
        """This step as a matplotlib figure, for print."""
        from unrolled.widgets.paper.pooling import pooling_step

        return pooling_step(self)

    def describe(self) -> str:
        kind = "mean" if self.average else "maximum"
        ceiling = ", ceil_mode" if self.ceil_mode else ""
        uncounted = (
            ", padding not counted" if self.average and not self.count_include_pad else ""
        )
        stride, pad, dilation = (
            shorten_pair(value) for value in (self.stride, self.pad, self.dilation)
        )
        return (
            f"x {self.x.shape}, {kind} of {self.pool_h}x{self.pool_w}, stride {stride}, pad {pad}, "
            f"dilation {dilation}{ceiling}{uncounted}{', by tap' if self.by_tap() else ''} "
            f"-> out {self._axes_and_shape()[1]}"
        )
