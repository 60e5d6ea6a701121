"""NetworkExplorer: a trained network in one picture, and each of its numbers followed from a score to a pixel."""

from copy import copy
from math import prod

import numpy as np
from traitlets import Any, Dict, List, Unicode, validate

from cnnlib import SoftmaxWithLoss, load_digits, split
from cnnlib.checks import check_array, check_int, check_labels
from unrolled import bundles
from unrolled.digits import TEST, digits_network
from unrolled.widgets.base import Picture, check_choice, check_not_empty
from unrolled.widgets.layers import check_network, layer_names, layer_shapes, packed, told

VERBS = ("read", "explain", "blame", "train", "break")
TAUGHT = VERBS[3:]  # the verbs that need images to learn from
MOST_NUMBERS = 20_000  # that one image becomes, in all layers together
MOST_IMAGES = 2_000
MOST_TRAINING = 10_000
DIGITS_FILE = "digits"  # of training_digits(), beside the widget's own file in the book
LOOKED_AT = 60  # images that "Another digit" leads to, unless more are misread


class NetworkExplorer(Picture):
    """Take a trained network apart: what it reads in an image, and what each of its numbers is made of.

    network: a `cnnlib.Sequential` of Convolution, ReLU, Pooling and Affine whose last layer gives a score for each
    class. x: (N, C, H, W), images that it takes, floats; labels: (N,), integers. By default `unrolled.digits_network()`
    and the 450 digits that it has never seen.
    digit: which image is read; by default the first of `order`, which has the misread images first, and of these the
    one whose own label got the largest probability.
    train: (x, labels), images to learn from, of x's shape without N: with them the picture can train the network, in the
    page and from random weights; the one given stays as it is. By default, for `digits_network()`, the other 1,347 digits.
    verb: "read", "explain" or "blame"; with images to learn from, "train" or "break".
    path: the numbers that were followed, the open one last: [["affine", 7], ["pool2", 1, 1, 1]]; by default the
    largest score.
    digit, verb and path can be read and set later.
    Raises TypeError or ValueError naming what is wrong: another layer, groups, dilation, shapes that do not fit.

    >>> NetworkExplorer()
    NetworkExplorer(450 x (1, 8, 8) -> conv1 (16, 8, 8) -> relu1 -> pool1 (16, 4, 4) -> conv2 (32, 4, 4) -> relu2 -> pool2 (32, 2, 2) -> affine (10,))
    """  # noqa: E501  the widget's one line

    _esm, _css = bundles.load("network")
    layers = List().tag(sync=True)
    images = Dict().tag(sync=True)
    labels = List().tag(sync=True)
    order = List().tag(sync=True)
    digit = Any(0).tag(sync=True)
    verb = Unicode("read").tag(sync=True)
    path = List().tag(sync=True)
    # {"images": ..., "labels": ...}; or {"file": ...}, which is fetched, or asked for, once it is needed; or nothing.
    train = Dict().tag(sync=True)

    def __init__(
        self,
        network=None,
        x=None,
        labels=None,
        *,
        train=None,
        digit=None,
        verb="read",
        path=None,
    ):
        lesson = {}
        if network is None and x is None and labels is None:
            network = digits_network()
            _, (x, labels) = split(*load_digits(), test=TEST)
            lesson = {"file": DIGITS_FILE}
        self.network = copy(check_network(network))
        self.x = _check_images(x)
        names = layer_names(self.network)
        self.shapes = dict(zip(names, _check_size(self.network, self.x), strict=True))
        classes = self.shapes[names[-1]][0]
        labels = check_labels(labels, len(self.x), classes)
        if train is not None:
            lesson = _lesson(*_check_pair(train), self.x.shape[1:], classes)
        probabilities = _probabilities(self.network, self.x, labels)
        order = _misread_first(probabilities, labels)
        digit = order[0] if digit is None else _check_digit(digit, len(self.x))
        super().__init__(
            layers=[*map(told, names, self.network.layers)],
            images=packed(self.x),
            labels=labels.tolist(),
            order=order,
            digit=digit,
            verb=verb,
            path=[[names[-1], int(probabilities[digit].argmax())]]
            if path is None
            else path,
            train=lesson,
        )
        self.on_msg(self._hear)

    def _hear(self, widget, content, buffers) -> None:
        """With a kernel there is no file to fetch: the page asks for the digits to learn from."""
        if content == DIGITS_FILE:
            self.train = training_digits()

    @validate("digit")
    def _digit_exists(self, proposal) -> int:
        return _check_digit(proposal.value, len(self.x))

    @validate("verb")
    def _verb_exists(self, proposal) -> str:
        verb = check_choice(proposal.value, "verb", VERBS)
        if verb in TAUGHT and not self.train:
            raise ValueError(f"verb {verb!r} needs images to learn from: train=(x, labels)")
        return verb

    @validate("path")
    def _path_exists(self, proposal) -> list:
        if not proposal.value:
            raise ValueError("path must name a number at least")
        shapes = {"input": self.x.shape[1:]} | self.shapes
        return [_check_place(place, shapes) for place in proposal.value]

    def describe(self) -> str:
        previous = self.x.shape[1:]
        parts = [f"{len(self.x)} x {previous}"]
        for name, shape in self.shapes.items():
            parts.append(name if shape == previous else f"{name} {shape}")
            previous = shape
        return " -> ".join(parts)

    def figure(self):
        """This digit on its way through the network as a matplotlib figure, for print."""
        from unrolled.widgets.paper.network import whole_network

        x = self.x[self.digit : self.digit + 1]
        values = {"input": x[0]}
        for name, layer in zip(self.shapes, copy(self.network).layers, strict=True):
            x = layer.forward(x)
            values[name] = x[0]
        return whole_network(values, self.labels[self.digit])


def training_digits() -> dict:
    """The digits that `digits_network()` has learned from, as they travel to the page."""
    (x, labels), _ = split(*load_digits(), test=TEST)
    return _lesson(x, labels, x.shape[1:], 10)


def _lesson(x, labels, shape: tuple[int, ...], classes: int) -> dict:
    """Images to learn from and their labels, as they travel to the page, if they are like those that are read."""
    x = _check_images(x, "train's x", MOST_TRAINING)
    if x.shape[1:] != shape:
        raise ValueError(f"train's x must hold images {shape}, not {x.shape[1:]}")
    labels = check_labels(labels, len(x), classes)
    return {"images": packed(x), "labels": labels.tolist()}


def _check_pair(train) -> tuple:
    if not isinstance(train, (tuple, list)) or len(train) != 2:
        raise TypeError(f"train must be a pair (x, labels), not {type(train).__name__}")
    return tuple(train)


def _check_images(x, name="x", most=MOST_IMAGES) -> np.ndarray:
    """x as a copy in float64, if it is images that can be shown."""
    check_not_empty(check_array(x, name, "N C H W", "f"))
    if len(x) > most:
        raise ValueError(f"{name} must hold at most {most} images, not {len(x)}")
    if not np.isfinite(x).all():
        raise ValueError(f"{name} must hold finite numbers alone")
    return x.astype(float)


def _check_size(network, x: np.ndarray) -> list[tuple[int, ...]]:
    """The shapes behind the layers, if the picture can be drawn."""
    shapes = layer_shapes(network, x.shape[1:])
    numbers = sum(map(prod, [x.shape[1:], *shapes]))
    if numbers > MOST_NUMBERS:
        raise ValueError(
            f"an image must not become more than {MOST_NUMBERS} numbers in all layers together, but becomes {numbers}"
        )
    return shapes


def _check_digit(value, N: int) -> int:
    digit = check_int(value, "digit", 0)
    if digit >= N:
        raise ValueError(f"digit must be at most {N - 1}, not {digit}")
    return digit


def _check_place(place, shapes: dict[str, tuple[int, ...]]) -> list:
    """The name of a layer and an index of what it gives, as a list."""
    name, *index = place
    shape = shapes[check_choice(name, "path's layer", tuple(shapes))]
    index = [check_int(i, f"path's index of {name}", 0) for i in index]
    if len(index) != len(shape) or any(
        i >= size for i, size in zip(index, shape, strict=True)
    ):
        raise ValueError(f"path must name a number of {name} {shape}, not {tuple(index)}")
    return [name, *index]


def _probabilities(network, x: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """(N, K). The network given is left as it is: its layers would remember these images."""
    loss = SoftmaxWithLoss()
    loss.forward(copy(network).forward(x), labels)
    return loss.probabilities


def _misread_first(probabilities: np.ndarray, labels: np.ndarray) -> list[int]:
    """The images to look at: the misread ones first, and of these those whose label got the most; then the least sure."""
    own = probabilities[np.arange(len(labels)), labels]
    is_read = probabilities.argmax(axis=1) == labels
    order = np.lexsort((np.where(is_read, own, -own), is_read))
    return order[: max(LOOKED_AT, np.count_nonzero(~is_read))].tolist()
