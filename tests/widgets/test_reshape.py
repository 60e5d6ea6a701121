"""ReshapeTrace's Python side: the shapes of both stories, what is refused, and the text and figure for print."""

import ast
import inspect
import re
import textwrap
from pathlib import Path

import numpy as np
import pytest

from cnnlib import Pooling, im2col
from unrolled import loops, plain
from unrolled.widgets import ReshapeTrace

WORDS = Path(plain.__file__).parent / "widgets/js/reshape/words.js"


def images(*shape):
    return np.arange(np.prod(shape)).reshape(shape)


def numbers(figure):
    """The numbers in a figure's cells, without their windows' letters."""
    found = [
        re.fullmatch(r"(\d+)[A-Z]{0,2}", text.get_text()) for text in figure.axes[0].texts
    ]
    return [int(match[1]) for match in found if match]


def test_one_line_says_what_it_shows():
    line = (
        "ReshapeTrace(x (1, 2, 3, 4): (1, 2, 2, 2, 2, 3) -> (1, 2, 3, 2, 2, 2) -> (6, 8))"
    )
    assert repr(ReshapeTrace()) == line
    assert ReshapeTrace()._repr_mimebundle_()[0]["text/plain"] == line
    assert "no transpose: (1, 2, 2, 2, 2, 3) -> (1, 2, 2, 2, 2, 3) -> (6, 8)" in repr(
        ReshapeTrace(transpose=False)
    )


def test_the_shapes_of_poolings_way_back():
    widget = ReshapeTrace.pooling(np.zeros((1, 2, 16, 32)))
    expected = [
        (1, 2, 8, 16),
        (1, 8, 16, 2),
        (256, 4),
        (1, 8, 16, 2, 4),
        (128, 8),
        (1, 2, 16, 32),
    ]
    assert widget.shapes() == expected
    assert repr(widget).startswith(
        "ReshapeTrace(pooling, x (1, 2, 16, 32): (1, 2, 8, 16) -> (1, 8, 16, 2) -> "
    )


@pytest.mark.parametrize(
    "settings",
    [{}, {"stride": 2, "pad": 1}, {"filter_w": 3, "dilation": (1, 1), "pad": (0, 2)}],
)
def test_the_last_shape_is_im2cols(settings):
    x = images(2, 1, 4, 5)
    widget = ReshapeTrace(x, **settings)
    assert widget.steps() == 4
    assert (
        widget.shapes()[-1]
        == im2col(x, **({"filter_h": 2, "filter_w": 2} | settings)).shape
    )


def test_pooling_names_its_own_arguments():
    with pytest.raises(ValueError, match="pool_h must be at least 1, not 0"):
        ReshapeTrace.pooling(pool_h=0)
    with pytest.raises(ValueError, match="step must be at most 5, not 6"):
        ReshapeTrace.pooling(step=6)


def test_everything_can_be_set_later_and_the_step_stays_inside():
    widget = ReshapeTrace.pooling(step=5)
    widget.mode = "im2col"
    assert (widget.step, widget.steps()) == (3, 4)
    widget.transpose = False
    widget.stride = 2
    buffer = (1, 2, 2, 2, 2, 3)
    assert widget.shapes() == [(1, 2, 4, 6), buffer, buffer, (6, 8)]


@pytest.mark.parametrize("step", range(1, 4))
def test_the_figure_shows_the_cells_of_the_step(step):
    right, wrong = ReshapeTrace(step=step), ReshapeTrace(step=step, transpose=False)
    col = im2col(right.x, 2, 2)
    assert sorted(numbers(right.figure())) == sorted(col.ravel().tolist())
    if step == 3:
        assert numbers(right.figure()) == col.ravel().tolist()
        assert numbers(wrong.figure()) != col.ravel().tolist()


def test_the_figure_of_the_first_step_shows_all_of_the_trace():
    """On paper nothing can be played."""
    widget = ReshapeTrace()
    found = numbers(widget.figure())
    assert found[:24] == widget.x.ravel().tolist()
    assert len(found) == 24 + 3 * 48
    assert found[-48:] == im2col(widget.x, 2, 2).ravel().tolist()
    texts = [text.get_text() for text in widget.figure().axes[0].texts]
    # A number that two windows read has both letters; of more there are the colors alone.
    assert {"0A", "1AB", "5", "23F"} <= set(texts)


def test_the_figure_of_poolings_last_step_is_the_gradient():
    widget = ReshapeTrace.pooling(step=5)
    layer = Pooling(2, 2, stride=2)
    layer.forward(widget.x)
    dx = layer.backward(np.arange(1, 13).reshape(1, 2, 2, 3))
    assert numbers(widget.figure()) == dx.ravel().tolist()
    for step in range(1, 5):
        assert ReshapeTrace.pooling(step=step).figure().axes
    whole = numbers(ReshapeTrace.pooling().figure())
    assert whole[:48] == widget.x.ravel().tolist()
    assert whole[-48:] == dx.ravel().tolist()


def lines_of(code):
    """The statements of this code, each in its plain form, `self.` left out."""
    found = ast.walk(ast.parse(textwrap.dedent(inspect.getsource(code))))
    return {
        ast.unparse(node).replace("self.", "")
        for node in found
        if isinstance(node, ast.Assign)
    }


@pytest.mark.parametrize("pad", [0, 1])
def test_every_line_of_code_is_that_of_the_book(pad):
    """The figure spells each array as the plain layers and loops do; the widget's words are held to the same."""
    written = lines_of(plain.Pooling.backward) | lines_of(loops.im2col_by_tap)
    im2col_lines = shown_code(ReshapeTrace(pad=pad))
    gathered = im2col_lines[1] if pad else im2col_lines[1].replace("= x[", "= padded[")
    assert im2col_lines[0] == "x"
    assert gathered in written
    six = im2col_lines[2].removeprefix("six = ")
    returned = inspect.getsource(loops.im2col_by_tap)
    assert f"return {six}.reshape(N * OH * OW, -1)" in returned
    pooling = shown_code(ReshapeTrace.pooling())
    assert pooling[:2] == ["x", "dout"]
    assert set(pooling[2:-1]) <= written
    assert "return col2im(dcol, " in inspect.getsource(plain.Pooling.backward)
    assert pooling[-1] == "dx = col2im(dcol, …)"
    spoken = WORDS.read_text("utf8")
    for line in {*im2col_lines[2:], *pooling[2:]}:
        assert f'"{line}"' in spoken


def shown_code(widget):
    titles = [text.get_text() for text in widget.figure().axes[0].texts]
    return [title.split("\n")[0] for title in titles if "\n" in title]
