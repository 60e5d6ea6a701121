"""ArrayExplorer's Python side: what an index chooses, what is refused, and the text and figure for print."""

import numpy as np
import pytest

from unrolled.widgets import ArrayExplorer


def test_one_line_says_what_it_shows():
    assert repr(ArrayExplorer()) == "ArrayExplorer(x (2, 3, 4, 5): x[1, :, 2, 3] -> (3,))"
    turned = ArrayExplorer(axes=(0, 2, 3, 1))
    assert (
        repr(turned)
        == "ArrayExplorer(x (2, 3, 4, 5): x.transpose(0, 2, 3, 1)[1, 2, 3, :] -> (3,))"
    )
    assert turned._repr_mimebundle_()[0]["text/plain"] == repr(turned)


@pytest.mark.parametrize(
    "index", [(None,) * 4, (1, ":", 2, 3), (slice(None), 0, slice(None), 4), (0, 0, 0, 0)]
)
@pytest.mark.parametrize("axes", [(0, 1, 2, 3), (0, 2, 3, 1), (3, 0, 2, 1)])
def test_the_expression_run_in_python_gives_the_chosen_array(index, axes):
    widget = ArrayExplorer(index=index, axes=axes)
    x = widget.x
    expected = eval(widget.expression, {"x": x})
    assert np.array_equal(widget.chosen, expected)
    assert np.shares_memory(widget.chosen, x)
    assert widget.steps() == expected.size


def test_all_three_ways_to_say_all_are_kept_as_one():
    assert ArrayExplorer(index=(None, ":", slice(None), 1)).index == (None, None, None, 1)
    assert ArrayExplorer(index=[np.int64(1), None, None, None]).index == (
        1,
        None,
        None,
        None,
    )


def test_everything_can_be_set_later_and_the_step_stays_inside():
    widget = ArrayExplorer(index=(None,) * 4, step=119)
    widget.index = (1, None, 2, 3)
    assert (widget.steps(), widget.step) == (3, 2)
    widget.axes = [0, 2, 3, 1]
    assert widget.axes == (0, 2, 3, 1)
    widget.x = np.zeros((2, 1, 3, 4))
    assert (widget.chosen.shape, widget.step) == ((1,), 0)
    assert not widget.asks
    widget.asks = True
    assert widget.asks


def test_what_the_page_sends_arrives_at_once():
    widget = ArrayExplorer()
    x = {"shape": [1, 1, 2, 2], "data": [0, 1, 2, 3]}
    widget.set_state({"x": x, "index": [0, None, 1, 1], "axes": [3, 2, 1, 0], "step": 0})
    assert widget.expression == "x.transpose(3, 2, 1, 0)[1, 1, :, 0]"
    assert widget.chosen.tolist() == [3]


@pytest.mark.parametrize("axes", [(0, 1, 2, 3), (3, 0, 2, 1)])
def test_the_figure_shows_every_number_once(axes):
    widget = ArrayExplorer(axes=axes)
    (ax,) = widget.figure().axes
    shown = [text.get_text() for text in ax.texts]
    assert widget.expression in shown[0]
    assert sorted(int(text) for text in shown if text.isdigit()) == list(range(120))
    assert any("73, 93, 113" in text for text in shown)
