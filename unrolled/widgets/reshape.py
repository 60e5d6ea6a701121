"""ReshapeTrace: numbers travel from x through a transpose and a reshape, and keep their letter and colour."""

import numpy as np
from traitlets import Any, Bool, Int, observe, validate

from cnnlib.windows import make_axes, output_shape
from unrolled import bundles
from unrolled.widgets.base import check_choice
from unrolled.widgets.sliding import SlidingStepper

MODES = ("im2col", "pooling")


class ReshapeTrace(SlidingStepper):
    """Follow every number of x into im2col's six axes and into its row, with the transpose and without it.

    x: (N, C, H, W), integers or floats, at least one image. filter_h, filter_w, stride, pad, dilation:
    as in `im2col`. transpose: False skips the transpose, and shows what the rows then hold.
    mode: "im2col", or "pooling" for the gradients of max pooling on their way back (see `pooling`).
    step: the shape that is shown, one of `shapes()`. asks: whether it opens with a question.
    All can be read and set later.
    Raises TypeError or ValueError naming the argument that is wrong, and for more than `max_cells` numbers.

    >>> ReshapeTrace()
    ReshapeTrace(x (1, 2, 3, 4): (1, 2, 2, 2, 2, 3) -> (1, 2, 3, 2, 2, 2) -> (6, 8))
    >>> ReshapeTrace(transpose=False)
    ReshapeTrace(x (1, 2, 3, 4), no transpose: (1, 2, 2, 2, 2, 3) -> (1, 2, 2, 2, 2, 3) -> (6, 8))
    """

    _esm, _css = bundles.load("reshape")
    transpose = Bool(True).tag(sync=True)
    mode = Any("im2col").tag(sync=True)
    max_cells = Int(2048, read_only=True).tag(sync=True)

    def __init__(
        self,
        x=None,
        filter_h=2,
        filter_w=2,
        stride=1,
        *,
        pad=0,
        dilation=1,
        transpose=True,
        mode="im2col",
        step=0,
        asks=False,
    ):
        x = np.arange(2 * 3 * 4).reshape(1, 2, 3, 4) if x is None else x
        super().__init__(
            x=x,
            filter_h=filter_h,
            filter_w=filter_w,
            stride=stride,
            pad=pad,
            dilation=dilation,
            transpose=transpose,
            mode=mode,
            step=step,
            asks=asks,
        )

    @classmethod
    def pooling(cls, x=None, pool_h=2, pool_w=2, stride=2, **view):
        """Follow the gradients 1, 2, 3, ... of max pooling's outputs back to the largest pixels of x.

        view: step and asks, as above.

        >>> ReshapeTrace.pooling(np.zeros((1, 2, 16, 32))).shapes()[1:]
        [(1, 8, 16, 2), (256, 4), (1, 8, 16, 2, 4), (128, 8), (1, 2, 16, 32)]
        """
        # Times 29 shuffles 0 .. 47: a maximum in every corner of its window.
        x = (np.arange(2 * 4 * 6) * 29 % 48).reshape(1, 2, 4, 6) if x is None else x
        make_axes(pool_h, pool_w, stride, names=("pool_h", "pool_w"))
        return cls(x, pool_h, pool_w, stride, mode="pooling", **view)

    @validate("mode")
    def _mode_is_known(self, proposal) -> str:
        return check_choice(proposal.value, "mode", MODES)

    @observe("mode")
    def _step_stays_in_the_mode(self, change) -> None:
        self.step = min(self.step, self.steps() - 1)

    def shapes(self) -> list[tuple[int, ...]]:
        """The shape at each step: first x's or, in pooling, dout's."""
        axes, col = self.axes_and_col_shape()
        (N, C), (FH, FW) = self.x.shape[:2], (axis.filter for axis in axes)
        OH, OW = output_shape(self.x.shape, axes)
        if self.mode == "im2col":
            buffer = (N, C, FH, FW, OH, OW)
            six = (N, OH, OW, C, FH, FW) if self.transpose else buffer
            return [self.x.shape, buffer, six, col]
        turned = (N, OH, OW, C)
        return [
            (N, C, OH, OW),
            turned,
            (N * OH * OW * C, FH * FW),
            (*turned, FH * FW),
            col,
            self.x.shape,
        ]

    def steps(self) -> int:
        return len(self.shapes())

    def describe(self) -> str:
        what = "x" if self.mode == "im2col" else "pooling, x"
        skipped = "" if self.transpose else ", no transpose"
        made = self.shapes()[1:] if self.mode == "im2col" else self.shapes()
        return f"{what} {self.x.shape}{skipped}: {' -> '.join(map(str, made))}"

    def figure(self):
        """This step as a matplotlib figure, for print."""
        from unrolled.widgets.paper.reshape import trace

        return trace(self)
