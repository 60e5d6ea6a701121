"""The digits in the package are all there and unharmed, and a split loses and mixes up none."""

import re
import zlib

import numpy as np
import pytest

from cnnlib import data, load_digits, split


def test_the_digits_are_what_their_makers_published():
    x, labels = load_digits()
    assert (x.shape, x.dtype) == ((1797, 1, 8, 8), np.float32)
    assert (labels.shape, labels.dtype) == ((1797,), np.int64)
    counts = [
        178,
        182,
        177,
        183,
        181,
        182,
        181,
        179,
        174,
        180,
    ]  # UCI's table for the test set
    assert np.bincount(labels).tolist() == counts
    assert (x.min(), x.max()) == (0, 1)
    np.testing.assert_array_equal(x * 16, (x * 16).round())


def test_no_pixel_has_changed_since_the_file_was_made():
    x, labels = load_digits()
    # Of the rows of scikit-learn's digits.csv.gz: 64 pixels and the label, each one byte.
    rows = np.column_stack([x.reshape(-1, 64) * 16, labels]).astype(np.uint8)
    assert zlib.crc32(rows.tobytes()) == 0xE7D89AA3


def test_the_first_image_is_a_zero_the_right_way_up():
    ink = load_digits()[0][0, 0] > 0.3
    assert ["".join(" #"[int(on)] for on in row) for row in ink] == [
        "  ###   ",
        "  ##### ",
        "  #  ## ",
        "  #  ## ",
        " ##  ## ",
        "  #  ## ",
        "  ####  ",
        "  ###   ",
    ]


def test_nothing_in_the_file_is_ever_run_as_code(tmp_path, monkeypatch):
    np.savez(tmp_path / "digits.npz", images=np.array([{}]), labels=np.zeros(1, int))
    monkeypatch.setattr(data, "FILE", tmp_path / "digits.npz")
    with pytest.raises(ValueError, match="allow_pickle=False"):
        load_digits()


def test_every_call_gives_new_arrays():
    x, labels = load_digits()
    x[...], labels[...] = 7, 7
    assert load_digits()[0].max() == 1
    assert load_digits()[1].max() == 9


def test_the_file_lies_in_the_package_and_is_small():
    assert data.FILE.parent.name == "cnnlib"
    assert data.FILE.stat().st_size < 60_000


def test_a_split_deals_every_image_once_with_its_label():
    x, labels = np.arange(10.0).reshape(10, 1), np.arange(10) + 100
    (x_train, labels_train), (x_test, labels_test) = split(x, labels, test=3)
    assert (len(x_train), len(x_test)) == (7, 3)
    assert sorted([*labels_train, *labels_test]) == labels.tolist()
    np.testing.assert_array_equal(x_train[:, 0] + 100, labels_train)
    np.testing.assert_array_equal(x_test[:, 0] + 100, labels_test)


def test_a_split_copies_and_keeps_the_dtypes():
    x, labels = np.zeros((4, 1), np.float16), np.zeros(4, np.uint8)
    x.flags.writeable = labels.flags.writeable = False
    for images, of_images in split(x, labels, test=2):
        assert (images.dtype, of_images.dtype) == (np.float16, np.uint8)
        images[...], of_images[...] = 7, 7


def test_the_seed_decides_the_split():
    def tested(**more):
        return split(*load_digits(), test=450, **more)[1][1].tolist()

    assert tested() == tested(seed=0)
    assert tested() != tested(seed=1)
    assert tested() != load_digits()[1][:450].tolist()


def test_a_seed_may_be_as_large_as_one_likes():
    digits = load_digits()
    first, second = (
        split(*digits, test=9, seed=seed)[1][1] for seed in (2**127, 2**127 + 1)
    )
    assert first.tolist() != second.tolist()


@pytest.mark.parametrize("test", [0, 4])
def test_a_set_may_be_empty(test):
    parts = split(np.zeros((4, 1)), np.zeros(4, int), test=test)
    assert [len(x) for x, _ in parts] == [4 - test, test]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (([1.0], np.zeros(1), 0), TypeError, "x must be a NumPy array, not list"),
        (
            (np.zeros(1, bool), np.zeros(1), 0),
            TypeError,
            "x must hold integers or floating-point numbers, not bool",
        ),
        ((np.array(1.0), np.zeros(1), 0), ValueError, "x must have shape (N, ...), not ()"),
        ((np.zeros(1), np.zeros(1), 0, -1), ValueError, "seed must be at least 0, not -1"),
        (
            (np.zeros(1), np.zeros(1), 0, None),
            TypeError,
            "seed must be an integer, not None",
        ),
        ((np.zeros(1), [1], 0), TypeError, "labels must be a NumPy array, not list"),
        (
            (np.zeros((4, 1)), np.zeros(3), 1),
            ValueError,
            "labels must have shape (4,), not (3,)",
        ),
        ((np.zeros(4), np.zeros(4), -1), ValueError, "test must be at least 0, not -1"),
        ((np.zeros(4), np.zeros(4), 0.25), TypeError, "test must be an integer, not 0.25"),
        (
            (np.zeros(4), np.zeros(4), 5),
            ValueError,
            "test must be at most 4, the number of images, not 5",
        ),
    ],
)
def test_errors_name_the_argument(arguments, error, message):
    with pytest.raises(error, match="^" + re.escape(message) + "$"):
        split(*arguments)
