"""The network that the pictures take apart: what it reads, and that one command makes it."""

import numpy as np
import pytest

import unrolled
from cnnlib import Affine, Convolution, Pooling, ReLU, load_digits, split
from unrolled.digits import TEST, digits_network, trained, untrained

(_, _), (X, LABELS) = split(*load_digits(), test=TEST)


def answers(network) -> np.ndarray:
    return network.forward(X).argmax(axis=1)


def test_its_layers_stand_in_order():
    kinds = [Convolution, ReLU, Pooling, Convolution, ReLU, Pooling, Affine]
    assert [type(layer) for layer in digits_network().layers] == kinds
    parameters = digits_network().parameters
    assert sum(value.size for value in parameters.values()) == 6090
    assert {value.dtype for value in parameters.values()} == {np.dtype("float32")}


def test_it_has_learned_and_the_untrained_one_has_not():
    assert (answers(digits_network()) == LABELS).mean() >= 0.97
    assert (answers(untrained()) == LABELS).mean() < 0.3


def test_each_call_makes_a_network_of_its_own():
    first, second = digits_network(), digits_network()
    first.layers[0].W[:] = 0
    assert second.layers[0].W.any()


@pytest.mark.slow
def test_made_anew_it_answers_the_same():
    again = answers(trained())
    assert (again == LABELS).mean() >= 0.97
    assert (again == answers(digits_network())).sum() >= 440


def test_the_package_names_it_and_nothing_else():
    assert unrolled.digits_network is digits_network
    with pytest.raises(AttributeError, match="has no attribute 'digits_net'"):
        _ = unrolled.digits_net
