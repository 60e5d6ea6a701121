import inspect

import numpy as np
import pytest

from unrolled import exercises, museum
from unrolled.exercises import GRADERS

BY_NAME = {exhibit.piece.__name__: exhibit for exhibit in museum.EXHIBITS}

# What the grader must say of each: the call and shapes of the smallest case, and where to look.
SAID = [
    (
        "conv_output_size",
        "output_size",
        "conv_output_size(1, 2, stride=2, pad=0, dilation=1)",
        "expected size 0\nreceived size 1\n",
        "only where no window fits and stride is above 1",
        "Which way does your division round?",
    ),
    (
        "MaxPool2D",
        "pooling_forward",
        "MaxPool2D(2, 2, stride=1, pad=1).forward(x)",
        "received out (1, 1, 0, 0)",
        "only where pad is above 0",
        "The padded axis is H + 2 * pad long.",
    ),
    (
        "columns_to_image",
        "col2im",
        "columns_to_image(col, (1, 1, 1, 1), 1, 1, stride=1, pad=0)",
        "received image (1, 1, 0, 0)",
        "wherever pad is 0, and nowhere else",
        "What does your slice take when pad is 0?",
    ),
    (
        "image_to_columns",
        "im2col",
        "image_to_columns(x, 1, 2, stride=1, pad=0)",
        "x (1, 1, 1, 2) float32",
        "only where the window is not square",
        "FH counts rows and FW columns.",
    ),
    (
        "Conv2D",
        "convolution_forward",
        "Conv2D(W, b, stride=1, pad=0).forward(x)",
        "W (2, 1, 1, 1) float32",
        "only where FN is above 1",
        "their numbers got mixed",
    ),
    (
        "Conv2D",
        "convolution_backward",
        ".backward(dout)",
        "received dx (1, 1, 1, 2)",
        "only where FN is above 1",
        "their numbers got mixed",
    ),
    (
        "ConvLayer",
        "convolution_backward",
        "ConvLayer(W, b, stride=1, pad=0).forward(x), then .backward(dout)",
        "received dW (2, 1, 1, 2)",
        "only where FN is above 1",
        "their numbers got mixed",
    ),
    (
        "fold_columns",
        "col2im",
        "fold_columns(col, (1, 1, 1, 3), 1, 2, stride=1, pad=0)",
        "[[[[1. 2. 4.]]]]",
        "wherever windows overlap, and nowhere else",
        "gets the sum of all its cells",
    ),
    (
        "MaxPoolLayer",
        "pooling_forward",
        "MaxPoolLayer(2, 2, stride=1, pad=1).forward(x)",
        "x (1, 1, 1, 1) float32 [[[[-1.]]]]",
        "wherever all numbers are negative and pad is above 0",
        "What does the border hold",
    ),
    (
        "MaxPoolLayer",
        "pooling_backward",
        ".backward(dout)",
        "received dx (1, 1, 1, 1) float32 [[[[0.]]]]",
        "wherever all numbers are negative and pad is above 0",
        "What does the border hold",
    ),
    (
        "PoolingLayer",
        "pooling_backward",
        "PoolingLayer(1, 2, stride=1, pad=0).forward(x), then .backward(dout)",
        "received dx (1, 1, 1, 2) float32 [[[[1. 1.]]]]",
        "only where equal numbers meet",
        "only the first in reading order",
    ),
    (
        "unfold_windows",
        "im2col",
        "unfold_windows(x, 1, 1, stride=1, pad=0)",
        "received col (1, 1) float64",
        "wherever the dtype is float32, and nowhere else",
        "say which dtype",
    ),
]


@pytest.mark.parametrize(
    ("name", "grader", "words"), [(name, grader, words) for name, grader, *words in SAID]
)
def test_the_grader_rejects_an_exhibit_with_a_useful_sentence(name, grader, words):
    text = repr(getattr(exercises, grader)(BY_NAME[name].piece))
    assert text.startswith(f"{grader}: not yet.")
    flat = " ".join(text.split())
    for part in words:
        assert " ".join(part.split()) in flat


@pytest.mark.slow
def test_every_grader_that_rejects_is_in_the_list_above():
    rejected = [
        (exhibit.piece.__name__, grader.__name__)
        for exhibit in museum.EXHIBITS
        for grader in GRADERS[exhibit.replaces]
        if not grader(exhibit.piece)
    ]
    # MaxPool2D's backward fails with its forward.
    assert sorted(rejected) == sorted(
        [(name, grader) for name, grader, *_ in SAID] + [("MaxPool2D", "pooling_backward")]
    )
    assert {name for name, _ in rejected} == set(BY_NAME)


def test_there_are_ten_and_no_two_alike():
    assert len(museum.EXHIBITS) == len(BY_NAME) == 10
    assert len({exhibit.bug for exhibit in museum.EXHIBITS}) == 10


@pytest.mark.slow
@pytest.mark.parametrize("exhibit", museum.EXHIBITS, ids=BY_NAME.keys())
def test_an_exhibit_looks_right_and_its_mend_is(exhibit):
    for grader in GRADERS[exhibit.replaces]:
        verdict = grader(exhibit.piece)
        assert verdict.wrong < verdict.tried
        assert grader(museum.mended(exhibit))


@pytest.mark.slow
@pytest.mark.parametrize("exhibit", museum.EXHIBITS, ids=BY_NAME.keys())
def test_a_mend_fits_one_place_and_all_of_it_is_needed(exhibit):
    source = inspect.getsource(exhibit.piece)
    graders = GRADERS[exhibit.replaces]
    for wrong, right in exhibit.mend.items():
        assert source.count(wrong) == 1
        mend = {w: r for w, r in exhibit.mend.items() if w != wrong}
        partly = museum.mended(exhibit._replace(mend=mend))
        assert not all(grader(partly) for grader in graders), right


@pytest.mark.parametrize("exhibit", museum.EXHIBITS, ids=BY_NAME.keys())
def test_a_docstring_claims_and_does_not_confess(exhibit):
    claim = exhibit.piece.__doc__.lower()
    assert claim.strip().endswith(".")
    assert not any(word in claim for word in ("bug", "wrong", "mistake", "float64", "trap"))


def wrong_ones(implementations):
    """The names whose implementation a grader rejects."""
    return {
        name
        for name, graders in GRADERS.items()
        if not all(grader(getattr(implementations, name)) for grader in graders)
    }


@pytest.mark.slow
def test_the_plain_implementations_are_sound():
    sound = museum.implementations()
    assert set(vars(sound)) == set(GRADERS)
    assert wrong_ones(sound) == set()


# Where a bug shows that is planted in one of the functions that the layers use.
USERS = {
    "output_size": set(),  # the layers only ask it for windows that fit
    "im2col": {"Convolution", "Pooling"},
    "col2im": {"Convolution", "Pooling"},
    "Convolution": set(),
    "Pooling": set(),
}


@pytest.mark.slow
@pytest.mark.parametrize("exhibit", museum.EXHIBITS, ids=BY_NAME.keys())
def test_one_bug_is_planted_and_the_rest_is_sound(exhibit):
    planted = museum.implementations(exhibit)
    assert wrong_ones(planted) == {exhibit.replaces} | USERS[exhibit.replaces]


def test_planting_leaves_the_museum_as_it_was():
    museum.implementations(BY_NAME["fold_columns"])
    assert (
        museum.implementations().col2im(np.ones((2, 2)), (1, 1, 1, 3), 1, 2)[0, 0, 0, 1]
        == 2
    )
    assert museum.pieces.col2im.__module__ == "cnnlib.unroll"


def test_the_usual_input_gives_away_two_exhibits():
    gray, ones = np.arange(25.0).reshape(1, 1, 5, 5), np.ones((1, 1, 3, 3))
    assert museum.caught_by(gray, ones) == [3, 7]
    assert museum.caught_by(gray, ones, pad=1) == [2, 3, 7]
    assert 10 in museum.caught_by(gray.astype(np.float32), ones.astype(np.float32))


PAIR = np.array([[[[-1, -1]]]], np.float32)
TWO_BY_TWO = np.array([[[[1, 2]]], [[[3, 4]]]], np.float32)


@pytest.mark.parametrize("x", [PAIR, 3 * PAIR], ids=["-1", "-3"])
def test_six_numbers_catch_all_nine(x):
    verdict = exercises.catches(x, TWO_BY_TWO, pad=1)
    assert verdict
    assert "All nine, with 6 numbers." in repr(verdict)


# No window of 2 by 3 lies in a border of 1 alone.
SIX = np.arange(1, 13, dtype=np.float32).reshape(2, 1, 2, 3)

# Each takes from the six what brings one exhibit to light; the others still show, or come later.
TOO_LITTLE = [
    (
        PAIR,
        TWO_BY_TWO,
        1,
        0,
        "Exhibit 2 gets away. It hides behind a layer without a border.",
    ),
    (PAIR.repeat(2, 2), np.ones((2, 1, 2, 2), np.float32), 1, 1, "Exhibit 4 gets away."),
    (PAIR, TWO_BY_TWO[:1], 1, 1, "Exhibit 5 gets away. It hides behind a single filter,"),
    (PAIR.repeat(3, 2), TWO_BY_TWO[:, :, :, :1].repeat(2, 2)[:1], 1, 1, "Exhibit 5"),
    (
        PAIR.repeat(4, 2),
        TWO_BY_TWO,
        2,
        1,
        "Exhibit 7 gets away. It hides behind windows that",
    ),
    (
        -PAIR.repeat(3, 2).repeat(2, 3),
        SIX,
        1,
        1,
        "Exhibit 8 gets away. It hides behind pixels above zero in",
    ),
    (
        PAIR * [1, 2],
        TWO_BY_TWO,
        1,
        1,
        "Exhibit 9 gets away. It hides behind pixels that all",
    ),
    (PAIR.astype(float), TWO_BY_TWO, 1, 1, "Exhibit 10 gets away."),
    (
        PAIR.repeat(2, 2),
        TWO_BY_TWO,
        1,
        1,
        "All nine, with 8 numbers. It can be done with fewer.",
    ),
    (np.float32([-1, -1]), TWO_BY_TWO, 1, 1, "x must be (N, C, H, W)"),
    ([[[[-1, -1]]]], TWO_BY_TWO, 1, 1, "both of a floating type"),
    (PAIR * np.nan, TWO_BY_TWO, 1, 1, "finite numbers"),
    # One pixel and the border would tie.
    (PAIR[..., :1] * np.inf, TWO_BY_TWO, 1, 1, "finite numbers"),
    (PAIR, TWO_BY_TWO.repeat(2, 1), 1, 1, "It raised ValueError"),
    ("pixels", TWO_BY_TWO, 1, 1, "x must be (N, C, H, W)"),
]


@pytest.mark.parametrize(("x", "W", "stride", "pad", "words"), TOO_LITTLE)
def test_what_gets_away_is_named_with_what_it_hides_behind(x, W, stride, pad, words):
    verdict = exercises.catches(x, W, stride, pad)
    assert not verdict
    assert words in " ".join(repr(verdict).split())


def test_each_exhibit_that_can_be_caught_has_a_place_to_hide():
    assert list(exercises.museum.HIDES) == list(range(2, 11))


def test_what_is_no_number_differs_from_nothing():
    """Or a NaN alone would give away whom it never met."""
    caught = museum.caught_by(PAIR * np.nan, TWO_BY_TWO[:1])
    assert 1 not in caught
    assert 5 not in caught
