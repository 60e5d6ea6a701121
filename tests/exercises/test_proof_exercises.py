"""The graders of chapter 12 accept what is right and say what is missing."""

import numpy as np
import pytest

from unrolled import museum
from unrolled.proof import exercises
from unrolled.proof.detection import CHECKS, detections

# What every check sees of every bug takes long to find out: one worker does, and once.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("detections")]

SOUND = museum.implementations()
TIES = museum.PoolingLayer


@pytest.mark.parametrize("exhibit", museum.EXHIBITS[4:6], ids=lambda e: e.bug)
def test_who_notices_is_what_the_table_says(exhibit):
    notice = [check for check in CHECKS if detections().cells[exhibit.bug, check]]
    part = {exhibit.replaces: exhibit.piece}
    assert exercises.who_notices(*reversed(notice), **part)
    assert not exercises.who_notices(*notice[1:], **part)
    too_many = exercises.who_notices(*notice, "hand cases", **part)
    assert not too_many
    assert "hand cases does not notice." in repr(too_many)
    assert f"{len(notice)} checks do; you have named {len(notice)}" in repr(too_many)


def test_a_check_that_does_not_exist():
    verdict = exercises.who_notices("scipy", Pooling=TIES)
    assert "“scipy” is none of them." in repr(verdict)
    assert "SciPy" in repr(verdict)


@pytest.mark.parametrize(
    ("x", "out", "words"),
    [
        ([[[[-3]]]], [[[[-3]]]], "something else"),
        ([[[[-3, -5]]]], [[[[-3, -5]]]], "something else"),
        ([[[[3]]]], [[[[3]]]], "gives the same"),
        ([[[[0]]]], [[[[0]]]], "gives the same"),
        ([[[[-3]]]], [[[[0]]]], "Sound code gives another"),
        ([[[[-3]]]], [[-3]], "Sound code gives another"),
        ([-3], [-3], "the shape (1,)"),
        (-np.ones((1, 1, 1, 5)), -np.ones((1, 1, 1, 3)), "four pixels"),
        (np.ones((1, 1, 0, 1)), [[[[1]]]], "four pixels"),
        (-np.ones((1, 2, 1, 1)), -np.ones((1, 2, 1, 1)), "(1, 1, H, W)"),
    ],
)
def test_a_hand_case_is_right_and_exhibit_8_fails_it(x, out, words):
    verdict = exercises.hand_case(x, out)
    assert words in " ".join(repr(verdict).split())
    assert bool(verdict) == (words == "something else")


def one_by_one(kit, filters=4):
    rng = np.random.default_rng(0)
    x, W, b = (rng.normal(size=s) for s in ((2, 1, 3, 4), (filters, 1, 2, 2), filters))
    together = kit.Convolution(W, b).forward(x)
    alone = [kit.Convolution(W[[f]], b[[f]]).forward(x) for f in range(filters)]
    return np.allclose(together, np.concatenate(alone, axis=1))


@pytest.mark.parametrize(
    ("holds", "words"),
    [
        (one_by_one, "caught Conv2D"),
        (lambda kit: one_by_one(kit, filters=1), "Conv2D passes."),
        (lambda kit: False, "Sound code must pass, and does not."),
        (lambda kit: kit.Pooling, "With Sound code raised AttributeError"),
    ],
)
def test_a_claim_without_an_oracle(holds, words):
    verdict = exercises.without_oracle(holds)
    assert words in " ".join(repr(verdict).split())
    assert bool(verdict) == (holds is one_by_one)


PIXELS = np.random.default_rng(0).integers(1, 4, (2, 3, 4, 5)).astype(float)


def pool(kit, x):
    return kit.Pooling(2, 2, stride=1, pad=1).forward(x)


def turns(kit):
    turned = pool(kit, PIXELS[:, :, ::-1, ::-1])
    return np.array_equal(turned[:, :, ::-1, ::-1], pool(kit, PIXELS))


def sinks(kit):
    return np.array_equal(pool(kit, PIXELS - 100), pool(kit, PIXELS) - 100)


def hands_on(kit):
    layer = kit.Pooling(2, 2, stride=1, pad=1)
    out = layer.forward(PIXELS)
    return layer.backward(np.ones_like(out)).sum() == out.size


@pytest.mark.parametrize(
    ("relations", "words"),
    [
        ((turns, sinks, hands_on), "caught MaxPool2D, MaxPoolLayer, PoolingLayer."),
        ((), "MaxPool2D passes. Hint: Turn an image by half a turn."),
        ((sinks, hands_on), "MaxPool2D passes. Hint: Turn an image by half a turn."),
        ((turns, hands_on), "MaxPoolLayer passes. Hint: Take 100 from every pixel."),
        ((turns, sinks), "PoolingLayer passes. Hint: Each gradient goes to one winner"),
        ((lambda kit: False,), "Sound code must pass, and does not."),
        (
            (lambda kit: kit.Pooling.__module__.startswith("unrolled"),),
            "cnnlib must pass, and does not.",
        ),
        ((lambda kit: kit.Convolution,), "With Sound code raised AttributeError"),
    ],
)
def test_three_relations_for_three_exhibits(relations, words):
    verdict = exercises.three_at_once(lambda kit: all(holds(kit) for holds in relations))
    assert words in " ".join(repr(verdict).split())
    assert bool(verdict) == (relations == (turns, sinks, hands_on))


class Swallowing(SOUND.Pooling):
    def forward(self, x):
        return super().forward(np.where(np.isnan(x), -np.inf, x))


def swallows(kit):
    return not np.isnan(kit.Pooling(1, 2).forward(np.array([[[[np.nan, 1.0]]]]))).any()


@pytest.mark.parametrize(
    ("convicts", "part", "words"),
    [
        (swallows, Swallowing, "your case convicts it"),
        (lambda kit: False, Swallowing, "convicts is False of your bug"),
        (lambda kit: True, Swallowing, "convicts is True of cnnlib"),
        (lambda kit: kit.nothing, Swallowing, "With your bug, convicts raised Attribute"),
        (swallows, SOUND.Pooling, "convicts is False of your bug"),
        (swallows, TIES, "Caught by hand cases, in Pooling: dx of 2x4 pixels"),
    ],
)
def test_an_escape_is_seen_by_no_check_and_convicted_by_its_case(convicts, part, words):
    verdict = exercises.escape(convicts, Pooling=part)
    assert words in " ".join(repr(verdict).split())
    assert bool(verdict) == words.startswith("your case")
