"""Im2colStepper: images on one side, the column matrix on the other, one window a step."""

import numpy as np
from traitlets import Any, Int, observe, validate

from cnnlib.unroll import col_shape
from cnnlib.widgets.base import Array, Stepper
from cnnlib.widgets.bundle import bundle
from cnnlib.widgets.sliding import in_full, short
from cnnlib.windows import make_axes

SETTINGS = ("filter_h", "filter_w", "stride", "pad", "dilation")


class Im2colStepper(Stepper):
    """Watch `cnnlib.im2col` copy one window after another into the rows of a matrix.

    x: (N, C, H, W), integers or floats, at least one image; by default a few numbered pixels.
    filter_h, filter_w, stride, pad, dilation: as in `im2col`. step: the row being made.
    All can be read and set later: `widget.step = 4`, `widget.pad = 1`, `widget.x = images`.
    Raises TypeError or ValueError naming the argument that is wrong, and for a picture of more
    than `max_cells` numbers.

    >>> Im2colStepper(np.arange(75).reshape(1, 3, 5, 5), 3, 3, stride=2)
    Im2colStepper(x (1, 3, 5, 5), filter 3x3, stride 2, pad 0, dilation 1 -> col (4, 27))
    """

    _esm = bundle("im2col.js")
    x = Array("N C H W")
    filter_h = Any(3).tag(sync=True)
    filter_w = Any(3).tag(sync=True)
    stride = Any((1, 1)).tag(sync=True)
    pad = Any(((0, 0), (0, 0))).tag(sync=True)
    dilation = Any((1, 1)).tag(sync=True)
    max_cells = Int(60_000, read_only=True).tag(sync=True)

    def __init__(self, x=None, filter_h=3, filter_w=3, stride=1, pad=0, dilation=1, step=0):
        x = np.arange(2 * 2 * 4 * 5).reshape(2, 2, 4, 5) if x is None else x
        settings = dict(
            zip(SETTINGS, (filter_h, filter_w, stride, pad, dilation), strict=True)
        )
        super().__init__(x=x, step=step, **settings)

    @validate("x", *SETTINGS)
    def _settings_work(self, proposal):
        """The proposed value in its full form, if it works together with all the others."""
        name = proposal.trait.name
        axes, _ = self._axes_and_col_shape(**{name: proposal.value})
        return in_full(axes, "filter").get(name, proposal.value)

    @observe("x", *SETTINGS)
    def _step_stays_inside(self, change) -> None:
        self.step = min(self.step, self.steps() - 1)

    def _axes_and_col_shape(self, **changes) -> tuple:
        """Both axes and col's shape, with some settings changed; raises where that can't be drawn."""
        settings = {name: getattr(self, name) for name in ("x", *SETTINGS)} | changes
        shape = settings.pop("x").shape
        if shape[0] == 0:
            raise ValueError(f"x must hold at least one image, but its shape is {shape}")
        axes = make_axes(**settings)
        rows, columns = col_shape(shape, axes)
        padded = [
            size + axis.before + axis.after
            for size, axis in zip(shape[2:], axes, strict=True)
        ]
        cells = max(rows * columns, shape[0] * shape[1] * padded[0] * padded[1])
        if cells > self.max_cells:
            raise ValueError(
                f"x and col must not need more than {self.max_cells} cells to draw, but need {cells}"
            )
        return axes, (rows, columns)

    def steps(self) -> int:
        return self._axes_and_col_shape()[1][0]

    def describe(self) -> str:
        stride, pad, dilation = (
            short(value) for value in (self.stride, self.pad, self.dilation)
        )
        return (
            f"x {self.x.shape}, filter {self.filter_h}x{self.filter_w}, stride {stride}, pad {pad}, "
            f"dilation {dilation} -> col {self._axes_and_col_shape()[1]}"
        )
