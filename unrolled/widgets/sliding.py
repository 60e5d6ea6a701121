"""Windows that slide over images: what the steppers of im2col, col2im and the reshape have in common."""

import numpy as np
from traitlets import Any, Int, observe, validate

from cnnlib.unroll import col_shape
from cnnlib.windows import Axes, make_axes
from unrolled.widgets.base import Array, Stepper, Switch, check_choice, check_not_empty

LOOPS = ("window", "tap")
SETTINGS = ("filter_h", "filter_w", "stride", "pad", "dilation")


def full_settings(axes: Axes, kind: str) -> dict:
    """The settings that made the axes, every pair written out; kind: "filter" or "pool"."""
    height, width = axes
    return {
        f"{kind}_h": height.filter,
        f"{kind}_w": width.filter,
        "stride": (height.stride, width.stride),
        "pad": ((height.before, height.after), (width.before, width.after)),
        "dilation": (height.dilation, width.dilation),
        "ceil_mode": height.ceil_mode,
    }


def shorten_pair(both: tuple):
    """A pair of equals as one of them: ((1, 1), (1, 1)) -> 1."""
    first, second = (shorten_pair(one) if isinstance(one, tuple) else one for one in both)
    # As (0, 1), ((0, 1), (0, 1)) would be read as ((0, 0), (1, 1)).
    alike = first == second and not isinstance(first, tuple)
    return first if alike else (first, second)


class SlidingStepper(Stepper):
    """Images, and the settings of the filter that slides over them; checked together, at every change.

    asks: whether it opens with a question.
    """

    x = Array("N C H W")
    filter_h = Any(3).tag(sync=True)
    filter_w = Any(3).tag(sync=True)
    stride = Any((1, 1)).tag(sync=True)
    pad = Any(((0, 0), (0, 0))).tag(sync=True)
    dilation = Any((1, 1)).tag(sync=True)
    asks = Switch(False)
    max_cells = Int(60_000, read_only=True).tag(sync=True)

    @validate("x", *SETTINGS)
    def _settings_work(self, proposal):
        """The proposed value in its full form, if it works together with all the others."""
        name = proposal.trait.name
        axes, _ = self.axes_and_col_shape(**{name: proposal.value})
        return full_settings(axes, "filter").get(name, proposal.value)

    @observe("x", *SETTINGS)
    def _step_stays_inside(self, change) -> None:
        self.step = min(self.step, self.steps() - 1)

    def axes_and_col_shape(self, **changes) -> tuple[Axes, tuple[int, int]]:
        """Both axes and the matrix's shape, with some settings changed; raises where that can't be drawn."""
        settings = self.settings() | {"x": self.x} | changes
        shape = check_not_empty(settings.pop("x")).shape
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

    def settings(self) -> dict:
        """What `im2col` and `col2im` take after their array."""
        return {name: getattr(self, name) for name in SETTINGS}

    def steps(self) -> int:
        return self.axes_and_col_shape()[1][0]

    def describe_sliding(self) -> str:
        """The settings as a reader says them."""
        stride, pad, dilation = map(shorten_pair, (self.stride, self.pad, self.dilation))
        return (
            f"filter {self.filter_h}x{self.filter_w}, stride {stride}, pad {pad}, "
            f"dilation {dilation}"
        )


class LoopedStepper(SlidingStepper):
    """A column matrix that is gone through by one of two loops: over the windows, or over the filter's taps."""

    loop = Any("window").tag(sync=True)

    @validate("loop")
    def _loop_is_known(self, proposal) -> str:
        return check_choice(proposal.value, "loop", LOOPS)

    @observe("loop")
    def _step_exists_in_it(self, change) -> None:
        self.step = min(self.step, self.steps() - 1)

    def steps(self) -> int:
        """A window is a row of the matrix; a tap, a place in the filter, is a column for each channel."""
        return super().steps() if self.loop == "window" else self.filter_h * self.filter_w

    def order(self) -> np.ndarray:
        """The step that comes to each cell of the matrix, (N*OH*OW, C*FH*FW)."""
        rows, columns = np.indices(self.axes_and_col_shape()[1])
        return rows if self.loop == "window" else columns % (self.filter_h * self.filter_w)

    def describe_sliding(self) -> str:
        return super().describe_sliding() + (", by tap" if self.loop == "tap" else "")
