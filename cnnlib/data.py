"""The handwritten digits that the book learns from, in a file of this package."""

from math import inf
from pathlib import Path

import numpy as np

from cnnlib.checks import check_batch, check_int, check_numbers, check_shape

FILE = Path(__file__).with_name("digits.npz")


def load_digits() -> tuple[np.ndarray, np.ndarray]:
    """1,797 handwritten digits, 8 x 8 pixels each, and which digit each one is.

    Returns x (1797, 1, 8, 8), float32 from 0 (paper) to 1 (ink), in steps of 1/16, and labels
    (1797,), int64 from 0 to 9. Both are new arrays. The digits are those of 13 people.

    Source: E. Alpaydin & C. Kaynak, "Optical Recognition of Handwritten Digits" (1998), UCI Machine
    Learning Repository, https://doi.org/10.24432/C50P49, licence CC BY 4.0; its test set. They
    counted the ink in blocks of 4 x 4 pixels of a bitmap of 32 x 32: integers from 0 to 16.
    The file is scikit-learn 1.9.1's copy, `digits.csv.gz`, with nothing but its form changed:
    np.savez_compressed of images (1797, 8, 8) and labels (1797,), both uint8.

    >>> x, labels = load_digits()
    >>> x.shape, x.dtype, labels[:10]
    ((1797, 1, 8, 8), dtype('float32'), array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
    """
    with np.load(FILE, allow_pickle=False) as file:
        images, labels = file["images"], file["labels"]
    return images[:, None].astype(np.float32) / 16, labels.astype(np.int64)


def split(
    x: np.ndarray, labels: np.ndarray, test: int, seed: int = 0
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Deal images at random into two sets: one to learn from, one to be tested on.

    x: (N, ...). labels: (N,). test: how many images the second set gets, from 0 to N.
    Returns (x_train, labels_train), (x_test, labels_test), new arrays in the dtypes given; the
    same seed gives the same sets.
    Raises TypeError or ValueError naming the argument that is wrong.

    >>> train_set, test_set = split(*load_digits(), test=450)
    >>> train_set[0].shape, test_set[1].shape
    ((1347, 1, 8, 8), (450,))
    """
    N = len(check_batch(x, "x"))
    check_shape(check_numbers(labels, "labels"), "labels", (N,))
    if check_int(test, "test", 0) > N:
        raise ValueError(f"test must be at most {N}, the number of images, not {test}")
    order = np.random.default_rng(check_int(seed, "seed", 0, inf)).permutation(N)
    train, tested = order[test:], order[:test]
    return (x[train], labels[train]), (x[tested], labels[tested])
