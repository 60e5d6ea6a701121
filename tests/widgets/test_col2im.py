"""Col2imStepper's Python side: what it shows, what it refuses, and its figure."""

import matplotlib
import numpy as np
import pytest

from cnnlib import col2im, im2col
from unrolled.widgets import Col2imStepper

matplotlib.use("agg")


def test_one_line_says_what_it_shows():
    line = "Col2imStepper(dcol (4, 9) of digits, filter 3x3, stride 1, pad 0, dilation 1 -> dx (1, 1, 4, 4))"
    assert repr(Col2imStepper()) == line
    widget = Col2imStepper(
        np.zeros((2, 3, 6, 5)), 2, 3, stride=(2, 1), pad=((1, 0), (2, 2)), fill="x"
    )
    made = "dcol (42, 18) of x, filter 2x3, stride (2, 1), pad ((1, 0), 2), dilation 1 -> dx (2, 3, 6, 5)"
    assert widget.rows().shape == im2col(widget.x, 2, 3, (2, 1), ((1, 0), (2, 2))).shape
    assert repr(widget) == f"Col2imStepper({made})"


def test_rows_hold_what_fill_says():
    x = np.arange(25).reshape(1, 1, 5, 5)
    widget = Col2imStepper(x, fill="x")
    assert np.array_equal(widget.rows(), im2col(x, 3, 3))
    widget.fill = "ones"
    assert np.array_equal(widget.rows(), np.ones((9, 9)))
    widget.dcol = np.full((9, 9), 5)
    assert np.array_equal(widget.rows(), np.full((9, 9), 5))
    widget.dcol = None
    assert widget.fill == "ones"


def test_dx_grows_row_by_row_to_col2im():
    widget = Col2imStepper(pad=1, stride=2)
    assert widget.dx().sum() < widget.rows().sum()
    widget.step = widget.steps() - 1
    assert np.array_equal(widget.dx(), col2im(widget.rows(), (1, 1, 4, 4), 3, 3, 2, 1))


def plain_loop(widget, steps):
    """dx by `=`, in the loops that the chapter's readers write: over windows, or over the filter's taps."""
    (N, C, H, W), FH, FW = widget.x.shape, widget.filter_h, widget.filter_w
    OH, OW = H - FH + 1, W - FW + 1
    cells = widget.rows().reshape(N, OH, OW, C, FH, FW)
    dx = np.zeros(widget.x.shape, int)
    if widget.loop == "window":
        for n, oh, ow in list(np.ndindex(N, OH, OW))[:steps]:
            dx[n, :, oh : oh + FH, ow : ow + FW] = cells[n, oh, ow]
    else:
        for fh, fw in list(np.ndindex(FH, FW))[:steps]:
            tap = cells[:, :, :, :, fh, fw].transpose(0, 3, 1, 2)
            dx[:, :, fh : fh + OH, fw : fw + OW] = tap
    return dx


@pytest.mark.parametrize("loop", ["window", "tap"])
def test_what_assigning_leaves_depends_on_the_loop(loop):
    widget = Col2imStepper(np.zeros((2, 3, 5, 4)), 3, 2, loop=loop)
    for step in range(widget.steps()):
        widget.step = step
        assert np.array_equal(widget.dx_assigned(), plain_loop(widget, step + 1)), step
    assert np.array_equal(widget.dx(), col2im(widget.rows(), (2, 3, 5, 4), 3, 2))


def test_both_loops_add_up_to_the_same_and_overwrite_to_something_else():
    by_window, by_tap = (Col2imStepper(loop=loop) for loop in ("window", "tap"))
    assert (by_window.steps(), by_tap.steps()) == (4, 9)
    by_window.step, by_tap.step = 3, 8
    assert np.array_equal(by_window.dx(), by_tap.dx())
    assert by_window.dx_assigned()[0, 0].tolist() == [
        [1, 4, 5, 6],
        [7, 1, 2, 3],
        [1, 4, 5, 6],
        [4, 7, 8, 9],
    ]
    assert by_tap.dx_assigned()[0, 0].tolist() == [
        [1, 2, 3, 6],
        [4, 5, 6, 9],
        [7, 8, 9, 3],
        [4, 5, 6, 9],
    ]


def test_a_given_dcol_keeps_settings_that_fit_it():
    widget = Col2imStepper(dcol=np.zeros((4, 9)))
    with pytest.raises(ValueError, match="dcol must have shape"):
        widget.pad = 1
    assert widget.pad == ((0, 0), (0, 0))


def test_what_the_page_sends_arrives_at_once():
    widget = Col2imStepper(dcol=np.zeros((4, 9)), step=3)
    assert not widget.asks
    widget.set_state({"asks": True})
    assert widget.asks
    widget.set_state({"dcol": None, "filter_h": 4, "fill": "ones", "step": 1})
    assert (widget.dcol, widget.steps(), widget.step) == (None, 2, 1)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"loop": "tap", "step": 8},
        {"pad": 1, "step": 15, "fill": "x"},
        {"x": np.zeros((2, 2, 4, 4)), "step": 7},
    ],
)
def test_its_figure_shows_the_step(settings):
    widget = Col2imStepper(**settings)
    texts = [text.get_text() for text in widget.figure().axes[0].texts]
    assert {"dcol", "dx, by +=", "dx, by =", "windows"} <= set(texts)
    assert all(f"{number:g}" in texts for number in widget.dx()[-1, 0].ravel())
