"""What an exercise is: cases, the answer that is right, and how an answer is called."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np


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
