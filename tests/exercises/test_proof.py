"""The checks of the book's chapter on proof, and what each of them can and cannot see."""

from types import SimpleNamespace

import numpy as np
import pytest

import cnnlib
from unrolled import museum
from unrolled.proof.cases import cases
from unrolled.proof.claims import Claim, close, first_failure
from unrolled.proof.detection import CHECKS, detections

# What every check sees of every bug takes long to find out: one worker does, and once.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("detections")]

BUGS = [exhibit.bug for exhibit in museum.EXHIBITS]
SIZE, PAD, CROP, SWAPPED, MUDDLED, DW, OVERWRITTEN, BORDER, TIES, CREEP = BUGS


@pytest.mark.parametrize("check", CHECKS)
def test_cnnlib_passes(check):
    assert first_failure(CHECKS[check](cnnlib)) is None


def test_sound_code_passes_every_check():
    assert detections().sound == dict.fromkeys(CHECKS)


def test_the_library_s_own_checks_catch_every_bug():
    """The graders are for readers: they hold an answer against the library, so they cannot vouch for it."""
    own = [check for check in CHECKS if check != "graders"]
    assert detections().caught(*own) == set(BUGS)
    assert detections().bugs == BUGS


# What follows from the nature of a check, whichever cases it tries.
BLIND = {
    "adjoint identity": (
        "forward and backward agree with each other, on the wrong function",
        {PAD, MUDDLED, BORDER},
    ),
    "numerical gradients": (
        "backward is the right gradient of the wrong forward; no two numbers tie; all is float64",
        {PAD, MUDDLED, BORDER, TIES, CREEP},
    ),
    "SciPy": (
        "it has a convolution's forward and nothing else",
        {SIZE, PAD, CROP, DW, OVERWRITTEN, BORDER, TIES},
    ),
    "ONNX suite": (
        "one filter, square windows wherever there is im2col, and neither dW nor pooling's gradient",
        {SWAPPED, MUDDLED, DW, TIES},
    ),
    "dtypes": (
        "it does not look at numbers",
        {SIZE, PAD, CROP, MUDDLED, DW, OVERWRITTEN, BORDER, TIES},
    ),
    "plain loops": ("they compare numbers, and every number is right", {CREEP}),
}
SEEING = {
    "plain loops": set(BUGS) - {CREEP},
    "adjoint identity": {CROP, SWAPPED, DW, OVERWRITTEN, TIES},
    "numerical gradients": {CROP, SWAPPED, DW, OVERWRITTEN},
    "SciPy": {SWAPPED, MUDDLED},
    "ONNX suite": {PAD, CROP, OVERWRITTEN, BORDER, CREEP},
    "dtypes": {CREEP},
    "graders": set(BUGS),
}


@pytest.mark.parametrize("check", BLIND)
def test_a_check_is_blind_to_what_it_does_not_look_at(check):
    reason, bugs = BLIND[check]
    assert detections().caught(check) & bugs == set(), reason


@pytest.mark.parametrize("check", SEEING)
def test_a_check_sees_what_it_looks_at(check):
    assert detections().caught(check) >= SEEING[check]


def test_hand_cases_see_some_bugs_and_not_all():
    assert set() < detections().caught("hand cases") < set(BUGS)


def test_the_smallest_sets_that_catch_all():
    checks = [check for check in CHECKS if check != "graders"]
    assert detections().smallest_sets(*CHECKS) == [("graders",)]
    assert sorted(detections().smallest_sets(*checks)) == [
        ("plain loops", "ONNX suite"),
        ("plain loops", "dtypes"),
    ]
    assert detections().smallest_sets("SciPy", "hand cases") == []


def unable(*arguments, **settings):
    raise NotImplementedError


PARTS = vars(museum.implementations())
LOOKED_AT = {
    "hand cases": set(PARTS),
    "plain loops": set(PARTS),
    "adjoint identity": set(PARTS) - {"output_size"},
    "numerical gradients": {"Convolution", "Pooling"},
    "SciPy": {"Convolution"},
    "ONNX suite": {"Convolution", "Pooling", "col2im"},
    "dtypes": set(PARTS) - {"output_size"},
    "graders": set(PARTS),
}


@pytest.mark.parametrize("check", CHECKS)
def test_a_finding_names_the_part_and_only_parts_that_are_looked_at(check):
    for part in PARTS:
        finding = first_failure(CHECKS[check](SimpleNamespace(**PARTS | {part: unable})))
        assert (finding is not None) == (part in LOOKED_AT[check]), part
        if finding:
            assert part in finding.part
            assert finding.case
            assert finding.what in ("wrong", "NotImplementedError: ")


def test_the_first_failure_is_the_finding_and_nothing_after_it_is_tried():
    def late():
        raise AssertionError("tried")

    claims = [
        Claim("im2col", "one", lambda: True),
        Claim("col2im", "two", lambda: np.bool_(False)),
        Claim("Pooling", "three", late),
    ]
    assert first_failure(claims) == ("col2im", "two", "wrong")
    assert first_failure(claims[2:]) == ("Pooling", "three", "AssertionError: tried")


@pytest.mark.filterwarnings("error")
def test_a_warning_is_no_failure():
    divided = Claim("x", "0 / 0", lambda: np.isnan(np.zeros(1) / 0).all())
    assert first_failure([divided]) is None


def test_close_wants_one_shape_and_forgives_rounding():
    ones = np.ones((2, 3))
    assert close(ones.astype(np.float32), ones + 1e-7)
    assert not close(ones, ones + 1e-4)
    assert not close(ones[:1], ones)  # broadcasting would say yes
    assert not close(np.zeros((0, 3)), np.zeros((0, 2)))


def test_the_cases_vary_all_that_bugs_hide_behind():
    sizes = [(*case.shape, case.FN, *case.filter) for case in cases()]
    assert all(min(column) == 1 < max(column) for column in zip(*sizes, strict=True))
    assert any(case.shape[2] != case.shape[3] for case in cases())
    assert any(case.filter[0] != case.filter[1] for case in cases())
    settings = [tuple(case.settings.values()) for case in cases()]
    assert {stride for stride, _ in settings} == {1, 2, 3}
    assert {pad for _, pad in settings} == {0, 1, 2}


def test_distinct_numbers_keep_their_distance_from_each_other_and_from_0():
    for case in cases():
        numbers = np.append(case.distinct(case.shape), 0)
        assert np.diff(np.sort(numbers.ravel())).min() > 0.05
