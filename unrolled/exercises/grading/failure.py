"""An exception in place of a result, and the line of the answer that led to it."""

import linecache
import traceback
from textwrap import shorten
from typing import NamedTuple

OWN = ("unrolled.exercises",)  # whose lines are no part of an answer


class Raised(NamedTuple):
    """An exception in place of a result: its type and message, and the line it came from, if known."""

    message: str
    line: tuple[str, ...]


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
