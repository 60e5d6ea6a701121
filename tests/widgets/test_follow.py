"""FollowTheTwelve's Python side: what can be read and set, what is refused, and its picture."""

import numpy as np
import pytest

from cnnlib import Convolution, im2col
from unrolled.widgets import FollowTheTwelve
from unrolled.widgets.follow import FRAMES, W, X


def test_one_line_says_what_it_shows():
    widget = FollowTheTwelve()
    line = "FollowTheTwelve(x (1, 1, 4, 5), filter 3x3 -> col (6, 9))"
    assert repr(widget) == line
    widget.frame, widget.accumulate = "backward", False
    assert repr(widget) == line, "the same wherever the story is"
    assert widget._repr_mimebundle_()[0]["text/plain"] == line


def test_its_shapes_are_the_librarys():
    assert im2col(X, *W.shape[2:]).shape == (6, 9)
    assert Convolution(W).forward(X.astype(float)).shape == (1, 1, 2, 3)


def test_frame_and_sign_can_be_read_and_set_from_the_page_too():
    widget = FollowTheTwelve("rest", accumulate=False, start="02-arrays.html")
    assert (widget.frame, widget.accumulate) == ("rest", False)
    assert (widget.explorer, widget.start, widget.teach) == (None, "02-arrays.html", None)
    for frame in FRAMES:
        widget.set_state({"frame": frame, "accumulate": True})
        assert (widget.frame, widget.accumulate) == (frame, True)


def test_a_frame_that_the_story_does_not_have_is_refused():
    with pytest.raises(ValueError, match=r"frame must be one of 'start', .* not 'end'"):
        FollowTheTwelve("end")
    widget = FollowTheTwelve("rest")
    with pytest.raises(ValueError, match="frame must be one of"):
        widget.frame = "end"
    assert widget.frame == "rest"


def test_its_picture_has_four_rows_done():
    (ax,) = FollowTheTwelve().figure().axes
    texts = [text.get_text() for text in ax.texts]
    rows = im2col(X, 3, 3)
    numbers = [int(text) for text in texts if text.isdigit()]
    assert numbers == [*range(20), *rows[:4].ravel().tolist()]
    assert [text for text in texts if text.startswith("window")] == [
        f"window {row}" for row in range(1, 7)
    ]
    (frame,) = (
        patch
        for patch in ax.patches
        if patch.get_linewidth() == 3 and patch.get_width() == 3
    )
    held = X[0, 0][1:4, 0:3]  # what the fourth window reads
    assert np.array_equal(held.ravel(), rows[3])
    assert (frame.get_x(), frame.get_y(), frame.get_height()) == (0.5, 3.6, 3)
