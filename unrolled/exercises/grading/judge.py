"""Try an answer on every case of an exercise, from small to large, and say what the smallest wrong one shows.

It never raises on account of an answer: an exception is a finding too.
"""

import warnings
from typing import Any, NamedTuple

import numpy as np

from unrolled.exercises.grading.equality import close, is_numeric, is_real
from unrolled.exercises.grading.exercise import Case, Exercise, NoPlace
from unrolled.exercises.grading.failure import raised
from unrolled.exercises.grading.hints import fitting_hint
from unrolled.exercises.grading.likeness import Pair
from unrolled.exercises.grading.verdict import Verdict


class _Finding(NamedTuple):
    case: Case
    result: str
    expected: Any
    received: Any
    symptom: str


def grade(exercise: Exercise, answer) -> Verdict:
    """Try the answer on every case of the exercise.

    answer: anything at all. Returns a `Verdict`, also where the answer is no function, raises,
    or returns nothing.
    """
    if not callable(answer):
        hint = (
            f"This is of type {type(answer).__name__}. Pass the function or the class itself, "
            "by its name, without calling it."
        )
        return Verdict(exercise.name, 0, hint=hint)
    wrong = [
        found
        for case, expected in zip(exercise.cases, exercise.expected, strict=True)
        if (found := _try(exercise, answer, case, expected))
    ]
    if not wrong:
        return Verdict(exercise.name, len(exercise.cases))
    first, tags = wrong[0], _shared(exercise.cases, [found.case for found in wrong])
    with_tags = sum(case.tags.issuperset(tags) for case in exercise.cases)
    return Verdict(
        exercise.name,
        len(exercise.cases),
        len(wrong),
        exercise.call.written(
            getattr(answer, "__name__", type(answer).__name__), first.case
        ),
        first.case,
        first.result,
        first.expected,
        first.received,
        tags,
        len(wrong) == with_tags,
        fitting_hint({first.symptom, *tags}, exercise.hints, _wrong_numbers(wrong)),
    )


def _try(exercise: Exercise, answer, case: Case, expected: dict) -> _Finding | None:
    """What is wrong with the answer in this case, or None."""
    given = {
        name: value.copy() if isinstance(value, np.ndarray) else value
        for name, value in case.given.items()
    }
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # a warning is no fault, and would flood the page
        try:
            received = exercise.call.run(answer, given, case.settings, exercise.returns)
        except (Exception, SystemExit) as error:
            name, failure = exercise.returns[0], raised(error)
            if isinstance(error, ValueError) and isinstance(expected[name], NoPlace):
                return None
            refused = isinstance(error, TypeError) and not failure.line
            symptom = "call" if refused else "raised"
            return _Finding(case, name, expected[name], failure, symptom)
        for name in exercise.returns:
            if symptom := _symptom(expected[name], received[name]):
                return _Finding(case, name, expected[name], received[name], symptom)
    for name, value in case.given.items():
        if isinstance(value, np.ndarray) and not np.array_equal(value, given[name]):
            return _Finding(case, name, value, given[name], "written")
    return None


def _symptom(expected, received) -> str:
    """In one word how received differs from expected, or nothing."""
    if received is None:
        return "nothing"
    if not isinstance(expected, np.ndarray):
        if isinstance(received, bool) or not isinstance(received, (int, np.integer)):
            return "type"
        same = received == expected or (isinstance(expected, NoPlace) and received < 0)
        return "" if same else "numbers"
    if not isinstance(received, np.ndarray):
        return "type"
    received = np.asarray(received)
    if received.shape != expected.shape:
        same = sorted(received.shape) == sorted(expected.shape)
        return "turned" if same else "shape"
    if not is_numeric(received):
        return "type"
    if not close(expected, received).all():
        pair = (np.sort(array, axis=None) for array in (expected, received))
        return "order" if close(*pair).all() else "numbers"
    return "" if received.dtype == expected.dtype else "dtype"


def _wrong_numbers(wrong: list[_Finding]) -> list[Pair]:
    """What was expected and what came in each case, if all cases are wrong in their numbers alone; else nothing."""
    pairs = [
        (found.expected.astype(float), found.received.astype(float))
        for found in wrong
        if found.symptom == "numbers"
        and all(is_real(array) for array in (found.expected, found.received))
    ]
    return pairs if len(pairs) == len(wrong) else []


def _shared(cases: list[Case], wrong: list[Case]) -> tuple[str, ...]:
    """The tags that all wrong cases have, and some other case lacks, in a fixed order.

    One that follows from another of them is left out, as "the window holds several pixels" does where "windows overlap".
    """
    common = frozenset.intersection(*(case.tags for case in wrong))
    where = {
        tag: frozenset(k for k, case in enumerate(cases) if tag in case.tags)
        for tag in common
    }
    telling = {tag for tag, places in where.items() if len(places) < len(cases)}
    return tuple(
        t for t in sorted(telling) if not any(_tells_more(where, u, t) for u in telling)
    )


def _tells_more(where: dict[str, frozenset], one: str, other: str) -> bool:
    """Whether `other` follows from `one`; of two that always come together, the first by name stays."""
    return where[one] < where[other] or (where[one] == where[other] and one < other)
