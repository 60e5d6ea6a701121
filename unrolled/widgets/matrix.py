"""MatrixView: a whole convolution as one matrix, times the image; and its transpose, times the gradient."""

from math import prod

import numpy as np
from traitlets import Any, Dict, Int, observe, validate

from cnnlib import Convolution
from cnnlib.checks import check_array, check_shape
from cnnlib.unroll import col_shape
from cnnlib.windows import Axes, make_axes, output_shape
from unrolled import bundles
from unrolled.widgets.base import Array, Stepper, Switch, check_choice
from unrolled.widgets.sliding import full_settings, shorten_pair

MODES = ("forward", "gather", "stamp")
SETTINGS = ("x", "w", "stride", "pad", "dilation")
MAX_TAPS = 9  # each has a tint of its own

LINE = {"x": np.array([[1, 0, 2, 1, 0, 3, 1]]), "w": np.array([[1, 2, 3]])}
PRESETS = {
    "line": LINE,
    "small": {
        "x": np.array([[1, 0, 2, 1], [0, 3, 1, 0], [2, 1, 0, 1], [1, 0, 1, 2]]),
        "w": np.array([[1, 2], [3, 4]]),
    },
    "wide": {
        "x": np.array([[1, 0, 2, 1, 0], [0, 3, 1, 0, 2], [2, 1, 0, 1, 1], [1, 0, 1, 2, 0]]),
        "w": np.arange(1, 10).reshape(3, 3),
    },
}
COMES_BACK = (2, 1, 3, -1)  # where no dout is given, over and over


def _wire(array: np.ndarray) -> dict:
    return {"shape": list(array.shape), "data": array.ravel().tolist()}


class MatrixView(Stepper):
    """Watch one matrix M do what a convolution does, and its transpose what comes back.

    x: (H, W), one image of one channel; w: (FH, FW), one filter of at most nine taps; integers or floats. By default a
    line: (1, 7) and (1, 3). stride, pad, dilation: as in `im2col`; on a line, one pad is for its two ends.
    dout: (OH, OW), or None for a few numbers; one that no longer fits becomes None.
    mode: "forward", M @ x.ravel(), a row a step; "gather", M.T @ dout.ravel(), a row a step, which is one pixel of dx;
    "stamp", the same a column a step, which is the filter put onto dx. step: that row or column.
    asks: whether a question stands before the matrix.
    All can be read and set later: `widget.step = 4`, `widget.mode = "stamp"`, `widget.stride = 2`.
    Raises TypeError or ValueError naming the argument that is wrong, and for an M of more than `max_cells` numbers.

    >>> MatrixView()
    MatrixView(x (1, 7), w (1, 3), stride 1, pad 0, dilation 1 -> M (5, 7))
    """

    _esm, _css = bundles.load("matrix")
    x = Array("H W")
    w = Array("FH FW")
    dout = Array("OH OW", default_value=None, allow_none=True)
    stride = Any((1, 1)).tag(sync=True)
    pad = Any(((0, 0), (0, 0))).tag(sync=True)
    dilation = Any((1, 1)).tag(sync=True)
    mode = Any("forward").tag(sync=True)
    asks = Switch(True)
    presets = Dict(
        {
            name: {key: _wire(array) for key, array in preset.items()}
            for name, preset in PRESETS.items()
        },
        read_only=True,
    ).tag(sync=True)
    max_cells = Int(600, read_only=True).tag(sync=True)

    def __init__(
        self,
        x=None,
        w=None,
        stride=1,
        *,
        pad=0,
        dilation=1,
        dout=None,
        mode="forward",
        asks=True,
        step=0,
    ):
        x, w = LINE["x"] if x is None else x, LINE["w"] if w is None else w
        layer = dict(zip(SETTINGS, (x, w, stride, pad, dilation), strict=True))
        super().__init__(**layer, dout=dout, mode=mode, asks=asks, step=step)

    @classmethod
    def preset(cls, name: str, **settings) -> "MatrixView":
        """One of the examples that it offers: "line", "small" (4x4 with 2x2) or "wide" (4x5 with 3x3)."""
        return cls(**PRESETS[check_choice(name, "name", tuple(PRESETS))], **settings)

    @validate(*SETTINGS)
    def _settings_work(self, proposal):
        """The proposed value in its full form, if it works together with all the others."""
        name = proposal.trait.name
        axes = self.axes(**{name: proposal.value})
        return full_settings(axes, "filter").get(name, proposal.value)

    @validate("dout")
    def _dout_fits(self, proposal):
        if proposal.value is None:
            return None
        return check_shape(proposal.value, "dout", self.out_shape())

    @validate("mode")
    def _mode_is_known(self, proposal) -> str:
        return check_choice(proposal.value, "mode", MODES)

    @observe(*SETTINGS, "mode")
    def _all_stays_inside(self, change) -> None:
        if self.dout is not None and self.dout.shape != self.out_shape():
            self.dout = None
        self.step = min(self.step, self.steps() - 1)

    def axes(self, **changes) -> Axes:
        """Both axes, with some settings changed; raises where that can't be drawn."""
        kept = {name: getattr(self, name) for name in SETTINGS if name not in changes}
        settings = kept | changes
        x, w = (
            check_array(settings[name], name, axes)
            for name, axes in (("x", "H W"), ("w", "FH FW"))
        )
        if w.size > MAX_TAPS:
            raise ValueError(f"w must not have more than {MAX_TAPS} taps, but has {w.size}")
        pad = settings["pad"]
        if isinstance(pad, int) and len(x) == len(w) == 1:
            pad = (0, pad)
        axes = make_axes(*w.shape, settings["stride"], pad, settings["dilation"])
        rows, _ = col_shape((1, 1, *x.shape), axes)
        if rows * x.size > self.max_cells:
            raise ValueError(
                f"M must not need more than {self.max_cells} cells to draw, but needs {rows * x.size}"
            )
        return axes

    def out_shape(self) -> tuple[int, int]:
        """(OH, OW)."""
        return output_shape((1, 1, *self.x.shape), self.axes())

    def steps(self) -> int:
        return self.x.size if self.mode == "gather" else prod(self.out_shape())

    def layer(self) -> Convolution:
        """The layer that M is the matrix of."""
        height, width = self.axes()
        pad = (height.before, height.after), (width.before, width.after)
        stride, dilation = (
            (height.stride, width.stride),
            (height.dilation, width.dilation),
        )
        return Convolution(
            self.w.astype(float)[None, None], stride=stride, pad=pad, dilation=dilation
        )

    def matrix(self) -> np.ndarray:
        """M, (OH*OW, H*W): what the layer makes of each image that is 1 in one pixel, as a column."""
        units = np.eye(self.x.size).reshape(-1, 1, *self.x.shape)
        return self.layer().forward(units).reshape(self.x.size, -1).T

    def gradient(self) -> np.ndarray:
        """What comes back, (OH, OW): dout, or 2, 1, 3, -1, 2, ..."""
        shape = self.out_shape()
        return np.resize(COMES_BACK, shape) if self.dout is None else self.dout

    def describe(self) -> str:
        stride, pad, dilation = map(shorten_pair, (self.stride, self.pad, self.dilation))
        return (
            f"x {self.x.shape}, w {self.w.shape}, stride {stride}, pad {pad}, dilation {dilation} "
            f"-> M {(prod(self.out_shape()), self.x.size)}"
        )

    def figure(self):
        """This step as a matplotlib figure, for print."""
        from unrolled.widgets.paper.matrix import matrix_step

        return matrix_step(self)
