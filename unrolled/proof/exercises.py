"""The graders of the chapter on proof: what they grade is itself a check, or a bug that hides from all checks.

They stand beside the checks and not with the other graders, which the checks count among their own.
"""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np

import cnnlib
from unrolled import museum
from unrolled.exercises.grading import raised
from unrolled.exercises.paper import Remarks
from unrolled.proof.claims import first_failure
from unrolled.proof.detection import CHECKS, checks_here


def _with(parts: dict) -> SimpleNamespace:
    """Sound code, with these parts in place of its own."""
    return SimpleNamespace(**vars(museum.implementations()) | parts)


def _of_the_museum(name: str) -> SimpleNamespace:
    (exhibit,) = [e for e in museum.EXHIBITS if e.piece.__name__ == name]
    return museum.implementations(exhibit)


def who_notices(*names: str, **parts) -> Remarks:
    """Grade the names of all checks that find fault with sound code in which these parts are replaced.

    >>> who_notices("SciPy", output_size=museum.conv_output_size)
    who_notices: not yet.
    SciPy does not notice.
    2 checks do; you have named 0 of them.
    """
    if unknown := [name for name in names if name not in CHECKS]:
        called = f"The checks are called {', '.join(CHECKS)}."
        return Remarks("who_notices", False, (f"“{unknown[0]}” is none of them.", called))
    kit = _with(parts)
    notice = [
        check for check, claims in checks_here().items() if first_failure(claims(kit))
    ]
    wrong = [f"{name} does not notice." for name in names if name not in notice]
    if set(names) == set(notice):
        return Remarks("who_notices", True)
    named = len(set(names) & set(notice))
    count = f"{len(notice)} checks do; you have named {named} of them."
    return Remarks("who_notices", False, (*wrong, count))


def hand_case(x, out) -> Remarks:
    """Grade an example for max pooling, windows of 2 by 2, stride 2, pad 1, that exhibit 8 must fail.

    >>> hand_case([[[[1]]]], [[[[1]]]])
    hand_case: not yet.
    Exhibit 8 gives the same.
    Hint: What must every window hold, so that a border of zeros wins?
    """
    x, out = np.array(x, float), np.array(out, float)
    if x.ndim != 4 or x.shape[:2] != (1, 1) or not 1 <= x.size <= 4:
        shape = (
            f"x has the shape {x.shape}: it must be (1, 1, H, W), with one to four pixels."
        )
        return Remarks("hand_case", False, (shape,))

    def gives_out(kit) -> bool:
        return np.array_equal(kit.Pooling(2, 2, stride=2, pad=1).forward(x), out)

    if not gives_out(museum.implementations()):
        hint = "Hint: With its border, x is H + 2 by W + 2. How many windows fit?"
        return Remarks("hand_case", False, ("Sound code gives another out.", hint))
    if gives_out(_of_the_museum("MaxPoolLayer")):
        hint = "Hint: What must every window hold, so that a border of zeros wins?"
        return Remarks("hand_case", False, ("Exhibit 8 gives the same.", hint))
    return Remarks("hand_case", True, ("Exhibit 8 gives something else.",))


def without_oracle(holds) -> Remarks:
    """Grade a claim, holds(kit), that Conv2D must fail, sound code and cnnlib pass, and that sees Convolution only.

    >>> without_oracle(lambda kit: True)
    without_oracle: not yet.
    Conv2D passes.
    Hint: One filter it treats rightly, four it does not.
    """
    suspects = {"Conv2D": "One filter it treats rightly, four it does not."}
    return _relation("without_oracle", holds, "Convolution", suspects)


def three_at_once(holds) -> Remarks:
    """Grade a claim, holds(kit), that exhibits 2, 8 and 9 must fail, sound code and cnnlib pass, and that sees Pooling only.

    >>> three_at_once(lambda kit: True)
    three_at_once: not yet.
    MaxPool2D passes.
    Hint: Turn an image by half a turn. What happens to the maxima, with a
        border around it?
    """
    suspects = {
        "MaxPool2D": "Turn an image by half a turn. What happens to the maxima, with a border around it?",
        "MaxPoolLayer": "Take 100 from every pixel. What happens to the maxima, with a border around them?",
        "PoolingLayer": "Each gradient goes to one winner, also where numbers tie. What is the sum of dx?",
    }
    return _relation("three_at_once", holds, "Pooling", suspects)


def _relation(
    exercise: str, holds: Callable, part: str, suspects: dict[str, str]
) -> Remarks:
    """Try a claim that sees one part only: true of sound code and of cnnlib, false of each suspect, which has a hint."""
    sound = {"Sound code": museum.implementations(), "cnnlib": cnnlib}
    for name, kit in (sound | {name: _of_the_museum(name) for name in suspects}).items():
        try:
            result = bool(holds(SimpleNamespace(**{part: getattr(kit, part)})))
        except Exception as error:
            return _raised(exercise, f"With {name}", error)
        if name in sound and not result:
            return Remarks(exercise, False, (f"{name} must pass, and does not.",))
        if name in suspects and result:
            sentences = f"{name} passes.", f"Hint: {suspects[name]}"
            return Remarks(exercise, False, sentences)
    return Remarks(exercise, True, (f"It has caught {', '.join(suspects)}.",))


def escape(convicts, **parts) -> Remarks:
    """Grade a bug that no check of the chapter may see, and convicts(kit), true of it and false of cnnlib.

    >>> escape(lambda kit: False, output_size=museum.conv_output_size)
    escape: not yet.
    Caught by plain loops, in output_size: size=1 filter_size=2 stride=2 pad=0.
    """
    kit = _with(parts)
    for check, claims in checks_here().items():
        if failed := first_failure(claims(kit)):
            sentence = f"Caught by {check}, in {failed.part}: {failed.case}."
            return Remarks("escape", False, (sentence,))
    for name, judged, guilty in (("your bug", kit, True), ("cnnlib", cnnlib, False)):
        try:
            result = bool(convicts(judged))
        except Exception as error:
            return _raised("escape", f"With {name}, convicts", error)
        if result != guilty:
            sentence = f"No check sees it. But convicts is {result} of {name}."
            return Remarks("escape", False, (sentence,))
    return Remarks("escape", True, ("No check sees it, and your case convicts it.",))


def _raised(exercise: str, where: str, error: Exception) -> Remarks:
    failure = raised(error)
    return Remarks(exercise, False, (f"{where} raised {failure.message}", *failure.line))
