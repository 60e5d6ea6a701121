"""The widgets' Python side: what travels to the page, what is refused, and the text that is printed."""

import json
import re
from ast import literal_eval

import numpy as np
import pytest

from cnnlib import im2col
from unrolled import widgets
from unrolled.widgets import Im2colStepper
from unrolled.widgets.base import Array, Picture
from unrolled.widgets.im2col_presets import PRESETS


def images(*shape):
    return np.arange(np.prod(shape)).reshape(shape)


def test_one_line_says_what_it_shows():
    widget = Im2colStepper(images(2, 3, 7, 7), 5, 5)
    line = "Im2colStepper(x (2, 3, 7, 7), filter 5x5, stride 1, pad 0, dilation 1 -> col (18, 75))"
    assert repr(widget) == line
    assert widget._repr_mimebundle_()[0]["text/plain"] == line


def test_the_line_tells_unequal_settings_apart():
    widget = Im2colStepper(
        images(1, 1, 9, 8), 2, 3, stride=(2, 1), pad=((1, 0), (2, 2)), dilation=(1, 2)
    )
    assert "stride (2, 1), pad ((1, 0), 2), dilation (1, 2)" in repr(widget)


@pytest.mark.parametrize("pad", [1, (0, 1), ((0, 1), (0, 1)), ((1, 1), (0, 2))])
def test_the_pad_that_the_line_says_is_the_widgets_own(pad):
    widget = Im2colStepper(images(1, 1, 5, 5), pad=pad)
    said = re.search(r"pad (.*), dilation", repr(widget))[1]
    assert Im2colStepper(widget.x, pad=literal_eval(said)).pad == widget.pad


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"stride": 2, "pad": 1},
        {"filter_h": 1, "filter_w": 4},
        {"stride": (1, 2), "pad": (1, 2), "dilation": (2, 1)},
        {"pad": ((0, 1), (2, 3))},
        {"stride": [2, 1], "pad": [[0, 1], [2, 3]]},
    ],
)
def test_the_number_of_steps_is_im2cols_number_of_rows(settings):
    x = images(2, 1, 6, 5)
    widget = Im2colStepper(x, **settings)
    assert widget.steps() == len(im2col(x, **({"filter_h": 3, "filter_w": 3} | settings)))


def test_settings_are_stored_in_full():
    widget = Im2colStepper(stride=2, pad=(1, 2))
    assert (widget.stride, widget.pad, widget.dilation) == (
        (2, 2),
        ((1, 1), (2, 2)),
        (1, 1),
    )


@pytest.mark.parametrize(
    "settings",
    [
        {"filter_h": 8},
        {"filter_w": 2.0},
        {"stride": 0},
        {"stride": (1, 2, 3)},
        {"pad": -1},
        {"pad": "1"},
        {"dilation": 0},
        {"dilation": 4},
        {"x": np.zeros((3, 3))},
        {"x": [[1]]},
        {"x": np.zeros((1, 1, 0, 4))},
        {"x": np.array([[["a"]]])},
    ],
)
def test_wrong_arguments_are_refused_in_im2cols_words(settings):
    with pytest.raises((TypeError, ValueError)) as expected:
        im2col(**({"x": images(2, 2, 4, 5), "filter_h": 3, "filter_w": 3} | settings))
    with pytest.raises(expected.type, match=re.escape(str(expected.value))):
        Im2colStepper(**settings)
    widget = Im2colStepper()
    (name, value), *_ = settings.items()
    before = repr(widget)
    with pytest.raises(expected.type, match=re.escape(str(expected.value))):
        setattr(widget, name, value)
    assert repr(widget) == before


def test_by_tap_each_step_is_a_column_of_every_channel():
    widget = Im2colStepper(images(2, 2, 4, 5), loop="tap")
    assert widget.steps() == 9
    assert repr(widget).endswith("dilation 1, by tap -> col (12, 18))")
    assert np.array_equal(widget.order()[5], [*range(9), *range(9)])
    widget.loop = "window"
    assert np.array_equal(widget.order()[:, 7], range(12))
    with pytest.raises(ValueError, match="loop must be 'window' or 'tap', not 'row'"):
        widget.loop = "row"


def test_the_whole_is_a_switch_that_changes_no_number():
    widget = Im2colStepper(images(2, 2, 4, 5))
    before = repr(widget)
    assert widget.whole is False
    widget.whole = True
    assert widget.get_state("whole") == {"whole": True}
    assert repr(widget) == before
    with pytest.raises(TypeError, match="whole must be True or False"):
        widget.whole = "yes"
    assert [name for name, preset in PRESETS.items() if Im2colStepper(**preset).whole] == [
        "batch"
    ]


@pytest.mark.parametrize("step", [-1, 12, 1.5, "2"])
def test_a_step_that_does_not_exist_is_refused(step):
    with pytest.raises((TypeError, ValueError), match="step must be"):
        Im2colStepper(step=step)


def test_no_images_and_too_many_cells_are_refused():
    with pytest.raises(ValueError, match="at least one image"):
        Im2colStepper(images(0, 1, 4, 4))
    with pytest.raises(ValueError, match="more than 60000 cells"):
        Im2colStepper(images(1, 1, 100, 100))


def test_everything_can_be_set_later_and_the_step_stays_inside():
    widget = Im2colStepper(images(2, 2, 4, 5), step=11)
    widget.filter_h = 4
    assert (widget.steps(), widget.step) == (6, 5)
    widget.filter_w, widget.filter_h, widget.loop = 1, 2, "tap"
    assert (widget.steps(), widget.step) == (2, 1)
    widget.loop = "window"
    widget.x = images(1, 3, 7, 7) / 2
    assert widget.x.shape == (1, 3, 7, 7)
    assert widget.x.dtype == np.float64
    widget.step = 2
    assert widget.step == 2


def test_x_is_a_read_only_copy():
    x = images(1, 1, 4, 4)
    widget = Im2colStepper(x)
    x[0, 0, 0, 0] = 99
    assert widget.x[0, 0, 0, 0] == 0
    with pytest.raises(ValueError, match="read-only"):
        widget.x[0, 0, 0, 0] = 1


def test_what_the_page_sends_arrives_at_once():
    widget = Im2colStepper()
    x = {"shape": [1, 1, 2, 3], "data": [0, 1, 2, 3, 4, 5]}
    widget.set_state(
        {"x": x, "filter_h": 1, "filter_w": 2, "pad": [[0, 0], [1, 1]], "step": 7}
    )
    assert np.array_equal(widget.x, images(1, 1, 2, 3))
    assert (widget.step, widget.steps(), widget.pad) == (7, 8, ((0, 0), (1, 1)))


@pytest.mark.parametrize(
    "value",
    [
        images(2, 1, 3, 2),
        images(2, 1, 3, 2).astype(np.uint8),
        np.array([[[[0.1, -2.5, np.inf], [np.nan, -np.inf, 1e300]]]]),
        np.array([[[[2**53, -5]]]]),
    ],
)
def test_arrays_survive_the_wire(value):
    trait = Array("N C H W")
    wire = json.loads(json.dumps(trait.metadata["to_json"](value, None), allow_nan=False))
    back = trait.metadata["from_json"](wire, None)
    assert back.dtype.kind == ("f" if value.dtype.kind == "f" else "i")
    assert np.array_equal(back, value, equal_nan=value.dtype.kind == "f")


PICTURES = [
    kind
    for kind in map(vars(widgets).get, widgets.__all__)
    if issubclass(kind, Picture)  # a question is words: test_guess.py
]


@pytest.mark.parametrize("kind", PICTURES)
def test_paper_gets_a_picture(kind):
    data, _ = kind()._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")


def test_the_figure_shows_the_row_and_its_window():
    x = images(2, 2, 4, 5) + 100
    widget = Im2colStepper(x, 3, 2, stride=2, pad=1, dilation=2, step=5)
    texts = [text.get_text() for text in widget.figure().axes[0].texts]
    padded = np.pad(x[1], ((0, 0), (1, 1), (1, 1)))  # step 5 is in image 1
    row = im2col(x, 3, 2, 2, 1, 2)[5]
    numbers = [int(text) for text in texts if text.isdigit()]
    assert numbers == [*padded.ravel().tolist(), *row.tolist()]
    assert "x[1]" in texts
    frames = [
        patch for patch in widget.figure().axes[0].patches if patch.get_linewidth() == 2.4
    ]
    # Three windows an image, two pixels apart: step 5 is the last, it starts at column 4, and spans 5 x 3.
    assert [(frame.get_width(), frame.get_height()) for frame in frames] == [(3, 5)] * 2
    assert np.isclose(frames[0].get_x(), 0.6 + 4)
