"""NetworkExplorer's Python side: what it takes and refuses, which digit it opens on, and what travels to the page."""

import re
from copy import deepcopy

import numpy as np
import pytest

from cnnlib import (
    Affine,
    AveragePooling,
    Convolution,
    Pooling,
    ReLU,
    Sequential,
    SoftmaxWithLoss,
    load_digits,
    split,
)
from unrolled.digits import TEST, digits_network
from unrolled.widgets import NetworkExplorer
from unrolled.widgets.layers import layer_names, layer_shapes, packed
from unrolled.widgets.network import training_digits

_, (X, LABELS) = split(*load_digits(), test=TEST)
RNG = np.random.default_rng(0)


def small(*middle) -> Sequential:
    """A chain for images (1, 4, 4), with these layers before the last."""
    return Sequential(*middle, Affine(RNG.normal(size=(16, 3))))


def images(N=2, *shape) -> np.ndarray:
    return RNG.normal(size=(N, *(shape or (1, 4, 4))))


def explore(network, x=None, labels=None) -> NetworkExplorer:
    x = images() if x is None else x
    return NetworkExplorer(network, x, np.zeros(len(x), int) if labels is None else labels)


def convolution(C=1, FN=1, **settings) -> Convolution:
    return Convolution(RNG.normal(size=(FN, C, 3, 3)), pad=1, **settings)


def test_one_line_says_what_it_shows():
    line = (
        "NetworkExplorer(450 x (1, 8, 8) -> conv1 (16, 8, 8) -> relu1 -> pool1 (16, 4, 4) -> "
        "conv2 (32, 4, 4) -> relu2 -> pool2 (32, 2, 2) -> affine (10,))"
    )
    widget = NetworkExplorer()
    assert repr(widget) == line
    widget.digit, widget.verb = 3, "explain"
    assert repr(widget) == line


def test_it_opens_on_the_misread_digit_whose_label_got_most():
    widget = NetworkExplorer()
    loss = SoftmaxWithLoss()
    loss.forward(digits_network().forward(X.astype(float)), LABELS)
    p = loss.probabilities
    wrong = np.flatnonzero(p.argmax(axis=1) != LABELS)
    assert len(wrong) > 1
    own = p[wrong, LABELS[wrong]]
    assert widget.digit == wrong[own.argmax()]
    assert widget.order[: len(wrong)] == wrong[np.argsort(-own)].tolist()
    assert len(set(widget.order)) == len(widget.order) == 60
    assert widget.path == [["affine", int(p[widget.digit].argmax())]]
    assert widget.path[0][1] != LABELS[widget.digit]


def test_of_the_digits_that_are_read_the_least_sure_come_first():
    widget = NetworkExplorer()
    loss = SoftmaxWithLoss()
    loss.forward(digits_network().forward(X.astype(float)), LABELS)
    own = loss.probabilities[np.arange(TEST), LABELS]
    read = [i for i in widget.order if loss.probabilities[i].argmax() == LABELS[i]]
    assert np.all(np.diff(own[read]) >= 0)


def test_what_can_be_set():
    widget = NetworkExplorer(digit=5, verb="explain", path=[("pool2", 1, 1, 1)])
    assert (widget.digit, widget.verb, widget.path) == (5, "explain", [["pool2", 1, 1, 1]])
    widget.set_state(
        {"digit": 7, "verb": "read", "path": [["affine", 3], ["pool2", 0, 0, 1]]}
    )
    assert (widget.digit, widget.verb) == (7, "read")
    assert widget.path == [["affine", 3], ["pool2", 0, 0, 1]]


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"digit": 450}, "digit must be at most 449, not 450"),
        ({"digit": -1}, "digit must be"),
        ({"digit": 1.5}, "digit must be"),
        ({"verb": "teach"}, "verb must be"),
        ({"path": []}, "path must name a number at least"),
        ({"path": [["conv9", 1]]}, "path's layer must be one of 'input', 'conv1'"),
        (
            {"path": [["pool2", 1, 1]]},
            re.escape("path must name a number of pool2 (32, 2, 2), not (1, 1)"),
        ),
        (
            {"path": [["affine", 10]]},
            re.escape("path must name a number of affine (10,), not (10,)"),
        ),
        ({"path": [["affine", -1]]}, "path's index of affine must be"),
    ],
)
def test_what_does_not_exist_is_refused_and_changes_nothing(state, message):
    widget = NetworkExplorer(verb="explain")
    before = widget.get_state()
    ((name, value),) = state.items()
    with pytest.raises((TypeError, ValueError), match=message):
        setattr(widget, name, value)
    assert widget.get_state() == before
    with pytest.raises((TypeError, ValueError), match=message):
        NetworkExplorer(**state)


class Trap(Affine):
    """A layer that must not run."""

    def forward(self, x):
        raise AssertionError("it was run")


@pytest.mark.parametrize(
    ("layers", "error", "message"),
    [
        (
            [AveragePooling(2, 2)],
            TypeError,
            "layer 1, AveragePooling, can't be shown: each layer must be one of",
        ),
        (
            [convolution(2, 2, groups=2)],
            ValueError,
            "layer 1, Convolution, must have groups 1, not 2",
        ),
        (
            [convolution(dilation=2)],
            ValueError,
            re.escape("layer 1, Convolution, must have dilation 1, not (2, 2)"),
        ),
        (
            [Pooling(2, 2, dilation=(1, 2))],
            ValueError,
            re.escape("layer 1, Pooling, must have dilation 1, not (1, 2)"),
        ),
        (
            [convolution(3)],
            ValueError,
            "layer 1, Convolution: W must have 2 channels, as what it gets, not 3",
        ),
        ([Pooling(9, 1)], ValueError, "layer 1, Pooling: a filter of 9"),
        (
            [Affine(np.ones((5, 2)))],
            ValueError,
            "layer 1, Affine: W must have a row for each of the 32 numbers, not 5",
        ),
        (
            [Affine(np.ones((32, 2))), Pooling(1, 1)],
            ValueError,
            "layer 2, Pooling: it must get maps",
        ),
    ],
)
def test_what_can_not_be_shown_is_named_before_anything_is_computed(
    monkeypatch, layers, error, message
):
    for kind in (Convolution, ReLU, Pooling, Affine):
        monkeypatch.setattr(kind, "forward", Trap.forward)
    network = Sequential(convolution(1, 2), *layers, Affine(np.ones((32, 3))))
    with pytest.raises(error, match=message):
        explore(network)


def test_a_subclass_is_not_what_it_seems():
    with pytest.raises(TypeError, match="layer 0, Trap, can't be shown"):
        explore(Sequential(Trap(np.ones((16, 2)))))


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (
            (Affine(np.ones((16, 2))), None, None),
            TypeError,
            "network must be a Sequential, not Affine",
        ),
        (
            (Sequential(ReLU()), None, None),
            ValueError,
            "the last layer must be Affine, which gives scores, not ReLU",
        ),
        (
            (small(), np.zeros((2, 4, 4)), None),
            ValueError,
            re.escape("x must have shape (N, C, H, W)"),
        ),
        (
            (small(), np.zeros((2, 1, 4, 4), int), None),
            TypeError,
            "x must hold floating-point numbers, not int64",
        ),
        ((small(), np.zeros((0, 1, 4, 4)), None), ValueError, "at least one image"),
        ((small(), np.full((1, 1, 4, 4), np.nan), None), ValueError, "finite"),
        (
            (small(), np.zeros((2001, 1, 4, 4)), None),
            ValueError,
            "at most 2000 images, not 2001",
        ),
        (
            (small(), None, np.array([0, 3])),
            ValueError,
            "labels must be from 0 to 2, not 3",
        ),
        ((small(), None, np.array([0])), ValueError, "labels"),
        (
            (small(), np.zeros((1, 1, 5, 5)), None),
            ValueError,
            "a row for each of the 25 numbers, not 16",
        ),
    ],
)
def test_wrong_arguments_are_refused_by_name(given, error, message):
    with pytest.raises(error, match=message):
        explore(*given)


def test_a_network_too_large_to_draw_is_refused():
    network = Sequential(Affine(np.ones((20_000, 2))))
    with pytest.raises(
        ValueError,
        match="more than 20000 numbers in all layers together, but becomes 20002",
    ):
        explore(network, np.zeros((1, 2, 100, 100)))


def test_images_are_not_taken_without_their_network():
    with pytest.raises(TypeError, match="network must be a Sequential, not NoneType"):
        NetworkExplorer(x=images())


def test_the_network_is_left_as_it_is():
    network = digits_network()
    before = [deepcopy(vars(layer)) for layer in network.layers]
    NetworkExplorer(network, X[:5], LABELS[:5]).figure()
    for layer, had in zip(network.layers, before, strict=True):
        for name, value in had.items():
            assert np.array_equal(getattr(layer, name), value), name


def test_layers_are_named_in_order():
    network = Sequential(
        Pooling(1, 1),
        convolution(),
        ReLU(),
        Affine(np.ones((16, 4))),
        ReLU(),
        Affine(np.ones((4, 2))),
    )
    names = ["pool1", "conv1", "relu1", "affine1", "relu2", "affine2"]
    assert layer_names(network) == names
    assert layer_shapes(network, (1, 4, 4)) == [(1, 4, 4)] * 3 + [(4,), (4,), (2,)]
    assert explore(network).path[0][0] == "affine2"


def test_shapes_are_the_librarys():
    widget, x = NetworkExplorer(), X[:1]
    for layer, shape in zip(widget.network.layers, widget.shapes.values(), strict=True):
        x = layer.forward(x)
        assert x.shape[1:] == shape


def unpacked(wire) -> np.ndarray:
    if wire["dtype"] == "letters":
        numbers = np.frombuffer(wire["data"].encode(), np.uint8) - ord("a")
    else:
        numbers = np.frombuffer(wire["data"], np.dtype(wire["dtype"]).newbyteorder("<"))
    return numbers.reshape(wire["shape"]) / wire.get("divide", 1)


def test_numbers_travel_to_the_last_bit_and_in_few_bytes():
    widget = NetworkExplorer()
    assert np.array_equal(unpacked(widget.images), X)
    assert len(widget.images["data"]) == X.size
    for layer, told in zip(digits_network().layers, widget.layers, strict=True):
        for key, wire in told["parameters"].items():
            assert np.array_equal(unpacked(wire), getattr(layer, key))
    sent = sum(
        len(wire["data"]) for told in widget.layers for wire in told["parameters"].values()
    )
    assert sent == 6090


@pytest.mark.parametrize(
    ("numbers", "dtype"),
    [
        (np.array([0.1]), "float64"),
        (np.float32([0.1]), "float32"),
        (np.array([-1.0, 127 / 64]), "int8"),
        (np.array([-129.0]), "float64"),
        (np.array([255.0]), "uint8"),
        (np.array([256.0]), "float64"),
        (np.array([25.0, 0.0]), "letters"),
        (np.array([26.0]), "uint8"),
        (np.array([1 / 8192]), "float64"),
    ],
)
def test_an_array_takes_as_few_bytes_as_hold_it(numbers, dtype):
    wire = packed(numbers)
    assert wire["dtype"] == dtype
    assert np.array_equal(unpacked(wire), numbers)


def test_its_picture_has_every_map_and_a_bar_for_each_score():
    (ax,) = NetworkExplorer().figure().axes
    assert len(ax.images) == 1 + 16 + 16 + 32 + 32
    texts = [text.get_text() for text in ax.texts]
    assert [text for text in texts if text.isdigit()] == [*map(str, range(10))]
    assert {"input", "conv1, relu1", "pool1", "conv2, relu2", "pool2"} < set(texts)
    widths = [bar.get_width() for bar in ax.patches]
    assert len(widths) == 10
    assert np.argmax(widths) == NetworkExplorer().path[0][1]


TRAIN = images(5), np.array([0, 1, 2, 0, 1])


def taught(train=TRAIN, **options) -> NetworkExplorer:
    network = small(convolution(), ReLU())
    return NetworkExplorer(network, images(), np.zeros(2, int), train=train, **options)


def test_the_digits_to_learn_from_are_fetched_only_when_they_are_needed():
    assert NetworkExplorer().train == {"file": "digits"}
    (x, labels), _ = split(*load_digits(), test=TEST)
    told = training_digits()
    assert told["labels"] == labels.tolist()
    numbers = np.frombuffer(told["images"]["data"].encode(), np.uint8) - ord("a")
    assert np.array_equal(
        numbers.reshape(x.shape) / told["images"]["divide"], x.astype(float)
    )


def test_a_kernel_gives_them_to_a_page_that_asks():
    widget = NetworkExplorer()
    widget._handle_custom_msg("something else", [])
    assert widget.train == {"file": "digits"}
    widget._handle_custom_msg("digits", [])
    assert widget.train == training_digits()
    other = explore(small())
    assert other.train == {}


def test_images_of_ones_own_to_learn_from_travel_with_it():
    widget = taught(verb="train")
    assert widget.train["labels"] == [0, 1, 2, 0, 1]
    assert widget.train["images"] == packed(TRAIN[0])
    assert repr(widget) == repr(taught(None))


def test_without_images_to_learn_from_there_is_nothing_to_train():
    for verb in ("train", "break"):
        with pytest.raises(ValueError, match=f"'{verb}' needs images to learn from"):
            taught(None, verb=verb)
    widget = taught(None)
    with pytest.raises(ValueError, match="needs images to learn from"):
        widget.verb = "train"
    assert NetworkExplorer(verb="break").verb == "break"


@pytest.mark.parametrize(
    ("train", "error", "words"),
    [
        (TRAIN[0], TypeError, r"train must be a pair \(x, labels\), not ndarray"),
        (TRAIN[:1], TypeError, "train must be a pair"),
        ((images(5, 1, 4, 5), TRAIN[1]), ValueError, r"must hold images \(1, 4, 4\)"),
        ((TRAIN[0], TRAIN[1] + 1), ValueError, "labels must be from 0 to 2, not 3"),
        ((TRAIN[0], TRAIN[1][:4]), ValueError, "labels"),
        ((TRAIN[0] * np.nan, TRAIN[1]), ValueError, "finite numbers alone"),
        ((TRAIN[0][:0], TRAIN[1][:0]), ValueError, "at least one image"),
        (
            (np.zeros((10_001, 1, 4, 4)), np.zeros(10_001, int)),
            ValueError,
            "train's x must hold at most 10000 images",
        ),
    ],
)
def test_images_to_learn_from_are_like_those_that_are_read(train, error, words):
    with pytest.raises(error, match=words):
        taught(train)
