"""Im2colStepper: images on one side, the column matrix on the other, a window or a tap a step."""

from traitlets import Dict

from unrolled import bundles
from unrolled.loops import IM2COL, code_of
from unrolled.widgets.base import Switch
from unrolled.widgets.im2col_presets import PRESETS, full_presets
from unrolled.widgets.sliding import LoopedStepper


class Im2colStepper(LoopedStepper):
    """Watch `cnnlib.im2col` copy windows into the rows of a matrix, or what a tap reads into its columns.

    x: (N, C, H, W), integers or floats, at least one image; by default a few numbered pixels.
    filter_h, filter_w, stride, pad, dilation: as in `im2col`.
    loop: "window", which fills a row a step, or "tap", which fills the columns of a place in the filter,
    one in each channel. step: the last window or tap that has been copied.
    asks: whether it opens with a question: which number comes next in the step's row?
    whole: whether all of it is seen at once, each number as a colour.
    All can be read and set later: `widget.step = 4`, `widget.pad = 1`, `widget.x = images`.
    Raises TypeError or ValueError naming the argument that is wrong, and for a picture of more
    than `max_cells` numbers.

    >>> Im2colStepper(stride=2)
    Im2colStepper(x (1, 2, 4, 5), filter 3x3, stride 2, pad 0, dilation 1 -> col (2, 18))
    """

    _esm, _css = bundles.load("im2col")
    code = Dict(code_of(IM2COL), read_only=True).tag(sync=True)
    presets = Dict(full_presets(), read_only=True).tag(sync=True)
    whole = Switch(False)

    def __init__(
        self,
        x=None,
        filter_h=3,
        filter_w=3,
        stride=1,
        *,
        pad=0,
        dilation=1,
        loop="window",
        step=0,
        asks=False,
        whole=False,
    ):
        x = PRESETS["plain"]["x"] if x is None else x
        super().__init__(
            x=x,
            filter_h=filter_h,
            filter_w=filter_w,
            stride=stride,
            pad=pad,
            dilation=dilation,
            loop=loop,
            step=step,
            asks=asks,
            whole=whole,
        )

    def figure(self):
        """This step as a matplotlib figure, for print."""
        from unrolled.widgets.paper.im2col import im2col_step

        return im2col_step(self)

    def describe(self) -> str:
        return f"x {self.x.shape}, {self.describe_sliding()} -> col {self.axes_and_col_shape()[1]}"
