"""Try an answer on many cases, from small to large, and say in words what the smallest wrong one shows.

The engine behind `exercises`. It never raises on account of an answer: an exception is a finding too.
"""

import linecache
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from textwrap import fill, shorten
from typing import Any, NamedTuple

import numpy as np

from unrolled.exercises.likeness import common_fault

SHOWN = 16  # arrays of more numbers are named by their shape alone
WIDTH = 76  # of a printed verdict
OWN = ("unrolled.exercises",)  # whose lines are no part of an answer


class NoPlace(int):
    """The expected count of places, 0, where no window fits. A count below 0 or a ValueError is right as well."""


class Case(NamedTuple):
    """One call: its positional arguments by name, its keyword arguments, and tags that describe the case.

    A tag is a sentence such as "pad is above 0"; hints are chosen by the tags that all wrong cases share.
    """

    given: dict[str, Any]
    settings: dict[str, int]
    tags: frozenset[str]


class Call(NamedTuple):
    """How an answer is called: run(answer, given, settings, returns) -> results by name.

    written(name, case) is the same call as a line of Python.
    """

    run: Callable[[Any, dict, dict, tuple], dict]
    written: Callable[[str, Case], str]


@dataclass(frozen=True, eq=False)
class Exercise:
    """What is asked: cases from small to large, and the function or layer class that is right.

    returns: the names of what comes back. call: how an answer is called, mostly `function` or `layer`.
    hints: a sentence for a symptom ("shape", "order" …) or for a tag that all wrong cases
    share; the first that fits is given.
    """

    name: str
    returns: tuple[str, ...]
    right: Callable
    cases: list[Case]
    call: Call
    hints: dict[str, str]

    @cached_property
    def expected(self) -> list[dict]:
        """The right results of every case."""
        return [
            self.call.run(self.right, case.given, case.settings, self.returns)
            for case in self.cases
        ]


@dataclass(frozen=True, repr=False, eq=False)
class Verdict:
    """What became of an answer: true if it is right, and printed as a few lines that say why not.

    case: the smallest wrong case; result: the name of the array that is wrong in it; expected and
    received: its values. tags: those that all wrong cases have; only_with_tags: whether no right case
    has them all. All are empty if no case is wrong.
    """

    exercise: str
    tried: int
    wrong: int = 0
    call: str = ""
    case: Case | None = None
    result: str = ""
    expected: Any = None
    received: Any = None
    tags: tuple[str, ...] = ()
    only_with_tags: bool = False
    hint: str = ""

    def __bool__(self) -> bool:
        return self.tried > 0 and self.wrong == 0

    def __repr__(self) -> str:
        parts = self._head(), *self._case(), *self._sentences()
        return "\n".join(map(wrapped, parts))

    def _repr_markdown_(self) -> str:
        """For notebooks: the same words, where sentences break as the screen needs it."""
        case = ["~~~text", *map(wrapped, self._case()), "~~~"] if self.case else []
        return block(bool(self), self._head(), "\n".join(case), *self._sentences())

    def _head(self) -> str:
        if self:
            return f"{self.exercise}: right, in all {self.tried} cases."
        if self.case is None:
            return f"{self.exercise}: not yet."
        cases = f"Wrong in {self.wrong} of {self.tried} cases."
        return f"{self.exercise}: not yet. {cases} The smallest:"

    def _case(self) -> list[str]:
        """The smallest wrong case, line by line."""
        if self.case is None:
            return []
        lines = [self.call]
        for name, value in self.case.given.items():
            if isinstance(value, np.ndarray):
                lines += [f"  {line}" for line in _described(name, value)]
        lines += _described(f"expected {self.result}", self.expected)
        if isinstance(self.received, Raised):
            return [*lines, f"received {self.received.message}", *self.received.line]
        return lines + _described(f"received {self.result}", self.received)

    def _sentences(self) -> list[str]:
        hint = f"Hint: {self.hint}" if self.hint else ""
        return [text for text in (self._first_difference(), self.where(), hint) if text]

    def where(self) -> str:
        """What all wrong cases have in common, as a sentence; empty if there is nothing."""
        if not self.tags:
            return ""
        tags = " and ".join(self.tags)
        if self.only_with_tags:
            return f"It is wrong wherever {tags}, and nowhere else."
        return f"It is wrong only where {tags}."

    def _first_difference(self) -> str:
        """Where two arrays that are too large to show begin to differ."""
        pair = self.expected, self.received
        if not all(_is_numeric(array) and array.size > SHOWN for array in pair):
            return ""
        if self.expected.shape != self.received.shape or _close(*pair).all():
            return ""
        place = tuple(np.argwhere(~_close(*pair))[0].tolist())
        expected, received = (array[place] for array in pair)
        return (
            f"They first differ at {list(place)}: expected {expected}, received {received}."
        )


class Raised(NamedTuple):
    """An exception in place of a result: its type and message, and the line it came from, if known."""

    message: str
    line: tuple[str, ...]


class _Finding(NamedTuple):
    case: Case
    result: str
    expected: Any
    received: Any
    symptom: str


# Looked at before an exercise's own hints: what is wrong with the answer as a whole …
FIRST_HINTS = {
    "call": "It must take these arguments, and the settings by these names.",
    "nothing": "It gave None. Does every way through it end in a return, or set the value?",
    "type": "An array must be a NumPy array of numbers, a count a whole number, and several results "
    "a tuple of them in the order asked.",
    "written": "It changed what it was given. The caller may still need that: work on a copy.",
}
# … and after them, what holds in any exercise.
LAST_HINTS = {
    "N is above 1": "One image is right, two are not. Where does each array have its axis N?",
    "C is above 1": "One channel is right, two are not. Where does each array have its axis C?",
    "H and W differ": "Height and width got swapped somewhere; a square image can't tell.",
    "raised": "Make the call above yourself, and look at the shapes before that line.",
    "turned": "The sizes are right, their order is not. What does each axis count?",
    "shape": "Compare the two shapes, size by size. What does each axis count?",
    "order": "The right numbers in the wrong places. `reshape` never changes the order in "
    "which numbers are read; `transpose` does.",
    "numbers": "Wrong numbers, with nothing in common but this. Which is the first that differs, and "
    "from which numbers of the input should it be made?",
    "dtype": "The numbers are right, their type is not. `np.zeros(shape)` makes float64, "
    "whatever it is to hold: say which dtype.",
}


def _run_function(answer, given: dict, settings: dict, returns: tuple) -> dict:
    """The results of an answer that is a function of all that is given; several come as a tuple."""
    result = answer(*given.values(), **settings)
    if len(returns) > 1 and isinstance(result, tuple) and len(result) == len(returns):
        return dict(zip(returns, result, strict=True))
    return dict.fromkeys(returns, result)


def _run_layer(answer, given: dict, settings: dict, returns: tuple) -> dict:
    """The results of a layer class: forward's out and, where dout is given, backward's gradients."""
    made = answer(*_parameters(given).values(), **settings)
    results = {"out": made.forward(given["x"])}
    if "dout" in given:
        results["dx"] = made.backward(given["dout"])
    return {n: results[n] if n in results else getattr(made, n) for n in returns}


def _written_function(name: str, case: Case) -> str:
    return written_call(name, case.given, case.settings)


def _written_layer(name: str, case: Case) -> str:
    then = ", then .backward(dout)" if "dout" in case.given else ""
    made = written_call(name, _parameters(case.given), case.settings)
    return f"{made}.forward(x){then}"


def _parameters(given: dict) -> dict:
    return {name: value for name, value in given.items() if name not in ("x", "dout")}


def written_call(name: str, given: dict, settings: dict) -> str:
    """A call as one would write it, arrays by their names."""
    arguments = [n if isinstance(v, np.ndarray) else repr(v) for n, v in given.items()]
    arguments += [f"{n}={v}" for n, v in settings.items()]
    return f"{name}({', '.join(arguments)})"


function = Call(_run_function, _written_function)
layer = Call(_run_layer, _written_layer)


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
    hints = (*FIRST_HINTS.items(), *exercise.hints.items(), *_last_hints(wrong).items())
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
        next(hint for cue, hint in hints if cue in {first.symptom, *tags}),
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
    if not _is_numeric(received):
        return "type"
    if not _close(expected, received).all():
        pair = (np.sort(array, axis=None) for array in (expected, received))
        return "order" if _close(*pair).all() else "numbers"
    return "" if received.dtype == expected.dtype else "dtype"


def _is_numeric(value) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind in "biufc"


def _close(expected: np.ndarray, received: np.ndarray) -> np.ndarray:
    """Number by number, whether they are equal but for rounding."""
    return np.isclose(received, expected, rtol=1e-5, atol=1e-6)


def raised(error: BaseException) -> Raised:
    """What an exception says, with the last line of the answer's own file that led to it."""
    message = shorten(traceback.format_exception_only(error)[-1], 200)
    steps = [
        (frame.f_code, number)
        for frame, number in traceback.walk_tb(error.__traceback__)
        if not frame.f_globals.get("__name__", "").startswith(OWN)
    ]
    if not steps:
        return Raised(message, ())
    file = steps[0][0].co_filename
    code, number = [step for step in steps if step[0].co_filename == file][-1]
    # Counted from its `def`: where a function stands in its file or cell is no part of it.
    place = f"in line {number - code.co_firstlineno + 1} of {code.co_name}"
    text = linecache.getline(file, number).strip()
    return Raised(message, (f"    {place}: {text}" if text else f"    {place}",))


def _last_hints(wrong: list[_Finding]) -> dict[str, str]:
    """LAST_HINTS, with what all wrong numbers have in common, if that can be said."""
    pairs = [
        (found.expected.astype(float), found.received.astype(float))
        for found in wrong
        if found.symptom == "numbers"
        and all(_is_real(array) for array in (found.expected, found.received))
    ]
    said = common_fault(pairs) if len(pairs) == len(wrong) else ""
    return LAST_HINTS | ({"numbers": said} if said else {})


def _is_real(value) -> bool:
    return _is_numeric(value) and value.dtype.kind != "c" and np.isfinite(value).all()


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


def _described(name: str, value) -> list[str]:
    """An array's name, shape and dtype, and its numbers if they are few; the like for anything else."""
    if isinstance(value, np.ndarray):
        value = np.asarray(value)
        head = f"{name} {value.shape} {value.dtype}"
        if value.size > SHOWN or not _is_numeric(value):
            return [head]
        rows = [line for line in np.array2string(value, precision=4).splitlines() if line]
        return (
            [f"{head} {rows[0]}"] if len(rows) == 1 else [head, *(f"    {r}" for r in rows)]
        )
    if value is None or isinstance(value, (bool, int, float, np.number)):
        return [f"{name} {value}"]
    return [f"{name} an object of type {type(value).__name__}"]


def block(is_right: bool, head: str, *parts: str) -> str:
    """A verdict's Markdown: one block, which begins with a mark and the verdict itself."""
    first = f"{'✓' if is_right else '✗'} **{head}**"
    text = "\n\n".join((first, *filter(None, parts)))
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def wrapped(line: str) -> str:
    return line if len(line) <= WIDTH else fill(line, WIDTH, subsequent_indent="    ")
