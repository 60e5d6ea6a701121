"""Col2imStepper: the rows of a column matrix go back to their pixels, one a step."""

import numpy as np
from traitlets import Any, Dict, validate

from cnnlib.checks import check_shape
from cnnlib.unroll import col2im, im2col
from unrolled import bundles
from unrolled.loops import COL2IM, code_of
from unrolled.widgets.base import Array, check_choice
from unrolled.widgets.sliding import LoopedStepper

FILLS = ("digits", "ones", "x")


class Col2imStepper(LoopedStepper):
    """Watch `cnnlib.col2im` add every number of a column matrix to its pixel, and what `=` in place of `+=` leaves.

    x: (N, C, H, W), integers or floats; by default 4 x 4 numbered pixels. dx has its shape.
    filter_h, filter_w, stride, pad, dilation: as in `col2im`.
    loop: "window", which gives back a row a step, or "tap", which gives back the columns of a place in the
    filter, one in each channel. step: the last window or tap that has arrived.
    dcol: (N*OH*OW, C*FH*FW), the rows to give back. If None, fill says what they hold: "digits"
    from 1 to 9, "ones" (then dx counts windows), or "x" (the rows are im2col(x)).
    asks: whether it opens with a question about its step, as *Your turn* does.
    All can be read and set later. Raises TypeError or ValueError naming the argument that is wrong.

    >>> Col2imStepper(filter_h=2, filter_w=2)
    Col2imStepper(dcol (9, 4) of digits, filter 2x2, stride 1, pad 0, dilation 1 -> dx (1, 1, 4, 4))
    """

    _esm, _css = bundles.load("col2im")
    code = Dict(code_of(COL2IM), read_only=True).tag(sync=True)
    dcol = Array("N*OH*OW C*FH*FW", allow_none=True, default_value=None)
    fill = Any("digits").tag(sync=True)

    def __init__(
        self,
        x=None,
        filter_h=3,
        filter_w=3,
        stride=1,
        *,
        pad=0,
        dilation=1,
        dcol=None,
        fill="digits",
        loop="window",
        step=0,
        asks=False,
    ):
        x = np.arange(1, 17).reshape(1, 1, 4, 4) if x is None else x
        super().__init__(
            x=x,
            filter_h=filter_h,
            filter_w=filter_w,
            stride=stride,
            pad=pad,
            dilation=dilation,
            dcol=dcol,
            fill=fill,
            loop=loop,
            step=step,
            asks=asks,
        )

    @validate("dcol")
    def _dcol_fits(self, proposal):
        self.axes_and_col_shape(dcol=proposal.value)
        return proposal.value

    @validate("fill")
    def _fill_is_known(self, proposal) -> str:
        return check_choice(proposal.value, "fill", FILLS)

    def axes_and_col_shape(self, **changes) -> tuple:
        dcol = changes.pop("dcol", self.dcol)
        axes, shape = super().axes_and_col_shape(**changes)
        if dcol is not None:
            check_shape(dcol, "dcol", shape)
        return axes, shape

    def rows(self) -> np.ndarray:
        """The matrix that is given back, (N*OH*OW, C*FH*FW)."""
        if self.dcol is not None:
            return self.dcol
        if self.fill == "x":
            return im2col(self.x, **self.settings())
        rows, columns = np.indices(self.axes_and_col_shape()[1])
        return np.ones_like(rows) if self.fill == "ones" else (3 * rows + columns) % 9 + 1

    def dx(self) -> np.ndarray:
        """What has arrived up to this step, (N, C, H, W)."""
        arrived = np.where(self.order() <= self.step, self.rows(), 0)
        return col2im(arrived, self.x.shape, **self.settings())

    def dx_assigned(self) -> np.ndarray:
        """What the same steps leave with `=` in place of `+=`, (N, C, H, W): each number overwrites the one before."""
        numbers = np.arange(1, self.x.size + 1).reshape(self.x.shape)
        pixels = im2col(numbers, **self.settings())  # 0 is padding
        dx = np.zeros(self.x.size + 1, self.rows().dtype)
        order = self.order()
        for step in range(self.step + 1):
            now = order == step
            dx[pixels[now]] = self.rows()[now]
        return dx[1:].reshape(self.x.shape)

    def figure(self):
        """This step as a matplotlib figure, for print."""
        from unrolled.widgets.paper.col2im import col2im_step

        return col2im_step(self)

    def describe(self) -> str:
        filled = f" of {self.fill}" if self.dcol is None else ""
        dcol = f"dcol {self.axes_and_col_shape()[1]}{filled}"
        return f"{dcol}, {self.describe_sliding()} -> dx {self.x.shape}"
