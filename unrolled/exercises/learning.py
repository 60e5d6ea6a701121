"""Graders of chapter 8: counting, losses, a leaky layer, weight decay, a small network, a fault nobody sees."""

import warnings
from functools import cache

import numpy as np

import cnnlib
from unrolled.digits import TEST, lessons, untrained
from unrolled.exercises.cases import shuffled, true_tags
from unrolled.exercises.grading import (
    Call,
    Case,
    Exercise,
    Verdict,
    grade,
    layer,
    raised,
    written_call,
)
from unrolled.exercises.paper import Question, Remarks, grade_paper


def parameter_count(*yours, **named) -> Remarks:
    """Grade how many numbers each layer learns: two convolutions and an affine layer, for images of 28 x 28.

    >>> bool(parameter_count(208, 1168, 5770))
    True
    """
    first = cnnlib.Convolution(np.zeros((8, 1, 5, 5)), np.zeros(8), pad=2)
    second = cnnlib.Convolution(np.zeros((16, 8, 3, 3)), np.zeros(16))
    halved = cnnlib.Pooling(2, 2, stride=2)
    chain = cnnlib.Sequential(first, halved, second, cnnlib.Pooling(2, 2, stride=2))
    D = chain.forward(np.zeros((1, 1, 28, 28))).size
    filters = "FN*C*FH*FW weights, and a bias for each filter."
    questions = {
        "first": Question(first.W.size + first.b.size, filters),
        "second": Question(second.W.size + second.b.size, filters),
        "affine": Question(
            D * 10 + 10,
            "How many numbers reach it? Follow H from 28 through both layers and both poolings.",
        ),
    }
    return grade_paper("parameter_count", questions, yours, named)


def losses(*yours, **named) -> Remarks:
    """Grade two losses, rounded to two places: of 1000 equal scores, and of a score 3 too low out of two.

    >>> bool(losses(6.91, 3.05))
    True
    """
    blind = cnnlib.SoftmaxWithLoss().forward(np.zeros((1, 1000)), np.array([7]))
    wrong = cnnlib.SoftmaxWithLoss().forward(np.array([[0.0, 3.0]]), np.array([0]))
    questions = {
        "first": Question(blind, "Which probability does each of 1000 classes get?"),
        "second": Question(
            wrong,
            "Softmax of the scores 0 and 3: what does the 0 get, and what is its loss?",
        ),
    }
    return grade_paper("losses", questions, yours, named)


def leaky_relu(answer) -> Verdict:
    """Grade a class without arguments: ``.forward(x)`` and ``.backward(dout)``, with slope 0.1 below 0.

    >>> bool(leaky_relu(cnnlib.ReLU))
    False
    """
    return grade(_leaky_relu(), answer)


@cache
def _leaky_relu() -> Exercise:
    shapes = [(1,), (2,), (3,), (2, 2), (1, 2, 2, 2), (2, 3, 4, 5)]
    cases = []
    for shape in shapes:
        for lowest in (1, -np.prod(shape) // 2, -np.prod(shape)):
            for dtype in ("float32", "float64"):
                # Halves, so that no number is 0, where both slopes make sense.
                x = (
                    shuffled(shape, dtype)
                    + np.asarray(lowest, dtype)
                    - np.asarray(0.5, dtype)
                )
                conditions = {
                    "some numbers are negative": x.min() < 0,
                    "some numbers are positive": x.max() > 0,
                    "the dtype is float32": dtype == "float32",
                }
                given = {"x": x, "dout": 10 * shuffled(shape, dtype)[::-1]}
                cases.append(Case(given, {}, true_tags(conditions)))
    hints = {
        "dtype": "The numbers are right, their type is not. An array of slopes is float64, unless "
        "it is told otherwise, and the product is then float64 too.",
        "some numbers are negative": "Below 0, a tenth passes: forward and backward.",
        "some numbers are positive": "Above 0, all passes: forward and backward.",
    }
    return Exercise("leaky_relu", ("out", "dx"), _Leaky, cases, layer, hints)


class _Leaky:
    def forward(self, x):
        self.negative = x < 0
        return np.where(self.negative, x / 10, x)

    def backward(self, dout):
        return np.where(self.negative, dout / 10, dout)


def weight_decay(answer) -> Verdict:
    """Grade a class ``Optimizer(learning_rate)``: ``.step(parameters, gradients)`` adds 0.1 * W to W's gradient.

    >>> bool(weight_decay(cnnlib.SGD))
    False
    """
    return grade(_weight_decay(), answer)


@cache
def _weight_decay() -> Exercise:
    cases = []
    for shape in ((1, 1), (1, 2), (2, 2), (3, 4)):
        for rate in (0.5, 0.25):
            for dtype in ("float32", "float64"):
                W, dW = shuffled(shape, dtype), 2 * shuffled(shape, dtype)[::-1]
                given = {"W": W, "b": W[0].copy(), "dW": dW, "db": dW[0].copy()}
                cases.append(Case(given, {"learning_rate": rate}, frozenset()))
    hints = {
        "numbers": "The gradient of W grows by 0.1 * W before the step, that of b does not. "
        "Which sign takes the step downhill?",
    }

    return Exercise("weight_decay", ("W", "b"), _Decaying, cases, optimizer, hints)


class _Decaying(cnnlib.SGD):
    def step(self, parameters, gradients):
        shrunk = (1 - 0.1 * self.learning_rate) * parameters["0.W"]
        return super().step(parameters | {"0.W": shrunk}, gradients)


def _run_optimizer(answer, given: dict, settings: dict, returns: tuple) -> dict:
    """What an optimizer class makes of the parameters of layer 0, in one step."""
    parameters = {f"0.{name}": given[name] for name in returns}
    gradients = {f"0.{name}": given[f"d{name}"] for name in returns}
    new = answer(**settings).step(parameters, gradients)
    for name in returns:  # so that a changed dictionary is seen like a changed array
        given[name] = parameters.get(f"0.{name}")
        given[f"d{name}"] = gradients.get(f"0.{name}")
    if not isinstance(new, dict):
        return dict.fromkeys(returns, new)
    return {name: new.get(f"0.{name}") for name in returns}


def _written_optimizer(name: str, case: Case) -> str:
    names = ", ".join(f'"0.{n}": {n}' for n in ("W", "b"))
    gradients = ", ".join(f'"0.{n}": d{n}' for n in ("W", "b"))
    return f"{written_call(name, {}, case.settings)}.step({{{names}}}, {{{gradients}}})"


optimizer = Call(_run_optimizer, _written_optimizer)


def unnoticed(answer) -> Remarks:
    """Grade a convolution class whose dW or db is wrong, and with which a network still reads digits.

    >>> unnoticed(cnnlib.Convolution)
    unnoticed: not yet.
    Nudges find nothing wrong with dW and db.
    """
    if not callable(answer):
        return Remarks("unnoticed", False, ("Pass the class itself, without calling it.",))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            wrong = _wrong_gradients(answer)
            share = _share_read(answer) if wrong else 0.0
        except (Exception, SystemExit) as error:
            failure = raised(error)
            return Remarks(
                "unnoticed", False, (f"It raised {failure.message}", *failure.line)
            )
    if not wrong:
        return Remarks("unnoticed", False, ("Nudges find nothing wrong with dW and db.",))
    found = f"Nudges find fault with {' and '.join(wrong)}."
    if share < 0.9:
        less = "But one would notice: the network reads fewer than 90 of 100 test digits."
        return Remarks("unnoticed", False, (found, less))
    return Remarks(
        "unnoticed", True, (found, "And the network reads at least 90 of 100 test digits.")
    )


def _wrong_gradients(Layer) -> list[str]:
    rng = np.random.default_rng(0)
    made = Layer(rng.normal(size=(3, 2, 3, 3)), rng.normal(size=3), pad=1)
    errors = cnnlib.check_gradients(made, rng.normal(size=(2, 2, 4, 5)))
    return [f"d{name}" for name in ("W", "b") if not errors[name] < 1e-6]


def _share_read(Layer) -> float:
    """Of the test digits, the share that chapter 8's network reads after six epochs."""
    network = untrained(convolution=Layer)
    return _share_after(network, epochs=6)


def _share_after(network, epochs: int) -> float:
    training, (x, labels) = cnnlib.split(*cnnlib.load_digits(), test=TEST, seed=0)
    for _ in lessons(network, *training, epochs):
        pass
    return float((network.forward(x).argmax(axis=1) == labels).mean())


MOST = {"parameters": 2_030, "products": 28_074}  # a third of what chapter 8's network has
LEAST_READ = 0.93


def small_network(build, parameters=..., products=...) -> Remarks:
    """Grade ``build(rng) -> Sequential`` for the digits, and its costs, said in advance: small, and it reads 93 of 100.

    parameters: the numbers that it learns, biases included. products: of its convolutions and affine layers, for one
    image. Both at most a third of what chapter 8's network has. Trains it for ten epochs.

    >>> small_network(lambda rng: None)
    small_network: not yet.
    build(rng) must return a cnnlib.Sequential, not a NoneType.
    """
    try:
        network = build(np.random.default_rng(0))
        if not isinstance(network, cnnlib.Sequential):
            kind = type(network).__name__
            return _small(f"build(rng) must return a cnnlib.Sequential, not a {kind}.")
        costs, shape = _costs(network)
    except (Exception, SystemExit) as error:
        failure = raised(error)
        return _small(f"It raised {failure.message}", *failure.line)
    if shape != (1, 10):
        return _small(
            f"It must make ten scores of an image (1, 1, 8, 8), shape (1, 10), not {shape}."
        )
    said = {"parameters": parameters, "products": products}
    wrong = [name for name, count in costs.items() if said[name] != count]
    if wrong:
        return _small(*(_said(name, said[name]) for name in wrong))
    large = [name for name, most in MOST.items() if costs[name] > most]
    if large:
        return _small(
            *(f"{costs[name]:,} {name}: at most {MOST[name]:,}." for name in large)
        )
    share = _share_after(network, epochs=10)
    read = f"It reads {100 * share:.0f} of 100 test digits"
    if share < LEAST_READ:
        return _small(
            f"{read}, and should read 93. The counts are right, and small enough."
        )
    return Remarks("small_network", True, (f"{read}, and costs what you said.",))


def _small(*sentences: str) -> Remarks:
    return Remarks("small_network", False, sentences)


def _said(name: str, said) -> str:
    if said is ...:
        return f"Say in advance: how many {name}?"
    hints = {
        "parameters": "FN*C/groups*FH*FW weights and FN biases a convolution, D*10 + 10 the affine layer.",
        "products": "a convolution has as many as weights, at each of its OH*OW places.",
    }
    return f"It has not {said} {name}. Hint: {hints[name]}"


def _costs(network) -> tuple[dict[str, int], tuple[int, ...]]:
    """Parameters, and products for one image of 8 x 8; and the shape of what it gives."""
    x, products = np.zeros((1, 1, 8, 8), np.float32), 0
    for part in network.layers:
        x = part.forward(x)
        weights = getattr(part, "W", None)
        if weights is not None:
            products += weights.size * (x[0, 0].size if weights.ndim == 4 else 1)
    parameters = sum(value.size for value in network.parameters.values())
    return {"parameters": parameters, "products": products}, x.shape
