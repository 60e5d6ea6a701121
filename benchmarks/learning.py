"""python -m benchmarks.learning: trains chapter 8's network many times, and stores what came out.

One run says little: the order of the images alone changes which digits are misread. So the chapter quotes ranges over
many runs, and they come from the file that this writes, beside the chapter's figures. It takes about ten minutes.
"""

import json
from datetime import date

import numpy as np

from benchmarks.__main__ import machine, versions
from cnnlib import Sequential, load_digits, split
from unrolled.digits import TEST, lessons, untrained
from unrolled.faults import Assigned, EveryTie, UpsideDown
from unrolled.figures.learning import RUNS

ORDERS = 20  # of the images; the weights to start from are the same
RACES = 6
RACE_EPOCHS, RACE_SEED = 8, 1
RIVALS: dict[str, dict] = {
    "right": {},
    "Assigned": {"convolution": Assigned},
    "UpsideDown": {"convolution": UpsideDown},
    "EveryTie": {"pooling": EveryTie},
}


def main() -> None:
    found = {
        "command": "python -m benchmarks.learning",
        "date": date.today().isoformat(),
        "machine": machine(),
        "versions": {name: versions()[name] for name in ("python", "numpy")},
        "test": TEST,
        "random": [confusion(*random_split(), order) for order in range(ORDERS)],
        "strangers": [confusion(*by_writer(), order) for order in range(ORDERS)],
        "race": {name: [race(name, order) for order in range(RACES)] for name in RIVALS},
    }
    RUNS.write_text(json.dumps(found) + "\n", "utf8")
    print("Written:", RUNS.name)


def random_split() -> tuple:
    """(training set, test set), as the chapter has them."""
    return split(*load_digits(), test=TEST, seed=0)


def by_writer() -> tuple:
    """(training set, test set): the last digits of the file, which others wrote."""
    x, labels = load_digits()
    return (x[:-TEST], labels[:-TEST]), (x[-TEST:], labels[-TEST:])


def confusion(train_set, test_set, order: int) -> list[list[int]]:
    """Row k: how often digit k of the test set is taken for each digit, by the network that learned in this order."""
    network = taught(untrained(), train_set, order=order)
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (test_set[1], answers(network, test_set[0])), 1)
    print(f"order {order}: {np.trace(counts)} of {counts.sum()}", flush=True)
    return counts.tolist()


def race(name: str, order: int) -> int:
    """How many test digits a rival reads."""
    train_set, (x, labels) = random_split()
    network = untrained(RACE_SEED, **RIVALS[name])
    taught(network, train_set, order=order, epochs=RACE_EPOCHS)
    right = int((answers(network, x) == labels).sum())
    print(f"{name}, order {order}: {right}", flush=True)
    return right


def taught(network: Sequential, train_set, *, order: int, **more) -> Sequential:
    for _ in lessons(network, *train_set, seed=order, **more):
        pass
    return network


def answers(network: Sequential, x: np.ndarray) -> np.ndarray:
    return network.forward(x).argmax(axis=1)


if __name__ == "__main__":
    main()
