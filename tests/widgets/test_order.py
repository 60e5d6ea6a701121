"""Order in Python: what a line needs, which orders are right, how it is shuffled, and what is refused."""

import json
import re
from itertools import permutations

import numpy as np
import pytest

from unrolled import plain
from unrolled.widgets import Order
from unrolled.widgets.order import fits

MEAN = """
def mean(x):
    total = 0
    for number in x:
        total += number
    count = len(x)
    return total / count
"""
METHODS = [
    method
    for layer in (plain.Convolution, plain.Pooling)
    for method in (layer.forward, layer.backward)
]


def rights(source: str) -> set[tuple]:
    pieces = Order(source).pieces
    return {
        order for order in permutations(range(len(pieces))) if fits(pieces, list(order))
    }


def body(*lines: str) -> str:
    return "def f(x):\n" + "".join(f"    {line}\n" for line in lines)


def test_one_line_says_what_is_asked():
    assert repr(Order(MEAN, "Order it.")) == "Order('Order it.', mean, 4 pieces)"


def test_any_order_that_gives_each_line_what_it_reads_is_right():
    assert rights(MEAN) == {(0, 1, 2, 3), (0, 2, 1, 3), (2, 0, 1, 3)}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_right_orders_run_and_give_the_same(order):
    """What is held to be right is tried; of the wrong ones each fails or gives something else."""
    widget = Order(MEAN)
    lines = [widget.head, *(widget.pieces[i]["text"] for i in order)]
    names: dict = {}
    exec("\n".join(lines), names)
    try:
        runs = names["mean"]([1, 2, 6]) == 3
    except UnboundLocalError:
        runs = False
    assert fits(widget.pieces, list(order)) == runs


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        (("y = x", "x = 2", "return x + y"), {(0, 1, 2)}),
        (("y = x + 1", "z = x + 2", "return y * z"), {(0, 1, 2), (1, 0, 2)}),
        (("y = [0]", "y[0] = x", "return y"), {(0, 1, 2)}),
        (("y = [0]", "y.append(x)", "return y"), {(0, 1, 2)}),
        (("y = [i for i in x]", "i = 3", "return y + [i]"), {(0, 1, 2), (1, 0, 2)}),
        (("y, z = x", "y, w = x", "return z + w"), {(0, 1, 2), (1, 0, 2)}),
        (("for i in x: pass", "for i in x: print(i)"), {(0, 1), (1, 0)}),
    ],
)
def test_what_a_line_needs_is_what_it_reads_as_the_source_leaves_it(lines, right):
    source = body(*lines)
    if right == {(0, 1), (1, 0)}:
        with pytest.raises(ValueError, match="its pieces may stand in any"):
            Order(source)
    else:
        assert rights(source) == right


def test_an_attribute_of_self_is_a_name_and_the_last_one_counts():
    source = "def f(self, x):\n    self.x = x\n    self.x = self.x + 1\n    return self.x\n"
    assert rights(source) == {(0, 1, 2)}
    kept = "def f(self, x):\n    self.x = x\n    self.x = 0\n    y = 3\n    return y"
    assert all(order.index(0) < order.index(1) for order in rights(kept))


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__qualname__)
def test_the_plain_layers_methods_start_shuffled_the_same_in_every_run(method):
    widget = Order(method)
    assert widget.order == Order(method).order == widget.start
    assert not widget.is_right()
    widget.order = list(range(len(widget.pieces)))
    assert widget.is_right()
    own = {
        name: value
        for name, value in widget.get_state().items()
        if name not in ("_esm", "_css")
    }
    assert len(json.dumps(own)) < 2048


@pytest.mark.parametrize(
    ("source", "error", "reason"),
    [
        (plain.Convolution, TypeError, "one method at a time, such as Convolution.forward"),
        (3, TypeError, "source must be a function or its text, not int"),
        ("x = 1", ValueError, "source must be a single function"),
        (MEAN + MEAN, ValueError, "source must be a single function"),
        ("def f(x):\n    return x", ValueError, "at least 2 pieces, but f has 1"),
        ("def f(x:", SyntaxError, "was never closed"),
    ],
)
def test_what_has_no_order_is_refused(source, error, reason):
    with pytest.raises(error, match=re.escape(reason)):
        Order(source)


def test_the_order_can_be_set_and_a_wrong_one_is_refused():
    widget = Order(MEAN)
    widget.set_state({"order": [3, 2, 1, 0]})
    assert widget.order == [3, 2, 1, 0]
    for order in ([0, 1], [0, 0, 1, 2], list(np.arange(5))):
        with pytest.raises(ValueError, match="order must hold 0 to 3 once each"):
            widget.order = order
    with pytest.raises(ValueError, match="hides must be at least 0"):
        Order(MEAN, hides=-1)


def test_without_a_script_the_right_order_is_folded_below_the_shuffled_one():
    html = Order(MEAN, "Put `mean` in order.")._repr_mimebundle_()[0]["text/html"]
    shuffled, answer = re.findall(r"<pre>(.*?)</pre>", html, re.DOTALL)
    assert answer.replace("\n", "") == MEAN.replace("\n", "")
    assert sorted(shuffled.splitlines()) == sorted(answer.splitlines())
    assert shuffled != answer
    assert "<code>mean</code>" in html
