"""MatrixView's Python side: the matrix is the layer, what can be read and set, and its picture."""

import numpy as np
import pytest

from cnnlib import check_gradients, im2col
from unrolled.widgets import MatrixView
from unrolled.widgets.matrix import MODES, PRESETS


@pytest.mark.parametrize("name", PRESETS)
def test_one_line_says_what_it_shows(name):
    widget = MatrixView.preset(name)
    rows = {"line": 5, "small": 9, "wide": 6}[name]
    x, w = PRESETS[name]["x"], PRESETS[name]["w"]
    line = f"MatrixView(x {x.shape}, w {w.shape}, stride 1, pad 0, dilation 1 -> M ({rows}, {x.size}))"
    assert repr(widget) == line
    widget.mode, widget.asks, widget.step = "gather", False, 3
    assert repr(widget) == line, "the same whatever its step"


@pytest.mark.parametrize(
    "settings", [{}, {"stride": 2}, {"pad": 1}, {"stride": 2, "pad": 1}]
)
@pytest.mark.parametrize("name", PRESETS)
def test_the_matrix_is_the_layer_and_its_transpose_what_comes_back(name, settings):
    widget = MatrixView.preset(name, **settings)
    M, layer = widget.matrix(), widget.layer()
    x = widget.x.astype(float)
    out = layer.forward(x[None, None])
    np.testing.assert_array_equal(M @ x.ravel(), out.ravel())
    dout = widget.gradient().astype(float)
    np.testing.assert_array_equal(
        M.T @ dout.ravel(), layer.backward(dout[None, None]).ravel()
    )
    assert max(check_gradients(layer, x[None, None]).values()) < 1e-7


def test_on_a_line_one_pad_is_for_its_two_ends():
    assert MatrixView(pad=1).matrix().shape == (7, 7)
    assert MatrixView(pad=1).pad == ((0, 0), (1, 1))
    assert MatrixView(pad=(0, 1)).pad == ((0, 0), (1, 1))
    assert MatrixView.preset("small", pad=1).pad == ((1, 1), (1, 1))


def test_the_chapters_stamps():
    """Three numbers, 2, 1 and 3, put the filter 1, 2, 3 onto seven."""
    widget = MatrixView(stride=2)
    assert widget.gradient().tolist() == [[2, 1, 3]]
    assert (widget.matrix().T @ [2, 1, 3]).tolist() == [2, 4, 7, 2, 6, 6, 9]


def test_a_gradient_that_no_longer_fits_is_dropped_and_the_step_stays_inside():
    widget = MatrixView(dout=np.arange(5)[None], step=4)
    assert np.array_equal(widget.gradient(), [range(5)])
    widget.stride = 2
    assert widget.dout is None
    assert (widget.step, widget.steps()) == (2, 3)
    widget.mode = "gather"
    assert widget.steps() == 7
    widget.step = 6
    widget.mode = "stamp"
    assert widget.step == 2


def test_all_can_be_set_from_the_page_at_once():
    widget = MatrixView()
    small = widget.get_state()["presets"]["small"]
    widget.set_state({**small, "stride": [2, 2], "pad": [[1, 1], [1, 1]], "asks": False})
    assert (widget.x.shape, widget.w.shape, widget.asks) == ((4, 4), (2, 2), False)
    assert widget.matrix().shape == (9, 16)
    for mode in MODES:
        widget.set_state({"mode": mode, "step": 1})
        assert (widget.mode, widget.step) == (mode, 1)


def test_each_row_holds_the_taps_of_a_window():
    widget = MatrixView.preset("wide")
    numbered = np.arange(1, 21).reshape(1, 1, 4, 5)
    for row, pixels in zip(widget.matrix(), im2col(numbered, 3, 3), strict=True):
        assert np.flatnonzero(row).tolist() == (pixels - 1).tolist()
        assert row[row != 0].tolist() == list(range(1, 10))


@pytest.mark.parametrize(
    ("mode", "name", "lit", "made"),
    [
        ("forward", "M", 7, ["7", "7", "4", "", ""]),
        ("gather", "M.T", 5, ["2", "5", "11", "", "", "", ""]),
        ("stamp", "M.T", 7, ["2", "5", "11", "9", "9", "0", "0"]),
    ],
)
def test_its_picture_is_of_its_step(mode, name, lit, made):
    (ax,) = MatrixView(mode=mode, step=2).figure().axes
    texts = [text.get_text() for text in ax.texts]
    assert name in texts
    assert texts[-len(made) :] == made
    assert sum(patch.get_linewidth() == 1.2 for patch in ax.patches) == lit
